import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { DomainError } from '../../kernel/domain-error.js';
import type { SqlReads } from '../../platform/database/sql-reads.js';
import type { Tx } from '../../platform/database/tx.js';
import { DelegationEnd } from './delegation-end.entity.js';
import { Delegation } from './delegation.entity.js';
import { assertDelegation, type DelegationDraft } from './rules/delegation-term.js';

export interface DelegationRow {
  readonly id: string;
  readonly staffName: string;
  readonly staffNo: string;
  readonly role: string;
  readonly fromDate: string;
  readonly toDate: string;
  readonly reason: string;
  readonly createdByName: string;
  readonly endedAt: number | null;
}

/** 代班主管 (counter-practice H20): who signs in whose stead, and for which business dates. */
@Injectable()
export class Delegations {
  /**
   * Lets somebody of the command's store sign in a role from one business date to another, both included.
   * Throws `delegation.*` for a term or role that cannot be given, `delegation.unknownPerson`, `delegation.self`.
   */
  async grant(tx: Tx, staffNo: string, draft: Omit<DelegationDraft, 'today'>, today: string): Promise<{ id: string }> {
    assertDelegation({ ...draft, today });
    const { storeId, actorId: createdBy } = tx.command;
    const person = await tx.one<{ id: string }>(
      'SELECT id FROM staff WHERE staff_no = ? AND store_id = ? AND deactivated_at IS NULL',
      [staffNo, storeId],
    );
    if (!person) throw new DomainError('delegation.unknownPerson', {}, 'staffNo');
    if (person.id === createdBy) throw new DomainError('delegation.self', {}, 'staffNo');
    const id = uuidv7();
    await tx.insert(Delegation, { ...draft, id, storeId, staffId: person.id, createdBy, createdAt: tx.now });
    return { id };
  }

  /** Takes a delegation back. Throws `page.notFound` for another store's, `delegation.ended` for one taken back before. */
  async end(tx: Tx, id: string): Promise<{ id: string }> {
    const row = await tx.one<{ endedAt: number | null }>(
      'SELECT e.ended_at FROM delegation d LEFT JOIN delegation_end e ON e.delegation_id = d.id ' +
        'WHERE d.id = ? AND d.store_id = ?',
      [id, tx.command.storeId],
    );
    if (!row) throw new DomainError('page.notFound');
    if (row.endedAt !== null) throw new DomainError('delegation.ended');
    await tx.insert(DelegationEnd, { delegationId: id, endedBy: tx.command.actorId, endedAt: tx.now });
    return { id };
  }

  /** The roles that somebody holds for others on a business date: neither expired nor taken back. */
  async rolesOf(db: SqlReads, storeId: string, staffId: string, date: string): Promise<readonly string[]> {
    const rows = await db.rows<{ role: string }>(
      'SELECT d.role FROM delegation d LEFT JOIN delegation_end e ON e.delegation_id = d.id ' +
        'WHERE d.staff_id = ? AND d.to_date >= ? AND d.from_date <= ? AND d.store_id = ? AND e.delegation_id IS NULL',
      [staffId, date, date, storeId],
    );
    return rows.map(({ role }) => role);
  }

  /** The store's delegations, those that last longest first. */
  list(db: SqlReads, storeId: string, limit = 100): Promise<DelegationRow[]> {
    return db.rows<DelegationRow>(
      'SELECT d.id, s.name AS staff_name, s.staff_no, d.role, d.from_date, d.to_date, d.reason, ' +
        'c.name AS created_by_name, e.ended_at FROM delegation d JOIN staff s ON s.id = d.staff_id ' +
        'JOIN staff c ON c.id = d.created_by LEFT JOIN delegation_end e ON e.delegation_id = d.id ' +
        'WHERE d.store_id = ? ORDER BY d.to_date DESC, d.id DESC LIMIT ?',
      [storeId, limit],
    );
  }
}
