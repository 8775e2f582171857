import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { DomainError } from '../../kernel/domain-error.js';
import { parseYuan } from '../../kernel/money.js';
import { cleanText } from '../../kernel/text.js';
import { Ledger } from '../../ledger/ledger.js';
import { MemberSearch } from '../../members/member-search.js';
import { People } from '../../members/people.js';
import type { SqlReads } from '../../platform/database/sql-reads.js';
import type { Tx } from '../../platform/database/tx.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { money } from '../../platform/views/format.js';
import { commandOfTheDay, type DeskContext, tillOf } from '../../staff/desk-context.js';
import { PolicyService } from '../../venue/policy.service.js';
import type { Policy } from '../../venue/rules/policy-schema.js';
import { TENDERS } from '../../venue/rules/tender-kinds.js';
import { CardsService } from '../cards.service.js';
import { CharterSigning } from '../charter-signing.js';
import { clerkAtDesk } from '../life/card-papers.js';
import { PeopleAtCounter } from '../people-at-counter.js';
import { AGENT_FIELDS, readAdult, type TypedPerson } from '../rules/adult-person.js';
import { payFee } from '../rules/card-fee.js';
import { validUntil } from '../rules/card-validity.js';
import { assertCreditCode } from '../rules/credit-code.js';
import { readUnitHolders, type UnitHolder } from '../rules/unit-holders.js';
import { UnitCard } from './unit-card.entity.js';
import { UnitCardSale } from './unit-card-sale.entity.js';
import { type UnitList, UnitPapers } from './unit-papers.js';

export interface UnitSaleWish {
  readonly unitName: string;
  readonly creditCode: string;
  readonly agent: TypedPerson;
  readonly kindCode: string;
  readonly list: string;
  /** The clerk has asked about people who are members already. */
  readonly duplicateChecked: boolean;
  readonly charterSigned: boolean;
  readonly tender: string;
  /** Yuan as typed, or ''. */
  readonly received: string;
  /** Fee of the whole list as the page showed it, fen. */
  readonly shownFeeFen: number;
}

export interface UnitSold {
  readonly saleId: string;
  readonly documentId: string;
  readonly number: string;
  readonly cards: number;
  readonly changeFen: number;
  readonly [key: string]: string | number;
}

export interface UnitQuote {
  readonly cards: number;
  readonly feeFen: number;
}

/**
 * 单位办卡: many cards on one list (counter-practice 4.29). The company shows its code and its agent a document; every holder shows theirs when the
 * card is used for the first time, so until then a card is ISSUED and good for nothing. All of the list, or none of it.
 */
@Injectable()
export class SellUnitCards {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly policies: PolicyService,
    private readonly counter: PeopleAtCounter,
    private readonly people: People,
    private readonly search: MemberSearch,
    private readonly cards: CardsService,
    private readonly signing: CharterSigning,
    private readonly papers: UnitPapers,
    private readonly ledger: Ledger,
  ) {}

  /**
   * Throws `cards.unit.list | line {line} | twice {line} | code | kind | confirm {cards, fee} | known {line}`, `card.transfer.charter`,
   * `cards.fee.*`, `cards.adult.*`, `members.*`, `card.no.used`, `card.blank.*` with the field, `shifts.notOpen`.
   */
  async sell(desk: DeskContext, key: string, wish: UnitSaleWish): Promise<UnitSold> {
    const command = commandOfTheDay(desk, 'cards.sellUnit', key, { ...wish, agent: { ...wish.agent } });
    const { result } = await this.uow.run(command, async (tx) => {
      const read = await this.read(tx, desk, wish);
      for (const holder of wish.duplicateChecked ? [] : read.holders) await this.assertNew(tx, holder);
      return this.perform(tx, desk, read);
    });
    return result;
  }

  /** What a list costs. Throws `cards.unit.*` for a list that cannot be read. */
  async quote(db: SqlReads, at: { storeId: string; date: string }, kindCode: string, list: string): Promise<UnitQuote> {
    const cards = readUnitHolders(list).length;
    const { feeFen } = unitKind(await this.policies.current(db, at.storeId, at.date), kindCode);
    return { cards, feeFen: feeFen * cards };
  }

  private async read(tx: Tx, desk: DeskContext, wish: UnitSaleWish): Promise<UnitList> {
    const businessDate = tx.command.businessDate ?? '';
    const holders = readUnitHolders(wish.list);
    const policy = await this.policies.current(tx, desk.store.id, businessDate);
    const kind = unitKind(policy, wish.kindCode);
    const unitName = cleanText(wish.unitName, { max: 100, required: true, field: 'unitName' });
    const creditCode = assertCreditCode(wish.creditCode, 'creditCode');
    const agent = readAdult(wish.agent, { businessDate, adultAge: policy.venue.adultAge }, AGENT_FIELDS);
    if (!wish.charterSigned) throw new DomainError('cards.charter.notSigned', {}, 'charterSigned');
    const feeFen = kind.feeFen * holders.length;
    if (wish.shownFeeFen !== feeFen) {
      throw new DomainError('cards.unit.confirm', { cards: holders.length, fee: money(feeFen) }, 'list');
    }
    const received = wish.received.trim() === '' ? null : parseYuan(wish.received, { field: 'received' });
    const payment = payFee(feeFen, wish.tender, received);
    if (payment.tender === 'CASH' && !desk.terminal) throw new DomainError('cards.fee.noDrawer', {}, 'tender');
    const until = validUntil(kind, { seen: false, until: null }, businessDate);
    const clerk = clerkAtDesk(desk);
    return { unitName, creditCode, agent, holders, kindCode: kind.code, until, payment, clerk };
  }

  private async assertNew(tx: Tx, { phone, line }: UnitHolder): Promise<void> {
    const known = await this.search.likely(tx, { phone, idNumber: null });
    if (known.length > 0) throw new DomainError('cards.unit.known', { line }, 'duplicateChecked');
  }

  private async perform(tx: Tx, desk: DeskContext, read: UnitList): Promise<UnitSold> {
    const { unitName, creditCode, agent, holders, kindCode, payment } = read;
    const { feeFen, tender } = payment;
    const agentPersonId = await this.counter.keep(tx, agent);
    const statement = { way: 'PAPER', strokes: null, kind: kindCode, feeFen, name: agent.name } as const;
    await this.signing.sign(tx, agentPersonId, statement);
    const { id: documentId, number } = await this.papers.write(tx, read, agentPersonId);
    const saleId = uuidv7();
    const { storeId, actorId: byId, businessDate } = tx.command;
    const figures = { cards: holders.length, feeFen, tender, businessDate: businessDate ?? '', at: tx.now, byId };
    const sale = { id: saleId, storeId, unitName, creditCode, agentPersonId, kindCode, documentId };
    await tx.insert(UnitCardSale, { ...sale, ...figures });
    for (const holder of holders) await this.issue(tx, saleId, holder, read);
    if (tender !== null) {
      const from = { kind: 'income.cardFee', owner: storeId } as const;
      const to = { kind: TENDERS[tender].till, owner: tillOf(desk) };
      const transfers = [{ unit: 'FEN', from, to, amount: feeFen }] as const;
      await this.ledger.post(tx, { kind: 'cards.feeTaken', documentId, transfers });
    }
    return { saleId, documentId, number, cards: holders.length, changeFen: payment.changeFen };
  }

  /** A person, a membership and a card that waits for its holder. What is wrong with a card is said of its line. */
  private async issue(tx: Tx, saleId: string, holder: UnitHolder, { kindCode, until }: UnitList): Promise<void> {
    const { line, card, name, phone } = holder;
    const draft = { name, phone, title: 'GUEST', birthday: null, idDocument: null, preferences: null } as const;
    const membershipId = await this.people.join(tx, { personId: await this.people.register(tx, draft) });
    const cardId = await this.cards.issue(tx, { ...card, kindCode, membershipId, validUntil: until }).catch((error) => {
      if (!(error instanceof DomainError)) throw error;
      throw new DomainError('cards.unit.card', { line, tail: card.cardNo.slice(-4) }, 'list');
    });
    await tx.insert(UnitCard, { id: uuidv7(), saleId, line, cardId, membershipId });
  }
}

/** Kinds that ask nothing of the holder but to be of age. */
export function unitKinds({ cardKinds }: Pick<Policy, 'cardKinds'>) {
  return cardKinds.filter(({ proof }) => proof === null);
}

function unitKind(policy: Policy, kindCode: string) {
  const kind = unitKinds(policy).find(({ code }) => code === kindCode);
  if (!kind) throw new DomainError('cards.unit.kind', {}, 'kindCode');
  return kind;
}
