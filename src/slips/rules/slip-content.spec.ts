import { arrivalOf, earningFen, type SentSlip } from './slip-content.js';

const till: SentSlip = {
  slipNo: 'J1',
  roomNo: 'K08',
  visitNo: 'V7',
  settledAt: Date.parse('2026-11-20T21:30:17+08:00'),
  lines: [
    { kind: 'ROOM', listFen: 30_000, chargedFen: 20_000 },
    { kind: 'GOODS', listFen: 5_000, chargedFen: 5_000 },
    { kind: 'GOODS', listFen: 3_000, chargedFen: 3_000 },
  ],
  tenders: [{ kind: 'CASH', amountFen: 28_000, bonusFen: 0 }],
  keyedFen: null,
  source: 'TILL',
};
const list: SentSlip = {
  ...till,
  visitNo: null,
  settledAt: Date.parse('2026-11-20T21:30:00+08:00'),
  lines: [
    { kind: 'ROOM', listFen: 20_000, chargedFen: 20_000 },
    { kind: 'GOODS', listFen: 8_000, chargedFen: 8_000 },
  ],
  source: 'IMPORT',
};
const free = { served: false, groupBuyEarns: false };
const served = { ...free, served: true };

describe('a list over what the till has pushed', () => {
  test('is the same slip when the money is: the till keeps its discounts, seconds and visit', () => {
    expect(arrivalOf(till, list, free)).toBe('SAME');
    expect(arrivalOf(till, list, served)).toBe('SAME');
  });

  test.each<[string, Partial<SentSlip>]>([
    ['another minute', { settledAt: Date.parse('2026-11-20T21:31:00+08:00') }],
    ['another tender', { tenders: [{ kind: 'VOUCHER', amountFen: 28_000 }] }],
    ['a fen less', { tenders: [{ kind: 'CASH', amountFen: 27_999 }] }],
    ['room sold as drinks', { lines: [{ kind: 'GOODS', listFen: 28_000, chargedFen: 28_000 }] }],
  ])('is a conflict with %s', (_story, other) => {
    expect(arrivalOf(till, { ...list, ...other }, free)).toBe('CONFLICT');
  });

  test('gives way to the till that pushes later, unless points already stand on it', () => {
    expect(arrivalOf(list, till, free)).toBe('NEWER');
    expect(arrivalOf(list, till, served)).toBe('SAME');
  });

  test('whose points stand on money that the till calls bonus is for a lead', () => {
    const stored = (bonusFen: number) => [{ kind: 'STORED_VALUE', amountFen: 28_000, bonusFen }] as const;
    const bonus = { ...till, tenders: stored(3_000) };
    expect(arrivalOf({ ...list, tenders: stored(0) }, bonus, served)).toBe('CONFLICT');
    expect(arrivalOf({ ...list, tenders: stored(0) }, bonus, free)).toBe('NEWER');
  });

  test('two tills, or two lists, that differ are a conflict', () => {
    expect(arrivalOf(till, { ...list, source: 'TILL' }, free)).toBe('CONFLICT');
    expect(arrivalOf({ ...till, source: 'IMPORT' }, list, free)).toBe('CONFLICT');
  });
});

describe('a keyed slip whose lines come later', () => {
  const grouped: SentSlip = { ...till, tenders: [{ kind: 'GROUP_BUY', amountFen: 28_000 }] };
  const keyed: SentSlip = { ...till, lines: [], tenders: [], keyedFen: 28_000, source: 'PAPER' };

  test('takes them where the amount is what earns: a group buy by the policy', () => {
    expect(earningFen(grouped, { groupBuyEarns: true })).toBe(28_000);
    expect(earningFen(grouped, { groupBuyEarns: false })).toBe(0);
    expect(arrivalOf(keyed, grouped, { served: true, groupBuyEarns: true })).toBe('NEWER');
    expect(arrivalOf(keyed, grouped, { served: true, groupBuyEarns: false })).toBe('CONFLICT');
    expect(arrivalOf(keyed, till, served)).toBe('NEWER');
  });
});
