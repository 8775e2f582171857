import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { DomainError } from '../kernel/domain-error.js';
import { cleanText } from '../kernel/text.js';
import type { Tx } from '../platform/database/tx.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { OnSpotCoSigner, type TypedCoSign } from '../staff/approvals/on-spot-co-signer.js';
import { commandOfTheDay, type DeskContext } from '../staff/desk-context.js';
import { BusinessDaysService } from '../venue/business-days.service.js';
import { HandoverParts } from '../venue/handover-parts.js';
import { PolicyService } from '../venue/policy.service.js';
import { canBeTakenOver, oldestOverdueBag } from './bag-rows.js';
import { DutyLog } from './duty-log.js';
import { momentOf } from './rules/shift-times.js';
import { shiftAtDesk, shiftOf, shiftOfClerk } from './shift-rows.js';
import { stepShift } from './shift-steps.js';
import { Shift } from './shift.entity.js';
import { clockTime } from '../platform/views/format.js';

/** What a clerk looks at before serving (facts §7.4, H22: the night's seal and the first numbers, read and so accepted). */
export const OPENING_CHECKS = ['book', 'seal', 'supplies', 'machines'] as const;

export interface OpeningForm {
  readonly template: string;
  readonly checks: readonly string[];
}

/** Shifts begin, and their drawers are cut. */
@Injectable()
export class ShiftsService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly days: BusinessDaysService,
    private readonly policies: PolicyService,
    private readonly coSigner: OnSpotCoSigner,
    private readonly log: DutyLog,
    private readonly parts: HandoverParts,
  ) {}

  /**
   * 开班: opens a shift at this desk with a drawer of its own. It opens without a float too; only cash change waits (H11).
   * Throws `venue.dayNotOpen`, `shifts.noDesk`, `shifts.checklist`, `shifts.template`, `shifts.deskTaken {clerk, time}`,
   * `shifts.haveOne {date}`, `shifts.oldBag {number, date}`.
   */
  async open(desk: DeskContext, requestKey: string, { template, checks }: OpeningForm): Promise<string> {
    const command = commandOfTheDay(desk, 'shifts.open', requestKey, { template, checks: [...checks] });
    const deskId = counterOf(desk);
    if (OPENING_CHECKS.some((check) => !checks.includes(check)))
      throw new DomainError('shifts.checklist', {}, 'checks');
    const { result } = await this.uow.run(command, async (tx) => {
      await this.assertMayOpen(tx, deskId, command.businessDate, template);
      const id = uuidv7();
      const { storeId, actorId: clerkId } = tx.command;
      await tx.insert(Shift, {
        id,
        storeId,
        deskId,
        template,
        clerkId,
        businessDate: command.businessDate,
        state: 'OPEN',
        openDeskId: deskId,
        openClerkId: clerkId,
        openedAt: tx.now,
        cutAt: null,
        closedAt: null,
        takenOverBy: null,
        checklist: JSON.stringify(checks),
      });
      await tx.run('UPDATE desk SET drawer_id = ? WHERE id = ?', [id, deskId]);
      await this.parts.opened(tx, { id, deskId, clerkId });
      const { deskName: place } = await shiftOf(tx, storeId, id);
      await this.log.onDuty(tx, { shiftId: id, kind: 'ON_DUTY', place, text: template, byId: clerkId });
      return { shiftId: id };
    });
    return result.shiftId;
  }

  /**
   * 交班 F9: cuts the drawer of the clerk's own shift at this second. What is posted afterwards belongs to whoever opens
   * next at the desk (H2). Throws `shifts.noneOpen`, `shift.transition` for one that was cut before.
   */
  async cut(desk: DeskContext, requestKey: string): Promise<string> {
    const { result } = await this.uow.run(commandOfTheDay(desk, 'shifts.cut', requestKey, {}), async (tx) => {
      const shift = await shiftOfClerk(tx, tx.command.actorId);
      if (!shift) throw new DomainError('shifts.noneOpen');
      await stepShift(tx, shift, 'cut');
      await cutDrawer(tx, shift);
      return { shiftId: shift.id };
    });
    return result.shiftId;
  }

  /**
   * 代交班: the clerk is not there; somebody else hands over, or seals the bag that was left, with the supervisor beside
   * them and a reason.
   * Throws `shifts.takeOver.own`, `shifts.takeOver.absent` when the supervisor is the absent clerk, `shift.transition`, `cosign.*`.
   */
  async takeOver(
    desk: DeskContext,
    requestKey: string,
    shiftId: string,
    typed: TypedCoSign & { readonly reason: string },
  ): Promise<void> {
    const reason = cleanText(typed.reason, { max: 200, required: true, field: 'reason' });
    const witness = await this.coSigner.verify(desk, 'shifts.takeOver', typed);
    const command = commandOfTheDay(desk, 'shifts.takeOver', requestKey, { shiftId, reason }, [witness]);
    await this.uow.run(command, async (tx) => {
      const shift = await shiftOf(tx, tx.command.storeId, shiftId);
      if (shift.clerkId === tx.command.actorId) throw new DomainError('shifts.takeOver.own');
      if (shift.clerkId === witness.staffId) throw new DomainError('shifts.takeOver.absent');
      if (!(await canBeTakenOver(tx, shift))) throw new DomainError('shift.transition');
      if (shift.state === 'OPEN') {
        await stepShift(tx, shift, 'cut', { witnessId: witness.staffId, reason });
        await cutDrawer(tx, shift);
      }
      await tx.run('UPDATE shift SET taken_over_by = ? WHERE id = ?', [tx.command.actorId, shiftId]);
      await this.log.write(tx, {
        shiftId,
        kind: 'INCIDENT',
        place: shift.deskName,
        text: `${shift.clerkName}: ${reason}`,
      });
      return { shiftId };
    });
  }

  private async assertMayOpen(tx: Tx, deskId: string, businessDate: string, template: string): Promise<void> {
    const { storeId, actorId } = tx.command;
    if ((await this.days.current(tx, storeId))?.businessDate !== businessDate)
      throw new DomainError('venue.dayNotOpen');
    const { shifts } = await this.policies.current(tx, storeId, businessDate);
    if (!shifts.templates.some(({ code }) => code === template))
      throw new DomainError('shifts.template', {}, 'template');
    const own = await shiftOfClerk(tx, actorId);
    if (own) throw new DomainError('shifts.haveOne', { date: own.businessDate, desk: own.deskName });
    const there = await shiftAtDesk(tx, deskId);
    if (there) throw new DomainError('shifts.deskTaken', { clerk: there.clerkName, time: clockTime(there.openedAt) });
    const bag = await oldestOverdueBag(tx, actorId, momentOf(tx.now), shifts.bagDueTime);
    if (bag) throw new DomainError('shifts.oldBag', { number: bag.number ?? '', date: bag.businessDate });
    await this.days.assertDeskMayOpen(tx, deskId);
  }
}

/** The counter at which a drawer stands. Throws `shifts.noDesk` on a phone or an office PC. */
export function counterOf(desk: DeskContext): string {
  if (desk.terminal === null) throw new DomainError('shifts.noDesk');
  return desk.terminal.deskId;
}

/** The desk no longer points to this drawer; until the next shift opens it points to none that anybody has. */
async function cutDrawer(tx: Tx, { id, deskId }: { readonly id: string; readonly deskId: string }): Promise<void> {
  await tx.run('UPDATE shift SET cut_at = ?, open_desk_id = NULL WHERE id = ?', [tx.now, id]);
  await tx.run('UPDATE desk SET drawer_id = ? WHERE id = ?', [uuidv7(), deskId]);
}
