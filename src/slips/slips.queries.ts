import { Injectable } from '@nestjs/common';
import { Reader } from '../platform/database/reader.js';
import { partsOf, type SlipParts, type SlipRow, SLIP_COLUMNS, slipById } from './slip-rows.js';
import type { SlipClaim } from './slip-claim.entity.js';
import type { SlipConflict } from './slip-conflict.entity.js';

export const SLIP_FILTERS = ['ALL', 'FREE', 'USED', 'UNSETTLED'] as const;
export type SlipFilter = (typeof SLIP_FILTERS)[number];

export type SlipState = 'UNSETTLED' | 'FREE' | 'USED' | 'REPLACED';

export interface ListedSlip extends SlipRow {
  /** 1 when points stand on it. */
  readonly used: number;
}

export type ListedConflict = SlipConflict & { readonly slipNo: string };

const LIMIT = 100;

const filters: Readonly<Record<SlipFilter, string>> = {
  ALL: '1 = 1',
  FREE: 'settled_at IS NOT NULL AND replaced_by_id IS NULL AND used = 0',
  USED: 'used = 1',
  UNSETTLED: 'settled_at IS NULL',
};

export function slipState(slip: ListedSlip): SlipState {
  if (slip.replacedById !== null) return 'REPLACED';
  if (slip.settledAt === null) return 'UNSETTLED';
  return slip.used === 1 ? 'USED' : 'FREE';
}

/** Slips for pages, each store its own. */
@Injectable()
export class SlipsQueries {
  constructor(private readonly reader: Reader) {}

  /** Slips of a night and what came in on it, newest first; `text` is the start of a number or a room. */
  list(
    storeId: string,
    wanted: { date: string; from: number; to: number; filter: SlipFilter; text: string },
  ): Promise<ListedSlip[]> {
    const text = `${wanted.text.toUpperCase().replace(/[%_\\]/g, '')}%`;
    return this.reader.rows<ListedSlip>(
      `SELECT * FROM (SELECT ${SLIP_COLUMNS},
         (SELECT COUNT(*) FROM slip_claim c WHERE c.slip_id = slip.id AND c.kind = 'points' AND c.released = '') AS used
       FROM slip WHERE store_id = ? AND (business_date = ? OR (received_at >= ? AND received_at < ?)) AND (slip_no LIKE ? OR room_no LIKE ?)) night
       WHERE ${filters[wanted.filter]} ORDER BY received_at DESC, id DESC LIMIT ?`,
      [storeId, wanted.date, wanted.from, wanted.to, text, text, LIMIT],
    );
  }

  /** Slips whose number starts so, for the one box. */
  byNumber(storeId: string, start: string, limit: number): Promise<SlipRow[]> {
    return this.reader.rows<SlipRow>(
      `SELECT ${SLIP_COLUMNS} FROM slip WHERE store_id = ? AND slip_no >= ? AND slip_no < ? ORDER BY slip_no LIMIT ?`,
      [storeId, start, `${start}\uffff`, limit],
    );
  }

  find(storeId: string, id: string): Promise<SlipRow | undefined> {
    return slipById(this.reader, storeId, id);
  }

  async parts(slipId: string): Promise<SlipParts> {
    return (await partsOf(this.reader, [slipId])).get(slipId) ?? { lines: [], tenders: [], refunds: [] };
  }

  /** Who was served by it, given up claims too. */
  claims(slipId: string): Promise<SlipClaim[]> {
    return this.reader.rows<SlipClaim>(
      'SELECT id, slip_id, kind, released, ref_id, holder_id, tail, clerk_name, claimed_at, released_at FROM slip_claim WHERE slip_id = ? ORDER BY id',
      [slipId],
    );
  }

  async numberOf(slipId: string | null): Promise<string | undefined> {
    if (slipId === null) return undefined;
    return (await this.reader.one<{ slipNo: string }>('SELECT slip_no FROM slip WHERE id = ?', [slipId]))?.slipNo;
  }

  openConflicts(storeId: string): Promise<ListedConflict[]> {
    return this.reader.rows<ListedConflict>(
      `SELECT c.*, s.slip_no FROM slip_conflict c JOIN slip s ON s.id = c.slip_id
       WHERE c.store_id = ? AND c.state = 'OPEN' ORDER BY c.received_at LIMIT ?`,
      [storeId, LIMIT],
    );
  }

  conflict(storeId: string, id: string): Promise<ListedConflict | undefined> {
    return this.reader.one<ListedConflict>(
      'SELECT c.*, s.slip_no FROM slip_conflict c JOIN slip s ON s.id = c.slip_id WHERE c.id = ? AND c.store_id = ?',
      [id, storeId],
    );
  }
}
