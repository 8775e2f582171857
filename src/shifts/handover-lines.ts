import type { HandoverLine, HandoverObstacle, HandoverPart } from '../venue/handover-parts.js';
import { merchantCopiesOf, unsignedCopies } from './shift-copies.js';

/** The 商户联 of the shift: one pile that is counted, and signatures that must be settled first (003E-005). */
export const merchantCopies: HandoverPart = {
  order: 10,
  async lines(db, shift) {
    const { length } = await merchantCopiesOf(db, shift);
    return [line('merchantCopies', length, true, `/shifts/${shift.id}/copies`)];
  },
  async obstacles(db, shift) {
    const count = await unsignedCopies(db, shift);
    return count === 0
      ? []
      : [{ key: 'shifts.obstacle.merchantCopies', params: { count }, href: '/points/signatures' }];
  },
};

/** 会员登记表和章程: one signed set for each card issued in the shift. The books know how many. */
export const enrolmentPapers: HandoverPart = {
  order: 20,
  async lines(db, shift) {
    const row = await db.one<{ n: number }>(
      'SELECT count(*) AS n FROM enrolment e JOIN journal_entry j ON j.journal_id = e.journal_id WHERE j.shift_id = ?',
      [shift.id],
    );
    const expected = row?.n ?? 0;
    return expected === 0 ? [] : [line('enrolments', expected, false, `/shifts/${shift.id}/copies`)];
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

/** Open matters that the next clerk must know of; nobody counts them. */
export const openMatters: HandoverPart = {
  order: 70,
  async lines(db, { storeId, businessDate }) {
    const matters: [key: string, href: string, sql: string, params: string[]][] = [
      [
        'holdsToCome',
        '/rooms',
        "room_hold WHERE store_id = ? AND business_date = ? AND state = 'HELD'",
        [storeId, businessDate],
      ],
      ['approvalsOpen', '/approvals', 'open_approval WHERE store_id = ?', [storeId]],
      ['copiesMissing', '/shifts/copies', 'missing_copy WHERE store_id = ? AND found_at IS NULL', [storeId]],
    ];
    const lines: HandoverLine[] = [];
    for (const [key, href, from, params] of matters) {
      const row = await db.one<{ n: number }>(`SELECT count(*) AS n FROM ${from}`, params);
      if (row && row.n > 0) lines.push(line(key, row.n, false, href));
    }
    return lines;
  },
};

function line(key: string, expected: number, touch: boolean, href?: string): HandoverLine {
  return { key, expected, touch, labelKey: `shifts.line.${key}`, ...(href === undefined ? {} : { href }) };
}
