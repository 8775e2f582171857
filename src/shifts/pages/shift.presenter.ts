import { Injectable } from '@nestjs/common';
import { I18n } from '../../platform/i18n/i18n.js';
import type { Locale } from '../../platform/i18n/locale.js';
import { clockTime, dateTime, money, signedMoney } from '../../platform/views/format.js';
import type { Tone } from '../../platform/views/layout-model.js';
import type { DeskContext } from '../../staff/desk-context.js';
import { mayDo } from '../../staff/permissions.js';
import type { HandoverLine } from '../../venue/handover-parts.js';
import type { Ask } from '../rules/bag-lines.js';
import { DRAWER_LINES, drawerEquation } from '../rules/drawer-equation.js';
import type { ShiftState } from '../rules/shift-life.js';
import { type DrawerMoveRow, handlerOf, type ShiftRow } from '../shift-rows.js';
import type { ShiftStepRow } from '../shift-steps.js';

export interface Badge {
  readonly text: string;
  readonly tone: Tone;
}

const tones: Readonly<Record<ShiftState, Tone>> = {
  OPEN: 'ok',
  CUT: 'warn',
  COUNTED: 'warn',
  SIGNED: 'info',
  REFUSED: 'bad',
  ACCEPTED: 'info',
  CLOSED: 'plain',
};

const FIGURES: readonly string[] = [
  'amount',
  'pieces',
  'shifts',
  'counted',
  'expected',
  'over',
  'short',
  'books',
  ...DRAWER_LINES,
  'bagged',
];

/** Shifts and their drawers in the words of the reader. */
@Injectable()
export class ShiftPresenter {
  constructor(private readonly i18n: I18n) {}

  say(locale: Locale, key: string, params?: Readonly<Record<string, string | number>>): string {
    return this.i18n.t(locale, `shifts.${key}`, params);
  }

  /** A text of any room, as parts of the handover name theirs. */
  text(locale: Locale, key: string, params?: Readonly<Record<string, string | number>>): string {
    return this.i18n.t(locale, key, params);
  }

  /** What a hand is asked to count. */
  asked(locale: Locale, { lines: [line], isPile }: Ask<HandoverLine>): string {
    if (isPile && line.pile) return this.text(locale, line.pile.labelKey);
    return this.text(locale, line.labelKey, line.labelParams);
  }

  name(locale: Locale, { template, clerkName }: Pick<ShiftRow, 'template' | 'clerkName'>): string {
    return this.say(locale, 'name', { template, clerk: clerkName });
  }

  badges(locale: Locale, shift: ShiftRow): Badge[] {
    return [
      { text: shift.businessDate, tone: 'plain' },
      { text: this.say(locale, `state.${shift.state}`), tone: tones[shift.state] },
      ...(shift.takerName === null
        ? []
        : [{ text: this.say(locale, 'takenOver', { who: shift.takerName }), tone: 'bad' as const }]),
    ];
  }

  /** Lines of the equation, each with the way to its rows; a line of nought is left out, but for float and sales. */
  equation(locale: Locale, shift: ShiftRow, moves: readonly DrawerMoveRow[]) {
    const { lines, expectedFen } = drawerEquation(moves);
    const rows = DRAWER_LINES.filter((line) => line === 'float' || line === 'cashIn' || lines[line] !== 0).map(
      (line) => ({
        cells: [
          { text: this.say(locale, `equation.${line}`), href: `/shifts/${shift.id}#${line}` },
          { text: line === 'float' ? money(lines[line]) : signedMoney(lines[line]) },
        ],
      }),
    );
    return { rows, expected: money(expectedFen), expectedFen };
  }

  /**
   * Whoever will count this drawer, and everybody at the counter, sees its papers one by one but no sum of them until the
   * count stands (H12); those who look at Finance's pages see all of it, unless the drawer is their own.
   */
  isBlind({ person }: DeskContext, shift: ShiftRow): boolean {
    const uncounted = shift.state === 'OPEN' || shift.state === 'CUT' || shift.state === 'REFUSED';
    return uncounted && (handlerOf(shift) === person.id || !mayDo(person.roles, 'finance.view'));
  }

  columns(locale: Locale, ...keys: readonly string[]) {
    return keys.map((key) => ({
      label: this.say(locale, `column.${key}`),
      align: FIGURES.includes(key) ? 'end' : undefined,
    }));
  }

  /** Who did what and when, with whom and why: the incoming clerk answers for accepting and refusing, the supervisor stood by. */
  steps(locale: Locale, rows: readonly ShiftStepRow[]) {
    return rows.map(({ action, reason, byName, witnessName, at }) => {
      const answered = action === 'accept' || action === 'refuse';
      const beside = answered || witnessName === null ? '' : this.say(locale, 'step.beside', { who: witnessName });
      return {
        time: dateTime(at),
        title: this.say(locale, `step.${action}`),
        note: [reason ?? '', beside].filter((text) => text !== '').join(' · '),
        who: answered ? (witnessName ?? byName) : byName,
        tone: action === 'refuse' ? 'bad' : 'plain',
      };
    });
  }

  /** Why the next clerk did not take it, for whoever counts once more. */
  refusal(locale: Locale, { state }: ShiftRow, steps: readonly ShiftStepRow[]): string | undefined {
    const refused = steps.findLast(({ action }) => action === 'refuse');
    if (state !== 'REFUSED' || !refused) return undefined;
    const { witnessName, byName, reason, at } = refused;
    return this.say(locale, 'refuse.why', {
      who: witnessName ?? byName,
      time: clockTime(at),
      reason: reason ?? '',
    });
  }

  opened(locale: Locale, shift: ShiftRow): string {
    return this.say(locale, 'opened', { time: clockTime(shift.openedAt), desk: shift.deskName });
  }
}
