import type { HandoverLine } from '../venue/handover-parts.js';
import type { SafePart } from '../venue/safe-contents.js';

/** 缴款袋 of the desk that wait in the safe for Finance (counter-practice H3). */
export const cashBags: SafePart = {
  order: 10,
  async contents(db, { deskId }) {
    const row = await db.one<{ n: number }>(
      "SELECT count(*) AS n FROM cash_bag b JOIN shift s ON s.id = b.shift_id WHERE s.desk_id = ? AND b.state = 'SEALED'",
      [deskId],
    );
    return line('bags', row?.n ?? 0, '/finance');
  },
};

/** Valuables that were left behind lie in the safe of the house: counted with the last desk of the night. */
export const valuables: SafePart = {
  order: 40,
  async contents(db, { storeId, last }) {
    if (!last) return [];
    const row = await db.one<{ n: number }>(
      "SELECT count(*) AS n FROM lost_item WHERE store_id = ? AND slot IS NOT NULL AND state IN ('SAFE', 'VIP_CUSTODY')",
      [storeId],
    );
    return line('valuables', row?.n ?? 0, '/lost/safe');
  },
};

function line(key: string, expected: number, href: string): HandoverLine[] {
  return expected === 0 ? [] : [{ key, expected, href, touch: true, labelKey: `night.contents.${key}` }];
}
