import { z } from 'zod';
import { DomainError, type ErrorParams } from '../../kernel/domain-error.js';

export interface ImportColumn {
  /** Names that a file may use for it, any language; case, spaces, `*` and brackets do not matter. */
  readonly headers: readonly string[];
  /** The column must be there; whether a cell may be empty is the schema's business. */
  readonly required?: boolean;
  /** How a faulty value is shown again; without it only its first character is. */
  readonly mask?: (value: string) => string;
}

export interface ImportDefinition<Row> {
  readonly columns: Readonly<Record<string, ImportColumn>>;
  /** Gets `{column key: cell text}`; a column that the file lacks is ''. */
  readonly row: z.ZodType<Row>;
}

/** Describes a table that the venue takes in. Throws at start when two columns claim one header. */
export function defineImport<Row>(definition: ImportDefinition<Row>): ImportDefinition<Row> {
  const headers = Object.values(definition.columns).flatMap((column) => column.headers.map(plainHeader));
  const doubled = headers.find((header, index) => headers.indexOf(header) !== index);
  if (doubled !== undefined) throw new Error(`two import columns are called ${doubled}`);
  return definition;
}

/** A cell read by a rule of the kernel or of a room; what the rule refuses becomes the cell's error code. */
export function cellBy<T>(rule: (text: string) => T): z.ZodType<T> {
  return z.string().transform((text, context) => {
    try {
      return rule(text);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      context.addIssue({ code: 'custom', message: error.code, params: { ...error.params } });
      return z.NEVER;
    }
  });
}

/** Where each column stands in the file: column key → index. */
export type ColumnMap = ReadonlyMap<string, number>;

/**
 * Finds the columns by their headers. Throws `import.columnMissing` {column} and `import.columnTwice` {column};
 * columns nobody asked for are left alone.
 */
export function mapColumns<Row>(definition: ImportDefinition<Row>, header: readonly string[]): ColumnMap {
  const names = header.map(plainHeader);
  const map = new Map<string, number>();
  for (const [key, { headers, required = false }] of Object.entries(definition.columns)) {
    const known = new Set(headers.map(plainHeader));
    const found = names.flatMap((name, index) => (known.has(name) ? [index] : []));
    const [first, second] = found;
    const column = headers[0] ?? key;
    if (second !== undefined) throw new DomainError('import.columnTwice', { column }, 'file');
    if (first !== undefined) map.set(key, first);
    else if (required) throw new DomainError('import.columnMissing', { column }, 'file');
  }
  return map;
}

/** `会员姓名 *`, `Member name (required)` and `member_name` are `会员姓名` and `membername`. */
export function plainHeader(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\([^)]*\)/g, '')
    .replace(/[\s*_:.-]/g, '')
    .toLowerCase();
}

export interface CellFault {
  readonly code: string;
  readonly params: ErrorParams;
}

const OWN_CODE = /^[a-z][A-Za-z]*(\.[A-Za-z][A-Za-z0-9]*)+$/;

/** The code and figures of a schema's complaint; anything that is not one of our codes is `import.cell.invalid`. */
export function faultOf(issue: z.core.$ZodIssue): CellFault {
  if (!OWN_CODE.test(issue.message)) return { code: 'import.cell.invalid', params: {} };
  const params = issue.code === 'custom' ? Object.entries(issue.params ?? {}) : [];
  return { code: issue.message, params: Object.fromEntries(params.filter(isFigure)) };
}

function isFigure(entry: [string, unknown]): entry is [string, string | number] {
  return typeof entry[1] === 'string' || typeof entry[1] === 'number';
}
