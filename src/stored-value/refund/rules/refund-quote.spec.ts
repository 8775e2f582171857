import { coolingEndsOn, isInCooling } from './cooling.js';
import type { Asked, LotFacts, LotUse, RefundCause } from './refund-basis.js';
import { quoteRefund } from './refund-quote.js';
import type { RefundPolicy } from '../../../venue/rules/refund-policy.js';

const at = (text: string) => Date.parse(`${text}:00+08:00`);
const YUAN = 100;

const lawful: RefundPolicy = {
  cashLimitFen: 10_000,
  coolingDays: 7,
  coolingPrice: 'CHARGED',
  consumerPrice: 'LIST',
  cheapestUseFen: 2_000,
  agreedRate: null,
  lpr: [{ from: '2025-05-20', basisPoints: 300 }],
  deposit: [{ from: '2015-10-24', basisPoints: 150 }],
};

/** One spend of a lot that was paid 3,000 and given 600, in yuan. */
const use = (chargedYuan: number, listYuan: number): LotUse => ({
  chargedFen: chargedYuan * YUAN,
  principalFen: Math.round((chargedYuan * YUAN * 3000) / 3600),
  listFen: listYuan * YUAN,
});

function lotOf(uses: readonly LotUse[], paidAt = at('2026-08-01T20:00')): LotFacts {
  const principalUsed = uses.reduce((sum, { principalFen }) => sum + principalFen, 0);
  const charged = uses.reduce((sum, { chargedFen }) => sum + chargedFen, 0);
  return {
    lotId: 'lot',
    paidAt,
    uses,
    principalFen: 3000 * YUAN,
    principalLeftFen: 3000 * YUAN - principalUsed,
    bonusLeftFen: 600 * YUAN - (charged - principalUsed),
  };
}

function quote(lot: LotFacts, cause: RefundCause, more: Partial<Asked> = {}, terms: Partial<RefundPolicy> = {}) {
  const asked: Asked = {
    cause,
    at: at('2026-11-21T21:00'),
    balanceFen: lot.principalLeftFen + lot.bonusLeftFen,
    ...more,
  };
  return quoteRefund([lot], asked, { today: { ...lawful, ...terms }, atSale: () => undefined }).lots[0]!;
}

describe('what a card of 3,000 paid and 600 given is worth when it is handed back', () => {
  it('operator’s cause, 1,200 charged: the ratio leaves 2,000.00', () => {
    expect(quote(lotOf([use(1200, 1500)]), 'OPERATOR')).toMatchObject({
      basis: 'OPERATOR',
      refundFen: 200_000,
      residueFen: 0,
      bonusCancelledFen: 40_000,
      rate: 300,
      rateKind: 'LPR',
    });
  });

  it('consumer’s cause, list price 1,500: 1,500.00, and the residue of 500 has its place with its bonus', () => {
    expect(quote(lotOf([use(1200, 1500)]), 'CONSUMER')).toMatchObject({
      basis: 'CONSUMER',
      refundFen: 150_000,
      residueFen: 50_000,
      bonusCancelledFen: 30_000,
      bonusResidueFen: 10_000,
      rate: 150,
      rateKind: 'DEPOSIT',
    });
  });

  it('consumer’s cause, list 3,200, charged 2,600: nothing, and nothing is asked for', () => {
    expect(quote(lotOf([use(2600, 3200)]), 'CONSUMER')).toMatchObject({ refundFen: 0, usedFen: 320_000 });
  });

  it('day 5, unused: all 3,000.00, the bonus is cancelled', () => {
    const lot = lotOf([], at('2026-11-16T20:00'));
    expect(quote(lot, 'CONSUMER')).toMatchObject({
      basis: 'COOLING_UNUSED',
      refundFen: 300_000,
      residueFen: 0,
      bonusCancelledFen: 60_000,
    });
  });

  it('day 7 at 23:50 with the business day still open: 3,000.00; so at 01:30, no longer at the cut-off', () => {
    const paidAt = at('2026-11-14T10:00');
    expect(coolingEndsOn(paidAt, 7)).toBe('2026-11-21');
    const terms = (time: string) => quote(lotOf([use(100, 100)], paidAt), 'CONSUMER', { at: at(time) }).basis;
    expect(terms('2026-11-21T23:50')).toBe('COOLING_USED');
    expect(terms('2026-11-22T01:30')).toBe('COOLING_USED');
    expect(terms('2026-11-22T05:59')).toBe('COOLING_USED');
    expect(terms('2026-11-22T06:00')).toBe('CONSUMER');
    expect(isInCooling(at('2026-11-14T00:30'), at('2026-11-21T23:59'), 7)).toBe(true);
  });

  it('partly used within seven days: the charged price is deducted, kinder than list', () => {
    const lot = lotOf([use(1200, 1500)], at('2026-11-18T20:00'));
    expect(quote(lot, 'CONSUMER')).toMatchObject({ basis: 'COOLING_USED', price: 'CHARGED', refundFen: 180_000 });
  });

  it('a balance below the cheapest use is paid back on demand at the ratio', () => {
    const lot = lotOf([use(3588, 4100)]);
    expect(quote(lot, 'CONSUMER')).toMatchObject({ basis: 'LOW_BALANCE', refundFen: 1_000 });
    expect(quote(lot, 'CONSUMER', {}, { cheapestUseFen: 1_200 })).toMatchObject({ basis: 'CONSUMER', refundFen: 0 });
  });

  it('a guardian has the used part deducted at what was paid for it', () => {
    expect(quote(lotOf([use(1200, 1500)]), 'GUARDIAN')).toMatchObject({ basis: 'GUARDIAN', refundFen: 200_000 });
  });

  it('a plan without limit goes by the days that are left', () => {
    const plan = { from: '2026-11-01', to: '2026-11-30', today: '2026-11-21' };
    expect(quote(lotOf([]), 'TIME', { plan })).toMatchObject({ basis: 'TIME', refundFen: 90_000, residueFen: 210_000 });
    const over = { ...plan, today: '2027-01-01' };
    expect(quote(lotOf([]), 'TIME', { plan: over })).toMatchObject({ refundFen: 0 });
  });

  it('the house’s kinder terms win, today’s or those of the sale', () => {
    const lot = lotOf([use(1200, 1500)]);
    expect(quote(lot, 'CONSUMER', {}, { consumerPrice: 'RATIO' })).toMatchObject({ refundFen: 200_000 });
    const asked: Asked = { cause: 'CONSUMER', at: at('2026-11-21T21:00'), balanceFen: 240_000 };
    const sold = { ...lawful, consumerPrice: 'CHARGED' as const, agreedRate: 400 };
    const kept = quoteRefund([lot], asked, { today: lawful, atSale: () => sold });
    expect(kept.lots[0]).toMatchObject({ refundFen: 180_000, rate: 400, rateKind: 'AGREED' });
  });
});
