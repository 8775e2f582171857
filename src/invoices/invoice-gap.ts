import type { SqlReads } from '../platform/database/sql-reads.js';

/** What went astray, for whoever reads it: a text below `invoices.gap`. */
export interface Gap {
  readonly key: string;
  readonly params: Readonly<Record<string, string | number>>;
}

/** One thing that must hold of invoices. */
export interface Check {
  readonly name: string;
  /** `storeId` '' = of all stores. */
  run(db: SqlReads, storeId: string): Promise<Gap[]>;
}

export const gap = (key: string, params: Gap['params']): Gap => ({ key, params });
