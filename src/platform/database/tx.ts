import type { DataSource, ObjectLiteral } from 'typeorm';
import type { Command } from './command.js';
import { rowDigest, rowShape } from './row-writer.js';
import type { SqlReads, SqlValue } from './sql-reads.js';
import type { SqlSession } from './sql-session.js';

type EntityClass<E> = new () => E;

/** The open unit of work: the first argument of everything that writes. It does no I/O but the database's. */
export class Tx implements SqlReads {
  private readonly digests: string[] = [];
  private readonly hooks: (() => void)[] = [];

  constructor(
    private readonly session: SqlSession,
    private readonly source: DataSource,
    readonly command: Command,
    /** The journal row this unit will leave; every evidence row points to it. */
    readonly journalId: string,
    /** Milliseconds; never before the last act of the same store, whatever the PC's clock did. */
    readonly now: number,
    /** The actor's open shift; null for whoever has none. */
    readonly shiftId: string | null,
  ) {}

  rows<T>(sql: string, params?: readonly SqlValue[]): Promise<T[]> {
    return this.session.rows<T>(sql, params);
  }

  one<T>(sql: string, params?: readonly SqlValue[]): Promise<T | undefined> {
    return this.session.one<T>(sql, params);
  }

  /** Runs a change; the number of rows it touched. */
  run(sql: string, params?: readonly SqlValue[]): Promise<number> {
    return this.session.run(sql, params);
  }

  /** Inserts one row; `journalId` is filled in where the table has one. A row left out a column only if it is nullable. */
  async insert<E extends ObjectLiteral>(
    entity: EntityClass<E>,
    row: Omit<E, 'journalId'> & { journalId?: never },
  ): Promise<void> {
    const shape = rowShape(this.source, entity);
    const values = shape.properties.map((property) => this.valueOf(row, property));
    if (shape.appendOnly) this.digests.push(rowDigest(shape.table, values));
    await this.session.run(shape.insertSql, values);
  }

  /** Runs once the unit is durable: printing, notices. Never for what must not be lost. */
  afterCommit(hook: () => void): void {
    this.hooks.push(hook);
  }

  /** Digests of the evidence rows this unit wrote, for its seal. */
  get evidence(): readonly string[] {
    return this.digests;
  }

  committed(): void {
    for (const hook of this.hooks) hook();
  }

  private valueOf(row: ObjectLiteral, property: string): SqlValue {
    if (property === 'journalId') return this.journalId;
    const value: unknown = row[property];
    if (value === undefined || value === null) return null;
    if (typeof value === 'string') return value;
    if (typeof value === 'number' && Number.isSafeInteger(value)) return value;
    throw new Error(`column ${property} was given ${typeof value}: text, whole numbers and null are stored`);
  }
}
