import { DefaultNamingStrategy, type Table } from 'typeorm';

const snake = (name: string): string => name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase();
const tableName = (table: Table | string): string => (typeof table === 'string' ? table : table.name);

/** snake_case tables and columns, and constraint names that say what they hold: the same in entities and migrations. */
export class SnakeNaming extends DefaultNamingStrategy {
  override tableName(className: string, given: string | undefined): string {
    return given ?? snake(className);
  }

  override columnName(property: string, given: string | undefined): string {
    return given ?? snake(property);
  }

  override primaryKeyName(table: Table | string): string {
    return `pk_${tableName(table)}`;
  }

  override uniqueConstraintName(table: Table | string, columns: string[]): string {
    return constraintName('uq', tableName(table), columns);
  }

  override indexName(table: Table | string, columns: string[]): string {
    return constraintName('idx', tableName(table), columns);
  }

  override foreignKeyName(table: Table | string, columns: string[]): string {
    return constraintName('fk', tableName(table), columns);
  }
}

/** `uq_journal_entry_actor_id_idempotency_key`; PostgreSQL cuts names at 63 bytes, so longer ones are refused here. */
export function constraintName(kind: 'uq' | 'idx' | 'fk', table: string, columns: readonly string[]): string {
  const name = `${kind}_${table}_${columns.map(snake).join('_')}`;
  if (name.length > 63) throw new Error(`constraint name too long: ${name}`);
  return name;
}
