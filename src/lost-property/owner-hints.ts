import { Injectable } from '@nestjs/common';
import { DomainError } from '../kernel/domain-error.js';
import { MemberSearch } from '../members/member-search.js';
import { readPhone } from '../members/rules/phone.js';
import { SEALED_PERSON_COLUMNS, type SealedPerson } from '../members/sealed-person.js';
import { Reader } from '../platform/database/reader.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { commandAt, type DeskContext } from '../staff/desk-context.js';
import { assertOnHand } from './holding.js';
import { type ItemRow, LostItems } from './lost-items.js';
import { type OwnerHint, OwnerHintSources } from './owner-hint-source.js';
import { roomsOf } from './rules/places.js';

export type HintedMember = SealedPerson & { readonly membershipId: string };

const HOUR_MS = 3_600_000;
const BEFORE_HOURS = 16;
const AFTER_HOURS = 2;

/** Around when its owner was there. A bill is settled before its room is cleaned, so visits up to two hours later count too. */
export function stayOf({ foundAt }: Pick<ItemRow, 'foundAt'>): { readonly from: number; readonly until: number } {
  return { from: foundAt - BEFORE_HOURS * HOUR_MS, until: foundAt + AFTER_HOURS * HOUR_MS };
}

/** Whose it may be: who had that room in those hours, and the members among them. */
@Injectable()
export class OwnerHints {
  constructor(
    private readonly reader: Reader,
    private readonly search: MemberSearch,
    private readonly sources: OwnerHintSources,
    private readonly items: LostItems,
    private readonly uow: UnitOfWork,
  ) {}

  async visits({ storeId, place, foundAt }: Pick<ItemRow, 'storeId' | 'place' | 'foundAt'>): Promise<OwnerHint[]> {
    const { from, until } = stayOf({ foundAt });
    const known = await this.reader.rows<{ number: string }>(
      `SELECT number FROM room WHERE store_id = ?
       UNION SELECT room_no AS number FROM slip WHERE store_id = ? AND settled_at BETWEEN ? AND ? ORDER BY number`,
      [storeId, storeId, from, until],
    );
    const rooms = roomsOf(
      place,
      known.map(({ number }) => number),
    );
    return rooms.length === 0 ? [] : this.sources.hints(this.reader, { storeId, rooms, from, until });
  }

  /**
   * The phone in full of a guest without a card who had reserved that room, so that the desk can call first (民法典 314); that somebody looked
   * stays in the journal. Throws `page.notFound` for a reservation that says nothing about this thing, `lost.item.transition`.
   */
  async phone(desk: DeskContext, requestKey: string, itemId: string, holdId: string): Promise<string> {
    const item = await this.items.ofStore(this.reader, desk.store.id, itemId);
    assertOnHand(item, 'contact');
    const guest = (await this.visits(item)).find((visit) => visit.guest?.holdId === holdId)?.guest;
    if (!guest) throw new DomainError('page.notFound');
    await this.uow.note(commandAt(desk, 'lost.contact', requestKey, { itemId, holdId }), 'NOTED', { itemId, holdId });
    return guest.phone;
  }

  async members(visits: readonly OwnerHint[]): Promise<HintedMember[]> {
    const ids = [...new Set(visits.flatMap(({ membershipId }) => membershipId ?? []))];
    const found: HintedMember[] = [];
    for (const id of ids) {
      const member = await this.reader.one<HintedMember>(
        `SELECT m.id AS membership_id, ${SEALED_PERSON_COLUMNS} FROM membership m JOIN person p ON p.id = m.person_id
         JOIN person_key k ON k.person_id = p.id WHERE m.id = ? AND m.closed_at IS NULL`,
        [id],
      );
      if (member) found.push(member);
    }
    return found;
  }

  /** Members with the phone seen on a lock screen or in a wallet. */
  async byPhone(typed: string): Promise<HintedMember[]> {
    const phone = readPhone(typed);
    return phone === null ? [] : this.search.likely(this.reader, { phone: phone.number, idNumber: null });
  }
}
