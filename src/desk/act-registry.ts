import { Injectable } from '@nestjs/common';
import type { DeskContext } from '../staff/desk-context.js';

/** An act as the journal has it; `result` is what the act answered with (ids and figures). */
export interface ActEntry {
  readonly journalId: string;
  readonly kind: string;
  readonly at: number;
  readonly actorId: string;
  readonly businessDate: string | null;
  readonly result: Readonly<Record<string, unknown>>;
}

/** How an act of a kind shows in "my acts today" and what can still be done about it. */
export interface ActDescription {
  /** Finished text in the reader's language, masked. */
  readonly text: string;
  readonly href?: string;
  /** The document to print again. */
  readonly documentId?: string;
  /** The page on which the act is undone; absent when it is too late or already done. */
  readonly undoHref?: string;
}

export interface DescribedAct {
  /** The command's kind, e.g. `points.creditSlip`. */
  readonly kind: string;
  describe(desk: DeskContext, entry: ActEntry): Promise<ActDescription>;
}

/** Rooms tell the desk page how their acts read and whether they can be undone. */
@Injectable()
export class ActRegistry {
  private readonly acts = new Map<string, DescribedAct>();

  register(...acts: DescribedAct[]): void {
    for (const act of acts) this.acts.set(act.kind, act);
  }

  /** Every kind that can be shown. */
  kinds(): readonly string[] {
    return [...this.acts.keys()];
  }

  of(kind: string): DescribedAct | undefined {
    return this.acts.get(kind);
  }
}
