import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { Reader } from '../../platform/database/reader.js';
import type { Locale } from '../../platform/i18n/locale.js';
import { clockTime, dateLabel } from '../../platform/views/format.js';
import { leafOf } from '../../platform/views/leaf.js';
import type { DeskContext } from '../../staff/desk-context.js';
import { mayDo } from '../../staff/permissions.js';
import { StaffQueries } from '../../staff/staff.queries.js';
import { Enquiries } from '../enquiries.js';
import { LostDuties } from '../lost-duties.js';
import type { ItemRow } from '../lost-items.js';
import { OwnerCalls } from '../owner-calls.js';
import { type Badge, LostWordsPresenter } from './lost-words.presenter.js';

const MINUTE_MS = 60_000;

/** One thing and what is to be done with it. */
interface Due {
  readonly item: ItemRow;
  readonly badge: Badge;
  /** Until when, in words. */
  readonly until: string;
  readonly href?: string;
}

/** What is to be done, most urgent first: a list on the desk, a page for whoever answers for it. */
@Injectable()
export class DutiesPresenter {
  constructor(
    private readonly words: LostWordsPresenter,
    private readonly duties: LostDuties,
    private readonly calls: OwnerCalls,
    private readonly enquiries: Enquiries,
    private readonly staff: StaffQueries,
    private readonly reader: Reader,
    private readonly clock: Clock,
  ) {}

  /** The desk page and F8 show the same. */
  async todo(
    desk: DeskContext,
  ): Promise<{ text: string; href: string; badge: Badge | undefined; aside: string | undefined }[]> {
    const { locale } = desk;
    const { all, toCustody } = await this.dues(desk);
    const matched = await this.enquiries.matchedCount(this.reader, desk.store.id);
    const counted = (key: string, count: number, href: string) =>
      count === 0
        ? []
        : [{ href, text: this.words.say(locale, `todo.${key}`, { count }), badge: undefined, aside: undefined }];
    return [
      ...all.map(({ item, badge, href }) => ({
        badge,
        text: `${this.words.thing(item)} · ${item.place}`,
        href: href ?? `/lost/${item.id}`,
        aside: undefined,
      })),
      ...counted('matched', matched, '/lost/enquiries'),
      ...counted('custody', toCustody.length, '/lost/custody'),
    ];
  }

  /** Everything due and overdue with where it lies and until when, for supervisors, managers and General Affairs. */
  async page(desk: DeskContext, skip: number): Promise<object> {
    const { locale } = desk;
    const { all, toCustody, outdated } = await this.dues(desk);
    const dues = [
      ...all,
      ...toCustody.map((item) => ({
        item,
        badge: { text: this.words.say(locale, 'due.custody'), tone: 'info' } as const,
        until: this.words.say(locale, 'due.tonight'),
      })),
      ...outdated.map((item) => this.held(item, locale, 'outdated', 'plain')),
    ];
    const { rows, leaf } = leafOf(dues.slice(skip), skip, (at) => `/lost/due?skip=${at}`);
    const holders = await this.staff.names(
      this.reader,
      rows.flatMap(({ item }) => item.keyHolderId ?? []),
    );
    const late = dues.filter(({ badge }) => badge.tone === 'bad').length;
    return {
      leaf,
      menu: this.words.menu(desk, 'due'),
      badges: [
        ...(late === 0 ? [] : [{ text: this.words.say(locale, 'due.late', { count: late }), tone: 'bad' }]),
        { text: this.words.say(locale, 'due.open', { count: dues.length - late }), tone: 'plain' },
      ],
      columns: ['what', 'item', 'place', 'holder', 'until'].map((key) => ({
        label: this.words.say(locale, `due.${key}`),
      })),
      rows: rows.map(({ item, badge, until }) => ({
        cells: [
          { text: '', badge },
          { text: item.number, href: `/lost/${item.id}`, note: this.words.thing(item) },
          { text: item.place },
          { text: this.holder(item, holders, locale) },
          { text: until },
        ],
      })),
    };
  }

  private async dues(desk: DeskContext) {
    const { locale } = desk;
    const duties = await this.duties.of(this.reader, desk.store, desk.businessDate);
    const toCall = mayDo(desk.person.roles, 'lost.contact') ? await this.calls.waiting(desk.store.id) : [];
    const all: Due[] = [
      ...duties.awaitingSafe.map((item) => this.timer(item, locale)),
      ...duties.missing.map((item) => ({
        item,
        badge: { text: this.words.say(locale, 'todo.missing'), tone: 'bad' as const },
        until: this.words.say(locale, 'due.soon'),
      })),
      ...duties.toPolice.map((item) => this.held(item, locale, 'police', 'bad')),
      ...duties.due.map(({ item, standing }) => ({
        item,
        badge: {
          text: this.words.say(locale, `standing.${standing}`),
          tone: standing === 'OVERDUE' ? ('bad' as const) : ('warn' as const),
        },
        until: item.handOverOn === null ? '' : dateLabel(item.handOverOn, locale),
      })),
      ...duties.toDispose.map((item) => this.held(item, locale, 'dispose', 'warn')),
      ...toCall.map((item) => ({
        item,
        badge: { text: this.words.say(locale, 'todo.call'), tone: 'info' as const },
        until: this.words.say(locale, 'due.soon'),
        href: `/lost/${item.id}#contact`,
      })),
    ];
    return { all, toCustody: duties.toCustody, outdated: duties.outdated };
  }

  private held(item: ItemRow, locale: Locale, key: string, tone: Badge['tone']): Due {
    return {
      item,
      badge: { tone, text: this.words.say(locale, `todo.${key}`) },
      until: dateLabel(item.holdUntil, locale),
    };
  }

  private timer(item: ItemRow, locale: Locale): Due {
    const safeBy = item.safeBy ?? 0;
    const left = Math.ceil((safeBy - this.clock.now()) / MINUTE_MS);
    const key = left > 0 ? 'todo.safeLeft' : 'todo.safeLate';
    const text = `${this.words.say(locale, 'todo.safe')} ${this.words.say(locale, key, { min: Math.abs(left) })}`;
    return { item, badge: { text, tone: left > 0 ? 'warn' : 'bad' }, until: clockTime(safeBy) };
  }

  /** Where it lies, and in whose hand the key is. */
  private holder({ state, keyHolderId, slot }: ItemRow, names: ReadonlyMap<string, string>, locale: Locale): string {
    const where = this.words.say(locale, `state.${state}`);
    const key = keyHolderId === null ? undefined : names.get(keyHolderId);
    return [where, slot, key].filter((part) => part !== null && part !== undefined).join(' · ');
  }
}
