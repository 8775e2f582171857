import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { placeholders } from '../platform/database/sql-text.js';
import type { Tx } from '../platform/database/tx.js';
import { RoomHolds } from '../rooms/room-holds.js';
import { BirthdayEntry } from './birthday-entry.entity.js';
import type { BirthdayRoster } from './birthday-roster.entity.js';
import type { FoundBirthday } from './roster-scan.js';

type Roster = Pick<BirthdayRoster, 'id' | 'frozenAt'>;

interface Known {
  readonly id: string;
  readonly onDate: string;
  readonly holdId: string | null;
  readonly holdState: string | null;
  /** A gift in hand or given, a slip, a step of the evening: what happened stays on its day, and with its store. */
  readonly begun: number;
}

const KNOWN =
  'SELECT e.id, e.person_id, e.calendar, e.year, e.on_date, e.hold_id, h.state AS hold_state, CASE WHEN e.store_id = ? AND e.given_at IS NULL AND e.slip_id IS NULL ' +
  'AND NOT EXISTS (SELECT 1 FROM birthday_step t WHERE t.entry_id = e.id) AND NOT EXISTS (SELECT 1 FROM ledger_account a ' +
  "WHERE a.kind = 'gift.hand' AND a.owner = e.store_id AND a.part = e.id AND a.balance > 0) THEN 0 ELSE 1 END AS begun " +
  'FROM birthday_entry e LEFT JOIN room_hold h ON h.id = e.hold_id';

/** Birthdays as they come onto a list. */
@Injectable()
export class RosterEntries {
  constructor(private readonly holds: RoomHolds) {}

  /**
   * Adds who is not on a list yet for that birthday, in this store or another: it is the person's, not the card's. A birthday that was corrected
   * in the file goes to its right day while nothing has happened for it. The number of both.
   */
  async add(tx: Tx, roster: Roster, found: readonly FoundBirthday[]): Promise<number> {
    if (found.length === 0) return 0;
    const people = [...new Set(found.map(({ personId }) => personId))];
    const rows = await tx.rows<Known & { personId: string; calendar: string; year: number }>(
      `${KNOWN} WHERE e.person_id IN ${placeholders(people.length)}`,
      [tx.command.storeId, ...people],
    );
    const known = new Map<string, Known>(rows.map((row) => [keyOf(row), row]));
    let count = 0;
    for (const birthday of found) {
      const before = known.get(keyOf(birthday));
      if (before === undefined) await this.insert(tx, roster, birthday);
      else if (before.onDate === birthday.date || before.begun === 1) continue;
      else await this.move(tx, roster, before, birthday);
      known.set(keyOf(birthday), PLACED);
      count += 1;
    }
    return count;
  }

  private async insert(tx: Tx, roster: Roster, birthday: FoundBirthday): Promise<void> {
    const { personId, membershipId, calendar, year, date, twinHash } = birthday;
    await tx.insert(BirthdayEntry, {
      id: uuidv7(),
      storeId: tx.command.storeId,
      rosterId: roster.id,
      personId,
      membershipId,
      calendar,
      year,
      onDate: date,
      late: lateOn(roster),
      twinHash,
      attend: null,
      nextCallAt: null,
      holdId: null,
      greetedAt: null,
      givenAt: null,
      slipId: null,
      slipState: null,
      giftRound: null,
      createdAt: tx.now,
    });
  }

  /** What was agreed for the wrong day is asked again; its room is free. */
  private async move(tx: Tx, roster: Roster, before: Known, { date, twinHash }: FoundBirthday): Promise<void> {
    if (before.holdId !== null && before.holdState !== 'RELEASED')
      await this.holds.release(tx, before.holdId, '生日已更正');
    await tx.run(
      'UPDATE birthday_entry SET on_date = ?, roster_id = ?, late = ?, twin_hash = ?, attend = NULL, next_call_at = NULL, hold_id = NULL ' +
        'WHERE id = ?',
      [date, roster.id, lateOn(roster), twinHash, before.id],
    );
  }
}

/** Stands for a birthday that this look has put in its place. */
const PLACED = { id: '', onDate: '', holdId: null, holdState: null, begun: 1 };

function keyOf({
  personId,
  calendar,
  year,
}: Pick<FoundBirthday, 'personId' | 'year'> & { readonly calendar: string }): string {
  return `${personId} ${calendar} ${year}`;
}

function lateOn({ frozenAt }: Roster): number {
  return frozenAt === null ? 0 : 1;
}
