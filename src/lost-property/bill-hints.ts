import { placeholders } from '../platform/database/sql-text.js';
import type { Guest, OwnerHintSource } from './owner-hint-source.js';

interface Bill {
  readonly slipNo: string;
  readonly roomNo: string;
  readonly settledAt: number;
  readonly membershipId: string | null;
}

/** Bills come after they are settled; a till's clock is never a day ahead. The index is on when they came. */
const DAY_MS = 86_400_000;
const MEMBER = '(SELECT p.membership_id FROM points_confirmation p WHERE p.slip_id = s.id ORDER BY p.id DESC LIMIT 1)';

/** Bills of that room, and the members who had points for them. */
export const billHints: OwnerHintSource = {
  async hints(db, { storeId, rooms, from, until }) {
    const bills = await db.rows<Bill>(
      `SELECT s.slip_no, s.room_no, s.settled_at, ${MEMBER} AS membership_id FROM slip s WHERE s.store_id = ? AND s.room_no IN ${placeholders(rooms.length)} AND s.settled_at BETWEEN ? AND ? AND s.replaced_by_id IS NULL
       ORDER BY s.settled_at DESC LIMIT 10`,
      [storeId, ...rooms, from, until],
    );
    return bills.map(({ slipNo, roomNo, settledAt, membershipId }) => ({
      membershipId,
      textKey: 'lost.owner.slip',
      params: { room: roomNo, slip: slipNo },
      at: settledAt,
      guest: null,
    }));
  },

  guests(db, { storeId, from, until }) {
    return db.rows<Guest>(
      `SELECT room, settled_at AS "from", settled_at AS until, who FROM (
         SELECT s.room_no AS room, s.settled_at, ${MEMBER} AS who FROM slip s
         WHERE s.store_id = ? AND s.received_at >= ? AND s.settled_at BETWEEN ? AND ? AND s.replaced_by_id IS NULL) bills WHERE who IS NOT NULL`,
      [storeId, from - DAY_MS, from, until],
    );
  },
};
