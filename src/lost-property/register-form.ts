import { calendarDate, venueInstant } from '../kernel/business-day.js';
import { DomainError } from '../kernel/domain-error.js';
import { cleanText } from '../kernel/text.js';
import { normalizeName } from '../members/rules/person-name.js';
import { parsePhone } from '../members/rules/phone.js';
import { LOST_CATEGORIES, type LostCategory } from '../venue/rules/lost-property-policy.js';
import { isStricter, isValuable } from './rules/lost-category.js';
import { categoryOfName } from './rules/lost-match.js';

/** The form as it was typed; every field a text. */
export interface RegisterInput extends PrivateInput {
  readonly name: string;
  readonly colour: string;
  readonly place: string;
  /** 'HH:MM' of the last 24 hours, or '' for now. */
  readonly foundTime?: string;
  readonly category?: string;
  /** Staff number, or '' when a guest handed it in or the clerk found it. */
  readonly finderStaffNo?: string;
  readonly finderName?: string;
  readonly finderPhone?: string;
  readonly secondFinderStaffNo?: string;
  readonly secondFinderName?: string;
  readonly secondFinderPhone?: string;
}

/** What only the owner can know, at once or later. */
export interface PrivateInput {
  readonly features?: string;
  readonly question?: string;
  readonly answer?: string;
}

export interface GuestFinder {
  readonly name: string;
  readonly phone: string | null;
}

export interface RegisterForm {
  readonly name: string;
  readonly colour: string;
  readonly place: string;
  readonly foundAt: number;
  readonly category: LostCategory;
  /** The clerk chose one that keeps it less strictly than its name says. */
  readonly overruled: boolean;
  readonly valuable: boolean;
  readonly staffFinders: readonly string[];
  readonly guestFinders: readonly GuestFinder[];
  readonly features: string;
  readonly question: string;
  readonly answer: string;
}

/**
 * Reads the registration (003E-038). Time without a date is the last such hour before `now`. Throws on the field: `text.*`, `lost.name.drink`,
 * `lost.category.unknown`, `lost.found.*`, `lost.question.alone`, `members.name.invalid`, `members.phone.invalid`.
 */
export function readRegistration(input: RegisterInput, now: number): RegisterForm {
  const text = (field: keyof RegisterInput, max: number, required = false) =>
    cleanText(input[field] ?? '', { max, required, field });
  const name = text('name', 40, true);
  const { category, overruled } = categoryOf(name, text('category', 16));
  return {
    ...readPrivate(input),
    name,
    category,
    overruled,
    colour: text('colour', 20, true),
    place: text('place', 40, true),
    foundAt: foundAt(text('foundTime', 5), now),
    valuable: isValuable(category),
    staffFinders: [text('finderStaffNo', 12), text('secondFinderStaffNo', 12)].filter((staffNo) => staffNo !== ''),
    guestFinders: guestFinders(input),
  };
}

/** Throws `text.*`, and `lost.question.alone` for a question without its answer or the other way round. */
export function readPrivate(input: PrivateInput): Required<PrivateInput> {
  const text = (field: keyof PrivateInput, max: number, multiline = false) =>
    cleanText(input[field] ?? '', { max, field, multiline });
  const question = text('question', 80);
  const answer = text('answer', 80);
  if ((question === '') !== (answer === ''))
    throw new DomainError('lost.question.alone', {}, question === '' ? 'question' : 'answer');
  return { question, answer, features: text('features', 500, true) };
}

/** The clerk may be stricter than the name says, never laxer: a phone is a valuable, a dagger no mere one. */
function categoryOf(name: string, chosen: string): Pick<RegisterForm, 'category' | 'overruled'> {
  const suggested = categoryOfName(name);
  if (suggested === 'DRINK') throw new DomainError('lost.name.drink', {}, 'name');
  if (chosen === '') return { category: suggested, overruled: false };
  const category = LOST_CATEGORIES.find((known) => known === chosen);
  if (!category) throw new DomainError('lost.category.unknown', {}, 'category');
  const overruled = isStricter(suggested, category);
  return { overruled, category: overruled ? suggested : category };
}

function foundAt(time: string, now: number): number {
  if (time === '') return now;
  const wall = time.replace('：', ':');
  if (!/^([01]?\d|2[0-3]):[0-5]\d$/.test(wall)) throw new DomainError('lost.found.time', {}, 'foundTime');
  const today = venueInstant(calendarDate(now), wall.padStart(5, '0'));
  return today <= now ? today : today - 86_400_000;
}

/** A guest who left a phone left a name too: nobody is thanked by number. */
function guestFinders(input: RegisterInput): GuestFinder[] {
  const fields = [
    ['finderName', 'finderPhone'],
    ['secondFinderName', 'secondFinderPhone'],
  ] as const;
  return fields.flatMap(([nameField, phoneField]) => {
    const { [nameField]: name = '', [phoneField]: phone = '' } = input;
    if (name.trim() === '' && phone.trim() === '') return [];
    return {
      name: normalizeName(name, nameField),
      phone: phone.trim() === '' ? null : parsePhone(phone, phoneField).number,
    };
  });
}
