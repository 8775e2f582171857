import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { addDays, endOfMonth } from '../../kernel/business-day.js';
import { Reader } from '../../platform/database/reader.js';
import type { FormProblem } from '../../platform/http/submit.js';
import type { Locale } from '../../platform/i18n/locale.js';
import { clockTime, dateLabel, dateTime } from '../../platform/views/format.js';
import { emptyForm } from '../../platform/views/form-model.js';
import { leafOf } from '../../platform/views/leaf.js';
import type { DeskContext } from '../../staff/desk-context.js';
import { mayDo } from '../../staff/permissions.js';
import { BirthdayDay } from '../birthday-day.js';
import { BirthdayNotices } from '../birthday-notices.js';
import { listableMonths } from '../birthday-rosters.js';
import { BirthdayQueries, type EntryRow, type RosterRow } from '../birthday.queries.js';
import { isExpected } from '../rules/call-cap.js';
import { BirthdayWords } from './birthday-words.js';

/** Lists of birthdays: tonight and tomorrow, the month, the board for reception, the sheet of the day, what is to be played. */
@Injectable()
export class BirthdayListsPresenter {
  constructor(
    private readonly words: BirthdayWords,
    private readonly day: BirthdayDay,
    private readonly queries: BirthdayQueries,
    private readonly notices: BirthdayNotices,
    private readonly reader: Reader,
  ) {}

  async tonight(desk: DeskContext, problem?: FormProblem): Promise<object> {
    const { locale, store } = desk;
    const today = this.day.today(desk);
    const tomorrow = addDays(this.day.lastDay(desk), 1);
    const policy = await this.day.policy(desk);
    const now = await this.day.tonight(this.reader, desk);
    const next = await this.queries.onDates(this.reader, store.id, tomorrow, tomorrow);
    const own = now.filter(({ onDate }) => onDate === today);
    const read = await this.queries.daySheet(this.reader, store.id, today);
    const waiting = own.filter(({ holdState }) => holdState === 'ASKED').length;
    const confirms = mayDo(desk.person.roles, 'birthdays.confirmDaySheet');
    const form = (path: string) => ({ ...emptyForm(path, uuidv7()), ...problem });
    return {
      menu: this.words.menu(desk, 'tonight'),
      date: dateLabel(today, locale),
      tomorrow: dateLabel(tomorrow, locale),
      read: read ? this.words.say(locale, 'tonight.read', { name: read.byName, time: clockTime(read.at) }) : undefined,
      confirm: !read && confirms && own.length > 0 ? form('/birthdays/day-sheet') : undefined,
      hold: read && confirms && waiting > 0 ? form('/birthdays/day-sheet/rooms') : undefined,
      waiting: waiting > 0 ? this.words.say(locale, 'tonight.waiting', { n: waiting }) : undefined,
      any: now.length > 0,
      now: this.words.table(now, desk, policy, own.length < now.length),
      next: this.words.table(next, desk, policy, false),
    };
  }

  async month(desk: DeskContext, month: string, skip: number, problem?: FormProblem): Promise<object> {
    const { locale, store, person } = desk;
    const say = (key: string, params = {}) => this.words.say(locale, `month.${key}`, params);
    const policy = await this.day.policy(desk);
    const entries = await this.queries.onDates(this.reader, store.id, `${month}-01`, endOfMonth(`${month}-01`));
    const roster = await this.queries.roster(this.reader, store.id, month);
    const count = (test: (entry: EntryRow) => boolean) => String(entries.filter(test).length);
    const gifts = await this.day.giftsOf(this.reader, desk, month);
    const confirmed = roster?.confirmedCount ?? null;
    const { rows, leaf } = leafOf(entries.slice(skip), skip, (from) => `/birthdays/month?month=${month}&from=${from}`);
    return {
      month,
      menu: this.words.menu(desk, 'month'),
      state: this.rosterState(roster, locale),
      figures: [
        { label: say('guests'), value: String(entries.length) },
        { label: say('coming'), value: count(isExpected) },
        { label: say('gifts'), value: String(gifts) },
        { label: say('given'), value: count(({ givenAt }) => givenAt !== null) },
        { label: say('greeted'), value: count(({ greetedAt }) => greetedAt !== null) },
      ],
      ...this.words.table(rows, desk, policy, true),
      leaf,
      update:
        mayDo(person.roles, 'birthdays.updateRoster') && listableMonths(this.day.lastDay(desk)).includes(month)
          ? emptyForm('/birthdays/roster', uuidv7())
          : undefined,
      error: problem?.errors[''],
      confirm:
        roster && confirmed !== gifts && mayDo(person.roles, 'birthdays.confirmRoster')
          ? { ...emptyForm('/birthdays/month', uuidv7()), ...problem }
          : undefined,
      count: gifts,
      note: say('confirmNote', { n: gifts }),
    };
  }

  private rosterState(roster: RosterRow | undefined, locale: Locale): string {
    const say = (key: string, params = {}) => this.words.say(locale, `month.${key}`, params);
    if (!roster) return say('none');
    const { madeAt, frozenAt, confirmedCount, confirmedByName } = roster;
    return [
      say('made', { time: dateTime(madeAt) }),
      frozenAt === null ? say('open') : say('frozen', { time: dateTime(frozenAt) }),
      ...(confirmedCount === null ? [] : [say('confirmed', { name: confirmedByName ?? '', n: confirmedCount })]),
    ].join(' · ');
  }

  /** Surname and reservation number in letters that are read across the lobby (003E-018). */
  async board(desk: DeskContext): Promise<object> {
    const { locale } = desk;
    const today = this.day.today(desk);
    const policy = await this.day.policy(desk);
    const tonight = await this.day.tonight(this.reader, desk);
    const coming = tonight.filter((entry) => isExpected(entry) && entry.holdNumber !== null);
    return {
      date: dateLabel(today, locale),
      guests: coming.map((entry) => ({
        id: entry.id,
        name: this.words.lobbyName(entry, locale, policy),
        number: entry.holdNumber ?? '',
        room: entry.room ?? this.words.say(locale, 'board.noRoom'),
        time: entry.fromAt === null ? '' : clockTime(entry.fromAt),
        arrived: entry.holdState === 'ARRIVED',
        given: entry.givenAt !== null,
      })),
    };
  }

  /** 当日生日会员名单 on paper; phones stay masked, for it hangs at reception. */
  async sheet(desk: DeskContext, date: string): Promise<object> {
    const { locale, store } = desk;
    const policy = await this.day.policy(desk);
    const entries = await this.queries.onDates(this.reader, store.id, date, date);
    const keys = ['guest', 'phone', 'call', 'reservation', 'time', 'room', 'gift', 'note'];
    return {
      heading: `${store.name} ${dateLabel(date, locale)}`,
      columns: keys.map((key) => ({ label: this.words.say(locale, `column.${key}`) })),
      rows: entries.map((entry) => ({
        cells: [
          this.words.lobbyName(entry, locale, policy),
          this.words.phone(entry),
          this.words.attend(entry, locale).text,
          entry.holdNumber ?? '',
          this.words.time(entry),
          entry.room ?? '',
          this.words.standing(entry, desk, policy).text,
          '',
        ].map((text) => ({ text })),
      })),
    };
  }

  /** What the AV operator plays, word for word as it stands on the guest's screen: guests whose machine is on. */
  async av(desk: DeskContext): Promise<object> {
    const tonight = await this.notices.tonight(desk.store.id);
    return {
      menu: this.words.menu(desk, 'av'),
      notices: tonight.map(({ id, room, text, played }) => ({
        text,
        room: room ?? '–',
        form: played ? undefined : emptyForm(`/birthdays/${id}/av`, uuidv7()),
      })),
    };
  }
}
