import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { Reader } from '../platform/database/reader.js';
import type { Tx } from '../platform/database/tx.js';
import type { HandedShift } from '../venue/handover-parts.js';
import { LostPassing } from './lost-passing.entity.js';

export interface PassingRow {
  readonly fromName: string;
  readonly toName: string;
  readonly at: number;
  readonly documentId: string | null;
  readonly documentNo: string | null;
  /** `A`; null for keys. */
  readonly template: string | null;
}

type Passing = Pick<LostPassing, 'kind' | 'fromId' | 'toId'> & Partial<Pick<LostPassing, 'shiftId' | 'documentId'>>;

/** Hands that a thing goes through without moving: which shift carried it, who holds its key. */
@Injectable()
export class Passings {
  constructor(private readonly reader: Reader) {}

  async write(tx: Tx, itemIds: readonly string[], passing: Passing): Promise<void> {
    const { kind, fromId, toId, shiftId = null, documentId = null } = passing;
    for (const itemId of itemIds)
      await tx.insert(LostPassing, { id: uuidv7(), itemId, kind, fromId, toId, shiftId, documentId, at: tx.now });
  }

  /** 003E-041, 001-78: what reception and the VIP centre keep goes with the bag of the shift, from the outgoing to the incoming clerk. */
  async withShift(tx: Tx, { id: shiftId, storeId, clerkId: fromId }: HandedShift, toId: string): Promise<void> {
    const items = await tx.rows<{ id: string }>(
      "SELECT id FROM lost_item WHERE store_id = ? AND state IN ('REGISTERED', 'SAFE', 'VIP_CUSTODY') ORDER BY id",
      [storeId],
    );
    const ids = items.map(({ id }) => id);
    await this.write(tx, ids, { kind: 'SHIFT', fromId, toId, shiftId });
  }

  /** Of one thing, the newest first. */
  of(itemId: string, kind: 'SHIFT' | 'KEY'): Promise<PassingRow[]> {
    return this.reader.rows<PassingRow>(
      `SELECT f.name AS from_name, t.name AS to_name, p.at, p.document_id, d.number AS document_no, h.template
       FROM lost_passing p JOIN staff f ON f.id = p.from_id JOIN staff t ON t.id = p.to_id
       LEFT JOIN document d ON d.id = p.document_id LEFT JOIN shift h ON h.id = p.shift_id
       WHERE p.item_id = ? AND p.kind = ? ORDER BY p.id DESC`,
      [itemId, kind],
    );
  }
}
