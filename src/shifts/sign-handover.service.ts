import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { DomainError } from '../kernel/domain-error.js';
import { cleanText } from '../kernel/text.js';
import type { CoSigner } from '../platform/database/command.js';
import { Reader } from '../platform/database/reader.js';
import type { Tx } from '../platform/database/tx.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { money } from '../platform/views/format.js';
import { OnSpotCoSigner } from '../staff/approvals/on-spot-co-signer.js';
import { SecondPerson } from '../staff/approvals/second-person.js';
import { commandOfTheDay, type DeskContext } from '../staff/desk-context.js';
import { HandoverParts } from '../venue/handover-parts.js';
import { PolicyService } from '../venue/policy.service.js';
import { handledShift, DrawerCounts } from './drawer-counts.js';
import { drawerHolds } from './drawer-float.js';
import { DutyLog } from './duty-log.js';
import { type HandedOver, handoverLines, peopleOf } from './handover-paper.js';
import { HandoverSheet } from './handover-sheet.entity.js';
import { bagDiffers, type HandedLine, readLines, readTenders, tenderDifferences } from './rules/bag-lines.js';
import { drawerEquation, floatAtMost } from './rules/drawer-equation.js';
import { assertMissingNamed, tickedMissing } from './rules/copy-piles.js';
import { answerToAll, differenceOf } from './rules/blind-count.js';
import { merchantCopiesOf } from './shift-copies.js';
import { ShiftPapers } from './shift-papers.js';
import { movesOf, type ShiftRow, shiftOf, tendersToProve } from './shift-rows.js';
import { stepShift } from './shift-steps.js';

export interface HandoverForm {
  /** Counted lines and tenders by field name. */
  readonly typed: Readonly<Record<string, string | undefined>>;
  readonly reason: string;
  readonly note: string;
  readonly floatTo: string;
  readonly floatFen: number;
  /** The outgoing clerk's own 操作密码. */
  readonly pin: string;
  readonly cosign: { readonly staffNo: string; readonly pin: string };
}

interface Checked extends HandedOver {
  readonly floatTo: 'NEXT' | 'BAG';
}

/** The outgoing clerk puts a name under the count, the bag and the difference (003E-064, 003E-072). */
@Injectable()
export class SignHandover {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly counts: DrawerCounts,
    private readonly parts: HandoverParts,
    private readonly policies: PolicyService,
    private readonly second: SecondPerson,
    private readonly coSigner: OnSpotCoSigner,
    private readonly papers: ShiftPapers,
    private readonly log: DutyLog,
    private readonly reader: Reader,
  ) {}

  /**
   * Throws `shift.transition` before the count stands, `shifts.notYours`, `shifts.sign.open {count}` while signatures are
   * open, `shifts.reason.required`, `shifts.copies.tick`, `shifts.tender.*`, `shifts.float.*`, `shifts.sign.supervisor`,
   * `count.*`, PIN refusals and `cosign.*`.
   */
  async sign(desk: DeskContext, requestKey: string, shiftId: string, form: HandoverForm): Promise<string> {
    const approver = await this.approver(desk, shiftId, form);
    await this.proveOwn(desk, form.pin);
    const { typed, reason, note, floatTo, floatFen } = form;
    const input = { shiftId, typed: { ...typed }, reason, note, floatTo, floatFen };
    const command = commandOfTheDay(desk, 'shifts.sign', requestKey, input, approver ? [approver] : []);
    const { result } = await this.uow.run(command, async (tx) => {
      const shift = await handledShift(tx, shiftId);
      const checked = await this.check(tx, shift, form, approver);
      await stepShift(tx, shift, 'sign', { witnessId: approver?.staffId ?? null, reason: checked.reason || null });
      return { documentId: await this.write(tx, desk, shift, checked, approver) };
    });
    return result.documentId;
  }

  /** The supervisor's PIN is asked for only when the difference needs it; what nobody needs is not read. */
  private async approver(
    desk: DeskContext,
    shiftId: string,
    { cosign, typed }: HandoverForm,
  ): Promise<CoSigner | undefined> {
    const shift = await shiftOf(this.reader, desk.store.id, shiftId);
    const count = (await this.counts.of(this.reader, shiftId)).at(-1);
    if (!count || shift.state !== 'COUNTED') throw new DomainError('shift.transition');
    const { toleranceFen } = (await this.policies.current(this.reader, shift.storeId, shift.businessDate)).shifts;
    const tenders = tenderDifferences(readTenders(await tendersToProve(this.reader, shiftId), typed));
    const answer = answerToAll([differenceOf(count.countedFen, count.expectedFen), ...tenders], toleranceFen);
    if (answer !== 'SUPERVISOR') return undefined;
    // the field was perhaps not there before: a total at the acquirer differs only once it was typed
    if (cosign.staffNo.trim() === '') throw new DomainError('shifts.sign.supervisor', {}, 'cosignStaffNo');
    return this.coSigner.verify(desk, 'shifts.sign', cosign);
  }

  /** 操作密码: the clerk's own, so its refusal stands beside its own field. */
  private async proveOwn(desk: DeskContext, pin: string): Promise<void> {
    try {
      await this.second.prove(desk, desk.person.staffNo, pin);
    } catch (error) {
      throw error instanceof DomainError ? new DomainError(error.code, error.params, 'pin') : error;
    }
  }

  private async check(tx: Tx, shift: ShiftRow, form: HandoverForm, approver: CoSigner | undefined): Promise<Checked> {
    const count = (await this.counts.of(tx, shift.id)).at(-1);
    if (!count) throw new DomainError('shift.transition');
    const obstacles = await this.parts.obstacles(tx, shift);
    if (obstacles.length > 0) throw new DomainError('shifts.sign.open', { count: obstacles.length });
    const known = await this.parts.lines(tx, shift);
    const lines = await this.withMissing(tx, shift, readLines(known, form.typed), form.typed);
    const tenders = readTenders(await tendersToProve(tx, shift.id), form.typed);
    const difference = differenceOf(count.countedFen, count.expectedFen);
    const { toleranceFen } = (await this.policies.current(tx, shift.storeId, shift.businessDate)).shifts;
    const answer = answerToAll([difference, ...tenderDifferences(tenders)], toleranceFen);
    if (answer === 'SUPERVISOR' && (!approver || approver.staffId === shift.clerkId))
      throw new DomainError('cosign.self');
    const reason = cleanText(form.reason, { max: 200, field: 'reason' });
    if (reason === '' && (answer !== 'NOTHING' || bagDiffers(lines, tenders))) {
      throw new DomainError('shifts.reason.required', {}, 'reason');
    }
    const { lines: drawer } = drawerEquation(await movesOf(tx, shift.id));
    const most = floatAtMost((await drawerHolds(tx, shift.id)).floatFen, count.countedFen);
    if (form.floatFen > most) throw new DomainError('shifts.float.tooMuch', { have: money(most) }, 'floatFen');
    const floatTo = form.floatTo === 'NEXT' ? 'NEXT' : 'BAG';
    const floatFen = floatTo === 'NEXT' ? form.floatFen : most;
    const note = cleanText(form.note, { max: 500, multiline: true, field: 'note' });
    const told = await this.log.ofShift(tx, shift.id);
    const people = await peopleOf(tx, shift, approver?.staffId);
    const handed = { count, difference, known, lines, tenders, reason, note, floatFen, drawer, told };
    return { ...handed, ...people, floatTo };
  }

  /** Copies that are not in the pile are named one by one: their numbers stand on the sheet and are looked for afterwards. */
  private async withMissing(
    tx: Tx,
    shift: ShiftRow,
    lines: readonly HandedLine[],
    typed: HandoverForm['typed'],
  ): Promise<HandedLine[]> {
    const missing = tickedMissing(await merchantCopiesOf(tx, shift), typed).map(({ number }) => number);
    return lines.map((line) => {
      if (line.key !== 'merchantCopies') return line;
      assertMissingNamed(line.expected, line.counted, missing.length);
      return missing.length === 0 ? line : { ...line, missing };
    });
  }

  private async write(
    tx: Tx,
    desk: DeskContext,
    shift: ShiftRow,
    checked: Checked,
    approver: CoSigner | undefined,
  ): Promise<string> {
    const { count, difference, lines, tenders, reason, note, floatTo, floatFen } = checked;
    const document = await this.papers.create(tx, desk, {
      kind: 'handover',
      lines: handoverLines(this.papers, desk, shift, checked),
      counts: count.counts,
      total: { label: this.papers.say(desk, 'counted'), value: money(count.countedFen) },
      signers: ['outgoing', 'incoming'],
    });
    await tx.insert(HandoverSheet, {
      note,
      floatTo,
      floatFen,
      ...difference,
      id: uuidv7(),
      shiftId: shift.id,
      cashCountId: count.id,
      reason: reason === '' ? null : reason,
      approvedBy: approver?.staffId ?? null,
      lines: JSON.stringify(lines),
      tenders: JSON.stringify(tenders),
      documentId: document.id,
      signedBy: tx.command.actorId,
      signedAt: tx.now,
    });
    return document.id;
  }
}
