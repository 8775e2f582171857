import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { SqlReads, SqlValue } from './sql-reads.js';
import { camelRow, numberedPlaceholders } from './sql-text.js';

/**
 * Reads for pages. The data source Nest injects by default is opened read-only, so a stray write is refused by the
 * database itself; what changes goes through `UnitOfWork`.
 */
@Injectable()
export class Reader implements SqlReads {
  private readonly postgres: boolean;

  constructor(private readonly source: DataSource) {
    this.postgres = source.options.type === 'postgres';
  }

  async rows<T>(sql: string, params: readonly SqlValue[] = []): Promise<T[]> {
    const text = this.postgres ? numberedPlaceholders(sql) : sql;
    const rows: Record<string, unknown>[] = await this.source.query(text, [...params]);
    return rows.map((row) => camelRow<T>(row));
  }

  async one<T>(sql: string, params: readonly SqlValue[] = []): Promise<T | undefined> {
    return (await this.rows<T>(sql, params))[0];
  }
}
