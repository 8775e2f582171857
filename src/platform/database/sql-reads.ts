/** A value that both databases store alike. Flags are 0/1, times are milliseconds, money is fen. */
export type SqlValue = string | number | null;

/** What a query may be asked for; result keys are the camelCase of the selected columns. */
export interface SqlReads {
  rows<T>(sql: string, params?: readonly SqlValue[]): Promise<T[]>;
  one<T>(sql: string, params?: readonly SqlValue[]): Promise<T | undefined>;
}
