import { refundPolicyOf, refundPolicyValues } from './refund-policy-form.js';
import { assertRefundPolicy, DEFAULT_REFUND_POLICY as law } from './rules/refund-policy.js';

const code = (act: () => unknown): string => {
  try {
    act();
    return 'fine';
  } catch (error) {
    return String((error as { code?: string }).code);
  }
};

describe('refund terms on the page of rules', () => {
  it('come back as they were shown', () => {
    expect(refundPolicyOf(refundPolicyValues(law), law)).toEqual(law);
    expect(refundPolicyOf({}, law)).toEqual(law);
  });

  it('take a new published rate and a kinder price, and refuse what is no date, no rate, or less than the law', () => {
    const typed = {
      'refund.lpr': '2025-05-20 3.00\n2026-12-20 2.9%',
      'refund.consumerPrice': 'CHARGED',
      'refund.agreedRate': '4',
    };
    const terms = refundPolicyOf(typed, law);
    expect(terms.lpr.at(-1)).toEqual({ from: '2026-12-20', basisPoints: 290 });
    expect([terms.consumerPrice, terms.agreedRate]).toEqual(['CHARGED', 400]);
    expect(code(() => assertRefundPolicy(terms))).toBe('fine');
    expect(code(() => refundPolicyOf({ 'refund.lpr': '2025-13-20 3.00' }, law))).toBe('policy.refund');
    expect(code(() => refundPolicyOf({ 'refund.deposit': '2025-01-20 about 3' }, law))).toBe('policy.refund');
    expect(code(() => refundPolicyOf({ 'refund.coolingPrice': 'NONE' }, law))).toBe('policy.refund');
    expect(code(() => assertRefundPolicy({ ...law, coolingDays: 6 }))).toBe('policy.range');
    expect(code(() => assertRefundPolicy({ ...law, lpr: [] }))).toBe('policy.refund');
  });
});
