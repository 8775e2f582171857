import { Injectable } from '@nestjs/common';
import { PersonVault } from '../platform/crypto/person-vault.js';
import type { Outcome } from '../platform/database/command.js';
import { placeholders } from '../platform/database/sql-text.js';
import type { SqlReads } from '../platform/database/sql-reads.js';
import type { Tx } from '../platform/database/tx.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { DomainError } from '../kernel/domain-error.js';
import type { DeskContext } from '../staff/desk-context.js';
import { assertOfStore } from './enquiries.js';
import { LostCommands } from './lost-commands.js';
import { LostMatch } from './lost-match.entity.js';
import { couldBe } from './rules/lost-match.js';
import { lostWords, type Word } from './rules/lost-words.js';

export interface MatchRow {
  readonly enquiryId: string;
  readonly itemId: string;
  readonly number: string;
  readonly name: string;
  readonly colour: string;
}

const OPEN_AGAIN = `UPDATE lost_enquiry SET state = 'OPEN' WHERE state = 'MATCHED'
  AND NOT EXISTS (SELECT 1 FROM lost_match m WHERE m.enquiry_id = lost_enquiry.id AND m.dismissed_at IS NULL)`;

/** What is wanted against what arrives: every thing that fits is told, also when an earlier one fitted already. */
@Injectable()
export class Matches {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly commands: LostCommands,
    private readonly vault: PersonVault,
  ) {}

  /** What just arrived against everything that is wanted; how many may be waiting for it. */
  async match(tx: Tx, itemId: string, found: readonly Word[]): Promise<number> {
    const open = await tx.rows<{ id: string; wanted: string }>(
      "SELECT id, wanted FROM lost_enquiry WHERE store_id = ? AND state <> 'CLOSED'",
      [tx.command.storeId],
    );
    const fitting = open.filter(({ wanted }) => couldBe(lostWords(wanted, null), found));
    for (const { id } of fitting) {
      await tx.insert(LostMatch, { enquiryId: id, itemId, at: tx.now, dismissedAt: null });
      await tx.run("UPDATE lost_enquiry SET state = 'MATCHED' WHERE id = ?", [id]);
    }
    return fitting.length;
  }

  /** The guest was called: that one is not theirs. Throws `page.notFound`, `lost.enquiry.closed` when it was no match (any more). */
  async dismiss(
    desk: DeskContext,
    key: string,
    enquiryId: string,
    itemId: string,
  ): Promise<Outcome<{ itemId: string }>> {
    const command = this.commands.of(desk, 'lost.enquire', key, { dismiss: enquiryId, itemId });
    return this.uow.run(command, async (tx) => {
      await assertOfStore(tx, enquiryId);
      const gone = await tx.run(
        `UPDATE lost_match SET dismissed_at = ? WHERE enquiry_id = ? AND item_id = ? AND dismissed_at IS NULL
         AND EXISTS (SELECT 1 FROM lost_enquiry e WHERE e.id = enquiry_id AND e.state = 'MATCHED')`,
        [tx.now, enquiryId, itemId],
      );
      if (gone !== 1) throw new DomainError('lost.enquiry.closed');
      await tx.run(`${OPEN_AGAIN} AND id = ?`, [enquiryId]);
      return { itemId };
    });
  }

  /** It went to somebody: whoever asked with that phone has their answer, everybody else goes on waiting for another. */
  async settle(tx: Tx, itemId: string, phone: string): Promise<void> {
    const waiting = await tx.rows<{ id: string; sealedPhone: string }>(
      `SELECT e.id, e.sealed_phone FROM lost_enquiry e JOIN lost_match m ON m.enquiry_id = e.id
       WHERE m.item_id = ? AND m.dismissed_at IS NULL AND e.state = 'MATCHED'`,
      [itemId],
    );
    for (const { id, sealedPhone } of waiting) {
      if ((await this.vault.open(tx, id, 'lost_enquiry.phone', sealedPhone)) !== phone) continue;
      await tx.run("UPDATE lost_enquiry SET state = 'CLOSED', closed_by = ?, closed_at = ? WHERE id = ?", [
        tx.command.actorId,
        tx.now,
        id,
      ]);
    }
    await this.forget(tx, itemId);
  }

  /** The thing can be nobody's any more: it was given out, or was never there. */
  async forget(tx: Tx, itemId: string): Promise<void> {
    const { storeId } = tx.command;
    await tx.run(
      `UPDATE lost_match SET dismissed_at = ? WHERE item_id = ? AND dismissed_at IS NULL
       AND enquiry_id IN (SELECT id FROM lost_enquiry WHERE state = 'MATCHED')`,
      [tx.now, itemId],
    );
    await tx.run(`${OPEN_AGAIN} AND store_id = ?`, [storeId]);
  }

  /** How many who asked may be waiting for this one thing. */
  async waitingFor(db: SqlReads, itemId: string): Promise<number> {
    const row = await db.one<{ n: number }>(
      `SELECT count(*) AS n FROM lost_match m JOIN lost_enquiry e ON e.id = m.enquiry_id
       WHERE m.item_id = ? AND m.dismissed_at IS NULL AND e.state = 'MATCHED'`,
      [itemId],
    );
    return row?.n ?? 0;
  }

  /** What may be theirs, the newest first, of these enquiries. */
  async of(db: SqlReads, enquiryIds: readonly string[]): Promise<MatchRow[]> {
    if (enquiryIds.length === 0) return [];
    return db.rows<MatchRow>(
      `SELECT m.enquiry_id, m.item_id, i.number, i.name, i.colour FROM lost_match m JOIN lost_item i ON i.id = m.item_id
       WHERE m.dismissed_at IS NULL AND m.enquiry_id IN ${placeholders(enquiryIds.length)} ORDER BY m.at DESC, m.item_id DESC`,
      enquiryIds,
    );
  }
}
