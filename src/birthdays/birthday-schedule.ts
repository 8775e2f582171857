import { Injectable } from '@nestjs/common';
import { Reader } from '../platform/database/reader.js';
import { RunIfDue } from '../platform/jobs/run-if-due.js';
import { BirthdayDay } from './birthday-day.js';
import { BirthdayRosters } from './birthday-rosters.js';

/** Keeps the lists of birthdays of every store. */
@Injectable()
export class BirthdaySchedule extends RunIfDue {
  /** Whoever joins is on tonight's list within minutes; a PC that was off on the 1st looks at its start. */
  protected readonly lookEveryMs = 5 * 60_000;

  constructor(
    private readonly reader: Reader,
    private readonly day: BirthdayDay,
    private readonly rosters: BirthdayRosters,
  ) {
    super();
  }

  /** Brings the lists of every store up to date; a second look finds nothing to do. */
  async runDue(): Promise<void> {
    const stores = await this.reader.rows<{ id: string; businessDate: string | null }>(
      'SELECT s.id, d.business_date FROM store s LEFT JOIN business_day d ON d.open_store_id = s.id ORDER BY s.id',
    );
    for (const { id, businessDate } of stores) {
      // a day left open over days off does not keep the new month away
      await this.rosters.update(id, this.day.lastDay({ businessDate }));
    }
  }
}
