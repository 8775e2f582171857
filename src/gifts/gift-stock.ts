import { Injectable } from '@nestjs/common';
import { DomainError } from '../kernel/domain-error.js';
import { cleanText } from '../kernel/text.js';
import { Ledger, type TransferDraft } from '../ledger/ledger.js';
import type { SqlReads } from '../platform/database/sql-reads.js';
import type { Tx } from '../platform/database/tx.js';
import { giftAccounts, piecesOf } from './gift-accounts.js';
import { GiftPaper, type StockPaper, type StockPaperKind } from './gift-paper.js';

interface Piece {
  readonly itemId: string;
  readonly name: string;
  readonly pieces: number;
}

type Move = Piece & Pick<TransferDraft, 'from' | 'to'>;

export interface StockActDone {
  readonly documentId: string;
  readonly documentNo: string;
}

/** What two people counted of a gift, without seeing what the books say. */
export interface ShelfCount {
  readonly itemId: string;
  readonly counted: number;
  readonly reason: string;
  /** The shelf's last movement when they began. */
  readonly since: string;
}

/** Pieces in and out of the store's shelf, each with its paper. */
@Injectable()
export class GiftStock {
  constructor(
    private readonly ledger: Ledger,
    private readonly paper: GiftPaper,
  ) {}

  /** Pieces on the shelf, neither set aside nor promised. */
  onShelf(db: SqlReads, storeId: string, itemId: string): Promise<number> {
    return this.ledger.balance(db, piecesOf(itemId), giftAccounts.stock(storeId));
  }

  /** Pieces still there for an activity. */
  setAsideFor(db: SqlReads, activityId: string, itemId: string): Promise<number> {
    return this.ledger.balance(db, piecesOf(itemId), giftAccounts.setAside(activityId));
  }

  /** New pieces from a supplier. Throws `gifts.unknown`. */
  async restock(
    tx: Tx,
    { itemId, pieces, supplier }: { itemId: string; pieces: number; supplier: string },
  ): Promise<StockActDone> {
    const { storeId } = tx.command;
    const note = cleanText(supplier, { max: 80, required: true, field: 'supplier' });
    const name = await nameOf(tx, itemId);
    const [from, to] = [giftAccounts.supplier(storeId), giftAccounts.stock(storeId)];
    return this.post(tx, 'restock', note, [{ itemId, name, pieces, from, to }]);
  }

  /** The last movement of a gift's shelf, '' before the first: it tells a count that pieces went meanwhile, and not how many there are. */
  async lastMove(db: SqlReads, storeId: string, itemId: string): Promise<string> {
    const row = await db.one<{ id: string | null }>(
      'SELECT MAX(t.id) AS id FROM ledger_account a JOIN ledger_transfer t ON t.to_account_id = a.id OR t.from_account_id = a.id ' +
        "WHERE a.owner = ? AND a.kind = 'gift.stock' AND a.unit = ?",
      [storeId, piecesOf(itemId)],
    );
    return row?.id ?? '';
  }

  /**
   * Takes what two people counted on the shelf for the truth and posts the difference with its reason. Null when there is none.
   * Throws `gifts.unknown`, `gifts.count.moved` when pieces came or went while they counted, `gifts.count.differs` for a difference without a word.
   */
  async count(tx: Tx, { itemId, counted, reason, since }: ShelfCount, counters: string): Promise<StockActDone | null> {
    const { storeId } = tx.command;
    const name = await nameOf(tx, itemId);
    if ((await this.lastMove(tx, storeId, itemId)) !== since) throw new DomainError('gifts.count.moved', {}, 'counted');
    const difference = counted - (await this.onShelf(tx, storeId, itemId));
    if (difference === 0) return null;
    const note = cleanText(reason, { max: 200, field: 'reason' });
    if (note === '') throw new DomainError('gifts.count.differs', {}, 'reason');
    const [shelf, over] = [giftAccounts.stock(storeId), giftAccounts.counted(storeId)];
    const [from, to] = difference > 0 ? [over, shelf] : [shelf, over];
    return this.post(tx, 'counted', note, [{ itemId, name, pieces: difference, from, to }], { counters });
  }

  /** Off the shelf for an activity. Throws `gifts.stock.short {need, have}`. */
  async setAside(tx: Tx, activity: { id: string; name: string }, given: readonly Omit<Piece, 'name'>[]): Promise<void> {
    const { storeId } = tx.command;
    const wanted = given.filter(({ pieces }) => pieces > 0);
    if (wanted.length === 0) return;
    const moves = [];
    for (const { itemId, pieces } of wanted) {
      const have = await this.onShelf(tx, storeId, itemId);
      if (have < pieces) throw new DomainError('gifts.stock.short', { need: pieces, have }, 'setAside');
      const [from, to] = [giftAccounts.stock(storeId), giftAccounts.setAside(activity.id)];
      moves.push({ itemId, name: await nameOf(tx, itemId), pieces, from, to });
    }
    await this.post(tx, 'setAside', activity.name, moves);
  }

  /** What nobody took goes back to the shelf. The number of pieces. */
  async giveBack(tx: Tx, activity: { id: string; name: string }): Promise<number> {
    const left = await restOf(tx, activity.id);
    if (left.length === 0) return 0;
    await this.post(tx, 'returned', activity.name, left);
    return left.reduce((sum, { pieces }) => sum + pieces, 0);
  }

  /** The same before the last day, with its reason on a paper that is written even when nothing is left. */
  async endEarly(tx: Tx, activity: { id: string; name: string }, reason: string): Promise<StockActDone> {
    return this.post(tx, 'ended', activity.name, await restOf(tx, activity.id), { reason });
  }

  private async post(
    tx: Tx,
    kind: StockPaperKind,
    note: string,
    moves: readonly Move[],
    more: Pick<StockPaper, 'reason' | 'counters'> = {},
  ): Promise<StockActDone> {
    const { id: documentId, number: documentNo } = await this.paper.write(tx, { ...more, kind, note, lines: moves });
    if (moves.length === 0) return { documentId, documentNo };
    const transfers = moves.map(({ itemId, pieces, from, to }) => ({
      unit: piecesOf(itemId),
      amount: Math.abs(pieces),
      from,
      to,
    }));
    await this.ledger.post(tx, { kind: `gift.${kind}`, documentId, transfers });
    return { documentId, documentNo };
  }
}

/** What nobody took of an activity, on its way back to the shelf. */
async function restOf(tx: Tx, activityId: string): Promise<Move[]> {
  const left = await tx.rows<Piece>(
    'SELECT i.id AS item_id, i.name_zh AS name, a.balance AS pieces FROM gift_offer o JOIN gift_item i ON i.id = o.item_id ' +
      "JOIN ledger_account a ON a.owner = o.activity_id AND a.kind = 'gift.setAside' AND a.unit = 'GIFT:' || i.id " +
      'WHERE o.activity_id = ? AND a.balance > 0 ORDER BY i.code',
    [activityId],
  );
  const [from, to] = [giftAccounts.setAside(activityId), giftAccounts.stock(tx.command.storeId)];
  return left.map((piece) => ({ ...piece, from, to }));
}

async function nameOf(tx: Tx, itemId: string): Promise<string> {
  const item = await tx.one<{ nameZh: string }>('SELECT name_zh FROM gift_item WHERE id = ? AND store_id = ?', [
    itemId,
    tx.command.storeId,
  ]);
  if (!item) throw new DomainError('gifts.unknown', {}, 'itemId');
  return item.nameZh;
}
