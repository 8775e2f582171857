import { Injectable } from '@nestjs/common';
import { CardLookup } from '../cards/card-lookup.js';
import { DomainError } from '../kernel/domain-error.js';
import { formatYuan } from '../kernel/money.js';
import { cleanText } from '../kernel/text.js';
import { Reader } from '../platform/database/reader.js';
import type { Tx } from '../platform/database/tx.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { ApprovalsService } from '../staff/approvals/approvals.service.js';
import { commandOfTheDay, type DeskContext, handAt } from '../staff/desk-context.js';
import type { CorrectionWish } from './correct-top-up.js';
import { HolderChecks } from './holder-checks.js';
import { rightTenders } from './rules/right-tenders.js';
import { ReturnSpend, type Returned } from './return-spend.js';
import { type Proof, proofOf } from './rules/spend-proof.js';
import { type SpendRow, spendOfStore } from './spend-rows.js';
import { type Spent, type Spender, SpendValue, type SpendWish } from './spend-value.js';
import { SpendingSecrets } from './spending-secrets.js';
import { handOf } from './top-up.js';
import { takenFor } from './wrong-lot.js';

/** A spend as it was typed at a desk. */
export interface TypedSpend extends Omit<SpendWish, 'proof' | 'via'> {
  readonly membershipId: string;
  readonly isSwiped: boolean;
  /** 消费密码, typed by the guest; '' = none. */
  readonly secret: string;
  /** The clerk has seen the holder's document. */
  readonly holderSeen: boolean;
}

export type ReturnOutcome = { readonly done: Returned } | { readonly sentTo: readonly string[] };

/** What clerks do with stored value at a desk, and who else has to agree. */
@Injectable()
export class ValueDesk {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly reader: Reader,
    private readonly cards: CardLookup,
    private readonly spends: SpendValue,
    private readonly returns: ReturnSpend,
    private readonly secrets: SpendingSecrets,
    private readonly checks: HolderChecks,
    private readonly approvals: ApprovalsService,
  ) {}

  /**
   * A swiped card pays at once; a keyed number needs the guest's own digits or the holder in person (counter-practice 4.2).
   * Throws what `SpendValue.within` throws, `storedValue.spend.proof | otherCard`, `storedValue.secret.*`.
   */
  async spend(desk: DeskContext, key: string, typed: TypedSpend): Promise<Spent> {
    const { secret, isSwiped, holderSeen, membershipId, ...rest } = typed;
    const proof = proofOf({ isSwiped, secret, holderSeen });
    const wish: SpendWish = { ...rest, proof, via: isSwiped ? 'SWIPED' : 'KEYED' };
    const command = commandOfTheDay(desk, 'storedValue.spend', key, { ...wish, membershipId });
    if (proof === 'SECRET') await this.secrets.prove(this.reader, membershipId, secret);
    const { result } = await this.uow.run(command, async (tx) => {
      await this.assertCardOf(tx, membershipId, wish, proof);
      return this.spends.within(tx, wish, spenderAt(desk));
    });
    return result;
  }

  /** The own spend of the open shift goes back at once; another one needs a lead (远程). Throws what `ReturnSpend.undo` throws. */
  async undo(desk: DeskContext, key: string, undo: { spendId: string; reason: string }): Promise<ReturnOutcome> {
    const spend = await spendOfStore(this.reader, desk.store.id, undo.spendId);
    if (!spend) throw new DomainError('page.notFound');
    if (!this.isOwn(desk, spend)) return this.sendUndo(desk, key, undo, spend);
    const command = commandOfTheDay(desk, 'storedValue.returnSpend', key, undo);
    const { result } = await this.uow.run(command, (tx) => {
      const { actorId, shiftId } = { actorId: tx.command.actorId, shiftId: tx.shiftId };
      if (spend.byId !== actorId || spend.shiftId !== shiftId) throw new DomainError('storedValue.return.needsLead');
      return this.returns.undo(tx, undo.spendId, undo.reason, spenderAt(desk));
    });
    return { done: result };
  }

  isOwn(desk: DeskContext, { byId, shiftId, businessDate }: SpendRow): boolean {
    const hand = handAt(desk);
    return byId === hand.actorId && shiftId === hand.shiftId && businessDate === hand.businessDate;
  }

  /**
   * 充值更正 always has a second person (H15): it is laid before a lead. Throws `text.required` beside `reason`, `storedValue.correct.tenders`,
   * `shifts.notOpen`.
   */
  async sendCorrection(
    desk: DeskContext,
    key: string,
    { lotId, amountFen, tender, reason: typed }: CorrectionWish,
    documentNo: string,
  ): Promise<readonly string[]> {
    const reason = cleanText(typed, { max: 200, required: true, field: 'reason' });
    rightTenders(await takenFor(this.reader, lotId), amountFen, tender);
    const { name: clerkName, till } = handOf(desk);
    const { roles } = await this.approvals.send(desk, key, {
      kind: 'storedValue.correctTopUp',
      input: { lotId, amountFen, tender, reason, clerkName, till },
      personId: null,
      summary: { key: 'value.approval.correct', params: { documentNo, amount: formatYuan(amountFen) } },
    });
    return roles;
  }

  /**
   * A new 消费密码: against the old one, or with the holder's document in hand. Throws `storedValue.secret.*`, `storedValue.document.*`,
   * `members.id.*`.
   */
  async setSecret(desk: DeskContext, key: string, typed: TypedSecret): Promise<{ membershipId: string }> {
    const { membershipId, oldSecret, newSecret, again, idType, idNumber } = typed;
    if (newSecret !== again) throw new DomainError('storedValue.secret.differs', {}, 'again');
    const hash = await this.secrets.hash(newSecret);
    const byOld = oldSecret.trim() !== '';
    if (byOld) await this.secrets.prove(this.reader, membershipId, oldSecret);
    else if (idNumber.trim() === '') throw new DomainError('storedValue.secret.proof', {}, 'idNumber');
    const command = commandOfTheDay(desk, 'storedValue.setSecret', key, { membershipId, byOld: byOld ? 1 : 0 });
    const { result } = await this.uow.run(command, async (tx) => {
      const holder = await this.cards.byMembership(tx, membershipId);
      if (!holder || holder.closedAt !== null) throw new DomainError('page.notFound');
      if (holder.sealedName === null) throw new DomainError('card.holder.unnamed');
      const shown = { type: idType, number: idNumber, agent: null };
      if (!byOld) await this.checks.see(tx, holder, 'SECRET', shown, command.businessDate);
      await this.secrets.keep(tx, membershipId, hash);
      return { membershipId };
    });
    return result;
  }

  /** The number on the form is a card of the guest whose page is open. */
  private async assertCardOf(tx: Tx, membershipId: string, { cardNo }: SpendWish, proof: Proof): Promise<void> {
    const holder = await this.cards.byNumber(tx, cardNo);
    if (holder?.membershipId !== membershipId) throw new DomainError('storedValue.spend.otherCard', {}, 'card');
    if (proof === 'HOLDER' && holder.sealedName === null) throw new DomainError('card.holder.unnamed', {}, 'card');
    if (proof === 'HOLDER') await this.checks.note(tx, holder, 'SPEND', 'SEEN');
  }

  private async sendUndo(
    desk: DeskContext,
    key: string,
    { spendId, reason: typed }: { spendId: string; reason: string },
    { documentNo, amountFen, returnedFen }: SpendRow,
  ): Promise<ReturnOutcome> {
    const reason = cleanText(typed, { max: 200, required: true, field: 'reason' });
    if (returnedFen === amountFen) throw new DomainError('storedValue.return.done');
    const { roles } = await this.approvals.send(desk, key, {
      kind: 'storedValue.returnSpend',
      input: { spendId, reason, clerkName: spenderAt(desk).name },
      personId: null,
      summary: { key: 'value.approval.undo', params: { documentNo, amount: formatYuan(amountFen) } },
    });
    return { sentTo: roles };
  }
}

export interface TypedSecret {
  readonly membershipId: string;
  readonly oldSecret: string;
  readonly newSecret: string;
  readonly again: string;
  readonly idType: string;
  readonly idNumber: string;
}

/** The clerk as the papers name them, and the printer of the desk. */
export function spenderAt({ person, terminal }: DeskContext): Spender {
  return { name: `${person.name} ${person.staffNo}`, printerId: terminal?.printerId ?? null };
}
