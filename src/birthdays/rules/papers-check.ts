import { parsePlainDate, type PlainDate } from '../../kernel/business-day.js';
import { DomainError } from '../../kernel/domain-error.js';
import { isAdult } from '../../members/rules/age.js';
import { type Birthday, birthdayFromBirthDate, lunarDateOf } from '../../members/rules/birthday.js';
import { checkIdDocument, hasNumberRule, ID_DOCUMENT_TYPES } from '../../members/rules/id-document.js';

/** What reception sees on the document and types: its number, and the birth date where the number does not hold it. */
export interface PapersInput {
  readonly documentType: string;
  /** May be left out where numbers of this kind have no rule. */
  readonly number: string;
  readonly birthDate: string;
  readonly photoMatches: boolean;
}

export interface PapersRule {
  readonly today: PlainDate;
  readonly adultAge: number;
  /** A lunar birthday may stand on older papers as it is said. */
  readonly acceptDeclared: boolean;
}

export interface PapersSeen {
  /** Null when only the birth date was typed. */
  readonly number: string | null;
  readonly birthDate: PlainDate;
  /** 「正月廿三」 of that birth date, for the guest with a lunar birthday. */
  readonly lunar: string;
}

/** An electronic identity shown live on the guest's phone counts like the card. */
export const PAPERS = ID_DOCUMENT_TYPES.filter((type) => type !== 'STUDENT_ID');

/**
 * Papers against the birthday on file: photo, age, date; a lunar birthday is compared with the lunar date of the document's date, so that
 * nobody is turned away over it (counter-practice §4.10).
 * @throws DomainError birthdays.papers.photo | birthdays.papers.underAge | birthdays.papers.mismatch {date, lunar} | birthdays.papers.type | members.id.* | text.required beside `number` | birthdays.papers.date, date.invalid beside `birthDate`
 */
export function checkPapers(birthday: Birthday, input: PapersInput, rule: PapersRule): PapersSeen {
  const seen = readPapers(input, rule.today);
  if (!input.photoMatches) throw new DomainError('birthdays.papers.photo', {}, 'photo');
  if (!isAdult(seen.birthDate, rule.today, rule.adultAge))
    throw new DomainError('birthdays.papers.underAge', {}, 'number');
  const meant = birthdayFromBirthDate(birthday.calendar, seen.birthDate);
  const declared = birthdayFromBirthDate('SOLAR', seen.birthDate);
  const same = (one: Birthday) => one.month === birthday.month && one.day === birthday.day;
  if (same(meant) || (birthday.calendar === 'LUNAR' && rule.acceptDeclared && same(declared))) return seen;
  throw new DomainError('birthdays.papers.mismatch', { date: seen.birthDate.slice(5), lunar: seen.lunar }, 'number');
}

function readPapers({ documentType, number, birthDate }: PapersInput, today: PlainDate): PapersSeen {
  const type = PAPERS.find((known) => known === documentType);
  if (type === undefined) throw new DomainError('birthdays.papers.type', {}, 'documentType');
  const read = hasNumberRule(type) || number.trim() !== '' ? checkIdDocument(type, number, today, 'number') : null;
  // Passports and permits say the date elsewhere on the page.
  const born = read?.birthDate ?? typedDate(birthDate);
  return { number: read?.number ?? null, birthDate: born, lunar: lunarDateOf(born).text };
}

function typedDate(typed: string): PlainDate {
  if (typed.trim() === '') throw new DomainError('birthdays.papers.date', {}, 'birthDate');
  return parsePlainDate(typed, 'birthDate');
}
