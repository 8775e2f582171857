import { Injectable } from '@nestjs/common';
import { DomainError } from '../kernel/domain-error.js';
import { cleanText } from '../kernel/text.js';
import type { Tx } from '../platform/database/tx.js';

/** `ａ-03 ` and `A-03` are one slot. Throws `text.*` on `slot`. */
export function slotOf(typed: string): string {
  return cleanText(typed.normalize('NFKC').toUpperCase(), { max: 20, required: true, field: 'slot' });
}

/** Which thing lies in which slot of the safe. The table has room for one thing a slot, so nothing needs to be read before. */
@Injectable()
export class SafeSlots {
  /** Throws `lost.safe.slotTaken {number}` on `slot`. */
  async occupy(tx: Tx, slot: string, itemId: string): Promise<void> {
    const { storeId } = tx.command;
    const put = await tx.run(
      'INSERT INTO lost_slot (store_id, slot, item_id) VALUES (?, ?, ?) ON CONFLICT (store_id, slot) DO NOTHING',
      [storeId, slot, itemId],
    );
    if (put === 1) return;
    const there = await tx.one<{ number: string }>(
      'SELECT i.number FROM lost_slot t JOIN lost_item i ON i.id = t.item_id WHERE t.store_id = ? AND t.slot = ?',
      [storeId, slot],
    );
    throw new DomainError('lost.safe.slotTaken', { number: there?.number ?? slot }, 'slot');
  }
}
