import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { DomainError } from '../kernel/domain-error.js';
import { maskName } from '../members/rules/masks.js';
import { PersonVault } from '../platform/crypto/person-vault.js';
import { Reader } from '../platform/database/reader.js';
import type { SqlReads } from '../platform/database/sql-reads.js';
import type { Tx } from '../platform/database/tx.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { commandAt, type DeskContext } from '../staff/desk-context.js';
import { StaffQueries } from '../staff/staff.queries.js';
import { LostFinder } from './lost-finder.entity.js';
import type { RegisterForm } from './register-form.js';

type Sealed = Pick<LostFinder, 'sealedName' | 'sealedPhone'>;

/** A colleague, or a guest with the phone in clear: show it masked. */
export interface NamedFinder {
  readonly id: string;
  readonly name: string;
  readonly guest: { readonly phone: string | null } | null;
}

/** Who handed a thing in: colleagues by their number, a guest by name (003E-038). */
@Injectable()
export class ItemFinders {
  constructor(
    private readonly staff: StaffQueries,
    private readonly vault: PersonVault,
    private readonly reader: Reader,
    private readonly uow: UnitOfWork,
  ) {}

  /** Their ids, and the names for the tag, a guest's masked. Throws `lost.finder.unknown` on the field of the number. */
  async of(
    tx: Tx,
    { staffFinders, guestFinders }: Pick<RegisterForm, 'staffFinders' | 'guestFinders'>,
  ): Promise<{ staffIds: string[]; label: string }> {
    const staffIds: string[] = [];
    const names: string[] = [];
    for (const [index, staffNo] of staffFinders.entries()) {
      const person = await this.staff.byNumber(tx, staffNo);
      if (person?.storeId !== tx.command.storeId) {
        throw new DomainError('lost.finder.unknown', {}, index === 0 ? 'finderStaffNo' : 'secondFinderStaffNo');
      }
      staffIds.push(person.id);
      names.push(person.name);
    }
    names.push(...guestFinders.map(({ name }) => maskName(name)));
    return { staffIds, label: names.join('、') };
  }

  /** A clerk who names nobody found it alone. */
  async insert(
    tx: Tx,
    itemId: string,
    staffIds: readonly string[],
    { guestFinders }: Pick<RegisterForm, 'guestFinders'>,
  ): Promise<void> {
    const alone = staffIds.length === 0 && guestFinders.length === 0;
    for (const staffId of alone ? [tx.command.actorId] : staffIds) {
      await tx.insert(LostFinder, { id: uuidv7(), itemId, staffId, sealedName: null, sealedPhone: null });
    }
    for (const { name, phone } of guestFinders) {
      const id = uuidv7();
      await this.vault.create(tx, id);
      await tx.insert(LostFinder, {
        id,
        itemId,
        staffId: null,
        sealedName: await this.vault.seal(tx, id, 'lost_finder.name', name),
        sealedPhone: phone === null ? null : await this.vault.seal(tx, id, 'lost_finder.phone', phone),
      });
    }
  }

  /** Who found it, as far as they are still known; a guest's phone is for a mask. */
  async named(db: SqlReads, itemId: string): Promise<NamedFinder[]> {
    const rows = await db.rows<{ id: string; staffName: string | null } & Sealed>(
      'SELECT f.id, s.name AS staff_name, f.sealed_name, f.sealed_phone FROM lost_finder f LEFT JOIN staff s ON s.id = f.staff_id ' +
        'WHERE f.item_id = ? ORDER BY f.id',
      [itemId],
    );
    const found: NamedFinder[] = [];
    for (const { id, staffName, sealedName, sealedPhone } of rows) {
      if (staffName !== null) found.push({ id, name: staffName, guest: null });
      const name = await this.open(db, id, 'name', sealedName);
      if (name !== null) found.push({ id, name, guest: { phone: await this.open(db, id, 'phone', sealedPhone) } });
    }
    return found;
  }

  /** Their names in one line, guests masked. */
  async label(db: SqlReads, itemId: string): Promise<string> {
    const found = await this.named(db, itemId);
    return found.map(({ name, guest }) => (guest === null ? name : maskName(name))).join('、');
  }

  /** A guest's phone in full, to thank them or to ask once more; that somebody looked stays in the journal. Throws `page.notFound`. */
  async phone(desk: DeskContext, requestKey: string, itemId: string, finderId: string): Promise<string> {
    const row = await this.reader.one<{ sealedPhone: string }>(
      'SELECT f.sealed_phone FROM lost_finder f JOIN lost_item i ON i.id = f.item_id WHERE f.id = ? AND i.id = ? AND i.store_id = ? AND f.sealed_phone IS NOT NULL',
      [finderId, itemId, desk.store.id],
    );
    const phone = row ? await this.open(this.reader, finderId, 'phone', row.sealedPhone) : null;
    if (phone === null) throw new DomainError('page.notFound');
    await this.uow.note(commandAt(desk, 'lost.reveal', requestKey, { finderId }), 'NOTED', { itemId, finderId });
    return phone;
  }

  private async open(db: SqlReads, id: string, field: 'name' | 'phone', sealed: string | null): Promise<string | null> {
    return sealed === null ? null : this.vault.open(db, id, `lost_finder.${field}`, sealed);
  }
}
