import type { QueryRunner } from 'typeorm';
import type { SqlReads, SqlValue } from './sql-reads.js';
import { camelRow, numberedPlaceholders } from './sql-text.js';

interface StructuredResult {
  records?: Record<string, unknown>[];
  affected?: number;
}

/** Raw statements on one connection of either database; the only place that knows how their drivers answer. */
export class SqlSession implements SqlReads {
  private readonly texts = new Map<string, string>();

  constructor(
    private readonly runner: QueryRunner,
    private readonly postgres: boolean,
  ) {}

  async rows<T>(sql: string, params: readonly SqlValue[] = []): Promise<T[]> {
    const { records = [] } = await this.ask(sql, params);
    return records.map((row) => camelRow<T>(row));
  }

  async one<T>(sql: string, params: readonly SqlValue[] = []): Promise<T | undefined> {
    const { records = [] } = await this.ask(sql, params);
    return records[0] && camelRow<T>(records[0]);
  }

  /** Runs a change; the number of rows it touched. */
  async run(sql: string, params: readonly SqlValue[] = []): Promise<number> {
    return (await this.ask(sql, params)).affected ?? 0;
  }

  private async ask(sql: string, params: readonly SqlValue[]): Promise<StructuredResult> {
    const result: StructuredResult = await this.runner.query(this.dialect(sql), [...params], true);
    return result;
  }

  private dialect(sql: string): string {
    if (!this.postgres) return sql;
    const known = this.texts.get(sql);
    if (known !== undefined) return known;
    const text = numberedPlaceholders(sql);
    this.texts.set(sql, text);
    return text;
  }
}
