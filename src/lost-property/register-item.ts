import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { addDays, calendarDate, proposedBusinessDate } from '../kernel/business-day.js';
import { DomainError } from '../kernel/domain-error.js';
import { Clock } from '../platform/clock/clock.js';
import type { Outcome } from '../platform/database/command.js';
import type { Tx } from '../platform/database/tx.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { DocumentsService } from '../platform/printing/documents.service.js';
import { PendingSignatures } from '../staff/approvals/pending-signatures.js';
import type { DeskContext } from '../staff/desk-context.js';
import { PolicyService } from '../venue/policy.service.js';
import type { LostCategory } from '../venue/rules/lost-property-policy.js';
import { ItemFinders } from './item-finders.js';
import { LostCommands } from './lost-commands.js';
import { LostItem } from './lost-item.entity.js';
import { LostItems } from './lost-items.js';
import { LostPapers } from './lost-papers.js';
import { LostSeal } from './lost-seal.js';
import { Matches } from './matches.js';
import { assertPictured, Photos } from './photos.js';
import { readRegistration, type RegisterForm, type RegisterInput } from './register-form.js';
import { keptWords, lostWords, withImpliedKind, type Word } from './rules/lost-words.js';

export type Registered = {
  itemId: string;
  number: string;
  documentId: string;
  category: LostCategory;
  /** Kept as its name says, more strictly than the clerk chose. */
  overruled: boolean;
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
    private readonly papers: LostPapers,
    private readonly documents: DocumentsService,
    private readonly signatures: PendingSignatures,
    private readonly policies: PolicyService,
    private readonly finders: ItemFinders,
    private readonly matches: Matches,
    private readonly photos: Photos,
    private readonly clock: Clock,
  ) {}

  /**
   * Registers a thing with its photos and prints its tag; the supervisor signs before handover (003E-039, H19). Throws what `readRegistration`
   * throws, `lost.photo.*`, `lost.finder.unknown`, `venue.dayNotOpen`.
   */
  async register(
    desk: DeskContext,
    requestKey: string,
    input: RegisterInput,
    files: readonly Buffer[] = [],
  ): Promise<Outcome<Registered>> {
    const form = readRegistration(input, this.clock.now());
    if (files.length > 0) assertPictured(form.category);
    const pictures = await this.photos.paint(files);
    const bytes = files.map((file) => file.length);
    const command = this.commands.of(desk, 'lost.register', requestKey, { ...input, bytes });
    return this.uow.run(command, async (tx) => {
      const made = await this.store(tx, desk, form);
      await this.photos.keep(tx, made.itemId, pictures);
      return made;
    });
  }

  private async store(tx: Tx, desk: DeskContext, form: RegisterForm): Promise<Registered> {
    const itemId = uuidv7();
    const finders = await this.finders.of(tx, form);
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
    const words = withImpliedKind(
      lostWords(`${form.colour} ${form.name} ${form.place} ${datesOf(form.foundAt)}`, null),
    );
    const safeMinutes = await this.insert(tx, { itemId, form, tag, pendingSignatureId, words });
    await this.items.begin(tx, itemId, form.valuable ? 'registerValuable' : 'register', tag.id);
    await this.finders.insert(tx, itemId, finders.staffIds, form);
    const wanted = await this.matches.match(tx, itemId, words);
    const { category, overruled, valuable } = form;
    return { itemId, wanted, category, overruled, valuable, safeMinutes, number: tag.number, documentId: tag.id };
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
}

/** Guests mean the night, clocks the day: what was found at two in the morning has both dates. */
function datesOf(foundAt: number): string {
  return [calendarDate(foundAt), proposedBusinessDate(foundAt)].map((date) => date.slice(5)).join(' ');
}

/** What is written down as it was said. */
function asSaid({ name, colour, place, foundAt }: RegisterForm) {
  return { name, colour, place, foundAt };
}
