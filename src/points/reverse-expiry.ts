import { Injectable } from '@nestjs/common';
import { CardLookup } from '../cards/card-lookup.js';
import { DomainError } from '../kernel/domain-error.js';
import { cleanText } from '../kernel/text.js';
import { Ledger } from '../ledger/ledger.js';
import type { Command, Outcome } from '../platform/database/command.js';
import type { Tx } from '../platform/database/tx.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { DocumentsService } from '../platform/printing/documents.service.js';
import { PolicyService } from '../venue/policy.service.js';
import { PointsOf } from './points-of.js';
import { type Clerk, PointsPapers } from './points-papers.js';
import { creditTransfers } from './points-postings.js';
import { restoredExpiry } from './rules/restore-expiry.js';

export interface ReverseExpiryInput {
  readonly transferId: string;
  readonly reason: string;
  readonly [key: string]: string;
}

export interface ExpiryReversed {
  readonly membershipId: string;
  readonly documentId: string;
  readonly documentNo: string;
  readonly points: number;
  readonly expiresOn: string;
  readonly [key: string]: string | number;
}

/** A manager gives expired points back (facts §2.3): the guest gets at least the policy's days to use them; a debt is repaid first. */
@Injectable()
export class ReverseExpiry {
  constructor(
    private readonly units: UnitOfWork,
    private readonly ledger: Ledger,
    private readonly cards: CardLookup,
    private readonly policies: PolicyService,
    private readonly pointsOf: PointsOf,
    private readonly documents: DocumentsService,
    private readonly papers: PointsPapers,
  ) {}

  /** Throws `page.notFound`, `points.expiry.reversed`, `points.reason.required`. */
  run(command: Command<ReverseExpiryInput>, clerk: Clerk): Promise<Outcome<ExpiryReversed>> {
    return this.units.run(command, (tx) => this.within(tx, command.input, clerk));
  }

  private async within(tx: Tx, { transferId, reason }: ReverseExpiryInput, clerk: Clerk): Promise<ExpiryReversed> {
    const why = cleanText(reason, { max: 200, field: 'reason' });
    if (why === '') throw new DomainError('points.reason.required', {}, 'reason');
    const { owner: membershipId, points, part } = await expiredTransfer(tx, transferId);
    const { storeId, businessDate } = tx.command;
    if (businessDate === null) throw new DomainError('venue.dayNotOpen');
    const policy = await this.policies.current(tx, storeId, businessDate);
    const expiresOn = restoredExpiry(part, businessDate, policy.points.minRestoreDays);
    const document = await this.write(tx, clerk, { membershipId, points, expiresOn, why });
    const { debtPoints } = await this.pointsOf.standing(tx, membershipId);
    const from = { kind: 'points.expired', owner: membershipId } as const;
    const transfers = creditTransfers({ from, membershipId, points, expiresOn, debtPoints });
    await this.ledger.post(tx, {
      kind: 'points.expiryReversed',
      documentId: document.id,
      transfers: transfers.map((transfer) => ({ ...transfer, relatesToId: transferId })),
    });
    return { membershipId, points, expiresOn, documentId: document.id, documentNo: document.number };
  }

  private async write(
    tx: Tx,
    clerk: Clerk,
    { membershipId, points, expiresOn, why }: { membershipId: string; points: number; expiresOn: string; why: string },
  ): Promise<{ id: string; number: string }> {
    const holder = await this.cards.byMembership(tx, membershipId);
    if (!holder || holder.erasedAt !== null) throw new DomainError('page.notFound');
    const before = await this.pointsOf.balance(tx, membershipId);
    return this.documents.create(tx, {
      kind: 'points-expiry-reversal',
      prefix: 'HF',
      copies: this.papers.bothCopies(clerk),
      personId: holder.personId,
      printerId: clerk.printerId,
      compose: this.papers.adjustment(clerk, {
        holder,
        before,
        titleKey: 'points.paper.expiryReversedTitle',
        change: points,
        facts: [
          { labelKey: 'points.paper.expiresOn', value: expiresOn },
          { labelKey: 'points.paper.reason', value: why },
        ],
      }),
    });
  }
}

async function expiredTransfer(tx: Tx, transferId: string): Promise<{ owner: string; points: number; part: string }> {
  const row = await tx.one<{ owner: string; points: number; part: string; returned: number }>(
    `SELECT a.owner, a.part, t.amount AS points, (SELECT COUNT(*) FROM ledger_transfer r WHERE r.relates_to_id = t.id) AS returned
     FROM ledger_transfer t JOIN ledger_account a ON a.id = t.from_account_id WHERE t.id = ? AND t.kind = 'points.expired'`,
    [transferId],
  );
  if (!row) throw new DomainError('page.notFound');
  if (row.returned > 0) throw new DomainError('points.expiry.reversed');
  return row;
}
