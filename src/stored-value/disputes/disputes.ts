import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { CardLookup } from '../../cards/card-lookup.js';
import { CardStops } from '../../cards/card-stops.js';
import { DomainError } from '../../kernel/domain-error.js';
import { parseYuan } from '../../kernel/money.js';
import { cleanText } from '../../kernel/text.js';
import { assertTransition } from '../../kernel/transitions.js';
import { PersonVault } from '../../platform/crypto/person-vault.js';
import type { Tx } from '../../platform/database/tx.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { commandOfTheDay, type DeskContext } from '../../staff/desk-context.js';
import { PAY_WAYS } from '../refund/rules/pay-routes.js';
import { DisputeStanding } from './dispute-standing.entity.js';
import { DisputeStep } from './dispute-step.entity.js';
import { DISPUTE_ACTIONS, disputeLife, type DisputeState, FIRST_REPLY_MS } from './rules/dispute-life.js';
import { TopUpDispute } from './top-up-dispute.entity.js';

/** What the guest tells (001-50): 汇款方式、金额、时间、凭证、账号. */
export interface TypedDispute {
  readonly payWay: string;
  readonly amount: string;
  /** 'YYYY-MM-DDTHH:MM', venue time. */
  readonly paidAt: string;
  readonly voucher: string;
  readonly account: string;
  readonly phone: string;
  readonly story: string;
  readonly freeze?: string;
}

/** The part that is sealed under the guest's key. */
export type DisputeDetails = Pick<TypedDispute, 'voucher' | 'account' | 'phone' | 'story'>;

export const detailsPlace = (disputeId: string): string => `top_up_dispute.details:${disputeId}`;

/** 充值不到账 (001-49, 50, 53): taken down at once, first in line, followed to its answer. */
@Injectable()
export class Disputes {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly cards: CardLookup,
    private readonly stops: CardStops,
    private readonly vault: PersonVault,
  ) {}

  /** Throws `page.notFound`, `dispute.payWay`, `dispute.when`, `money.*`, `text.*` on the field, `venue.dayNotOpen`. */
  async report(desk: DeskContext, key: string, membershipId: string, typed: TypedDispute): Promise<string> {
    const command = commandOfTheDay(desk, 'disputes.report', key, { membershipId, ...typed });
    return (await this.uow.run(command, (tx) => this.within(tx, membershipId, typed))).result;
  }

  /**
   * What was done, or the answer. `lotNo` is the number of the top-up that was found or made good.
   * Throws `page.notFound`, `dispute.action`, `dispute.note`, `dispute.lot`, `dispute.transition`.
   */
  async answer(
    desk: DeskContext,
    key: string,
    disputeId: string,
    typed: { action: string; note: string; lotNo: string },
  ): Promise<DisputeState> {
    const action = DISPUTE_ACTIONS.find((known) => known === typed.action);
    if (!action) throw new DomainError('dispute.action', {}, 'action');
    const note = cleanText(typed.note, { max: 400, field: 'note' });
    if (note === '') throw new DomainError('dispute.note', {}, 'note');
    const command = commandOfTheDay(desk, 'disputes.answer', key, { disputeId, ...typed });
    const { result } = await this.uow.run(command, async (tx) => {
      const now = await tx.one<{ state: DisputeState; membershipId: string }>(
        'SELECT s.state, d.membership_id FROM dispute_standing s JOIN top_up_dispute d ON d.id = s.dispute_id WHERE s.dispute_id = ? AND s.store_id = ?',
        [disputeId, desk.store.id],
      );
      if (!now) throw new DomainError('page.notFound');
      const toState = assertTransition(disputeLife, now.state, action);
      const needsLot = action === 'find' || action === 'makeGood';
      const lotId = needsLot ? await this.lotOf(tx, now.membershipId, typed.lotNo) : null;
      const moved = await tx.run(
        'UPDATE dispute_standing SET state = ?, updated_at = ? WHERE dispute_id = ? AND state = ?',
        [toState, tx.now, disputeId, now.state],
      );
      if (moved !== 1) throw new DomainError('dispute.transition', { from: now.state, action });
      await this.step(tx, { disputeId, action, toState, note, lotId });
      return toState;
    });
    return result;
  }

  /** The act in an open unit, for whoever has one. Throws as `report` does. */
  async within(tx: Tx, membershipId: string, typed: TypedDispute): Promise<string> {
    const holder = await this.cards.byMembership(tx, membershipId);
    if (!holder || holder.erasedAt !== null) throw new DomainError('page.notFound');
    const payWay = PAY_WAYS.find((known) => known === typed.payWay);
    if (!payWay) throw new DomainError('dispute.payWay', {}, 'payWay');
    const id = uuidv7();
    const freezes = typed.freeze === '1';
    const { storeId, businessDate, actorId: byId } = tx.command;
    const sealed = JSON.stringify(detailsOf(typed));
    await tx.insert(TopUpDispute, {
      id,
      storeId,
      membershipId,
      payWay,
      byId,
      personId: holder.personId,
      amountFen: parseYuan(typed.amount, { field: 'amount', minFen: 1 }),
      paidAt: instantOf(typed.paidAt, tx.now),
      sealedDetails: await this.vault.seal(tx, holder.personId, detailsPlace(id), sealed),
      froze: freezes ? 1 : 0,
      dueAt: tx.now + FIRST_REPLY_MS,
      businessDate: businessDate ?? '',
      at: tx.now,
    });
    await tx.insert(DisputeStanding, { disputeId: id, storeId, state: disputeLife.initial, updatedAt: tx.now });
    if (freezes) await this.stops.freeze(tx, { membershipId }, 'DISPUTE', '', 'PHONE');
    return id;
  }

  private step(tx: Tx, step: Pick<DisputeStep, 'disputeId' | 'action' | 'toState' | 'note' | 'lotId'>): Promise<void> {
    return tx.insert(DisputeStep, { ...step, id: uuidv7(), byId: tx.command.actorId, at: tx.now });
  }

  private async lotOf(tx: Tx, membershipId: string, typed: string): Promise<string> {
    const number = cleanText(typed, { max: 40, field: 'lotNo' }).toUpperCase();
    const lot = await tx.one<{ id: string }>(
      'SELECT l.id FROM top_up_lot l JOIN document d ON d.id = l.document_id WHERE d.number = ? AND l.membership_id = ? ORDER BY l.id LIMIT 1',
      [number, membershipId],
    );
    if (!lot) throw new DomainError('dispute.lot', {}, 'lotNo');
    return lot.id;
  }
}

function detailsOf({ voucher, account, phone, story }: TypedDispute): DisputeDetails {
  return {
    voucher: cleanText(voucher, { max: 64, field: 'voucher' }),
    account: cleanText(account, { max: 64, field: 'account' }),
    phone: cleanText(phone, { max: 30, field: 'phone' }),
    story: cleanText(story, { max: 400, field: 'story' }),
  };
}

/** The guest's own time; not in the future. Milliseconds. */
function instantOf(typed: string, now: number): number {
  const at = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(typed.trim()) ? Date.parse(`${typed.trim()}:00+08:00`) : Number.NaN;
  if (Number.isNaN(at) || at > now) throw new DomainError('dispute.when', {}, 'paidAt');
  return at;
}
