import type { BonusRule } from '../../venue/rules/stored-value-policy.js';
import { bonusOffer, ruleName, rulesOn } from './bonus-offer.js';
import { shareBonus, splitByCap } from './cap-split.js';
import { assertCorrection } from './correction.js';
import { readPaymentCode } from './payment-code.js';
import { flowFits, flowOf } from './prepaid-flows.js';
import { proofOf } from './spend-proof.js';
import { assertSecret } from './spending-secret-rule.js';
import { splitPurchases } from './split-purchases.js';
import { assertCashAllowed, assertMix, changeOf, shareTenders, type TenderPart } from './tender-mix.js';
import { readUnitList } from './unit-list.js';

const today = '2026-11-20';
const refused = (code: string) => expect.objectContaining({ code });
const rule = (fromFen: number, bonusFen: number, startsOn = '2026-01-01', endsOn: string | null = null): BonusRule => ({
  fromFen,
  bonusFen,
  startsOn,
  endsOn,
});
const tender = (kind: TenderPart['kind'], amountFen: number): TenderPart => ({ kind, amountFen, reference: '' });

describe('the bonus of a day', () => {
  const rules = [rule(300_000, 60_000), rule(100_000, 10_000), rule(200_000, 90_000, '2026-11-20', '2026-11-20')];

  test.each([
    ['2026-11-20', 99_999, 0, 100_000],
    ['2026-11-20', 100_000, 10_000, 200_000],
    ['2026-11-20', 300_000, 90_000, undefined],
    ['2026-11-21', 300_000, 60_000, undefined],
    ['2026-11-19', 299_999, 10_000, 300_000],
  ])('on %s for %d fen is %d, and the next step is named', (date, amount, bonus, next) => {
    const offer = bonusOffer(rules, amount, date);
    expect([offer.bonusFen, offer.next?.fromFen]).toEqual([bonus, next]);
  });

  test('is listed from its first to its last day, and named for good', () => {
    expect(rulesOn(rules, today)).toHaveLength(3);
    expect(rulesOn(rules, '2026-11-21')).toHaveLength(2);
    expect(ruleName(rule(300_000, 60_000))).toBe('300000+60000@2026-01-01');
  });
});

describe('the cap of a card', () => {
  test('takes what fits, puts the rest on a second card, refuses or tells', () => {
    expect(splitByCap(500_000, 0, 500_000, 'SPLIT')).toMatchObject({ firstFen: 500_000, secondFen: 0 });
    expect(splitByCap(500_001, 0, 500_000, 'SPLIT')).toMatchObject({
      firstFen: 500_000,
      secondFen: 1,
      fitFen: 500_000,
    });
    expect(splitByCap(100, 500_000, 500_000, 'SPLIT')).toMatchObject({ firstFen: 0, secondFen: 100 });
    expect(splitByCap(500_001, 0, 500_000, 'WARN')).toMatchObject({ firstFen: 500_001, isOver: true });
    expect(() => splitByCap(500_001, 0, 500_000, 'BLOCK')).toThrow(refused('storedValue.cap'));
    expect(shareBonus(60_000, [500_000, 100_000])).toEqual([50_000, 10_000]);
    expect(shareBonus(0, [0, 0])).toEqual([0, 0]);
  });
});

describe('how a top-up is paid', () => {
  test('tenders make up the amount, each once, and pay the first lot first', () => {
    const mix = [tender('CASH', 200), tender('ALIPAY', 300)];
    expect(() => assertMix(mix, 500)).not.toThrow();
    expect(() => assertMix(mix, 501)).toThrow(refused('storedValue.tender.sum'));
    expect(() => assertMix([tender('CASH', 0)], 0)).toThrow(refused('storedValue.tender.amount'));
    const six = Array.from({ length: 6 }, () => tender('CASH', 1));
    expect(() => assertMix(six, 6)).toThrow(refused('storedValue.tender.tooMany'));
    expect(shareTenders(mix, [250, 250])).toEqual([
      [tender('CASH', 200), tender('ALIPAY', 50)],
      [tender('ALIPAY', 250)],
    ]);
  });

  test('cash has change; from a limit on there is no cash', () => {
    expect(changeOf([tender('CASH', 200)], 500)).toEqual({ received: 500, change: 300 });
    expect(changeOf([tender('ALIPAY', 200)], 500)).toEqual({ received: 0, change: 0 });
    expect(() => changeOf([tender('CASH', 200)], 199)).toThrow(refused('storedValue.tender.tooLittle'));
    expect(() => assertCashAllowed([tender('CASH', 500)], 500, 500)).toThrow(refused('storedValue.noCash'));
    expect(() => assertCashAllowed([tender('CASH', 499)], 499, 500)).not.toThrow();
  });

  test.each([
    ['134567890123456789', { kind: 'TENDER', tender: 'WECHAT_PAY' }],
    ['2812345678901234567', { kind: 'TENDER', tender: 'ALIPAY' }],
    ['6212345678901234567', { kind: 'TENDER', tender: 'BANK_CARD' }],
    ['11010519491231002X', { kind: 'NOTHING' }],
    ['8800000001', { kind: 'NOTHING' }],
    ['', { kind: 'NOTHING' }],
  ])('%s on the guest’s phone is %j', (typed, scanned) => {
    expect(readPaymentCode(typed, today)).toEqual(scanned);
  });

  test('eighteen digits that are a valid ID too are asked about', () => {
    expect(readPaymentCode('110105199003070017', today)).toEqual({ kind: 'ASK', tender: 'WECHAT_PAY' });
  });
});

describe('small rules', () => {
  test('a wrong top-up is put right down to what was spent', () => {
    const figures = { wrongFen: 300_000, rightFen: 30_000, spentFen: 8_800, creditFen: 30_000 };
    expect(() => assertCorrection(figures)).not.toThrow();
    expect(() => assertCorrection({ ...figures, creditFen: 8_799 })).toThrow(refused('storedValue.correct.tooLittle'));
    expect(() => assertCorrection({ ...figures, rightFen: 300_000 })).toThrow(refused('storedValue.correct.same'));
  });

  test('a number known by heart is no proof', () => {
    const nothing = { isSwiped: false, secret: ' ', holderSeen: false };
    expect(() => proofOf(nothing)).toThrow(refused('storedValue.spend.proof'));
    expect(proofOf({ ...nothing, holderSeen: true })).toBe('HOLDER');
    expect(proofOf({ ...nothing, secret: '280416', holderSeen: true })).toBe('SECRET');
    expect(proofOf({ isSwiped: true, secret: '', holderSeen: false })).toBe('CARD');
  });

  test.each(['123456', '654321', '000000', '12345', '1234567', 'abcdef', ''])('%j is no spending PIN', (secret) => {
    expect(() => assertSecret(secret)).toThrow(refused('storedValue.secret.weak'));
  });

  test('280416 is one', () => {
    expect(() => assertSecret('280416')).not.toThrow();
  });

  test('three purchases of one person just below the line are listed, two or small ones are not', () => {
    const buy = (personId: string, principalFen: number) => ({
      personId,
      principalFen,
      membershipId: 'M',
      cardNo: 'C',
    });
    const near = [450_000, 499_999, 400_000].map((fen) => buy('A', fen));
    expect(splitPurchases(near, 500_000)).toEqual([
      { personId: 'A', membershipId: 'M', cardNo: 'C', count: 3, totalFen: 1_349_999 },
    ]);
    expect(
      splitPurchases([...near.slice(1), buy('A', 500_000), buy('A', 399_999), buy('B', 450_000)], 500_000),
    ).toEqual([]);
  });

  test('a company’s list has a card a line', () => {
    expect(readUnitList('8800000001 500\n\n８８００００００02,1000.5')).toEqual([
      { line: 1, cardNo: '8800000001', amountFen: 50_000 },
      { line: 3, cardNo: '8800000002', amountFen: 100_050 },
    ]);
  });

  test.each([
    ['', 'storedValue.unit.list'],
    ['8800000001', 'storedValue.unit.line'],
    ['8800000001 -5', 'storedValue.unit.line'],
    ['8800000001 5\n8800000001 6', 'storedValue.unit.twice'],
  ])('%j is refused', (typed, code) => {
    expect(() => readUnitList(typed)).toThrow(refused(code));
  });

  test('every posting of stored value has a column, and only against its own accounts', () => {
    expect(flowOf('prepaid.spent')?.column).toBe('spent');
    expect(flowOf('cards.feeTaken')).toBeUndefined();
    expect(flowFits('prepaid.spent', 'prepaid.bonus', 'prepaid.bonusSpent')).toBe(true);
    expect(flowFits('prepaid.spent', 'prepaid.bonus', 'prepaid.refunded')).toBe(false);
    expect(flowFits('toString', 'prepaid.principal', 'prepaid.sold')).toBe(false);
  });
});
