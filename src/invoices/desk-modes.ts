import { Injectable } from '@nestjs/common';
import { DomainError } from '../kernel/domain-error.js';
import type { SqlReads } from '../platform/database/sql-reads.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import type { DeskContext } from '../staff/desk-context.js';
import { InvoiceCommands } from './invoice-commands.js';
import { InvoiceDesk } from './invoice-desk.entity.js';

export type DeskMode = 'PAPER' | 'DIGITAL';

export interface DeskModeRow {
  readonly id: string;
  readonly name: string;
  readonly mode: DeskMode;
}

/** Which counter issues what: 数电票 everywhere until somebody says that books lie there (E5). */
@Injectable()
export class DeskModes {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly commands: InvoiceCommands,
  ) {}

  async of(db: SqlReads, deskId: string): Promise<DeskMode> {
    const row = await db.one<{ mode: DeskMode }>('SELECT mode FROM invoice_desk WHERE desk_id = ?', [deskId]);
    return row?.mode ?? 'DIGITAL';
  }

  all(db: SqlReads, storeId: string): Promise<DeskModeRow[]> {
    return db.rows<DeskModeRow>(
      `SELECT d.id, d.name, COALESCE(m.mode, 'DIGITAL') AS mode FROM desk d LEFT JOIN invoice_desk m ON m.desk_id = d.id
       WHERE d.store_id = ? ORDER BY d.name, d.id`,
      [storeId],
    );
  }

  /** Throws `page.notFound` for another store's counter. */
  async set(desk: DeskContext, requestKey: string, deskId: string, mode: DeskMode): Promise<void> {
    const command = this.commands.ofOffice(desk, 'invoices.setDesk', requestKey, { deskId, mode });
    await this.uow.run(command, async (tx) => {
      const { storeId, actorId } = tx.command;
      const own = await tx.one('SELECT id FROM desk WHERE id = ? AND store_id = ?', [deskId, storeId]);
      if (!own) throw new DomainError('page.notFound');
      const changed = await tx.run(
        'UPDATE invoice_desk SET mode = ?, changed_by = ?, changed_at = ? WHERE desk_id = ?',
        [mode, actorId, tx.now, deskId],
      );
      if (changed === 0) await tx.insert(InvoiceDesk, { deskId, storeId, mode, changedBy: actorId, changedAt: tx.now });
      return { deskId };
    });
  }
}
