import { Receipt, escapeText } from './receipt.js';

/** One copy of a document: whose it is, and what stands on this copy alone (the line to sign). */
export interface CopySpec {
  /** Stable name, e.g. `customer`. */
  readonly name: string;
  /** As printed, e.g. 【客户联】请客人收好. */
  readonly heading: string;
  /** Label of a signature line that this copy alone carries. */
  readonly signature?: string;
}

/** What a reprint says about itself, e.g. 「补打 2 · 2026-11-21 21:40 · 王丽」; null on the first print. */
export type ReprintMark = string | null;

/**
 * The paper that leaves the printer: the stored body inside the frame of its copy. The body is never written again, so
 * a reprint years later shows what the guest was given.
 */
export function frameCopy(body: string, copy: CopySpec, mark: ReprintMark): string {
  const head = new Receipt().heading(copy.heading);
  if (mark !== null) head.centre(mark);
  const foot = copy.signature === undefined ? [] : [new Receipt().signature(copy.signature).toMarkup()];
  return [head.toMarkup(), body, ...foot].join('\n');
}

/** Several copies in one go, the paper cut between them. */
export function frameCopies(body: string, copies: readonly CopySpec[], mark: ReprintMark): string {
  return copies.map((copy) => frameCopy(body, copy, mark)).join('\n=\n');
}

/** Reads the copies stored with a document. */
export function copiesFromJson(json: string): CopySpec[] {
  const copies: CopySpec[] = JSON.parse(json);
  return copies;
}

/** The copies as stored; headings are checked here so that a document is never kept with an unprintable frame. */
export function copiesToJson(copies: readonly CopySpec[]): string {
  if (copies.length === 0) throw new Error('a document has at least one copy');
  if (new Set(copies.map((copy) => copy.name)).size !== copies.length) throw new Error('copies need different names');
  if (copies.some((copy) => escapeText(copy.heading) === '')) throw new Error('a copy needs a heading');
  return JSON.stringify(copies);
}
