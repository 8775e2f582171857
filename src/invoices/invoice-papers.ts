import { Injectable } from '@nestjs/common';
import { I18n } from '../platform/i18n/i18n.js';
import type { Tx } from '../platform/database/tx.js';
import type { CopySpec } from '../platform/printing/copy-frame.js';
import { DocumentsService } from '../platform/printing/documents.service.js';
import { Receipt } from '../platform/printing/receipt.js';
import { dateTime } from '../platform/views/format.js';
import type { InvoiceKind } from './rules/invoice-kinds.js';
import type { DeskContext } from '../staff/desk-context.js';

/** One line of a paper: a text key of this room and its value. */
export interface PaperLine {
  readonly key: string;
  readonly value: string;
  /** Large, for totals. */
  readonly big?: boolean;
}

export interface InvoicePaper {
  readonly kind: string;
  readonly prefix: string;
  readonly titleKey: string;
  /** Centred and emphasised under the title: 「发票已开」. */
  readonly stampKey?: string;
  readonly lines: readonly PaperLine[];
  /** Lists: numbers, ranges; one row each. */
  readonly rows?: readonly (readonly [string, string])[];
  readonly copies: readonly { readonly name: string; readonly sign?: string }[];
}

/** Papers of invoices: what is stapled, signed or sent to the tax office. No guest's personal data stands on them. */
@Injectable()
export class InvoicePapers {
  constructor(
    private readonly documents: DocumentsService,
    private readonly i18n: I18n,
  ) {}

  /** Numbers and stores a paper in the unit of the act it proves. */
  print(tx: Tx, desk: DeskContext, paper: InvoicePaper): Promise<{ id: string; number: string }> {
    return this.documents.create(tx, {
      kind: paper.kind,
      prefix: paper.prefix,
      copies: this.copies(desk, paper),
      personId: null,
      printerId: desk.terminal?.printerId ?? null,
      compose: ({ number, at }) => this.compose(desk, paper, number, at),
    });
  }

  /** 定额发票, 数电票 …, in the language of the desk. */
  kindName({ locale }: DeskContext, kind: InvoiceKind): string {
    return this.i18n.t(locale, `invoices.kinds.${kind}`);
  }

  private compose(desk: DeskContext, paper: InvoicePaper, number: string, at: number): Receipt {
    const say = (key: string) => this.i18n.t(desk.locale, `invoices.paper.${key}`);
    const receipt = new Receipt().title(desk.store.name).heading(say(paper.titleKey));
    if (paper.stampKey !== undefined) receipt.heading(say(paper.stampKey));
    receipt
      .rule()
      .pair(say('number'), number)
      .pair(say('at'), dateTime(at))
      .pair(say('clerk'), `${desk.person.name} ${desk.person.staffNo}`)
      .rule();
    for (const { key, value, big = false } of paper.lines) {
      if (big) receipt.total(say(key), value);
      else receipt.pair(say(key), value);
    }
    if (paper.rows && paper.rows.length > 0) receipt.rule();
    for (const [left, right] of paper.rows ?? []) {
      receipt.columns([{ width: 0 }, { width: 18, align: 'right' }], [left, right]);
    }
    return receipt;
  }

  private copies(desk: DeskContext, { copies }: InvoicePaper): CopySpec[] {
    return copies.map(({ name, sign }) => ({
      name,
      heading: this.i18n.t(desk.locale, `invoices.copy.${name}`),
      ...(sign === undefined ? {} : { signature: this.i18n.t(desk.locale, `invoices.sign.${sign}`) }),
    }));
  }
}
