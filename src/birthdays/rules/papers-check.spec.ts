import type { Birthday } from '../../members/rules/birthday.js';
import { checkPapers, type PapersInput } from './papers-check.js';

const lunar: Birthday = { calendar: 'LUNAR', month: 1, day: 23, leap: false };
const solar: Birthday = { calendar: 'SOLAR', month: 3, day: 14, leap: false };
const rule = { today: '2026-11-20', adultAge: 18, acceptDeclared: true };
const shown = (typed: string, change: Partial<PapersInput> = {}): PapersInput => ({
  typed,
  documentType: 'RESIDENT_ID',
  photoMatches: true,
  ...change,
});

describe('papers of a birthday guest', () => {
  it('match by the date on them', () => {
    expect(checkPapers(solar, shown('1985-03-14'), rule)).toMatchObject({ birthDate: '1985-03-14', number: null });
    expect(() => checkPapers(solar, shown('1985-03-15'), rule)).toThrow(
      expect.objectContaining({ code: 'birthdays.papers.mismatch', params: { date: '03-15', lunar: '正月廿四' } }),
    );
  });

  it('match a lunar birthday by the lunar date of the document’s date, and say it', () => {
    expect(checkPapers(lunar, shown('1985-03-14'), rule).lunar).toBe('正月廿三');
    expect(checkPapers({ ...lunar, month: 8, day: 7 }, shown('1995-10-01'), rule).lunar).toBe('闰八月初七');
    expect(() => checkPapers(lunar, shown('1985-03-15'), rule)).toThrow('birthdays.papers.mismatch');
  });

  it('of older people may hold the lunar date itself, where the house accepts that', () => {
    expect(checkPapers(lunar, shown('1950-01-23'), rule).birthDate).toBe('1950-01-23');
    expect(() => checkPapers(lunar, shown('1950-01-23'), { ...rule, acceptDeclared: false })).toThrow(
      'birthdays.papers.mismatch',
    );
  });

  it('may be scanned: the number has its check digit and its date', () => {
    const birthday: Birthday = { calendar: 'SOLAR', month: 12, day: 31, leap: false };
    expect(checkPapers(birthday, shown('11010519491231002X'), rule).number).toBe('11010519491231002X');
    expect(() => checkPapers(birthday, shown('110105194912310021'), rule)).toThrow('members.id.checkDigit');
    expect(() => checkPapers(birthday, shown('H1234567890', { documentType: 'HK_MACAO_PERMIT' }), rule)).toThrow(
      'date.invalid',
    );
  });

  it('with another face, of a minor, or of no accepted kind are refused', () => {
    expect(() => checkPapers(solar, shown('1985-03-14', { photoMatches: false }), rule)).toThrow(
      'birthdays.papers.photo',
    );
    expect(() => checkPapers(solar, shown('2010-03-14'), rule)).toThrow('birthdays.papers.underAge');
    expect(() => checkPapers(solar, shown('1985-03-14', { documentType: 'STUDENT_ID' }), rule)).toThrow(
      'birthdays.papers.type',
    );
  });
});
