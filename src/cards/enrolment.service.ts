import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { DomainError } from '../kernel/domain-error.js';
import { Ledger } from '../ledger/ledger.js';
import { Consents } from '../members/consents.js';
import { MemberSearch } from '../members/member-search.js';
import { People } from '../members/people.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import type { Outcome } from '../platform/database/command.js';
import type { Tx } from '../platform/database/tx.js';
import { commandOfTheDay, type DeskContext, tillOf } from '../staff/desk-context.js';
import { StaffQueries } from '../staff/staff.queries.js';
import { PolicyService } from '../venue/policy.service.js';
import { TENDERS } from '../venue/rules/tender-kinds.js';
import type { CardKindPolicy, Policy } from '../venue/rules/policy-schema.js';
import { AgeRefusals } from './age-refusals.js';
import { CharterSigning } from './charter-signing.js';
import { CardsService } from './cards.service.js';
import { EnrolmentDrafts, type OpenDraft } from './enrolment-drafts.js';
import { type EnrolmentForm, type EnrolmentValues, readEnrolment } from './enrolment-form.js';
import { EnrolmentPaper } from './enrolment-paper.js';
import { Enrolment } from './enrolment.entity.js';
import { assertAdult } from './rules/adult-check.js';
import { type FeePayment, payFee } from './rules/card-fee.js';
import { validUntil } from './rules/card-validity.js';

export type Enrolled = { enrolmentId: string; membershipId: string; documentId: string; number: string };

interface Checked {
  readonly draft: OpenDraft;
  readonly policy: Policy;
  readonly kind: CardKindPolicy;
  readonly form: EnrolmentForm;
  readonly afterRefusalId: string | null;
  readonly payment: FeePayment;
  readonly cardUntil: string | null;
}

/** The last step of the walk: member, consent, charter, fee, card and paper come into being together, or not at all (003E-001, 002). */
@Injectable()
export class EnrolmentService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly drafts: EnrolmentDrafts,
    private readonly refusals: AgeRefusals,
    private readonly people: People,
    private readonly consents: Consents,
    private readonly search: MemberSearch,
    private readonly cards: CardsService,
    private readonly paper: EnrolmentPaper,
    private readonly ledger: Ledger,
    private readonly policies: PolicyService,
    private readonly signing: CharterSigning,
    private readonly staff: StaffQueries,
  ) {}

  /**
   * Takes the fee and activates the card. Throws `FormFaults` for fields, `cards.*`, `card.no.used`, `venue.dayNotOpen`. Somebody under age is
   * refused without exception, and that it happened is kept.
   */
  async enrol(desk: DeskContext, key: string, draftId: string, values: EnrolmentValues): Promise<Outcome<Enrolled>> {
    const command = commandOfTheDay(desk, 'members.enrol', key, { draftId, values });
    const form = readEnrolment(values, command.businessDate);
    try {
      return await this.uow.run(command, async (tx) =>
        this.perform(tx, desk, await this.check(tx, desk, draftId, form)),
      );
    } catch (error) {
      if (error instanceof DomainError && error.code === 'cards.adult.underAge')
        await this.refuse(desk, draftId, form.person.phone);
      throw error;
    }
  }

  private async refuse(desk: DeskContext, draftId: string, phone: string | null): Promise<void> {
    const command = commandOfTheDay(desk, 'members.refuseEntry', uuidv7(), { draftId });
    await this.uow.run(command, (tx) =>
      this.refusals.record(tx, { draftId, phone, businessDate: command.businessDate }),
    );
  }

  private async check(tx: Tx, desk: DeskContext, draftId: string, form: EnrolmentForm): Promise<Checked> {
    const businessDate = dateOf(tx);
    const draft = await this.drafts.take(tx, draftId);
    const policy = await this.policies.current(tx, desk.store.id, businessDate);
    const kind = policy.cardKinds.find(({ code }) => code === draft.kindCode);
    if (!kind) throw new DomainError('cards.kind.gone');
    const { phone, idDocument } = form.person;
    const afterRefusalId = await this.refusals.before(tx, { draftId, phone, businessDate });
    assertAdult(form.adult, {
      businessDate,
      adultAge: policy.venue.adultAge,
      isStudent: kind.proof === 'STUDENT_ID',
      refusedBefore: afterRefusalId !== null,
    });
    const cardUntil = validUntil(kind, form.proof, businessDate);
    if (form.recommenderNo !== null && !(await this.staff.byNumber(tx, form.recommenderNo))) {
      throw new DomainError('cards.recommender.unknown', {}, 'recommenderNo');
    }
    const likely = await this.search.likely(tx, { phone, idNumber: idDocument?.number ?? null });
    if (likely.length > 0 && !form.duplicateChecked) {
      throw new DomainError('cards.duplicate.found', { count: likely.length }, 'duplicateChecked');
    }
    return { draft, policy, kind, form, afterRefusalId, cardUntil, payment: paymentOf(kind, form, desk) };
  }

  private async perform(tx: Tx, desk: DeskContext, checked: Checked): Promise<Enrolled> {
    const { draft, form, kind, cardUntil, payment, policy } = checked;
    const personId = await this.people.register(tx, form.person, draft.personId);
    const membershipId = await this.people.join(tx, { personId });
    await this.consents.record(tx, { personId, purpose: 'PRIVACY', given: true, channel: 'COUNTER' });
    await this.consents.record(tx, { personId, purpose: 'MARKETING', given: form.marketing, channel: 'COUNTER' });
    const { charter, person } = form;
    const { feeFen } = payment;
    const charterNumber = await this.signing.sign(tx, personId, {
      ...charter,
      feeFen,
      kind: kind.code,
      name: person.name,
    });
    const cardId = await this.cards.issue(tx, {
      ...form.card,
      kindCode: kind.code,
      membershipId,
      validUntil: cardUntil,
    });
    await this.cards.activate(tx, cardId);
    const document = await this.paper.enrolled(tx, {
      ...form.person,
      personId,
      cardNo: form.card.cardNo,
      kindCode: kind.code,
      validUntil: cardUntil,
      charterNumber,
      payment,
      enteredBy: `${desk.person.name} ${desk.person.staffNo}`,
      printerId: desk.terminal?.printerId ?? null,
      ladyTitle: policy.venue.ladyTitle,
    });
    await this.takeFee(tx, desk, document.id, payment);
    const enrolmentId = await this.record(tx, checked, { personId, membershipId, cardId, documentId: document.id });
    await this.drafts.finish(tx, draft.id);
    return { enrolmentId, membershipId, documentId: document.id, number: document.number };
  }

  private async takeFee(tx: Tx, desk: DeskContext, documentId: string, { feeFen, tender }: FeePayment): Promise<void> {
    if (tender === null) return;
    const from = { kind: 'income.cardFee', owner: desk.store.id } as const;
    const to = { kind: TENDERS[tender].till, owner: tillOf(desk) };
    await this.ledger.post(tx, {
      kind: 'cards.feeTaken',
      documentId,
      transfers: [{ unit: 'FEN', from, to, amount: feeFen }],
    });
  }

  private async record(
    tx: Tx,
    { draft, form, kind, payment, afterRefusalId }: Checked,
    made: { personId: string; membershipId: string; cardId: string; documentId: string },
  ): Promise<string> {
    const id = uuidv7();
    const { outcome } = form.adult;
    await tx.insert(Enrolment, {
      id,
      ...made,
      ...payment,
      draftId: draft.id,
      storeId: tx.command.storeId,
      kindCode: kind.code,
      explainedBy: draft.startedBy,
      enteredBy: tx.command.actorId,
      recommenderNo: form.recommenderNo,
      adultOutcome: outcome,
      adultDocument: outcome === 'DOCUMENT_SEEN' ? form.documentType : null,
      proof: kind.proof,
      afterRefusalId,
      businessDate: dateOf(tx),
      at: tx.now,
    });
    return id;
  }
}

function paymentOf(kind: CardKindPolicy, form: EnrolmentForm, desk: DeskContext): FeePayment {
  if (kind.feeFen !== form.shownFeeFen) throw new DomainError('cards.fee.changed', {}, 'tender');
  const payment = payFee(kind.feeFen, form.tender, form.receivedFen);
  if (payment.tender === 'CASH' && !desk.terminal) throw new DomainError('cards.fee.noDrawer', {}, 'tender');
  return payment;
}

function dateOf(tx: Tx): string {
  if (tx.command.businessDate === null) throw new DomainError('venue.dayNotOpen');
  return tx.command.businessDate;
}
