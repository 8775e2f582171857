import type { SqlReads } from '../platform/database/sql-reads.js';
import type { HandedShift, HandoverLine, HandoverObstacle, HandoverPart } from '../venue/handover-parts.js';

/** The 商户联 of the shift: a pile that is counted, and signatures that must be settled first (003E-005). */
export const merchantCopies: HandoverPart = {
  order: 10,
  async lines(db, shift) {
    const expected = await countOf(db, 'points_confirmation', shift);
    return [line('merchantCopies', expected, true, '/points/signatures')];
  },
  /** A credit that was undone has nothing left to sign. */
  async obstacles(db, shift) {
    const row = await db.one<{ open: number }>(
      `SELECT count(*) AS open FROM points_confirmation p WHERE ${WITHIN}
       AND NOT EXISTS (SELECT 1 FROM points_signature g WHERE g.confirmation_id = p.id)
       AND NOT EXISTS (SELECT 1 FROM points_adjustment u WHERE u.confirmation_id = p.id AND u.cause = 'UNDO')`,
      within(shift),
    );
    return row && row.open > 0
      ? [{ key: 'shifts.obstacle.merchantCopies', params: { count: row.open }, href: '/points/signatures' }]
      : [];
  },
};

/** 会员登记表和章程: one signed set for each card issued in the shift. The books know how many. */
export const enrolmentPapers: HandoverPart = {
  order: 20,
  async lines(db, shift) {
    const expected = await countOf(db, 'enrolment', shift);
    return expected === 0 ? [] : [line('enrolments', expected, false)];
  },
};

/** 待签 of the day: nothing unsigned leaves the shift (003E-039, counter-practice H19). */
export const openSignatures: HandoverPart = {
  order: 40,
  lines: () => Promise.resolve([]),
  async obstacles(db, { storeId, businessDate, clerkId }): Promise<readonly HandoverObstacle[]> {
    const row = await db.one<{ open: number }>(
      'SELECT count(*) AS open FROM open_signature o JOIN pending_signature p ON p.id = o.pending_signature_id ' +
        'WHERE o.store_id = ? AND o.business_date = ? AND p.actor_id = ?',
      [storeId, businessDate, clerkId],
    );
    return row && row.open > 0
      ? [{ key: 'shifts.obstacle.signatures', params: { count: row.open }, href: '/signatures' }]
      : [];
  },
};

const WITHIN = 'p.store_id = ? AND p.business_date = ? AND p.at >= ? AND p.at <= ?';

function within({ storeId, businessDate, openedAt, cutAt }: HandedShift): [string, string, number, number] {
  return [storeId, businessDate, openedAt, cutAt ?? Number.MAX_SAFE_INTEGER];
}

async function countOf(db: SqlReads, table: 'points_confirmation' | 'enrolment', shift: HandedShift): Promise<number> {
  const row = await db.one<{ n: number }>(`SELECT count(*) AS n FROM ${table} p WHERE ${WITHIN}`, within(shift));
  return row?.n ?? 0;
}

function line(key: string, expected: number, touch: boolean, href?: string): HandoverLine {
  return { key, expected, touch, labelKey: `shifts.line.${key}`, ...(href === undefined ? {} : { href }) };
}
