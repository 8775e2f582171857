import { DomainError } from '../../kernel/domain-error.js';
import { toHalfWidth } from '../../kernel/text.js';
import { normalizeName } from '../../members/rules/person-name.js';
import { parsePhone } from '../../members/rules/phone.js';
import { readCardNumber, type ScannedCard } from './card-number.js';

/** Somebody a company buys a card for. */
export interface UnitHolder {
  readonly line: number;
  readonly card: ScannedCard;
  readonly name: string;
  readonly phone: string;
}

/** More people on one list are two lists. */
const MOST_HOLDERS = 100;

/**
 * 「8800100001 张三 13800001111」, a person a line, as it is typed or pasted from a table; the number comes first, the phone last.
 * @throws DomainError cards.unit.list {most} | cards.unit.line {line} | cards.unit.twice {line}
 */
export function readUnitHolders(typed: string, field = 'list'): UnitHolder[] {
  const rows = toHalfWidth(typed)
    .split(/\r?\n/)
    .map((text, at) => ({ line: at + 1, text: text.trim() }))
    .filter(({ text }) => text !== '');
  if (rows.length === 0 || rows.length > MOST_HOLDERS) {
    throw new DomainError('cards.unit.list', { most: MOST_HOLDERS }, field);
  }
  const seen = new Set<string>();
  return rows.map(({ line, text }) => {
    const holder = readLine(text, line, field);
    if (seen.has(holder.card.cardNo)) throw new DomainError('cards.unit.twice', { line }, field);
    seen.add(holder.card.cardNo);
    return holder;
  });
}

function readLine(text: string, line: number, field: string): UnitHolder {
  const [cardNo = '', ...rest] = partsOf(text);
  const phone = rest.pop() ?? '';
  try {
    return { line, card: readCardNumber(cardNo), name: normalizeName(rest.join(' ')), phone: parsePhone(phone).number };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    throw new DomainError('cards.unit.line', { line }, field);
  }
}

/** Some readers put a comma into a card's number, so commas part only where nothing else does. */
function partsOf(text: string): string[] {
  if (text.includes('\t')) return text.split(/\s*\t\s*/);
  return text.split(/\s/.test(text) ? /\s+/ : /[,;、]/);
}
