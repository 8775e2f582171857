import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Handlebars from 'handlebars';
import { jest } from '@jest/globals';
import { I18n } from '../i18n/i18n.js';
import { projectRoot } from '../settings/paths.js';
import type { LayoutModel } from './layout-model.js';
import { StaticAssets } from './static-assets.js';
import { ViewEngine } from './view-engine.js';

const layout: LayoutModel = {
  locale: 'zh-CN',
  theme: 'dark',
  title: '前台',
  demo: false,
  venueName: '星河 KTV',
  storeName: '总店',
  businessDate: '2026-11-21',
  person: { name: '王丽', staffNo: '8803', roleLabel: '客服' },
  nav: [{ href: '/', labelKey: 'ui.search', key: 'F2', icon: 'search', active: true }],
  health: { state: 'ok', text: '备份 02:14 已验证' },
  csrfToken: 'proof-1',
  nonce: 'nonce-1',
  path: '/',
  pendingApprovals: 0,
};

const i18n = I18n.load('throw');
const assets = StaticAssets.load();
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ktv-views-'));
  cpSync(join(projectRoot, 'views'), folder, { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true }));

function engineWith(template: string): ViewEngine {
  writeFileSync(join(folder, 'story.hbs'), template);
  return ViewEngine.open(i18n, assets, folder);
}

const page = (template: string, model: object) => engineWith(template).fragment('story', model, layout);

describe('a page', () => {
  it('stands in its frame: venue, person, keys, proof against forged forms', () => {
    const html = engineWith('{{#form form=form}}{{> field form=form name="slipNo" label="积分单号"}}{{/form}}').render(
      'story',
      { form: { action: '/points', requestKey: 'key-1', values: { slipNo: 'J1' }, errors: {} } },
      layout,
    );
    expect(html).toContain('<title>前台 · 星河 KTV</title>');
    expect(html).toContain('data-key="F2"');
    expect(html).toContain('name="_csrf" value="proof-1"');
    expect(html).toContain('name="requestKey" value="key-1"');
    expect(html).toContain('name="slipNo" type="text" value="J1"');
  });

  it('escapes what guests and clerks write, in text and in attributes', () => {
    const html = page('<p title="{{name}}">{{name}}</p>{{> badge text=name}}', { name: '"><script>alert(1)</script>' });
    expect(html).not.toContain('<script>');
    expect(html).not.toContain('"">');
  });

  it('keeps the page’s own variables inside a wrapping component', () => {
    expect(page('{{#card title="今晚生日"}}{{surname}}{{/card}}', { surname: '欧阳' })).toContain('欧阳');
  });

  it('hands a component nothing but its parameters', () => {
    const html = page('{{> field name="room" label="包厢"}}', { error: '别处的错误', hint: '别处的提示' });
    expect(html).not.toContain('别处');
  });

  it('reads a property even where a helper has its name', () => {
    expect(page('{{time}} {{card}} {{money}}', { time: '21:35', card: '**** 4321', money: '¥1.00' })).toBe(
      '21:35 **** 4321 ¥1.00',
    );
  });

  it('formats figures and says texts in the reader’s language', () => {
    const template = '{{money fen}} {{signed gained}} {{date day}} {{t "ui.receipt.reprint" n=2}}';
    expect(page(template, { fen: 123_450, gained: 282, day: '2026-11-21' })).toBe(
      '1,234.50 +282 2026-11-21 周六 补打 2',
    );
  });

  it('does not print a property that the model has not', () => {
    expect(() => page('{{surname}}', {})).toThrow('"surname" not defined');
  });
});

describe('the start', () => {
  it.each([
    ['a tag that is not closed', '{{#if x}}', 'story.hbs'],
    ['a helper nobody wrote', '{{shout name}}', 'unknown helper shout'],
    ['a component nobody drew', '{{> carousel}}', 'no partial "carousel"'],
    [
      'a component nobody drew, deep inside',
      '{{#if x}}{{#card title="x"}}{{> carousel}}{{/card}}{{/if}}',
      'no partial "carousel"',
    ],
  ])('is stopped by %s', (_name, template, message) => {
    expect(() => engineWith(template).compileAll()).toThrow(message);
  });

  it('is stopped by nothing in our own views', () =>
    expect(() => ViewEngine.open(i18n, assets).compileAll()).not.toThrow());

  it('is the last time that anything compiles', () => {
    const create = jest.spyOn(Handlebars, 'create');
    const engine = engineWith(
      '{{> badge text=name}}{{#card title="x"}}{{> notice text="y" tone="ok"}}{{/card}}',
    ).compileAll();
    const environment = create.mock.results[0]?.value as typeof Handlebars;
    const compiles = [
      jest.spyOn(environment, 'compile'),
      jest.spyOn(environment, 'precompile'),
      jest.spyOn(environment, 'template'),
    ];
    engine.render('story', { name: '张' }, layout);
    engine.render('story', { name: '李' }, layout);
    expect(compiles.map(({ mock }) => mock.calls.length)).toEqual([0, 0, 0]);
    create.mockRestore();
  });

  it('knows only views by name, never a path', () => {
    expect(() => engineWith('x').render('../package', {}, layout)).toThrow('there is no view');
  });
});
