import { Injectable } from '@nestjs/common';
import { Reader } from '../../platform/database/reader.js';
import { page, type PageAnswer } from '../../platform/http/page-result.js';
import { dateTime } from '../../platform/views/format.js';
import type { HandedLine } from '../../shifts/rules/bag-lines.js';
import type { DeskContext } from '../../staff/desk-context.js';
import { SafeContents } from '../../venue/safe-contents.js';
import { recentSeals, sealOf, type SealRow, stepsOf, type StepRow } from '../night-rows.js';
import { NightWitness } from '../night-witness.js';
import { NightPresenter } from './night.presenter.js';

const NIGHTS = 60;

interface DayRow {
  readonly businessDate: string;
  readonly documentId: string;
  readonly number: string;
  readonly seq: number;
  readonly seal: string;
  readonly outcome: string | null;
}

interface Kept {
  readonly piles?: readonly HandedLine[];
  readonly contents?: readonly HandedLine[];
  readonly blanks?: readonly { readonly key: string; readonly number: string }[];
  readonly misread?: readonly string[];
}

const DAYS =
  'SELECT s.business_date, s.document_id, d.number, j.seq, j.seal, (SELECT b.outcome FROM night_backup b WHERE b.store_id = s.store_id ' +
  'AND b.business_date = s.business_date ORDER BY b.at DESC, b.id DESC LIMIT 1) AS outcome FROM day_snapshot s JOIN document d ON d.id = s.document_id ' +
  'JOIN journal_entry j ON j.journal_id = s.journal_id WHERE s.store_id = ? ORDER BY s.business_date DESC LIMIT ?';

/** The nights that were sealed, and the story of one: for the manager and for Finance. */
@Injectable()
export class NightHistory {
  constructor(
    private readonly witness: NightWitness,
    private readonly safe: SafeContents,
    private readonly present: NightPresenter,
    private readonly reader: Reader,
  ) {}

  async list({ locale, store }: DeskContext): Promise<PageAnswer> {
    const seals = await recentSeals(this.reader, store.id, NIGHTS);
    const steps = await stepsOf(
      this.reader,
      seals.map(({ id }) => id),
    );
    const days = await this.reader.rows<DayRow>(DAYS, [store.id, NIGHTS]);
    const model = {
      columns: this.present.columns(
        locale,
        ...['night', 'desk', 'seal', 'closer', 'problem', 'sheet', 'ledger', 'backup', 'morning'].map(
          (key) => `history.${key}`,
        ),
      ),
      rows: seals.map((seal) =>
        this.row(
          locale,
          seal,
          steps.filter(({ sealId }) => sealId === seal.id),
          days.find(({ businessDate }) => businessDate === seal.businessDate),
          days.findLast(({ businessDate, outcome }) => businessDate > seal.businessDate && outcome === 'KEPT'),
        ),
      ),
    };
    return page('night/history', model, { titleKey: 'night.history.title' });
  }

  async seal({ locale, store }: DeskContext, sealId: string): Promise<PageAnswer> {
    const seal = await sealOf(this.reader, store.id, sealId);
    const steps = await stepsOf(this.reader, [sealId]);
    const figures = steps.map(({ figures: kept }): Kept => JSON.parse(kept));
    const piles = figures.findLast((kept) => kept.piles)?.piles ?? [];
    const contents = figures.find((kept) => kept.contents)?.contents ?? [];
    const counted = [...piles, ...contents.filter(({ key }) => !piles.some((pile) => pile.key === key))];
    const model = {
      title: this.present.say(locale, 'detail.title', { date: seal.businessDate, desk: seal.deskName }),
      badges: [this.present.badge(locale, seal.state)],
      number: seal.state === 'SEALED' ? undefined : (seal.number ?? undefined),
      columns: this.present.columns(locale, 'detail.thing', 'detail.books', 'detail.counted'),
      counted: this.present.handed(locale, counted, await this.names(locale, seal)),
      events: await Promise.all(steps.map((step, at) => this.event(locale, step, figures[at] ?? {}))),
    };
    return page('night/seal', model, { titleKey: 'night.history.title' });
  }

  private row(locale: DeskContext['locale'], seal: SealRow, steps: readonly StepRow[], day?: DayRow, later?: DayRow) {
    const say = (key: string): string => this.present.say(locale, key);
    const matched = steps.findLast(({ action }) => action === 'match');
    const put = steps.find(({ action }) => action === 'seal');
    return {
      tone: seal.state === 'BROKEN' ? 'bad' : undefined,
      cells: [
        { text: seal.businessDate, href: `/night/seals/${seal.id}`, strong: true },
        { text: seal.deskName },
        { text: seal.state === 'SEALED' ? '' : (seal.number ?? '') },
        { text: put?.byName ?? '' },
        matched?.problem ? { text: matched.problem, tone: 'bad' } : { text: say('history.noProblem') },
        day ? { text: day.number, href: `/documents/${day.documentId}` } : { text: '' },
        { text: day ? `#${day.seq} ${day.seal.slice(0, 6)}` : '' },
        this.copied(locale, day, later),
        { text: '', badge: this.present.badge(locale, seal.state) },
      ],
    };
  }

  /** A night without a copy of its own lies in the next later one. */
  private copied(locale: DeskContext['locale'], day: DayRow | undefined, later: DayRow | undefined) {
    const say = (key: string, params = {}): string => this.present.say(locale, `backup.${key}`, params);
    if (day?.outcome === 'KEPT' || day?.outcome === 'ELSEWHERE') return { text: say(day.outcome, { time: '' }) };
    if (day && later) return { text: say('within', { date: later.businessDate.slice(5) }) };
    return day?.outcome === 'FAILED'
      ? { text: '', badge: { text: say('FAILED'), tone: 'bad' } }
      : { text: say('none') };
  }

  private async event(locale: DeskContext['locale'], step: StepRow, { misread }: Kept) {
    const who = await this.second(locale, step);
    const wrong = misread?.map((key) => (key === 'seal' ? this.present.say(locale, 'detail.sealThing') : key)) ?? [];
    return {
      time: dateTime(step.at),
      title: this.present.say(locale, `detail.action.${step.action}`),
      note: [
        step.problem ?? '',
        wrong.length > 0 ? this.present.say(locale, 'detail.misread', { things: wrong.join('、') }) : '',
      ]
        .filter((text) => text !== '')
        .join(' · '),
      who: who === '' ? step.byName : `${step.byName} + ${who}`,
      tone: ['misread', 'alarm'].includes(step.action) ? 'bad' : undefined,
      icon: undefined,
      action:
        step.documentId === null ? undefined : { label: step.documentNo ?? '', href: `/documents/${step.documentId}` },
    };
  }

  /** A guard without a number is named here, where nights are looked into, and nowhere else. */
  private async second(locale: DeskContext['locale'], step: StepRow): Promise<string> {
    if (step.secondName !== null) return step.secondName;
    if (step.attesterName === null) return '';
    const badge = await this.witness.badgeOf(this.reader, step);
    if (!badge) return this.present.say(locale, 'detail.erased');
    return this.present.say(locale, 'detail.withBadge', {
      name: badge.name,
      badge: badge.badge,
      attester: step.attesterName,
    });
  }

  private async names(locale: DeskContext['locale'], seal: SealRow): Promise<Map<string, string>> {
    const night = { ...seal, last: true };
    const lines = [...(await this.safe.piles(this.reader, night)), ...(await this.safe.contents(this.reader, night))];
    return new Map(lines.map((line) => [line.key, this.present.label(locale, line)]));
  }
}
