import { Injectable } from '@nestjs/common';
import { DomainError } from '../../kernel/domain-error.js';
import { cleanText } from '../../kernel/text.js';
import { maskCardNo } from '../../members/rules/masks.js';
import { Reader } from '../../platform/database/reader.js';
import type { Tx } from '../../platform/database/tx.js';
import { I18n } from '../../platform/i18n/i18n.js';
import type { ActDocument, ActDone, ApprovableAct, ParkedAct } from '../../staff/approvals/approvable-acts.js';
import { ApprovalsService, type Parked } from '../../staff/approvals/approvals.service.js';
import type { DeskContext } from '../../staff/desk-context.js';
import type { CardHolder } from '../card-lookup.js';
import { CardStops } from '../card-stops.js';
import { CardsService } from '../cards.service.js';
import { CardWords } from '../card-words.js';
import { isFrozenByHolder } from '../rules/card-life.js';
import { recordCardAct } from './card-acts.js';
import { CardInHand } from './card-in-hand.js';
import { HolderProofs, type TypedProof } from './holder-proofs.js';

/** No proof where the house lifts its own freeze. */
type OpenInput = { readonly cardId: string; readonly note: string; readonly proof: string | null };

/**
 * A stopped card serves again: the holder stands there with a document, and a supervisor reads why (counter-practice 4.19). What the house froze
 * for its own reasons a supervisor lifts without the guest, for all the cards it was put on.
 */
@Injectable()
export class OpenCard implements ApprovableAct<OpenInput> {
  readonly kind = 'cards.reopen';

  constructor(
    private readonly approvals: ApprovalsService,
    private readonly reader: Reader,
    private readonly hand: CardInHand,
    private readonly cards: CardsService,
    private readonly stops: CardStops,
    private readonly proofs: HolderProofs,
    private readonly words: CardWords,
    private readonly i18n: I18n,
  ) {}

  /** Lays the wish down for the supervisor. Throws `card.notFrozen`, `card.holder.*`, `card.open.reason`. */
  async ask(
    desk: DeskContext,
    key: string,
    cardId: string,
    typed: TypedProof & { readonly note: string },
  ): Promise<Parked & { membershipId: string }> {
    const holder = await this.hand.of(this.reader, cardId);
    if (holder.cardState !== 'LOST' && holder.frozenReason === null) throw new DomainError('card.notFrozen');
    const note = cleanText(typed.note, { max: 200, field: 'note' });
    if (note === '') throw new DomainError('card.open.reason', {}, 'note');
    const proof = isHouseFreeze(holder) ? null : await this.proofs.strong(this.reader, holder, typed);
    const parked = await this.approvals.send(desk, key, {
      kind: this.kind,
      input: { cardId, note, proof },
      personId: null,
      summary: { key: 'cardlife.approval.reopen', params: { tail: holder.cardNo.slice(-4) } },
    });
    return { ...parked, membershipId: holder.membershipId };
  }

  async perform(tx: Tx, { input }: ParkedAct<OpenInput>): Promise<ActDone> {
    const { cardId, note, proof } = input;
    const holder = await this.hand.of(tx, cardId);
    if (proof === null) {
      if (!isHouseFreeze(holder)) throw new DomainError('card.holder.document', {}, 'documentNumber');
      await this.stops.unfreezeAll(tx, holder.membershipId, { note, proof });
      return opened(holder);
    }
    const lost = holder.cardState === 'LOST';
    if (lost) {
      await this.cards.clearLost(tx, cardId);
      await recordCardAct(tx, { kind: 'FOUND', cardId, membershipId: holder.membershipId, note, proof });
    }
    if (holder.frozenReason !== null || !lost) await this.stops.unfreeze(tx, cardId, { note, proof });
    return opened(holder);
  }

  async describe({ locale }: DeskContext, { input }: ParkedAct<OpenInput>): Promise<ActDocument> {
    const holder = await this.hand.of(this.reader, input.cardId);
    const say = (key: string) => this.i18n.t(locale, `cardlife.${key}`);
    const why =
      holder.frozenReason === null ? [] : [{ label: say('fact.frozen'), value: say(`freeze.${holder.frozenReason}`) }];
    return {
      facts: [
        { label: say('fact.card'), value: `${this.words.kind(locale, holder.kindCode)} ${maskCardNo(holder.cardNo)}` },
        { label: say('fact.state'), value: this.words.state(locale, holder.cardState) },
        ...why,
        ...(input.proof === null ? [] : [{ label: say('fact.proof'), value: say(`proof.${input.proof}`) }]),
        { label: say('fact.note'), value: input.note },
      ],
      href: `/cards/of/${holder.membershipId}`,
    };
  }
}

/** A lost card is opened for its holder alone, whatever else stops it. */
export function isHouseFreeze({ cardState, frozenReason }: Pick<CardHolder, 'cardState' | 'frozenReason'>): boolean {
  return cardState !== 'LOST' && frozenReason !== null && !isFrozenByHolder(frozenReason);
}

function opened({ membershipId, cardNo }: CardHolder): ActDone {
  return {
    href: `/cards/of/${membershipId}`,
    summary: { key: 'cardlife.approval.reopened', params: { tail: cardNo.slice(-4) } },
  };
}
