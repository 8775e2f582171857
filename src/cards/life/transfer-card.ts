import { Injectable } from '@nestjs/common';
import { DomainError } from '../../kernel/domain-error.js';
import { isPlainDate } from '../../kernel/business-day.js';
import { TITLES } from '../../members/rules/salutation.js';
import { Clock } from '../../platform/clock/clock.js';
import { Reader } from '../../platform/database/reader.js';
import { ApprovalsService, type Parked } from '../../staff/approvals/approvals.service.js';
import { commandOfTheDay, type DeskContext } from '../../staff/desk-context.js';
import { PolicyService } from '../../venue/policy.service.js';
import { type AdultDay, readAdult } from '../rules/adult-person.js';
import { assertUsable } from '../rules/card-life.js';
import { CardInHand } from './card-in-hand.js';
import { HolderProofs, type TypedProof } from './holder-proofs.js';
import { TransferCardAct, type TransferRequest } from './transfer-card-act.js';

export interface TransferInput extends TypedProof {
  readonly name: string;
  readonly title: string;
  readonly newPhone: string;
  readonly documentType: string;
  readonly newDocument: string;
  readonly birthDate: string;
  /** Day and minute at which the notice arrived, venue time; '' = now. */
  readonly noticedOn: string;
  readonly noticedTime: string;
  readonly charterSigned: boolean;
  readonly privacy: boolean;
}

const MINUTE_MS = 60_000;

/** 转让: both parties stand at the counter with their documents; the supervisor reads it and signs (法释〔2025〕4号 11). */
@Injectable()
export class TransferCard {
  constructor(
    private readonly reader: Reader,
    private readonly clock: Clock,
    private readonly policies: PolicyService,
    private readonly hand: CardInHand,
    private readonly proofs: HolderProofs,
    private readonly approvals: ApprovalsService,
    private readonly act: TransferCardAct,
  ) {}

  /**
   * Checks both parties and lays the transfer down. Throws `card.transfer.kind | same | charter | notice`, `cards.privacy.required`,
   * `card.holder.*`, `cards.adult.*`, `members.*`, and what an unusable card throws.
   */
  async ask(
    desk: DeskContext,
    key: string,
    cardId: string,
    input: TransferInput,
  ): Promise<Parked & { membershipId: string }> {
    const { businessDate } = commandOfTheDay(desk, 'cards.transfer', key, { cardId });
    const holder = await this.hand.of(this.reader, cardId);
    assertUsable(holder, businessDate);
    const { cardKinds, venue } = await this.policies.current(this.reader, desk.store.id, businessDate);
    if (cardKinds.find(({ code }) => code === holder.kindCode)?.proof) throw new DomainError('card.transfer.kind');
    const proof = await this.proofs.strong(this.reader, holder, input);
    const request: TransferRequest = {
      cardId,
      proof,
      ...newHolder(input, { businessDate, adultAge: venue.adultAge }),
      noticedAt: this.noticedAt(input),
    };
    await this.act.assertOther(this.reader, holder.personId, request);
    const { membershipId, personId, cardNo } = holder;
    const parked = await this.approvals.send(desk, key, {
      kind: 'cards.transfer',
      input: request,
      personId,
      summary: { key: 'cardlife.approval.transfer', params: { tail: cardNo.slice(-4) } },
    });
    return { ...parked, membershipId };
  }

  private noticedAt({ noticedOn, noticedTime }: TransferInput): number {
    if (noticedOn.trim() === '') return this.clock.now();
    const time = /^([01]\d|2[0-3]):[0-5]\d$/.test(noticedTime.trim()) ? noticedTime.trim() : null;
    if (!isPlainDate(noticedOn.trim()) || time === null) throw new DomainError('card.transfer.notice', {}, 'noticedOn');
    const at = Date.parse(`${noticedOn.trim()}T${time}+08:00`);
    if (at > this.clock.now() + MINUTE_MS) throw new DomainError('card.transfer.notice', {}, 'noticedOn');
    return at;
  }
}

function newHolder({ newPhone: phone, newDocument: documentNumber, ...input }: TransferInput, day: AdultDay) {
  if (!input.privacy) throw new DomainError('cards.privacy.required', {}, 'privacy');
  if (!input.charterSigned) throw new DomainError('card.transfer.charter', {}, 'charterSigned');
  const fields = { name: 'name', phone: 'newPhone', documentNumber: 'newDocument', birthDate: 'birthDate' };
  const { name, documentType, birthDate } = input;
  const person = readAdult({ name, phone, documentType, documentNumber, birthDate }, day, fields);
  return { ...person, title: TITLES.find((known) => known === input.title) ?? ('GUEST' as const) };
}
