import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { cleanText } from '../kernel/text.js';
import type { SqlReads } from '../platform/database/sql-reads.js';
import type { Tx } from '../platform/database/tx.js';
import { CounterDesk } from './counter-desk.entity.js';
import { PolicyService } from './policy.service.js';
import { Store } from './store.entity.js';
import { Venue } from './venue.entity.js';

export interface StoreRow {
  readonly id: string;
  readonly name: string;
}

export interface DeskRow {
  readonly id: string;
  readonly name: string;
  readonly drawerId: string;
}

const VENUE = 'venue';
const NAME_LENGTH = 64;

/** The chain's name, its stores and the desks in them. */
@Injectable()
export class StoresService {
  constructor(private readonly policies: PolicyService) {}

  /** Names the chain; the first call founds it. Throws `text.required`, `text.tooLong` on field `venueName`. */
  async nameVenue(tx: Tx, name: string): Promise<void> {
    const clean = cleanText(name, { max: NAME_LENGTH, required: true, field: 'venueName' });
    const renamed = await tx.run('UPDATE venue SET name = ? WHERE id = ?', [clean, VENUE]);
    if (renamed === 0) await tx.insert(Venue, { id: VENUE, name: clean, createdAt: tx.now, setUpAt: null });
  }

  /** Opens a store under the policy the product ships with. `id` is given when the command itself names the store. */
  async open(tx: Tx, store: { readonly id?: string; readonly name: string }): Promise<string> {
    const id = store.id ?? uuidv7();
    const name = cleanText(store.name, { max: NAME_LENGTH, required: true, field: 'storeName' });
    await tx.insert(Store, { id, name, legalEntity: null, createdAt: tx.now });
    await this.policies.begin(tx, id);
    return id;
  }

  async rename(tx: Tx, storeId: string, name: string): Promise<void> {
    const clean = cleanText(name, { max: NAME_LENGTH, required: true, field: 'storeName' });
    await tx.run('UPDATE store SET name = ? WHERE id = ?', [clean, storeId]);
  }

  /** Which legal person runs the store; '' = the chain's own. */
  async nameLegalEntity(tx: Tx, storeId: string, typed: string): Promise<void> {
    const legalEntity = cleanText(typed, { max: NAME_LENGTH, field: 'legalEntity' });
    await tx.run('UPDATE store SET legal_entity = ? WHERE id = ?', [legalEntity === '' ? null : legalEntity, storeId]);
  }

  async legalEntity(db: SqlReads, storeId: string): Promise<string> {
    const row = await db.one<{ legalEntity: string | null }>('SELECT legal_entity FROM store WHERE id = ?', [storeId]);
    return row?.legalEntity ?? '';
  }

  /** A desk with a drawer of its own. */
  async addDesk(tx: Tx, desk: { readonly storeId: string; readonly name: string }): Promise<string> {
    const id = uuidv7();
    const name = cleanText(desk.name, { max: NAME_LENGTH, required: true, field: 'deskName' });
    await tx.insert(CounterDesk, { id, storeId: desk.storeId, name, drawerId: uuidv7(), createdAt: tx.now });
    return id;
  }

  /** The first start is over: its pages are gone for ever. */
  async finishFirstStart(tx: Tx): Promise<void> {
    await tx.run('UPDATE venue SET set_up_at = ? WHERE set_up_at IS NULL', [tx.now]);
  }

  venue(db: SqlReads): Promise<{ name: string; setUpAt: number | null } | undefined> {
    return db.one('SELECT name, set_up_at FROM venue WHERE id = ?', [VENUE]);
  }

  stores(db: SqlReads): Promise<StoreRow[]> {
    return db.rows<StoreRow>('SELECT id, name FROM store ORDER BY created_at, id');
  }

  desks(db: SqlReads, storeId: string): Promise<DeskRow[]> {
    return db.rows<DeskRow>('SELECT id, name, drawer_id FROM desk WHERE store_id = ? ORDER BY created_at, id', [
      storeId,
    ]);
  }
}
