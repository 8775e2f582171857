import type { Desk } from './http.js';
import { type Form, formsIn } from './html.js';

/** A form as somebody finds it on a page. */
export interface FoundForm extends Form {
  readonly page: string;
  /** Its address with `:id` for what differs from row to row. */
  readonly pattern: string;
}

const ID = /\/(?:[0-9a-f]{8}-[0-9a-f-]{27}|\d+)(?=\/|$)/g;
const EACH_KIND = 2;
/** Leads out, or brings a file. */
const SKIPPED = /^\/(?:sign-out|assets|api|healthz|readyz|imports\/samples)/;

export function patternOf(address: string): string {
  return (address.split(/[?#]/)[0] ?? '').replaceAll(ID, '/:id');
}

/** Opens every page that can be reached by links from `starts`, two of a kind, and collects the forms that post. */
export async function crawl(desk: Desk, starts: readonly string[]): Promise<{ pages: string[]; forms: FoundForm[] }> {
  const seen = new Map<string, number>();
  const waiting = [...starts];
  const pages: string[] = [];
  const forms: FoundForm[] = [];
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    const pattern = patternOf(path);
    const times = seen.get(pattern) ?? 0;
    if (times >= EACH_KIND || SKIPPED.test(path) || pages.includes(path)) continue;
    seen.set(pattern, times + 1);
    const page = await desk.get(path);
    if (page.status !== 200) continue;
    pages.push(path);
    for (const form of formsIn(page.html)) {
      const action = form.action === '' ? path : form.action;
      if (form.method === 'post') forms.push({ ...form, action, page: path, pattern: patternOf(action) });
    }
    for (const [, href = ''] of page.html.matchAll(/href="(\/[^"#]*)/g)) waiting.push(href.replaceAll('&amp;', '&'));
  }
  return { pages, forms };
}
