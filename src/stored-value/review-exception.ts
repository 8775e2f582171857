import { Injectable } from '@nestjs/common';
import { calendarDate } from '../kernel/business-day.js';
import { DomainError } from '../kernel/domain-error.js';
import { cleanText } from '../kernel/text.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { commandAt, type DeskContext } from '../staff/desk-context.js';
import { ExceptionsQueries } from './exceptions.queries.js';
import { SpendReview } from './spend-review.entity.js';

/** Somebody in charge has looked into an exception and says what it was. */
@Injectable()
export class ReviewException {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly queries: ExceptionsQueries,
  ) {}

  /** Throws `text.required` beside `finding`, `storedValue.review.done | gone`. */
  async note(desk: DeskContext, key: string, exceptionKey: string, typed: string): Promise<void> {
    const finding = cleanText(typed, { max: 200, required: true, field: 'finding' });
    const command = commandAt(desk, 'storedValue.review', key, { exceptionKey, finding });
    await this.uow.run(command, async (tx) => {
      const { storeId, actorId: byId } = tx.command;
      const today = tx.command.businessDate ?? calendarDate(tx.now);
      if (!(await this.queries.has(tx, storeId, exceptionKey, today))) throw new DomainError('storedValue.review.gone');
      const known = await tx.one('SELECT store_id FROM spend_review WHERE store_id = ? AND exception_key = ?', [
        storeId,
        exceptionKey,
      ]);
      if (known) throw new DomainError('storedValue.review.done');
      await tx.insert(SpendReview, { storeId, exceptionKey, finding, byId, at: tx.now });
      return { exceptionKey };
    });
  }
}
