import { Injectable } from '@nestjs/common';
import type { SqlReads } from '../platform/database/sql-reads.js';

/** One number of a member that another room keeps: the points balance beside the name. */
export interface MemberFigure {
  readonly labelKey: string;
  /** The finished figure, e.g. `12,480`. */
  load(db: SqlReads, membershipId: string): Promise<string>;
}

type CardNumbers = (db: SqlReads, membershipId: string) => Promise<string | undefined>;

/** What the strip shows of other rooms: the room that keeps points and the one that keeps cards register here. */
@Injectable()
export class MemberFigures {
  private figure: MemberFigure | undefined;
  private cardNumbers: CardNumbers | undefined;

  register(figure: MemberFigure): void {
    if (this.figure) throw new Error('the member strip has one figure');
    this.figure = figure;
  }

  registerCardNumbers(load: CardNumbers): void {
    if (this.cardNumbers) throw new Error('card numbers are kept by one room');
    this.cardNumbers = load;
  }

  /** The figure and its label key; undefined as long as no room keeps one. */
  async of(db: SqlReads, membershipId: string): Promise<{ labelKey: string; value: string } | undefined> {
    if (!this.figure) return undefined;
    return { labelKey: this.figure.labelKey, value: await this.figure.load(db, membershipId) };
  }

  async cardNo(db: SqlReads, membershipId: string): Promise<string | null> {
    return (await this.cardNumbers?.(db, membershipId)) ?? null;
  }
}
