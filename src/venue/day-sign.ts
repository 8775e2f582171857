import type { SqlReads } from '../platform/database/sql-reads.js';
import type { HealthSign } from '../platform/http/health-signs.js';
import type { BusinessDaysService } from './business-days.service.js';

const LATE_MS = 2 * 3_600_000;

/** A day that is still open two hours after the cut-off was forgotten (counter-practice §4.13: older than 08:00 is red). */
export async function daySign(days: BusinessDaysService, db: SqlReads, now: number): Promise<HealthSign> {
  const open = await db.rows<{ storeId: string; name: string; businessDate: string }>(
    'SELECT b.store_id, s.name, b.business_date FROM business_day b JOIN store s ON s.id = b.store_id ' +
      'WHERE b.open_store_id IS NOT NULL',
  );
  for (const { storeId, name, businessDate } of open) {
    if (businessDate < (await days.proposal(db, storeId, now - LATE_MS))) {
      return { name: 'businessDay', state: 'warn', key: 'venue.day.late', params: { store: name, date: businessDate } };
    }
  }
  return { name: 'businessDay', state: 'ok', key: 'venue.day.onTime' };
}
