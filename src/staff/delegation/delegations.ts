import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { proposedBusinessDate } from '../../kernel/business-day.js';
import { DomainError } from '../../kernel/domain-error.js';
import { Clock } from '../../platform/clock/clock.js';
import { Reader } from '../../platform/database/reader.js';
import type { Tx } from '../../platform/database/tx.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { commandAt, type DeskContext } from '../desk-context.js';
import { DelegationEnd } from './delegation-end.entity.js';
import { Delegation } from './delegation.entity.js';
import { assertDelegation, type DelegationDraft } from './rules/delegation-term.js';

/** A page of them: enough for half a year of evenings. */
const LONGEST = 100;

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

/** What a manager fills in; dates as business dates. */
export type StandIn = Omit<DelegationDraft, 'today'> & { readonly staffNo: string };

/** 代班主管 (counter-practice H20): who signs in whose stead, and for which business dates. */
@Injectable()
export class Delegations {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly reader: Reader,
    private readonly clock: Clock,
  ) {}

  /**
   * Lets somebody of this store sign in a role from one business date to another, both included.
   * Throws `delegation.*` for a term or role that cannot be given, `delegation.unknownPerson`, `delegation.self`.
   */
  async grant(desk: DeskContext, requestKey: string, { staffNo, ...term }: StandIn): Promise<void> {
    assertDelegation({ ...term, today: this.today(desk) });
    await this.uow.run(commandAt(desk, 'staff.delegate', requestKey, { staffNo, ...term }), async (tx) => {
      const { storeId, actorId: createdBy } = tx.command;
      const staffId = await activePerson(tx, staffNo);
      if (staffId === createdBy) throw new DomainError('delegation.self', {}, 'staffNo');
      const id = uuidv7();
      await tx.insert(Delegation, { ...term, id, storeId, staffId, createdBy, createdAt: tx.now });
      return { id };
    });
  }

  /** Takes a delegation back. Throws `page.notFound` for another store's, `delegation.ended` for one taken back before. */
  async end(desk: DeskContext, requestKey: string, id: string): Promise<void> {
    await this.uow.run(commandAt(desk, 'staff.endDelegation', requestKey, { id }), async (tx) => {
      const row = await tx.one<{ endedAt: number | null }>(
        'SELECT e.ended_at FROM delegation d LEFT JOIN delegation_end e ON e.delegation_id = d.id ' +
          'WHERE d.id = ? AND d.store_id = ?',
        [id, tx.command.storeId],
      );
      if (!row) throw new DomainError('page.notFound');
      if (row.endedAt !== null) throw new DomainError('delegation.ended');
      await tx.insert(DelegationEnd, { delegationId: id, endedBy: tx.command.actorId, endedAt: tx.now });
      return { id };
    });
  }

  /** The roles that somebody of this store holds for others today: neither expired nor taken back. */
  async rolesOf(desk: DeskContext, staffId: string): Promise<readonly string[]> {
    const date = this.today(desk);
    const rows = await this.reader.rows<{ role: string }>(
      'SELECT d.role FROM delegation d LEFT JOIN delegation_end e ON e.delegation_id = d.id ' +
        'WHERE d.staff_id = ? AND d.to_date >= ? AND d.from_date <= ? AND d.store_id = ? AND e.delegation_id IS NULL',
      [staffId, date, date, desk.store.id],
    );
    return rows.map(({ role }) => role);
  }

  /** The store's delegations, those that last longest first. */
  list(desk: DeskContext): Promise<DelegationRow[]> {
    return this.reader.rows<DelegationRow>(
      'SELECT d.id, s.name AS staff_name, s.staff_no, d.role, d.from_date, d.to_date, d.reason, ' +
        'c.name AS created_by_name, e.ended_at FROM delegation d JOIN staff s ON s.id = d.staff_id ' +
        'JOIN staff c ON c.id = d.created_by LEFT JOIN delegation_end e ON e.delegation_id = d.id ' +
        'WHERE d.store_id = ? ORDER BY d.to_date DESC, d.id DESC LIMIT ?',
      [desk.store.id, LONGEST],
    );
  }

  /** The business date by which a term is judged: the open one, else the one the clock proposes. */
  today(desk: DeskContext): string {
    return desk.businessDate ?? proposedBusinessDate(this.clock.now());
  }
}

async function activePerson(tx: Tx, staffNo: string): Promise<string> {
  const person = await tx.one<{ id: string }>(
    'SELECT id FROM staff WHERE staff_no = ? AND store_id = ? AND deactivated_at IS NULL',
    [staffNo, tx.command.storeId],
  );
  if (!person) throw new DomainError('delegation.unknownPerson', {}, 'staffNo');
  return person.id;
}
