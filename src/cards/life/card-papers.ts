import { Injectable } from '@nestjs/common';
import type { SqlReads } from '../../platform/database/sql-reads.js';
import type { Tx } from '../../platform/database/tx.js';
import { I18n } from '../../platform/i18n/i18n.js';
import type { CopySpec } from '../../platform/printing/copy-frame.js';
import { DocumentsService } from '../../platform/printing/documents.service.js';
import { Receipt } from '../../platform/printing/receipt.js';
import { dateTime } from '../../platform/views/format.js';
import type { ParkedAct } from '../../staff/approvals/approvable-acts.js';
import type { DeskContext } from '../../staff/desk-context.js';
import { StoresService } from '../../venue/stores.service.js';

/** Guests get the venue's language, whatever the clerk reads. */
export const PAPER_LOCALE = 'zh-CN';

/** Kinds of paper, with the letters their numbers begin with. */
export const CARD_PAPERS = {
  unit: 'DK',
  unitUndone: 'DC',
  activation: 'QY',
  unnamed: 'BJ',
  loss: 'GS',
  replacement: 'BU',
  exchange: 'HK',
  handover: 'FK',
  transfer: 'GH',
  renewal: 'XQ',
  end: 'XK',
  received: 'KR',
  moved: 'KL',
  spoilt: 'KZ',
  counted: 'KP',
} as const;
export type CardPaperKind = keyof typeof CARD_PAPERS;

/** Who stands on the paper, and where it is printed. */
export interface ActingClerk {
  readonly name: string;
  readonly printerId: string | null;
}

export interface CardPaper {
  readonly kind: CardPaperKind;
  readonly clerk: ActingClerk;
  /** Whose data stands on it: it is sealed under that person's key. */
  readonly personId: string | null;
  /** Text keys below `cardlife.paper.line`, with finished values. */
  readonly lines: readonly (readonly [key: string, value: string])[];
  /** Lines of small print, finished texts. */
  readonly notes?: readonly string[];
  /** A guest gets one copy and signs the other; a paper of the house is signed by both hands. */
  readonly copies: 'GUEST' | 'HOUSE';
}

/** Papers of the life of a card. Whole numbers and names stand on none of them. */
@Injectable()
export class CardPapers {
  constructor(
    private readonly documents: DocumentsService,
    private readonly stores: StoresService,
    private readonly i18n: I18n,
  ) {}

  async write(tx: Tx, paper: CardPaper): Promise<{ id: string; number: string }> {
    const venue = (await this.stores.venue(tx))?.name ?? this.t('desk.product');
    return this.documents.create(tx, {
      kind: `card-${paper.kind}`,
      prefix: CARD_PAPERS[paper.kind],
      copies: paper.copies === 'GUEST' ? this.guestCopies() : this.houseCopies(),
      personId: paper.personId,
      printerId: paper.clerk.printerId,
      compose: ({ number, at }) => {
        const receipt = new Receipt()
          .title(venue)
          .heading(this.t(`cardlife.paper.title.${paper.kind}`))
          .rule();
        receipt.pair(this.t('cards.paper.number'), number).pair(this.t('cards.paper.at'), dateTime(at));
        for (const [key, value] of paper.lines) receipt.pair(this.t(`cardlife.paper.line.${key}`), value);
        if (paper.notes?.length) receipt.rule();
        for (const note of paper.notes ?? []) receipt.text(note);
        return receipt.rule().pair(this.t('cards.paper.by'), paper.clerk.name);
      },
    });
  }

  /** A word of the room in the language of the papers. */
  t(key: string, params?: Readonly<Record<string, string | number>>): string {
    return this.i18n.t(PAPER_LOCALE, key, params);
  }

  private guestCopies(): CopySpec[] {
    return [
      { name: 'customer', heading: this.t('printing.copy.customer') },
      { name: 'merchant', heading: this.t('printing.copy.merchant'), signature: this.t('ui.receipt.sign') },
    ];
  }

  private houseCopies(): CopySpec[] {
    return [
      {
        name: 'keep',
        heading: this.t('cardlife.paper.copy.keep'),
        signature: this.t('cardlife.paper.copy.bothSign'),
      },
    ];
  }
}

export function clerkAtDesk({ person, terminal }: DeskContext): ActingClerk {
  return { name: `${person.name} ${person.staffNo}`, printerId: terminal?.printerId ?? null };
}

/** The clerk who asked stands on the paper of an act approved elsewhere, and it is printed at that desk. */
export async function clerkWhoAsked(db: SqlReads, { requestedBy, terminalId }: ParkedAct): Promise<ActingClerk> {
  const row = await db.one<{ name: string; staffNo: string; printerId: string | null }>(
    'SELECT name, staff_no, (SELECT printer_id FROM terminal WHERE id = ?) AS printer_id FROM staff WHERE id = ?',
    [terminalId, requestedBy],
  );
  return { name: row ? `${row.name} ${row.staffNo}` : '', printerId: row?.printerId ?? null };
}
