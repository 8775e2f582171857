import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FEE_TENDERS } from '../../cards/rules/card-fee.js';
import { projectRoot } from '../../platform/settings/paths.js';
import { TENDER_KINDS, TENDERS, tenderEarns } from './tender-kinds.js';

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
    for (const kind of Object.keys(FEE_TENDERS)) expect(at(texts(language, 'cards'), 'tender', kind)).toMatch(/\S/);
  });

  test('the card fee is paid with what brings money, and with nothing else', () => {
    expect(Object.keys(FEE_TENDERS).toSorted()).toEqual(
      TENDER_KINDS.filter((kind) => TENDERS[kind].bringsMoney).toSorted(),
    );
  });

  test('the till document names each of them', () => {
    const [, named = ''] =
      /TenderKind:\s+type: string\s+enum: \[([^\]]+)\]/.exec(
        readFileSync(join(projectRoot, 'src/api/openapi.yaml'), 'utf8'),
      ) ?? [];
    expect(named.split(', ').toSorted()).toEqual(TENDER_KINDS.toSorted());
  });

  test('a group buy earns where the policy says so, a voucher nowhere, cash everywhere', () => {
    for (const groupBuyEarns of [true, false]) {
      expect(tenderEarns('GROUP_BUY', { groupBuyEarns })).toBe(groupBuyEarns);
      expect(tenderEarns('VOUCHER', { groupBuyEarns })).toBe(false);
      expect(tenderEarns('CASH', { groupBuyEarns })).toBe(true);
    }
  });
});
