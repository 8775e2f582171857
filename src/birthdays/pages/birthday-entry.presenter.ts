import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { Clock } from '../../platform/clock/clock.js';
import { Reader } from '../../platform/database/reader.js';
import type { FormProblem } from '../../platform/http/submit.js';
import type { Locale } from '../../platform/i18n/locale.js';
import { clockTime, dateLabel, dateTime } from '../../platform/views/format.js';
import { emptyForm } from '../../platform/views/form-model.js';
import { RoomsQueries } from '../../rooms/rooms.queries.js';
import type { DeskContext } from '../../staff/desk-context.js';
import { mayDo, type Permission } from '../../staff/permissions.js';
import { BirthdayDay } from '../birthday-day.js';
import { BirthdayQueries, type EntryRow, type StepRow } from '../birthday.queries.js';
import { PLAIN_STEPS } from '../evening.js';
import { GiftCustody, STANDBY } from '../gift-custody.js';
import { CALL_CHANNELS, CALL_OUTCOMES, isHere } from '../rules/call-cap.js';
import { EVENING_STEPS, type EveningStep, openSteps } from '../rules/evening-steps.js';
import { PAPERS } from '../rules/papers-check.js';
import { BirthdayWords } from './birthday-words.js';
import { callEvent } from './call-event.js';
import { USUAL_VISIT_MS, visitOf } from './usual-visit.js';

export type EntryForm = 'calls' | 'greeting' | 'twin' | 'papers' | 'exemption' | 'visit' | 'step' | 'slip' | 'gift';
type Wrong = { readonly name: EntryForm; readonly problem: FormProblem };

/** The page of one birthday: what is known, what was said, where the evening stands, and the one thing to do next. */
@Injectable()
export class BirthdayEntryPresenter {
  constructor(
    private readonly words: BirthdayWords,
    private readonly day: BirthdayDay,
    private readonly queries: BirthdayQueries,
    private readonly custody: GiftCustody,
    private readonly rooms: RoomsQueries,
    private readonly clock: Clock,
    private readonly reader: Reader,
  ) {}

  async show(desk: DeskContext, id: string, wrong?: Wrong, phone?: string): Promise<object> {
    const { locale } = desk;
    const entry = await this.day.entry(this.reader, desk, id);
    const policy = await this.day.policy(desk);
    const steps = await this.queries.steps(this.reader, id);
    const calls = await this.queries.calls(this.reader, id);
    const history = await this.queries.ofMember(this.reader, desk.store.id, entry.membershipId);
    const called = this.words.called(entry, locale, policy);
    const say = (key: string, params = {}) => this.words.say(locale, key, params);
    const names = { name: called, venue: desk.store.name, date: dateLabel(entry.onDate, locale) };
    return {
      name: `${this.words.masked(entry, locale)} · ${dateLabel(entry.onDate, locale)}`,
      badges: [this.words.standing(entry, desk, policy), ...this.words.marks(entry, locale)],
      wrong:
        wrong?.problem.errors[''] ??
        (wrong && ['step', 'slip', 'twin', 'visit'].includes(wrong.name)
          ? Object.values(wrong.problem.errors)[0]
          : undefined),
      facts: this.facts(entry, locale),
      phone: phone === undefined ? undefined : say('entry.phoneShown', { phone: phone === '' ? '–' : phone }),
      member: mayDo(desk.person.roles, 'members.view') ? `/members/${entry.membershipId}` : undefined,
      hold: entry.holdId === null ? undefined : `/rooms/holds/${entry.holdId}`,
      undo:
        entry.givenAt !== null && mayDo(desk.person.roles, 'birthdays.undoGift') ? `/birthdays/${id}/undo` : undefined,
      document: entry.slipId === null ? undefined : `/documents/${entry.slipId}`,
      corrections: await this.corrections(id, locale),
      steps: this.steps(steps, locale),
      scripts: (['call', 'papers', 'gift'] as const).map((key) => say(`script.${key}`, names)),
      events: calls.toReversed().map((call) => callEvent(this.words, call, locale)),
      history: history
        .filter((past) => past.id !== id)
        .map((past) => ({
          href: `/birthdays/${past.id}`,
          text: dateLabel(past.onDate, locale),
          badge: this.words.standing(past, desk, policy),
          aside: '',
        })),
      ...(await this.forms(desk, entry, steps, wrong)),
    };
  }

  /** What was given to the wrong guest, each with its paper. */
  private async corrections(entryId: string, locale: Locale) {
    const rows = await this.queries.corrections(this.reader, entryId);
    return rows.map(({ documentId, number, at }) => ({
      href: `/documents/${documentId}`,
      text: this.words.say(locale, 'undo.done', { number }),
      badge: undefined,
      aside: dateTime(at),
    }));
  }

  private facts(entry: EntryRow, locale: Locale) {
    const say = (key: string) => this.words.say(locale, key);
    return [
      { label: say('column.phone'), value: this.words.phone(entry) || '–' },
      { label: say('column.day'), value: this.words.birthday(entry, locale) },
      { label: say('entry.card'), value: this.words.card(entry) },
      { label: say('column.call'), value: this.words.attend(entry, locale).text },
      {
        label: say('column.reservation'),
        value: [entry.holdNumber, this.words.time(entry), entry.room].filter(Boolean).join(' · ') || '–',
      },
      { label: say('entry.gift'), value: say(entry.inHand > 0 ? 'entry.inHand' : 'entry.notDrawn') },
      { label: say('entry.lastGift'), value: entry.lastGiftOn ?? say('entry.never') },
    ];
  }

  private steps(done: readonly StepRow[], locale: Locale) {
    const open = openSteps(done.map(({ step }) => step));
    return EVENING_STEPS.map((step) => {
      const row = done.find((each) => each.step === step);
      const exempt = row?.result === 'EXEMPT' ? ` ${this.words.say(locale, 'step.EXEMPT')}` : '';
      return {
        label: this.words.say(locale, `step.${step}`),
        state: row ? 'done' : open[0] === step ? 'now' : 'next',
        note: row ? `${row.byName ?? ''} ${clockTime(row.at)}${exempt}`.trim() : undefined,
      };
    });
  }

  private choices(locale: Locale) {
    const options = (table: string, keys: readonly string[]) =>
      keys.map((value) => ({ value, label: this.words.say(locale, `${table}.${value}`) }));
    return {
      outcomes: options('attend', CALL_OUTCOMES),
      channels: options('call.channel', CALL_CHANNELS),
      twinOptions: options('twin', ['SAME', 'DIFFERENT']),
      paperTypes: options('papers.types', PAPERS),
    };
  }

  /** Only the forms of what this person may do now. */
  private async forms(desk: DeskContext, entry: EntryRow, steps: readonly StepRow[], wrong?: Wrong) {
    const { locale, person } = desk;
    const may = (permission: Permission) => mayDo(person.roles, permission);
    const form = (path: string, name: EntryForm, values = {}) => ({
      ...emptyForm(`/birthdays/${entry.id}/${path}`, uuidv7(), values),
      ...(wrong?.name === name ? wrong.problem : {}),
    });
    const shown = (test: boolean, path: string, name: EntryForm, values = {}) =>
      test ? form(path, name, values) : undefined;
    const open = this.day.isToday(desk, entry) ? openSteps(steps.map(({ step }) => step)) : [];
    const now = (permission: Permission, step: EveningStep) => may(permission) && open.includes(step);
    const plain = Object.entries(PLAIN_STEPS).filter(
      ([step, permission]) => step !== 'VISIT' && open.some((each) => each === step) && may(permission),
    );
    const unsure = entry.undecided > 0 || entry.twinOutcome !== null;
    const called = this.day.today(desk) <= entry.onDate && !isHere(entry);
    const visiting = now(PLAIN_STEPS.VISIT, 'VISIT');
    return {
      ...this.choices(locale),
      calls: shown(may('birthdays.call') && called, 'calls', 'calls', visitOf(entry)),
      reveal: shown(may('birthdays.reveal'), 'phone', 'calls'),
      greeting: shown(may('birthdays.greet') && entry.greetedAt === null, 'greeting', 'greeting', {
        channel: 'IN_PERSON',
      }),
      twin: shown(may('birthdays.decideTwin') && unsure, 'twin', 'twin', { outcome: entry.twinOutcome ?? '' }),
      papers: shown(now('birthdays.checkPapers', 'PAPERS'), 'papers', 'papers', { documentType: 'RESIDENT_ID' }),
      exemption: shown(now('birthdays.exempt', 'PAPERS'), 'exemption', 'exemption'),
      visit: shown(visiting, 'visit', 'visit', { until: '23:30', people: '6' }),
      rooms: visiting && entry.room === null ? await this.freeRooms(desk) : [],
      stepForms: plain.map(([step]) => ({
        form: form(step.toLowerCase(), 'step'),
        label: this.words.say(locale, `stepDo.${step}`),
      })),
      slip: shown(may('birthdays.printSlip') && entry.inHand > 0 && entry.slipId === null, 'slip', 'slip'),
      ...(await this.giving(desk, entry, now('birthdays.giveGift', 'GIFT') ? form('gift', 'gift') : undefined)),
    };
  }

  /** Nothing is given that nobody holds: it is drawn first. */
  private async giving(desk: DeskContext, { inHand }: EntryRow, gift: object | undefined) {
    const standby = inHand > 0 ? [] : await this.standby(desk);
    const held = inHand > 0 || standby.length > 0;
    const draws = mayDo(desk.person.roles, 'birthdays.drawGifts') ? '/birthdays/draw' : undefined;
    return { standby, draws, gift: held ? gift : undefined, drawFirst: !held && gift !== undefined };
  }

  private async standby({ store, locale }: DeskContext) {
    const hand = await this.custody.inHand(this.reader, store.id, STANDBY);
    return hand.map(({ itemId, nameEn, nameZh }) => ({ value: itemId, label: locale === 'en' ? nameEn : nameZh }));
  }

  /** Rooms in which nobody is or is awaited while a party usually stays. */
  private async freeRooms({ store, locale }: DeskContext) {
    const now = this.clock.now();
    const rooms = await this.rooms.freeBetween(this.reader, store.id, { fromAt: now, untilAt: now + USUAL_VISIT_MS });
    return rooms.map(({ id, number, kind, capacity }) => ({
      value: id,
      label: this.words.say(locale, 'visit.room', { number, kind: this.words.roomKind(kind, locale), capacity }),
    }));
  }
}
