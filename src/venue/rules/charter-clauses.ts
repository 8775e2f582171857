import { CHARTER_ITEMS, type CharterItem, wordsOf } from './charter-lint.js';

/** Where each of the twelve items stands in a text: the words its clause begins with, as 第八条 or 八、. */
export type CharterClauses = Readonly<Record<CharterItem, string>>;

export const tickField = (item: CharterItem): string => `has_${item}`;
export const clauseField = (item: CharterItem): string => `clause_${item}`;

export interface ClauseFault {
  readonly field: string;
  readonly code: 'venue.charter.notTicked' | 'venue.charter.noClause' | 'venue.charter.unknownClause';
}

const MOST = 40;

/**
 * What the person who enters a charter says of it: each item ticked, with the clause where it stands. Whoever ticks has read it; a machine that
 * finds a word has not.
 */
export function readClauses(
  text: string,
  typed: Readonly<Record<string, string>>,
): { readonly clauses: CharterClauses; readonly faults: readonly ClauseFault[] } {
  const clauses = {} as Record<CharterItem, string>;
  const faults: ClauseFault[] = [];
  for (const item of CHARTER_ITEMS) {
    const clause = (typed[clauseField(item)] ?? '').trim();
    clauses[item] = clause;
    if (typed[tickField(item)] !== '1') faults.push({ field: tickField(item), code: 'venue.charter.notTicked' });
    if (clause === '' || clause.length > MOST) {
      faults.push({ field: clauseField(item), code: 'venue.charter.noClause' });
    } else if (!text.includes(clause)) {
      faults.push({ field: clauseField(item), code: 'venue.charter.unknownClause' });
    }
  }
  return { clauses, faults };
}

const LABEL = /^\s*(第[一二三四五六七八九十百\d]+条|[一二三四五六七八九十]+、|\d+[.、])/;

/** Clauses that may be meant, for whoever ticks: of the same number where it speaks of the item, else the one that begins with its words. */
export function likelyClauses(text: string): CharterClauses {
  const lines = text.split('\n').flatMap((line) => {
    const label = LABEL.exec(line)?.[1];
    return label === undefined ? [] : [{ label, line }];
  });
  const clauses = CHARTER_ITEMS.map((item, at): [CharterItem, string] => {
    const found = lines
      .map(({ label, line }, number) => ({ label, number, at: firstWord(item, line) }))
      .filter((line) => line.at >= 0)
      .toSorted((a, b) => Number(b.number === at) - Number(a.number === at) || a.at - b.at);
    return [item, found[0]?.label ?? ''];
  });
  return Object.fromEntries(clauses) as CharterClauses;
}

/** The fields of a form that has not been filled in: what was found, and no tick. */
export function clauseValues(text: string): Record<string, string> {
  const found = likelyClauses(text);
  return Object.fromEntries(CHARTER_ITEMS.map((item) => [clauseField(item), found[item]]));
}

/** Where a line begins to speak of an item; -1 where it does not. */
function firstWord(item: CharterItem, line: string): number {
  const places = wordsOf(item).map((words) => line.search(words));
  return places.includes(-1) ? -1 : Math.max(...places);
}
