import { Injectable } from '@nestjs/common';
import { toHalfWidth } from '../kernel/text.js';
import { PersonVault, type WrappedKey } from '../platform/crypto/person-vault.js';
import type { Birthday } from './rules/birthday.js';
import { maskBirthday, maskName, maskPhone } from './rules/masks.js';
import { phoneTail, readPhone } from './rules/phone.js';
import type { Title } from './rules/salutation.js';

/** A person as a query brings them: sealed, with the key to open them. */
export interface SealedPerson extends WrappedKey {
  readonly sealedName: string | null;
  readonly sealedPhone: string | null;
  readonly sealedBirthday: string | null;
  readonly title: Title;
  readonly phoneHash: string | null;
  readonly erasedAt: number | null;
}

/** Birthday as it is kept; `year` only where a document was seen. */
export interface KnownBirthday extends Birthday {
  readonly year: number | null;
}

/** Columns of a `SealedPerson`, for queries with `person p JOIN person_key k ON k.person_id = p.id`. */
export const SEALED_PERSON_COLUMNS =
  'p.id AS person_id, p.sealed_name, p.sealed_phone, p.sealed_birthday, p.title, p.phone_hash, p.erased_at, k.key_version, k.sealed_key';

/** The columns of `person` that hold sealed text, by what stands in them; the name of the place is part of the seal. */
export const PERSON_PLACES = {
  name: 'person.name',
  phone: 'person.phone',
  birthday: 'person.birthday',
  idDocument: 'person.idDocument',
  preferences: 'person.preferences',
  address: 'person.address',
} as const;
export type PersonPlace = keyof typeof PERSON_PLACES;

/** Opens what is known about a person. Full texts are for reveals, papers and scripts; pages show the masks. */
@Injectable()
export class PersonFields {
  constructor(private readonly vault: PersonVault) {}

  /** Full name, or null once the person has been erased. */
  name(person: SealedPerson): string | null {
    return this.open(person, 'name', person.sealedName);
  }

  /** Full phone in its one spelling; null when none is known or the person has been erased. */
  phone(person: SealedPerson): string | null {
    return this.open(person, 'phone', person.sealedPhone);
  }

  birthday(person: SealedPerson): KnownBirthday | null {
    const json = this.open(person, 'birthday', person.sealedBirthday);
    if (json === null) return null;
    const birthday: KnownBirthday = JSON.parse(json);
    return birthday;
  }

  /** 张**, 欧阳**; empty once erased. */
  maskedName(person: SealedPerson): string {
    const name = this.name(person);
    return name === null ? '' : maskName(name);
  }

  /** 138****5678; empty when there is none. */
  maskedPhone(person: SealedPerson): string {
    const phone = this.phone(person);
    return phone === null ? '' : maskPhone(phone);
  }

  /** MM-DD in the member's own calendar; empty when there is none. */
  maskedBirthday(person: SealedPerson): string {
    const birthday = this.birthday(person);
    return birthday ? maskBirthday(birthday) : '';
  }

  /** Whether `typed` is the tail of the phone. Four digits and no more: a longer guess could be tried until the hidden middle is known. */
  tailMatches(person: SealedPerson, typed: string): boolean {
    const phone = readPhone(this.phone(person) ?? '');
    return phone !== null && phoneTail(phone) === toHalfWidth(typed).trim();
  }

  open(key: WrappedKey, place: PersonPlace, sealed: string | null): string | null {
    return sealed === null ? null : this.vault.openWith(key, PERSON_PLACES[place], sealed);
  }

  seal(key: WrappedKey, place: PersonPlace, text: string): string {
    return this.vault.sealWith(key, PERSON_PLACES[place], text);
  }
}
