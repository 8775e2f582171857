import { DomainError } from '../kernel/domain-error.js';
import type { SqlReads } from '../platform/database/sql-reads.js';
import type { Tx } from '../platform/database/tx.js';
import type { TakenTender } from './rules/right-tenders.js';

/** A lot as it was sold, about to be put right. */
export interface WrongLot {
  readonly id: string;
  readonly actId: string;
  readonly storeId: string;
  readonly membershipId: string;
  readonly cardId: string;
  readonly cardNo: string;
  readonly documentId: string;
  readonly documentNo: string;
  readonly principalFen: number;
  readonly bonusFen: number;
  readonly paidAt: number;
  readonly businessDate: string;
  /** JSON: `LotTerms`. */
  readonly terms: string;
  readonly recommenderNo: string | null;
  readonly unitPurchaseId: string | null;
  readonly principalTransferId: string | null;
  readonly bonusTransferId: string | null;
  readonly corrected: number;
}

/** The lot of this store. Throws `page.notFound`, `storedValue.correct.done`. */
export async function wrongLot(tx: Tx, lotId: string): Promise<WrongLot> {
  const lot = await lotOf(tx, lotId);
  if (!lot) throw new DomainError('page.notFound');
  if (lot.corrected > 0) throw new DomainError('storedValue.correct.done');
  return lot;
}

/** The tenders a lot was paid with, in their order. */
export async function takenFor(db: SqlReads, lotId: string): Promise<TakenTender[]> {
  const tenders = await db.rows<Omit<TakenTender, 'reference'> & { readonly reference: string | null }>(
    'SELECT kind, amount_fen, reference, transfer_id FROM lot_tender WHERE lot_id = ? ORDER BY position',
    [lotId],
  );
  return tenders.map((tender) => ({ ...tender, reference: tender.reference ?? '' }));
}

/** A lot of this store, as it was sold. */
function lotOf(tx: Tx, lotId: string): Promise<WrongLot | undefined> {
  return tx.one<WrongLot>(
    `SELECT l.id, l.act_id, l.store_id, l.membership_id, l.card_id, c.card_no, l.document_id, d.number AS document_no, l.principal_fen,
       l.bonus_fen, l.paid_at, l.business_date, l.terms, l.recommender_no, l.unit_purchase_id, l.principal_transfer_id, l.bonus_transfer_id,
       (SELECT COUNT(*) FROM top_up_correction x WHERE x.lot_id = l.id) AS corrected
     FROM top_up_lot l JOIN document d ON d.id = l.document_id JOIN card c ON c.id = l.card_id
     WHERE l.id = ? AND l.store_id = ? AND l.cause <> 'OPENING'`,
    [lotId, tx.command.storeId],
  );
}
