import { Injectable } from '@nestjs/common';
import { addDays } from '../../kernel/business-day.js';
import type { DeskLine } from '../../desk/desk-contributions.js';
import { Clock } from '../../platform/clock/clock.js';
import { Reader } from '../../platform/database/reader.js';
import { clockTime } from '../../platform/views/format.js';
import { momentOf } from '../../rooms/rules/hold-window.js';
import type { DeskContext } from '../../staff/desk-context.js';
import { mayDo, type Permission } from '../../staff/permissions.js';
import type { Policy } from '../../venue/rules/policy-schema.js';
import { isExpected, isHere, staysAway } from '../rules/call-cap.js';
import { drawDates } from '../rules/finance-days.js';
import { BirthdayDay } from '../birthday-day.js';
import { BirthdayDuties } from '../birthday-duties.js';
import { BirthdayGifts } from '../birthday-gifts.js';
import { GiftForecasts } from '../gift-forecasts.js';
import { BirthdayTasks, type TaskScope } from '../birthday-tasks.js';
import { BirthdayQueries, type EntryRow } from '../birthday.queries.js';
import { ReconciliationQueries } from '../reconciliation.queries.js';
import { BirthdayWords } from './birthday-words.js';

/** Tonight's birthdays, and those for which gifts are drawn today. */
interface Night {
  readonly tonight: readonly EntryRow[];
  readonly entries: readonly EntryRow[];
  readonly policy: Policy;
}

/** What of the birthday duty waits for the person at this desk: nobody is sent to a page that is not theirs. */
@Injectable()
export class BirthdayWaiting {
  constructor(
    private readonly words: BirthdayWords,
    private readonly day: BirthdayDay,
    private readonly queries: BirthdayQueries,
    private readonly tasks: BirthdayTasks,
    private readonly periods: ReconciliationQueries,
    private readonly duties: BirthdayDuties,
    private readonly gifts: BirthdayGifts,
    private readonly forecasts: GiftForecasts,
    private readonly clock: Clock,
    private readonly reader: Reader,
  ) {}

  /** What the lines are made of. */
  async night(desk: DeskContext): Promise<Night> {
    const today = this.day.today(desk);
    const policy = await this.day.policy(desk);
    const until = drawDates(today, policy.shifts.finance).at(-1) ?? today;
    const entries = await this.queries.onDates(this.reader, desk.store.id, today, until);
    return { policy, entries, tonight: entries.filter(({ onDate }) => onDate === today) };
  }

  scope(desk: DeskContext, { birthdays }: Policy): TaskScope {
    const { mostCalls } = birthdays;
    return { mostCalls, storeId: desk.store.id, today: this.day.today(desk), now: this.clock.now() };
  }

  async lines(desk: DeskContext, { tonight, entries, policy }: Night): Promise<DeskLine[]> {
    return [
      ...(await this.sheetDuties(desk, tonight, policy)),
      ...this.twins(desk, tonight, policy),
      ...this.toDraw(desk, entries, policy),
      ...(await this.stockDuties(desk, policy)),
      ...(await this.talk(desk, tonight, policy)),
    ];
  }

  /** How many are to be called and wished well; then by name calls agreed for now, whatever day the birthday is, and who comes soon. */
  private async talk(desk: DeskContext, tonight: readonly EntryRow[], policy: Policy): Promise<DeskLine[]> {
    if (!this.may(desk, 'birthdays.call')) return [];
    const scope = this.scope(desk, policy);
    const due = await this.tasks.callsDue(this.reader, scope);
    const calls = (await this.tasks.toCall(this.reader, scope)).length;
    const greetings = (await this.tasks.toGreet(this.reader, scope)).length;
    const missed = (await this.tasks.missedGreetings(this.reader, scope)).length;
    const agreed = await this.queries.byIds(this.reader, desk.store.id, due);
    const soon = await this.arriving(tonight, policy);
    const at = (entry: EntryRow, time: number | null) => ({
      time: time === null ? '' : clockTime(time),
      name: this.words.masked(entry, desk.locale),
    });
    const href = ({ id }: EntryRow) => `/birthdays/${id}`;
    return [
      ...(calls > 0 ? [this.line(desk, 'toCall', '/birthdays/todo', { n: calls }, 'info')] : []),
      ...(greetings > 0 ? [this.line(desk, 'toGreet', '/birthdays/todo', { n: greetings }, 'info')] : []),
      ...(missed > 0 ? [this.line(desk, 'missedGreet', '/birthdays/todo', { n: missed }, 'warn')] : []),
      ...agreed
        .toSorted((one, other) => (one.nextCallAt ?? 0) - (other.nextCallAt ?? 0))
        .map((entry) => this.line(desk, 'call', href(entry), at(entry, entry.nextCallAt), 'warn')),
      ...soon.map((entry) => this.line(desk, 'track', href(entry), at(entry, entry.fromAt), 'info')),
    ];
  }

  /** Tonight's guests who come within the hours of the second call, or should have by now, and had none (003E-019). */
  private async arriving(tonight: readonly EntryRow[], { birthdays }: Policy): Promise<EntryRow[]> {
    const near = tonight.filter(
      (entry) =>
        isExpected(entry) &&
        entry.fromAt !== null &&
        Math.abs(entry.fromAt - this.clock.now()) <= birthdays.trackHours * 3_600_000 &&
        !isHere(entry),
    );
    const calls = await Promise.all(near.map(({ id }) => this.queries.calls(this.reader, id)));
    return near.filter((_, at) => !calls[at]?.some(({ kind }) => kind === 'SECOND'));
  }

  private twins(desk: DeskContext, tonight: readonly EntryRow[], policy: Policy): DeskLine[] {
    const open = tonight.filter((entry) => this.day.standing(entry, policy) === 'TWIN_OPEN');
    const [first] = open;
    if (!first || !this.may(desk, 'birthdays.decideTwin')) return [];
    return [this.line(desk, 'twin', `/birthdays/${first.id}`, { n: open.length }, 'warn')];
  }

  /** From two hours before the first guest on, an unread list is everybody's matter; once read, guests without a room are (counter-practice §1.16). */
  private async sheetDuties(desk: DeskContext, tonight: readonly EntryRow[], policy: Policy): Promise<DeskLine[]> {
    const today = this.day.today(desk);
    const expected = tonight.filter(({ attend }) => !staysAway(attend));
    if (expected.length === 0) return [];
    if (await this.queries.daySheet(this.reader, desk.store.id, today)) {
      const n = expected.filter(({ holdState }) => holdState === 'ASKED').length;
      return n === 0 ? [] : [this.line(desk, 'noRoom', '/birthdays', { n }, 'warn')];
    }
    const first = firstArrival(expected, today, policy);
    if (this.clock.now() < first - policy.birthdays.sheetHours * 3_600_000) return [];
    return [this.line(desk, 'unread', '/birthdays', { time: clockTime(first) }, 'bad')];
  }

  private toDraw(desk: DeskContext, entries: readonly EntryRow[], policy: Policy): DeskLine[] {
    const tomorrow = addDays(this.day.today(desk), 1);
    if (!this.may(desk, 'birthdays.drawGifts')) return [];
    const wanted = entries.filter(
      (entry) =>
        entry.onDate >= tomorrow &&
        entry.inHand === 0 &&
        !staysAway(entry.attend) &&
        this.day.standing(entry, policy) === 'DUE',
    );
    return wanted.length === 0 ? [] : [this.line(desk, 'draw', '/birthdays/draw', { n: wanted.length }, 'warn')];
  }

  private async stockDuties(desk: DeskContext, policy: Policy): Promise<DeskLine[]> {
    const slipsOpen = await this.openSlips(desk);
    if (!this.may(desk, 'birthdays.viewStock')) return slipsOpen;
    const { id } = desk.store;
    const today = this.day.today(desk);
    const back = await this.duties.dueBack(this.reader, id, today);
    const { period } = await this.periods.due(this.reader, id, today, policy.birthdays.closeDays);
    return [
      ...(back.length > 0 ? [this.line(desk, 'return', '/birthdays/hand', { n: back.length }, 'bad')] : []),
      ...slipsOpen,
      ...(today >= period.to
        ? [this.line(desk, 'reconcile', '/birthdays/reconciliation', { date: period.to }, 'warn')]
        : []),
      ...(await this.runningOut(desk, today, policy)),
    ];
  }

  /** Below the minimum of a gift, or fewer on the shelf than the birthdays to come of this month and the next. */
  private async runningOut(desk: DeskContext, today: string, policy: Policy): Promise<DeskLine[]> {
    const offered = await this.gifts.offered(this.reader, desk.store.id);
    const low = offered.filter(({ inStore, minimum }) => inStore < (minimum ?? 0));
    const need = await this.forecasts.ofTheDay(desk.store.id, today, policy.birthdays);
    const have = offered.reduce((sum, { inStore }) => sum + inStore, 0);
    return [
      ...low.map(({ nameZh, nameEn, inStore, minimum }) => {
        const item = desk.locale === 'en' ? nameEn : nameZh;
        return this.line(desk, 'low', '/birthdays/stock', { item, have: inStore, need: minimum ?? 0 }, 'warn');
      }),
      ...(have < need ? [this.line(desk, 'lowAll', '/birthdays/stock', { have, need }, 'warn')] : []),
    ];
  }

  private async openSlips(desk: DeskContext): Promise<DeskLine[]> {
    if (!this.may(desk, 'birthdays.signSlip')) return [];
    const n = await this.duties.openSlips(this.reader, desk.store.id);
    return n === 0 ? [] : [this.line(desk, 'slips', '/birthdays/slips', { n }, 'warn')];
  }

  private may({ person }: DeskContext, permission: Permission): boolean {
    return mayDo(person.roles, permission);
  }

  private line(
    { locale }: DeskContext,
    key: string,
    href: string,
    params: Readonly<Record<string, string | number>>,
    tone: 'warn' | 'bad' | 'info',
  ): DeskLine {
    const text = this.words.say(locale, `desk.${key}`, params);
    return { href, text, badge: { tone, text: this.words.say(locale, 'menu.label') } };
  }
}

/** When the first of tonight's birthday guests comes; those who did not say come when the evening begins. */
function firstArrival(tonight: readonly EntryRow[], today: string, { birthdays, venue }: Policy): number {
  const evening = momentOf(today, birthdays.eveningFrom, venue.dayCutoff, 'eveningFrom');
  return Math.min(...tonight.map(({ fromAt }) => fromAt ?? evening));
}
