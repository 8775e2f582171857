import * as fc from 'fast-check';
import { strayStates } from '../../../kernel/transitions.js';
import { DEFAULT_REFUND_POLICY } from '../../../venue/rules/refund-policy.js';
import type { LotUse, RefundCause } from './refund-basis.js';
import { refundLife } from './refund-life.js';
import { quoteRefund } from './refund-quote.js';

const at = (text: string) => Date.parse(`${text}:00+08:00`);

const useOf = fc
  .tuple(fc.integer({ min: 1, max: 40_000 }), fc.integer({ min: 0, max: 30_000 }))
  .map(([chargedFen, off]) => ({ chargedFen, listFen: chargedFen + off }));

const card = fc.record({
  principalFen: fc.integer({ min: 1, max: 500_000 }),
  bonusFen: fc.integer({ min: 0, max: 200_000 }),
  uses: fc.array(useOf, { maxLength: 6 }),
  days: fc.integer({ min: 0, max: 20 }),
  cheapestUseFen: fc.constantFrom(0, 2_000, 50_000),
  cause: fc.constantFrom<RefundCause>('CONSUMER', 'OPERATOR', 'GUARDIAN'),
});

interface ByHand {
  readonly principal: number;
  readonly left: number;
  readonly uses: readonly LotUse[];
  readonly days: number;
  readonly balance: number;
  readonly cheapest: number;
  readonly cause: RefundCause;
}

/** The same, worked out as a lawyer would on paper: whole sums, no lots, no shared code. */
function byHand({ principal, left, uses, days, balance, cheapest, cause }: ByHand): number {
  const sum = (numbers: number[]) => numbers.reduce((a, b) => a + b, 0);
  const ratio = principal - sum(uses.map((use) => use.principalFen));
  if (cause !== 'CONSUMER') return ratio;
  const options = [principal - sum(uses.map((use) => use.listFen)), 0];
  if (days <= 7) options.push(principal - sum(uses.map((use) => use.chargedFen)));
  if (days <= 7 && uses.length === 0) options.push(principal);
  if (balance < cheapest) options.push(ratio);
  return Math.min(left, Math.max(...options));
}

describe('any card', () => {
  it('is worth what a calculation by hand says, and all that is left of it goes somewhere', () => {
    fc.assert(
      fc.property(card, ({ principalFen, bonusFen, uses: wanted, days, cheapestUseFen, cause }) => {
        let [principal, bonus] = [principalFen, bonusFen];
        const uses: LotUse[] = [];
        for (const { chargedFen, listFen } of wanted) {
          if (chargedFen > principal + bonus) continue;
          const bonusPart = Math.floor((chargedFen * bonus) / (principal + bonus));
          uses.push({ chargedFen, listFen, principalFen: chargedFen - bonusPart });
          principal -= chargedFen - bonusPart;
          bonus -= bonusPart;
        }
        if (principal < 0) return;
        const paidAt = at('2026-11-21T12:00') - days * 86_400_000;
        const lot = { lotId: 'l', paidAt, principalFen, principalLeftFen: principal, bonusLeftFen: bonus, uses };
        const asked = { cause, at: at('2026-11-21T12:00'), balanceFen: principal + bonus };
        const terms = { ...DEFAULT_REFUND_POLICY, cheapestUseFen };
        const told = quoteRefund([lot], asked, { today: terms, atSale: () => undefined }).lots[0]!;
        const expected = byHand({
          uses,
          cause,
          days,
          principal: principalFen,
          left: principal,
          balance: principal + bonus,
          cheapest: cheapestUseFen,
        });
        expect(told.refundFen).toBe(expected);
        expect(told.refundFen + told.residueFen).toBe(principal);
        expect(told.bonusCancelledFen + told.bonusResidueFen).toBe(bonus);
        expect(
          Math.min(told.refundFen, told.residueFen, told.bonusCancelledFen, told.bonusResidueFen),
        ).toBeGreaterThanOrEqual(0);
      }),
      { seed: 20_261_121, numRuns: 2_000 },
    );
  });

  it('has no refund that cannot be reached or ended', () => {
    expect(strayStates(refundLife)).toEqual({ unreachable: [], stuck: [] });
  });
});
