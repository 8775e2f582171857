import { Injectable } from '@nestjs/common';
import { DomainError } from '../kernel/domain-error.js';
import type { CoSigner } from '../platform/database/command.js';
import type { Tx } from '../platform/database/tx.js';
import type { DeskContext } from '../staff/desk-context.js';
import { BirthdayPapers, type RegisterKind } from './birthday-papers.js';
import type { EntryRow } from './birthday.queries.js';
import { STANDBY } from './gift-custody.js';

/** Pieces of one gift of one guest; `entryId` null for the standby stock. */
export interface GiftPieces {
  readonly itemId: string;
  readonly entryId: string | null;
  readonly pieces: number;
}

/** The field of one gift of one guest in the hand: `<what>_<gift>_<birthday or standby>`. */
export function lineField(what: string, { itemId, entryId }: Pick<GiftPieces, 'itemId' | 'entryId'>): string {
  return `${what}_${itemId}_${entryId ?? STANDBY}`;
}

export type RegisterDone = { documentId: string; number: string; pieces: number };

interface RegisteredAct {
  readonly paper: RegisterKind;
  readonly reason: string;
  readonly lines: readonly GiftPieces[];
  readonly entries: readonly EntryRow[];
  readonly signer: CoSigner;
  /** Of a correction: where the gift is now. */
  readonly where?: string;
}

/** 领用登记, 退货登记 and the like: what moved, for whom, and who signs beside the person who acts (003E-015, 030). */
@Injectable()
export class GiftRegisters {
  constructor(private readonly papers: BirthdayPapers) {}

  /** Throws `gifts.unknown`. */
  async write(tx: Tx, desk: DeskContext, act: RegisteredAct): Promise<RegisterDone> {
    const signer = await tx.one<{ name: string }>('SELECT name FROM staff WHERE id = ?', [act.signer.staffId]);
    const lines = [];
    let costFen = 0;
    for (const { itemId, entryId, pieces } of act.lines) {
      const item = await tx.one<{ nameZh: string; costFen: number | null }>(
        'SELECT i.name_zh, b.cost_fen FROM gift_item i LEFT JOIN birthday_gift b ON b.item_id = i.id WHERE i.id = ? AND i.store_id = ?',
        [itemId, desk.store.id],
      );
      if (!item) throw new DomainError('gifts.unknown');
      costFen += pieces * (item.costFen ?? 0);
      lines.push({ pieces, item: item.nameZh, entry: act.entries.find(({ id }) => id === entryId) ?? null });
    }
    const gone = act.paper === 'destroy' || act.paper === 'writeOff';
    const paper = {
      lines,
      kind: act.paper,
      reason: act.reason,
      where: act.where,
      second: signer?.name ?? '',
      secondRole: act.signer.role,
    };
    const { id, number } = await this.papers.register(tx, desk, gone ? { ...paper, costFen } : paper);
    return { number, documentId: id, pieces: lines.reduce((sum, line) => sum + line.pieces, 0) };
  }
}
