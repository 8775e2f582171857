import { DomainError } from '../kernel/domain-error.js';
import type { Tx } from '../platform/database/tx.js';
import { isMoneyTender } from '../venue/rules/tender-kinds.js';
import type { SoldLot } from './lot-writer.js';
import type { TenderPart } from './rules/tender-mix.js';

/** A lot as it was sold, about to be put right. */
export interface WrongLot {
  readonly id: string;
  readonly actId: string;
  readonly storeId: string;
  readonly membershipId: string;
  readonly cardId: string | null;
  readonly cardNo: string | null;
  readonly documentId: string;
  readonly documentNo: string;
  readonly principalFen: number;
  readonly bonusFen: number;
  readonly paidAt: number;
  readonly businessDate: string;
  readonly recommenderNo: string | null;
  readonly unitPurchaseId: string | null;
  readonly principalTransferId: string | null;
  readonly bonusTransferId: string | null;
  readonly corrected: number;
}

interface TakenTender {
  readonly kind: string;
  readonly amountFen: number;
  readonly reference: string | null;
  readonly accountOwner: string;
  readonly transferId: string | null;
}

export interface PaidWith extends Omit<TenderPart, 'amountFen'> {
  /** Owner of the account that took it: the right amount lies there too. */
  readonly till: string;
}

/** The lot of this store. Throws `page.notFound`, `storedValue.correct.done`. */
export async function wrongLot(tx: Tx, lotId: string): Promise<WrongLot> {
  const lot = await lotOf(tx, lotId);
  if (!lot) throw new DomainError('page.notFound');
  if (lot.corrected > 0) throw new DomainError('storedValue.correct.done');
  return lot;
}

/** The one tender a lot was paid with, and its transfer. Throws `storedValue.correct.tenders` for a mixed payment. */
export async function paidWith(tx: Tx, lotId: string): Promise<{ tender: PaidWith; transferId: string | null }> {
  const tenders = await tx.rows<TakenTender>(
    'SELECT kind, amount_fen, reference, account_owner, transfer_id FROM lot_tender WHERE lot_id = ? ORDER BY position',
    [lotId],
  );
  const [tender] = tenders;
  if (tenders.length !== 1 || !tender || !isMoneyTender(tender.kind)) {
    throw new DomainError('storedValue.correct.tenders');
  }
  const { kind, reference, accountOwner, transferId } = tender;
  return { transferId, tender: { kind, reference: reference ?? '', till: accountOwner } };
}

export function rightLot(
  { membershipId, cardId, cardNo }: WrongLot,
  lot: Pick<SoldLot, 'lotId' | 'principalFen' | 'bonusFen' | 'tenders'>,
): SoldLot {
  if (cardId === null || cardNo === null) throw new DomainError('storedValue.correct.tenders');
  return { ...lot, membershipId, cardId, cardNo };
}

/** A lot of this store, as it was sold. */
function lotOf(tx: Tx, lotId: string): Promise<WrongLot | undefined> {
  return tx.one<WrongLot>(
    `SELECT l.id, l.act_id, l.store_id, l.membership_id, l.card_id, c.card_no, l.document_id, d.number AS document_no, l.principal_fen,
       l.bonus_fen, l.paid_at, l.business_date, l.recommender_no, l.unit_purchase_id, l.principal_transfer_id, l.bonus_transfer_id,
       (SELECT COUNT(*) FROM top_up_correction x WHERE x.lot_id = l.id) AS corrected
     FROM top_up_lot l JOIN document d ON d.id = l.document_id LEFT JOIN card c ON c.id = l.card_id
     WHERE l.id = ? AND l.store_id = ? AND l.cause <> 'OPENING'`,
    [lotId, tx.command.storeId],
  );
}
