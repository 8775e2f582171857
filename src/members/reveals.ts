import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { DomainError } from '../kernel/domain-error.js';
import { cleanText } from '../kernel/text.js';
import { Clock } from '../platform/clock/clock.js';
import { Reader } from '../platform/database/reader.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { commandAt, type DeskContext } from '../staff/desk-context.js';
import { MemberQueries, type MemberRow } from './member.queries.js';
import { displayPhone, readPhone } from './rules/phone.js';
import { PersonFields } from './sealed-person.js';

export const REVEALED_FIELDS = ['name', 'phone', 'birthday', 'address', 'idDocument'] as const;
export type RevealedField = (typeof REVEALED_FIELDS)[number];

/** A birthday round of sixty calls fits; reading out the member list does not. */
const MOST_A_SHIFT = 80;
const SHIFT_MS = 12 * 3_600_000;

/** Full data on request (如非工作需要,不得翻查客户的任何资料): each look leaves a journal row, and there is an end to them. */
@Injectable()
export class Reveals {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly reader: Reader,
    private readonly queries: MemberQueries,
    private readonly fields: PersonFields,
    private readonly clock: Clock,
  ) {}

  /**
   * One field in full, journalled before it is shown; empty when nothing is known. `reason` is what the clerk typed outside a task.
   * Throws `page.notFound`, `members.reveal.tooMany {max}`, `text.required` on `reason`.
   */
  async reveal(desk: DeskContext, membershipId: string, field: RevealedField, reason: string): Promise<string> {
    const why = cleanText(reason, { max: 60, required: true, field: 'reason' });
    const member = await this.queries.byId(this.reader, membershipId);
    if (!member) throw new DomainError('page.notFound');
    const seen = await this.queries.reveals(this.reader, desk.person.id, this.clock.now() - SHIFT_MS);
    if (seen >= MOST_A_SHIFT) throw new DomainError('members.reveal.tooMany', { max: MOST_A_SHIFT }, 'reason');
    const command = commandAt(desk, 'members.reveal', uuidv7(), { membershipId, field });
    await this.uow.note(command, 'NOTED', { membershipId, field, reason: why });
    return this.full(member, field);
  }

  private full(member: MemberRow, field: RevealedField): string {
    if (field === 'name') return this.fields.name(member) ?? '';
    if (field === 'phone') {
      const phone = readPhone(this.fields.phone(member) ?? '');
      return phone ? displayPhone(phone) : '';
    }
    if (field === 'birthday') return this.birthday(member);
    if (field === 'address') return this.fields.open(member, 'address', member.sealedAddress) ?? '';
    const json = this.fields.open(member, 'idDocument', member.sealedIdDocument);
    if (json === null) return '';
    const document: { number: string } = JSON.parse(json);
    return document.number;
  }

  private birthday(member: MemberRow): string {
    const birthday = this.fields.birthday(member);
    if (!birthday) return '';
    return `${birthday.year === null ? '' : `${birthday.year}-`}${this.fields.maskedBirthday(member)}`;
  }
}
