import { Injectable } from '@nestjs/common';
import { endOfMonth, type PlainDate } from '../kernel/business-day.js';
import type { BirthdayPolicy } from '../members/rules/birthday.js';
import { Reader } from '../platform/database/reader.js';
import { monthAway } from './birthday-rosters.js';
import { RosterScan } from './roster-scan.js';
import { STAYING_AWAY } from './rules/call-cap.js';

export interface MonthForecast {
  readonly month: string;
  readonly pieces: number;
  /** By its list; else by every member's birthday. */
  readonly listed: boolean;
}

/** What the birthdays of this month and the next will still take from Finance's store. */
@Injectable()
export class GiftForecasts {
  /** Every member was looked at for it: by store and month, good for a day. */
  private readonly estimates = new Map<string, { readonly today: PlainDate; readonly pieces: number }>();

  constructor(
    private readonly reader: Reader,
    private readonly scan: RosterScan,
  ) {}

  /** Two months, counted now. */
  async months(storeId: string, today: PlainDate, policy: BirthdayPolicy): Promise<MonthForecast[]> {
    this.estimates.clear();
    return this.estimated(storeId, today, policy);
  }

  /** Pieces of both, for every page of the desk: what has no list yet is counted once a day. */
  async ofTheDay(storeId: string, today: PlainDate, policy: BirthdayPolicy): Promise<number> {
    return (await this.estimated(storeId, today, policy)).reduce((sum, { pieces }) => sum + pieces, 0);
  }

  private async estimated(storeId: string, today: PlainDate, policy: BirthdayPolicy): Promise<MonthForecast[]> {
    const months: MonthForecast[] = [];
    for (const from of [today, `${monthAway(today.slice(0, 7), 1)}-01`]) {
      const month = from.slice(0, 7);
      const roster = 'SELECT id FROM birthday_roster WHERE store_id = ? AND month = ?';
      const listed = (await this.reader.one(roster, [storeId, month])) !== undefined;
      const pieces = listed ? await this.onList(storeId, from) : await this.estimate(storeId, from, today, policy);
      months.push({ month, pieces, listed });
    }
    return months;
  }

  private async estimate(storeId: string, from: PlainDate, today: PlainDate, policy: BirthdayPolicy): Promise<number> {
    const key = `${storeId} ${from}`;
    const known = this.estimates.get(key);
    if (known?.today === today) return known.pieces;
    const found = await this.scan.find(storeId, { from, to: endOfMonth(from) }, policy, 0);
    const pieces = new Set(found.map(({ personId }) => personId)).size;
    this.estimates.set(key, { today, pieces });
    return pieces;
  }

  /** Those on the list from a day on who are not served, do not stay away and have none drawn. */
  private async onList(storeId: string, from: PlainDate): Promise<number> {
    const row = await this.reader.one<{ n: number }>(
      "SELECT COUNT(*) AS n FROM birthday_entry e WHERE e.store_id = ? AND e.on_date BETWEEN ? AND ? AND e.given_at IS NULL AND COALESCE(e.attend, '') NOT IN " +
        `(${STAYING_AWAY.map(() => '?').join()}) ` +
        "AND NOT EXISTS (SELECT 1 FROM ledger_account a WHERE a.kind = 'gift.hand' AND a.owner = e.store_id AND a.part = e.id AND a.balance > 0)",
      [storeId, from, endOfMonth(from), ...STAYING_AWAY],
    );
    return row?.n ?? 0;
  }
}
