import { rightTenders } from './right-tenders.js';
import type { TenderPart } from './tender-mix.js';

const refused = (code: string) => expect.objectContaining({ code });

describe('a wrong top-up', () => {
  const taken = (kind: TenderPart['kind'], amountFen: number) => ({ kind, amountFen, reference: '', transferId: kind });
  const mixed = [taken('CASH', 200), taken('WECHAT_PAY', 2_800)];
  const right = (fen: number, named: string, from = mixed) => {
    const { tenders, changes } = rightTenders(from, fen, named);
    return [
      tenders.map(({ kind, amountFen }) => [kind, amountFen]),
      changes.map(({ kind, fen: moved }) => [kind, moved]),
    ];
  };

  test('goes back by the tender that is named, then by the others', () => {
    expect(right(300, 'WECHAT_PAY')).toEqual([
      [
        ['CASH', 200],
        ['WECHAT_PAY', 100],
      ],
      [['WECHAT_PAY', -2_700]],
    ]);
    expect(right(300, 'CASH')).toEqual([
      [['WECHAT_PAY', 300]],
      [
        ['CASH', -200],
        ['WECHAT_PAY', -2_500],
      ],
    ]);
    expect(right(3_500, 'CASH')[1]).toEqual([['CASH', 500]]);
    expect(rightTenders(mixed, 3_500, 'CASH').tenders.map(({ transferId }) => transferId)).toEqual([
      null,
      'WECHAT_PAY',
    ]);
  });

  test('of several tenders needs a name, unless all of it goes back; one tender needs none', () => {
    for (const named of ['', 'ALIPAY', 'CREDIT'])
      expect(() => rightTenders(mixed, 300, named)).toThrow(refused('storedValue.correct.tenders'));
    expect(right(0, '')[0]).toEqual([]);
    expect(right(50, '', [taken('CASH', 200)])).toEqual([[['CASH', 50]], [['CASH', -150]]]);
  });
});
