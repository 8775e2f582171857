import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { giftAccounts, piecesOf } from '../gifts/gift-accounts.js';
import { DomainError } from '../kernel/domain-error.js';
import type { AccountRef } from '../ledger/chart-of-accounts.js';
import { Ledger, type TransferDraft } from '../ledger/ledger.js';
import type { SqlReads } from '../platform/database/sql-reads.js';
import type { Tx } from '../platform/database/tx.js';
import { BirthdayGiftMove } from './birthday-gift-move.entity.js';
import type { MoveKind } from './rules/gift-period.js';

/** Part of the hand's account that belongs to no guest yet. */
export const STANDBY = 'standby';

export interface CustodyLine {
  readonly itemId: string;
  /** Null for the standby stock. */
  readonly entryId: string | null;
  /** Positive; signed for COUNT. */
  readonly pieces: number;
  readonly forDate: string | null;
}

/** What is posted as such: a piece gets its guest by `assign`, and comes back from the wrong one by `takeBack`. */
export type CustodyKind = Exclude<MoveKind, 'ASSIGN' | 'UNDO'>;

export interface Custody {
  readonly kind: CustodyKind;
  readonly lines: readonly CustodyLine[];
  readonly documentId: string;
  readonly reason?: string | null;
  readonly coSignerId?: string | null;
}

/** Of one piece. */
interface MovePrice {
  readonly costFen: number;
  readonly marketFen: number;
}

export type GivenLine = CustodyLine & MovePrice;

type Proof = Required<Pick<Custody, 'documentId' | 'reason' | 'coSignerId'>>;

/** What lies in the manager's hand, by gift and guest. */
export interface InHandRow {
  readonly itemId: string;
  readonly entryId: string | null;
  readonly code: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly perishable: number;
  readonly costFen: number;
  readonly pieces: number;
  readonly onDate: string | null;
}

const hand = (storeId: string, entryId: string | null): AccountRef => ({
  kind: 'gift.hand',
  owner: storeId,
  part: entryId ?? STANDBY,
});

/** Where each kind of movement takes a piece from and to, seen from the manager's hand. */
const OTHER_SIDE: Readonly<
  Record<CustodyKind, { readonly into: boolean; readonly side: (storeId: string) => AccountRef }>
> = {
  DRAW: { into: true, side: giftAccounts.stock },
  STANDBY: { into: true, side: giftAccounts.stock },
  DELIVER: { into: false, side: (owner) => ({ kind: 'gift.presented', owner }) },
  RETURN: { into: false, side: giftAccounts.stock },
  DESTROY: { into: false, side: (owner) => ({ kind: 'gift.destroyed', owner }) },
  DAMAGE: { into: false, side: (owner) => ({ kind: 'gift.damaged', owner }) },
  LOSE: { into: false, side: (owner) => ({ kind: 'gift.lost', owner }) },
  COUNT: { into: true, side: (owner) => ({ kind: 'gift.miscounted', owner }) },
};

/**
 * Birthday gifts between Finance's store, the manager's hand and the guest. Every guest's gift is an account of its own that cannot fall below
 * zero: nothing is given twice, and never more goes back than was drawn.
 */
@Injectable()
export class GiftCustody {
  constructor(private readonly ledger: Ledger) {}

  /** Posts a movement under its paper. Throws `birthdays.hand.short` when the hand does not hold it, `birthdays.stock.short` when the store does not. */
  async post(tx: Tx, { kind, lines, documentId, reason = null, coSignerId = null }: Custody): Promise<void> {
    const moved = lines.filter(({ pieces }) => pieces !== 0);
    if (moved.length === 0) return;
    const { storeId } = tx.command;
    const transfers = moved.map((line): TransferDraft => transferOf(kind, storeId, line));
    try {
      await this.ledger.post(tx, { kind: `birthdays.${kind.toLowerCase()}`, documentId, transfers });
    } catch (error) {
      throw shortOf(error, kind);
    }
    for (const line of moved) await this.record(tx, { kind, line, documentId, reason, coSignerId });
  }

  /** A piece of the standby stock gets a guest's name. Throws `birthdays.hand.short`. */
  async assign(
    tx: Tx,
    line: { itemId: string; entryId: string; forDate: string },
    documentId: string,
    reason: string,
  ): Promise<void> {
    const { storeId } = tx.command;
    const transfer = {
      unit: piecesOf(line.itemId),
      amount: 1,
      from: hand(storeId, null),
      to: hand(storeId, line.entryId),
    };
    try {
      await this.ledger.post(tx, { kind: 'birthdays.assign', documentId, transfers: [transfer] });
    } catch (error) {
      throw shortOf(error, 'ASSIGN');
    }
    const rest = { kind: 'ASSIGN' as const, documentId, reason, coSignerId: null };
    await this.record(tx, { ...rest, line: { ...line, entryId: null, pieces: -1 } });
    await this.record(tx, { ...rest, line: { ...line, pieces: 1 } });
  }

  /** Into the hand again what a slip gave away: its own transfers are reversed. Throws `ledger.alreadyReversed`. */
  async takeBack(tx: Tx, slipId: string, given: readonly GivenLine[], proof: Proof): Promise<void> {
    const transfers = await tx.rows<{ id: string }>(
      "SELECT id FROM ledger_transfer WHERE document_id = ? AND kind = 'birthdays.deliver'",
      [slipId],
    );
    const ids = transfers.map(({ id }) => id);
    await this.ledger.reverse(tx, ids, { kind: 'birthdays.undo', documentId: proof.documentId });
    for (const line of given) await this.record(tx, { ...proof, line, kind: 'UNDO' }, line);
  }

  /** Everything in the hand of a store, or of one guest's birthday. */
  inHand(db: SqlReads, storeId: string, entryId?: string): Promise<InHandRow[]> {
    const part = entryId === undefined ? '' : 'AND a.part = ? ';
    return db.rows<InHandRow>(
      "SELECT i.id AS item_id, CASE a.part WHEN 'standby' THEN NULL ELSE a.part END AS entry_id, i.code, i.name_zh, i.name_en, " +
        'COALESCE(b.perishable, 0) AS perishable, COALESCE(b.cost_fen, 0) AS cost_fen, a.balance AS pieces, e.on_date ' +
        "FROM gift_item i JOIN ledger_account a ON a.unit = 'GIFT:' || i.id LEFT JOIN birthday_gift b ON b.item_id = i.id " +
        'LEFT JOIN birthday_entry e ON e.id = a.part ' +
        `WHERE i.store_id = ? AND a.owner = ? AND a.kind = 'gift.hand' ${part}AND a.balance > 0 ORDER BY e.on_date, i.code, a.part`,
      [storeId, storeId, ...(entryId === undefined ? [] : [entryId])],
    );
  }

  private async record(
    tx: Tx,
    move: Proof & { readonly kind: MoveKind; readonly line: CustodyLine },
    price?: MovePrice,
  ): Promise<void> {
    const { line, kind, documentId, reason, coSignerId } = move;
    const { storeId, businessDate, actorId } = tx.command;
    if (businessDate === null) throw new DomainError('venue.dayNotOpen');
    const { costFen, marketFen } = price ?? (await priceOf(tx, line.itemId));
    await tx.insert(BirthdayGiftMove, {
      id: uuidv7(),
      storeId,
      kind,
      itemId: line.itemId,
      entryId: line.entryId,
      pieces: line.pieces,
      forDate: line.forDate,
      businessDate,
      costFen,
      marketFen,
      documentId,
      reason,
      byId: actorId,
      coSignerId,
      at: tx.now,
    });
  }
}

/** Today's prices of a gift; nothing where none were set. */
async function priceOf(tx: Tx, itemId: string): Promise<MovePrice> {
  const terms = 'SELECT cost_fen, market_fen FROM birthday_gift WHERE item_id = ?';
  return (await tx.one<MovePrice>(terms, [itemId])) ?? { costFen: 0, marketFen: 0 };
}

function transferOf(kind: CustodyKind, storeId: string, { itemId, entryId, pieces }: CustodyLine): TransferDraft {
  const { into, side } = OTHER_SIDE[kind];
  const own = hand(storeId, entryId);
  const inward = into === pieces > 0;
  const [from, to] = inward ? [side(storeId), own] : [own, side(storeId)];
  return { unit: piecesOf(itemId), amount: Math.abs(pieces), from, to };
}

/** The ledger names an account; people name the place. */
function shortOf(error: unknown, kind: MoveKind): unknown {
  if (!(error instanceof DomainError) || error.code !== 'ledger.short') return error;
  return new DomainError(kind === 'DRAW' || kind === 'STANDBY' ? 'birthdays.stock.short' : 'birthdays.hand.short');
}
