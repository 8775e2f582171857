import { Injectable } from '@nestjs/common';
import { DomainError } from '../kernel/domain-error.js';
import { cleanText } from '../kernel/text.js';
import { Reader } from '../platform/database/reader.js';
import { money } from '../platform/views/format.js';
import { OnSpotCoSigner, type TypedCoSign } from '../staff/approvals/on-spot-co-signer.js';
import type { DeskContext } from '../staff/desk-context.js';
import { PolicyService } from '../venue/policy.service.js';
import type { ShiftPolicy } from '../venue/rules/shift-policy.js';
import { type DrawerActDone, DrawerActs } from './drawer-acts.js';
import { assertRoundable } from './round-down.js';
import { RoundDownGate } from './round-down-gate.js';
import { SHIFT_POSTINGS } from './rules/drawer-equation.js';
import { keepDrop } from './seal-number.js';
import { ShiftPapers } from './shift-papers.js';

/** What happens to an open drawer besides sales: float, drops, 抹零, 假币. One method an act, amounts in fen. */
@Injectable()
export class CashDrawer {
  constructor(
    private readonly acts: DrawerActs,
    private readonly coSigner: OnSpotCoSigner,
    private readonly papers: ShiftPapers,
    private readonly policies: PolicyService,
    private readonly rounding: RoundDownGate,
    private readonly reader: Reader,
  ) {}

  /**
   * 领备用金 (003E-065): from Finance into the drawer, signed by both. What was asked for stays on the paper when less was
   * handed out; only what was counted moves. Throws `shifts.float.none`, `shifts.float.more`, `cosign.*`, those of `DrawerActs.run`.
   */
  async drawFloat(
    desk: DeskContext,
    requestKey: string,
    form: { askedFen: number; countedFen: number },
    typed: TypedCoSign,
  ): Promise<DrawerActDone> {
    const { askedFen, countedFen } = form;
    if (countedFen <= 0) throw new DomainError('shifts.float.none', {}, 'counted');
    if (countedFen > askedFen) throw new DomainError('shifts.float.more', {}, 'counted');
    const witness = await this.coSigner.verify(desk, 'shifts.drawFloat', typed);
    return this.acts.run(
      desk,
      { permission: 'shifts.drawFloat', requestKey, input: { askedFen, countedFen }, witness },
      {
        kind: SHIFT_POSTINGS.floatDrawn,
        paper: 'float',
        direction: 'in',
        amountFen: countedFen,
        askedFen,
        against: ({ storeId }) => ({ kind: 'finance.float', owner: storeId }),
        lines: [{ label: this.papers.say(desk, 'asked'), value: money(askedFen) }],
        signers: ['clerk', 'finance'],
      },
    );
  }

  /** 退备用金: back to Finance during the shift, signed by both. */
  async returnFloat(
    desk: DeskContext,
    requestKey: string,
    amountFen: number,
    typed: TypedCoSign,
  ): Promise<DrawerActDone> {
    assertAmount(amountFen);
    const witness = await this.coSigner.verify(desk, 'shifts.returnFloat', typed);
    return this.acts.run(
      desk,
      { permission: 'shifts.returnFloat', requestKey, input: { amountFen }, witness },
      {
        amountFen,
        kind: SHIFT_POSTINGS.floatReturned,
        paper: 'float',
        title: 'floatReturned',
        direction: 'out',
        against: ({ storeId }) => ({ kind: 'finance.float', owner: storeId }),
        signers: ['clerk', 'finance'],
      },
    );
  }

  /** 投款: into a numbered bag in the safe, before two people; it waits there for Finance. */
  async dropCash(
    desk: DeskContext,
    requestKey: string,
    form: { amountFen: number; number: string },
    typed: TypedCoSign,
  ): Promise<DrawerActDone> {
    const { amountFen } = form;
    assertAmount(amountFen);
    const number = cleanText(form.number, { max: 40, required: true, field: 'number' }).toUpperCase();
    const { finance } = await this.policy(desk);
    const witness = await this.coSigner.verify(desk, 'shifts.dropCash', typed);
    return this.acts.run(
      desk,
      { permission: 'shifts.dropCash', requestKey, input: { amountFen, number }, witness },
      {
        amountFen,
        kind: SHIFT_POSTINGS.dropped,
        paper: 'drop',
        direction: 'out',
        reference: number,
        against: ({ storeId }) => ({ kind: 'cash.bag', owner: storeId, part: 'act' }),
        lines: [{ label: this.papers.say(desk, 'bag'), value: number }],
        signers: ['clerk', 'witness'],
      },
      (tx, shift, { actId }) => keepDrop(tx, shift, { id: actId, number, amountFen, finance }),
    );
  }

  /** 抹零: rounded down in the guest's favour, once for a sale. Throws `shifts.roundDown.max {max}`, those of `assertRoundable` and of `RoundDownGate`. */
  async roundDown(
    desk: DeskContext,
    requestKey: string,
    form: { amountFen: number; reference: string },
  ): Promise<DrawerActDone> {
    const { amountFen } = form;
    assertAmount(amountFen);
    const reference = cleanText(form.reference, { max: 64, required: true, field: 'reference' }).toUpperCase();
    const { roundDownMaxFen } = await this.policy(desk);
    if (amountFen > roundDownMaxFen)
      throw new DomainError('shifts.roundDown.max', { max: money(roundDownMaxFen) }, 'amount');
    return this.acts.run(
      desk,
      { permission: 'shifts.roundDown', requestKey, input: { amountFen, reference } },
      {
        amountFen,
        reference,
        kind: SHIFT_POSTINGS.roundedDown,
        paper: 'rounding',
        direction: 'out',
        against: ({ id }) => ({ kind: 'discount.rounding', owner: id }),
        lines: [{ label: this.papers.say(desk, 'sale'), value: reference }],
        signers: ['clerk'],
      },
      async (tx, shift) => {
        await assertRoundable(tx, shift, reference, amountFen);
        await this.rounding.assertFree(tx, shift.storeId, reference);
      },
    );
  }

  /** 假币: a shortage with its cause, seen by the supervisor; the note goes to bank or police, never back to a guest (§4.15). */
  async counterfeit(
    desk: DeskContext,
    requestKey: string,
    form: { amountFen: number; reason: string; reference: string },
    typed: TypedCoSign,
  ): Promise<DrawerActDone> {
    const { amountFen } = form;
    assertAmount(amountFen);
    const reason = cleanText(form.reason, { max: 200, required: true, field: 'reason' });
    const reference = cleanText(form.reference, { max: 64, field: 'reference' });
    const witness = await this.coSigner.verify(desk, 'shifts.counterfeit', typed);
    return this.acts.run(
      desk,
      { permission: 'shifts.counterfeit', requestKey, input: { amountFen, reason, reference }, witness },
      {
        amountFen,
        reason,
        reference,
        kind: SHIFT_POSTINGS.counterfeit,
        paper: 'counterfeit',
        direction: 'out',
        against: ({ id }) => ({ kind: 'cash.counterfeit', owner: id }),
        lines: [{ label: this.papers.say(desk, 'reason'), value: reason }],
        signers: ['clerk', 'witness'],
      },
    );
  }

  private async policy({ store, businessDate }: DeskContext): Promise<ShiftPolicy> {
    if (businessDate === null) throw new DomainError('venue.dayNotOpen');
    return (await this.policies.current(this.reader, store.id, businessDate)).shifts;
  }
}

function assertAmount(amountFen: number): void {
  if (amountFen <= 0) throw new DomainError('money.tooSmall', { min: '0.01' }, 'amount');
}
