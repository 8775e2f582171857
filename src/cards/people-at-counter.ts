import { Injectable } from '@nestjs/common';
import { MemberTokens } from '../members/member-tokens.js';
import { People } from '../members/people.js';
import type { Title } from '../members/rules/salutation.js';
import type { Tx } from '../platform/database/tx.js';
import type { PersonAtCounter } from './rules/adult-person.js';

/** Whoever stands at the counter with a document: a person the house knows by it, or a new one. */
@Injectable()
export class PeopleAtCounter {
  constructor(
    private readonly people: People,
    private readonly tokens: MemberTokens,
  ) {}

  /** The id of the person. */
  async keep(tx: Tx, { name, phone, document, title = 'GUEST' }: PersonAtCounter & { title?: Title }): Promise<string> {
    const known = await tx.one<{ id: string }>(
      'SELECT id FROM person WHERE id_hash = ? AND erased_at IS NULL ORDER BY id LIMIT 1',
      [this.tokens.idHash(document.number)],
    );
    return (
      known?.id ??
      this.people.register(tx, { name, phone, title, idDocument: document, birthday: null, preferences: null })
    );
  }
}
