import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { calendarDate } from '../kernel/business-day.js';
import { DomainError } from '../kernel/domain-error.js';
import { cleanText } from '../kernel/text.js';
import { Clock } from '../platform/clock/clock.js';
import type { SqlReads } from '../platform/database/sql-reads.js';
import type { Tx } from '../platform/database/tx.js';
import { policyFromJson } from './policy-json.js';
import { PolicyVersion } from './policy-version.entity.js';
import { policyAt, type PolicyVersion as Version } from './rules/policy-at.js';
import { assertPolicy, DEFAULT_POLICY, type Policy } from './rules/policy-schema.js';

export interface PolicyVersionRow {
  readonly version: number;
  readonly effectiveFrom: string;
  readonly value: string;
  readonly reason: string;
  readonly createdBy: string;
  readonly createdAt: number;
}

interface Cached {
  readonly readAt: number;
  readonly versions: readonly Version<Policy>[];
}

/** Another server on the same database may record a version: what is kept here is looked up again after this long. */
const FRESH_MS = 2000;
/** A store's first policy is as old as any slip that may be imported. */
const BEGINNING = '2000-01-01';

/** Rates, fees and thresholds of a store: versions with a date from which they hold. */
@Injectable()
export class PolicyService {
  private readonly cache = new Map<string, Cached>();

  constructor(private readonly clock: Clock) {}

  /** The policy in force in a store on a business date (a slip asks with its settlement date). */
  async current(db: SqlReads, storeId: string, businessDate: string): Promise<Policy> {
    return policyAt(await this.versionsOf(db, storeId), businessDate) ?? DEFAULT_POLICY;
  }

  /** The first version of a new store. */
  async begin(tx: Tx, storeId: string): Promise<void> {
    await this.record(tx, storeId, { policy: DEFAULT_POLICY, effectiveFrom: BEGINNING, reason: '' });
  }

  /**
   * Records a new version for the command's store, from today at the earliest: what was credited stays as it was.
   * Throws `policy.*`, `venue.effectiveFrom.past {date}`, `text.required` on `reason`.
   */
  async change(tx: Tx, change: { policy: Policy; effectiveFrom: string; reason: string }): Promise<number> {
    assertPolicy(change.policy);
    const today = tx.command.businessDate ?? calendarDate(tx.now);
    if (change.effectiveFrom < today)
      throw new DomainError('venue.effectiveFrom.past', { date: today }, 'effectiveFrom');
    const reason = cleanText(change.reason, { max: 200, required: true, field: 'reason' });
    return this.record(tx, tx.command.storeId, { ...change, reason });
  }

  /** All versions, newest first. */
  history(db: SqlReads, storeId: string): Promise<PolicyVersionRow[]> {
    return db.rows<PolicyVersionRow>(
      'SELECT version, effective_from, value, reason, created_by, created_at FROM policy_version ' +
        'WHERE store_id = ? ORDER BY version DESC',
      [storeId],
    );
  }

  private async record(
    tx: Tx,
    storeId: string,
    { policy, effectiveFrom, reason }: { policy: Policy; effectiveFrom: string; reason: string },
  ): Promise<number> {
    const last = await tx.one<{ version: number }>(
      'SELECT COALESCE(MAX(version), 0) AS version FROM policy_version WHERE store_id = ?',
      [storeId],
    );
    const version = (last?.version ?? 0) + 1;
    await tx.insert(PolicyVersion, {
      id: uuidv7(),
      storeId,
      version,
      effectiveFrom,
      value: JSON.stringify(policy),
      reason,
      createdBy: tx.command.actorId,
      createdAt: tx.now,
    });
    tx.afterCommit(() => this.cache.delete(storeId));
    return version;
  }

  private async versionsOf(db: SqlReads, storeId: string): Promise<readonly Version<Policy>[]> {
    const now = this.clock.now();
    const known = this.cache.get(storeId);
    if (known && Math.abs(now - known.readAt) < FRESH_MS) return known.versions;
    const rows = await this.history(db, storeId);
    const versions = rows.map(({ version, effectiveFrom, value }) => ({
      version,
      effectiveFrom,
      value: policyFromJson(value),
    }));
    this.cache.set(storeId, { readAt: now, versions });
    return versions;
  }
}
