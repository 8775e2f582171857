import type { SqlReads } from '../platform/database/sql-reads.js';
import { placeholders } from '../platform/database/sql-text.js';
import type { TenderKind } from '../venue/rules/tender-kinds.js';
import type { LineKind, SlipFigures, SlipTender } from './rules/slip-figures.js';
import { type PaidGift, withGifts } from './rules/slip-gifts.js';
import { figuresOf, type ReceivedLine, type SlipContent, type SlipSource } from './rules/slip-content.js';

/** A slip as it is in force, without its lines. */
export interface SlipRow {
  readonly id: string;
  readonly storeId: string;
  readonly slipNo: string;
  readonly roomNo: string;
  readonly visitNo: string | null;
  readonly settledAt: number | null;
  readonly businessDate: string | null;
  readonly source: SlipSource;
  readonly keyedFen: number | null;
  readonly chargedFen: number;
  readonly version: number;
  readonly digest: string;
  readonly replacesId: string | null;
  readonly replacedById: string | null;
  readonly receivedAt: number;
}

export interface SlipParts {
  readonly lines: readonly ReceivedLine[];
  readonly tenders: readonly SlipTender[];
  readonly refunds: readonly SlipTender[];
  /** Bonus money of the cards that paid it; absent where no card did. */
  readonly gift?: PaidGift;
}

interface PartRow {
  slipId: string;
  part: 'LINE' | 'TENDER' | 'REFUND' | 'GIFT';
  kind: LineKind & TenderKind;
  amountFen: number;
  otherFen: number;
}

export const SLIP_COLUMNS =
  'id, store_id, slip_no, room_no, visit_no, settled_at, business_date, source, keyed_fen, charged_fen, version, digest, ' +
  'replaces_id, replaced_by_id, received_at';

export function slipByNo(db: SqlReads, storeId: string, slipNo: string): Promise<SlipRow | undefined> {
  return db.one<SlipRow>(`SELECT ${SLIP_COLUMNS} FROM slip WHERE store_id = ? AND slip_no = ?`, [storeId, slipNo]);
}

export function slipById(db: SqlReads, storeId: string, slipId: string): Promise<SlipRow | undefined> {
  return db.one<SlipRow>(`SELECT ${SLIP_COLUMNS} FROM slip WHERE id = ? AND store_id = ?`, [slipId, storeId]);
}

/** Lines, tenders and refunds in force of several slips, in one statement. */
export async function partsOf(db: SqlReads, slipIds: readonly string[]): Promise<Map<string, SlipParts>> {
  const parts = new Map<string, MutableParts>(slipIds.map((id) => [id, { lines: [], tenders: [], refunds: [] }]));
  if (slipIds.length === 0) return parts;
  const marks = placeholders(slipIds.length);
  const rows = await db.rows<PartRow>(
    `SELECT l.slip_id, 'LINE' AS part, l.kind, l.charged_fen AS amount_fen, l.list_fen AS other_fen, l.position FROM slip_line l
       JOIN slip s ON s.id = l.slip_id AND s.version = l.version WHERE l.slip_id IN ${marks}
     UNION ALL SELECT t.slip_id, 'TENDER', t.kind, t.amount_fen, t.bonus_fen, t.position FROM slip_tender t
       JOIN slip s ON s.id = t.slip_id AND s.version = t.version WHERE t.slip_id IN ${marks}
     UNION ALL SELECT r.slip_id, 'REFUND', p.kind, p.amount_fen, 0, p.position FROM slip_refund_tender p
       JOIN slip_refund r ON r.id = p.refund_id WHERE r.slip_id IN ${marks}
     UNION ALL SELECT g.id, 'GIFT', '', CASE WHEN v.cause = 'RETURNED' THEN 0 ELSE v.gift_fen END,
       CASE WHEN v.cause = 'RETURNED' THEN -v.gift_fen ELSE 0 END, 0 FROM slip g
       JOIN slip_stored_value v ON v.store_id = g.store_id AND v.slip_no = g.slip_no WHERE g.id IN ${marks} ORDER BY 2, 6`,
    [...slipIds, ...slipIds, ...slipIds, ...slipIds],
  );
  for (const row of rows) addPart(parts.get(row.slipId), row);
  return parts;
}

/** Bonus money of the cards that paid a number, for a slip that is keyed now and not kept yet. */
export async function giftOf(db: SqlReads, storeId: string, slipNo: string): Promise<PaidGift> {
  const row = await db.one<PaidGift>(
    `SELECT COALESCE(SUM(CASE WHEN cause = 'RETURNED' THEN 0 ELSE gift_fen END), 0) AS given_fen,
       COALESCE(SUM(CASE WHEN cause = 'RETURNED' THEN -gift_fen ELSE 0 END), 0) AS back_fen
     FROM slip_stored_value WHERE store_id = ? AND slip_no = ?`,
    [storeId, slipNo],
  );
  return row ?? { givenFen: 0, backFen: 0 };
}

interface MutableParts extends SlipParts {
  readonly lines: ReceivedLine[];
  readonly tenders: SlipTender[];
  readonly refunds: SlipTender[];
  gift?: PaidGift;
}

function addPart(parts: MutableParts | undefined, { part, kind, amountFen, otherFen }: PartRow): void {
  if (part === 'GIFT' && parts) {
    const { givenFen = 0, backFen = 0 } = parts.gift ?? {};
    parts.gift = { givenFen: givenFen + amountFen, backFen: backFen + otherFen };
    return;
  }
  if (part === 'LINE') parts?.lines.push({ kind, listFen: otherFen, chargedFen: amountFen });
  else if (part === 'TENDER') parts?.tenders.push({ kind, amountFen, bonusFen: otherFen });
  else parts?.refunds.push({ kind, amountFen });
}

const nothing: SlipParts = { lines: [], tenders: [], refunds: [] };

export function contentOf(slip: SlipRow, { lines, tenders }: SlipParts = nothing): SlipContent {
  const { slipNo, roomNo, visitNo, settledAt, keyedFen } = slip;
  return { slipNo, roomNo, visitNo, settledAt, keyedFen, lines, tenders };
}

/** What counts of each slip: consumed, paid and paid back. */
export async function figuresBySlip(
  db: SqlReads,
  slips: readonly Pick<SlipRow, 'id' | 'keyedFen'>[],
): Promise<Map<string, SlipFigures>> {
  const parts = await partsOf(
    db,
    slips.map(({ id }) => id),
  );
  return new Map(
    slips.map(({ id, keyedFen }) => {
      const { lines, tenders, refunds, gift } = parts.get(id) ?? nothing;
      return [id, withGifts(figuresOf({ lines, tenders, keyedFen }, refunds), gift)];
    }),
  );
}
