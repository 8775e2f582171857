import { total } from './figures.js';

/** Points that came into a purse with one credit: into the lot of a date, or ('') against a debt. */
export interface Piece {
  readonly where: string;
  readonly amount: number;
  returned: number;
}

/** A member's points in the model: lots by their last day, and what is owed. */
export class Purse {
  readonly lots = new Map<string, number>();
  debt = 0;

  get balance(): number {
    return total([...this.lots.values()]) - this.debt;
  }

  get dates(): string[] {
    return [...this.lots.keys()].toSorted();
  }

  /** A debt is repaid before anything is kept. */
  earn(points: number, lastDay: string): Piece[] {
    const repays = Math.min(points, this.debt);
    const pieces = [
      { where: lastDay, amount: points - repays, returned: 0 },
      { where: '', amount: repays, returned: 0 },
    ].filter(({ amount }) => amount > 0);
    for (const { where, amount } of pieces) this.move(where, amount);
    return pieces;
  }

  /** Takes from the lots the pieces came into, then from the others, the soonest to expire first; the rest is owed. */
  giveBack(points: number, pieces: readonly Piece[]): void {
    const own = new Set(pieces.map(({ where }) => where));
    const order = [...this.dates.filter((date) => own.has(date)), ...this.dates.filter((date) => !own.has(date))];
    let left = points;
    for (const date of order) left -= this.take(date, left);
    this.debt += left;
    this.markReturned(points, pieces);
  }

  /** Gives pieces back exactly as they came. False, and nothing moved, when they are not all there any more. */
  mirror(points: number, pieces: readonly Piece[]): boolean {
    const whole =
      total(pieces.map(({ amount }) => amount)) === points && pieces.every(({ returned }) => returned === 0);
    const held = pieces.every(({ where, amount }) => where === '' || (this.lots.get(where) ?? 0) >= amount);
    if (!whole || !held) return false;
    for (const piece of pieces) {
      this.move(piece.where, -piece.amount);
      piece.returned = piece.amount;
    }
    return true;
  }

  /** The soonest to expire first; nothing past its last day. Undefined, and nothing spent, when there is too little. */
  spend(points: number, today: string): Map<string, number> | undefined {
    const usable = this.dates.filter((date) => date >= today);
    if (total(usable.map((date) => this.lots.get(date) ?? 0)) < points) return undefined;
    const spent = new Map<string, number>();
    let left = points;
    for (const date of usable) {
      const taken = this.take(date, left);
      if (taken > 0) spent.set(date, taken);
      left -= taken;
    }
    return spent;
  }

  expire(today: string): void {
    for (const date of this.dates) if (date < today) this.lots.delete(date);
  }

  private take(date: string, most: number): number {
    const taken = Math.min(most, this.lots.get(date) ?? 0);
    this.move(date, -taken);
    return taken;
  }

  private move(where: string, points: number): void {
    if (where === '') this.debt -= points;
    else this.lots.set(where, (this.lots.get(where) ?? 0) + points);
    if (this.lots.get(where) === 0) this.lots.delete(where);
  }

  private markReturned(points: number, pieces: readonly Piece[]): void {
    let left = points;
    for (const piece of pieces) {
      const part = Math.min(left, piece.amount - piece.returned);
      piece.returned += part;
      left -= part;
    }
  }
}
