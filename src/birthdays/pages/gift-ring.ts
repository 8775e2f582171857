import type { GiftFigures } from '../rules/gift-period.js';

const ROUND = 2 * Math.PI * 40;
const PARTS = ['delivered', 'returned', 'lost', 'closing'] as const;

interface Named {
  readonly name: string;
  readonly figures: GiftFigures;
}

export interface GiftRing extends Named {
  readonly total: number;
  /** Stroke dashes of a circle of radius 40, one after the other; together they close it. */
  readonly arcs: readonly { readonly part: string; readonly dash: string; readonly offset: string }[];
}

/** A ring an item: what was in hand, drawn or found is all of it, and every piece of it is somewhere. */
export function giftRings(items: readonly Named[]): GiftRing[] {
  return items.map(({ name, figures }) => {
    const missing = Math.max(0, figures.difference);
    const found = Math.max(0, 0 - figures.difference);
    const total = figures.opening + figures.drawn + found;
    let before = 0;
    const arcs = PARTS.map((part) => {
      const pieces = part === 'lost' ? figures.lost + missing : figures[part];
      const length = total <= 0 ? 0 : (Math.max(0, pieces) / total) * ROUND;
      const arc = { part, dash: `${length.toFixed(2)} ${(ROUND - length).toFixed(2)}`, offset: (-before).toFixed(2) };
      before += length;
      return { ...arc, shown: length > 0 };
    });
    return { name, figures, total, arcs: arcs.filter(({ shown }) => shown) };
  });
}
