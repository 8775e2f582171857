import { Injectable } from '@nestjs/common';
import type { SqlReads } from '../platform/database/sql-reads.js';

/** One number of a member that another room keeps: the points balance beside the name. */
export interface MemberFigure {
  readonly labelKey: string;
  /** The finished figure, e.g. `12,480`. */
  load(db: SqlReads, membershipId: string): Promise<string>;
}

/** The room that keeps points registers its balance here, so that members need not know of points. */
@Injectable()
export class MemberFigures {
  private figure: MemberFigure | undefined;

  register(figure: MemberFigure): void {
    if (this.figure) throw new Error('the member strip has one figure');
    this.figure = figure;
  }

  /** The figure and its label key; undefined as long as no room keeps one. */
  async of(db: SqlReads, membershipId: string): Promise<{ labelKey: string; value: string } | undefined> {
    if (!this.figure) return undefined;
    return { labelKey: this.figure.labelKey, value: await this.figure.load(db, membershipId) };
  }
}
