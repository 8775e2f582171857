import { Injectable } from '@nestjs/common';
import { setImmediate as breathe } from 'node:timers/promises';
import type { PlainDate } from '../kernel/business-day.js';
import { type BirthdayOccurrence, birthdaysBetween, type BirthdayPolicy } from '../members/rules/birthday.js';
import { phoneTail, readPhone } from '../members/rules/phone.js';
import {
  type KnownBirthday,
  PersonFields,
  SEALED_PERSON_COLUMNS,
  type SealedPerson,
} from '../members/sealed-person.js';
import { KeyRing } from '../platform/crypto/key-ring.js';
import { Reader } from '../platform/database/reader.js';

const BATCH = 500;

/** A birthday that falls into the month. */
export interface FoundBirthday extends BirthdayOccurrence {
  readonly personId: string;
  readonly membershipId: string;
  readonly calendar: 'SOLAR' | 'LUNAR';
  readonly twinHash: string;
}

type Member = SealedPerson & { readonly membershipId: string };

/**
 * Birthdays are sealed like everything that is known about a guest, so a month is found by opening them all, once: some 15 µs a member. It reads
 * outside any unit and lets others go first after every batch.
 */
@Injectable()
export class RosterScan {
  constructor(
    private readonly reader: Reader,
    private readonly fields: PersonFields,
    private readonly ring: KeyRing,
  ) {}

  /** Birthdays of a store's members in [from, to]; only of profiles changed and members joined after `since` (milliseconds). */
  async find(
    storeId: string,
    range: { readonly from: PlainDate; readonly to: PlainDate },
    policy: BirthdayPolicy,
    since: number,
  ): Promise<FoundBirthday[]> {
    const found: FoundBirthday[] = [];
    const calendar = new Map<string, BirthdayOccurrence[]>();
    for (let last = ''; ;) {
      const members = await this.batch(storeId, last, since);
      for (const member of members) found.push(...this.birthdaysOf(member, range, policy, calendar));
      if (members.length < BATCH) return found;
      last = members.at(-1)?.membershipId ?? '';
      await breathe();
    }
  }

  private birthdaysOf(
    member: Member,
    { from, to }: { readonly from: PlainDate; readonly to: PlainDate },
    policy: BirthdayPolicy,
    calendar: Map<string, BirthdayOccurrence[]>,
  ): FoundBirthday[] {
    const birthday = this.fields.birthday(member);
    if (!birthday) return [];
    const key = `${birthday.calendar}${birthday.month}.${birthday.day}${birthday.leap ? 'L' : ''}`;
    const days = calendar.get(key) ?? birthdaysBetween(birthday, from, to, policy);
    calendar.set(key, days);
    if (days.length === 0) return [];
    const { personId, membershipId } = member;
    const twinHash = this.twinHash(member, birthday);
    return days.map((day) => ({ ...day, personId, membershipId, twinHash, calendar: birthday.calendar }));
  }

  /** The same for two records of what may be one human: name, birthday, last four of the phone (counter-practice §1.7). */
  private twinHash(member: Member, { calendar, month, day }: KnownBirthday): string {
    const phone = readPhone(this.fields.phone(member) ?? '');
    const tail = phone === null ? member.personId : phoneTail(phone);
    const parts = [this.fields.name(member) ?? '', calendar, month, day, tail];
    return this.ring.lookupHash('birthday-twin', parts.join('\0'));
  }

  private batch(storeId: string, last: string, since: number): Promise<Member[]> {
    const changed = since > 0 ? 'AND (p.updated_at >= ? OR m.joined_at >= ?) ' : '';
    return this.reader.rows<Member>(
      `SELECT m.id AS membership_id, ${SEALED_PERSON_COLUMNS} FROM membership m JOIN person p ON p.id = m.person_id ` +
        'JOIN person_key k ON k.person_id = p.id WHERE m.store_id = ? AND m.id > ? AND m.closed_at IS NULL ' +
        `AND p.erased_at IS NULL AND p.sealed_birthday IS NOT NULL ${changed}ORDER BY m.id LIMIT ${BATCH}`,
      [storeId, last, ...(since > 0 ? [since, since] : [])],
    );
  }
}
