import { Injectable } from '@nestjs/common';
import { DomainError } from '../kernel/domain-error.js';
import { cleanText, toHalfWidth } from '../kernel/text.js';
import { Reader } from '../platform/database/reader.js';
import type { SqlReads } from '../platform/database/sql-reads.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { I18n } from '../platform/i18n/i18n.js';
import { OnSpotCoSigner, type TypedCoSign } from '../staff/approvals/on-spot-co-signer.js';
import { commandOfTheDay, type DeskContext } from '../staff/desk-context.js';
import { ErasureTerms, type GuestMatter } from './erasure-terms.js';
import { MemberFigures } from './member-figures.js';
import { MemberQueries, type MemberRow } from './member.queries.js';
import { People } from './people.js';
import { PersonErasure } from './person-erasure.entity.js';

export interface ErasureWish {
  readonly reason: string;
  /** Last four of the card, read from it: the right guest. '' where the guest has no card. */
  readonly tail: string;
}

/** A guest before they are forgotten: what must be settled first, and what ends with them, in finished sentences. */
export interface ErasurePreview {
  readonly member: MemberRow;
  readonly cardNo: string | null;
  readonly open: readonly Told[];
  readonly ends: readonly Told[];
}

interface Told {
  readonly text: string;
  readonly href: string | undefined;
}

/** A guest asks to be forgotten (个人信息保护法 47): the person goes, the venue's figures stay. */
@Injectable()
export class ErasureService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly reader: Reader,
    private readonly queries: MemberQueries,
    private readonly people: People,
    private readonly terms: ErasureTerms,
    private readonly figures: MemberFigures,
    private readonly coSigner: OnSpotCoSigner,
    private readonly i18n: I18n,
  ) {}

  /** Throws `page.notFound` for whom nobody can forget any more. */
  async preview(desk: DeskContext, membershipId: string): Promise<ErasurePreview> {
    const member = await this.member(this.reader, membershipId);
    const memberships = await membershipsOf(this.reader, member.personId);
    const open: GuestMatter[] = [];
    const ends: GuestMatter[] = [];
    for (const id of memberships) {
      open.push(...(await this.terms.open(this.reader, id)));
      ends.push(...(await this.terms.told(this.reader, id)));
    }
    const cardNo = await this.figures.cardNo(this.reader, membershipId);
    return { member, cardNo, open: this.say(desk, open), ends: this.say(desk, ends) };
  }

  /**
   * Erases the person behind a membership and ends all of the person's memberships; a second manager stands by. Cannot be undone.
   * Throws `page.notFound`, `text.required` beside `reason`, `members.erase.tail`, `members.erase.open {matters}` while anything of value is open,
   * `venue.dayNotOpen`, PIN refusals.
   */
  async erase(
    desk: DeskContext,
    key: string,
    membershipId: string,
    wish: ErasureWish,
    second: TypedCoSign,
  ): Promise<void> {
    const reason = cleanText(wish.reason, { max: 200, required: true, field: 'reason' });
    const tail = toHalfWidth(wish.tail).trim();
    const signer = await this.coSigner.verify(desk, 'members.erase', second);
    const command = commandOfTheDay(desk, 'members.erase', key, { membershipId, reason, tail }, [signer]);
    await this.uow.run(command, async (tx) => {
      const { personId } = await this.member(tx, membershipId);
      const cardNo = await this.figures.cardNo(tx, membershipId);
      if (cardNo !== null && cardNo.slice(-4) !== tail) throw new DomainError('members.erase.tail', {}, 'tail');
      const memberships = await membershipsOf(tx, personId);
      for (const id of memberships) {
        const open = this.say(desk, await this.terms.open(tx, id));
        if (open.length > 0)
          throw new DomainError('members.erase.open', { matters: open.map(({ text }) => text).join('; ') });
      }
      for (const id of memberships) {
        await this.terms.end(tx, id, { desk, reason });
        await this.people.close(tx, id, 'ERASED');
      }
      await tx.insert(PersonErasure, {
        personId,
        reason,
        byId: desk.person.id,
        coSignerId: signer.staffId,
        at: tx.now,
      });
      await this.people.erase(tx, personId);
      return null;
    });
  }

  private async member(db: SqlReads, membershipId: string): Promise<MemberRow> {
    const member = await this.queries.byId(db, membershipId);
    if (!member || member.erasedAt !== null) throw new DomainError('page.notFound');
    return member;
  }

  private say({ locale }: DeskContext, matters: readonly GuestMatter[]): Told[] {
    return matters.map(({ key, params, href }) => ({ href, text: this.i18n.t(locale, key, params) }));
  }
}

/** Closed ones too: money may have come back to them. */
async function membershipsOf(db: SqlReads, personId: string): Promise<string[]> {
  const rows = await db.rows<{ id: string }>('SELECT id FROM membership WHERE person_id = ? ORDER BY id', [personId]);
  return rows.map(({ id }) => id);
}
