import { Injectable } from '@nestjs/common';
import { DomainError } from '../kernel/domain-error.js';
import { cleanText } from '../kernel/text.js';
import { PersonFields } from '../members/sealed-person.js';
import type { CoSigner } from '../platform/database/command.js';
import { Reader } from '../platform/database/reader.js';
import type { Tx } from '../platform/database/tx.js';
import { I18n } from '../platform/i18n/i18n.js';
import {
  type ActDocument,
  type ActDone,
  ApprovableActs,
  type ApprovableAct,
  type ParkedAct,
} from '../staff/approvals/approvable-acts.js';
import { ApprovalsService, type Parked } from '../staff/approvals/approvals.service.js';
import type { DeskContext } from '../staff/desk-context.js';
import { BirthdayDay } from './birthday-day.js';
import { Evening } from './evening.js';

type Exempt = { entryId: string; proof: string };

export interface ExemptInput {
  /** Last four digits of the phone, as the guest says them. */
  readonly tail: string;
  /** An earlier slip or booking in the guest's name; "I know the guest" is not enough (H17). */
  readonly proof: string;
}

/** 特批: no document at hand. The manager decides on the own screen, on phone tail and an earlier slip or booking. */
@Injectable()
export class Exemption implements ApprovableAct<Exempt> {
  readonly kind = 'birthdays.exempt';

  constructor(
    private readonly reader: Reader,
    private readonly day: BirthdayDay,
    private readonly evening: Evening,
    private readonly fields: PersonFields,
    private readonly approvals: ApprovalsService,
    private readonly i18n: I18n,
    acts: ApprovableActs,
  ) {
    acts.register(this);
  }

  /** Throws `birthdays.exempt.tail`, `text.required` beside `proof`, `birthdays.notToday`. */
  async ask(desk: DeskContext, key: string, entryId: string, input: ExemptInput): Promise<Parked> {
    const entry = await this.day.entry(this.reader, desk, entryId);
    this.day.assertToday(desk, entry);
    const proof = cleanText(input.proof, { max: 120, required: true, field: 'proof' });
    if (!this.fields.tailMatches(entry, input.tail)) throw new DomainError('birthdays.exempt.tail', {}, 'tail');
    const summary = { key: 'birthdays.exempt.ask', params: { name: this.fields.maskedName(entry) } };
    return this.approvals.send(desk, key, {
      kind: this.kind,
      input: { entryId, proof },
      personId: entry.personId,
      summary,
    });
  }

  async perform(tx: Tx, { input, storeId }: ParkedAct<Exempt>, coSigner: CoSigner): Promise<ActDone> {
    const entry = await this.day.entry(tx, { store: { id: storeId, name: '' } }, input.entryId);
    const reason = input.proof;
    await this.evening.mark(tx, entry, { reason, step: 'PAPERS', result: 'EXEMPT', coSignerId: coSigner.staffId });
    return { href: `/birthdays/${entry.id}`, summary: { key: 'birthdays.exempt.done' } };
  }

  async describe(desk: DeskContext, { input }: ParkedAct<Exempt>): Promise<ActDocument> {
    const entry = await this.day.entry(this.reader, desk, input.entryId);
    const say = (key: string) => this.i18n.t(desk.locale, `birthdays.${key}`);
    const facts = [
      { label: say('column.guest'), value: `${this.fields.maskedName(entry)} ${this.fields.maskedPhone(entry)}` },
      { label: say('column.day'), value: entry.onDate },
      { label: say('exempt.proof'), value: input.proof },
    ];
    return { facts, href: `/birthdays/${entry.id}` };
  }
}
