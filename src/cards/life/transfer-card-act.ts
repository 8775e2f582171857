import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { DomainError } from '../../kernel/domain-error.js';
import { Consents } from '../../members/consents.js';
import { MemberTokens } from '../../members/member-tokens.js';
import type { IdDocumentType } from '../../members/rules/id-document.js';
import { maskCardNo, maskName } from '../../members/rules/masks.js';
import type { Title } from '../../members/rules/salutation.js';
import { PersonFields } from '../../members/sealed-person.js';
import { Reader } from '../../platform/database/reader.js';
import type { SqlReads } from '../../platform/database/sql-reads.js';
import type { Tx } from '../../platform/database/tx.js';
import { I18n } from '../../platform/i18n/i18n.js';
import { dateTime } from '../../platform/views/format.js';
import type { ActDocument, ActDone, ApprovableAct, ParkedAct } from '../../staff/approvals/approvable-acts.js';
import type { DeskContext } from '../../staff/desk-context.js';
import type { CardHolder } from '../card-lookup.js';
import { CardStops } from '../card-stops.js';
import { CharterSigning } from '../charter-signing.js';
import { HolderChanges } from '../holder-changes.js';
import { PeopleAtCounter } from '../people-at-counter.js';
import { recordCardAct } from './card-acts.js';
import { CardInHand } from './card-in-hand.js';
import { type ActingClerk, CardPapers, clerkWhoAsked } from './card-papers.js';
import { CardTransfer } from './card-transfer.entity.js';

/** A transfer as it waits, sealed under the key of the present holder. */
export type TransferRequest = {
  readonly cardId: string;
  readonly proof: string;
  readonly name: string;
  readonly title: Title;
  readonly phone: string;
  readonly document: { readonly type: IdDocumentType; readonly number: string };
  /** Milliseconds. */
  readonly noticedAt: number;
};

/** The membership gets its new holder: consent, signature under the charter and a paper for both; PIN and proofs of the old one end. */
@Injectable()
export class TransferCardAct implements ApprovableAct<TransferRequest> {
  readonly kind = 'cards.transfer';

  constructor(
    private readonly reader: Reader,
    private readonly hand: CardInHand,
    private readonly stops: CardStops,
    private readonly people: PeopleAtCounter,
    private readonly tokens: MemberTokens,
    private readonly fields: PersonFields,
    private readonly consents: Consents,
    private readonly signing: CharterSigning,
    private readonly changes: HolderChanges,
    private readonly papers: CardPapers,
    private readonly i18n: I18n,
  ) {}

  async perform(tx: Tx, parked: ParkedAct<TransferRequest>): Promise<ActDone> {
    const { input } = parked;
    const holder = await this.hand.of(tx, input.cardId);
    await this.stops.assertUsable(tx, input.cardId, tx.command.businessDate ?? undefined);
    await this.assertOther(tx, holder.personId, input);
    const toPersonId = await this.people.keep(tx, input);
    await this.consents.record(tx, { personId: toPersonId, purpose: 'PRIVACY', given: true, channel: 'COUNTER' });
    const { kindCode, membershipId } = holder;
    const signed = { way: 'PAPER', strokes: null, kind: kindCode, feeFen: 0, name: input.name } as const;
    await this.signing.sign(tx, toPersonId, signed);
    await this.handTo(tx, holder, toPersonId);
    const clerk = await clerkWhoAsked(tx, parked);
    const document = await this.keep(tx, holder, { toPersonId, input, clerk });
    return {
      href: `/cards/of/${membershipId}`,
      summary: {
        key: 'cardlife.approval.transferred',
        params: { number: document.number, tail: holder.cardNo.slice(-4) },
      },
    };
  }

  async describe({ locale }: DeskContext, { input }: ParkedAct<TransferRequest>): Promise<ActDocument> {
    const holder = await this.hand.of(this.reader, input.cardId);
    const say = (key: string) => this.i18n.t(locale, `cardlife.${key}`);
    return {
      facts: [
        { label: say('fact.card'), value: maskCardNo(holder.cardNo) },
        { label: say('fact.from'), value: this.fields.maskedName(holder), note: say(`proof.${input.proof}`) },
        { label: say('fact.to'), value: maskName(input.name) },
        { label: say('fact.noticedAt'), value: dateTime(input.noticedAt) },
      ],
      href: `/cards/of/${holder.membershipId}`,
    };
  }

  /** Throws `card.transfer.same` when both are one person. */
  async assertOther(db: SqlReads, personId: string, { document }: TransferRequest): Promise<void> {
    const own = await db.one('SELECT id FROM person WHERE id = ? AND id_hash = ?', [
      personId,
      this.tokens.idHash(document.number),
    ]);
    if (own) throw new DomainError('card.transfer.same', {}, 'newDocument');
  }

  private async handTo(tx: Tx, { membershipId, personId }: CardHolder, toPersonId: string): Promise<void> {
    const moved = await tx.run(
      'UPDATE membership SET person_id = ? WHERE id = ? AND person_id = ? AND closed_at IS NULL',
      [toPersonId, membershipId, personId],
    );
    if (moved !== 1) throw new DomainError('page.notFound');
    await this.changes.changed(tx, { membershipId, toPersonId });
  }

  private async keep(
    tx: Tx,
    holder: CardHolder,
    { toPersonId, input, clerk }: { toPersonId: string; input: TransferRequest; clerk: ActingClerk },
  ): Promise<{ number: string }> {
    const { membershipId, personId: fromPersonId, cardId } = holder;
    const { proof, noticedAt } = input;
    const document = await this.papers.write(tx, {
      kind: 'transfer',
      clerk,
      personId: toPersonId,
      copies: 'GUEST',
      lines: [
        ['card', this.hand.label(holder)],
        ['from', this.fields.maskedName(holder)],
        ['to', maskName(input.name)],
        ['noticedAt', dateTime(noticedAt)],
      ],
      notes: [this.papers.t('cardlife.paper.note.transfer')],
    });
    const documentId = document.id;
    const { actorId: byId } = tx.command;
    const who = { fromPersonId, toPersonId };
    await tx.insert(CardTransfer, { id: uuidv7(), membershipId, ...who, noticedAt, documentId, at: tx.now, byId });
    await recordCardAct(tx, { kind: 'TRANSFER', cardId, membershipId, documentId, proof });
    return document;
  }
}
