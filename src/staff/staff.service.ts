import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { DomainError } from '../kernel/domain-error.js';
import { cleanText, toHalfWidth } from '../kernel/text.js';
import { KeyRing } from '../platform/crypto/key-ring.js';
import type { Tx } from '../platform/database/tx.js';
import { CustodyRegistry } from './custody-registry.js';
import { isRole, type Role } from './roles.js';
import { assertMayAdminister } from './rules/rank.js';
import { Staff } from './staff.entity.js';
import { StaffQueries, type StaffRow } from './staff.queries.js';

export interface NewStaff {
  readonly id?: string;
  readonly storeId: string;
  readonly staffNo: string;
  readonly name: string;
  readonly roles: readonly string[];
  /** Mobile phone; only its keyed hash is kept. */
  readonly phone?: string;
  readonly passwordHash?: string;
  readonly pinHash?: string;
}

const SHORTEST_BADGE = 8;

/** The people of the house: who they are, what they may do, when they leave. */
@Injectable()
export class StaffService {
  constructor(
    private readonly queries: StaffQueries,
    private readonly ring: KeyRing,
    private readonly custody: CustodyRegistry,
  ) {}

  /** Throws `staff.no.format`, `staff.no.taken`, `staff.roles.required`, `staff.phone.invalid`, `text.*`. */
  async add(tx: Tx, person: NewStaff): Promise<string> {
    const id = person.id ?? uuidv7();
    const staffNo = parseStaffNo(person.staffNo);
    if (await this.queries.byNumber(tx, staffNo)) throw new DomainError('staff.no.taken', { staffNo }, 'staffNo');
    await tx.insert(Staff, {
      id,
      storeId: person.storeId,
      staffNo,
      name: cleanText(person.name, { max: 40, required: true, field: 'name' }),
      roles: JSON.stringify(parseRoles(person.roles)),
      phoneHash: this.phoneHash(person.phone ?? ''),
      badgeHash: null,
      passwordHash: person.passwordHash ?? null,
      pinHash: person.pinHash ?? null,
      createdAt: tx.now,
      deactivatedAt: null,
    });
    return id;
  }

  /** Gives other roles. Throws `staff.rank`, `staff.roles.required`, `staff.lastOwner`, `staff.notFound`. */
  async changeRoles(tx: Tx, actor: readonly Role[], staffId: string, wanted: readonly string[]): Promise<void> {
    const person = await this.active(tx, staffId);
    const roles = parseRoles(wanted);
    if (staffId === tx.command.actorId) throw new DomainError('staff.self');
    assertMayAdminister(actor, person.roles);
    assertMayAdminister(actor, roles);
    if (!roles.includes('OWNER')) await this.assertNotLastOwner(tx, person);
    await tx.run('UPDATE staff SET roles = ? WHERE id = ?', [JSON.stringify(roles), staffId]);
  }

  /** Hands out a badge that the reader types. Throws `staff.badge.short {min}`, `staff.badge.taken`. */
  async giveBadge(tx: Tx, actor: readonly Role[], staffId: string, badge: string): Promise<void> {
    const person = await this.active(tx, staffId);
    assertMayAdminister(actor, person.roles);
    const hash = this.badgeHash(badge);
    if (hash === null) throw new DomainError('staff.badge.short', { min: SHORTEST_BADGE }, 'badge');
    const holder = await tx.one<{ id: string }>('SELECT id FROM staff WHERE badge_hash = ?', [hash]);
    if (holder && holder.id !== staffId) throw new DomainError('staff.badge.taken', {}, 'badge');
    await tx.run('UPDATE staff SET badge_hash = ? WHERE id = ?', [hash, staffId]);
  }

  /** Whoever leaves hands over first (counter-practice §4.16). Throws `staff.inCustody {count}`, `staff.self`, `staff.lastOwner`. */
  async deactivate(tx: Tx, actor: readonly Role[], staffId: string): Promise<void> {
    const person = await this.active(tx, staffId);
    if (staffId === tx.command.actorId) throw new DomainError('staff.self');
    assertMayAdminister(actor, person.roles);
    await this.assertNotLastOwner(tx, person);
    const held = await this.custody.heldBy(tx, staffId);
    if (held.length > 0) throw new DomainError('staff.inCustody', { count: held.length });
    await tx.run('UPDATE staff SET deactivated_at = ?, badge_hash = NULL WHERE id = ?', [tx.now, staffId]);
  }

  /** Keyed hash of a badge as the reader types it; null when it is too short to be one. */
  badgeHash(badge: string): string | null {
    const typed = toHalfWidth(badge).trim();
    return typed.length < SHORTEST_BADGE ? null : this.ring.lookupHash('badge', typed);
  }

  private phoneHash(phone: string): string | null {
    const digits = toHalfWidth(phone)
      .replace(/[\s-]/g, '')
      .replace(/^\+?86/, '');
    if (digits === '') return null;
    if (!/^1[3-9]\d{9}$/.test(digits)) throw new DomainError('staff.phone.invalid', {}, 'phone');
    return this.ring.lookupHash('phone', digits);
  }

  /** Throws `staff.notFound`, `staff.inactive`. */
  private async active(tx: Tx, staffId: string): Promise<StaffRow> {
    const person = await this.queries.byId(tx, staffId);
    if (!person) throw new DomainError('staff.notFound');
    if (person.deactivatedAt !== null) throw new DomainError('staff.inactive');
    return person;
  }

  private async assertNotLastOwner(tx: Tx, person: StaffRow): Promise<void> {
    if (!person.roles.includes('OWNER')) return;
    const others = (await this.queries.all(tx)).filter(
      ({ id, roles, deactivatedAt }) => id !== person.id && deactivatedAt === null && roles.includes('OWNER'),
    );
    if (others.length === 0) throw new DomainError('staff.lastOwner');
  }
}

/** A staff number as typed: letters and digits, upper case. Throws `staff.no.format`. */
export function parseStaffNo(text: string, field = 'staffNo'): string {
  const typed = toHalfWidth(text).trim().toUpperCase();
  if (!/^[A-Z0-9]{2,12}$/.test(typed)) throw new DomainError('staff.no.format', {}, field);
  return typed;
}

function parseRoles(wanted: readonly string[]): Role[] {
  const roles = [...new Set(wanted)].filter(isRole);
  if (roles.length === 0) throw new DomainError('staff.roles.required', {}, 'roles');
  return roles;
}
