import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { CardsService } from '../cards/cards.service.js';
import { TierSteps } from '../cards/tier-steps.js';
import { addMonthsEnd } from '../kernel/business-day.js';
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
  ) {}

  async inspect(db: SqlReads, place: ImportPlace, rows: readonly Lined[]): Promise<Findings> {
    const errors = [...rows.flatMap((row) => datesOf(row, place)), ...twice(rows), ...(await this.usedCards(db, rows))];
    return { errors, warnings: await this.sharedPhones(db, rows) };
  }

  preview({ person, card, tier, points }: MemberRow): readonly string[] {
    const phone = person.phone === null ? '' : maskPhone(person.phone);
    return [maskName(person.name), phone, maskCardNo(card.cardNo), tier, String(points)];
  }

  async take(tx: Tx, place: ImportPlace, row: MemberRow, batchId: string): Promise<ImportFigures> {
    const { person, card, kindCode, joinedOn, points } = row;
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
    if (points > 0) {
      const expiresOn = row.expiresOn ?? expiryOf(place.businessDate, place.policy.points.expiryMonths);
      await tx.insert(ImportOpening, { id: uuidv7(), batchId, membershipId, points, expiresOn, at: tx.now });
    }
    return { members: 1, withPoints: points > 0 ? 1 : 0, points };
  }

  /** A blank card of the stock may be in the list; one that somebody holds may not. */
  private async usedCards(db: SqlReads, rows: readonly Lined[]): Promise<ImportError[]> {
    const used = new Set<string>();
    for (const chunk of chunksOf(rows)) {
      const known = await db.rows<{ cardNo: string }>(
        `SELECT card_no FROM card WHERE state <> 'STOCK' AND card_no IN ${placeholders(chunk.length)}`,
        chunk.map(({ row }) => row.card.cardNo),
      );
      for (const { cardNo } of known) used.add(cardNo);
    }
    return rows
      .filter(({ row }) => used.has(row.card.cardNo))
      .map(({ line, row }) =>
        finding(this.definition, { line, column: 'cardNo', code: 'card.no.used', value: maskCardNo(row.card.cardNo) }),
      );
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
