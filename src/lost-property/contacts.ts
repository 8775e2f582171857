import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { DomainError } from '../kernel/domain-error.js';
import { cleanText } from '../kernel/text.js';
import type { GuestMatter } from '../members/erasure-terms.js';
import { PersonVault } from '../platform/crypto/person-vault.js';
import type { Outcome } from '../platform/database/command.js';
import type { SqlReads } from '../platform/database/sql-reads.js';
import { placeholders } from '../platform/database/sql-text.js';
import type { Tx } from '../platform/database/tx.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { commandAt, type DeskContext } from '../staff/desk-context.js';
import { assertOnHand } from './holding.js';
import { LostContact } from './lost-contact.entity.js';
import { LostItems } from './lost-items.js';
import { ON_HAND } from './rules/item-life.js';

export const CHANNELS = ['CALL', 'SMS', 'WECHAT', 'IN_PERSON'] as const;
export const OUTCOMES = ['WILL_COME', 'NO_ANSWER', 'CALL_LATER', 'WRONG_NUMBER', 'NOT_THEIRS'] as const;

export interface ContactInput {
  readonly channel: string;
  readonly outcome: string;
  /** The member who was called, or ''. */
  readonly membershipId: string;
  readonly note: string;
}

export interface ContactRow {
  readonly channel: (typeof CHANNELS)[number];
  readonly outcome: (typeof OUTCOMES)[number];
  readonly note: string | null;
  readonly byName: string;
  readonly at: number;
}

/** The house calls first and writes down each attempt (民法典 314, facts §6). */
@Injectable()
export class Contacts {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly items: LostItems,
    private readonly vault: PersonVault,
  ) {}

  /** Throws `lost.contact.unknown` for a channel, outcome or member that is none, `lost.item.transition` when the thing is gone. */
  async log(
    desk: DeskContext,
    requestKey: string,
    itemId: string,
    input: ContactInput,
  ): Promise<Outcome<{ itemId: string }>> {
    const channel = CHANNELS.find((known) => known === input.channel);
    const outcome = OUTCOMES.find((known) => known === input.outcome);
    if (!channel) throw new DomainError('lost.contact.unknown', {}, 'channel');
    if (!outcome) throw new DomainError('lost.contact.unknown', {}, 'outcome');
    const note = cleanText(input.note, { max: 200, field: 'note' }) || null;
    return this.uow.run(commandAt(desk, 'lost.contact', requestKey, { itemId, ...input }), async (tx) => {
      assertOnHand(await this.items.ofStore(tx, desk.store.id, itemId), 'contact');
      const id = uuidv7();
      const membershipId = input.membershipId === '' ? null : input.membershipId;
      const member = membershipId === null ? null : await this.personOf(tx, membershipId);
      await tx.insert(LostContact, {
        id,
        itemId,
        channel,
        outcome,
        membershipId,
        note: null,
        sealedNote: note === null ? null : await this.seal(tx, id, member, note),
        byId: desk.person.id,
        at: tx.now,
      });
      return { itemId };
    });
  }

  async of(db: SqlReads, itemId: string): Promise<ContactRow[]> {
    const rows = await db.rows<ContactRow & { id: string; sealedNote: string | null; personId: string | null }>(
      'SELECT c.id, c.channel, c.outcome, c.note, c.sealed_note, m.person_id, s.name AS by_name, c.at FROM lost_contact c ' +
        'JOIN staff s ON s.id = c.by_id LEFT JOIN membership m ON m.id = c.membership_id WHERE c.item_id = ? ORDER BY c.id DESC',
      [itemId],
    );
    return Promise.all(
      rows.map(async ({ id, sealedNote, personId, ...row }) => ({
        ...row,
        note: sealedNote === null ? row.note : await this.vault.open(db, personId ?? id, placeOf(id), sealedNote),
      })),
    );
  }

  /** Under the member's key, so that erasing the member erases it; about somebody unknown under a key of its own. */
  private async seal(tx: Tx, id: string, member: string | null, note: string): Promise<string> {
    if (member === null) await this.vault.create(tx, id);
    return this.vault.seal(tx, member ?? id, placeOf(id), note);
  }

  /** Things on hand that a member has said they would come for. */
  async awaited(db: SqlReads, membershipId: string): Promise<GuestMatter[]> {
    const rows = await db.rows<{ id: string; number: string }>(
      `SELECT DISTINCT i.id, i.number FROM lost_contact c JOIN lost_item i ON i.id = c.item_id
       WHERE c.membership_id = ? AND c.outcome = 'WILL_COME' AND i.state IN ${placeholders(ON_HAND.length)} ORDER BY i.number`,
      [membershipId, ...ON_HAND],
    );
    return rows.map(({ id, number }) => ({ key: 'members.erase.open.lost', params: { number }, href: `/lost/${id}` }));
  }

  private async personOf(tx: Tx, membershipId: string): Promise<string> {
    const member = await tx.one<{ personId: string }>(
      'SELECT person_id FROM membership WHERE id = ? AND closed_at IS NULL',
      [membershipId],
    );
    if (!member) throw new DomainError('lost.contact.unknown', {}, 'membershipId');
    return member.personId;
  }
}

function placeOf(contactId: string): string {
  return `lost_contact.note:${contactId}`;
}
