import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { proposedBusinessDate } from '../../kernel/business-day.js';
import { PersonVault } from '../../platform/crypto/person-vault.js';
import { Reader } from '../../platform/database/reader.js';
import { Clock } from '../../platform/clock/clock.js';
import type { Locale } from '../../platform/i18n/locale.js';
import { dateTime } from '../../platform/views/format.js';
import { emptyForm } from '../../platform/views/form-model.js';
import { maskName, maskPhone } from '../../members/rules/masks.js';
import type { DeskContext } from '../../staff/desk-context.js';
import { mayDo } from '../../staff/permissions.js';
import { LOST_CATEGORIES } from '../../venue/rules/lost-property-policy.js';
import { Enquiries, type EnquiryRow } from '../enquiries.js';
import { LostCommands } from '../lost-commands.js';
import { LostDuties } from '../lost-duties.js';
import type { ItemRow } from '../lost-items.js';
import { type FoundItem, isItemList, LostQueries } from '../lost.queries.js';
import { type MatchRow, Matches } from '../matches.js';
import { lostWords } from '../rules/lost-words.js';
import { type Badge, LostWordsPresenter } from './lost-words.presenter.js';

const LISTS = ['here', 'custody', 'vip', 'office', 'gone', 'all'] as const;
const PAGE = 50;
const MINUTE_MS = 60_000;
type Typed = { readonly values?: Readonly<Record<string, string>>; readonly errors?: Readonly<Record<string, string>> };

/** F8, the register, the search and the wanted list. */
@Injectable()
export class LostDeskPresenter {
  constructor(
    private readonly words: LostWordsPresenter,
    private readonly queries: LostQueries,
    private readonly duties: LostDuties,
    private readonly enquiries: Enquiries,
    private readonly matches: Matches,
    private readonly commands: LostCommands,
    private readonly vault: PersonVault,
    private readonly reader: Reader,
    private readonly clock: Clock,
  ) {}

  async register(desk: DeskContext, typed: Typed = {}): Promise<object> {
    const { locale } = desk;
    const form = { ...emptyForm('/lost', uuidv7()), ...typed };
    const extra = ['features', 'question', 'answer', 'finderName', 'finderPhone', 'secondFinderStaffNo'];
    return {
      form,
      menu: this.words.menu(desk, 'register'),
      places: await this.queries.places(desk.store.id),
      categories: this.words.options(locale, 'categories', LOST_CATEGORIES),
      more: extra.some((name) => form.errors[name] !== undefined || (form.values[name] ?? '') !== ''),
      todo: await this.todo(desk),
    };
  }

  /** What is to be done, most urgent first; the desk page shows the same. */
  async todo(
    desk: DeskContext,
  ): Promise<{ text: string; href: string; badge: Badge | undefined; aside: string | undefined }[]> {
    const { locale } = desk;
    const duties = await this.duties.of(this.reader, desk.store, desk.businessDate);
    const line = (item: ItemRow, badge: Badge) => ({
      badge,
      text: `${this.words.thing(item)} · ${item.place}`,
      href: `/lost/${item.id}`,
      aside: undefined,
    });
    const matched = await this.enquiries.matchedCount(this.reader, desk.store.id);
    const counted = (key: string, count: number, href: string) =>
      count === 0
        ? []
        : [{ href, text: this.words.say(locale, `todo.${key}`, { count }), badge: undefined, aside: undefined }];
    return [
      ...duties.awaitingSafe.map((item) => line(item, this.timer(item, locale))),
      ...duties.toPolice.map((item) => line(item, { text: this.words.say(locale, 'todo.police'), tone: 'bad' })),
      ...duties.due.map(({ item, standing }) =>
        line(item, {
          text: this.words.say(locale, `standing.${standing}`),
          tone: standing === 'OVERDUE' ? 'bad' : 'warn',
        }),
      ),
      ...duties.toDispose.map((item) => line(item, { text: this.words.say(locale, 'todo.dispose'), tone: 'warn' })),
      ...counted('matched', matched, '/lost/enquiries'),
      ...counted('custody', duties.toCustody.length, '/lost/custody'),
    ];
  }

  async items(desk: DeskContext, wanted: string, skip: number): Promise<object> {
    const list = isItemList(wanted) ? wanted : 'here';
    const rows = await this.queries.list(desk.store.id, list, skip);
    const link = (at: number) => `/lost/items?list=${list}&skip=${at}`;
    return {
      menu: this.words.menu(desk, 'items'),
      lists: LISTS.map((name) => ({
        href: `/lost/items?list=${name}`,
        label: this.words.say(desk.locale, `tabs.${name}`),
        active: name === list,
      })),
      columns: this.words.columns(desk.locale),
      rows: rows.slice(0, PAGE).map((item) => this.words.row(item, desk.locale)),
      previous: skip > 0 ? link(Math.max(0, skip - PAGE)) : undefined,
      next: rows.length > PAGE ? link(skip + PAGE) : undefined,
      range: rows.length === 0 ? '' : `${skip + 1}–${skip + Math.min(rows.length, PAGE)}`,
      sheet: `/lost/sheet?month=${this.commands.dateOf(desk).slice(0, 7)}`,
    };
  }

  async find(desk: DeskContext, q: string, typed: Typed = {}): Promise<object> {
    const hits = await this.hits(desk, q);
    return {
      ...hits,
      q,
      menu: this.words.menu(desk, 'find'),
      form: { ...emptyForm('/lost/enquiries', uuidv7(), { wanted: q }), ...typed },
    };
  }

  async hits(desk: DeskContext, q: string): Promise<{ hits: object[]; empty: string | undefined }> {
    const words = lostWords(q, proposedBusinessDate(this.clock.now()));
    const found = await this.queries.search(desk.store.id, words, this.clock.now());
    return {
      hits: found.map((item) => this.hit(item, words.length, desk.locale)),
      empty: words.length > 0 && found.length === 0 ? this.words.say(desk.locale, 'find.none') : undefined,
    };
  }

  async wanted(
    desk: DeskContext,
    typed: Typed & { readonly id?: string; readonly phone?: string } = {},
  ): Promise<object> {
    const rows = await this.enquiries.open(this.reader, desk.store.id);
    const matches = await this.matches.of(
      this.reader,
      rows.map(({ id }) => id),
    );
    const mayReveal = mayDo(desk.person.roles, 'lost.reveal');
    const lines = await Promise.all(
      rows.map(async (row) => ({
        ...(await this.enquiry(row, desk.locale, typed.id === row.id ? typed : {})),
        caller: mayReveal && typed.id !== row.id ? emptyForm(`/lost/enquiries/${row.id}/caller`, uuidv7()) : undefined,
        matches: matches.filter(({ enquiryId }) => enquiryId === row.id).map((match) => this.match(match)),
      })),
    );
    return { menu: this.words.menu(desk, 'enquiries'), lines };
  }

  private async enquiry(
    row: EnquiryRow,
    locale: Locale,
    { phone: called, ...typed }: Typed & { readonly phone?: string },
  ): Promise<object> {
    const name = await this.vault.open(this.reader, row.id, 'lost_enquiry.name', row.sealedName);
    const phone = await this.vault.open(this.reader, row.id, 'lost_enquiry.phone', row.sealedPhone);
    return {
      wanted: row.wanted,
      who: `${maskName(name ?? '')} ${called ?? maskPhone(phone ?? '')}`,
      note: `${dateTime(row.askedAt)} ${row.askedByName}`,
      badge: {
        text: this.words.say(locale, `enquiries.states.${row.state}`),
        tone: row.state === 'MATCHED' ? 'festive' : 'plain',
      },
      outcomeId: `outcome-${row.id}`,
      form: { ...emptyForm(`/lost/enquiries/${row.id}/close`, uuidv7()), ...typed },
    };
  }

  /** A thing that may be theirs, and the button for one that is not. */
  private match({ enquiryId, itemId, number, ...thing }: MatchRow): object {
    const form = emptyForm(`/lost/enquiries/${enquiryId}/dismiss`, uuidv7());
    return { itemId, form, href: `/lost/${itemId}`, text: `${number} ${this.words.thing(thing)}` };
  }

  private timer({ safeBy }: ItemRow, locale: Locale): Badge {
    const left = Math.ceil(((safeBy ?? 0) - this.clock.now()) / MINUTE_MS);
    const key = left > 0 ? 'todo.safeLeft' : 'todo.safeLate';
    return {
      text: `${this.words.say(locale, 'todo.safe')} ${this.words.say(locale, key, { min: Math.abs(left) })}`,
      tone: left > 0 ? 'warn' : 'bad',
    };
  }

  private hit(item: FoundItem, total: number, locale: Locale): object {
    const [state] = this.words.badges(item, locale);
    const score =
      item.score === total
        ? this.words.say(locale, 'find.full')
        : this.words.say(locale, 'find.some', { score: item.score, total });
    return {
      href: `/lost/${item.id}`,
      title: this.words.thing(item),
      details: [item.place, dateTime(item.foundAt).slice(5), score],
      badge: state,
    };
  }
}
