import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { DomainError } from '../kernel/domain-error.js';
import { Ledger } from '../ledger/ledger.js';
import { People } from '../members/people.js';
import type { Outcome } from '../platform/database/command.js';
import type { SqlReads } from '../platform/database/sql-reads.js';
import type { Tx } from '../platform/database/tx.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { commandOfTheDay, type DeskContext } from '../staff/desk-context.js';
import { CardsService } from './cards.service.js';
import { EnrolmentPaper } from './enrolment-paper.js';
import { EnrolmentUndo } from './enrolment-undo.entity.js';
import { EnrolmentQueries, type EnrolmentRow } from './enrolment.queries.js';

export type Undone = { documentId: string; number: string };

/** The guest changed their mind after paying: one act gives the fee back, blanks the card and forgets the guest (counter-practice 4.8). */
@Injectable()
export class EnrolmentUndoService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly queries: EnrolmentQueries,
    private readonly cards: CardsService,
    private readonly people: People,
    private readonly ledger: Ledger,
    private readonly paper: EnrolmentPaper,
  ) {}

  /** Throws `page.notFound`, `cards.undo.done`, `cards.undo.tooLate`, `cards.undo.used`, `ledger.short`. */
  async undo(desk: DeskContext, key: string, enrolmentId: string): Promise<Outcome<Undone>> {
    const command = commandOfTheDay(desk, 'members.undoEnrolment', key, { enrolmentId });
    return this.uow.run(command, async (tx) => {
      const enrolment = await this.queries.byId(tx, desk.store.id, enrolmentId);
      if (!enrolment) throw new DomainError('page.notFound');
      await this.assertUndoable(tx, enrolment, command.businessDate);
      const document = await this.paper.undone(tx, {
        original: enrolment.number,
        feeFen: enrolment.feeFen,
        tender: enrolment.tender,
        by: `${desk.person.name} ${desk.person.staffNo}`,
        printerId: desk.terminal?.printerId ?? null,
      });
      await this.takeBack(tx, enrolment, document.id);
      return { documentId: document.id, number: document.number };
    });
  }

  /** Within the day it was made; later it is a refund. */
  async assertUndoable(db: SqlReads, enrolment: EnrolmentRow, businessDate: string | null): Promise<void> {
    if (enrolment.undoneAt !== null) throw new DomainError('cards.undo.done');
    if (enrolment.businessDate !== businessDate)
      throw new DomainError('cards.undo.tooLate', { date: enrolment.businessDate });
    const held = await db.one('SELECT id FROM ledger_account WHERE owner = ? AND balance <> 0 LIMIT 1', [
      enrolment.membershipId,
    ]);
    if (held) throw new DomainError('cards.undo.used');
  }

  private async takeBack(tx: Tx, enrolment: EnrolmentRow, documentId: string): Promise<void> {
    const transfers = await tx.rows<{ id: string }>('SELECT id FROM ledger_transfer WHERE document_id = ?', [
      enrolment.documentId,
    ]);
    await this.ledger.reverse(
      tx,
      transfers.map(({ id }) => id),
      { kind: 'cards.feeReturned', documentId },
    );
    await this.cards.backToStock(tx, enrolment.cardId);
    await this.people.close(tx, enrolment.membershipId, 'UNDONE');
    const other = await tx.one('SELECT id FROM membership WHERE person_id = ? AND closed_at IS NULL LIMIT 1', [
      enrolment.personId,
    ]);
    if (!other) await this.people.erase(tx, enrolment.personId);
    await tx.insert(EnrolmentUndo, {
      id: uuidv7(),
      enrolmentId: enrolment.id,
      documentId,
      businessDate: enrolment.businessDate,
      at: tx.now,
      byId: tx.command.actorId,
    });
  }
}
