import { dayFigures, type ShiftFigures } from './day-figures.js';

const shift = (change: Partial<ShiftFigures>): ShiftFigures => ({
  shiftId: 's',
  template: 'A',
  clerk: '王丽',
  moves: [],
  tenders: [],
  tenderDifferences: [],
  overFen: 0,
  shortFen: 0,
  baggedFen: 0,
  ...change,
});

describe('the figures of a day', () => {
  test('add up three shifts of one evening', () => {
    const day = dayFigures(
      [
        shift({
          moves: [{ kind: 'cards.feeTaken', amountFen: 20_000 }],
          tenders: [{ kind: 'tender.alipay', fen: 10_000 }],
          overFen: 100,
        }),
        shift({ template: 'B', moves: [{ kind: 'cards.feeReturned', amountFen: -5_000 }], shortFen: 100 }),
        shift({ template: 'B' }),
      ],
      [],
    );
    expect(day.takingsFen).toBe(25_000);
    expect(day.shifts).toHaveLength(3);
    expect(day).toMatchObject({ overFen: 100, shortFen: 100, tenders: [{ kind: 'tender.alipay', fen: 10_000 }] });
  });

  test('what was rounded down was never taken', () => {
    const moves = [
      { kind: 'cards.feeTaken', amountFen: 20_050 },
      { kind: 'shifts.roundedDown', amountFen: -50 },
    ];
    expect(dayFigures([shift({ moves })], []).takingsFen).toBe(20_000);
  });

  test('what one acquirer has over and another has under stand apart, shift by shift', () => {
    const over = { kind: 'tender.alipay', overFen: 100, shortFen: 0 };
    const short = { kind: 'tender.alipay', overFen: 0, shortFen: 100 };
    const wechat = { kind: 'tender.wechatPay', overFen: 0, shortFen: 50 };
    const day = dayFigures([shift({ tenderDifferences: [over] }), shift({ tenderDifferences: [short, wechat] })], []);
    expect(day.tenderDifferences).toEqual([{ kind: 'tender.alipay', overFen: 100, shortFen: 100 }, wechat]);
  });

  test('a day without a shift is a day of noughts', () => {
    expect(dayFigures([], [])).toMatchObject({ takingsFen: 0, shifts: [], overFen: 0, shortFen: 0 });
  });
});
