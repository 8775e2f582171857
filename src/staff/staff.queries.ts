import { Injectable } from '@nestjs/common';
import type { SqlReads, SqlValue } from '../platform/database/sql-reads.js';
import type { Role } from './roles.js';

export interface StaffRow {
  readonly id: string;
  readonly storeId: string;
  readonly staffNo: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly hasPhone: boolean;
  readonly hasBadge: boolean;
  readonly hasSecrets: boolean;
  readonly createdAt: number;
  readonly deactivatedAt: number | null;
}

/** The stored hashes of a person's secrets; never leaves this room. */
export interface SecretsRow {
  readonly id: string;
  readonly storeId: string;
  readonly staffNo: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly passwordHash: string | null;
  readonly pinHash: string | null;
  readonly deactivatedAt: number | null;
}

type Stored<T> = Omit<T, 'roles' | 'hasPhone' | 'hasBadge' | 'hasSecrets'> & {
  roles: string;
  hasPhone?: number;
  hasBadge?: number;
  hasSecrets?: number;
};

const flag = (column: string, name: string): string => `CASE WHEN ${column} IS NULL THEN 0 ELSE 1 END AS ${name}`;
const COLUMNS =
  `id, store_id, staff_no, name, roles, ${flag('phone_hash', 'has_phone')}, ${flag('badge_hash', 'has_badge')}, ` +
  `${flag('password_hash', 'has_secrets')}, created_at, deactivated_at FROM staff`;
const SECRETS = 'id, store_id, staff_no, name, roles, password_hash, pin_hash, deactivated_at FROM staff';

@Injectable()
export class StaffQueries {
  byId(db: SqlReads, id: string): Promise<StaffRow | undefined> {
    return this.one(db, 'id = ?', [id]);
  }

  byNumber(db: SqlReads, staffNo: string): Promise<StaffRow | undefined> {
    return this.one(db, 'staff_no = ?', [staffNo]);
  }

  async all(db: SqlReads): Promise<StaffRow[]> {
    const rows = await db.rows<Stored<StaffRow>>(`SELECT ${COLUMNS} ORDER BY deactivated_at, staff_no`);
    return rows.map(readRow);
  }

  async ofStore(db: SqlReads, storeId: string): Promise<StaffRow[]> {
    return (await this.all(db)).filter((person) => person.storeId === storeId);
  }

  /** Names of the people behind ids, for pages that say who did something. */
  async names(db: SqlReads, ids: readonly string[]): Promise<Map<string, string>> {
    const wanted = [...new Set(ids)];
    if (wanted.length === 0) return new Map();
    const rows = await db.rows<{ id: string; name: string }>(
      `SELECT id, name FROM staff WHERE id IN (${wanted.map(() => '?').join(', ')})`,
      wanted,
    );
    return new Map(rows.map(({ id, name }) => [id, name]));
  }

  /** Whether a member's phone is this person's own: nobody credits their own card (counter-practice §4.3). */
  async isOwnPhone(db: SqlReads, staffId: string, phoneHash: string): Promise<boolean> {
    return (await db.one('SELECT id FROM staff WHERE id = ? AND phone_hash = ?', [staffId, phoneHash])) !== undefined;
  }

  async exists(db: SqlReads): Promise<boolean> {
    return (await db.one('SELECT id FROM staff LIMIT 1')) !== undefined;
  }

  secretsByNumber(db: SqlReads, staffNo: string): Promise<SecretsRow | undefined> {
    return this.secrets(db, 'staff_no = ?', staffNo);
  }

  secretsByBadge(db: SqlReads, badgeHash: string): Promise<SecretsRow | undefined> {
    return this.secrets(db, 'badge_hash = ?', badgeHash);
  }

  private async secrets(db: SqlReads, where: string, param: SqlValue): Promise<SecretsRow | undefined> {
    const row = await db.one<Stored<SecretsRow>>(`SELECT ${SECRETS} WHERE ${where}`, [param]);
    return row && { ...row, roles: rolesOf(row.roles) };
  }

  private async one(db: SqlReads, where: string, params: readonly SqlValue[]): Promise<StaffRow | undefined> {
    const row = await db.one<Stored<StaffRow>>(`SELECT ${COLUMNS} WHERE ${where}`, params);
    return row && readRow(row);
  }
}

/** Roles as stored; written by `StaffService` alone, which knows no others. */
export function rolesOf(json: string): Role[] {
  const roles: Role[] = JSON.parse(json);
  return roles;
}

function readRow(row: Stored<StaffRow>): StaffRow {
  return {
    ...row,
    roles: rolesOf(row.roles),
    hasPhone: row.hasPhone === 1,
    hasBadge: row.hasBadge === 1,
    hasSecrets: row.hasSecrets === 1,
  };
}
