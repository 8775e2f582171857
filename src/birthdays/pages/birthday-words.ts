import { Injectable } from '@nestjs/common';
import { maskCardNo } from '../../members/rules/masks.js';
import { surnameOf } from '../../members/rules/person-name.js';
import { salutation } from '../../members/rules/salutation.js';
import { PersonFields } from '../../members/sealed-person.js';
import { I18n } from '../../platform/i18n/i18n.js';
import type { Locale } from '../../platform/i18n/locale.js';
import { clockTime } from '../../platform/views/format.js';
import type { Tone } from '../../platform/views/layout-model.js';
import type { DeskContext } from '../../staff/desk-context.js';
import { mayDo } from '../../staff/permissions.js';
import type { Policy } from '../../venue/rules/policy-schema.js';
import { BirthdayDay } from '../birthday-day.js';
import type { EntryRow } from '../birthday.queries.js';
import { type CallOutcome, isCallOutcome } from '../rules/call-cap.js';
import type { GiftStanding } from '../rules/gift-standing.js';
import { guestCall } from '../rules/guest-call.js';

const MENU = [
  ['tonight', '/birthdays', 'birthdays.view'],
  ['todo', '/birthdays/todo', 'birthdays.view'],
  ['month', '/birthdays/month', 'birthdays.view'],
  ['draw', '/birthdays/draw', 'birthdays.drawGifts'],
  ['hand', '/birthdays/hand', 'birthdays.viewStock'],
  ['slips', '/birthdays/slips', 'birthdays.signSlip'],
  ['stock', '/birthdays/stock', 'birthdays.viewStock'],
  ['reconciliation', '/birthdays/reconciliation', 'birthdays.viewStock'],
  ['tax', '/birthdays/tax', 'birthdays.taxSheet'],
  ['av', '/birthdays/av', 'birthdays.av'],
] as const;
export type MenuName = (typeof MENU)[number][0];
type Badge = { text: string; tone: Tone };

const ATTEND_TONES: Readonly<Record<CallOutcome, Tone>> = {
  COMING: 'ok',
  NOT_COMING: 'plain',
  NO_ANSWER: 'warn',
  CALL_LATER: 'info',
  WRONG_NUMBER: 'bad',
};
const STANDING_TONES: Readonly<Record<GiftStanding, Tone>> = {
  DUE: 'festive',
  GIVEN: 'ok',
  TWIN_OPEN: 'warn',
  TWIN_SAME: 'plain',
  MOVED: 'plain',
  TOO_SOON: 'plain',
  CARD_FROZEN: 'bad',
  CARD_ENDED: 'bad',
};

/** Words, badges and rows that the pages of this room share. Lists show masks; the board calls guests as the house does. */
@Injectable()
export class BirthdayWords {
  constructor(
    private readonly i18n: I18n,
    private readonly fields: PersonFields,
    private readonly day: BirthdayDay,
  ) {}

  say(locale: Locale, key: string, params?: Readonly<Record<string, string | number>>): string {
    return this.i18n.t(locale, `birthdays.${key}`, params);
  }

  menu({ locale, person }: DeskContext, active: MenuName) {
    return MENU.filter(([, , permission]) => mayDo(person.roles, permission)).map(([name, href]) => ({
      href,
      label: this.say(locale, `menu.${name}`),
      active: name === active,
    }));
  }

  /** 张女士, Ms 张, and in full where there is no surname: what is said to the guest. */
  called(entry: EntryRow, locale: Locale, policy: Policy): string {
    const name = this.fields.name(entry);
    if (name === null) return this.i18n.t(locale, 'members.erased');
    const words = this.titles(locale, policy);
    const { title } = entry;
    if (locale === 'en' && title !== 'GUEST') return `${words[title]} ${surnameOf(name) ?? name}`;
    return salutation(name, title, words);
  }

  /** 张女士, 张贵宾; without a surname 贵宾 and the tail of the card: what hangs in the lobby says nothing more (003E-018). */
  lobbyName(entry: EntryRow, locale: Locale, policy: Policy): string {
    const name = this.fields.name(entry);
    if (name === null) return this.i18n.t(locale, 'members.erased');
    const words = this.titles(locale, policy);
    const called = guestCall(name, entry.title, words, locale === 'en');
    return called ?? [words.GUEST, this.say(locale, 'board.tail', { tail: entry.cardNo?.slice(-4) ?? '–' })].join(' ');
  }

  private titles(locale: Locale, { venue }: Policy) {
    const word = (title: 'MR' | 'MS' | 'GUEST') => this.i18n.t(locale, `members.title.${title}`);
    return { MR: word('MR'), MS: locale === 'en' ? word('MS') : venue.ladyTitle, GUEST: word('GUEST') };
  }

  masked(entry: EntryRow, locale: Locale): string {
    return entry.erasedAt === null ? this.fields.maskedName(entry) : this.i18n.t(locale, 'members.erased');
  }

  phone(entry: EntryRow): string {
    return this.fields.maskedPhone(entry);
  }

  roomKind(kind: string, locale: Locale): string {
    return this.i18n.t(locale, `rooms.kind.${kind}`);
  }

  /** 农历 10-12, or 阳历 11-20. */
  birthday(entry: EntryRow, locale: Locale): string {
    const calendar = this.say(locale, `cardState.${entry.calendar === 'LUNAR' ? 'lunar' : 'solar'}`);
    return `${calendar} ${this.fields.maskedBirthday(entry)}`;
  }

  card({ cardNo }: EntryRow): string {
    return cardNo === null ? '–' : maskCardNo(cardNo);
  }

  attend({ attend }: EntryRow, locale: Locale): Badge {
    const tone = attend !== null && isCallOutcome(attend) ? ATTEND_TONES[attend] : 'warn';
    return { text: this.say(locale, `attend.${attend ?? 'NONE'}`), tone };
  }

  /** Whether there is a gift, or why not; once the day is over, that nobody came for it. */
  standing(entry: EntryRow, desk: DeskContext, policy: Policy): Badge {
    const { locale } = desk;
    const standing = this.day.standing(entry, policy);
    if (entry.onDate < this.day.today(desk) && (standing === 'DUE' || (standing !== 'GIVEN' && entry.inHand > 0))) {
      if (entry.inHand > 0) return { text: this.say(locale, 'standing.TO_RETURN'), tone: 'bad' };
      return { text: this.say(locale, entry.stepsDone > 0 ? 'standing.NOT_GIVEN' : 'standing.NO_SHOW'), tone: 'plain' };
    }
    return { text: this.say(locale, `standing.${standing}`), tone: STANDING_TONES[standing] };
  }

  /** Card lost, frozen or ended, and who came late onto the list. */
  marks(entry: EntryRow, locale: Locale): Badge[] {
    const ended =
      entry.closedAt !== null || entry.cardState === null || ['REFUNDED', 'CLOSED'].includes(entry.cardState);
    const gone = entry.transferred === 1;
    const marks: [boolean, string, Tone][] = [
      [gone, 'TRANSFERRED', 'bad'],
      [entry.late === 1, 'late', 'info'],
      [!gone && entry.cardState === 'LOST', 'LOST', 'warn'],
      [!gone && entry.frozenReason !== null, 'FROZEN', 'bad'],
      [!gone && ended, 'ENDED', 'bad'],
    ];
    return marks
      .filter(([shown]) => shown)
      .map(([, key, tone]) => ({ tone, text: this.say(locale, `cardState.${key}`) }));
  }

  time({ fromAt, untilAt }: EntryRow): string {
    return fromAt === null || untilAt === null ? '' : `${clockTime(fromAt)}–${clockTime(untilAt)}`;
  }

  /** Columns and rows of a list of birthdays. */
  table(entries: readonly EntryRow[], desk: DeskContext, policy: Policy, dated: boolean) {
    const { locale } = desk;
    const keys = ['guest', ...(dated ? ['day'] : []), 'call', 'reservation', 'room', 'gift', 'greeting'];
    return {
      columns: keys.map((key) => ({ label: this.say(locale, `column.${key}`) })),
      rows: entries.map((entry) => ({ cells: this.cells(entry, desk, policy, dated) })),
    };
  }

  private cells(entry: EntryRow, desk: DeskContext, policy: Policy, dated: boolean) {
    const { locale } = desk;
    const [mark] = this.marks(entry, locale);
    const guest = {
      text: this.masked(entry, locale),
      href: `/birthdays/${entry.id}`,
      strong: true,
      note: this.phone(entry),
    };
    return [
      mark ? { ...guest, badge: mark } : guest,
      ...(dated ? [{ text: entry.onDate.slice(5), note: this.birthday(entry, locale) }] : []),
      { text: '', badge: this.attend(entry, locale) },
      { text: entry.holdNumber ?? '–', note: this.time(entry) },
      { text: entry.room ?? '–' },
      { text: '', badge: this.standing(entry, desk, policy) },
      { text: entry.greetedAt === null ? '–' : '✓' },
    ];
  }
}
