import { Injectable } from '@nestjs/common';
import { calendarDate, isPlainDate, venueInstant } from '../kernel/business-day.js';
import { DomainError } from '../kernel/domain-error.js';
import { formatYuan, parseYuan } from '../kernel/money.js';
import { cleanText } from '../kernel/text.js';
import type { Outcome } from '../platform/database/command.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { Slips } from '../slips/slips.js';
import { slipByNo } from '../slips/slip-rows.js';
import { normalSlipNo } from '../slips/rules/slip-content.js';
import { PendingSignatures } from '../staff/approvals/pending-signatures.js';
import { commandOfTheDay, type DeskContext } from '../staff/desk-context.js';
import { counterOf } from './invoice-commands.js';
import { spentFen } from './sources/lot-rows.js';

/** A slip as the clerk reads it off the paper. */
export interface TypedSlip {
  readonly slipNo: string;
  readonly visitNo: string;
  readonly roomNo: string;
  /** Yuan, paid in money: what can be invoiced. */
  readonly amount: string;
  /** Date on the paper; '' = tonight. */
  readonly settledOn: string;
}

export type EnteredSlip = { slipId: string };

/** A paper slip that no till sent is entered where its invoice is asked for; a lead reads the figure before handover. */
@Injectable()
export class EnterSlip {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly slips: Slips,
    private readonly signatures: PendingSignatures,
  ) {}

  /** A slip that has come meanwhile is taken as it came. Throws `slips.no.*`, `text.*`, `money.*`, `invoices.slip.date`, `invoices.noShift`. */
  run(desk: DeskContext, requestKey: string, typed: TypedSlip): Promise<Outcome<EnteredSlip>> {
    const slipNo = normalSlipNo(typed.slipNo);
    const roomNo = cleanText(typed.roomNo, { max: 20, required: true, field: 'roomNo' });
    const visitNo = cleanText(typed.visitNo, { max: 40, required: true, field: 'visitNo' });
    const keyedFen = parseYuan(typed.amount, { field: 'amount', minFen: 1 });
    const { settledOn } = typed;
    const command = commandOfTheDay(desk, 'invoices.enterSlip', requestKey, { ...typed });
    return this.uow.run(command, async (tx) => {
      if (settledOn !== '' && (!isPlainDate(settledOn) || settledOn > calendarDate(tx.now)))
        throw new DomainError('invoices.slip.date', {}, 'settledOn');
      await counterOf(tx, desk);
      const { storeId } = tx.command;
      const held = await slipByNo(tx, storeId, slipNo);
      if (held) return { slipId: held.id };
      const tonight = settledOn === '' || settledOn === command.businessDate;
      const settledAt = tonight ? tx.now : venueInstant(settledOn, '12:00');
      const content = { slipNo, roomNo, visitNo, settledAt, keyedFen, lines: [], tenders: [] };
      const { slipId } = await this.slips.receive(tx, content, 'PAPER');
      await this.signatures.add(tx, desk.person.roles, {
        kind: 'invoices.enterSlip',
        documentId: null,
        summary: summaryOf({ slipNo, roomNo, keyedFen, byCardFen: await spentFen(tx, { storeId, slipNo }) }),
      });
      return { slipId };
    });
  }
}

/** What the lead compares with the paper: the figure typed as money, and beside it what cards have paid on this number. */
function summaryOf({
  slipNo,
  roomNo,
  keyedFen,
  byCardFen,
}: Readonly<Record<'slipNo' | 'roomNo', string> & Record<'keyedFen' | 'byCardFen', number>>) {
  const params = { no: slipNo, room: roomNo, amount: formatYuan(keyedFen) };
  return byCardFen === 0
    ? { key: 'invoices.signature.SLIP', params }
    : { key: 'invoices.signature.SLIP_CARD', params: { ...params, card: formatYuan(byCardFen) } };
}
