import { Injectable } from '@nestjs/common';
import { DomainError } from '../../kernel/domain-error.js';
import { SEALED_PERSON_COLUMNS, type SealedPerson } from '../../members/sealed-person.js';
import type { SqlReads } from '../../platform/database/sql-reads.js';
import type { CardState } from '../rules/card-life.js';

export interface UnitSaleRow {
  readonly id: string;
  readonly unitName: string;
  readonly creditCode: string;
  readonly kindCode: string;
  readonly cards: number;
  readonly feeFen: number;
  readonly tender: string | null;
  readonly documentId: string;
  readonly number: string;
  readonly agentPersonId: string;
  readonly at: number;
  /** Cards whose holders have not come yet. */
  readonly waiting: number;
  /** Cards that were taken back. */
  readonly undone: number;
}

/** A part of a list that was taken back, with its paper. */
export interface UnitUndoRow {
  readonly cards: number;
  readonly feeFen: number;
  readonly documentId: string;
  readonly number: string;
}

export interface UnitCardRow extends SealedPerson {
  readonly line: number;
  readonly cardId: string;
  readonly cardNo: string;
  readonly cardState: CardState;
  readonly membershipId: string;
}

/** A card whose holder has not come. */
export interface WaitingCard {
  readonly cardId: string;
  readonly cardNo: string;
  readonly membershipId: string;
  readonly personId: string;
}

const SALES =
  'SELECT s.id, s.unit_name, s.credit_code, s.kind_code, s.cards, s.fee_fen, s.tender, s.document_id, d.number, s.agent_person_id, s.at, ' +
  '(SELECT COUNT(*) FROM unit_card u WHERE u.sale_id = s.id AND EXISTS ' +
  "(SELECT 1 FROM card c WHERE c.membership_id = u.membership_id AND c.state = 'ISSUED')) AS waiting, " +
  '(SELECT COALESCE(SUM(b.cards), 0) FROM unit_card_undo b WHERE b.sale_id = s.id) AS undone ' +
  'FROM unit_card_sale s JOIN document d ON d.id = s.document_id';

/** What companies bought on one list, and how far their people have come. */
@Injectable()
export class UnitCardsQueries {
  /** Newest first. */
  sales(db: SqlReads, storeId: string, limit = 50): Promise<UnitSaleRow[]> {
    return db.rows<UnitSaleRow>(`${SALES} WHERE s.store_id = ? ORDER BY s.id DESC LIMIT ?`, [storeId, limit]);
  }

  /** Throws `page.notFound` for another store's. */
  async sale(db: SqlReads, storeId: string, id: string): Promise<UnitSaleRow> {
    const row = await db.one<UnitSaleRow>(`${SALES} WHERE s.id = ? AND s.store_id = ?`, [id, storeId]);
    if (!row) throw new DomainError('page.notFound');
    return row;
  }

  undos(db: SqlReads, saleId: string): Promise<UnitUndoRow[]> {
    return db.rows<UnitUndoRow>(
      'SELECT b.cards, b.fee_fen, b.document_id, d.number FROM unit_card_undo b JOIN document d ON d.id = b.document_id WHERE b.sale_id = ? ORDER BY b.id',
      [saleId],
    );
  }

  /** Cards of the list, or what took their place, that still wait for their holders. */
  waiting(db: SqlReads, saleId: string): Promise<WaitingCard[]> {
    return db.rows<WaitingCard>(
      `SELECT c.id AS card_id, c.card_no, u.membership_id, m.person_id FROM unit_card u JOIN membership m ON m.id = u.membership_id
       JOIN card c ON c.membership_id = u.membership_id WHERE u.sale_id = ? AND c.state = 'ISSUED' ORDER BY u.line`,
      [saleId],
    );
  }

  /** In the order of the list; a card that was taken back is a blank, whatever it became since. */
  cards(db: SqlReads, saleId: string): Promise<UnitCardRow[]> {
    return db.rows<UnitCardRow>(
      `SELECT u.line, c.id AS card_id, c.card_no, u.membership_id,
         CASE WHEN m.closed_reason = 'UNDONE' THEN 'STOCK' ELSE c.state END AS card_state, ${SEALED_PERSON_COLUMNS}
       FROM unit_card u JOIN card c ON c.id = u.card_id JOIN membership m ON m.id = u.membership_id
       JOIN person p ON p.id = m.person_id JOIN person_key k ON k.person_id = p.id
       WHERE u.sale_id = ? ORDER BY u.line`,
      [saleId],
    );
  }
}
