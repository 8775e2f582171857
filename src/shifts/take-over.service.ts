import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { DomainError } from '../kernel/domain-error.js';
import { cleanText } from '../kernel/text.js';
import { Ledger } from '../ledger/ledger.js';
import type { CoSigner } from '../platform/database/command.js';
import type { Tx } from '../platform/database/tx.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { money } from '../platform/views/format.js';
import { SecondPerson } from '../staff/approvals/second-person.js';
import { commandOfTheDay, type DeskContext } from '../staff/desk-context.js';
import { ruleOf } from '../staff/permissions.js';
import { HandoverParts } from '../venue/handover-parts.js';
import { DrawerAct } from './drawer-act.entity.js';
import { DutyLog } from './duty-log.js';
import { lastSheet, type SheetRow } from './handover-sheets.js';
import { MissingCopies } from './missing-copies.js';
import { SHIFT_POSTINGS } from './rules/drawer-equation.js';
import { ShiftPapers } from './shift-papers.js';
import { handlerOf, shiftAtDesk, type ShiftRow, shiftOf } from './shift-rows.js';
import { fillBag, postDifference, postTenderDifferences } from './settle-drawer.js';
import { settleShift, stepShift } from './shift-steps.js';

/** The incoming person's own number and PIN, as typed on whichever screen stands between the two. */
export interface Incoming {
  readonly staffNo: string;
  readonly pin: string;
}

/** 接班: the incoming clerk accepts with the own PIN, or refuses with a reason (000-17, 002-22). */
@Injectable()
export class TakeOver {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly ledger: Ledger,
    private readonly second: SecondPerson,
    private readonly papers: ShiftPapers,
    private readonly log: DutyLog,
    private readonly parts: HandoverParts,
    private readonly missing: MissingCopies,
  ) {}

  /**
   * Everything moves here, in one unit: the difference to its account, the float to the next drawer, the rest into the bag.
   * A drawer that was empty leaves no bag, and its shift is over. The id of the bag, else null.
   * Throws `shifts.accept.self`, `shifts.accept.role`, `shifts.sign.open {count}` when something was opened after the
   * signature, `shifts.accept.noShift` when a float waits for a shift that is not open, `shift.transition`, PIN refusals.
   */
  async accept(desk: DeskContext, requestKey: string, shiftId: string, incoming: Incoming): Promise<string | null> {
    const witness = await this.prove(desk, incoming);
    const command = commandOfTheDay(desk, 'shifts.accept', requestKey, { shiftId, incoming: witness.staffId }, [
      witness,
    ]);
    const { result } = await this.uow.run(command, async (tx) => {
      const { shift, sheet } = await this.signed(tx, shiftId, witness);
      const obstacles = await this.parts.obstacles(tx, shift);
      if (obstacles.length > 0) throw new DomainError('shifts.sign.open', { count: obstacles.length });
      await stepShift(tx, shift, 'accept', { witnessId: witness.staffId });
      await this.parts.accepted(tx, shift, witness.staffId);
      await this.missing.keep(tx, shift, sheet);
      await postDifference(this.ledger, tx, shift, sheet);
      await postTenderDifferences(this.ledger, tx, shift, sheet);
      const passedFen = await this.passFloat(tx, desk, shift, sheet, witness);
      const bagId = await fillBag(this.ledger, tx, shift, sheet, passedFen);
      await this.log.onDuty(tx, {
        shiftId,
        kind: 'OFF_DUTY',
        place: shift.deskName,
        text: shift.template,
        byId: shift.clerkId,
      });
      if (bagId === null) await settleShift(tx, { id: shiftId, state: 'ACCEPTED' });
      return { bagId };
    });
    return result.bagId;
  }

  /** 拒绝接班: the outgoing clerk counts and signs again. Throws `text.required` on `reason`, and as `accept`. */
  async refuse(
    desk: DeskContext,
    requestKey: string,
    shiftId: string,
    refusal: Incoming & { readonly reason: string },
  ): Promise<void> {
    const reason = cleanText(refusal.reason, { max: 200, required: true, field: 'reason' });
    const witness = await this.prove(desk, refusal);
    const command = commandOfTheDay(desk, 'shifts.refuse', requestKey, { shiftId, reason }, [witness]);
    await this.uow.run(command, async (tx) => {
      const { shift } = await this.signed(tx, shiftId, witness);
      await stepShift(tx, shift, 'refuse', { witnessId: witness.staffId, reason });
      return { shiftId };
    });
  }

  private async prove(desk: DeskContext, { staffNo, pin }: Incoming): Promise<CoSigner> {
    const proven = await this.second.prove(desk, staffNo, pin);
    const role = ruleOf('shifts.accept').roles.find((wanted) => proven.roles.includes(wanted));
    if (!role) throw new DomainError('shifts.accept.role', {}, 'cosignStaffNo');
    return { staffId: proven.id, role };
  }

  private async signed(tx: Tx, shiftId: string, { staffId }: CoSigner): Promise<{ shift: ShiftRow; sheet: SheetRow }> {
    const shift = await shiftOf(tx, tx.command.storeId, shiftId);
    if (shift.state !== 'SIGNED') throw new DomainError('shift.transition');
    if (staffId === shift.clerkId || staffId === handlerOf(shift)) throw new DomainError('shifts.accept.self');
    const sheet = await lastSheet(tx, shiftId);
    if (!sheet) throw new Error('a signed shift has a sheet');
    return { shift, sheet };
  }

  /** The float goes from hand to hand as an act of its own, on a paper of its own (counter-practice 1.8). */
  private async passFloat(
    tx: Tx,
    desk: DeskContext,
    shift: ShiftRow,
    sheet: SheetRow,
    { staffId }: CoSigner,
  ): Promise<number> {
    const amount = sheet.floatFen;
    if (sheet.floatTo !== 'NEXT' || amount === 0) return 0;
    const next = await shiftAtDesk(tx, shift.deskId);
    if (next?.clerkId !== staffId) throw new DomainError('shifts.accept.noShift');
    const paper = await this.floatPaper(tx, desk, shift, next, amount);
    const kind = SHIFT_POSTINGS.floatPassed;
    const [from, to] = [shift.id, next.id].map((owner) => ({ kind: 'cash.drawer' as const, owner }));
    if (!from || !to) throw new Error('a float has two ends');
    await this.ledger.post(tx, { kind, documentId: paper.id, transfers: [{ unit: 'FEN', from, to, amount }] });
    const row = {
      shiftId: shift.id,
      kind,
      amountFen: amount,
      askedFen: null,
      reason: null,
      reference: null,
      otherShiftId: next.id,
    };
    await tx.insert(DrawerAct, {
      ...row,
      id: uuidv7(),
      witnessId: staffId,
      documentId: paper.id,
      byId: tx.command.actorId,
      at: tx.now,
    });
    return amount;
  }

  private floatPaper(
    tx: Tx,
    desk: DeskContext,
    shift: ShiftRow,
    next: ShiftRow,
    amount: number,
  ): Promise<{ id: string }> {
    return this.papers.create(tx, desk, {
      kind: 'float',
      title: 'floatPassed',
      lines: [
        { label: this.papers.say(desk, 'from'), value: `${shift.template} ${shift.clerkName}` },
        { label: this.papers.say(desk, 'to'), value: `${next.template} ${next.clerkName}` },
      ],
      total: { label: this.papers.say(desk, 'amount'), value: money(amount) },
      signers: ['outgoing', 'incoming'],
    });
  }
}
