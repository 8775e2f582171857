import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { DomainError } from '../kernel/domain-error.js';
import { PersonVault, type WrappedKey } from '../platform/crypto/person-vault.js';
import type { Tx } from '../platform/database/tx.js';
import { Membership } from './membership.entity.js';
import { MemberTokens } from './member-tokens.js';
import { Person } from './person.entity.js';
import type { IdDocumentType } from './rules/id-document.js';
import type { Title } from './rules/salutation.js';
import { idNumberToken, nameTokens, phoneTokens, type SearchToken } from './rules/search-tokens.js';
import { type KnownBirthday, PERSON_PLACES, PersonFields, type PersonPlace } from './sealed-person.js';

/** What is known about a person, already checked and in its kept spelling (`normalizeName`, `parsePhone`, `checkIdDocument`). */
export interface PersonDraft {
  readonly name: string;
  readonly title: Title;
  readonly phone: string | null;
  readonly birthday: KnownBirthday | null;
  readonly idDocument: { readonly type: IdDocumentType; readonly number: string } | null;
  readonly preferences: string | null;
  /** Nobody asks for it and nothing waits for it: the register of birthday gifts has a place for it (003E-015). */
  readonly address?: string | null;
}

/** A person, or nobody the house knows. */
type Known = Omit<PersonDraft, 'name'> & { readonly name: string | null };

/** The person as it stands in its row. */
type Row = Pick<Person, 'sealedName' | 'sealedPhone' | 'sealedIdDocument' | 'erasedAt'>;

/** Persons and memberships: written sealed, found by hash, erased for good. */
@Injectable()
export class People {
  constructor(
    private readonly vault: PersonVault,
    private readonly fields: PersonFields,
    private readonly tokens: MemberTokens,
  ) {}

  /** Whoever holds a card that names nobody. */
  registerNobody(tx: Tx): Promise<string> {
    const nothing = { phone: null, birthday: null, idDocument: null, preferences: null };
    return this.register(tx, { ...nothing, name: null, title: 'GUEST' });
  }

  /** A new human being. `personId` is given when the key was made earlier, with the draft of an enrolment. */
  async register(tx: Tx, draft: Known, personId?: string): Promise<string> {
    const id = personId ?? uuidv7();
    if (personId === undefined) await this.vault.create(tx, id);
    const key = await this.vault.wrappedKey(tx, id);
    await tx.insert(Person, {
      id,
      ...this.sealed(key, draft),
      title: draft.title,
      phoneHash: draft.phone === null ? null : this.tokens.phoneHash(draft.phone),
      idHash: draft.idDocument && this.tokens.idHash(draft.idDocument.number),
      createdAt: tx.now,
      updatedAt: tx.now,
      erasedAt: null,
    });
    await this.tokens.replace(tx, id, tokensOf(draft));
    return id;
  }

  /** A membership of a person with the chain; it begins on the command's business date unless it is taken over from before. */
  async join(tx: Tx, join: { personId: string; joinedOn?: string }): Promise<string> {
    const { storeId, businessDate } = tx.command;
    const joinedOn = join.joinedOn ?? businessDate;
    if (joinedOn === null) throw new DomainError('venue.dayNotOpen');
    const id = uuidv7();
    await tx.insert(Membership, {
      id,
      personId: join.personId,
      storeId,
      tier: 'ORDINARY',
      joinedOn,
      joinedAt: tx.now,
      closedAt: null,
      closedReason: null,
    });
    return id;
  }

  /** Ends a membership; its figures stay. */
  async close(tx: Tx, membershipId: string, reason: 'UNDONE' | 'ERASED'): Promise<void> {
    await tx.run('UPDATE membership SET closed_at = ?, closed_reason = ? WHERE id = ? AND closed_at IS NULL', [
      tx.now,
      reason,
      membershipId,
    ]);
  }

  /** Writes one sealed field and whatever is looked up by it. `text` null removes it. */
  async write(tx: Tx, personId: string, place: PersonPlace, text: string | null): Promise<void> {
    const key = await this.vault.wrappedKey(tx, personId);
    const sealed = text === null ? null : this.fields.seal(key, place, text);
    await tx.run(`UPDATE person SET ${columns[place]} = ?, updated_at = ? WHERE id = ?`, [sealed, tx.now, personId]);
    if (place === 'phone') await this.hashInto(tx, personId, 'phone_hash', text && this.tokens.phoneHash(text));
    if (place === 'idDocument')
      await this.hashInto(tx, personId, 'id_hash', text && this.tokens.idHash(numberIn(text)));
    if (place === 'name' || place === 'phone' || place === 'idDocument') await this.index(tx, personId, key);
  }

  async changeTitle(tx: Tx, personId: string, title: Title): Promise<void> {
    await tx.run('UPDATE person SET title = ?, updated_at = ? WHERE id = ?', [title, tx.now, personId]);
  }

  /**
   * Erasure (个人信息保护法 47): the key is destroyed, so profiles, papers, signatures and drafts can never be read again; nothing finds the
   * person any more. Memberships, transfers and numbers of documents stay.
   */
  async erase(tx: Tx, personId: string): Promise<void> {
    await this.tokens.remove(tx, personId);
    const emptied = Object.values(columns).map((column) => `${column} = NULL`);
    await tx.run(
      `UPDATE person SET ${emptied.join(', ')}, title = 'GUEST', phone_hash = NULL, id_hash = NULL, erased_at = ?, updated_at = ? WHERE id = ?`,
      [tx.now, tx.now, personId],
    );
    await this.vault.destroy(tx, personId);
  }

  private sealed(key: WrappedKey, draft: Known) {
    const seal = (place: PersonPlace, text: string | null) =>
      text === null ? null : this.fields.seal(key, place, text);
    return {
      sealedName: seal('name', draft.name),
      sealedPhone: seal('phone', draft.phone),
      sealedBirthday: seal('birthday', draft.birthday && JSON.stringify(draft.birthday)),
      sealedIdDocument: seal('idDocument', draft.idDocument && JSON.stringify(draft.idDocument)),
      sealedPreferences: seal('preferences', draft.preferences),
      sealedAddress: seal('address', draft.address ?? null),
    };
  }

  private async hashInto(
    tx: Tx,
    personId: string,
    column: 'phone_hash' | 'id_hash',
    hash: string | null,
  ): Promise<void> {
    await tx.run(`UPDATE person SET ${column} = ? WHERE id = ?`, [hash, personId]);
  }

  private async index(tx: Tx, personId: string, key: WrappedKey): Promise<void> {
    const row = await tx.one<Row>(
      'SELECT sealed_name, sealed_phone, sealed_id_document, erased_at FROM person WHERE id = ?',
      [personId],
    );
    if (!row || row.erasedAt !== null) throw new DomainError('members.erased');
    const idDocument = this.fields.open(key, 'idDocument', row.sealedIdDocument);
    await this.tokens.replace(
      tx,
      personId,
      tokensOf({
        name: this.fields.open(key, 'name', row.sealedName),
        phone: this.fields.open(key, 'phone', row.sealedPhone),
        idDocument: idDocument === null ? null : JSON.parse(idDocument),
      }),
    );
  }
}

const columns = {
  name: 'sealed_name',
  phone: 'sealed_phone',
  birthday: 'sealed_birthday',
  idDocument: 'sealed_id_document',
  preferences: 'sealed_preferences',
  address: 'sealed_address',
} as const satisfies Record<keyof typeof PERSON_PLACES, string>;

function numberIn(idDocument: string): string {
  const { number }: { number: string } = JSON.parse(idDocument);
  return number;
}

function tokensOf({ name, phone, idDocument }: Pick<Known, 'name' | 'phone' | 'idDocument'>): SearchToken[] {
  return [
    ...(name === null ? [] : nameTokens(name)),
    ...(phone === null ? [] : phoneTokens(phone)),
    ...(idDocument === null ? [] : [idNumberToken(idDocument.number)]),
  ];
}
