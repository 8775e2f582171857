import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type Axe from 'axe-core';
import type { Page } from 'playwright-core';

declare global {
  interface Window {
    axe: typeof Axe;
  }
}

const engine = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds on a page, or only what `rules` find: each broken rule with its elements. The house has no frames. */
export async function barriersOn(page: Page, ...rules: string[]): Promise<[rule: string, elements: string[]][]> {
  if (!(await page.evaluate('"axe" in window'))) await page.evaluate(engine);
  return page.evaluate(look, rules);
}

/** Runs in the page. Elements of rules that are kept are left out of the result: describing them took longer than the looking. */
async function look(rules: string[]): Promise<[string, string[]][]> {
  const { violations } = await window.axe.run({
    resultTypes: ['violations'],
    ...(rules.length > 0 && { runOnly: rules }),
  });
  return violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]);
}
