import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { DomainError } from '../kernel/domain-error.js';
import { cleanText } from '../kernel/text.js';
import type { Outcome } from '../platform/database/command.js';
import type { SqlReads } from '../platform/database/sql-reads.js';
import type { Tx } from '../platform/database/tx.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import type { DeskContext } from '../staff/desk-context.js';
import { LostCommands } from './lost-commands.js';
import { ITEM_COLUMNS, type ItemRow, LostItems } from './lost-items.js';
import { LostSafeCount } from './lost-safe-count.entity.js';

export interface LastCount {
  readonly expected: number;
  readonly counted: number;
  readonly byName: string;
  readonly at: number;
}

/** The safe's lost things, slot by slot; counted by hand at handover (001-78: what lies in drawer and safe goes from hand to hand). */
@Injectable()
export class SafeCounts {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly commands: LostCommands,
    private readonly items: LostItems,
  ) {}

  /** What should lie in the safe, by slot. */
  inSafe(db: SqlReads, storeId: string): Promise<ItemRow[]> {
    return db.rows<ItemRow>(
      `SELECT ${ITEM_COLUMNS} FROM lost_item i WHERE i.store_id = ? AND i.slot IS NOT NULL AND i.state IN ('SAFE', 'VIP_CUSTODY')
       ORDER BY i.slot`,
      [storeId],
    );
  }

  /** `present` are the ticked ids. What is missing wants a word of explanation: throws `text.required` on `note`. */
  async count(
    desk: DeskContext,
    requestKey: string,
    present: readonly string[],
    typedNote: string,
  ): Promise<Outcome<{ missing: number }>> {
    const note = cleanText(typedNote, { max: 200, field: 'note' });
    const command = this.commands.of(desk, 'lost.countSafe', requestKey, { present: [...present].toSorted(), note });
    return this.uow.run(command, async (tx) => {
      const expected = await this.inSafe(tx, desk.store.id);
      const gone = expected.filter(({ id }) => !present.includes(id));
      const missing = gone.map(({ number }) => number);
      if (missing.length > 0 && note === '') throw new DomainError('text.required', {}, 'note');
      await tx.insert(LostSafeCount, {
        id: uuidv7(),
        storeId: desk.store.id,
        businessDate: command.businessDate,
        expected: expected.length,
        counted: expected.length - missing.length,
        missing: JSON.stringify(missing),
        note: note === '' ? null : note,
        byId: desk.person.id,
        at: tx.now,
      });
      await this.mark(tx, expected, gone, note);
      return { missing: missing.length };
    });
  }

  /** What a count missed stands in its story and is owed until a later count has it. */
  private async mark(tx: Tx, expected: readonly ItemRow[], gone: readonly ItemRow[], note: string): Promise<void> {
    for (const item of expected) {
      const missed = item.missing === 1;
      if (!gone.includes(item) && missed) await this.items.move(tx, item, 'findAgain');
      if (gone.includes(item) && !missed) await this.items.move(tx, item, 'miss', { place: item.slot, note });
    }
  }

  last(db: SqlReads, storeId: string): Promise<LastCount | undefined> {
    return db.one<LastCount>(
      'SELECT c.expected, c.counted, s.name AS by_name, c.at FROM lost_safe_count c JOIN staff s ON s.id = c.by_id ' +
        'WHERE c.store_id = ? ORDER BY c.at DESC, c.id DESC LIMIT 1',
      [storeId],
    );
  }
}
