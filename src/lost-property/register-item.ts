import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { addDays, calendarDate, proposedBusinessDate } from '../kernel/business-day.js';
import { DomainError } from '../kernel/domain-error.js';
import { maskName } from '../members/rules/masks.js';
import { Clock } from '../platform/clock/clock.js';
import { PersonVault } from '../platform/crypto/person-vault.js';
import type { Outcome } from '../platform/database/command.js';
import type { Tx } from '../platform/database/tx.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { DocumentsService } from '../platform/printing/documents.service.js';
import { PendingSignatures } from '../staff/approvals/pending-signatures.js';
import type { DeskContext } from '../staff/desk-context.js';
import { StaffQueries } from '../staff/staff.queries.js';
import { PolicyService } from '../venue/policy.service.js';
import { LostCommands } from './lost-commands.js';
import { LostFinder } from './lost-finder.entity.js';
import { LostItem } from './lost-item.entity.js';
import { LostItems } from './lost-items.js';
import { LostPapers } from './lost-papers.js';
import { LostSeal } from './lost-seal.js';
import { Matches } from './matches.js';
import { readRegistration, type RegisterForm, type RegisterInput } from './register-form.js';
import { keptWords, lostWords, type Word } from './rules/lost-words.js';

export type Registered = {
  itemId: string;
  number: string;
  documentId: string;
  valuable: boolean;
  safeMinutes: number;
  wanted: number;
};

const MINUTE_MS = 60_000;
/** What a thing gets later: a slot in the safe, and dates with its custody. */
const NOT_YET = {
  slot: null,
  bagNo: null,
  keyHolderId: null,
  cashFen: null,
  custodyOn: null,
  lastDay: null,
  handOverOn: null,
};

/** 003E-038: name, colour, place and finder; the thing is numbered and answered for from this moment. */
@Injectable()
export class RegisterItem {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly commands: LostCommands,
    private readonly items: LostItems,
    private readonly seal: LostSeal,
    private readonly vault: PersonVault,
    private readonly papers: LostPapers,
    private readonly documents: DocumentsService,
    private readonly signatures: PendingSignatures,
    private readonly policies: PolicyService,
    private readonly staff: StaffQueries,
    private readonly matches: Matches,
    private readonly clock: Clock,
  ) {}

  /**
   * Registers a thing and prints its tag; the supervisor signs before handover (003E-039, H19). Throws what `readRegistration` throws,
   * `lost.finder.unknown`, `venue.dayNotOpen`.
   */
  async register(desk: DeskContext, requestKey: string, input: RegisterInput): Promise<Outcome<Registered>> {
    const form = readRegistration(input, this.clock.now());
    const command = this.commands.of(desk, 'lost.register', requestKey, { ...input });
    return this.uow.run(command, (tx) => this.store(tx, desk, form));
  }

  private async store(tx: Tx, desk: DeskContext, form: RegisterForm): Promise<Registered> {
    const itemId = uuidv7();
    const finders = await this.findersOf(tx, form);
    const tag = await this.documents.create(tx, {
      kind: 'lost-tag',
      prefix: 'YW',
      copies: this.papers.copies(desk, { name: 'tag' }),
      personId: null,
      printerId: desk.terminal?.printerId ?? null,
      compose: this.papers.tag(desk, form, [{ key: 'finder', value: finders.label || desk.person.name }]),
    });
    const summary = {
      key: 'lost.signature',
      params: { number: tag.number, colour: form.colour, name: form.name, place: form.place },
    };
    const pendingSignatureId = await this.signatures.add(tx, desk.person.roles, {
      kind: 'lost.register',
      documentId: tag.id,
      summary,
    });
    const words = lostWords(`${form.colour} ${form.name} ${form.place} ${datesOf(form.foundAt)}`, null);
    const safeMinutes = await this.insert(tx, { itemId, form, tag, pendingSignatureId, words });
    await this.items.begin(tx, itemId, form.valuable ? 'registerValuable' : 'register', tag.id);
    await this.insertFinders(tx, itemId, finders.staffIds, form);
    const wanted = await this.matches.match(tx, itemId, words);
    return { itemId, wanted, number: tag.number, documentId: tag.id, valuable: form.valuable, safeMinutes };
  }

  /** Returns the minutes in which a valuable must be in the safe, as the policy of that day says. */
  private async insert(
    tx: Tx,
    made: {
      itemId: string;
      form: RegisterForm;
      tag: { id: string; number: string };
      pendingSignatureId: string;
      words: readonly Word[];
    },
  ): Promise<number> {
    const { itemId, form, tag, pendingSignatureId } = made;
    const { storeId, actorId, businessDate } = tx.command;
    if (businessDate === null) throw new DomainError('venue.dayNotOpen');
    const policy = (await this.policies.current(tx, storeId, businessDate)).lostProperty;
    const { category, valuable } = form;
    await tx.insert(LostItem, {
      id: itemId,
      storeId,
      ...asSaid(form),
      category,
      pendingSignatureId,
      number: tag.number,
      documentId: tag.id,
      foundOn: businessDate,
      valuable: valuable ? 1 : 0,
      words: keptWords(made.words).slice(0, 600),
      sealedFeatures: this.seal.seal(itemId, 'features', form.features),
      sealedQuestion: this.seal.seal(itemId, 'question', form.question),
      sealedAnswer: this.seal.seal(itemId, 'answer', form.answer),
      state: valuable ? 'AWAITING_SAFE' : 'REGISTERED',
      stateSince: tx.now,
      safeBy: valuable ? tx.now + policy.safeMinutes * MINUTE_MS : null,
      ...NOT_YET,
      holdUntil: addDays(businessDate, policy.holdDays[category]),
      registeredBy: actorId,
      registeredAt: tx.now,
    });
    return policy.safeMinutes;
  }

  private async findersOf(
    tx: Tx,
    { staffFinders, guestFinder }: RegisterForm,
  ): Promise<{ staffIds: string[]; label: string }> {
    const staffIds: string[] = [];
    const names: string[] = [];
    for (const [index, staffNo] of staffFinders.entries()) {
      const person = await this.staff.byNumber(tx, staffNo);
      if (person?.storeId !== tx.command.storeId) {
        throw new DomainError('lost.finder.unknown', {}, index === 0 ? 'finderStaffNo' : 'secondFinderStaffNo');
      }
      staffIds.push(person.id);
      names.push(person.name);
    }
    if (guestFinder) names.push(maskName(guestFinder.name));
    return { staffIds, label: names.join('、') };
  }

  /** A clerk who names nobody found it alone. */
  private async insertFinders(
    tx: Tx,
    itemId: string,
    staffIds: readonly string[],
    { guestFinder }: RegisterForm,
  ): Promise<void> {
    const alone = staffIds.length === 0 && guestFinder === null;
    for (const staffId of alone ? [tx.command.actorId] : staffIds) {
      await tx.insert(LostFinder, { id: uuidv7(), itemId, staffId, sealedName: null, sealedPhone: null });
    }
    if (guestFinder === null) return;
    const id = uuidv7();
    await this.vault.create(tx, id);
    const { name, phone } = guestFinder;
    await tx.insert(LostFinder, {
      id,
      itemId,
      staffId: null,
      sealedName: await this.vault.seal(tx, id, 'lost_finder.name', name),
      sealedPhone: phone === null ? null : await this.vault.seal(tx, id, 'lost_finder.phone', phone),
    });
  }
}

/** Guests mean the night, clocks the day: what was found at two in the morning has both dates. */
function datesOf(foundAt: number): string {
  return [calendarDate(foundAt), proposedBusinessDate(foundAt)].map((date) => date.slice(5)).join(' ');
}

/** What is written down as it was said. */
function asSaid({ name, colour, place, foundAt }: RegisterForm) {
  return { name, colour, place, foundAt };
}
