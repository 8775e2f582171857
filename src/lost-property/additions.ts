import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { DomainError } from '../kernel/domain-error.js';
import { PersonVault } from '../platform/crypto/person-vault.js';
import type { Outcome } from '../platform/database/command.js';
import type { SqlReads } from '../platform/database/sql-reads.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import type { DeskContext } from '../staff/desk-context.js';
import { Claims } from './claims.js';
import { assertOnHand } from './holding.js';
import { LostAddition } from './lost-addition.entity.js';
import { LostCommands } from './lost-commands.js';
import { type ItemRow, LostItems } from './lost-items.js';
import { LostSeal } from './lost-seal.js';
import { type PrivateInput, readPrivate } from './register-form.js';

type Sealed = Pick<LostAddition, 'sealedFeatures' | 'sealedQuestion' | 'sealedAnswer'>;
type PrivateItem = Pick<ItemRow, 'id'> & Sealed;

/** Who added what kind of thing, and when; the words themselves only by `features`, `question` and `answer`. */
export interface AdditionRow extends Sealed {
  readonly id: string;
  readonly byName: string;
  readonly at: number;
}

export interface AddedText {
  readonly text: string;
  readonly byName: string;
  readonly at: number;
}

/** What only the owner can know: as it was registered, and what was noticed later. Nothing said once is taken back or replaced. */
@Injectable()
export class Additions {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly commands: LostCommands,
    private readonly items: LostItems,
    private readonly claims: Claims,
    private readonly seal: LostSeal,
    private readonly vault: PersonVault,
  ) {}

  /**
   * Adds features, or the question to a thing that has none. Never while somebody claims it: what was heard from a claimant would be held
   * against nobody. Throws `text.required` on `features`, `lost.question.alone`, `lost.question.there`, `lost.addition.claimed`, `lost.item.transition`.
   */
  async add(
    desk: DeskContext,
    requestKey: string,
    itemId: string,
    input: PrivateInput,
  ): Promise<Outcome<{ itemId: string }>> {
    const { features, question, answer } = readPrivate(input);
    if (features === '' && question === '') throw new DomainError('text.required', {}, 'features');
    const command = this.commands.of(desk, 'lost.register', requestKey, { itemId, features, question, answer });
    return this.uow.run(command, async (tx) => {
      const item = await this.items.ofStore(tx, desk.store.id, itemId);
      assertOnHand(item, 'addDetails');
      if ((await this.claims.others(tx, { id: '', itemId })).length > 0) throw new DomainError('lost.addition.claimed');
      if (question !== '' && (await this.isAsked(tx, item)))
        throw new DomainError('lost.question.there', {}, 'question');
      const id = uuidv7();
      await this.vault.create(tx, id);
      const sealed = async (field: string, text: string) =>
        text === '' ? null : this.vault.seal(tx, id, `lost_addition.${field}`, text);
      await tx.insert(LostAddition, {
        id,
        itemId,
        sealedFeatures: await sealed('features', features),
        sealedQuestion: await sealed('question', question),
        sealedAnswer: await sealed('answer', answer),
        byId: tx.command.actorId,
        at: tx.now,
      });
      return { itemId };
    });
  }

  /** In the order in which they were made; sealed. */
  of(db: SqlReads, itemId: string): Promise<AdditionRow[]> {
    return db.rows<AdditionRow>(
      'SELECT a.id, a.sealed_features, a.sealed_question, a.sealed_answer, s.name AS by_name, a.at FROM lost_addition a ' +
        'JOIN staff s ON s.id = a.by_id WHERE a.item_id = ? ORDER BY a.id',
      [itemId],
    );
  }

  /** Whether a thing has its question; that it has one is no secret. */
  async isAsked(db: SqlReads, { id, sealedQuestion }: PrivateItem): Promise<boolean> {
    return sealedQuestion !== null || (await this.of(db, id)).some((row) => row.sealedQuestion !== null);
  }

  /** Features as registered, then those added. Only for whom `Reveals` is open. */
  async features(
    db: SqlReads,
    { id, sealedFeatures }: PrivateItem,
  ): Promise<{ first: string | null; added: AddedText[] }> {
    const added: AddedText[] = [];
    for (const { id: key, sealedFeatures: sealed, byName, at } of await this.of(db, id)) {
      const text = sealed === null ? null : await this.vault.open(db, key, 'lost_addition.features', sealed);
      if (text !== null) added.push({ text, byName, at });
    }
    return { added, first: this.seal.open(id, 'features', sealedFeatures) };
  }

  /** Only for whom `Reveals` is open. */
  async question(db: SqlReads, { id, sealedQuestion }: PrivateItem): Promise<string | null> {
    return this.seal.open(id, 'question', sealedQuestion) ?? this.later(db, id, 'question');
  }

  /** Compared with what is answered, and shown to nobody. */
  async answer(db: SqlReads, { id, sealedAnswer }: PrivateItem): Promise<string | null> {
    return this.seal.open(id, 'answer', sealedAnswer) ?? this.later(db, id, 'answer');
  }

  private async later(db: SqlReads, itemId: string, field: 'question' | 'answer'): Promise<string | null> {
    const row = (await this.of(db, itemId)).find(({ sealedQuestion }) => sealedQuestion !== null);
    const sealed = field === 'question' ? row?.sealedQuestion : row?.sealedAnswer;
    return row && sealed ? this.vault.open(db, row.id, `lost_addition.${field}`, sealed) : null;
  }
}
