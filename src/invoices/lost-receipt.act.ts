import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { DomainError } from '../kernel/domain-error.js';
import { cleanText } from '../kernel/text.js';
import type { CoSigner } from '../platform/database/command.js';
import { Reader } from '../platform/database/reader.js';
import type { Tx } from '../platform/database/tx.js';
import { I18n } from '../platform/i18n/i18n.js';
import { dateTime, money } from '../platform/views/format.js';
import { slipById } from '../slips/slip-rows.js';
import type { ActDocument, ActDone, ApprovableAct, ParkedAct } from '../staff/approvals/approvable-acts.js';
import { ApprovalsService, type Parked } from '../staff/approvals/approvals.service.js';
import type { DeskContext } from '../staff/desk-context.js';
import { InvoiceLostReceipt } from './invoice-lost-receipt.entity.js';
import { dayOf } from './invoice-commands.js';

type Input = { readonly slipId: string; readonly reason: string };

/** 「客人遗失」 on the supervisor's own screen (H7): the venue's copy is stapled instead; the slip's stamp keeps it from being invoiced twice. */
@Injectable()
export class LostReceiptAct implements ApprovableAct<Input> {
  readonly kind = 'invoices.issueWithoutReceipt';

  constructor(
    private readonly reader: Reader,
    private readonly i18n: I18n,
  ) {}

  async perform(tx: Tx, { input, requestedBy, storeId }: ParkedAct<Input>, { staffId }: CoSigner): Promise<ActDone> {
    const slip = await slipById(tx, storeId, input.slipId);
    if (!slip) throw new DomainError('page.notFound');
    await tx.insert(InvoiceLostReceipt, {
      id: uuidv7(),
      storeId,
      slipId: slip.id,
      reason: input.reason,
      requestedBy,
      approvedBy: staffId,
      businessDate: dayOf(tx),
      at: tx.now,
    });
    return {
      href: `/invoices/issue?s=SLIP:${slip.id}`,
      summary: { key: 'invoices.lostReceipt.allowed', params: { slipNo: slip.slipNo } },
    };
  }

  async describe({ locale }: DeskContext, { storeId, input }: ParkedAct<Input>): Promise<ActDocument> {
    const slip = await slipById(this.reader, storeId, input.slipId);
    const say = (key: string) => this.i18n.t(locale, `invoices.lostReceipt.${key}`);
    return {
      facts: [
        { label: say('slip'), value: slip ? `${slip.slipNo} / ${slip.roomNo}` : '' },
        { label: say('paid'), value: slip?.settledAt ? dateTime(slip.settledAt) : '' },
        { label: say('charged'), value: money(slip?.chargedFen ?? 0) },
        { label: say('reason'), value: input.reason },
      ],
      href: `/slips/${input.slipId}`,
    };
  }
}

/** Sends the request; the clerk serves the next guest meanwhile. */
@Injectable()
export class LostReceipts {
  constructor(
    private readonly approvals: ApprovalsService,
    private readonly reader: Reader,
  ) {}

  /** Throws `page.notFound`, `text.required` on `reason`. */
  async ask(desk: DeskContext, requestKey: string, slipId: string, typedReason: string): Promise<Parked> {
    const reason = cleanText(typedReason, { max: 200, required: true, field: 'reason' });
    const slip = await slipById(this.reader, desk.store.id, slipId);
    if (!slip) throw new DomainError('page.notFound');
    return this.approvals.send(desk, requestKey, {
      kind: 'invoices.issueWithoutReceipt',
      input: { slipId, reason },
      personId: null,
      summary: { key: 'invoices.lostReceipt.asked', params: { slipNo: slip.slipNo, room: slip.roomNo } },
    });
  }
}
