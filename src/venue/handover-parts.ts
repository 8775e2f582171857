import { Injectable } from '@nestjs/common';
import type { ErrorParams } from '../kernel/domain-error.js';
import type { SqlReads } from '../platform/database/sql-reads.js';
import type { Tx } from '../platform/database/tx.js';

/** The shift that is handed over: whose acts count, at which desk, from when until when (milliseconds). */
export interface HandedShift {
  readonly id: string;
  readonly storeId: string;
  readonly deskId: string;
  readonly businessDate: string;
  readonly clerkId: string;
  readonly openedAt: number;
  /** The second of F9; null while the shift still serves. */
  readonly cutAt: number | null;
  /** 1 while another desk of the store still has a shift whose bag holds what belongs to the whole store: nobody counts it twice. */
  readonly countedElsewhere?: number;
}

/** Lines that lie together and are counted in one figure; they are counted apart only when that figure does not agree. */
export interface HandoverPile {
  /** Stable name, letters only; also the form field. */
  readonly key: string;
  readonly labelKey: string;
  readonly hintKey: string;
  /** What the line adds to the figure, where that is not its `expected`: a book of sheets is one book. */
  readonly pieces?: number;
}

/** One line of the handover: what the books know, and whether a hand must count it. */
export interface HandoverLine {
  /** Stable name, letters only, e.g. `merchantCopies`; also the form field. */
  readonly key: string;
  readonly labelKey: string;
  readonly labelParams?: ErrorParams;
  /** Pieces the books know of. */
  readonly expected: number;
  /** True for what can be touched; everything else is pre-ticked (counter-practice H6). */
  readonly touch: boolean;
  /** What a count of its own within the shift found, piece by piece; it is not asked for again. */
  readonly counted?: number;
  /** Where the figure's rows are. */
  readonly href?: string;
  /** Numbered sheets: the hand types the first blank instead of a count, and nothing but that number lets the shift go (003E-073). */
  readonly numbers?: { readonly first: string; readonly last: string };
  readonly pile?: HandoverPile;
  /** A piece that is not there is a state of its own, 缺凭证: it wants words and goes on to Finance. */
  readonly proof?: boolean;
  /** The numbers as a row of small blocks, and what they are a part of. */
  readonly strip?: NumberStrip;
}

export interface NumberStrip {
  readonly labelKey: string;
  readonly labelParams?: ErrorParams;
  readonly cells: readonly { readonly state: 'used' | 'bad' | 'free'; readonly number?: string }[];
}

/** What must be cleared before anybody signs: a text key with its parameters, and the page that clears it. */
export interface HandoverObstacle {
  readonly key: string;
  readonly params?: ErrorParams;
  readonly href?: string;
}

/** A shift that begins at a desk. */
export interface OpenedShift {
  readonly id: string;
  readonly deskId: string;
  readonly clerkId: string;
}

/** A room's part of the bag that goes from hand to hand. */
export interface HandoverPart {
  /** Where on the list: lower comes first. */
  readonly order: number;
  lines(db: SqlReads, shift: HandedShift): Promise<readonly HandoverLine[]>;
  obstacles?(db: SqlReads, shift: HandedShift): Promise<readonly HandoverObstacle[]>;
  /** In the unit in which `incomingId` accepts: what is in custody changes hands. May refuse. */
  accepted?(tx: Tx, shift: HandedShift, incomingId: string): Promise<void>;
  /** In the unit that opens a shift: what waited at the desk for whoever accepted without a shift of their own. */
  opened?(tx: Tx, shift: OpenedShift): Promise<void>;
}

/** Rooms register what goes from one clerk to the next: merchant copies, blank cards, invoice books, gifts, safe slots. */
@Injectable()
export class HandoverParts {
  private readonly parts: HandoverPart[] = [];

  register(part: HandoverPart): void {
    this.parts.push(part);
    this.parts.sort((a, b) => a.order - b.order);
  }

  async lines(db: SqlReads, shift: HandedShift): Promise<HandoverLine[]> {
    const lines: HandoverLine[] = [];
    for (const part of this.parts) lines.push(...(await part.lines(db, shift)));
    return lines;
  }

  async obstacles(db: SqlReads, shift: HandedShift): Promise<HandoverObstacle[]> {
    const found: HandoverObstacle[] = [];
    for (const part of this.parts) found.push(...((await part.obstacles?.(db, shift)) ?? []));
    return found;
  }

  async accepted(tx: Tx, shift: HandedShift, incomingId: string): Promise<void> {
    for (const part of this.parts) await part.accepted?.(tx, shift, incomingId);
  }

  async opened(tx: Tx, shift: OpenedShift): Promise<void> {
    for (const part of this.parts) await part.opened?.(tx, shift);
  }
}
