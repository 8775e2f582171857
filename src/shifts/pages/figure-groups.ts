import { Injectable } from '@nestjs/common';
import { Reader } from '../../platform/database/reader.js';
import { I18n } from '../../platform/i18n/i18n.js';
import type { Locale } from '../../platform/i18n/locale.js';
import { dateTime, money, signedMoney } from '../../platform/views/format.js';
import type { DeskContext } from '../../staff/desk-context.js';
import { mayDo } from '../../staff/permissions.js';
import { PolicyService } from '../../venue/policy.service.js';
import { DRAWER_LINES, isAcquirerDifference, lineOf } from '../rules/drawer-equation.js';
import { isLatePosting } from '../rules/shift-times.js';
import { undoable } from '../undo-drawer-act.js';
import {
  ACQUIRED,
  type AccountMoveRow,
  DIFFERENCE_ACCOUNTS,
  differenceFen,
  movesOf,
  type ShiftRow,
} from '../shift-rows.js';
import { ShiftPresenter } from './shift.presenter.js';

interface Group {
  /** Fragment of the page's address: `/shifts/<id>#wechatPay`. */
  readonly id: string;
  readonly title: string;
  readonly moves: readonly AccountMoveRow[];
  readonly sum: (fen: number) => string;
}

/** The fragment under which the rows of a tender stand: `tender.wechatPay` → `wechatPay`. */
export function rowsOfTender(shiftId: string, kind: string): string {
  return `/shifts/${shiftId}#${kind.replace('tender.', '')}`;
}

/** Every figure of a shift down to its rows: cash line by line, each other tender, over and short, and what emptied the drawer. */
@Injectable()
export class FigureGroups {
  constructor(
    private readonly policies: PolicyService,
    private readonly present: ShiftPresenter,
    private readonly i18n: I18n,
    private readonly reader: Reader,
  ) {}

  /** Tables of movements with their papers; `blind` keeps the sums back (H12). */
  async of({ locale, person }: DeskContext, shift: ShiftRow, blind: boolean) {
    const { venue } = await this.policies.current(this.reader, shift.storeId, shift.businessDate);
    const mayUndo = mayDo(person.roles, 'shifts.undoDrawerAct');
    const open: ReadonlySet<string> = mayUndo ? await undoable(this.reader, shift.id) : new Set();
    const groups = [
      ...(await this.cash(locale, shift)),
      ...(await this.tenders(locale, shift)),
      ...(await this.differences(locale, shift)),
    ];
    return groups
      .filter(({ moves }) => moves.length > 0)
      .map(({ id, title, moves, sum }) => ({
        id,
        title,
        aside: blind ? undefined : sum(moves.reduce((total, { amountFen }) => total + amountFen, 0)),
        rows: moves.map((move) => this.row(locale, shift, move, { dayCutoff: venue.dayCutoff, open })),
      }));
  }

  private async cash(locale: Locale, { id }: ShiftRow): Promise<Group[]> {
    const moves = await movesOf(this.reader, id);
    const lines = DRAWER_LINES.map((line) => ({
      id: line,
      title: this.present.say(locale, `equation.${line}`),
      moves: moves.filter((move) => lineOf(move) === line),
      sum: line === 'float' ? money : signedMoney,
    }));
    const settled = moves.filter((move) => lineOf(move) === undefined);
    return [
      ...lines,
      { id: 'settled', title: this.present.say(locale, 'rows.settled'), moves: settled, sum: signedMoney },
    ];
  }

  private async tenders(locale: Locale, { id }: ShiftRow): Promise<Group[]> {
    const moves = (await movesOf(this.reader, id, ACQUIRED)).filter(({ kind }) => !isAcquirerDifference(kind));
    return ACQUIRED.map((account) => ({
      id: account.replace('tender.', ''),
      title: this.present.say(locale, `paper.${account}`),
      moves: moves.filter((move) => move.account === account),
      sum: money,
    }));
  }

  /** Over and short stand apart and are never netted; what took one back stands below nought. */
  private async differences(locale: Locale, { id }: ShiftRow): Promise<Group[]> {
    const moves = await movesOf(this.reader, id, DIFFERENCE_ACCOUNTS);
    return (['over', 'short'] as const).map((side) => ({
      id: side,
      title: this.present.say(locale, side),
      moves: moves
        .filter(({ account }) => account.endsWith(`.${side}`))
        .map((move) => ({ ...move, amountFen: differenceFen(move) })),
      sum: money,
    }));
  }

  private row(
    locale: Locale,
    shift: ShiftRow,
    move: AccountMoveRow,
    { dayCutoff, open }: { dayCutoff: string; open: ReadonlySet<string> },
  ) {
    const late = isLatePosting(shift.businessDate, move.at, dayCutoff);
    return {
      tone: late ? 'warn' : undefined,
      cells: [
        {
          text: dateTime(move.at),
          ...(late ? { badge: { text: this.present.say(locale, 'late'), tone: 'warn' } } : {}),
        },
        { text: this.kind(locale, move.kind), ...this.undo(locale, move, open) },
        { text: move.documentNo, href: `/documents/${move.documentId}` },
        { text: signedMoney(move.amountFen) },
      ],
    };
  }

  /** The way to take it back, or the word that this was done. */
  private undo(locale: Locale, { documentId, undoneById }: AccountMoveRow, open: ReadonlySet<string>) {
    if (undoneById !== null) return { badge: { text: this.present.say(locale, 'undo.badge'), tone: 'warn' as const } };
    if (!open.has(documentId)) return {};
    return { action: { label: this.present.say(locale, 'undo.title'), href: `/drawer/undo/${documentId}` } };
  }

  private kind(locale: Locale, kind: string): string {
    const key = `shifts.kind.${kind}`;
    return this.i18n.has(key) ? this.i18n.t(locale, key) : this.present.say(locale, 'kind.other');
  }
}
