import { Injectable } from '@nestjs/common';
import { type CardHolder, CardLookup } from '../../cards/card-lookup.js';
import { maskCardNo, maskIdNumber, maskName } from '../../members/rules/masks.js';
import { PersonFields } from '../../members/sealed-person.js';
import type { Tx } from '../../platform/database/tx.js';
import { I18n } from '../../platform/i18n/i18n.js';
import type { CopySpec } from '../../platform/printing/copy-frame.js';
import { DocumentsService, type DocumentStamp } from '../../platform/printing/documents.service.js';
import { Receipt } from '../../platform/printing/receipt.js';
import { dateTime, money } from '../../platform/views/format.js';
import { StoresService } from '../../venue/stores.service.js';
import type { RefundHand } from './refund-hand.js';
import { keyOf, type RefundInput } from './refund-input.js';
import type { RefundPlan } from './refund-plans.js';
import type { LineRow, RefundRow } from './refunds.queries.js';
import type { PayWay } from './rules/pay-routes.js';

/** Guests get the venue's language, whatever the clerk reads. */
const PAPER = 'zh-CN';

interface Sheet {
  readonly kind: string;
  readonly prefix: string;
  readonly titleKey: string;
  readonly personId: string;
  readonly hand: RefundHand;
  readonly body: (receipt: Receipt) => void;
}

type Written = { id: string; number: string };

/** 退款单 TD, 退款付款单 TF, 退款撤销单 TX: two copies each, the guest signs the merchant's. */
@Injectable()
export class RefundPapers {
  constructor(
    private readonly documents: DocumentsService,
    private readonly stores: StoresService,
    private readonly cards: CardLookup,
    private readonly fields: PersonFields,
    private readonly i18n: I18n,
  ) {}

  /** What the guest takes home when the refund is accepted; with an invoice still standing it is the 退款受理单 (H14). */
  accepted(tx: Tx, plan: RefundPlan, input: RefundInput, hand: RefundHand): Promise<Written> {
    const waits = plan.invoiced.length > 0;
    const body = (receipt: Receipt) => {
      this.member(receipt, plan.holder)
        .pair(this.t('causeLabel'), this.i18n.t(PAPER, `refunds.cause.${input.cause}`))
        .rule();
      for (const lot of plan.quote.lots) this.lot(receipt, plan, lot.lotId);
      receipt.rule().pair(this.t('refund'), money(plan.quote.refundFen));
      if (input.giftOffsetFen > 0)
        receipt.pair(this.t('giftOffset'), money(-input.giftOffsetFen)).text(input.giftReason);
      receipt.total(this.t('pays'), money(plan.payFen));
      for (const { way, amountFen } of plan.lines)
        receipt.pair(this.i18n.t(PAPER, `refunds.way.${way}`), money(amountFen));
      if (plan.quote.residueFen > 0) receipt.pair(this.t('residue'), money(plan.quote.residueFen));
      if (plan.quote.bonusCancelledFen + plan.quote.bonusResidueFen > 0)
        receipt.pair(this.t('bonusGone'), money(plan.quote.bonusCancelledFen + plan.quote.bonusResidueFen));
      this.receiver(receipt, input);
      receipt.rule().text(this.t(waits ? 'waitsForRed' : 'interestNote'));
    };
    return this.write(tx, {
      hand,
      body,
      kind: 'refund',
      prefix: 'TD',
      titleKey: waits ? 'titleWaiting' : 'title',
      personId: keyOf(plan.holder),
    });
  }

  async paid(
    tx: Tx,
    refund: RefundRow,
    line: LineRow & { readonly way: PayWay; readonly interestFen: number },
    hand: RefundHand,
  ): Promise<Written> {
    const holder = await this.cards.byMembership(tx, refund.membershipId);
    const body = (receipt: Receipt) => {
      if (holder) this.member(receipt, holder);
      receipt.pair(this.t('refundNo'), refund.documentNo).rule();
      receipt.pair(this.t('amount'), money(line.amountFen)).pair(this.t('interest'), money(line.interestFen));
      receipt.total(this.t('paidOut'), money(line.amountFen + line.interestFen));
      receipt.pair(this.t('wayLabel'), this.i18n.t(PAPER, `refunds.way.${line.way}`));
      if (line.reference !== null) receipt.pair(this.t('reference'), line.reference);
    };
    return this.write(tx, {
      hand,
      body,
      kind: 'refund-payment',
      prefix: 'TF',
      titleKey: 'titlePaid',
      personId: refund.personId,
    });
  }

  async cancelled(tx: Tx, refund: RefundRow, reason: string, hand: RefundHand): Promise<Written> {
    const holder = await this.cards.byMembership(tx, refund.membershipId);
    const body = (receipt: Receipt) => {
      if (holder) this.member(receipt, holder);
      receipt.pair(this.t('refundNo'), refund.documentNo).pair(this.t('refund'), money(refund.refundFen));
      receipt.rule().text(this.t('backOnCard')).pair(this.t('reason'), reason);
    };
    return this.write(tx, {
      hand,
      body,
      kind: 'refund-cancelled',
      prefix: 'TX',
      titleKey: 'titleCancelled',
      personId: refund.personId,
    });
  }

  private async write(tx: Tx, { kind, prefix, titleKey, personId, hand, body }: Sheet): Promise<Written> {
    const venue = (await this.stores.venue(tx))?.name ?? this.i18n.t(PAPER, 'desk.product');
    return this.documents.create(tx, {
      kind,
      prefix,
      personId,
      copies: this.copies(),
      printerId: hand.printerId,
      compose: ({ number, at }: DocumentStamp) => {
        const receipt = new Receipt().title(venue).heading(this.t(titleKey)).rule();
        receipt.pair(this.t('number'), number).pair(this.t('at'), dateTime(at));
        body(receipt);
        return receipt.rule().pair(this.t('by'), hand.name);
      },
    });
  }

  private lot(receipt: Receipt, { lots, quote }: RefundPlan, lotId: string): void {
    const lot = lots.find((held) => held.lotId === lotId);
    const told = quote.lots.find((quoted) => quoted.lotId === lotId);
    if (!lot || !told) return;
    receipt
      .pair(lot.documentNo, money(lot.soldPrincipalFen))
      .pair(this.t('basisLabel'), this.i18n.t(PAPER, `refunds.basis.${told.basis}`))
      .pair(this.t('used'), money(told.usedFen))
      .pair(this.t('lotRefund'), money(told.refundFen));
  }

  private member(receipt: Receipt, holder: CardHolder): Receipt {
    const name = `${this.fields.maskedName(holder)} ${this.fields.maskedPhone(holder)}`.trim();
    return receipt.pair(this.t('member'), name).pair(this.t('card'), maskCardNo(holder.cardNo));
  }

  private receiver(receipt: Receipt, { receiver }: RefundInput): void {
    const { kind, name, idNumber, bank, account, accountName, authority, authorityNo } = receiver;
    receipt
      .rule()
      .pair(this.i18n.t(PAPER, `refunds.receiver.${kind}`), maskName(name))
      .pair(this.t('idNumber'), maskIdNumber(idNumber));
    if (authority !== null) receipt.pair(this.i18n.t(PAPER, `refunds.authority.${authority}`), authorityNo);
    if (account === '') return;
    receipt
      .pair(this.t('account'), `${bank} **** ${account.slice(-4)}`)
      .pair(this.t('accountName'), maskName(accountName));
  }

  private copies(): CopySpec[] {
    return [
      { name: 'customer', heading: this.i18n.t(PAPER, 'printing.copy.customer') },
      {
        name: 'merchant',
        heading: this.i18n.t(PAPER, 'printing.copy.merchant'),
        signature: this.i18n.t(PAPER, 'ui.receipt.sign'),
      },
    ];
  }

  private t(key: string): string {
    return this.i18n.t(PAPER, `refunds.paper.${key}`);
  }
}
