import type { SqlReads } from '../platform/database/sql-reads.js';
import type { SpentPart } from './rules/lot-split.js';

/** A spend with what has gone back of it. */
export interface SpendRow {
  readonly id: string;
  readonly storeId: string;
  readonly slipNo: string;
  readonly roomNo: string | null;
  readonly cardId: string;
  readonly cardNo: string;
  readonly membershipId: string;
  readonly amountFen: number;
  readonly principalFen: number;
  readonly bonusFen: number;
  readonly listFen: number;
  readonly returnedFen: number;
  readonly via: string;
  readonly proof: string;
  readonly documentId: string;
  readonly documentNo: string;
  readonly businessDate: string;
  readonly byId: string;
  /** The shift in which it was made; null when its maker had none open. */
  readonly shiftId: string | null;
  readonly at: number;
}

/** A part with the transfers that made it. */
export interface PostedPart extends SpentPart {
  readonly principalTransferId: string | null;
  readonly bonusTransferId: string | null;
}

const SPEND = `SELECT s.id, s.store_id, s.slip_no, s.room_no, s.card_id, c.card_no, s.membership_id, s.amount_fen, s.principal_fen, s.bonus_fen,
  s.list_fen, s.via, s.proof, s.document_id, d.number AS document_no, s.business_date, s.by_id, s.at, j.shift_id,
  COALESCE((SELECT SUM(r.amount_fen) FROM spend_return r WHERE r.spend_id = s.id AND r.cause <> 'CORRECTION'), 0) AS returned_fen
  FROM spend s JOIN card c ON c.id = s.card_id JOIN document d ON d.id = s.document_id JOIN journal_entry j ON j.journal_id = s.journal_id`;

export function spendOfStore(db: SqlReads, storeId: string, spendId: string): Promise<SpendRow | undefined> {
  return db.one<SpendRow>(`${SPEND} WHERE s.id = ? AND s.store_id = ?`, [spendId, storeId]);
}

/** Spends on a slip number, the newest first: what goes back goes back from there. */
export function spendsOnSlip(db: SqlReads, storeId: string, slipNo: string): Promise<SpendRow[]> {
  return db.rows<SpendRow>(`${SPEND} WHERE s.store_id = ? AND s.slip_no = ? ORDER BY s.id DESC`, [storeId, slipNo]);
}

export function spendsOfDay(db: SqlReads, storeId: string, businessDate: string, limit: number): Promise<SpendRow[]> {
  return db.rows<SpendRow>(`${SPEND} WHERE s.store_id = ? AND s.business_date = ? ORDER BY s.id DESC LIMIT ?`, [
    storeId,
    businessDate,
    limit,
  ]);
}

const PARTS = `SELECT p.spend_id, p.lot_id, p.principal_fen, p.bonus_fen, p.list_fen, p.principal_transfer_id, p.bonus_transfer_id,
  COALESCE(SUM(rp.principal_fen), 0) AS returned_principal_fen, COALESCE(SUM(rp.bonus_fen), 0) AS returned_bonus_fen,
  COALESCE(SUM(rp.list_fen), 0) AS returned_list_fen
  FROM spend_part p JOIN top_up_lot l ON l.id = p.lot_id LEFT JOIN spend_return r ON r.spend_id = p.spend_id
  LEFT JOIN spend_return_part rp ON rp.return_id = r.id AND rp.lot_id = p.lot_id`;
const GROUP = `GROUP BY p.spend_id, p.lot_id, p.principal_fen, p.bonus_fen, p.list_fen, p.principal_transfer_id, p.bonus_transfer_id, l.paid_at
  ORDER BY p.spend_id, l.paid_at, p.lot_id`;

/** The parts of a spend in the order they were taken. */
export function partsOfSpend(db: SqlReads, spendId: string): Promise<PostedPart[]> {
  return db.rows<PostedPart>(`${PARTS} WHERE p.spend_id = ? ${GROUP}`, [spendId]);
}

/** Every part that was taken from a lot, by spend. */
export function partsOfLot(db: SqlReads, lotId: string): Promise<(PostedPart & { readonly spendId: string })[]> {
  return db.rows(`${PARTS} WHERE p.lot_id = ? ${GROUP}`, [lotId]);
}
