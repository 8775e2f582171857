import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { proposedBusinessDate } from '../../kernel/business-day.js';
import { Clock } from '../../platform/clock/clock.js';
import type { Locale } from '../../platform/i18n/locale.js';
import { dateTime } from '../../platform/views/format.js';
import { emptyForm } from '../../platform/views/form-model.js';
import { leafOf } from '../../platform/views/leaf.js';
import type { DeskContext } from '../../staff/desk-context.js';
import { LOST_CATEGORIES } from '../../venue/rules/lost-property-policy.js';
import { LostCommands } from '../lost-commands.js';
import { type FoundItem, isItemList, LostQueries } from '../lost.queries.js';
import { lostWords } from '../rules/lost-words.js';
import { DutiesPresenter } from './duties.presenter.js';
import type { TypedText } from './lost-input.js';
import { LostWordsPresenter } from './lost-words.presenter.js';
import { OwnerPresenter } from './owner.presenter.js';

const LISTS = ['here', 'custody', 'vip', 'office', 'gone', 'all'] as const;
const MOST_URGENT = 20;
/** Fields that are folded away until one of them says something. */
const MORE = [
  'features',
  'question',
  'answer',
  'finderName',
  'finderPhone',
  'secondFinderStaffNo',
  'secondFinderName',
  'secondFinderPhone',
];

/** F8, the register and the search. */
@Injectable()
export class LostDeskPresenter {
  constructor(
    private readonly words: LostWordsPresenter,
    private readonly queries: LostQueries,
    private readonly duties: DutiesPresenter,
    private readonly owner: OwnerPresenter,
    private readonly commands: LostCommands,
    private readonly clock: Clock,
  ) {}

  async register(desk: DeskContext, typed: TypedText = {}): Promise<object> {
    const { locale } = desk;
    const form = { ...emptyForm('/lost', uuidv7()), ...typed };
    return {
      form,
      menu: this.words.menu(desk, 'register'),
      places: await this.queries.places(desk.store.id),
      categories: this.words.options(locale, 'categories', LOST_CATEGORIES),
      more: MORE.some((name) => form.errors[name] !== undefined || (form.values[name] ?? '') !== ''),
      drink: typed.codes?.includes('lost.name.drink') ? await this.drink(desk, form.values) : undefined,
      ...(await this.todo(desk)),
    };
  }

  /** The most urgent beside the form; where there are more, the page of all that is due says them. */
  private async todo(desk: DeskContext) {
    const lines = await this.duties.todo(desk);
    const more = lines.length - MOST_URGENT;
    return {
      todo: lines.slice(0, MOST_URGENT),
      rest: more > 0 ? this.words.say(desk.locale, 'todo.rest', { count: more }) : undefined,
    };
  }

  /** A bottle is no lost property: what to do with it, and who had that room. */
  private async drink(desk: DeskContext, { name = '', place = '' }: Readonly<Record<string, string>>): Promise<object> {
    const stay = { place, storeId: desk.store.id, foundAt: this.clock.now() };
    return {
      what: [name, place].filter((part) => part !== '').join(' · '),
      visits: await this.owner.visits(stay, desk),
    };
  }

  async items(desk: DeskContext, wanted: string, skip: number): Promise<object> {
    const list = isItemList(wanted) ? wanted : 'here';
    const read = await this.queries.list(desk.store.id, list, skip);
    const { rows, leaf } = leafOf(read, skip, (at) => `/lost/items?list=${list}&skip=${at}`);
    return {
      menu: this.words.menu(desk, 'items'),
      lists: LISTS.map((name) => ({
        href: `/lost/items?list=${name}`,
        label: this.words.say(desk.locale, `tabs.${name}`),
        active: name === list,
      })),
      columns: this.words.columns(desk.locale),
      leaf,
      rows: rows.map((item) => this.words.row(item, desk.locale)),
      sheet: `/lost/sheet?month=${this.commands.dateOf(desk).slice(0, 7)}`,
    };
  }

  async find(desk: DeskContext, q: string, typed: TypedText = {}): Promise<object> {
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
