import { Injectable } from '@nestjs/common';
import { giftName } from '../../gifts/gifts.queries.js';
import { DomainError } from '../../kernel/domain-error.js';
import { Reader } from '../../platform/database/reader.js';
import type { Tx } from '../../platform/database/tx.js';
import { I18n } from '../../platform/i18n/i18n.js';
import { dateTime, points } from '../../platform/views/format.js';
import type { ActDocument, ActDone, ApprovableAct, ParkedAct } from '../../staff/approvals/approvable-acts.js';
import type { DeskContext } from '../../staff/desk-context.js';
import { RedemptionsQueries } from './redemptions.queries.js';
import { UndoRedemption } from './undo-redemption.js';

type UndoInput = { readonly redemptionId: string; readonly reason: string; readonly clerkName: string };

/** The undo of an older or another clerk's redemption, carried out when a lead has approved it. */
@Injectable()
export class UndoRedemptionAct implements ApprovableAct<UndoInput> {
  readonly kind = 'gifts.undoRedemption';

  constructor(
    private readonly reader: Reader,
    private readonly redemptions: RedemptionsQueries,
    private readonly undoing: UndoRedemption,
    private readonly i18n: I18n,
  ) {}

  async perform(tx: Tx, { input }: ParkedAct<UndoInput>): Promise<ActDone> {
    const { redemptionId, reason, clerkName } = input;
    const done = await this.undoing.undo(tx, redemptionId, reason, { name: clerkName, printerId: null });
    return {
      href: `/redemptions/${redemptionId}`,
      summary: { key: 'redemption.approval.undone', params: { documentNo: done.documentNo, points: done.points } },
    };
  }

  async describe(desk: DeskContext, { input }: ParkedAct<UndoInput>): Promise<ActDocument> {
    const row = await this.redemptions.find(this.reader, desk.store.id, input.redemptionId);
    if (!row) throw new DomainError('page.notFound');
    const say = (key: string) => this.i18n.t(desk.locale, key);
    return {
      href: `/redemptions/${row.id}`,
      facts: [
        { label: say('redemption.voucher'), value: row.documentNo, note: dateTime(row.at) },
        { label: say('redemption.gift'), value: giftName(row, desk.locale), note: `× ${row.quantity}` },
        { label: say('redemption.points'), value: points(row.points) },
        { label: say('redemption.by'), value: row.clerkName },
        { label: say('ui.reason'), value: input.reason },
      ],
    };
  }
}
