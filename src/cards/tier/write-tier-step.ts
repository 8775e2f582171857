import { uuidv7 } from 'uuidv7';
import { DomainError } from '../../kernel/domain-error.js';
import type { SqlReads } from '../../platform/database/sql-reads.js';
import type { Tx } from '../../platform/database/tx.js';
import type { Tier } from '../../venue/rules/policy-schema.js';
import { TierStep } from './tier-step.entity.js';

type Figures = Partial<Pick<TierStep, 'topUpFen' | 'figureFen' | 'thresholdFen' | 'businessDate'>>;

type TierChange = Pick<TierStep, 'membershipId' | 'cause' | 'documentId' | 'note' | 'goodUntil'> &
  Figures & { readonly fromTier: Tier; readonly toTier: Tier };

/** The membership gets its tier and the step that says why, together; the id of the step. */
export async function writeTierStep(tx: Tx, step: TierChange): Promise<string> {
  const id = uuidv7();
  await tx.run('UPDATE membership SET tier = ? WHERE id = ?', [step.toTier, step.membershipId]);
  await tx.insert(TierStep, {
    id,
    topUpFen: null,
    figureFen: null,
    thresholdFen: null,
    ...step,
    storeId: tx.command.storeId,
    businessDate: step.businessDate ?? dateOf(tx),
    at: tx.now,
    byId: tx.command.actorId,
  });
  return id;
}

/** Throws `page.notFound`. */
export async function tierOf(db: SqlReads, membershipId: string): Promise<Tier> {
  const row = await db.one<{ tier: Tier }>('SELECT tier FROM membership WHERE id = ?', [membershipId]);
  if (!row) throw new DomainError('page.notFound');
  return row.tier;
}

export async function isNamed(db: SqlReads, membershipId: string): Promise<boolean> {
  const row = await db.one(
    'SELECT p.id FROM membership m JOIN person p ON p.id = m.person_id WHERE m.id = ? AND p.sealed_name IS NOT NULL',
    [membershipId],
  );
  return row !== undefined;
}

/** Throws `venue.dayNotOpen`. */
export function dateOf(tx: Tx): string {
  if (tx.command.businessDate === null) throw new DomainError('venue.dayNotOpen');
  return tx.command.businessDate;
}
