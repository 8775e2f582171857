import { Injectable } from '@nestjs/common';
import { CardLookup } from '../../cards/card-lookup.js';
import { maskCardNo } from '../../members/rules/masks.js';
import { Reader } from '../../platform/database/reader.js';
import type { SqlReads } from '../../platform/database/sql-reads.js';
import type { Tx } from '../../platform/database/tx.js';
import { I18n } from '../../platform/i18n/i18n.js';
import { money } from '../../platform/views/format.js';
import type { ActDocument, ActDone, ApprovableAct, ParkedAct } from '../../staff/approvals/approvable-acts.js';
import type { DeskContext } from '../../staff/desk-context.js';
import { CreditSlip } from '../credit-slip.js';
import type { PaperSlip } from '../paper-slip.js';
import type { Clerk } from '../points-papers.js';

type LateInput = {
  readonly membershipId: string;
  readonly slipNo: string;
  readonly paper: (PaperSlip & { readonly [key: string]: string | number | null }) | null;
  readonly reason: string;
};

/** 补积 on the manager's own screen (counter-practice H10). */
@Injectable()
export class LateSlipAct implements ApprovableAct<LateInput> {
  readonly kind = 'points.creditLateSlip';

  constructor(
    private readonly credits: CreditSlip,
    private readonly cards: CardLookup,
    private readonly reader: Reader,
    private readonly i18n: I18n,
  ) {}

  async perform(tx: Tx, parked: ParkedAct<LateInput>): Promise<ActDone> {
    const { reason, ...input } = parked.input;
    const done = await this.credits.late(tx, input, await clerkWhoAsked(tx, parked), reason);
    return {
      href: `/points/confirmations/${done.confirmationId}`,
      summary: { key: 'points.approval.lateDone', params: { slipNo: input.slipNo, points: done.points } },
    };
  }

  async describe({ locale }: DeskContext, { input }: ParkedAct<LateInput>): Promise<ActDocument> {
    const holder = await this.cards.byMembership(this.reader, input.membershipId);
    const say = (key: string) => this.i18n.t(locale, `points.approval.${key}`);
    const paper = input.paper ? ` / ${input.paper.roomNo} / ${money(input.paper.amountFen)}` : '';
    return {
      facts: [
        { label: say('slip'), value: `${input.slipNo}${paper}` },
        { label: say('card'), value: holder ? maskCardNo(holder.cardNo) : '' },
        { label: say('reason'), value: input.reason },
      ],
      href: `/members/${input.membershipId}`,
    };
  }
}

/** The clerk who asked stands on the paper, and it is printed at that desk. */
export async function clerkWhoAsked(db: SqlReads, { requestedBy, terminalId, storeId }: ParkedAct): Promise<Clerk> {
  const row = await db.one<{
    name: string | null;
    staffNo: string | null;
    storeName: string | null;
    printerId: string | null;
  }>(
    `SELECT s.name, s.staff_no, (SELECT name FROM store WHERE id = ?) AS store_name, (SELECT printer_id FROM terminal WHERE id = ?) AS printer_id
     FROM staff s WHERE s.id = ?`,
    [storeId, terminalId, requestedBy],
  );
  return {
    name: `${row?.name ?? ''} ${row?.staffNo ?? ''}`.trim(),
    storeName: row?.storeName ?? '',
    printerId: row?.printerId ?? null,
    locale: 'zh-CN',
  };
}
