import { join } from 'node:path';
import { I18n } from '../i18n/i18n.js';
import { LOCALES } from '../i18n/locale.js';
import { projectRoot } from '../settings/paths.js';
import { designPage } from './design-page.js';
import { isIconName } from './icons.js';
import type { LayoutModel } from './layout-model.js';
import { StaticAssets } from './static-assets.js';
import { readTemplates } from './templates.js';
import { ViewEngine } from './view-engine.js';

const i18n = I18n.load('throw');
const templates = readTemplates(join(projectRoot, 'views'));
const engine = ViewEngine.open(i18n, StaticAssets.load());

/** What stands as a literal in the templates, with the file it stands in. */
function named(pattern: RegExp): { name: string; key: string }[] {
  return templates.flatMap(({ name, text }) =>
    [...text.matchAll(pattern)].map((match) => ({ name, key: match[1] ?? '' })),
  );
}

const layout = (locale: LayoutModel['locale']): LayoutModel => ({
  locale,
  theme: 'light',
  title: 'x',
  demo: true,
  venueName: '星河 KTV',
  storeName: '总店',
  nav: [],
  health: { state: 'warn', text: 'x' },
  flash: { tone: 'bad', text: 'x' },
  csrfToken: 'proof',
  nonce: 'n',
  path: '/',
  pendingApprovals: 2,
});

describe('all views together', () => {
  it('name only texts that exist', () => {
    const keys = named(/[{(~]t "([^"]+)"/g);
    expect(keys.length).toBeGreaterThan(40);
    expect(keys.filter(({ key }) => !i18n.has(key))).toEqual([]);
  });

  it('name only icons that are drawn', () => {
    expect(named(/(?:\{icon|icon=) ?"([^"]+)"/g).filter(({ key }) => !isIconName(key))).toEqual([]);
  });

  it('say nothing in a language of their own', () => {
    const words = templates.map(({ name, text }) => ({
      name,
      found: text.replaceAll(/\{\{![\s\S]*?\}\}/g, '').match(/\p{Script=Han}+/gu),
    }));
    const own = words.filter(({ name, found }) => found && name !== 'layouts/_preferences');
    expect(own).toEqual([]);
  });

  it.each(LOCALES)('show every component in every state (%s)', (locale) => {
    const html = engine.render(
      'design/components',
      designPage((key) => i18n.t(locale, `design.sample.${key}`)),
      layout(locale),
    );
    expect(html).toContain(`lang="${locale}"`);
    expect(html).not.toContain('[object Object]');
    expect(html).not.toContain('undefined');
  });

  it('have an error page with a number to tell and a way back', () => {
    const model = {
      icon: 'triangle-alert',
      title: '出了点问题',
      message: '可以再试一次',
      id: '7F3A-91C2',
      again: '/points',
    };
    const html = engine.render('errors/error', model, layout('zh-CN'), 'bare');
    expect(html).toContain('错误编号 7F3A-91C2');
    expect(html).toContain('href="/points"');
  });
});
