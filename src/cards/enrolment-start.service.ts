import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { DomainError } from '../kernel/domain-error.js';
import { readPhone } from '../members/rules/phone.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { commandAt, commandOfTheDay, type DeskContext } from '../staff/desk-context.js';
import { PolicyService } from '../venue/policy.service.js';
import { AgeRefusals } from './age-refusals.js';
import { EnrolmentDrafts } from './enrolment-drafts.js';
import type { EnrolmentValues } from './enrolment-form.js';
import { OfferDecline } from './offer-decline.entity.js';

/** From the offer to the draft: the guest says yes, not tonight, or may not. Reception does this as well as the VIP centre. */
@Injectable()
export class EnrolmentStartService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly drafts: EnrolmentDrafts,
    private readonly refusals: AgeRefusals,
    private readonly policies: PolicyService,
  ) {}

  /** The guest agreed to the offer of a kind of card (003E-001); the id of the draft. Throws `cards.kind.gone`. */
  async start(desk: DeskContext, key: string, kindCode: string): Promise<string> {
    const command = commandOfTheDay(desk, 'members.startEnrolment', key, { kindCode });
    const done = await this.uow.run(command, async (tx) => {
      const { cardKinds, enrolment } = await this.policies.current(tx, desk.store.id, command.businessDate);
      if (!cardKinds.some(({ code }) => code === kindCode)) throw new DomainError('cards.kind.gone');
      return this.drafts.start(tx, { kindCode, hours: enrolment.draftHours });
    });
    return done.result;
  }

  /** Keeps what has been typed; nothing is activated. Throws `cards.draft.*`. */
  async save(desk: DeskContext, key: string, draftId: string, values: EnrolmentValues): Promise<void> {
    const command = commandAt(desk, 'members.startEnrolment', key, { draftId, values });
    await this.uow.run(command, async (tx) => {
      await this.drafts.save(tx, draftId, values);
      return null;
    });
  }

  /** 003E-100: the guest does not want to, and is wished a good evening. */
  async decline(desk: DeskContext, key: string, draftId: string | null): Promise<void> {
    const command = commandOfTheDay(desk, 'members.declineOffer', key, { draftId });
    await this.uow.run(command, async (tx) => {
      if (draftId !== null) await this.drafts.drop(tx, draftId);
      const { storeId, businessDate, actorId: byId } = command;
      await tx.insert(OfferDecline, { id: uuidv7(), storeId, businessDate, at: tx.now, byId });
      return null;
    });
  }

  /** Under age: the refusal is counted, everything typed about the guest is destroyed. */
  async refuse(desk: DeskContext, key: string, draftId: string, typedPhone: string): Promise<void> {
    const command = commandOfTheDay(desk, 'members.refuseEntry', key, { draftId });
    await this.uow.run(command, async (tx) => {
      const phone = readPhone(typedPhone)?.number ?? null;
      await this.refusals.record(tx, { draftId, phone, businessDate: command.businessDate });
      await this.drafts.drop(tx, draftId);
      return null;
    });
  }
}
