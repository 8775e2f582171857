import { type QueryRunner, Table, TableForeignKey, TableIndex, TableUnique } from 'typeorm';
import { constraintName } from '../../src/platform/database/naming-strategy.js';

export interface ColumnSpec {
  type: 'varchar' | 'text' | 'integer' | 'bigint';
  length?: number;
  nullable?: boolean;
}

export interface TableSpec {
  columns: Record<string, ColumnSpec>;
  primary: string[];
  unique?: string[][];
  indexes?: string[][];
  /** column → table whose single-column primary key it points to (`table` or `table.column`) */
  foreign?: Record<string, string>;
}

export const id = (): ColumnSpec => ({ type: 'varchar', length: 36 });
export const word = (length = 64): ColumnSpec => ({ type: 'varchar', length });
export const text = (): ColumnSpec => ({ type: 'text' });
export const day = (): ColumnSpec => ({ type: 'varchar', length: 10 });
export const instant = (): ColumnSpec => ({ type: 'bigint' });
export const amount = (): ColumnSpec => ({ type: 'bigint' });
export const count = (): ColumnSpec => ({ type: 'integer' });
export const optional = (spec: ColumnSpec): ColumnSpec => ({ ...spec, nullable: true });

/** Creates a table whose constraint names follow the naming strategy, so that entities and migrations never drift. */
export async function createTable(runner: QueryRunner, name: string, spec: TableSpec): Promise<void> {
  const columns = Object.entries(spec.columns).map(([column, { type, length, nullable = false }]) => ({
    name: column,
    type,
    ...(length === undefined ? {} : { length: String(length) }),
    isNullable: nullable,
    isPrimary: spec.primary.includes(column),
    ...(spec.primary.includes(column) ? { primaryKeyConstraintName: `pk_${name}` } : {}),
  }));
  await runner.createTable(
    new Table({
      name,
      columns,
      uniques: (spec.unique ?? []).map(
        (names) => new TableUnique({ name: constraintName('uq', name, names), columnNames: names }),
      ),
      indices: (spec.indexes ?? []).map(
        (names) => new TableIndex({ name: constraintName('idx', name, names), columnNames: names }),
      ),
      foreignKeys: Object.entries(spec.foreign ?? {}).map(([column, target]) => foreignKey(name, column, target)),
    }),
  );
}

/** A later column, by plain ALTER TABLE: the schema builder would rebuild the table and lose its triggers. */
export async function addColumn(runner: QueryRunner, table: string, column: string, spec: ColumnSpec): Promise<void> {
  if (spec.nullable !== true) throw new Error(`a later column is nullable: ${table}.${column}`);
  const type = spec.length === undefined ? spec.type : `${spec.type}(${spec.length})`;
  await runner.query(`ALTER TABLE ${table} ADD COLUMN ${column} ${type}`);
}

function foreignKey(table: string, column: string, target: string): TableForeignKey {
  const [referencedTableName = target, referenced = 'id'] = target.split('.');
  return new TableForeignKey({
    name: constraintName('fk', table, [column]),
    columnNames: [column],
    referencedTableName,
    referencedColumnNames: [referenced],
  });
}
