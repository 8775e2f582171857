import { Injectable } from '@nestjs/common';
import { BookCustody } from '../invoices/books/book-custody.js';
import { blanksOf, booksHeldBy } from '../invoices/books/book-rows.js';
import { type HeldRange, rangesHeldBy, rangeText } from '../invoices/books/shift-ranges.js';
import { DeskModes } from '../invoices/desk-modes.js';
import { PlatformLists } from '../invoices/platform/platform-lists.js';
import { RedDues } from '../invoices/red-dues.js';
import { RefundWaits } from '../invoices/refund-waits.js';
import { blanksIn } from '../invoices/rules/number-equation.js';
import { blankFrom } from '../invoices/rules/sheet-range.js';
import type { SqlReads } from '../platform/database/sql-reads.js';
import type { Tx } from '../platform/database/tx.js';
import { handlerOf, shiftAtDesk, shiftOf, shiftOfClerk } from '../shifts/shift-rows.js';
import { PolicyService } from '../venue/policy.service.js';
import type {
  HandedShift,
  HandoverLine,
  HandoverObstacle,
  HandoverPart,
  HandoverPile,
  OpenedShift,
} from '../venue/handover-parts.js';
import { bookName, proofsOf, untouchedBooks } from './invoice-rows.js';

type PassedShift = Pick<HandedShift, 'id' | 'storeId' | 'clerkId'>;

/** Blocks of a strip: what the shift used, by its numbers, and the head of what is still blank, whose number the hand reads off the sheet. */
const BLOCKS = 60;

/**
 * Invoices at handover (003E-073): of each book what was blank and what came = what left BLANK + what is blank, in one row
 * of numbers; the hand types the next number. Of 数电票 the list must equal the platform's. Receipts and copies are counted.
 */
@Injectable()
export class InvoiceHandover implements HandoverPart {
  readonly order = 50;

  constructor(
    private readonly custody: BookCustody,
    private readonly lists: PlatformLists,
    private readonly modes: DeskModes,
    private readonly dues: RedDues,
    private readonly waits: RefundWaits,
    private readonly policies: PolicyService,
  ) {}

  async lines(db: SqlReads, shift: HandedShift): Promise<HandoverLine[]> {
    const ranges = await rangesHeldBy(db, shift);
    const untouched = await untouchedBooks(db, shift.clerkId);
    const { receipts, copies } = await proofsOf(db, shift.id);
    return [
      ...ranges.map((range) => bookLine(range, untouched.has(range.book.id))),
      ...(receipts === 0 ? [] : [proofLine('invoiceReceipts', receipts)]),
      ...(copies === 0 ? [] : [proofLine('invoiceCopies', copies)]),
      ...toldLine('redDue', (await this.dues.open(db, shift.storeId)).length),
      ...toldLine('refundWaits', (await this.waits.open(db, shift.storeId)).length),
    ];
  }

  async obstacles(db: SqlReads, shift: HandedShift): Promise<HandoverObstacle[]> {
    const ranges = await rangesHeldBy(db, shift);
    const broken = ranges.filter(({ fault }) => fault !== null);
    const found: HandoverObstacle[] = broken.map(({ book, fault }) => ({
      key: `night.obstacle.${fault}`,
      params: { label: book.label },
      href: '/invoices/books',
    }));
    const platform = await this.platformObstacle(db, shift);
    return platform ? [...found, platform] : found;
  }

  /** The books go to whoever serves on at this desk; else they wait with the outgoing clerk: for `opened`, or at night for the safe. */
  async accepted(tx: Tx, shift: HandedShift, incomingId: string): Promise<void> {
    const next = await shiftAtDesk(tx, shift.deskId);
    if (next?.clerkId === incomingId) await this.pass(tx, shift, incomingId);
  }

  /** Whoever accepted before opening a shift gets the books with it. */
  async opened(tx: Tx, { deskId, clerkId }: OpenedShift): Promise<void> {
    const shift = await tx.one<PassedShift>(
      `SELECT s.id, s.store_id, s.clerk_id FROM shift s JOIN shift_step a ON a.shift_id = s.id AND a.action = 'accept'
         WHERE s.desk_id = ? AND a.witness_id = ? ORDER BY a.at DESC, a.id DESC LIMIT 1`,
      [deskId, clerkId],
    );
    if (!shift) return;
    // a clerk who serves at another desk meanwhile has the books there
    const now = await shiftOfClerk(tx, shift.clerkId);
    if (!now || now.id === shift.id) await this.pass(tx, shift, clerkId);
  }

  private async pass(tx: Tx, shift: PassedShift, incomingId: string): Promise<void> {
    const outgoingId = handlerOf(await shiftOf(tx, shift.storeId, shift.id));
    const coSignerId = tx.command.actorId === incomingId ? outgoingId : incomingId;
    for (const book of await booksHeldBy(tx, shift.clerkId)) {
      if (book.place !== 'CLERK') continue;
      await this.custody.move(tx, book, 'pass', { coSignerId, toId: incomingId, shiftId: shift.id });
    }
  }

  private async platformObstacle(db: SqlReads, shift: HandedShift): Promise<HandoverObstacle | undefined> {
    const { digital } = await proofsOf(db, shift.id);
    const until = shift.cutAt ?? undefined;
    const { equal, list } = await this.lists.compare(db, shift.storeId, shift.businessDate, until);
    if (!list) {
      const { invoices } = await this.policies.current(db, shift.storeId, shift.businessDate);
      return digital > 0 && invoices.platformList === 'REQUIRED' ? platform('Missing') : undefined;
    }
    // a desk that issued none still answers for what the platform lists and the house lacks
    if (equal || (digital === 0 && (await this.modes.of(db, shift.deskId)) !== 'DIGITAL')) return undefined;
    return platform('Differs');
  }
}

/** What stands on top now, whoever tore last: the next clerk may serve from the same book while this one counts (H2). */
function bookLine(range: HeldRange, isUntouched: boolean): HandoverLine {
  const { book, used, opening, received, closing, issued, void: spoilt, lost, missing } = range;
  const blank = blankFrom(book.nextNo, book.lastNo);
  const here = book.place === 'CLERK';
  const left = blanksIn(closing, [...missing.before, ...missing.here]);
  const blanks = Math.max(0, Math.min(left, BLOCKS - used.length));
  return {
    key: `book${book.label.replaceAll(/\W/g, '')}`,
    labelKey: `night.handover.book.${book.kind}`,
    labelParams: { ...bookName(book), issued, spoilt: spoilt + lost, blank: left },
    expected: here ? blanksOf(book) : 0,
    touch: here && blank !== null,
    href: '/invoices/books',
    ...(here && blank ? { numbers: blank } : {}),
    ...(isUntouched ? { pile: { ...pileOf('untouchedBooks'), pieces: 1 } } : {}),
    strip: {
      labelKey: 'night.handover.range',
      labelParams: { opening: rangeText(opening), received: rangeText(received) },
      cells: [
        ...used.map(({ number, firstState }) => ({ number, state: firstState === 'ISSUED' ? 'used' : 'bad' }) as const),
        ...Array.from({ length: blanks }, () => ({ state: 'free' }) as const),
      ],
    },
  };
}

function proofLine(key: string, expected: number): HandoverLine {
  const pile = pileOf('invoicePapers');
  return { key, expected, pile, touch: true, proof: true, labelKey: `night.handover.${key}`, href: '/night/proofs' };
}

/** Books nobody tore from since their number was last read, and receipts stapled to their copies: each one figure (H6, 003E-071). */
function pileOf(key: 'untouchedBooks' | 'invoicePapers'): HandoverPile {
  return { key, labelKey: `night.handover.${key}`, hintKey: `night.handover.${key}Hint` };
}

/** What the next clerk must know of; nobody counts it. */
function toldLine(key: 'redDue' | 'refundWaits', expected: number): HandoverLine[] {
  if (expected === 0) return [];
  return [{ key, expected, touch: false, labelKey: `night.handover.${key}`, href: '/invoices/refunds' }];
}

function platform(fault: 'Missing' | 'Differs'): HandoverObstacle {
  return { key: `night.obstacle.platform${fault}`, href: '/invoices/platform' };
}
