import { Injectable } from '@nestjs/common';
import type { ErrorParams } from '../kernel/domain-error.js';
import type { Tx } from '../platform/database/tx.js';
import { I18n } from '../platform/i18n/i18n.js';
import type { Locale } from '../platform/i18n/locale.js';
import type { CopySpec } from '../platform/printing/copy-frame.js';
import { DocumentsService } from '../platform/printing/documents.service.js';
import { Receipt } from '../platform/printing/receipt.js';
import { dateTime, money, points } from '../platform/views/format.js';
import type { DeskContext } from '../staff/desk-context.js';
import { type CashCounts, countTotal, DENOMINATIONS } from './rules/denominations.js';

/** The papers of this room with the letters of their numbers. */
export const SHIFT_PAPERS = {
  float: 'BY',
  drop: 'TK',
  rounding: 'ML',
  counterfeit: 'JB',
  count: 'DC',
  handover: 'JJ',
  remittance: 'JK',
  deposit: 'YH',
  day: 'RJ',
} as const;
export type ShiftPaperKind = keyof typeof SHIFT_PAPERS;

export interface PaperLine {
  readonly label: string;
  readonly value: string;
}

export interface ShiftPaper {
  readonly kind: ShiftPaperKind;
  /** Key below `shifts.paper.title`; the kind itself when left out. */
  readonly title?: string;
  readonly lines: readonly PaperLine[];
  readonly counts?: CashCounts;
  readonly total?: PaperLine;
  /** Keys below `shifts.paper.sign`: who signs: each has a copy, and every copy has a line for each of them (双方签字). */
  readonly signers: readonly string[];
}

/** A series of papers by its letters and, where they are known, its name: `JF 积分单`. */
export function seriesName(i18n: I18n, locale: Locale, prefix: string): string {
  const key = `shifts.series.${prefix}`;
  return i18n.has(key) ? `${prefix} ${i18n.t(locale, key)}` : prefix;
}

/** Papers of drawers and shifts: numbered, kept as printed, one copy for each who signs. No guest stands on them. */
@Injectable()
export class ShiftPapers {
  constructor(
    private readonly documents: DocumentsService,
    private readonly i18n: I18n,
  ) {}

  create(tx: Tx, desk: DeskContext, paper: ShiftPaper): Promise<{ id: string; number: string }> {
    const say = this.sayer(desk);
    return this.documents.create(tx, {
      kind: `shift-${paper.kind}`,
      prefix: SHIFT_PAPERS[paper.kind],
      copies: this.copies(desk, paper.signers),
      personId: null,
      printerId: desk.terminal?.printerId ?? null,
      compose: ({ number, at }) => {
        const receipt = new Receipt()
          .title(desk.store.name)
          .heading(say(`title.${paper.title ?? paper.kind}`))
          .rule();
        receipt
          .pair(say('number'), number)
          .pair(say('at'), dateTime(at))
          .pair(say('clerk'), `${desk.person.name} ${desk.person.staffNo}`)
          .rule();
        for (const { label, value } of paper.lines) receipt.pair(label, value);
        if (paper.counts) this.counted(receipt, desk, paper.counts);
        if (paper.total) receipt.rule().total(paper.total.label, paper.total.value);
        return paper.signers.reduce((signed, signer) => signed.signature(say(`sign.${signer}`)), receipt);
      },
    });
  }

  /** A text of any room, as the lines of the bag name theirs. */
  text({ locale }: DeskContext, key: string, params?: ErrorParams): string {
    return this.i18n.t(locale, key, params);
  }

  /** A text of this room's papers in the clerk's language. */
  say(desk: DeskContext, key: string): string {
    return this.sayer(desk)(key);
  }

  private counted(receipt: Receipt, desk: DeskContext, counts: CashCounts): void {
    const columns = [{ width: 12 }, { width: 12, align: 'right' as const }, { width: 0, align: 'right' as const }];
    for (const value of DENOMINATIONS) {
      const pieces = counts[value] ?? 0;
      if (pieces > 0) receipt.columns(columns, [money(value), `× ${points(pieces)}`, money(value * pieces)]);
    }
    receipt.pair(this.sayer(desk)('counted'), money(countTotal(counts)));
  }

  private copies(desk: DeskContext, signers: readonly string[]): CopySpec[] {
    const say = this.sayer(desk);
    return signers.map((signer) => ({ name: signer, heading: say(`copy.${signer}`) }));
  }

  private sayer({ locale }: DeskContext) {
    return (key: string): string => this.i18n.t(locale, `shifts.paper.${key}`);
  }
}
