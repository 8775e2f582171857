import fc from 'fast-check';
import { LINE_KINDS, type LineKind, type SlipFigures } from '../../slips/rules/slip-figures.js';
import { TENDER_KINDS, type TenderKind } from '../../venue/rules/tender-kinds.js';
import { grossBaseFen, pointsFor, pointsOfVisit, refundedBaseFen } from './points-of-visit.js';

type Lines = Partial<Record<LineKind, number>>;
type Tenders = Partial<Record<TenderKind, number>>;

const policy = { unitFen: 1000, groupBuyEarns: false };
const tendersOf = (tenders: Tenders) =>
  TENDER_KINDS.filter((kind) => tenders[kind]).map((kind) => ({ kind, amountFen: (tenders[kind] ?? 0) * 100 }));

/** A slip in yuan. */
function slip(lines: Lines, tenders: Tenders, refunds: Tenders = {}): SlipFigures {
  return {
    lines: LINE_KINDS.filter((kind) => lines[kind]).map((kind) => ({ kind, chargedFen: (lines[kind] ?? 0) * 100 })),
    tenders: tendersOf(tenders),
    refunds: tendersOf(refunds),
  };
}
const points = (slips: SlipFigures[], credited = 0, multiplier = '1') =>
  pointsOfVisit(slips, credited, multiplier, policy).points;

describe('points of one slip', () => {
  test.each([
    ['room and drinks in cash', slip({ ROOM: 280, GOODS: 88 }, { CASH: 368 }), 36],
    ['nine yuan are not a point', slip({ GOODS: 9 }, { CASH: 9 }), 0],
    ['ten are', slip({ GOODS: 10 }, { CASH: 10 }), 1],
    [
      'every tender that brings money',
      slip({ ROOM: 50 }, { WECHAT_PAY: 10, ALIPAY: 10, BANK_CARD: 10, TRANSFER: 10, STORED_VALUE: 10 }),
      5,
    ],
    ['a voucher brings none', slip({ ROOM: 300 }, { CASH: 200, VOUCHER: 100 }), 20],
    [
      'nor the house, an account or a group buy',
      slip({ ROOM: 300 }, { COMPLIMENTARY: 100, ON_ACCOUNT: 100, GROUP_BUY: 100 }),
      0,
    ],
    ['the card fee earns nothing', slip({ CARD_FEE: 200 }, { CASH: 200 }), 0],
    ['nor what is neither room nor goods', slip({ ROOM: 100, OTHER: 50 }, { CASH: 150 }), 10],
    ['the smaller side counts', slip({ ROOM: 100, CARD_FEE: 200 }, { CASH: 150, VOUCHER: 150 }), 10],
    ['an empty slip', slip({}, {}), 0],
  ])('%s', (_story, one, earned) => {
    expect(points([one])).toBe(earned);
  });

  test('a group buy earns where the venue says so', () => {
    const groupBuy = slip({ ROOM: 100 }, { GROUP_BUY: 100 });
    expect(pointsOfVisit([groupBuy], 0, '1', { ...policy, groupBuyEarns: true }).points).toBe(10);
  });

  test('bonus money earns nothing, its principal does', () => {
    const paid = {
      ...slip({ ROOM: 120 }, {}),
      tenders: [{ kind: 'STORED_VALUE', amountFen: 12000, bonusFen: 2000 } as const],
    };
    expect(points([paid])).toBe(10);
  });

  test('the multiplier is applied before rounding, exactly', () => {
    const odd = slip({ ROOM: 99 }, { CASH: 99 });
    expect(points([odd], 0, '1.2')).toBe(11);
    expect(points([odd], 0, '2.4')).toBe(23);
    expect(pointsFor(1_000_000_000_000, '1.1', 1000)).toBe(1_100_000_000);
    expect(pointsFor(2999, '1', 3)).toBe(999);
    expect(pointsFor(2000, '1.15', 100)).toBe(23);
  });
});

describe('several slips of one visit', () => {
  const room = slip({ ROOM: 19 }, { CASH: 19 });
  const drinks = slip({ GOODS: 19 }, { ALIPAY: 19 });

  test('the second slip brings what the first lost to rounding', () => {
    expect(points([room])).toBe(1);
    expect(points([room, drinks], 1)).toBe(2);
  });

  test('what was credited is never taken away by counting again', () => {
    expect(points([room, drinks], 9)).toBe(0);
  });

  test('however a bill is split, the visit earns the same as on one bill', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 500 }), { minLength: 1, maxLength: 6 }), (bills) => {
        let credited = 0;
        bills.forEach((_, index) => {
          credited += points(
            bills.slice(0, index + 1).map((yuan) => slip({ GOODS: yuan }, { CASH: yuan })),
            credited,
          );
        });
        const total = bills.reduce((acc, yuan) => acc + yuan, 0);
        expect(credited).toBe(points([slip({ GOODS: total }, { CASH: total })]));
      }),
    );
  });
});

describe('refunds before the claim', () => {
  test('what was paid back earns nothing; a voucher given back changes nothing', () => {
    expect(points([slip({ ROOM: 300 }, { CASH: 200, VOUCHER: 100 }, { CASH: 100 })])).toBe(10);
    expect(points([slip({ ROOM: 300 }, { CASH: 200, VOUCHER: 100 }, { VOUCHER: 100 })])).toBe(20);
    expect(points([slip({ ROOM: 300 }, { CASH: 300 }, { CASH: 300 })])).toBe(0);
  });

  test('never more than the base is taken off', () => {
    const one = slip({ ROOM: 100, CARD_FEE: 200 }, { CASH: 300 }, { CASH: 300 });
    expect(grossBaseFen([one], policy)).toBe(10000);
    expect(refundedBaseFen([one], policy)).toBe(10000);
    expect(points([one])).toBe(0);
  });
});
