import { Injectable } from '@nestjs/common';
import { MemberSearch } from '../members/member-search.js';
import { readPhone } from '../members/rules/phone.js';
import { SEALED_PERSON_COLUMNS, type SealedPerson } from '../members/sealed-person.js';
import { Reader } from '../platform/database/reader.js';
import type { ItemRow } from './lost-items.js';

/** A visit that may have been the owner's. */
export interface VisitHint {
  readonly slipId: string;
  readonly slipNo: string;
  readonly roomNo: string;
  readonly settledAt: number;
  readonly membershipId: string | null;
}

export type HintedMember = SealedPerson & { readonly membershipId: string };

const HOUR_MS = 3_600_000;
const BEFORE_HOURS = 16;
const AFTER_HOURS = 2;

/**
 * Whose it may be: visits of that room in those hours, and the members who had points for them. The reservation book stands on a level above;
 * its visits reach here as slips.
 */
@Injectable()
export class OwnerHints {
  constructor(
    private readonly reader: Reader,
    private readonly search: MemberSearch,
  ) {}

  /** Newest first, at most ten. A bill is settled before its room is cleaned, so visits up to two hours later count too. */
  visits({ storeId, place, foundAt }: Pick<ItemRow, 'storeId' | 'place' | 'foundAt'>): Promise<VisitHint[]> {
    return this.reader.rows<VisitHint>(
      `SELECT s.id AS slip_id, s.slip_no, s.room_no, s.settled_at,
         (SELECT p.membership_id FROM points_confirmation p WHERE p.slip_id = s.id ORDER BY p.id DESC LIMIT 1) AS membership_id
       FROM slip s WHERE s.store_id = ? AND upper(s.room_no) = upper(?) AND s.settled_at BETWEEN ? AND ? AND s.replaced_by_id IS NULL
       ORDER BY s.settled_at DESC LIMIT 10`,
      [storeId, place, foundAt - BEFORE_HOURS * HOUR_MS, foundAt + AFTER_HOURS * HOUR_MS],
    );
  }

  async members(visits: readonly VisitHint[]): Promise<HintedMember[]> {
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
