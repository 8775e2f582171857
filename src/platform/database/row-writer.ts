import { createHash } from 'node:crypto';
import type { DataSource, EntityMetadata, EntityTarget, ObjectLiteral } from 'typeorm';
import { isAppendOnly } from './append-only.js';
import type { SqlValue } from './sql-reads.js';

export interface RowShape {
  readonly table: string;
  readonly columns: readonly string[];
  readonly properties: readonly string[];
  readonly insertSql: string;
  readonly appendOnly: boolean;
  readonly hasJournalId: boolean;
}

const shapes = new WeakMap<DataSource, Map<EntityTarget<ObjectLiteral>, RowShape>>();

/** Statement and columns of an entity's table, worked out once per connection. */
export function rowShape(source: DataSource, entity: EntityTarget<ObjectLiteral>): RowShape {
  const known = shapes.get(source) ?? new Map<EntityTarget<ObjectLiteral>, RowShape>();
  shapes.set(source, known);
  const shape = known.get(entity) ?? describe(source.getMetadata(entity));
  known.set(entity, shape);
  return shape;
}

/** Canonical digest of one stored row; `verify` computes the same from what the database holds. */
export function rowDigest(table: string, values: readonly SqlValue[]): string {
  return createHash('sha256')
    .update(JSON.stringify([table, ...values]))
    .digest('base64url');
}

/** One digest for all evidence rows of an act, whatever order they are read in. */
export function evidenceOf(digests: readonly string[]): string {
  return createHash('sha256').update(digests.toSorted().join('\n')).digest('base64url');
}

function describe(metadata: EntityMetadata): RowShape {
  const columns = metadata.columns.toSorted((a, b) => (a.databaseName < b.databaseName ? -1 : 1));
  const names = columns.map((column) => column.databaseName);
  const marks = names.map(() => '?').join(', ');
  return {
    table: metadata.tableName,
    columns: names,
    properties: columns.map((column) => column.propertyName),
    insertSql: `INSERT INTO ${metadata.tableName} (${names.join(', ')}) VALUES (${marks})`,
    appendOnly: isAppendOnly(metadata.target),
    hasJournalId: names.includes('journal_id'),
  };
}
