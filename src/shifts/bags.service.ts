import { Injectable } from '@nestjs/common';
import { calendarDate } from '../kernel/business-day.js';
import { DomainError } from '../kernel/domain-error.js';
import { cleanText } from '../kernel/text.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { OnSpotCoSigner, type TypedCoSign } from '../staff/approvals/on-spot-co-signer.js';
import { commandAt, type DeskContext } from '../staff/desk-context.js';
import { PolicyService } from '../venue/policy.service.js';
import { bagOf, stepBag } from './bag-rows.js';
import { bagDueDate, financeOnDuty } from './rules/bag-life.js';
import { momentOf } from './rules/shift-times.js';
import { assertNumberFree } from './seal-number.js';
import { shiftOf } from './shift-rows.js';
import { settleShift } from './shift-steps.js';

/** 封袋: at night the bag goes into the safe slot, and the clerk home (counter-practice H3). */
@Injectable()
export class BagsService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly policies: PolicyService,
    private readonly coSigner: OnSpotCoSigner,
  ) {}

  /**
   * Seals a bag before the supervisor; it is 待财务核对 until noon of Finance's next working day. While Finance is in the
   * house the bag goes to Finance instead. Throws `shifts.bag.financeHere`, `shifts.bag.numberUsed {number}`,
   * `bag.transition`, `shifts.notYours {clerk}`, `cosign.*`.
   */
  async seal(
    desk: DeskContext,
    requestKey: string,
    bagId: string,
    form: TypedCoSign & { readonly number: string },
  ): Promise<void> {
    const number = cleanText(form.number, { max: 40, required: true, field: 'number' }).toUpperCase();
    const witness = await this.coSigner.verify(desk, 'shifts.sealBag', form);
    await this.uow.run(commandAt(desk, 'shifts.sealBag', requestKey, { bagId, number }, [witness]), async (tx) => {
      const bag = await bagOf(tx, tx.command.storeId, bagId);
      const shift = await shiftOf(tx, tx.command.storeId, bag.shiftId);
      const { actorId } = tx.command;
      if (actorId !== shift.clerkId && actorId !== shift.takenOverBy)
        throw new DomainError('shifts.notYours', { clerk: shift.clerkName });
      const { finance } = (await this.policies.current(tx, bag.storeId, bag.businessDate)).shifts;
      const { date, time } = momentOf(tx.now);
      if (financeOnDuty(finance, date, time)) throw new DomainError('shifts.bag.financeHere', { until: finance.to });
      await assertNumberFree(tx, number);
      await stepBag(tx, bag, 'seal', { witnessId: witness.staffId, reason: number });
      const due = bagDueDate(finance, calendarDate(tx.now));
      await tx.run('UPDATE cash_bag SET number = ?, due_date = ? WHERE id = ?', [number, due, bagId]);
      await settleShift(tx, shift);
      return { bagId };
    });
  }
}
