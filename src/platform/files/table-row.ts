export interface TableRow {
  /** Line of the file (CSV) or row of the sheet, from 1: what the clerk sees in the margin. */
  readonly line: number;
  /** Trimmed texts; empty cells are ''. A row may be shorter or longer than the header. */
  readonly cells: readonly string[];
}
