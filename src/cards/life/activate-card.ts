import { Injectable } from '@nestjs/common';
import { DomainError } from '../../kernel/domain-error.js';
import { Consents } from '../../members/consents.js';
import { People } from '../../members/people.js';
import { TITLES } from '../../members/rules/salutation.js';
import { PersonFields } from '../../members/sealed-person.js';
import type { Tx } from '../../platform/database/tx.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { commandOfTheDay, type DeskContext } from '../../staff/desk-context.js';
import { PolicyService } from '../../venue/policy.service.js';
import type { CardHolder } from '../card-lookup.js';
import { CardsService } from '../cards.service.js';
import { CharterSigning } from '../charter-signing.js';
import { readAdultDocument } from '../rules/adult-person.js';
import { recordCardAct } from './card-acts.js';
import { CardInHand } from './card-in-hand.js';
import { CardPapers, clerkAtDesk } from './card-papers.js';
import { HolderProofs, type TypedProof } from './holder-proofs.js';
import type { CardDone } from './renew-card.js';

export interface ActivateInput extends TypedProof {
  readonly title: string;
  readonly documentType: string;
  /** Of documents whose number does not hold it; ''. */
  readonly birthDate: string;
  readonly privacy: boolean;
  readonly marketing: boolean;
  readonly charterSigned: boolean;
}

const FIELDS = { documentNumber: 'documentNumber', birthDate: 'birthDate' };

/** 启用: a card bought by a company meets its holder, who shows a document, is of age, reads the notice and signs the charter (003E-094, 096). */
@Injectable()
export class ActivateCard {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly policies: PolicyService,
    private readonly hand: CardInHand,
    private readonly proofs: HolderProofs,
    private readonly people: People,
    private readonly fields: PersonFields,
    private readonly consents: Consents,
    private readonly signing: CharterSigning,
    private readonly cards: CardsService,
    private readonly papers: CardPapers,
  ) {}

  /** Throws `card.transition` for a card in use, `card.swap.frozen`, `cards.privacy.required`, `cards.charter.notSigned`, `card.holder.*`, `cards.adult.*`, `members.id.*`. */
  async activate(desk: DeskContext, key: string, cardId: string, input: ActivateInput): Promise<CardDone> {
    if (!input.privacy) throw new DomainError('cards.privacy.required', {}, 'privacy');
    if (!input.charterSigned) throw new DomainError('cards.charter.notSigned', {}, 'charterSigned');
    const command = commandOfTheDay(desk, 'cards.activate', key, { cardId, ...input });
    const { result } = await this.uow.run(command, async (tx) => {
      const { businessDate } = command;
      const holder = await this.hand.of(tx, cardId);
      if (holder.frozenReason !== null) throw new DomainError('card.swap.frozen');
      const { adultAge } = (await this.policies.current(tx, desk.store.id, businessDate)).venue;
      const document = readAdultDocument(input, { businessDate, adultAge }, FIELDS);
      const proof = await this.proofs.strong(tx, holder, input);
      await this.cards.activate(tx, cardId);
      await this.meet(tx, holder, input, document);
      const { membershipId, personId } = holder;
      const paper = await this.papers.write(tx, {
        kind: 'activation',
        clerk: clerkAtDesk(desk),
        personId,
        copies: 'GUEST',
        lines: [...this.hand.lines(holder), ['proof', this.papers.t(`cardlife.proof.${proof}`)]],
        notes: [this.papers.t('cardlife.paper.note.activation')],
      });
      await recordCardAct(tx, { kind: 'ACTIVATE', cardId, membershipId, documentId: paper.id, proof });
      return { membershipId, documentId: paper.id, number: paper.number };
    });
    return result;
  }

  /** What an enrolment asks of a guest, of somebody the house only knew by name. */
  private async meet(
    tx: Tx,
    holder: CardHolder,
    { title, marketing }: ActivateInput,
    document: { readonly type: string; readonly number: string },
  ): Promise<void> {
    const { personId, kindCode } = holder;
    const row = await tx.one<{ idHash: string | null }>('SELECT id_hash FROM person WHERE id = ?', [personId]);
    if (row?.idHash === null) await this.people.write(tx, personId, 'idDocument', JSON.stringify(document));
    await this.people.changeTitle(tx, personId, TITLES.find((known) => known === title) ?? 'GUEST');
    const given = (purpose: 'PRIVACY' | 'MARKETING', agreed: boolean) =>
      this.consents.record(tx, { personId, purpose, given: agreed, channel: 'COUNTER' });
    await given('PRIVACY', true);
    await given('MARKETING', marketing);
    const name = this.fields.name(holder) ?? '';
    await this.signing.sign(tx, personId, { way: 'PAPER', strokes: null, kind: kindCode, feeFen: 0, name });
  }
}
