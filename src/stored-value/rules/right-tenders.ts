import { DomainError } from '../../kernel/domain-error.js';
import type { MoneyTender } from '../../venue/rules/tender-kinds.js';
import type { TenderPart } from './tender-mix.js';

/** A tender as it was taken, with the transfer that brought it. */
export interface TakenTender extends TenderPart {
  readonly transferId: string | null;
}

/** How the right amount was paid, and what goes through the drawer because of it: below zero back to the guest. */
export interface RightTenders {
  readonly tenders: readonly TakenTender[];
  readonly changes: readonly { readonly kind: MoneyTender; readonly fen: number; readonly transferId: string | null }[];
}

/**
 * What was wrong goes back the way it came (原路): from the tender the clerk names, then from the others, the last one first. What was keyed too low
 * is taken by the named tender. A single tender needs no name, nor does a top-up that goes back whole.
 * @param rightFen what was really paid; 0 = nothing was
 * @throws DomainError storedValue.correct.tenders beside `tender` when several paid and none of them is named
 */
export function rightTenders(taken: readonly TakenTender[], rightFen: number, named: string): RightTenders {
  const first =
    taken.find(({ kind }) => kind === named) ?? (taken.length === 1 || rightFen === 0 ? taken[0] : undefined);
  if (!first) throw new DomainError('storedValue.correct.tenders', {}, 'tender');
  const order = [first, ...taken.filter((tender) => tender !== first).toReversed()];
  let back = taken.reduce((sum, { amountFen }) => sum + amountFen, 0) - rightFen;
  const right = new Map<TakenTender, number>();
  for (const tender of order) {
    const fen = back < 0 ? back : Math.min(back, tender.amountFen);
    right.set(tender, tender.amountFen - fen);
    back -= fen;
  }
  const after = taken.map((tender) => ({ ...tender, amountFen: right.get(tender) ?? 0 }));
  return {
    // more than a transfer brought cannot be given back against it
    tenders: after
      .map((tender, at) => (tender.amountFen > (taken[at]?.amountFen ?? 0) ? { ...tender, transferId: null } : tender))
      .filter(({ amountFen }) => amountFen > 0),
    changes: after
      .map(({ kind, amountFen, transferId }, at) => ({
        kind,
        transferId,
        fen: amountFen - (taken[at]?.amountFen ?? 0),
      }))
      .filter(({ fen }) => fen !== 0),
  };
}
