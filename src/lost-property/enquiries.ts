import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { proposedBusinessDate } from '../kernel/business-day.js';
import { DomainError } from '../kernel/domain-error.js';
import { cleanText } from '../kernel/text.js';
import { normalizeName } from '../members/rules/person-name.js';
import { parsePhone } from '../members/rules/phone.js';
import { PersonVault } from '../platform/crypto/person-vault.js';
import { Reader } from '../platform/database/reader.js';
import type { Outcome } from '../platform/database/command.js';
import type { SqlReads } from '../platform/database/sql-reads.js';
import type { Tx } from '../platform/database/tx.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { limitsOf } from '../platform/views/leaf.js';
import { commandAt, type DeskContext } from '../staff/desk-context.js';
import { LostCommands } from './lost-commands.js';
import { LostEnquiry } from './lost-enquiry.entity.js';
import { keptWords, lostWords } from './rules/lost-words.js';

export interface EnquiryInput {
  readonly wanted: string;
  readonly name: string;
  readonly phone: string;
}

export interface EnquiryRow {
  readonly id: string;
  readonly wanted: string;
  readonly words: string;
  readonly sealedName: string;
  readonly sealedPhone: string;
  readonly state: 'OPEN' | 'MATCHED' | 'CLOSED';
  readonly askedAt: number;
  readonly askedByName: string;
}

/** 「有人送来过吗?」: what cannot be answered is kept until something fits, or the guest is told that nothing came. */
@Injectable()
export class Enquiries {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly commands: LostCommands,
    private readonly vault: PersonVault,
    private readonly reader: Reader,
  ) {}

  /** Keeps a wanted thing with whom to call. Throws `text.*`, `members.name.invalid`, `members.phone.invalid`. */
  async ask(desk: DeskContext, requestKey: string, input: EnquiryInput): Promise<Outcome<{ enquiryId: string }>> {
    const wanted = cleanText(input.wanted, { max: 120, required: true, field: 'wanted' });
    const name = normalizeName(input.name);
    const phone = parsePhone(input.phone).number;
    const command = this.commands.of(desk, 'lost.enquire', requestKey, { ...input });
    return this.uow.run(command, async (tx) => {
      const id = uuidv7();
      await this.vault.create(tx, id);
      await tx.insert(LostEnquiry, {
        id,
        wanted,
        storeId: desk.store.id,
        words: keptWords(lostWords(wanted, proposedBusinessDate(tx.now))).slice(0, 600),
        sealedName: await this.vault.seal(tx, id, 'lost_enquiry.name', name),
        sealedPhone: await this.vault.seal(tx, id, 'lost_enquiry.phone', phone),
        state: 'OPEN',
        askedBy: desk.person.id,
        askedAt: tx.now,
        closedBy: null,
        closedAt: null,
        outcome: null,
        erasedAt: null,
      });
      return { enquiryId: id };
    });
  }

  /** Ends an enquiry with what became of it. Throws `lost.enquiry.closed`, `text.required` on `outcome`. */
  async close(
    desk: DeskContext,
    requestKey: string,
    enquiryId: string,
    typed: string,
  ): Promise<Outcome<{ enquiryId: string }>> {
    const outcome = cleanText(typed, { max: 200, required: true, field: 'outcome' });
    const command = this.commands.of(desk, 'lost.enquire', requestKey, { close: enquiryId, outcome });
    return this.uow.run(command, async (tx) => {
      await assertOfStore(tx, enquiryId);
      const closed = await tx.run(
        "UPDATE lost_enquiry SET state = 'CLOSED', closed_by = ?, closed_at = ?, outcome = ? WHERE id = ? AND state <> 'CLOSED'",
        [desk.person.id, tx.now, outcome, enquiryId],
      );
      if (closed !== 1) throw new DomainError('lost.enquiry.closed');
      return { enquiryId };
    });
  }

  /** The number to call back, in full; that somebody looked stays in the journal. Throws `page.notFound`. */
  async caller(desk: DeskContext, requestKey: string, enquiryId: string): Promise<string> {
    const row = await this.reader.one<{ sealedPhone: string }>(
      'SELECT sealed_phone FROM lost_enquiry WHERE id = ? AND store_id = ? AND erased_at IS NULL',
      [enquiryId, desk.store.id],
    );
    if (!row) throw new DomainError('page.notFound');
    await this.uow.note(commandAt(desk, 'lost.reveal', requestKey, { enquiryId }), 'NOTED', { enquiryId });
    return (await this.vault.open(this.reader, enquiryId, 'lost_enquiry.phone', row.sealedPhone)) ?? '';
  }

  /** One page of what is still to be answered, those with a match first. */
  open(db: SqlReads, storeId: string, skip = 0): Promise<EnquiryRow[]> {
    return db.rows<EnquiryRow>(
      `SELECT e.id, e.wanted, e.words, e.sealed_name, e.sealed_phone, e.state, e.asked_at, s.name AS asked_by_name
       FROM lost_enquiry e JOIN staff s ON s.id = e.asked_by
       WHERE e.store_id = ? AND e.state <> 'CLOSED' ORDER BY e.state, e.asked_at DESC, e.id DESC LIMIT ? OFFSET ?`,
      [storeId, ...limitsOf(skip)],
    );
  }

  async matchedCount(db: SqlReads, storeId: string): Promise<number> {
    const row = await db.one<{ n: number }>(
      "SELECT count(*) AS n FROM lost_enquiry WHERE store_id = ? AND state = 'MATCHED'",
      [storeId],
    );
    return row?.n ?? 0;
  }
}

/** Throws `page.notFound` for another store's. */
export async function assertOfStore(tx: Tx, enquiryId: string): Promise<void> {
  const { storeId } = tx.command;
  const known = await tx.one('SELECT id FROM lost_enquiry WHERE id = ? AND store_id = ?', [enquiryId, storeId]);
  if (!known) throw new DomainError('page.notFound');
}
