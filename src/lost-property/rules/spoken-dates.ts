import { addDays, addMonthsEnd, daysInMonth, type PlainDate, weekday } from '../../kernel/business-day.js';

const NUMBERS = '一二三四五六七八九十';
const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
/** What may follow 昨天 and its kind without changing the night that is meant. */
const PART_OF_DAY = '(?:晚上|夜里|晚间|半夜|凌晨|早上|上午|下午|晚|夜)?';
/** 20号 is a date; 20号房 is a room. */
const NO_ROOM = '(?!房|包|厅|桌|柜|台)';

/** How a guest says a date: a pattern, and the date meant on a given day; null where the words mean none. */
interface Saying {
  readonly said: RegExp;
  readonly meant: (match: readonly string[], today: PlainDate) => PlainDate | null;
}

const daysAgo = (said: string, days: number): Saying => ({
  said: new RegExp(said, 'g'),
  meant: (_, today) => addDays(today, -days),
});

/** The longest wording first: 大前天 holds 前天. */
const SAYINGS: readonly Saying[] = [
  { said: /上个?月(\d{1,2})(?:号|日)/g, meant: ([, day], today) => dayOfMonth(Number(day), addMonthsEnd(today, -1)) },
  daysAgo(`大前[天晚夜日]${PART_OF_DAY}`, 3),
  daysAgo(`前[天晚夜日]${PART_OF_DAY}`, 2),
  daysAgo(`昨[天晚夜日儿]${PART_OF_DAY}`, 1),
  daysAgo(`今[天晚夜日早儿]${PART_OF_DAY}|刚才|刚刚`, 0),
  daysAgo('\\bday before yesterday\\b|\\bnight before last\\b', 2),
  daysAgo('\\byesterday(?: evening| night)?\\b|\\blast (?:night|evening)\\b', 1),
  daysAgo('\\btoday\\b|\\btonight\\b|\\bthis (?:morning|afternoon|evening)\\b|\\bjust now\\b', 0),
  {
    said: /(\d{1,2})\s*天以?前|\b(\d{1,2}) (?:days?|nights?) ago\b/g,
    meant: ([, zh, en], today) => addDays(today, -Number(zh ?? en)),
  },
  { said: /([一二两三四五六七八九十])天以?前/g, meant: ([, text = ''], today) => addDays(today, -numberOf(text)) },
  {
    said: new RegExp(`(上个?|这个?|本)?(?:周|星期|礼拜)([${NUMBERS.slice(0, 6)}日天])${PART_OF_DAY}`, 'g'),
    meant: ([, week = '', day = ''], today) => onWeekday(numberOf(day), today, week.startsWith('上')),
  },
  {
    said: /\b(?:last |this |on )?(mon|tue|wed|thu|fri|sat|sun)(?:day|s|sday|nesday|rs|rsday|urday)?(?: night| evening)?\b/g,
    meant: ([, day = ''], today) => onWeekday(WEEKDAYS.indexOf(day) + 1, today, false),
  },
  {
    said: /\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]* (\d{1,2})(?:st|nd|rd|th)?\b/g,
    meant: ([, month = '', day], today) => inMonth(MONTHS.indexOf(month) + 1, Number(day), today),
  },
  {
    said: /\b(\d{1,2})(?:st|nd|rd|th)? (?:of )?(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b/g,
    meant: ([, day, month = ''], today) => inMonth(MONTHS.indexOf(month) + 1, Number(day), today),
  },
  {
    said: /(?:20\d\d[-/.年])?\b(\d{1,2})[-/.月](\d{1,2})(?:日|号)?/g,
    meant: ([, month, day], today) => inMonth(Number(month), Number(day), today),
  },
  {
    said: new RegExp(`(?<![\\d-])(\\d{1,2})(?:号|日)${NO_ROOM}`, 'g'),
    meant: ([, day], today) => dayOfMonth(Number(day), today),
  },
  { said: /\b(?:the )?(\d{1,2})(?:st|nd|rd|th)\b/g, meant: ([, day], today) => dayOfMonth(Number(day), today) },
];

/**
 * The sentence (lower case) with every date in it as ` MM-DD `, whichever way it was said: 昨晚, 上周五, 20号, 11月20日, last night, Nov 20.
 * Without a day to count from, words that need one are taken out.
 */
export function withDates(sentence: string, today: PlainDate | null): string {
  let text = sentence;
  for (const { said, meant } of SAYINGS) {
    text = text.replace(said, (...found: string[]) => {
      // what means the same on two different days needs no day to count from
      const date = meant(found, today ?? ANY_DAY);
      if (date === null) return found[0] ?? '';
      return today === null && date !== meant(found, ANOTHER_DAY) ? ' ' : ` ${date.slice(5)} `;
    });
  }
  return text;
}

const ANY_DAY = '2000-12-31';
const ANOTHER_DAY = '2000-11-14';

/** That weekday, the last time it was; with 上 in the calendar week before. */
function onWeekday(day: number, today: PlainDate, weekBefore: boolean): PlainDate {
  const now = weekday(today);
  return weekBefore ? addDays(today, day - now - 7) : addDays(today, -((now - day + 7) % 7));
}

/** The last such day on or before a date: 31号 said in November is of October. Null when no month has it. */
function dayOfMonth(day: number, upTo: PlainDate): PlainDate | null {
  if (day < 1 || day > 31) return null;
  for (let month = 0; month < 3; month += 1) {
    const first = `${addMonthsEnd(upTo, -month).slice(0, 7)}-`;
    const date = `${first}${two(day)}`;
    if (day <= lengthOf(first) && date <= upTo) return date;
  }
  return null;
}

/** That month and day; the year stands in no word. Null where no calendar has it. */
function inMonth(month: number, day: number, today: PlainDate): PlainDate | null {
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(2000, month)) return null;
  return `${today.slice(0, 4)}-${two(month)}-${two(day)}`;
}

function lengthOf(month: string): number {
  return daysInMonth(Number(month.slice(0, 4)), Number(month.slice(5, 7)));
}

function numberOf(text: string): number {
  if (text === '两') return 2;
  if (text === '日' || text === '天') return 7;
  return NUMBERS.indexOf(text) + 1;
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}
