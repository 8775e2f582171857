import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/database/tx.js';
import { I18n } from '../platform/i18n/i18n.js';
import { DocumentsService } from '../platform/printing/documents.service.js';
import { Receipt } from '../platform/printing/receipt.js';
import { dateTime, points, signedPoints } from '../platform/views/format.js';
import { StoresService } from '../venue/stores.service.js';

/** The venue's own papers are in the venue's language, whatever the clerk reads. */
const PAPER = 'zh-CN';

const prefixes = { restock: 'RK', setAside: 'BH', returned: 'TH', counted: 'PD', ended: 'TQ' } as const;
export type StockPaperKind = keyof typeof prefixes;

export interface StockPaper {
  readonly kind: StockPaperKind;
  /** One line a gift: what moved and how many pieces; negative when they are missing. */
  readonly lines: readonly { readonly name: string; readonly pieces: number }[];
  /** Supplier, activity or reason. */
  readonly note: string;
  /** Why, where the note says what. */
  readonly reason?: string;
  /** The two who counted. */
  readonly counters?: string;
}

/** Papers of the gift stock: 入库单 RK, 活动备货单 BH, 退库单 TH, 盘点单 PD, 提前结束单 TQ. One copy; printed from the desk when wanted. */
@Injectable()
export class GiftPaper {
  constructor(
    private readonly documents: DocumentsService,
    private readonly stores: StoresService,
    private readonly i18n: I18n,
  ) {}

  async write(tx: Tx, { kind, lines, note, reason, counters }: StockPaper): Promise<{ id: string; number: string }> {
    const venue = (await this.stores.venue(tx))?.name ?? this.t('desk.product');
    return this.documents.create(tx, {
      kind: `gift-${kind}`,
      prefix: prefixes[kind],
      copies: [{ name: 'store', heading: this.t('gifts.paper.store'), signature: this.t('gifts.paper.handler') }],
      personId: null,
      printerId: null,
      compose: ({ number, at }) => {
        const receipt = new Receipt()
          .title(venue)
          .heading(this.t(`gifts.paper.${kind}`))
          .rule();
        receipt.pair(this.t('gifts.paper.number'), number).pair(this.t('gifts.paper.at'), dateTime(at));
        receipt.pair(this.t(`gifts.paper.note.${kind}`), note);
        if (reason !== undefined) receipt.pair(this.t('gifts.paper.reason'), reason);
        if (counters !== undefined) receipt.pair(this.t('gifts.paper.counters'), counters);
        receipt.rule();
        for (const { name, pieces } of lines)
          receipt.pair(name, kind === 'counted' ? signedPoints(pieces) : points(pieces));
        return receipt.rule();
      },
    });
  }

  private t(key: string): string {
    return this.i18n.t(PAPER, key);
  }
}
