import { Injectable } from '@nestjs/common';
import type { PlainDate } from '../kernel/business-day.js';
import { SEALED_PERSON_COLUMNS, type SealedPerson } from '../members/sealed-person.js';
import type { SqlReads, SqlValue } from '../platform/database/sql-reads.js';
import type { EveningStep } from './rules/evening-steps.js';

/** A birthday with the guest behind it, and everything that decides about the gift. */
export interface EntryRow extends SealedPerson {
  readonly id: string;
  readonly storeId: string;
  readonly membershipId: string;
  readonly tier: string;
  /** For the register of gifts alone (003E-015). */
  readonly sealedAddress: string | null;
  readonly calendar: 'SOLAR' | 'LUNAR';
  readonly year: number;
  readonly onDate: PlainDate;
  readonly late: number;
  readonly attend: string | null;
  readonly nextCallAt: number | null;
  readonly greetedAt: number | null;
  readonly givenAt: number | null;
  readonly slipId: string | null;
  readonly slipState: string | null;
  readonly giftRound: number | null;
  readonly cardNo: string | null;
  readonly cardState: string | null;
  readonly frozenReason: string | null;
  readonly closedAt: number | null;
  /** The membership went to somebody else with its card. */
  readonly transferred: number;
  readonly holdId: string | null;
  readonly holdNumber: string | null;
  readonly holdState: string | null;
  readonly fromAt: number | null;
  readonly untilAt: number | null;
  readonly people: number | null;
  readonly room: string | null;
  /** Other records of this birthday that may be the same person, and those of them of which nobody has said anything. */
  readonly twins: number;
  readonly undecided: number;
  readonly twinOutcome: string | null;
  readonly lastGiftOn: PlainDate | null;
  /** Steps done tonight, as far as they have come. */
  readonly stepsDone: number;
  /** Pieces drawn for this birthday that are in the manager's hand. */
  readonly inHand: number;
}

export interface StepRow {
  readonly step: EveningStep;
  readonly result: string | null;
  readonly byName: string | null;
  readonly at: number;
  readonly reason: string | null;
}

export interface CallRow {
  readonly kind: string;
  readonly channel: string;
  readonly outcome: string;
  readonly agreed: number;
  readonly nextAt: number | null;
  readonly note: string | null;
  readonly byName: string | null;
  readonly at: number;
}

export interface RosterRow {
  readonly id: string;
  readonly month: string;
  readonly madeAt: number;
  readonly frozenAt: number | null;
  readonly confirmedCount: number | null;
  readonly confirmedAt: number | null;
  readonly confirmedByName: string | null;
}

const BEST_CARD =
  "(SELECT b.id FROM card b WHERE b.membership_id = e.membership_id ORDER BY CASE b.state WHEN 'ACTIVE' THEN 0 ELSE 1 END, b.id DESC LIMIT 1)";

/** Other records on the list of this birthday that may be the same person, and have a gift: given, or to come to a card that serves. */
const TWIN =
  'birthday_entry o WHERE o.twin_hash = e.twin_hash AND o.person_id <> e.person_id AND o.calendar = e.calendar AND o.year = e.year AND (o.given_at IS NOT NULL ' +
  'OR EXISTS (SELECT 1 FROM membership n JOIN card q ON q.membership_id = n.id WHERE n.id = o.membership_id AND n.person_id = o.person_id AND n.closed_at IS NULL ' +
  "AND q.state IN ('ACTIVE', 'LOST', 'ISSUED') AND q.frozen_reason IS NULL))";

/** What the manager once said of a record: good for every later birthday, until name, birthday or phone are others. */
function decidedOf(entry: 'e' | 'o'): string {
  return (
    'birthday_twin x JOIN birthday_entry d ON d.id = x.entry_id ' +
    `WHERE d.person_id = ${entry}.person_id AND d.twin_hash = ${entry}.twin_hash`
  );
}

/** Of a gift that was given anew only the last time counts. */
const STEP_STANDS =
  "(t.step NOT LIKE 'GIFT%' AND t.step NOT LIKE 'SIGNED%' OR t.step IN ('GIFT' || COALESCE('.' || e.gift_round, ''), 'SIGNED' || COALESCE('.' || e.gift_round, '')))";

const ENTRY =
  'SELECT e.id, e.store_id, e.membership_id, m.tier, p.sealed_address, e.calendar, e.year, e.on_date, e.late, e.attend, e.next_call_at, e.greeted_at, e.given_at, ' +
  'e.slip_id, e.slip_state, e.gift_round, c.card_no, c.state AS card_state, c.frozen_reason, m.closed_at, CASE WHEN m.person_id <> e.person_id THEN 1 ELSE 0 END AS transferred, ' +
  'e.hold_id, h.number AS hold_number, h.state AS hold_state, h.from_at, h.until_at, h.people, r.number AS room, ' +
  `(SELECT COUNT(*) FROM ${TWIN}) AS twins, (SELECT COUNT(*) FROM ${TWIN} AND NOT EXISTS (SELECT 1 FROM ${decidedOf('o')})) AS undecided, ` +
  `(SELECT x.outcome FROM ${decidedOf('e')} ORDER BY x.at DESC, x.id DESC LIMIT 1) AS twin_outcome, ` +
  `(SELECT COUNT(*) FROM birthday_step t WHERE t.entry_id = e.id AND ${STEP_STANDS}) AS steps_done, ` +
  '(SELECT MAX(g.on_date) FROM birthday_entry g WHERE g.person_id = e.person_id AND g.given_at IS NOT NULL AND g.id <> e.id) AS last_gift_on, ' +
  "COALESCE((SELECT SUM(a.balance) FROM ledger_account a WHERE a.kind = 'gift.hand' AND a.part = e.id AND a.owner = e.store_id), 0) AS in_hand, " +
  `${SEALED_PERSON_COLUMNS} FROM birthday_entry e JOIN membership m ON m.id = e.membership_id JOIN person p ON p.id = e.person_id ` +
  'JOIN person_key k ON k.person_id = p.id LEFT JOIN room_hold h ON h.id = e.hold_id LEFT JOIN room r ON r.id = h.room_id ' +
  `AND h.state <> 'RELEASED' LEFT JOIN card c ON c.id = ${BEST_CARD}`;

/** Birthdays of one store as pages and acts read them. */
@Injectable()
export class BirthdayQueries {
  onDates(db: SqlReads, storeId: string, from: PlainDate, to: PlainDate): Promise<EntryRow[]> {
    return this.entries(db, 'e.store_id = ? AND e.on_date BETWEEN ? AND ? ORDER BY e.on_date, e.id', [
      storeId,
      from,
      to,
    ]);
  }

  async byId(db: SqlReads, storeId: string, id: string): Promise<EntryRow | undefined> {
    return (await this.entries(db, 'e.store_id = ? AND e.id = ?', [storeId, id]))[0];
  }

  byIds(db: SqlReads, storeId: string, ids: readonly string[]): Promise<EntryRow[]> {
    if (ids.length === 0) return Promise.resolve([]);
    const marks = ids.map(() => '?').join(', ');
    return this.entries(db, `e.store_id = ? AND e.id IN (${marks}) ORDER BY e.on_date, e.id`, [storeId, ...ids]);
  }

  /** Every birthday of a member's person, newest first. */
  ofMember(db: SqlReads, storeId: string, membershipId: string): Promise<EntryRow[]> {
    return this.entries(
      db,
      'e.store_id = ? AND e.person_id = (SELECT person_id FROM membership WHERE id = ?) ORDER BY e.on_date DESC',
      [storeId, membershipId],
    );
  }

  /** Gifts given whose slip nobody has ticked. */
  unsigned(db: SqlReads, storeId: string): Promise<EntryRow[]> {
    return this.entries(db, "e.store_id = ? AND e.slip_state = 'OPEN' ORDER BY e.given_at", [storeId]);
  }

  roster(db: SqlReads, storeId: string, month: string): Promise<RosterRow | undefined> {
    return db.one<RosterRow>(
      'SELECT r.id, r.month, r.made_at, r.frozen_at, r.confirmed_count, r.confirmed_at, s.name AS confirmed_by_name ' +
        'FROM birthday_roster r LEFT JOIN staff s ON s.id = r.confirmed_by WHERE r.store_id = ? AND r.month = ?',
      [storeId, month],
    );
  }

  steps(db: SqlReads, entryId: string): Promise<StepRow[]> {
    return db.rows<StepRow>(
      "SELECT CASE WHEN t.step LIKE 'GIFT%' THEN 'GIFT' WHEN t.step LIKE 'SIGNED%' THEN 'SIGNED' ELSE t.step END AS step, t.result, " +
        's.name AS by_name, t.at, t.reason FROM birthday_step t JOIN birthday_entry e ON e.id = t.entry_id ' +
        `LEFT JOIN staff s ON s.id = t.by_id WHERE t.entry_id = ? AND ${STEP_STANDS} ORDER BY t.at, t.id`,
      [entryId],
    );
  }

  /** Oldest first. */
  calls(db: SqlReads, entryId: string): Promise<CallRow[]> {
    return db.rows<CallRow>(
      'SELECT c.kind, c.channel, c.outcome, c.agreed, c.next_at, c.note, s.name AS by_name, c.at FROM birthday_call c ' +
        'LEFT JOIN staff s ON s.id = c.by_id WHERE c.entry_id = ? ORDER BY c.at, c.id',
      [entryId],
    );
  }

  /** Papers that took a gift of this birthday back from the wrong guest, oldest first. */
  corrections(db: SqlReads, entryId: string): Promise<{ documentId: string; number: string; at: number }[]> {
    return db.rows(
      'SELECT d.id AS document_id, d.number, MIN(v.at) AS at FROM birthday_gift_move v JOIN document d ON d.id = v.document_id ' +
        "WHERE v.entry_id = ? AND v.kind = 'UNDO' GROUP BY d.id, d.number ORDER BY MIN(v.at), d.number",
      [entryId],
    );
  }

  daySheet(db: SqlReads, storeId: string, date: PlainDate): Promise<{ byName: string; at: number } | undefined> {
    return db.one(
      'SELECT s.name AS by_name, d.at FROM birthday_day_sheet d JOIN staff s ON s.id = d.by_id WHERE d.store_id = ? AND d.on_date = ?',
      [storeId, date],
    );
  }

  private entries(db: SqlReads, where: string, params: readonly SqlValue[]): Promise<EntryRow[]> {
    return db.rows<EntryRow>(`${ENTRY} WHERE ${where}`, params);
  }
}
