import { DomainError } from '../../kernel/domain-error.js';
import { parseYuan } from '../../kernel/money.js';
import { toHalfWidth } from '../../kernel/text.js';

/** A card of a company's list, fen. */
export interface UnitLine {
  readonly line: number;
  readonly cardNo: string;
  readonly amountFen: number;
}

const MOST_LINES = 100;

/**
 * 「8800000001 500」, a card a line; blanks, commas and tabs part the two.
 * @throws DomainError storedValue.unit.list | storedValue.unit.line {line} | storedValue.unit.twice {line}
 */
export function readUnitList(typed: string): UnitLine[] {
  const rows = toHalfWidth(typed)
    .split(/\r?\n/)
    .map((text, at) => ({ line: at + 1, text: text.trim() }))
    .filter(({ text }) => text !== '');
  if (rows.length === 0 || rows.length > MOST_LINES) throw new DomainError('storedValue.unit.list', {}, 'list');
  const seen = new Set<string>();
  return rows.map(({ line, text }) => {
    const [cardNo = '', amount = '', ...more] = text.split(/[\s,;]+/);
    if (amount === '' || more.length > 0) throw new DomainError('storedValue.unit.line', { line }, 'list');
    if (seen.has(cardNo)) throw new DomainError('storedValue.unit.twice', { line }, 'list');
    seen.add(cardNo);
    return { line, cardNo, amountFen: amountOf(amount, line) };
  });
}

function amountOf(amount: string, line: number): number {
  try {
    return parseYuan(amount, { minFen: 1 });
  } catch {
    throw new DomainError('storedValue.unit.line', { line }, 'list');
  }
}
