import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/database/tx.js';
import { I18n } from '../platform/i18n/i18n.js';
import type { CopySpec } from '../platform/printing/copy-frame.js';
import { DocumentsService } from '../platform/printing/documents.service.js';
import { Receipt } from '../platform/printing/receipt.js';
import { dateTime, money } from '../platform/views/format.js';
import { maskCardNo, maskPhone } from '../members/rules/masks.js';
import { salutation, type Title } from '../members/rules/salutation.js';
import { StoresService } from '../venue/stores.service.js';
import { CardWords } from './card-words.js';
import type { FeePayment } from './rules/card-fee.js';

/** Guests get the venue's language, whatever the clerk reads. */
const PAPER = 'zh-CN';

export interface EnrolmentOnPaper {
  readonly personId: string;
  readonly name: string;
  readonly title: Title;
  readonly phone: string | null;
  readonly cardNo: string;
  readonly kindCode: string;
  readonly validUntil: string | null;
  readonly charterNumber: number;
  readonly payment: FeePayment;
  readonly enteredBy: string;
  readonly printerId: string | null;
  readonly ladyTitle: string;
}

/** 办卡单 (BK) and its undo (CX): numbered, two copies, the guest signs the merchant's. */
@Injectable()
export class EnrolmentPaper {
  constructor(
    private readonly documents: DocumentsService,
    private readonly stores: StoresService,
    private readonly i18n: I18n,
    private readonly words: CardWords,
  ) {}

  /** The paper of an activated card; it reminds both sides of the document and the change (003E-098). */
  async enrolled(tx: Tx, paper: EnrolmentOnPaper): Promise<{ id: string; number: string }> {
    const venue = await this.venueName(tx);
    return this.documents.create(tx, {
      kind: 'card-enrolment',
      prefix: 'BK',
      copies: this.copies(),
      personId: paper.personId,
      printerId: paper.printerId,
      compose: ({ number, at }) => {
        const receipt = new Receipt().title(venue).heading(this.t('cards.paper.enrolled')).rule();
        receipt.pair(this.t('cards.paper.number'), number).pair(this.t('cards.paper.at'), dateTime(at));
        this.member(receipt, paper);
        this.fee(receipt.rule(), paper.payment);
        receipt.rule().centre(this.t('cards.paper.activated')).centre(this.t('cards.paper.handBack'));
        return receipt.pair(this.t('cards.paper.by'), paper.enteredBy);
      },
    });
  }

  /** The paper of an enrolment taken back. It bears no name: the person may be gone with it. */
  async undone(
    tx: Tx,
    paper: { original: string; feeFen: number; tender: string | null; by: string; printerId: string | null },
  ): Promise<{ id: string; number: string }> {
    const venue = await this.venueName(tx);
    return this.documents.create(tx, {
      kind: 'card-enrolment-undo',
      prefix: 'CX',
      copies: this.copies(),
      personId: null,
      printerId: paper.printerId,
      compose: ({ number, at }) => {
        const receipt = new Receipt().title(venue).heading(this.t('cards.paper.undone')).rule();
        receipt.pair(this.t('cards.paper.number'), number).pair(this.t('cards.paper.at'), dateTime(at));
        receipt.pair(this.t('cards.paper.original'), paper.original);
        if (paper.tender) receipt.pair(this.t('cards.paper.tender'), this.t(`cards.tender.${paper.tender}`));
        return receipt
          .total(this.t('cards.paper.returned'), money(paper.feeFen))
          .pair(this.t('cards.paper.by'), paper.by);
      },
    });
  }

  private member(receipt: Receipt, paper: EnrolmentOnPaper): void {
    const words = { MR: this.t('members.title.MR'), MS: paper.ladyTitle, GUEST: this.t('members.title.GUEST') };
    receipt.pair(this.t('cards.paper.member'), salutation(paper.name, paper.title, words));
    if (paper.phone) receipt.pair(this.t('cards.paper.phone'), maskPhone(paper.phone));
    receipt.pair(this.t('cards.paper.card'), `${this.words.kind(PAPER, paper.kindCode)} ${maskCardNo(paper.cardNo)}`);
    receipt.pair(this.t('cards.paper.validUntil'), paper.validUntil ?? this.t('cards.withoutEnd'));
    receipt.pair(this.t('cards.paper.charter'), this.t('cards.paper.charterNumber', { number: paper.charterNumber }));
  }

  private fee(receipt: Receipt, { feeFen, tender, receivedFen, changeFen }: FeePayment): void {
    receipt.total(this.t('cards.paper.fee'), money(feeFen));
    if (tender === null) return;
    receipt.pair(this.t('cards.paper.tender'), this.t(`cards.tender.${tender}`));
    if (tender !== 'CASH') return;
    receipt
      .pair(this.t('cards.paper.received'), money(receivedFen))
      .pair(this.t('cards.paper.change'), money(changeFen));
  }

  private copies(): CopySpec[] {
    return [
      { name: 'customer', heading: this.t('printing.copy.customer') },
      { name: 'merchant', heading: this.t('printing.copy.merchant'), signature: this.t('ui.receipt.sign') },
    ];
  }

  private async venueName(tx: Tx): Promise<string> {
    return (await this.stores.venue(tx))?.name ?? this.t('desk.product');
  }

  private t(key: string, params?: Readonly<Record<string, string | number>>): string {
    return this.i18n.t(PAPER, key, params);
  }
}
