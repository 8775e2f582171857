/** Statements are written once, with `?`; PostgreSQL wants `$1`. A `?` inside a quoted text is left alone. */
export function numberedPlaceholders(sql: string): string {
  let index = 0;
  return sql.replace(/'[^']*'|\?/g, (match) => (match === '?' ? `$${++index}` : match));
}

const camelNames = new Map<string, string>();

function camel(column: string): string {
  const known = camelNames.get(column);
  if (known !== undefined) return known;
  const name = column.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
  camelNames.set(column, name);
  return name;
}

/** `{slip_no: 'J1'}` → `{slipNo: 'J1'}`. */
export function camelRow<T>(row: Record<string, unknown>): T {
  const result: Record<string, unknown> = {};
  for (const column in row) result[camel(column)] = row[column];
  return result as T;
}

/** `(?, ?, ?)` for `count` values of an IN list. */
export function placeholders(count: number): string {
  return `(${Array.from({ length: count }, () => '?').join(', ')})`;
}
