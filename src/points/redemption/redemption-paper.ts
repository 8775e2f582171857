import { Injectable } from '@nestjs/common';
import type { CardHolder } from '../../cards/card-lookup.js';
import { maskCardNo } from '../../members/rules/masks.js';
import { salutation } from '../../members/rules/salutation.js';
import { PersonFields } from '../../members/sealed-person.js';
import type { Tx } from '../../platform/database/tx.js';
import { I18n } from '../../platform/i18n/i18n.js';
import type { CopySpec } from '../../platform/printing/copy-frame.js';
import { DocumentsService } from '../../platform/printing/documents.service.js';
import { Receipt } from '../../platform/printing/receipt.js';
import { dateTime, points } from '../../platform/views/format.js';
import { PolicyService } from '../../venue/policy.service.js';
import { StoresService } from '../../venue/stores.service.js';

/** Guests get the venue's language, whatever the clerk reads. */
const PAPER = 'zh-CN';

const prefixes = { redeemed: 'DH', owed: 'DH', collected: 'LQ', exchanged: 'HH', undone: 'CX' } as const;
export type RedemptionPaperKind = keyof typeof prefixes;

export interface RedemptionOnPaper {
  readonly kind: RedemptionPaperKind;
  readonly holder: CardHolder;
  readonly giftName: string;
  readonly pieces: number;
  /** Points before and what this paper moves; left out where no points move. */
  readonly figures?: { readonly before: number; readonly change: number };
  /** Number of the voucher this paper belongs to. */
  readonly original?: string;
  readonly reason?: string;
  readonly clerkName: string;
  readonly printerId: string | null;
}

/** 积分兑换单 DH (also as 欠货单), 领取单 LQ, 换货单 HH, 撤销单 CX: two copies each, the guest signs the merchant's. */
@Injectable()
export class RedemptionPaper {
  constructor(
    private readonly documents: DocumentsService,
    private readonly stores: StoresService,
    private readonly policies: PolicyService,
    private readonly fields: PersonFields,
    private readonly i18n: I18n,
  ) {}

  async write(tx: Tx, paper: RedemptionOnPaper): Promise<{ id: string; number: string }> {
    const venue = (await this.stores.venue(tx))?.name ?? this.t('desk.product');
    const member = await this.memberLine(tx, paper.holder);
    return this.documents.create(tx, {
      kind: `redemption-${paper.kind}`,
      prefix: prefixes[paper.kind],
      copies: this.copies(),
      personId: paper.holder.personId,
      printerId: paper.printerId,
      compose: ({ number, at }) => {
        const receipt = new Receipt()
          .title(venue)
          .heading(this.t(`redemption.paper.${paper.kind}`))
          .rule();
        receipt.pair(this.t('redemption.paper.number'), number).pair(this.t('redemption.paper.at'), dateTime(at));
        if (paper.original) receipt.pair(this.t('redemption.paper.original'), paper.original);
        receipt.pair(this.t('redemption.paper.member'), member);
        receipt.pair(this.t('redemption.paper.card'), maskCardNo(paper.holder.cardNo)).rule();
        this.body(receipt, paper);
        return receipt.pair(this.t('redemption.paper.by'), paper.clerkName);
      },
    });
  }

  private body(receipt: Receipt, { kind, giftName, pieces, figures, reason }: RedemptionOnPaper): void {
    receipt.total(giftName, this.t('redemption.paper.pieces', { pieces }));
    if (figures) {
      const { before, change } = figures;
      receipt.rule().pair(this.t('redemption.paper.before'), points(before));
      receipt.total(this.t('redemption.paper.change'), change > 0 ? `+${points(change)}` : points(change));
      receipt.pair(this.t('redemption.paper.after'), points(before + change));
    }
    if (reason) receipt.pair(this.t('redemption.paper.reason'), reason);
    receipt.rule();
    if (kind === 'owed') receipt.centre(this.t('redemption.paper.owedNote'));
    if (kind === 'redeemed' || kind === 'collected') receipt.centre(this.t('redemption.paper.checkNote'));
  }

  private async memberLine(tx: Tx, holder: CardHolder): Promise<string> {
    const { storeId, businessDate } = tx.command;
    const { ladyTitle } = (await this.policies.current(tx, storeId, businessDate ?? '')).venue;
    const words = { MR: this.t('members.title.MR'), MS: ladyTitle, GUEST: this.t('members.title.GUEST') };
    const name = salutation(this.fields.name(holder) ?? '', holder.title, words);
    return `${name} ${this.fields.maskedPhone(holder)}`.trim();
  }

  private copies(): CopySpec[] {
    return [
      { name: 'customer', heading: this.t('printing.copy.customer') },
      { name: 'merchant', heading: this.t('printing.copy.merchant'), signature: this.t('ui.receipt.sign') },
    ];
  }

  private t(key: string, params?: Readonly<Record<string, string | number>>): string {
    return this.i18n.t(PAPER, key, params);
  }
}
