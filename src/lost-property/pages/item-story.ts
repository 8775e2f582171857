import { Injectable } from '@nestjs/common';
import { Reader } from '../../platform/database/reader.js';
import type { Locale } from '../../platform/i18n/locale.js';
import { dateTime } from '../../platform/views/format.js';
import { type AdditionRow, Additions } from '../additions.js';
import { Claims } from '../claims.js';
import { Contacts } from '../contacts.js';
import { LostQueries, type StepRow } from '../lost.queries.js';
import { type PassingRow, Passings } from '../passings.js';
import { LostWordsPresenter } from './lost-words.presenter.js';

/** What happened to one thing: each hand it went through, whom the desk called, who claimed it. */
@Injectable()
export class ItemStory {
  constructor(
    private readonly words: LostWordsPresenter,
    private readonly queries: LostQueries,
    private readonly contactLog: Contacts,
    private readonly claimLog: Claims,
    private readonly passings: Passings,
    private readonly additions: Additions,
    private readonly reader: Reader,
  ) {}

  async events(itemId: string, locale: Locale) {
    const steps = (await this.queries.steps(itemId)).map((step) => ({ at: step.at, event: this.event(step, locale) }));
    const keys = (await this.passings.of(itemId, 'KEY')).map((passing) => ({
      at: passing.at,
      event: this.keyPassed(passing, locale),
    }));
    const added = (await this.additions.of(this.reader, itemId)).map((row) => ({
      at: row.at,
      event: this.added(row, locale),
    }));
    return [...steps, ...keys, ...added].toSorted((a, b) => b.at - a.at).map(({ event }) => event);
  }

  /** Twice a day, so a list of its own: which shift carried it. */
  async handovers(itemId: string, locale: Locale) {
    const rows = await this.passings.of(itemId, 'SHIFT');
    return rows.map(({ template, fromName, toName, at }) => ({
      text: this.words.say(locale, 'passing.shift', { shift: template ?? '', from: fromName, to: toName }),
      who: dateTime(at),
    }));
  }

  async contacts(itemId: string, locale: Locale) {
    const rows = await this.contactLog.of(this.reader, itemId);
    return rows.map(({ channel, outcome, note, byName, at }) => ({
      text: `${this.words.say(locale, `contact.channels.${channel}`)} · ${this.words.say(locale, `contact.outcomes.${outcome}`)}`,
      note: note ?? undefined,
      who: `${dateTime(at)} ${byName}`,
    }));
  }

  async claims(itemId: string, locale: Locale) {
    const rows = await this.claimLog.ofItem(this.reader, itemId);
    return rows.map(({ id, outcome, byName, at }) => ({
      href: `/lost/claims/${id}`,
      text: `${dateTime(at)} ${this.words.say(locale, 'item.claimBy', { name: byName })}`,
      badge: {
        text: this.words.say(locale, `claim.outcome.${outcome ?? 'OPEN'}`),
        tone: outcome === 'RELEASED' ? 'ok' : outcome === null ? 'warn' : 'plain',
      },
      aside: undefined,
    }));
  }

  private keyPassed({ at, fromName, toName, documentId, documentNo }: PassingRow, locale: Locale) {
    return {
      time: dateTime(at),
      title: this.words.say(locale, 'passing.key'),
      note: undefined,
      who: `${fromName} → ${toName}`,
      tone: undefined,
      icon: undefined,
      action: paperOf(documentId, documentNo),
    };
  }

  /** That something was added, and by whom; what it says stands with the details. */
  private added({ at, byName, sealedFeatures, sealedQuestion }: AdditionRow, locale: Locale) {
    const what = [sealedFeatures === null ? [] : ['features'], sealedQuestion === null ? [] : ['question']].flat();
    return {
      time: dateTime(at),
      title: this.words.say(locale, 'item.added'),
      note: what.map((key) => this.words.say(locale, `item.${key}`)).join(' · '),
      who: byName,
      tone: undefined,
      icon: undefined,
      action: undefined,
    };
  }

  private event(step: StepRow, locale: Locale) {
    const { documentId, documentNo } = step;
    return {
      time: dateTime(step.at),
      title: this.words.say(locale, `action.${step.action}`),
      note: [step.place, step.note].filter((part) => part !== null).join(' · ') || undefined,
      who: [step.byName, step.coSignerName, step.witnessName].filter((name) => name !== null).join(' + '),
      tone: undefined,
      icon: undefined,
      action: paperOf(documentId, documentNo),
    };
  }
}

function paperOf(documentId: string | null, number: string | null) {
  return documentId === null || number === null ? undefined : { href: `/documents/${documentId}`, label: number };
}
