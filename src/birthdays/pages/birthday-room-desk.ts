import { Injectable } from '@nestjs/common';
import { addDays } from '../../kernel/business-day.js';
import { ActRegistry } from '../../desk/act-registry.js';
import { DeskContributions, type DeskLine, type DeskSection } from '../../desk/desk-contributions.js';
import { JobRegistry } from '../../desk/job-registry.js';
import { MemberPanels } from '../../members/member-panels.js';
import { Clock } from '../../platform/clock/clock.js';
import { Reader } from '../../platform/database/reader.js';
import { I18n } from '../../platform/i18n/i18n.js';
import { clockTime } from '../../platform/views/format.js';
import type { DeskContext } from '../../staff/desk-context.js';
import type { Policy } from '../../venue/rules/policy-schema.js';
import { BirthdayDay } from '../birthday-day.js';
import { BirthdayDuties } from '../birthday-duties.js';
import { BirthdayQueries, type EntryRow } from '../birthday.queries.js';
import { drawDates } from '../rules/finance-days.js';
import { ReconciliationQueries } from '../reconciliation.queries.js';
import { birthdayActs } from './birthday-acts.js';
import { BirthdayWords } from './birthday-words.js';

/** What birthdays add to the desk: tonight's guests, and everything of the duty that waits for somebody. */
@Injectable()
export class BirthdayRoomDesk {
  constructor(
    private readonly words: BirthdayWords,
    private readonly day: BirthdayDay,
    private readonly queries: BirthdayQueries,
    private readonly periods: ReconciliationQueries,
    private readonly duties: BirthdayDuties,
    private readonly clock: Clock,
    private readonly reader: Reader,
    i18n: I18n,
    jobs: JobRegistry,
    acts: ActRegistry,
    contributions: DeskContributions,
    panels: MemberPanels,
  ) {
    jobs.register({
      key: '',
      href: '/birthdays',
      labelKey: 'birthdays.title',
      icon: 'cake',
      permission: 'birthdays.view',
    });
    acts.register(...birthdayActs(i18n));
    contributions.register({ order: 10, permission: 'birthdays.view', load: (desk) => this.tonight(desk) });
    panels.register({
      order: 60,
      permission: 'birthdays.view',
      load: (desk, membershipId) => this.panel(desk, membershipId),
    });
  }

  private async tonight(desk: DeskContext): Promise<DeskSection> {
    const today = this.day.today(desk);
    const policy = await this.day.policy(desk);
    const days = [today, ...drawDates(today, policy.shifts.finance.weekdays)];
    const entries = await this.queries.onDates(this.reader, desk.store.id, today, days.at(-1) ?? today);
    const tonight = entries.filter(({ onDate }) => onDate === today);
    const lines = [
      ...(await this.waiting(desk, tonight, policy)),
      ...this.toDraw(desk, entries, policy),
      ...(await this.stockDuties(desk)),
      ...tonight.filter(({ attend }) => attend === 'COMING').map((entry) => this.guest(desk, entry, policy)),
    ];
    return { titleKey: 'birthdays.desk.title', count: tonight.length, lines: lines.slice(0, 12) };
  }

  private async waiting(desk: DeskContext, tonight: readonly EntryRow[], policy: Policy): Promise<DeskLine[]> {
    const now = this.clock.now();
    const read = await this.queries.daySheet(this.reader, desk.store.id, this.day.today(desk));
    const unread = !read && tonight.length > 0 ? [this.line(desk, 'unread', '/birthdays', {}, 'warn')] : [];
    const soon = policy.birthdays.trackHours * 3_600_000;
    const called = await Promise.all(
      tonight.map(async (entry) => {
        const name = this.words.masked(entry, desk.locale);
        const href = `/birthdays/${entry.id}`;
        if (entry.nextCallAt !== null && entry.nextCallAt <= now)
          return [this.line(desk, 'call', href, { name }, 'warn')];
        const due =
          entry.attend === 'COMING' &&
          entry.fromAt !== null &&
          entry.fromAt - soon <= now &&
          entry.holdState !== 'ARRIVED';
        if (!due || entry.fromAt === null) return [];
        const calls = await this.queries.calls(this.reader, entry.id);
        if (calls.some(({ kind }) => kind === 'SECOND')) return [];
        return [this.line(desk, 'track', href, { name, time: clockTime(entry.fromAt) }, 'info')];
      }),
    );
    const twins = tonight.filter((entry) => this.day.standing(entry, policy) === 'TWIN_OPEN');
    const [first] = twins;
    return [
      ...unread,
      ...called.flat(),
      ...(first ? [this.line(desk, 'twin', `/birthdays/${first.id}`, { n: twins.length }, 'warn')] : []),
    ];
  }

  private toDraw(desk: DeskContext, entries: readonly EntryRow[], policy: Policy): DeskLine[] {
    const tomorrow = addDays(this.day.today(desk), 1);
    const wanted = entries.filter(
      (entry) =>
        entry.onDate >= tomorrow &&
        entry.inHand === 0 &&
        entry.attend !== 'NOT_COMING' &&
        this.day.standing(entry, policy) === 'DUE',
    );
    return wanted.length === 0 ? [] : [this.line(desk, 'draw', '/birthdays/draw', { n: wanted.length }, 'warn')];
  }

  private async stockDuties(desk: DeskContext): Promise<DeskLine[]> {
    const { id } = desk.store;
    const today = this.day.today(desk);
    const back = await this.duties.dueBack(this.reader, id, today);
    const slips = await this.duties.openSlips(this.reader, id);
    const { period } = await this.periods.due(this.reader, id, today);
    return [
      ...(back.length > 0 ? [this.line(desk, 'return', '/birthdays/hand', { n: back.length }, 'bad')] : []),
      ...(slips > 0 ? [this.line(desk, 'slips', '/birthdays/slips', { n: slips }, 'warn')] : []),
      ...(today >= period.to
        ? [this.line(desk, 'reconcile', '/birthdays/reconciliation', { date: period.to }, 'warn')]
        : []),
    ];
  }

  private guest(desk: DeskContext, entry: EntryRow, policy: Policy): DeskLine {
    const { locale } = desk;
    const room = entry.room ?? this.words.say(locale, 'board.noRoom');
    const params = { name: this.words.called(entry, locale, policy), number: entry.holdNumber ?? '–', room };
    return {
      text: this.words.say(locale, 'desk.guest', params),
      href: `/birthdays/${entry.id}`,
      badge: this.words.standing(entry, locale, policy),
    };
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

  private async panel(desk: DeskContext, membershipId: string) {
    const { locale } = desk;
    const policy = await this.day.policy(desk);
    const entries = await this.queries.ofMember(this.reader, desk.store.id, membershipId);
    const [latest] = entries;
    if (!latest) return undefined;
    return {
      title: this.words.say(locale, 'panel.title'),
      rows: entries.slice(0, 5).map((entry) => ({
        label: entry.onDate,
        value: this.words.standing(entry, locale, policy).text,
        note: this.words.attend(entry, locale).text,
      })),
      actions: [{ label: this.words.say(locale, 'panel.open'), href: `/birthdays/${latest.id}` }],
    };
  }
}
