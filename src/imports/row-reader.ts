import { z } from 'zod';
import { DomainError } from '../kernel/domain-error.js';

/** Reads one cell by a rule; what the rule refuses is kept beside its column and the others are read on. */
export type CellReader = <T>(column: string, rule: (text: string) => T) => T | undefined;

/**
 * A row whose cells are read one by one. `read` gives undefined for a cell that was refused; the row then counts as
 * faulty whatever `build` makes of it.
 */
export function rowBy<Row>(build: (read: CellReader, raw: Readonly<Record<string, string>>) => Row): z.ZodType<Row> {
  return z.record(z.string(), z.string()).transform((raw, context) => {
    let faulty = false;
    const read: CellReader = (column, rule) => {
      try {
        return rule(raw[column] ?? '');
      } catch (error) {
        if (!(error instanceof DomainError)) throw error;
        faulty = true;
        context.addIssue({ code: 'custom', message: error.code, params: { ...error.params }, path: [column] });
        return undefined;
      }
    };
    const row = build(read, raw);
    return faulty ? z.NEVER : row;
  });
}

/** One of a few words, in whatever language the list was kept. Throws `import.word` {words}. */
export function wordOf<T extends string>(words: Readonly<Record<string, T>>, text: string): T {
  const found = words[text.normalize('NFKC').trim().toUpperCase()];
  if (found === undefined) throw new DomainError('import.word', { words: Object.keys(words).join(' / ') });
  return found;
}
