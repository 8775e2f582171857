import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { CardsService } from '../cards/cards.service.js';
import { TierSteps } from '../cards/tier-steps.js';
import { addMonthsEnd } from '../kernel/business-day.js';
import { DomainError } from '../kernel/domain-error.js';
import type { SqlReads } from '../platform/database/sql-reads.js';
import { placeholders } from '../platform/database/sql-text.js';
import type { Tx } from '../platform/database/tx.js';
import type { ImportError } from '../platform/files/import-reader.js';
import { MemberTokens } from '../members/member-tokens.js';
import { People } from '../members/people.js';
import { maskCardNo, maskName, maskPhone } from '../members/rules/masks.js';
import { expiryOf } from '../points/rules/lot-expiry.js';
import {
  chunksOf,
  type Findings,
  finding,
  type ImportFigures,
  type ImportKind,
  type ImportPlace,
  type LinedRow,
} from './import-kind.js';
import { ImportOpening } from './import-opening.entity.js';
import { type MemberRow, membersImport } from './members-import.js';
import { OpeningClaims } from './opening-claims.js';

type Lined = LinedRow<MemberRow>;

/** Members with their cards and the points they bring; the points wait for Finance. */
@Injectable()
export class MembersImportKind implements ImportKind<MemberRow> {
  readonly name = 'MEMBERS';
  readonly definition = membersImport;

  constructor(
    private readonly people: People,
    private readonly cards: CardsService,
    private readonly tiers: TierSteps,
    private readonly tokens: MemberTokens,
    private readonly claims: OpeningClaims,
  ) {}

  async inspect(db: SqlReads, place: ImportPlace, rows: readonly Lined[]): Promise<Findings> {
    const { used, again } = await this.knownCards(db, rows);
    const told = (code: string) => (card: Lined) =>
      finding(this.definition, { line: card.line, column: 'cardNo', code, value: maskCardNo(card.row.card.cardNo) });
    const errors = [...rows.flatMap((row) => datesOf(row, place)), ...twice(rows), ...used.map(told('card.no.used'))];
    const people = rows.filter((row) => !again.has(row));
    return {
      errors,
      warnings: [...[...again].map(told('import.points.only')), ...(await this.sharedPhones(db, people))],
    };
  }

  preview({ person, card, tier, points }: MemberRow): readonly string[] {
    const phone = person.phone === null ? '' : maskPhone(person.phone);
    return [maskName(person.name), phone, maskCardNo(card.cardNo), tier, String(points)];
  }

  async take(tx: Tx, place: ImportPlace, row: MemberRow, batchId: string): Promise<ImportFigures> {
    const { card, points } = row;
    const known = (await this.claims.withdrawnPoints(tx, [card.cardNo])).get(card.cardNo);
    const membershipId = known ?? (await this.join(tx, place, row));
    if (!(await this.claims.take(tx, { kind: 'POINTS', membershipId, batchId }))) throw new DomainError('card.no.used');
    if (points > 0) {
      const expiresOn = row.expiresOn ?? expiryOf(place.businessDate, place.policy.points.expiryMonths);
      await tx.insert(ImportOpening, { id: uuidv7(), batchId, membershipId, points, expiresOn, at: tx.now });
    }
    return { members: known === undefined ? 1 : 0, withPoints: points > 0 ? 1 : 0, points };
  }

  private async join(tx: Tx, place: ImportPlace, row: MemberRow): Promise<string> {
    const { person, card, kindCode, joinedOn } = row;
    const personId = await this.people.register(tx, person);
    const membershipId = await this.people.join(tx, { personId, joinedOn });
    const months = place.policy.cardKinds.find(({ code }) => code === kindCode)?.validityMonths ?? null;
    const validUntil = months === null ? null : addMonthsEnd(joinedOn, months);
    const cardId = await this.cards.issue(tx, { ...card, kindCode, membershipId, validUntil, broughtOver: true });
    await this.cards.activate(tx, cardId);
    if (row.tier !== 'ORDINARY') {
      const { tier, tierCause: note, tierUntil: goodUntil } = row;
      const { businessDate } = place;
      await this.tiers.bringOver(tx, { membershipId, tier, note, goodUntil, businessDate, documentId: null });
    }
    return membershipId;
  }

  /** A blank card of the stock may be in the list; one that somebody holds only to bring anew the points that were withdrawn. */
  private async knownCards(db: SqlReads, rows: readonly Lined[]): Promise<{ used: Lined[]; again: Set<Lined> }> {
    const held = new Set<string>();
    const withdrawn = new Set<string>();
    for (const chunk of chunksOf(rows)) {
      const cardNos = chunk.map(({ row }) => row.card.cardNo);
      const known = await db.rows<{ cardNo: string }>(
        `SELECT card_no FROM card WHERE state <> 'STOCK' AND card_no IN ${placeholders(chunk.length)}`,
        cardNos,
      );
      for (const { cardNo } of known) held.add(cardNo);
      for (const cardNo of (await this.claims.withdrawnPoints(db, cardNos)).keys()) withdrawn.add(cardNo);
    }
    const found = rows.filter(({ row }) => held.has(row.card.cardNo));
    const isAgain = ({ row }: Lined) => withdrawn.has(row.card.cardNo);
    return { used: found.filter((row) => !isAgain(row)), again: new Set(found.filter(isAgain)) };
  }

  private async sharedPhones(db: SqlReads, rows: readonly Lined[]): Promise<ImportError[]> {
    const phones = rows.flatMap(({ line, row }) =>
      row.person.phone === null
        ? []
        : [{ line, phone: row.person.phone, hash: this.tokens.phoneHash(row.person.phone) }],
    );
    const counts = new Map<string, number>();
    for (const { hash } of phones) counts.set(hash, (counts.get(hash) ?? 0) + 1);
    for (const chunk of chunksOf([...counts.keys()])) {
      const known = await db.rows<{ phoneHash: string }>(
        `SELECT DISTINCT phone_hash FROM person WHERE phone_hash IN ${placeholders(chunk.length)}`,
        chunk,
      );
      for (const { phoneHash } of known) counts.set(phoneHash, (counts.get(phoneHash) ?? 0) + 1);
    }
    return phones
      .filter(({ hash }) => (counts.get(hash) ?? 0) > 1)
      .map(({ line, phone }) =>
        finding(this.definition, { line, column: 'phone', code: 'import.phone.shared', value: maskPhone(phone) }),
      );
  }
}

function datesOf({ line, row }: Lined, { businessDate }: ImportPlace): ImportError[] {
  const faults: ImportError[] = [];
  if (row.joinedOn > businessDate)
    faults.push(finding(membersImport, { line, column: 'joinedOn', code: 'import.date.future', value: row.joinedOn }));
  if (row.points > 0 && row.expiresOn !== null && row.expiresOn < businessDate) {
    faults.push(
      finding(membersImport, { line, column: 'expiresOn', code: 'import.points.expired', value: row.expiresOn }),
    );
  }
  return faults;
}

function twice(rows: readonly Lined[]): ImportError[] {
  const first = new Map<string, number>();
  return rows.flatMap(({ line, row }) => {
    const { cardNo } = row.card;
    const seen = first.get(cardNo);
    if (seen === undefined) first.set(cardNo, line);
    if (seen === undefined) return [];
    return [
      finding(membersImport, {
        line,
        column: 'cardNo',
        code: 'import.twice',
        params: { line: seen },
        value: maskCardNo(cardNo),
      }),
    ];
  });
}
