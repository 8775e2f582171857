import { Injectable } from '@nestjs/common';
import type { Command } from './command.js';
import type { SqlReads } from './sql-reads.js';

type ShiftOf = (db: SqlReads, command: Command) => Promise<string | null>;

/**
 * Says to which open shift an act belongs. The room of shifts answers, inside the act's own unit; before it has
 * registered, and for whoever has no shift open (devices, Finance, leads), an act belongs to none.
 */
@Injectable()
export class ActShift {
  private shiftOf: ShiftOf = () => Promise.resolve(null);

  register(shiftOf: ShiftOf): void {
    this.shiftOf = shiftOf;
  }

  of(db: SqlReads, command: Command): Promise<string | null> {
    return this.shiftOf(db, command);
  }
}
