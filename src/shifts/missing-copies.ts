import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { DomainError } from '../kernel/domain-error.js';
import { cleanText } from '../kernel/text.js';
import type { SqlReads } from '../platform/database/sql-reads.js';
import type { Tx } from '../platform/database/tx.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { commandAt, type DeskContext } from '../staff/desk-context.js';
import type { DayObstacle } from '../venue/day-gate.js';
import { MissingCopy } from './missing-copy.entity.js';
import type { SheetRow } from './handover-sheets.js';
import { looseCopies, merchantCopiesOf, missingCount } from './shift-copies.js';
import type { ShiftRow } from './shift-rows.js';

/** 缺联: copies that a shift printed and could not hand over, looked for until somebody has them (003E-005). */
@Injectable()
export class MissingCopies {
  constructor(private readonly uow: UnitOfWork) {}

  /** In the unit that accepts the shift: what its sheet names as missing is looked for from now on. */
  async keep(tx: Tx, shift: ShiftRow, { lines }: Pick<SheetRow, 'lines'>): Promise<void> {
    const numbers = lines.flatMap(({ missing = [] }) => missing);
    if (numbers.length === 0) return;
    const copies = await merchantCopiesOf(tx, shift);
    for (const { documentId } of copies.filter(({ number }) => numbers.includes(number))) {
      const open = { foundAt: null, foundBy: null, foundNote: null };
      const { id: shiftId, storeId } = shift;
      await tx.insert(MissingCopy, { id: uuidv7(), storeId, shiftId, documentId, missedAt: tx.now, ...open });
    }
  }

  /**
   * Somebody has the copy in hand, or has printed it again and had it signed; `typed` says where it was or why it was
   * printed. Throws `text.required` on `note`, `page.notFound` when it is found already.
   */
  async found(desk: DeskContext, requestKey: string, id: string, typed: string): Promise<void> {
    const note = cleanText(typed, { max: 200, required: true, field: 'note' });
    await this.uow.run(commandAt(desk, 'shifts.findCopy', requestKey, { id, note }), async (tx) => {
      const { storeId, actorId } = tx.command;
      const moved = await tx.run(
        'UPDATE missing_copy SET found_at = ?, found_by = ?, found_note = ? WHERE id = ? AND store_id = ? AND found_at IS NULL',
        [tx.now, actorId, note, id, storeId],
      );
      if (moved !== 1) throw new DomainError('page.notFound');
      return { id };
    });
  }
}

/** What a closing day is reminded of. */
export async function copiesDue(db: SqlReads, storeId: string): Promise<DayObstacle[]> {
  const loose = await looseCopies(db, storeId);
  const by = [...new Set(loose.map(({ byName }) => byName))].join('、');
  const due = [
    { key: 'shifts.due.copies', params: { count: await missingCount(db, storeId), by: '' }, href: '/shifts/copies' },
    { key: 'shifts.due.loose', params: { count: loose.length, by }, href: '/shifts/copies' },
  ];
  return due.filter(({ params }) => params.count > 0);
}
