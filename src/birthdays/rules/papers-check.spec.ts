import type { Birthday } from '../../members/rules/birthday.js';
import { checkPapers, type PapersInput } from './papers-check.js';

const lunar: Birthday = { calendar: 'LUNAR', month: 1, day: 23, leap: false };
const solar: Birthday = { calendar: 'SOLAR', month: 3, day: 14, leap: false };
const rule = { today: '2026-11-20', adultAge: 18, acceptDeclared: true };
const shown = (birthDate: string, change: Partial<PapersInput> = {}): PapersInput => ({
  birthDate,
  number: '',
  documentType: 'PASSPORT',
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

  it('have their number: it has its check digit and its date, and whoever shows a card cannot go by the date alone', () => {
    const birthday: Birthday = { calendar: 'SOLAR', month: 12, day: 31, leap: false };
    const card = (number: string, date = '') => shown(date, { number, documentType: 'RESIDENT_ID' });
    expect(checkPapers(birthday, card('11010519491231002X'), rule).number).toBe('11010519491231002X');
    expect(() => checkPapers(birthday, card('110105194912310021'), rule)).toThrow('members.id.checkDigit');
    expect(() => checkPapers(birthday, card('', '1949-12-31'), rule)).toThrow(
      expect.objectContaining({ code: 'text.required', field: 'number' }),
    );
    expect(() => checkPapers(birthday, card('1949-12-31', '1949-12-31'), rule)).toThrow('members.id.shape');
  });

  it('of a permit have a number without the date, which stands beside it', () => {
    const permit = (number: string, date: string) => shown(date, { number, documentType: 'HK_MACAO_PERMIT' });
    expect(checkPapers(solar, permit('h12345678', '1985-03-14'), rule)).toMatchObject({
      number: 'H12345678',
      birthDate: '1985-03-14',
    });
    expect(() => checkPapers(solar, permit('H12345678', ''), rule)).toThrow(
      expect.objectContaining({ code: 'birthdays.papers.date', field: 'birthDate' }),
    );
    expect(() => checkPapers(solar, permit('', '1985-03-14'), rule)).toThrow('text.required');
    expect(checkPapers(solar, shown('1985-03-14', { number: 'E 1234567' }), rule).number).toBe('E1234567');
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
