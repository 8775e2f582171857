import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { DomainError } from '../kernel/domain-error.js';
import { cleanText } from '../kernel/text.js';
import { Refunds } from '../ledger/refunds.js';
import { People } from '../members/people.js';
import type { Outcome } from '../platform/database/command.js';
import type { SqlReads } from '../platform/database/sql-reads.js';
import type { Tx } from '../platform/database/tx.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { commandOfTheDay, type DeskContext, handAt, tillOf } from '../staff/desk-context.js';
import { permissions } from '../staff/permissions.js';
import { CardUses } from './card-uses.js';
import { CardsService } from './cards.service.js';
import { EnrolmentPaper } from './enrolment-paper.js';
import { EnrolmentUndo } from './enrolment-undo.entity.js';
import { EnrolmentQueries, type EnrolmentRow } from './enrolment.queries.js';
import { mayUndoEnrolment } from './rules/undo-right.js';

export type Undone = { documentId: string; number: string };

/** The guest changed their mind after paying: one act gives the fee back, blanks the card and forgets the guest (counter-practice 4.8). */
@Injectable()
export class EnrolmentUndoService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly queries: EnrolmentQueries,
    private readonly cards: CardsService,
    private readonly people: People,
    private readonly refunds: Refunds,
    private readonly uses: CardUses,
    private readonly paper: EnrolmentPaper,
  ) {}

  /** Throws `page.notFound`, `cards.undo.reasonRequired | notYours | done | tooLate | used`, `ledger.drawerShort`, `shifts.notOpen`. */
  async undo(desk: DeskContext, key: string, enrolmentId: string, typedReason: string): Promise<Outcome<Undone>> {
    const reason = cleanText(typedReason, { max: 200, field: 'reason' });
    if (reason === '') throw new DomainError('cards.undo.reasonRequired', {}, 'reason');
    const command = commandOfTheDay(desk, 'members.undoEnrolment', key, { enrolmentId, reason });
    return this.uow.run(command, async (tx) => {
      const enrolment = await this.queries.byId(tx, desk.store.id, enrolmentId);
      if (!enrolment) throw new DomainError('page.notFound');
      if (!this.mayUndo(desk, enrolment, tx.shiftId)) throw new DomainError('cards.undo.notYours');
      await this.assertUndoable(tx, enrolment, command.businessDate);
      const document = await this.paper.undone(tx, {
        original: enrolment.number,
        feeFen: enrolment.feeFen,
        tender: enrolment.tender,
        by: `${desk.person.name} ${desk.person.staffNo}`,
        printerId: desk.terminal?.printerId ?? null,
      });
      await this.takeBack(tx, desk, enrolment, { documentId: document.id, reason });
      return { documentId: document.id, number: document.number };
    });
  }

  /** The own enrolment of this shift; a lead takes back a colleague's too. */
  mayUndo(desk: DeskContext, enrolment: EnrolmentRow, shiftId = handAt(desk).shiftId): boolean {
    return mayUndoEnrolment(enrolment, { ...desk.person, shiftId }, permissions['members.undoAnyEnrolment'].roles);
  }

  /** Within the day it was made, and before the card was ever used; later it is a refund. */
  async assertUndoable(db: SqlReads, enrolment: EnrolmentRow, businessDate: string | null): Promise<void> {
    if (enrolment.undoneAt !== null) throw new DomainError('cards.undo.done');
    if (enrolment.businessDate !== businessDate)
      throw new DomainError('cards.undo.tooLate', { date: enrolment.businessDate });
    await this.uses.assertUnused(db, enrolment.membershipId);
  }

  private async takeBack(
    tx: Tx,
    desk: DeskContext,
    enrolment: EnrolmentRow,
    { documentId, reason }: { documentId: string; reason: string },
  ): Promise<void> {
    if (enrolment.feeFen > 0)
      await this.refunds.payBack(tx, enrolment.documentId, tillOf(desk), { kind: 'cards.feeReturned', documentId });
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
      reason,
      businessDate: enrolment.businessDate,
      at: tx.now,
      byId: tx.command.actorId,
    });
  }
}
