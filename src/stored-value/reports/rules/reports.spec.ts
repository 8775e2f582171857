import * as fc from 'fast-check';
import { recommendedRows } from './recommended.js';
import { PREPAID_FLOWS, type PrepaidPosting } from '../../rules/prepaid-flows.js';
import { AGE_BANDS, bandOf } from './age-bands.js';
import { quartersOf } from './quarters.js';
import { type FlowSum, rollForward } from './roll-forward.js';

const kinds = Object.keys(PREPAID_FLOWS) as PrepaidPosting[];

describe('the roll-forward of stored value', () => {
  it('closes whatever moved: opening and every named column make the closing', () => {
    const sum = fc.record<FlowSum>({
      kind: fc.constantFrom<string>(...kinds),
      held: fc.constantFrom('prepaid.principal', 'prepaid.bonus'),
      period: fc.constantFrom('before', 'within'),
      fen: fc.integer({ min: -1_000_000, max: 1_000_000 }),
    });
    fc.assert(
      fc.property(fc.array(sum), (sums) => {
        const { openingFen, columns, outsideFen, closingFen } = rollForward(sums, 'prepaid.bonus');
        const moved = Object.values(columns).reduce((all, fen) => all + fen, 0);
        expect([openingFen + moved, outsideFen]).toEqual([closingFen, 0]);
      }),
      { seed: 20_261_121 },
    );
  });

  it('shows what no column has instead of hiding it', () => {
    const odd: FlowSum = { kind: 'prepaid.conjured', held: 'prepaid.principal', period: 'within', fen: 5 };
    expect(rollForward([odd], 'prepaid.principal')).toMatchObject({ openingFen: 0, outsideFen: 5, closingFen: 5 });
  });
});

describe('the age of what is outstanding', () => {
  it('puts the last day of a band into it', () => {
    const bands = ['2026-11-21', '2026-10-22', '2026-10-21', '2026-08-23', '2025-11-21', '2025-11-20', '2026-12-01'];
    expect(bands.map((paidOn) => bandOf(paidOn, '2026-11-21'))).toEqual([0, 0, 1, 1, 3, 4, 0]);
    expect(AGE_BANDS).toHaveLength(5);
  });
});

describe('the quarters of a year', () => {
  it('end with their month and are due on the 25th of the next', () => {
    expect(quartersOf(2026).map(({ from, to, dueOn }) => [from, to, dueOn])).toEqual([
      ['2026-01-01', '2026-03-31', '2026-04-25'],
      ['2026-04-01', '2026-06-30', '2026-07-25'],
      ['2026-07-01', '2026-09-30', '2026-10-25'],
      ['2026-10-01', '2026-12-31', '2027-01-25'],
    ]);
  });
});

describe('what colleagues recommended', () => {
  it('is summed by month and staff number over its cards and top-ups, net of what went back', () => {
    const by = { month: '2026-11', staffNo: '8001' };
    const topUps = [
      { ...by, documentNo: 'T1', cards: 0, paidFen: 300_000, backFen: 0 },
      { ...by, documentNo: 'T2', cards: 0, paidFen: 100_000, backFen: 100_000 },
      { ...by, documentNo: 'K1', cards: 1, paidFen: 0, backFen: 0 },
      { ...by, staffNo: '8002', documentNo: 'T3', cards: 0, paidFen: 50_000, backFen: 20_000 },
    ];
    expect(recommendedRows(topUps).map(({ cells }) => cells)).toEqual([
      ['2026-11', '8001', '', 1, 1, 400_000, -100_000, 300_000],
      ['', '', 'T1', 0, 1, 300_000, 0, 300_000],
      ['', '', 'T2', 0, 0, 100_000, -100_000, 0],
      ['', '', 'K1', 1, 0, 0, 0, 0],
      ['2026-11', '8002', '', 0, 1, 50_000, -20_000, 30_000],
      ['', '', 'T3', 0, 1, 50_000, -20_000, 30_000],
    ]);
  });
});
