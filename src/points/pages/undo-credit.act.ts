import { Injectable } from '@nestjs/common';
import { maskCardNo } from '../../members/rules/masks.js';
import { Reader } from '../../platform/database/reader.js';
import type { Tx } from '../../platform/database/tx.js';
import { I18n } from '../../platform/i18n/i18n.js';
import { points } from '../../platform/views/format.js';
import { SlipUses } from '../../slips/slip-uses.js';
import type { ActDocument, ActDone, ApprovableAct, ParkedAct } from '../../staff/approvals/approvable-acts.js';
import type { DeskContext } from '../../staff/desk-context.js';
import { Confirmations } from '../confirmations.js';
import { UndoCredit } from '../undo-credit.js';
import { clerkWhoAsked } from './late-slip.act.js';

type Input = { readonly confirmationId: string; readonly reason: string };

/** An undo that is not the clerk's own of today, on the manager's own screen (counter-practice §4.18). */
@Injectable()
export class UndoCreditAct implements ApprovableAct<Input> {
  readonly kind = 'points.undoCredit';

  constructor(
    private readonly undos: UndoCredit,
    private readonly confirmations: Confirmations,
    private readonly uses: SlipUses,
    private readonly reader: Reader,
    private readonly i18n: I18n,
  ) {}

  async perform(tx: Tx, parked: ParkedAct<Input>): Promise<ActDone> {
    const { documentNo } = await this.confirmations.ofStore(tx, parked.storeId, parked.input.confirmationId);
    await this.undos.within(tx, parked.input, await clerkWhoAsked(tx, parked));
    return {
      href: `/points/confirmations/${parked.input.confirmationId}`,
      summary: { key: 'points.approval.undoDone', params: { documentNo } },
    };
  }

  async describe({ locale }: DeskContext, { storeId, input }: ParkedAct<Input>): Promise<ActDocument> {
    const row = await this.confirmations.ofStore(this.reader, storeId, input.confirmationId);
    const say = (key: string) => this.i18n.t(locale, `points.approval.${key}`);
    return {
      facts: [
        { label: say('document'), value: row.documentNo },
        { label: say('slip'), value: `${row.slipNo} / ${row.roomNo}` },
        { label: say('card'), value: maskCardNo(row.cardNo) },
        { label: say('points'), value: points(row.heldPoints) },
        { label: say('by'), value: row.clerkName },
        { label: say('reason'), value: input.reason },
        ...(await this.uses.others(locale, storeId, { kind: 'points', id: row.id })),
      ],
      href: `/points/confirmations/${row.id}`,
    };
  }
}
