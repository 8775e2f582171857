import { Injectable } from '@nestjs/common';
import { giftName } from '../../gifts/gifts.queries.js';
import { I18n } from '../../platform/i18n/i18n.js';
import type { Locale } from '../../platform/i18n/locale.js';
import type { FormModel } from '../../platform/views/form-model.js';
import { dateTime, points, signedPoints } from '../../platform/views/format.js';
import type { Tone } from '../../platform/views/layout-model.js';
import type { DeskContext } from '../../staff/desk-context.js';
import { mayDo, type Permission } from '../../staff/permissions.js';
import { EXCHANGE_DAYS } from './after-redemption.js';
import type { RedemptionRow, StepRow } from './redemptions.queries.js';
import { isOwed } from './undo-redemption.js';

export interface StepForms {
  readonly collection: FormModel;
  readonly exchange: FormModel;
  readonly undo: FormModel;
}

interface Shown {
  readonly row: RedemptionRow;
  readonly steps: readonly StepRow[];
  readonly forms: StepForms;
  readonly print: FormModel;
  readonly isOwn: boolean;
  /** Both copies have been on paper, or on their way to the network printer. */
  readonly isPrinted: boolean;
}

const tones: Record<'given' | 'owed' | 'collected' | 'undone', Tone> = {
  given: 'ok',
  owed: 'warn',
  collected: 'ok',
  undone: 'bad',
};

/** Writes a voucher's page and the lists of vouchers. */
@Injectable()
export class RedemptionPresenter {
  constructor(private readonly i18n: I18n) {}

  show(desk: DeskContext, { row, steps, forms, print, isOwn, isPrinted }: Shown): object {
    const say = this.sayer(desk.locale);
    const alive = row.undoneAt === null;
    return {
      forms,
      print,
      documentNo: row.documentNo,
      badges: [this.badge(desk.locale, row)],
      facts: this.facts(desk.locale, row),
      totals: [
        { label: say('redemption.show.before'), value: points(row.balanceBefore) },
        { label: say('redemption.show.change'), value: signedPoints(0 - row.points) },
      ],
      after: { label: say('redemption.show.after'), value: points(row.balanceBefore - row.points) },
      documentHref: `/documents/${row.documentId}`,
      events: steps.map((step) => this.event(desk.locale, step)),
      canPrint: alive && !isPrinted && can(desk, 'documents.print'),
      canCollect: isOwed(row) && can(desk, 'gifts.collect'),
      canExchange: alive && !isOwed(row) && row.exchanged < row.quantity && can(desk, 'gifts.exchange'),
      exchangeNote: say('redemption.exchange.note', { days: EXCHANGE_DAYS }),
      canUndo: alive && can(desk, 'gifts.undoRedemption'),
      undoLabel: say(isOwn ? 'redemption.undo.do' : 'redemption.undo.send'),
      undoNote: say(isOwn ? 'redemption.undo.note' : 'redemption.undo.remoteNote'),
    };
  }

  list(locale: Locale, { owed, made }: { owed: readonly RedemptionRow[]; made: readonly RedemptionRow[] }): object {
    const say = this.sayer(locale);
    const columns = [
      { label: say('redemption.voucher') },
      { label: say('redemption.gift') },
      { label: say('redemption.points'), align: 'end' },
      { label: say('redemption.by') },
      { label: say('gifts.column.state') },
    ];
    const line = (row: RedemptionRow) => ({
      cells: [
        { text: row.documentNo, href: `/redemptions/${row.id}`, note: dateTime(row.at) },
        { text: `${giftName(row, locale)} × ${row.quantity}` },
        { text: points(row.points) },
        { text: row.clerkName },
        { text: '', badge: this.badge(locale, row) },
      ],
    });
    return { columns, owed: owed.map(line), made: made.map(line) };
  }

  /** One masked line of the desk page for a gift that is owed. */
  owedLine(locale: Locale, row: RedemptionRow): string {
    const gift = giftName(row, locale);
    return this.i18n.t(locale, 'redemption.owed.line', { gift, n: row.quantity, documentNo: row.documentNo });
  }

  private facts(locale: Locale, row: RedemptionRow): object[] {
    const say = this.sayer(locale);
    return [
      {
        label: say('redemption.gift'),
        value: giftName(row, locale),
        note: say('redemption.show.pieces', { n: row.quantity }),
      },
      { label: say('redemption.show.made'), value: dateTime(row.at) },
      { label: say('redemption.by'), value: row.clerkName },
    ];
  }

  private event(locale: Locale, { kind, pieces, reason, documentId, documentNo, byName, at }: StepRow): object {
    const say = this.sayer(locale);
    return {
      time: dateTime(at),
      title: `${say(`redemption.step.${kind}`)} · ${say('redemption.show.pieces', { n: pieces })}`,
      note: reason ?? undefined,
      who: byName,
      tone: kind === 'UNDONE' ? 'bad' : undefined,
      icon: undefined,
      action: { label: documentNo, href: `/documents/${documentId}` },
    };
  }

  private badge(locale: Locale, row: RedemptionRow): { text: string; tone: Tone } {
    const state = stateOf(row);
    return { text: this.i18n.t(locale, `redemption.state.${state}`), tone: tones[state] };
  }

  private sayer(locale: Locale) {
    return (key: string, params?: Readonly<Record<string, string | number>>) => this.i18n.t(locale, key, params);
  }
}

function stateOf(row: RedemptionRow): keyof typeof tones {
  if (row.undoneAt !== null) return 'undone';
  if (isOwed(row)) return 'owed';
  return row.collectedAt === null ? 'given' : 'collected';
}

function can({ person }: DeskContext, permission: Permission): boolean {
  return mayDo(person.roles, permission);
}
