import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { PersonVault } from '../platform/crypto/person-vault.js';
import { SYSTEM_ACTOR } from '../platform/database/command.js';
import { Reader } from '../platform/database/reader.js';
import type { SqlReads } from '../platform/database/sql-reads.js';
import { placeholders } from '../platform/database/sql-text.js';
import type { Tx } from '../platform/database/tx.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { PolicyService } from '../venue/policy.service.js';
import { LostErasure } from './lost-erasure.entity.js';
import { type KeptSince, keptSince } from './rules/keep-until.js';

type Due = Readonly<
  Record<'claims' | 'finders' | 'calls' | 'details' | 'additions' | 'photos' | 'enquiries', readonly string[]>
>;

interface Erased {
  readonly pieces: number;
  readonly more: boolean;
  readonly [key: string]: number | boolean;
}

/** A batch holds the writer for a few milliseconds; the counter goes on in between. */
const BATCH = 100;

/** What the police have, or had as evidence, is kept whole: they may ask who claimed it. */
const NO_CASE =
  "NOT EXISTS (SELECT 1 FROM lost_item_step t WHERE t.item_id = i.id AND t.to_state IN ('EVIDENCE', 'POLICE'))";
const OVER = `i.store_id = ? AND i.state IN ('CLAIMED', 'MAILED', 'DISPOSED', 'MISSING', 'WITHDRAWN') AND i.state_since < ? AND ${NO_CASE}`;
const KEY = 'JOIN person_key k ON k.sealed_key IS NOT NULL AND k.person_id';

const QUERIES: Readonly<Record<keyof Due, { sql: string; kept: keyof KeptSince }>> = {
  claims: {
    kept: 'claims',
    sql: `SELECT c.id FROM lost_claim c ${KEY} = c.id JOIN lost_item i ON i.id = c.item_id LEFT JOIN lost_claim_result r ON r.claim_id = c.id
      WHERE c.store_id = ? AND COALESCE(r.at, c.at) < ? AND ${NO_CASE} ORDER BY c.id LIMIT ?`,
  },
  finders: {
    kept: 'claims',
    sql: `SELECT f.id FROM lost_finder f ${KEY} = f.id JOIN lost_item i ON i.id = f.item_id WHERE ${OVER} ORDER BY f.id LIMIT ?`,
  },
  calls: {
    kept: 'claims',
    sql: `SELECT n.id FROM lost_contact n ${KEY} = n.id JOIN lost_item i ON i.id = n.item_id WHERE ${OVER} ORDER BY n.id LIMIT ?`,
  },
  details: {
    kept: 'claims',
    sql: `SELECT i.id FROM lost_item i WHERE ${OVER} AND (i.sealed_features IS NOT NULL OR i.sealed_question IS NOT NULL) ORDER BY i.id LIMIT ?`,
  },
  additions: {
    kept: 'claims',
    sql: `SELECT a.id FROM lost_addition a ${KEY} = a.id JOIN lost_item i ON i.id = a.item_id WHERE ${OVER} ORDER BY a.id LIMIT ?`,
  },
  photos: {
    kept: 'photos',
    sql: `SELECT p.id FROM lost_photo p JOIN lost_item i ON i.id = p.item_id WHERE ${OVER} ORDER BY p.id LIMIT ?`,
  },
  enquiries: {
    kept: 'enquiries',
    sql: `SELECT e.id FROM lost_enquiry e WHERE e.store_id = ? AND e.erased_at IS NULL AND COALESCE(e.closed_at, e.asked_at) < ?
      AND NOT EXISTS (SELECT 1 FROM lost_match m JOIN lost_item i ON i.id = m.item_id WHERE m.enquiry_id = e.id AND NOT ${NO_CASE})
      ORDER BY e.id LIMIT ?`,
  },
};

/** 个人信息保护法 19, 47: when the keeping time is over, people and pictures go; numbers, states, steps and papers' numbers stay. */
@Injectable()
export class LostRetention {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly reader: Reader,
    private readonly policies: PolicyService,
    private readonly vault: PersonVault,
  ) {}

  /** In every store whose day is open; a second run the same day finds nothing to do. */
  async runDue(): Promise<void> {
    const days = await this.reader.rows<{ storeId: string; businessDate: string }>(
      'SELECT open_store_id AS store_id, business_date FROM business_day WHERE open_store_id IS NOT NULL',
    );
    for (const { storeId, businessDate } of days) await this.run(storeId, businessDate);
  }

  /** How many pieces were erased. */
  async run(storeId: string, businessDate: string): Promise<number> {
    let pieces = 0;
    for (let more = true; more;) {
      const due = await this.due(this.reader, storeId, businessDate);
      if (piecesOf(due) === 0) return pieces;
      const { result } = await this.batch(storeId, businessDate);
      pieces += result.pieces;
      more = result.more;
    }
    return pieces;
  }

  private batch(storeId: string, businessDate: string) {
    const command = {
      storeId,
      businessDate,
      kind: 'lost.eraseExpired',
      actorId: SYSTEM_ACTOR,
      terminalId: null,
      key: uuidv7(),
      input: { businessDate },
    };
    // another server may have been quicker: what is due is read again inside
    return this.uow.run<Erased>(command, async (tx) => {
      const due = await this.due(tx, storeId, businessDate);
      await this.erase(tx, due);
      const pieces = piecesOf(due);
      if (pieces > 0)
        await tx.insert(LostErasure, { ...counted(due), id: uuidv7(), storeId, businessDate, at: tx.now });
      return { pieces, more: Object.values(due).some((ids) => ids.length === BATCH) };
    });
  }

  private async due(db: SqlReads, storeId: string, businessDate: string): Promise<Due> {
    const { lostProperty } = await this.policies.current(db, storeId, businessDate);
    const since = keptSince(businessDate, lostProperty.keepDays);
    const ids = async (name: keyof Due) => {
      const { sql, kept } = QUERIES[name];
      return (await db.rows<{ id: string }>(sql, [storeId, since[kept], BATCH])).map(({ id }) => id);
    };
    return {
      claims: await ids('claims'),
      finders: await ids('finders'),
      calls: await ids('calls'),
      details: await ids('details'),
      additions: await ids('additions'),
      photos: await ids('photos'),
      enquiries: await ids('enquiries'),
    };
  }

  private async erase(tx: Tx, { claims, finders, calls, details, additions, photos, enquiries }: Due): Promise<void> {
    for (const id of [...claims, ...finders, ...calls, ...additions, ...enquiries]) await this.vault.destroy(tx, id);
    if (details.length > 0)
      await tx.run(
        `UPDATE lost_item SET sealed_features = NULL, sealed_question = NULL, sealed_answer = NULL WHERE id IN ${placeholders(details.length)}`,
        details,
      );
    if (photos.length > 0) await tx.run(`DELETE FROM lost_photo WHERE id IN ${placeholders(photos.length)}`, photos);
    if (enquiries.length > 0)
      await tx.run(
        `UPDATE lost_enquiry SET state = 'CLOSED', wanted = '', words = '', sealed_name = '', sealed_phone = '', outcome = NULL,
         closed_at = COALESCE(closed_at, ?), erased_at = ? WHERE id IN ${placeholders(enquiries.length)}`,
        [tx.now, tx.now, ...enquiries],
      );
  }
}

function counted(due: Due) {
  const { claims, finders, calls, details, additions, photos, enquiries } = due;
  return {
    claims: claims.length,
    finders: finders.length,
    calls: calls.length,
    details: details.length + additions.length,
    photos: photos.length,
    enquiries: enquiries.length,
  };
}

function piecesOf(due: Due): number {
  return Object.values(due).reduce((sum, ids) => sum + ids.length, 0);
}
