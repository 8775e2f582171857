import { Injectable } from '@nestjs/common';
import type { ErrorParams } from '../../kernel/domain-error.js';
import { I18n } from '../../platform/i18n/i18n.js';
import type { Locale } from '../../platform/i18n/locale.js';
import { dateTime, points } from '../../platform/views/format.js';
import type { Tone } from '../../platform/views/layout-model.js';
import { type HandedLine, isCounted } from '../../shifts/rules/bag-lines.js';
import type { HandoverLine } from '../../venue/handover-parts.js';
import type { DeskEnd, SealRow } from '../night-rows.js';
import type { NightState } from '../rules/night-life.js';

/** How a desk stands tonight: its shifts first, then its seal. */
export type DeskStanding = 'OPEN' | 'READY' | NightState;

const tones: Readonly<Record<DeskStanding, Tone>> = {
  OPEN: 'info',
  READY: 'warn',
  MATCHED: 'warn',
  SEALED: 'ok',
  BROKEN: 'bad',
  CLEARED: 'warn',
  ACCEPTED: 'plain',
};

/** Nights and their seals in the words of the reader. */
@Injectable()
export class NightPresenter {
  constructor(private readonly i18n: I18n) {}

  say(locale: Locale, key: string, params?: ErrorParams): string {
    return this.i18n.t(locale, `night.${key}`, params);
  }

  text(locale: Locale, key: string, params?: ErrorParams): string {
    return this.i18n.t(locale, key, params);
  }

  badge(locale: Locale, standing: DeskStanding): { text: string; tone: Tone } {
    return { text: this.say(locale, `state.${standing}`), tone: tones[standing] };
  }

  columns(locale: Locale, ...keys: readonly string[]) {
    return keys.map((key) => ({ label: key === '' ? '' : this.say(locale, key) }));
  }

  /** Desks of tonight, each a link to what is to be done there. */
  deskRows(locale: Locale, ends: readonly DeskEnd[], seals: readonly SealRow[]) {
    return ends.map((end) => {
      const seal = seals.find(({ id }) => id === end.sealId);
      const standing = standingOf(end);
      return {
        tone: standing === 'BROKEN' ? 'bad' : undefined,
        cells: [
          { text: end.deskName, strong: true, href: `/night/desks/${end.deskId}` },
          { text: end.clerkName },
          { text: '', badge: this.badge(locale, standing) },
          { text: standing === 'SEALED' ? '' : (seal?.number ?? '') },
          ['READY', 'MATCHED', 'BROKEN', 'CLEARED'].includes(standing)
            ? { text: '', action: { label: this.say(locale, 'duty.do'), href: `/night/desks/${end.deskId}` } }
            : { text: '' },
        ],
      };
    });
  }

  /** Piles and contents: what a hand counts gets a field, the rest stands as the books know it. */
  lines(locale: Locale, lines: readonly HandoverLine[]) {
    return {
      counted: lines.filter(isCounted).map((line) => ({ name: `line-${line.key}`, label: this.label(locale, line) })),
      known: lines
        .filter((line) => !isCounted(line))
        .map((line) => ({ label: this.label(locale, line), value: points(line.expected), note: undefined })),
    };
  }

  /** Lines as they were counted, books beside hand. */
  handed(locale: Locale, handed: readonly HandedLine[], names: ReadonlyMap<string, string>) {
    return handed.map(({ key, expected, counted }) => ({
      tone: counted !== null && counted !== expected ? 'bad' : undefined,
      cells: [
        { text: names.get(key) ?? this.nameOf(locale, key) },
        { text: points(expected) },
        { text: points(counted ?? expected) },
      ],
    }));
  }

  label(locale: Locale, { labelKey, labelParams }: Pick<HandoverLine, 'labelKey' | 'labelParams'>): string {
    return this.text(locale, labelKey, labelParams);
  }

  when(at: number | null): string {
    return at === null ? '' : dateTime(at);
  }

  private nameOf(locale: Locale, key: string): string {
    return this.i18n.has(`night.contents.${key}`) ? this.i18n.t(locale, `night.contents.${key}`) : key;
  }
}

export function standingOf({ open, sealed, sealState }: DeskEnd): DeskStanding {
  if (sealState === 'BROKEN') return sealState;
  if (open > 0) return 'OPEN';
  if (sealState === null || (sealed !== 1 && sealState !== 'MATCHED')) return 'READY';
  return sealState;
}
