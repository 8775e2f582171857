import { Injectable } from '@nestjs/common';
import type { PlainDate } from '../kernel/business-day.js';
import type { SqlReads, SqlValue } from '../platform/database/sql-reads.js';

/** A gift a member can take on a business date. */
export interface OfferRow {
  readonly offerId: string;
  readonly activityId: string;
  readonly activityName: string;
  readonly itemId: string;
  readonly code: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly startsOn: PlainDate;
  readonly endsOn: PlainDate;
  readonly pointsPrice: number;
  readonly perDay: number | null;
  readonly inTotal: number | null;
  /** When its rest went back to the shelf: since then nothing of it is given. */
  readonly returnedAt: number | null;
  /** Pieces still set aside. */
  readonly left: number;
}

export interface ItemRow {
  readonly id: string;
  readonly code: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly retiredAt: number | null;
  readonly onShelf: number;
  /** 1 when there is a photo. */
  readonly photo: number;
  /** Set aside in activities that run or will. */
  readonly setAside: number;
}

export interface ActivityRow {
  readonly id: string;
  readonly name: string;
  readonly startsOn: PlainDate;
  readonly endsOn: PlainDate;
  readonly returnedAt: number | null;
}

export interface StockMovement {
  readonly id: string;
  readonly at: number;
  readonly kind: string;
  readonly pieces: number;
  readonly documentId: string;
  readonly documentNo: string;
}

const OFFER =
  'SELECT o.id AS offer_id, a.id AS activity_id, a.name AS activity_name, i.id AS item_id, i.code, i.name_zh, i.name_en, ' +
  'a.starts_on, a.ends_on, a.returned_at, o.points_price, o.per_day, o.in_total, COALESCE(l.balance, 0) AS left_pieces ' +
  'FROM gift_offer o JOIN gift_activity a ON a.id = o.activity_id JOIN gift_item i ON i.id = o.item_id ' +
  "LEFT JOIN ledger_account l ON l.owner = a.id AND l.kind = 'gift.setAside' AND l.unit = 'GIFT:' || i.id AND l.part = ''";

const held = (kind: string, owner: string) =>
  `COALESCE((SELECT SUM(l.balance) FROM ledger_account l WHERE l.kind = '${kind}' AND l.unit = 'GIFT:' || i.id ` +
  `AND l.owner ${owner}), 0)`;

/** The catalogue and the stock as pages show them; always of one store. */
@Injectable()
export class GiftsQueries {
  /** Gifts of the activities that run on `date`, the cheapest first. Those with no piece left stand too. */
  offersOn(db: SqlReads, storeId: string, date: PlainDate): Promise<OfferRow[]> {
    const where = 'a.store_id = ? AND a.starts_on <= ? AND a.ends_on >= ? AND a.returned_at IS NULL';
    return this.offers(db, `${where} AND i.retired_at IS NULL`, [storeId, date, date]);
  }

  /** An offer by its id, whatever its dates; none for a retired gift, whose page may still be open. */
  async offer(db: SqlReads, storeId: string, offerId: string): Promise<OfferRow | undefined> {
    return (await this.offers(db, 'a.store_id = ? AND o.id = ? AND i.retired_at IS NULL', [storeId, offerId]))[0];
  }

  /** The offer of a gift by its code that runs on `date`; the one with most pieces when there are several. */
  async offerByCode(db: SqlReads, storeId: string, code: string, date: PlainDate): Promise<OfferRow | undefined> {
    const all = await this.offersOn(db, storeId, date);
    return all.filter((offer) => offer.code === code.trim().toUpperCase()).toSorted((a, b) => b.left - a.left)[0];
  }

  ofActivity(db: SqlReads, storeId: string, activityId: string): Promise<OfferRow[]> {
    return this.offers(db, 'a.store_id = ? AND a.id = ?', [storeId, activityId]);
  }

  /** Newest first. */
  activities(db: SqlReads, storeId: string): Promise<ActivityRow[]> {
    return db.rows<ActivityRow>(
      'SELECT id, name, starts_on, ends_on, returned_at FROM gift_activity WHERE store_id = ? ORDER BY ends_on DESC, id DESC LIMIT 100',
      [storeId],
    );
  }

  async activity(db: SqlReads, storeId: string, id: string): Promise<ActivityRow | undefined> {
    return db.one<ActivityRow>(
      'SELECT id, name, starts_on, ends_on, returned_at FROM gift_activity WHERE store_id = ? AND id = ?',
      [storeId, id],
    );
  }

  items(db: SqlReads, storeId: string): Promise<ItemRow[]> {
    return db.rows<ItemRow>(
      `SELECT i.id, i.code, i.name_zh, i.name_en, i.retired_at, (SELECT COUNT(*) FROM gift_photo f WHERE f.item_id = i.id) AS photo, ${held('gift.stock', '= i.store_id')} AS on_shelf, ` +
        `${held('gift.setAside', 'IN (SELECT o.activity_id FROM gift_offer o WHERE o.item_id = i.id)')} AS set_aside ` +
        'FROM gift_item i WHERE i.store_id = ? ORDER BY CASE WHEN i.retired_at IS NULL THEN 0 ELSE 1 END, i.code LIMIT 500',
      [storeId],
    );
  }

  async item(db: SqlReads, storeId: string, itemId: string): Promise<ItemRow | undefined> {
    return (await this.items(db, storeId)).find(({ id }) => id === itemId);
  }

  /** What happened to the shelf of a gift, newest first. */
  movements(db: SqlReads, storeId: string, itemId: string, limit: number): Promise<StockMovement[]> {
    const account = "a.owner = ? AND a.kind = 'gift.stock' AND a.unit = ?";
    const fields = 't.id, t.at, t.kind, t.document_id, d.number AS document_no';
    const own: SqlValue[] = [storeId, `GIFT:${itemId}`];
    return db.rows<StockMovement>(
      `SELECT ${fields}, t.amount AS pieces FROM ledger_account a JOIN ledger_transfer t ON t.to_account_id = a.id ` +
        `JOIN document d ON d.id = t.document_id WHERE ${account} UNION ALL ` +
        `SELECT ${fields}, -t.amount FROM ledger_account a JOIN ledger_transfer t ON t.from_account_id = a.id ` +
        `JOIN document d ON d.id = t.document_id WHERE ${account} ORDER BY 1 DESC LIMIT ?`,
      [...own, ...own, limit],
    );
  }

  private async offers(db: SqlReads, where: string, params: readonly SqlValue[]): Promise<OfferRow[]> {
    const rows = await db.rows<Omit<OfferRow, 'left'> & { leftPieces: number }>(
      `${OFFER} WHERE ${where} ORDER BY o.points_price, i.code LIMIT 500`,
      params,
    );
    return rows.map(({ leftPieces, ...offer }) => ({ ...offer, left: leftPieces }));
  }
}

/** The gift's name as the reader calls it. */
export function giftName(item: { readonly nameZh: string; readonly nameEn: string }, locale: 'zh-CN' | 'en'): string {
  return locale === 'en' ? item.nameEn : item.nameZh;
}
