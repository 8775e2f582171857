import { Injectable } from '@nestjs/common';
import { DomainError } from '../kernel/domain-error.js';
import type { Tx } from '../platform/database/tx.js';
import { SlipClaims } from '../slips/slip-claims.js';
import { slipById, slipByNo, type SlipRow } from '../slips/slip-rows.js';
import { SlipStoredValues, type ValueCause } from '../slips/slip-stored-values.js';
import { PolicyService } from '../venue/policy.service.js';

interface Told {
  readonly slipNo: string;
  /** Of the spend: the policy of that day says whether bonus money earns. */
  readonly businessDate: string;
  /** Signed; 0 when only the bonus in it is another. */
  readonly amountFen: number;
  /** Signed. */
  readonly bonusFen: number;
  readonly cause: ValueCause;
  readonly refId: string;
}

/** Tells a slip what cards pay of it. What stands on it follows in the same unit: points, which bonus money does not earn, and invoices. */
@Injectable()
export class SpendSlips {
  constructor(
    private readonly values: SlipStoredValues,
    private readonly claims: SlipClaims,
    private readonly policies: PolicyService,
  ) {}

  async tell(tx: Tx, { slipNo, businessDate, bonusFen, ...told }: Told): Promise<void> {
    const { storeId } = tx.command;
    const { storedValue } = await this.policies.current(tx, storeId, businessDate);
    const giftFen = storedValue.bonusEarns ? 0 : bonusFen;
    const entryId = await this.values.add(tx, { ...told, slipNo, giftFen });
    // what the till pays back is counted again by the refund itself, when all of it has gone back
    if (told.cause === 'RETURNED') return;
    const slip = await slipByNo(tx, storeId, slipNo);
    if (slip) await this.claims.changed(tx, slip.id, { cause: 'CORRECTION', refId: entryId, slipId: slip.id });
  }

  /** A bill that was settled again goes on under its new number. */
  async inForce(tx: Tx, slipNo: string): Promise<SlipRow | undefined> {
    const { storeId } = tx.command;
    let slip = await slipByNo(tx, storeId, slipNo);
    while (slip?.replacedById) slip = await slipById(tx, storeId, slip.replacedById);
    return slip;
  }

  /**
   * The number a payment can be taken back from. What the till has settled, the till refunds; points go first, or the guest would keep them and the
   * money too. Throws `storedValue.return.slipSettled {slipNo}`, `storedValue.return.pointsStand {slipNo, tail}`.
   */
  async assertTakesBack(tx: Tx, paidNo: string): Promise<string> {
    const slip = await this.inForce(tx, paidNo);
    if (!slip) return paidNo;
    const { id, slipNo, settledAt, keyedFen } = slip;
    if (settledAt !== null && keyedFen === null) throw new DomainError('storedValue.return.slipSettled', { slipNo });
    const points = (await this.claims.standing(tx, id)).find(({ kind }) => kind === 'points');
    if (points) throw new DomainError('storedValue.return.pointsStand', { slipNo, tail: points.tail });
    return slipNo;
  }
}
