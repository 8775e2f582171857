import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { DomainError } from '../kernel/domain-error.js';
import { cleanText } from '../kernel/text.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { commandAt, type DeskContext } from '../staff/desk-context.js';
import { BirthdayDay } from './birthday-day.js';
import { BirthdayTwin } from './birthday-twin.entity.js';

/** 可能同一人: the manager says whether two records are one person, who then gets one gift. */
@Injectable()
export class TwinDecisions {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly day: BirthdayDay,
  ) {}

  /** A later word takes an earlier one back. Throws `birthdays.twin.none` when there is nothing to decide or it was said already, `birthdays.twin.outcome`, `text.required` beside `reason`. */
  async decide(
    desk: DeskContext,
    key: string,
    entryId: string,
    input: { outcome: string; reason: string },
  ): Promise<void> {
    const { outcome } = input;
    if (outcome !== 'SAME' && outcome !== 'DIFFERENT') throw new DomainError('birthdays.twin.outcome', {}, 'outcome');
    const reason = cleanText(input.reason, { max: 200, required: true, field: 'reason' });
    await this.uow.run(commandAt(desk, 'birthdays.decideTwin', key, { entryId, outcome, reason }), async (tx) => {
      const entry = await this.day.entry(tx, desk, entryId);
      const said = entry.twinOutcome;
      // who has no word yet while all others have one is the record that keeps the gift
      if (said === outcome || (said === null && entry.undecided === 0)) throw new DomainError('birthdays.twin.none');
      await tx.insert(BirthdayTwin, { id: uuidv7(), entryId, outcome, reason, byId: desk.person.id, at: tx.now });
      return { entryId, outcome };
    });
  }
}
