import { Injectable } from '@nestjs/common';
import { Reader } from '../../platform/database/reader.js';
import type { DeskContext } from '../desk-context.js';
import { APPROVAL_COLUMNS, approvalOf, type ApprovalRow, type StoredApproval } from './approval-rows.js';
import { SecondPerson } from './second-person.js';

/** More than a night ever has waiting; a longer list would not be read. */
const LONGEST = 200;
const ANSWERS_SHOWN = 10;
const ANSWERS_FOR_MS = 24 * 3_600_000;

/** What waits for whom, and what was answered. */
@Injectable()
export class ApprovalsQueries {
  constructor(
    private readonly reader: Reader,
    private readonly second: SecondPerson,
  ) {}

  /** A request of this store that the person asked for, may decide or decided; undefined for everybody else. */
  async find(desk: DeskContext, id: string): Promise<ApprovalRow | undefined> {
    const [row] = await this.rows('WHERE r.id = ? AND r.store_id = ?', [id, desk.store.id]);
    if (!row) return undefined;
    return row.requestedBy === desk.person.id || (await this.mayDecide(desk, [row])).length > 0 ? row : undefined;
  }

  /** What waits for this person, oldest first; nobody decides their own. */
  async waitingFor(desk: DeskContext): Promise<ApprovalRow[]> {
    const waiting = await this.rows(
      'JOIN open_approval o ON o.request_id = r.id WHERE o.store_id = ? AND r.requested_by <> ? ORDER BY r.id LIMIT ?',
      [desk.store.id, desk.person.id, LONGEST],
    );
    return waiting.length === 0 ? [] : this.mayDecide(desk, waiting);
  }

  /** How many wait for this person: the figure in the bar of every page. */
  async countFor(desk: DeskContext): Promise<number> {
    const open = await this.reader.rows<{ deciderRoles: string }>(
      'SELECT r.decider_roles FROM open_approval o JOIN approval_request r ON r.id = o.request_id ' +
        'WHERE o.store_id = ? AND r.requested_by <> ? LIMIT ?',
      [desk.store.id, desk.person.id, LONGEST],
    );
    if (open.length === 0) return 0;
    const roles = await this.second.rolesToday(desk);
    return open.filter(({ deciderRoles }) => deciderRoles.split(',').some((role) => roles.includes(role))).length;
  }

  /** What this person sent, newest first: still waiting, or answered within a day. */
  sentBy(desk: DeskContext, now: number): Promise<ApprovalRow[]> {
    return this.rows(
      'WHERE r.requested_by = ? AND r.store_id = ? AND (d.request_id IS NULL OR d.decided_at >= ?) AND r.created_at >= ? ' +
        'ORDER BY r.created_at DESC LIMIT ?',
      [desk.person.id, desk.store.id, now - ANSWERS_FOR_MS, now - 30 * ANSWERS_FOR_MS, ANSWERS_SHOWN],
    );
  }

  private async mayDecide(desk: DeskContext, rows: readonly ApprovalRow[]): Promise<ApprovalRow[]> {
    const roles = await this.second.rolesToday(desk);
    return rows.filter(({ deciderRoles }) => deciderRoles.some((role) => roles.includes(role)));
  }

  private async rows(where: string, params: readonly (string | number)[]): Promise<ApprovalRow[]> {
    const rows = await this.reader.rows<StoredApproval>(`SELECT ${APPROVAL_COLUMNS} ${where}`, params);
    return rows.map(approvalOf);
  }
}
