import * as fc from 'fast-check';
import { strayStates } from '../../../kernel/transitions.js';
import { DEFAULT_REFUND_POLICY } from '../../../venue/rules/refund-policy.js';
import { simpleInterestFen } from './interest.js';
import type { LotFacts, LotUse, RefundCause } from './refund-basis.js';
import { refundLife } from './refund-life.js';
import { quoteRefund } from './refund-quote.js';
import { residueDue } from './residue-back.js';

const DAY = 86_400_000;
const at = (text: string) => Date.parse(`${text}:00+08:00`);

const useOf = fc
  .tuple(fc.integer({ min: 1, max: 40_000 }), fc.integer({ min: 0, max: 30_000 }))
  .map(([chargedFen, off]) => ({ chargedFen, listFen: chargedFen + off }));

const CAUSES: readonly RefundCause[] = ['CONSUMER', 'OPERATOR', 'GUARDIAN', 'TIME'];
const lot = fc.record({
  principalFen: fc.integer({ min: 1, max: 500_000 }),
  bonusFen: fc.integer({ min: 0, max: 200_000 }),
  uses: fc.array(useOf, { maxLength: 6 }),
  days: fc.integer({ min: 0, max: 20 }),
});
const wish = fc.record({
  lots: fc.array(lot, { minLength: 1, maxLength: 4 }),
  cheapestUseFen: fc.constantFrom(0, 2_000, 50_000),
  cause: fc.constantFrom(...CAUSES),
  planDays: fc.integer({ min: 1, max: 90 }),
  planBegan: fc.integer({ min: -5, max: 100 }),
  agreedRate: fc.option(fc.constantFrom(1, 200, 400)),
  lateDays: fc.integer({ min: -3, max: 400 }),
});
type Wish = typeof wish extends fc.Arbitrary<infer W> ? W : never;

const TODAY = '2026-11-21';
const NOON = at(`${TODAY}T12:00`);
const shanghai = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' });
const dayOf = (ago: number) => shanghai.format(NOON - ago * DAY);
const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);

/** A lot as the guest used it, spend by spend, at the ratio it was sold with. */
function used({ principalFen, bonusFen, uses: wanted, days }: Wish['lots'][number], index: number): LotFacts {
  let [principal, bonus] = [principalFen, bonusFen];
  const uses: LotUse[] = [];
  for (const { chargedFen, listFen } of wanted) {
    if (chargedFen > principal + bonus) continue;
    const bonusPart = Math.floor((chargedFen * bonus) / (principal + bonus));
    uses.push({ chargedFen, listFen, principalFen: chargedFen - bonusPart });
    principal -= chargedFen - bonusPart;
    bonus -= bonusPart;
  }
  const left = { principalLeftFen: principal, bonusLeftFen: bonus };
  return { ...left, uses, principalFen, lotId: `${index}`, paidAt: NOON - days * DAY };
}

/** The same, worked out as a lawyer would on paper: whole sums, no shared code. */
function byHand(facts: LotFacts, { cause, cheapestUseFen, planDays, planBegan }: Wish, days: number, balance: number) {
  const { principalFen: principal, principalLeftFen: left, uses } = facts;
  const ratio = principal - sum(uses.map((use) => use.principalFen));
  if (cause === 'TIME') {
    const unused = Math.min(Math.max(planDays - 1 - planBegan, 0), planDays);
    return Math.min(left, Math.ceil((principal * unused) / planDays));
  }
  if (cause !== 'CONSUMER') return ratio;
  const options = [principal - sum(uses.map((use) => use.listFen)), 0];
  if (days <= 7) options.push(principal - sum(uses.map((use) => use.chargedFen)));
  if (balance < cheapestUseFen) options.push(ratio);
  return Math.min(left, Math.max(...options));
}

/** Yearly, in basis points: 1-year LPR or deposit at the day of the contract, or what was agreed where that is more. */
const rateByHand = ({ cause, agreedRate }: Wish) => Math.max(cause === 'OPERATOR' ? 300 : 150, agreedRate ?? 0);

describe('any card', () => {
  it('is worth what a calculation by hand says, lot by lot, and all that is left of it goes somewhere', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(wish, (asked) => {
        const lots = asked.lots.map(used);
        const balanceFen = sum(lots.map(({ principalLeftFen, bonusLeftFen }) => principalLeftFen + bonusLeftFen));
        const { cause, cheapestUseFen, agreedRate, planBegan, planDays } = asked;
        const plan = { from: dayOf(planBegan), to: dayOf(planBegan - planDays + 1), today: TODAY };
        const terms = { ...DEFAULT_REFUND_POLICY, cheapestUseFen, agreedRate };
        const quote = quoteRefund(
          lots,
          { cause, plan, balanceFen, at: NOON },
          { today: terms, atSale: () => undefined },
        );
        quote.lots.forEach((told, index) => {
          const [facts, days] = [lots[index]!, asked.lots[index]!.days];
          seen.add(told.basis);
          expect(told.refundFen).toBe(byHand(facts, asked, days, balanceFen));
          expect(told.rate).toBe(rateByHand(asked));
          expect(told.refundFen + told.residueFen).toBe(facts.principalLeftFen);
          expect(told.bonusCancelledFen + told.bonusResidueFen).toBe(facts.bonusLeftFen);
          const parts = [told.refundFen, told.residueFen, told.bonusCancelledFen, told.bonusResidueFen];
          expect(Math.min(...parts)).toBeGreaterThanOrEqual(0);
        });
        expect(quote.refundFen).toBe(sum(quote.lots.map(({ refundFen }) => refundFen)));
        expect(quote.residueFen).toBe(sum(quote.lots.map(({ residueFen }) => residueFen)));
      }),
      { seed: 20_261_121, numRuns: 800 },
    );
    expect([...seen].toSorted()).toEqual(
      ['CONSUMER', 'COOLING_UNUSED', 'COOLING_USED', 'GUARDIAN', 'LOW_BALANCE', 'OPERATOR', 'TIME'].toSorted(),
    );
  });

  it('bears interest as a calculation by hand says: never a fen more for less, none before the guest asked', () => {
    fc.assert(
      fc.property(wish, (asked) => {
        const { lateDays, lots } = asked;
        const rate = rateByHand(asked);
        const period = { from: dayOf(lateDays), to: TODAY };
        for (const { principalFen } of lots) {
          const exact = (principalFen * rate * Math.max(0, lateDays)) / 3_650_000;
          expect(Math.abs(simpleInterestFen(principalFen, rate, period) - exact)).toBeLessThanOrEqual(0.5);
        }
      }),
      { seed: 20_261_121, numRuns: 500 },
    );
  });

  it('gives back in all, whatever the till pays back after the refund and in whatever parts, what it would have given at once', () => {
    fc.assert(
      fc.property(lot, fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 4 }), (sold, shares) => {
        const facts = used(sold, 0);
        const terms = DEFAULT_REFUND_POLICY;
        const ask = (lots: readonly LotFacts[]) =>
          quoteRefund(
            lots,
            { cause: 'CONSUMER', at: NOON + 90 * DAY, balanceFen: 900_000 },
            { today: terms, atSale: () => undefined },
          );
        const { refundFen, residueFen } = ask([facts]).lots[0]!;
        let use = { principalFen: 0, chargedFen: 0, listFen: 0 };
        for (const each of facts.uses)
          use = {
            principalFen: use.principalFen + each.principalFen,
            chargedFen: use.chargedFen + each.chargedFen,
            listFen: use.listFen + each.listFen,
          };
        const whole = use;
        let [returnedFen, backFen] = [0, 0];
        for (const share of shares.toSorted((a, b) => b - a)) {
          const rest = (fen: number) => Math.round(fen * share);
          use = {
            principalFen: rest(whole.principalFen),
            chargedFen: rest(whole.chargedFen),
            listFen: rest(whole.listFen),
          };
          returnedFen = whole.principalFen - use.principalFen;
          backFen += residueDue({ refundFen, residueFen, price: 'LIST', use, returnedFen, backFen });
        }
        const left = facts.principalLeftFen + returnedFen;
        const atOnce = Math.min(left, Math.max(0, facts.principalFen - use.listFen));
        expect(refundFen + returnedFen + backFen).toBe(Math.max(atOnce, refundFen + returnedFen));
        expect(backFen).toBeLessThanOrEqual(residueFen);
      }),
      { seed: 20_261_121, numRuns: 1_000 },
    );
  });

  it('has no refund that cannot be reached or ended', () => {
    expect(strayStates(refundLife)).toEqual({ unreachable: [], stuck: [] });
  });
});
