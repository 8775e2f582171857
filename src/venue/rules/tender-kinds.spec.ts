import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../platform/settings/paths.js';
import { MONEY_TENDERS, TENDER_KINDS, tenderEarns, TILL_KINDS } from './tender-kinds.js';

interface Texts {
  readonly [key: string]: Texts | string;
}

const texts = (language: string, room: string): Texts =>
  JSON.parse(readFileSync(join(projectRoot, `src/platform/i18n/locales/${language}/${room}.json`), 'utf8'));
const at = (tree: Texts | string | undefined, ...path: string[]): Texts | string | undefined =>
  path.reduce((found, key) => (typeof found === 'object' ? found[key] : undefined), tree);

describe('the table of tenders', () => {
  test.each(['zh-CN', 'en'])('every tender has its word in %s, those of a fee at the fee too', (language) => {
    for (const kind of TENDER_KINDS) expect(at(texts(language, 'slips'), 'tender', kind)).toMatch(/\S/);
    for (const kind of MONEY_TENDERS) expect(at(texts(language, 'cards'), 'tender', kind)).toMatch(/\S/);
  });

  test.each(['zh-CN', 'en'])(
    'what brings money has an account, and its word on the papers of a shift in %s',
    (language) => {
      const acquired = TILL_KINDS.filter((till) => till !== 'cash.drawer');
      for (const till of acquired) expect(at(texts(language, 'shifts'), 'paper', ...till.split('.'))).toMatch(/\S/);
      expect(new Set(TILL_KINDS).size).toBe(MONEY_TENDERS.length);
    },
  );

  test('the till document names each of them', () => {
    const [, named = ''] =
      /TenderKind:\s+type: string\s+enum: \[([^\]]+)\]/.exec(
        readFileSync(join(projectRoot, 'src/api/openapi.yaml'), 'utf8'),
      ) ?? [];
    expect(named.split(', ').toSorted()).toEqual(TENDER_KINDS.toSorted());
  });

  test.each(['refunds', 'disputes'])('what came in by it goes back by it, and %s has a word for the way', (room) => {
    for (const language of ['zh-CN', 'en']) {
      for (const kind of MONEY_TENDERS) {
        const way = kind === 'TRANSFER' ? 'BANK_ACCOUNT' : kind;
        expect([way, at(texts(language, room), 'way', way)]).toEqual([way, expect.stringMatching(/\S/)]);
      }
    }
  });

  test('the till tops up by all that bring money, each once', () => {
    const [, most, named = ''] =
      /tenders:\s+type: array\s+minItems: 1\s+maxItems: (\d+)\s+items:[^[]+\[kind, amountFen\]\s+properties:\s+kind: \{ type: string, enum: \[([^\]]+)\]/.exec(
        readFileSync(join(projectRoot, 'src/api/openapi.yaml'), 'utf8'),
      ) ?? [];
    expect(named.split(', ').toSorted()).toEqual(MONEY_TENDERS.toSorted());
    expect(Number(most)).toBe(MONEY_TENDERS.length);
  });

  test('a group buy earns where the policy says so, a voucher nowhere, cash everywhere', () => {
    for (const groupBuyEarns of [true, false]) {
      expect(tenderEarns('GROUP_BUY', { groupBuyEarns })).toBe(groupBuyEarns);
      expect(tenderEarns('VOUCHER', { groupBuyEarns })).toBe(false);
      expect(tenderEarns('CASH', { groupBuyEarns })).toBe(true);
    }
  });
});
