import { PAGE_ROWS } from './finance.queries.js';

/** A list of a month and its address. */
export interface Turning {
  readonly path: string;
  readonly month: string;
}

/** Rows of one page and whether another follows. */
interface Leaf<T> {
  readonly rows: readonly T[];
  readonly pages?: { readonly previous?: string; readonly next?: string; readonly text: string };
}

/** The page as it stands in an address, from 1. */
export function pageNo(typed: string): number {
  return /^[1-9]\d{0,3}$/.test(typed) ? Number(typed) : 1;
}

/** One page of what a query read, with the ways to its neighbours where there are any. */
export function leafOf<T>({ path, month }: Turning, typed: string, read: readonly T[]): Leaf<T> {
  const no = pageNo(typed);
  const rows = read.slice(0, PAGE_ROWS);
  if (no === 1 && read.length === rows.length) return { rows };
  const at = (page: number): string => `${path}?month=${month}&page=${page}`;
  const neighbours = {
    ...(no > 1 ? { previous: at(no - 1) } : {}),
    ...(read.length > rows.length ? { next: at(no + 1) } : {}),
  };
  return { rows, pages: { ...neighbours, text: String(no) } };
}
