import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { Reader } from '../../platform/database/reader.js';
import type { FormProblem } from '../../platform/http/submit.js';
import type { Locale } from '../../platform/i18n/locale.js';
import { clockTime, dateLabel, money, points } from '../../platform/views/format.js';
import { emptyForm } from '../../platform/views/form-model.js';
import type { DeskContext } from '../../staff/desk-context.js';
import { mayDo } from '../../staff/permissions.js';
import { BirthdayDay } from '../birthday-day.js';
import { BirthdayGifts, type StockRow } from '../birthday-gifts.js';
import { BirthdayQueries, type EntryRow } from '../birthday.queries.js';
import { GiftCustody } from '../gift-custody.js';
import { SLIP_OUTCOMES } from '../give-gift.js';
import { staysAway } from '../rules/call-cap.js';
import { drawDates, handState, type HandState, returnDueOn } from '../rules/finance-days.js';
import { BirthdayWords } from './birthday-words.js';
import { lineField } from '../gift-registers.js';

const HAND_ACTS = [
  ['return', 'return', 'birthdays.returnGifts'],
  ['destruction', 'destroy', 'birthdays.destroyGifts'],
  ['write-off', 'writeOff', 'birthdays.writeOffGifts'],
] as const;

const URGENT = new Set<HandState>(['due', 'spoilt']);

/** Pages of gifts: what is drawn for whom, what lies in hand, what the store holds, which slips are open. */
@Injectable()
export class BirthdayGiftsPresenter {
  constructor(
    private readonly words: BirthdayWords,
    private readonly day: BirthdayDay,
    private readonly queries: BirthdayQueries,
    private readonly gifts: BirthdayGifts,
    private readonly custody: GiftCustody,
    private readonly reader: Reader,
  ) {}

  async draw(desk: DeskContext, wrong?: { name: 'draw' | 'standby'; problem: FormProblem }): Promise<object> {
    const { locale, store } = desk;
    const policy = await this.day.policy(desk);
    const today = this.day.today(desk);
    const offered = await this.gifts.offered(this.reader, store.id);
    const [first] = offered;
    const dates = [today, ...drawDates(today, policy.shifts.finance)];
    const form = (name: 'draw' | 'standby') => ({
      ...emptyForm(`/birthdays/${name}`, uuidv7()),
      ...(wrong?.name === name ? wrong.problem : {}),
    });
    const days = [];
    for (const date of dates) {
      const entries = await this.queries.onDates(this.reader, store.id, date, date);
      const lines = entries
        .filter((entry) => entry.inHand > 0 || this.day.standing(entry, policy) === 'DUE')
        .map((entry) => this.drawLine(entry, locale, first));
      if (lines.length > 0)
        days.push({ lines, title: this.words.say(locale, 'draw.for', { date: dateLabel(date, locale) }) });
    }
    const drawForm = form('draw');
    return {
      days,
      menu: this.words.menu(desk, 'draw'),
      form: drawForm,
      error: wrong?.name === 'draw' && days.length === 0 ? spoken(wrong.problem) : undefined,
      standby: form('standby'),
      items: offered.map((row) => this.option(row, locale)),
    };
  }

  async hand(desk: DeskContext, problem?: FormProblem): Promise<object> {
    const { locale, store } = desk;
    const today = this.day.today(desk);
    const { finance } = (await this.day.policy(desk)).shifts;
    const inHand = await this.custody.inHand(this.reader, store.id);
    const entries = await this.queries.byIds(
      this.reader,
      store.id,
      inHand.flatMap(({ entryId }) => entryId ?? []),
    );
    const say = (key: string, params = {}) => this.words.say(locale, `hand.${key}`, params);
    const form = { ...emptyForm('/birthdays/hand/return', uuidv7()), ...problem };
    return {
      form,
      menu: this.words.menu(desk, 'hand'),
      error: inHand.length === 0 ? spoken(problem) : undefined,
      lines: inHand.map((row) => {
        const entry = entries.find(({ id }) => id === row.entryId);
        const state = handState(row, today, finance);
        const date = row.onDate === null ? '' : returnDueOn(row.onDate, finance);
        const kept = row.perishable === 1 ? [say('perishable'), say('cost', { cost: money(row.costFen) })] : [];
        return {
          field: lineField('pieces', row),
          item: `${locale === 'en' ? row.nameEn : row.nameZh} × ${points(row.pieces)}`,
          who: entry ? `${this.words.masked(entry, locale)} ${entry.onDate}` : say('standby'),
          note: kept.join(' · '),
          badge: { text: say(state, { date }), tone: URGENT.has(state) ? 'bad' : state === 'missed' ? 'warn' : 'info' },
        };
      }),
      acts: HAND_ACTS.filter(([, , permission]) => mayDo(desk.person.roles, permission)).map(([path, word]) => ({
        path: `/birthdays/hand/${path}`,
        label: say(word),
      })),
      kinds: ['DAMAGE', 'LOSE'].map((value) => ({ value, label: say(value) })),
    };
  }

  async slips(desk: DeskContext, problem?: FormProblem): Promise<object> {
    const { locale } = desk;
    const open = await this.queries.unsigned(this.reader, desk.store.id);
    return {
      menu: this.words.menu(desk, 'slips'),
      form: { ...emptyForm('/birthdays/slips', uuidv7(), { outcome: 'SIGNED' }), ...problem },
      error: problem?.errors['ids'],
      lines: open.map((entry) => ({
        name: `slip-${entry.id}`,
        text: `${this.words.masked(entry, locale)} ${this.words.phone(entry)} ${entry.room ?? ''}`,
        note: entry.givenAt === null ? '' : clockTime(entry.givenAt),
        href: `/birthdays/${entry.id}`,
      })),
      outcomes: SLIP_OUTCOMES.map((value) => ({ value, label: this.words.say(locale, `slips.${value}`) })),
    };
  }

  private drawLine(entry: EntryRow, locale: Locale, first: StockRow | undefined) {
    return {
      field: `gift-${entry.id}`,
      who: `${this.words.masked(entry, locale)} ${this.words.phone(entry)}`,
      call: this.words.attend(entry, locale),
      drawn: entry.inHand > 0,
      chosen: staysAway(entry.attend) ? '' : (first?.itemId ?? ''),
    };
  }

  private option({ itemId, nameZh, nameEn, inStore }: StockRow, locale: Locale) {
    return { value: itemId, label: `${locale === 'en' ? nameEn : nameZh} (${points(inStore)})` };
  }
}

/** For a page whose form is gone; a form says beside its fields what was wrong. */
function spoken(problem: FormProblem | undefined): string | undefined {
  return problem && Object.values(problem.errors)[0];
}
