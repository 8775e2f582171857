import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { DomainError } from '../kernel/domain-error.js';
import { maskName } from '../members/rules/masks.js';
import { PersonVault } from '../platform/crypto/person-vault.js';
import type { Tx } from '../platform/database/tx.js';
import { StaffQueries } from '../staff/staff.queries.js';
import { LostFinder } from './lost-finder.entity.js';
import type { RegisterForm } from './register-form.js';

/** Who handed a thing in: colleagues by their number, a guest by name (003E-038). */
@Injectable()
export class ItemFinders {
  constructor(
    private readonly staff: StaffQueries,
    private readonly vault: PersonVault,
  ) {}

  /** Their ids, and the names for the tag, a guest's masked. Throws `lost.finder.unknown` on the field of the number. */
  async of(
    tx: Tx,
    { staffFinders, guestFinder }: Pick<RegisterForm, 'staffFinders' | 'guestFinder'>,
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
    if (guestFinder) names.push(maskName(guestFinder.name));
    return { staffIds, label: names.join('、') };
  }

  /** A clerk who names nobody found it alone. */
  async insert(
    tx: Tx,
    itemId: string,
    staffIds: readonly string[],
    { guestFinder }: Pick<RegisterForm, 'guestFinder'>,
  ): Promise<void> {
    const alone = staffIds.length === 0 && guestFinder === null;
    for (const staffId of alone ? [tx.command.actorId] : staffIds) {
      await tx.insert(LostFinder, { id: uuidv7(), itemId, staffId, sealedName: null, sealedPhone: null });
    }
    if (guestFinder === null) return;
    const id = uuidv7();
    await this.vault.create(tx, id);
    const { name, phone } = guestFinder;
    await tx.insert(LostFinder, {
      id,
      itemId,
      staffId: null,
      sealedName: await this.vault.seal(tx, id, 'lost_finder.name', name),
      sealedPhone: phone === null ? null : await this.vault.seal(tx, id, 'lost_finder.phone', phone),
    });
  }
}
