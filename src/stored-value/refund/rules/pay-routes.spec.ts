import { rateOn, simpleInterestFen } from './interest.js';
import { type LotToPay, payRoutes } from './pay-routes.js';

const LIMIT = 10_000;
const mixed: LotToPay = {
  lotId: 'a',
  refundFen: 150_001,
  paidIn: [
    { tender: 'WECHAT_PAY', leftFen: 200_000 },
    { tender: 'BANK_CARD', leftFen: 100_000 },
  ],
};

describe('money goes back the way it came', () => {
  it('by lots and by what each tender still stands for, to the fen', () => {
    expect(payRoutes([mixed], 'ORIGINAL', LIMIT)).toEqual([
      { lotId: 'a', way: 'WECHAT_PAY', amountFen: 100_001 },
      { lotId: 'a', way: 'BANK_CARD', amountFen: 50_000 },
    ]);
  });

  it('cash up to the limit in cash, above it to an account in the guest’s own name', () => {
    const paid = (refundFen: number): LotToPay => ({
      refundFen,
      lotId: 'b',
      paidIn: [{ tender: 'CASH', leftFen: 300_000 }],
    });
    expect(payRoutes([paid(10_000)], 'ORIGINAL', LIMIT)).toEqual([{ lotId: 'b', way: 'CASH', amountFen: 10_000 }]);
    expect(payRoutes([paid(10_001)], 'ORIGINAL', LIMIT)).toEqual([
      { lotId: 'b', way: 'BANK_ACCOUNT', amountFen: 10_001 },
    ]);
  });

  it('all in cash up to the limit of all lots together, and not a fen above it', () => {
    const inCash = (...fen: number[]) =>
      payRoutes(
        fen.map((refundFen, index) => ({ ...mixed, refundFen, lotId: `${index}` })),
        'CASH',
        LIMIT,
      );
    expect(inCash(9_999)).toEqual([{ lotId: '0', way: 'CASH', amountFen: 9_999 }]);
    expect(inCash(4_000, 6_000).map(({ way }) => way)).toEqual(['CASH', 'CASH']);
    for (const above of [[10_001], [4_000, 6_001]])
      expect(() => inCash(...above)).toThrow(expect.objectContaining({ code: 'refund.cashLimit' }));
  });

  it('to an account where nobody knows how it was paid, or it came by transfer', () => {
    const lots: LotToPay[] = [
      { lotId: 'old', refundFen: 500, paidIn: [] },
      { lotId: 'firm', refundFen: 700, paidIn: [{ tender: 'TRANSFER', leftFen: 700 }] },
      { lotId: 'part', refundFen: 900, paidIn: [{ tender: 'ALIPAY', leftFen: 400 }] },
    ];
    expect(payRoutes(lots, 'ORIGINAL', LIMIT)).toEqual([
      { lotId: 'old', way: 'BANK_ACCOUNT', amountFen: 500 },
      { lotId: 'firm', way: 'BANK_ACCOUNT', amountFen: 700 },
      { lotId: 'part', way: 'ALIPAY', amountFen: 400 },
      { lotId: 'part', way: 'BANK_ACCOUNT', amountFen: 500 },
    ]);
  });

  it('elsewhere only when somebody says so; a refund of nothing has no line', () => {
    expect(payRoutes([mixed], 'BANK_ACCOUNT', LIMIT)).toEqual([
      { lotId: 'a', way: 'BANK_ACCOUNT', amountFen: 150_001 },
    ]);
    expect(payRoutes([{ ...mixed, refundFen: 0 }], 'ORIGINAL', LIMIT)).toEqual([]);
  });
});

describe('interest', () => {
  const lpr = [
    { from: '2025-05-20', basisPoints: 300 },
    { from: '2024-10-21', basisPoints: 310 },
  ];

  it('takes the rate of the day of the contract', () => {
    expect([rateOn(lpr, '2025-05-19'), rateOn(lpr, '2025-05-20'), rateOn(lpr, '2020-01-01')]).toEqual([310, 300, 310]);
    expect(rateOn([], '2026-01-01')).toBe(0);
  });

  it('runs from the rescission, a day for a day, half a fen upwards', () => {
    const day = { from: '2026-11-20', to: '2026-11-21' };
    expect(simpleInterestFen(200_000, 300, { from: '2026-11-21', to: '2026-11-21' })).toBe(0);
    expect(simpleInterestFen(200_000, 300, { from: '2025-11-21', to: '2026-11-21' })).toBe(6_000);
    expect(simpleInterestFen(1_825_000, 1, day)).toBe(1);
    expect(simpleInterestFen(1_824_999, 1, day)).toBe(0);
    expect(simpleInterestFen(200_000, 300, { from: '2026-11-22', to: '2026-11-21' })).toBe(0);
  });
});
