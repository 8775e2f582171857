import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { DomainError } from '../../kernel/domain-error.js';
import type { SqlReads } from '../database/sql-reads.js';
import type { Tx } from '../database/tx.js';
import { RAW_PRINTER_PORT } from './printer-connection.js';
import { Printer } from './printer.entity.js';

export interface PrinterInput {
  readonly name: string;
  /** Host name or address on the venue's network. */
  readonly host: string;
  readonly port?: number;
}

export interface PrinterRow {
  readonly id: string;
  readonly name: string;
  readonly host: string;
  readonly port: number;
}

/** The network printers of a store. */
@Injectable()
export class PrintersService {
  /** Throws `printer.host.invalid`, `printer.port.invalid`. */
  async add(tx: Tx, input: PrinterInput): Promise<string> {
    const { name, host, port } = checkedAddress(input);
    const id = uuidv7();
    await tx.insert(Printer, { id, name, host, port, storeId: tx.command.storeId, createdAt: tx.now, removedAt: null });
    return id;
  }

  /** Takes a printer out of use. Throws `printer.notFound`. */
  async remove(tx: Tx, printerId: string): Promise<void> {
    const removed = await tx.run(
      'UPDATE printer SET removed_at = ? WHERE id = ? AND store_id = ? AND removed_at IS NULL',
      [tx.now, printerId, tx.command.storeId],
    );
    if (removed === 0) throw new DomainError('printer.notFound');
  }

  /** Printers in use, by name. */
  list(db: SqlReads, storeId: string): Promise<PrinterRow[]> {
    return db.rows<PrinterRow>(
      'SELECT id, name, host, port FROM printer WHERE store_id = ? AND removed_at IS NULL ORDER BY name, id',
      [storeId],
    );
  }
}

/** An address that can be dialled: also for a test page before anything is stored. */
export function checkedAddress({ name, host, port = RAW_PRINTER_PORT }: PrinterInput): Required<PrinterInput> {
  const target = host.trim();
  if (!/^[A-Za-z0-9.:_-]{1,255}$/.test(target)) throw new DomainError('printer.host.invalid', {}, 'host');
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new DomainError('printer.port.invalid', {}, 'port');
  return { name: name.trim() === '' ? target : name.trim().slice(0, 64), host: target, port };
}
