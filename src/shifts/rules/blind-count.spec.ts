import { answerTo, differenceOf, judgeCount, sumDifferences } from './blind-count.js';

describe('counting blind', () => {
  test('a count that agrees is done at once', () => {
    expect(judgeCount(1, 314_200, 314_200)).toBe('AGREES');
  });

  test('one that does not is counted once more, then it stands', () => {
    expect(judgeCount(1, 313_850, 314_200)).toBe('RECOUNT');
    expect(judgeCount(2, 313_850, 314_200)).toBe('DIFFERS');
    expect(judgeCount(2, 314_200, 314_200)).toBe('AGREES');
  });

  test('a zero-sales shift without a float agrees at nought', () => {
    expect(judgeCount(1, 0, 0)).toBe('AGREES');
  });
});

describe('over and short', () => {
  test('are two figures of one drawer', () => {
    expect(differenceOf(313_850, 314_200)).toEqual({ overFen: 0, shortFen: 350 });
    expect(differenceOf(314_300, 314_200)).toEqual({ overFen: 100, shortFen: 0 });
    expect(differenceOf(314_200, 314_200)).toEqual({ overFen: 0, shortFen: 0 });
  });

  test('are never set off against each other', () => {
    const night = [differenceOf(100, 0), differenceOf(0, 100), differenceOf(0, 250)];
    expect(sumDifferences(night)).toEqual({ overFen: 100, shortFen: 350 });
  });

  test('within the tolerance a reason is enough, one fen above it the supervisor comes', () => {
    expect(answerTo({ overFen: 0, shortFen: 0 }, 1000)).toBe('NOTHING');
    expect(answerTo({ overFen: 0, shortFen: 1000 }, 1000)).toBe('REASON');
    expect(answerTo({ overFen: 1000, shortFen: 0 }, 1000)).toBe('REASON');
    expect(answerTo({ overFen: 0, shortFen: 1001 }, 1000)).toBe('SUPERVISOR');
    expect(answerTo({ overFen: 1, shortFen: 0 }, 0)).toBe('SUPERVISOR');
  });
});
