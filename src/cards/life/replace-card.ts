import { Injectable } from '@nestjs/common';
import { DomainError } from '../../kernel/domain-error.js';
import { parseYuan } from '../../kernel/money.js';
import { calendarDate } from '../../kernel/business-day.js';
import { Clock } from '../../platform/clock/clock.js';
import { Reader } from '../../platform/database/reader.js';
import type { SqlReads } from '../../platform/database/sql-reads.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { ApprovalsService } from '../../staff/approvals/approvals.service.js';
import { PendingSignatures } from '../../staff/approvals/pending-signatures.js';
import { commandOfTheDay, type DeskContext, tillOf } from '../../staff/desk-context.js';
import { PolicyService } from '../../venue/policy.service.js';
import type { CardHolder } from '../card-lookup.js';
import { type FeePayment, payFee } from '../rules/card-fee.js';
import type { CardState } from '../rules/card-life.js';
import { readCardNumber } from '../rules/card-number.js';
import { kindForTier } from '../rules/tier-rule.js';
import { CardInHand } from './card-in-hand.js';
import { clerkAtDesk } from './card-papers.js';
import { CardSwap, type Swapped } from './card-swap.js';
import { HolderProofs, type TypedProof } from './holder-proofs.js';

export interface ReplaceInput extends TypedProof {
  readonly cardNo: string;
  readonly tender: string;
  /** Yuan as typed, or ''. */
  readonly received: string;
}

/** Done at once, or laid before the supervisor. */
export type ReplaceOutcome =
  | { readonly state: 'DONE'; readonly done: Swapped; readonly payment: FeePayment }
  | { readonly state: 'SENT'; readonly membershipId: string; readonly roles: readonly string[] };

/** A request as it waits: nothing of what was shown at the counter is kept but that it was enough. */
export type ReplaceRequest = {
  readonly cardId: string;
  readonly cardNo: string;
  readonly raw: string;
  readonly proof: string;
  readonly till: string | null;
  readonly payment: {
    readonly feeFen: number;
    readonly tender: string | null;
    readonly receivedFen: number;
    readonly changeFen: number;
  };
};

/** 补卡: the holder proved to be the holder. A card with value waits for the supervisor, an empty one is signed before handover (H1). */
@Injectable()
export class ReplaceCard {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly reader: Reader,
    private readonly clock: Clock,
    private readonly hand: CardInHand,
    private readonly proofs: HolderProofs,
    private readonly policies: PolicyService,
    private readonly swaps: CardSwap,
    private readonly approvals: ApprovalsService,
    private readonly signatures: PendingSignatures,
  ) {}

  /** Throws `card.replace.state`, `card.holder.*`, `card.no.*`, `card.blank.*`, `cards.fee.*`, `shifts.notOpen`. */
  async replace(desk: DeskContext, key: string, cardId: string, input: ReplaceInput): Promise<ReplaceOutcome> {
    const holder = await this.hand.of(this.reader, cardId);
    assertReplaceable(holder);
    const blank = readCardNumber(input.cardNo);
    const proof = await this.proofs.strong(this.reader, holder, input);
    const payment = this.paymentOf(await this.feeOf(this.reader, desk), input);
    const till = payment.tender === null ? null : tillOf(desk);
    const { membershipId } = holder;
    const request: ReplaceRequest = { cardId, ...blank, proof, till, payment: { ...payment } };
    if (await this.hand.hasValue(this.reader, membershipId)) return this.send(desk, key, holder, request);
    const command = commandOfTheDay(desk, 'cards.replace', key, request);
    const { result } = await this.uow.run(command, async (tx) => {
      if (await this.hand.hasValue(tx, membershipId)) throw new DomainError('card.replace.hasValue');
      const now = await this.hand.of(tx, cardId);
      assertReplaceable(now);
      const kindCode = kindForTier(now.kindCode, now.tier);
      const clerk = clerkAtDesk(desk);
      const done = await this.swaps.swap(tx, {
        kind: 'REPLACE',
        holder: now,
        blank,
        kindCode,
        proof,
        payment,
        till,
        clerk,
      });
      await this.signatures.add(tx, desk.person.roles, {
        kind: 'cards.replace',
        documentId: done.documentId,
        summary: { key: 'cardlife.sign.replaced', params: { number: done.number, tail: done.tail } },
      });
      return done;
    });
    return { state: 'DONE', done: result, payment };
  }

  /** 工本费 of today's policy, in fen; 0 = free. */
  async feeOf(db: SqlReads, { store, businessDate }: DeskContext): Promise<number> {
    const date = businessDate ?? calendarDate(this.clock.now());
    return (await this.policies.current(db, store.id, date)).cards.replacementFeeFen;
  }

  private paymentOf(feeFen: number, { tender, received }: ReplaceInput): FeePayment {
    const receivedFen = received.trim() === '' ? null : parseYuan(received, { field: 'received' });
    return payFee(feeFen, tender, receivedFen);
  }

  private async send(
    desk: DeskContext,
    key: string,
    holder: CardHolder,
    input: ReplaceRequest,
  ): Promise<ReplaceOutcome> {
    const { roles } = await this.approvals.send(desk, key, {
      kind: 'cards.replaceWithValue',
      input,
      personId: null,
      summary: { key: 'cardlife.approval.replace', params: { tail: holder.cardNo.slice(-4) } },
    });
    return { state: 'SENT', membershipId: holder.membershipId, roles };
  }
}

const REPLACEABLE: readonly CardState[] = ['LOST', 'ACTIVE', 'ISSUED'];

/** A card that was lost, or is reported lost with this very act. One that waits for its holder gives way to one that waits. */
export function assertReplaceable({ cardState, frozenReason }: CardHolder): void {
  if (!REPLACEABLE.includes(cardState)) throw new DomainError('card.replace.state');
  if (frozenReason !== null) throw new DomainError('card.swap.frozen');
}
