import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { isPlainDate, type PlainDate } from '../kernel/business-day.js';
import { formatYuan } from '../kernel/money.js';
import type { SqlReads } from '../platform/database/sql-reads.js';
import { PolicyService } from '../venue/policy.service.js';
import { splitPurchases } from './rules/split-purchases.js';

export const EXCEPTION_KINDS = [
  'TWO_ROOMS',
  'NO_HOLDER',
  'RESETTLED',
  'SPLIT',
  'RETURNED',
  'UNTOLD',
  'CORRECTED',
  'OTHER_WAY',
] as const;
export type ExceptionKind = (typeof EXCEPTION_KINDS)[number];

/** Something of a business day that somebody in charge should look into (counter-practice 4.2, 4.4, 4.7). */
export interface ValueException {
  readonly kind: ExceptionKind;
  /** Names it for good: kind, day and what it is about. */
  readonly key: string;
  readonly businessDate: string;
  /** Masked or without personal data. */
  readonly params: Readonly<Record<string, string | number>>;
  readonly cardNo: string | null;
  readonly amountFen: number;
  readonly href: string;
}

interface SpendLine {
  readonly id: string;
  readonly cardId: string;
  readonly cardNo: string;
  readonly slipNo: string;
  readonly room: string | null;
  readonly amountFen: number;
  readonly via: string;
  readonly proof: string;
  readonly slipId: string | null;
  readonly other: string | null;
  readonly undone: number;
}

/** Reads the known frauds of the trade off the day's rows. Nothing is stored: what is put right by itself disappears. */
@Injectable()
export class ExceptionsQueries {
  constructor(private readonly policies: PolicyService) {}

  /** `isOver`: the day is past, so a slip that the till has not sent will not come. */
  async ofDay(db: SqlReads, storeId: string, businessDate: string, isOver: boolean): Promise<ValueException[]> {
    const spends = await spendsOf(db, storeId, businessDate);
    const { watchFen } = (await this.policies.current(db, storeId, businessDate)).storedValue;
    const of = exceptionOf(businessDate);
    const line = (kind: ExceptionKind, { id, cardNo, amountFen, slipNo, other }: SpendLine) =>
      of(kind, id, {
        cardNo,
        amountFen,
        href: `/spends/${id}`,
        params: { slip: slipNo, other: other ?? '' },
      });
    return [
      // another room is another exception, whatever was found out about the first two
      ...twoRooms(spends).map(({ cardId, cardNo, rooms, id }) =>
        of('TWO_ROOMS', `${cardId}:${digestOf(rooms)}`, {
          cardNo,
          amountFen: 0,
          params: { rooms: rooms.join(' / ') },
          href: `/spends/${id}`,
        }),
      ),
      ...spends.filter(({ via, proof }) => via === 'KEYED' && proof === 'HOLDER').map((row) => line('NO_HOLDER', row)),
      ...spends.filter(({ other }) => other !== null).map((row) => line('RESETTLED', row)),
      ...spends.filter(({ undone }) => undone > 0).map((row) => line('RETURNED', row)),
      ...spends
        .filter(({ slipId, undone }) => isOver && slipId === null && undone === 0)
        .map((row) => line('UNTOLD', row)),
      ...splitPurchases(await purchasesOf(db, storeId, businessDate), watchFen).map((split) =>
        of('SPLIT', split.personId, {
          cardNo: split.cardNo,
          amountFen: split.totalFen,
          params: { n: split.count },
          href: `/top-ups/${split.membershipId}`,
        }),
      ),
      ...(await paidDifferently(db, storeId, businessDate)),
    ];
  }

  /** Whether a key names something the store should look into: nothing is noted about what is not there. */
  async has(db: SqlReads, storeId: string, key: string, today: PlainDate): Promise<boolean> {
    const [, date = ''] = key.split(':');
    if (!isPlainDate(date)) return false;
    return (await this.ofDay(db, storeId, date, date < today)).some((found) => found.key === key);
  }

  /** What was found, by key. */
  async reviews(db: SqlReads, storeId: string, keys: readonly string[]): Promise<ReadonlyMap<string, string>> {
    if (keys.length === 0) return new Map();
    const rows = await db.rows<{ exceptionKey: string; finding: string }>(
      `SELECT exception_key, finding FROM spend_review WHERE store_id = ? AND exception_key IN (${keys.map(() => '?').join(', ')})`,
      [storeId, ...keys],
    );
    return new Map(rows.map(({ exceptionKey, finding }) => [exceptionKey, finding]));
  }
}

function spendsOf(db: SqlReads, storeId: string, businessDate: string): Promise<SpendLine[]> {
  return db.rows<SpendLine>(
    `SELECT s.id, s.card_id, c.card_no, s.slip_no, COALESCE(s.room_no, b.room_no) AS room, s.amount_fen, s.via, s.proof, b.id AS slip_id,
       n.slip_no AS other, (SELECT COUNT(*) FROM spend_return r WHERE r.spend_id = s.id AND r.cause = 'UNDO') AS undone
     FROM spend s JOIN card c ON c.id = s.card_id LEFT JOIN slip b ON b.store_id = s.store_id AND b.slip_no = s.slip_no
     LEFT JOIN slip n ON n.id = b.replaced_by_id WHERE s.store_id = ? AND s.business_date = ? ORDER BY s.id`,
    [storeId, businessDate],
  );
}

function exceptionOf(businessDate: string) {
  return (
    kind: ExceptionKind,
    about: string,
    rest: Omit<ValueException, 'kind' | 'key' | 'businessDate'>,
  ): ValueException => ({ ...rest, kind, businessDate, key: `${kind}:${businessDate}:${about}` });
}

/** Money that went in or out otherwise than it was first written (counter-practice 4.7). */
async function paidDifferently(db: SqlReads, storeId: string, businessDate: string): Promise<ValueException[]> {
  const of = exceptionOf(businessDate);
  const corrected = await correctedOn(db, storeId, businessDate);
  const otherwise = await paidOtherwise(db, storeId, businessDate);
  return [
    ...corrected.map(({ id, cardNo, amountFen, rightFen, href }) =>
      of('CORRECTED', id, { cardNo, amountFen, params: { right: formatYuan(rightFen) }, href: `/documents/${href}` }),
    ),
    ...otherwise.map(({ id, amountFen, href }) =>
      of('OTHER_WAY', id, { cardNo: null, amountFen, params: {}, href: `/refunds/${href}` }),
    ),
  ];
}

/** A wrong top-up that was put right: what was keyed and what it is now. */
function correctedOn(db: SqlReads, storeId: string, businessDate: string) {
  return db.rows<{ id: string; cardNo: string; amountFen: number; rightFen: number; href: string }>(
    `SELECT x.lot_id AS id, c.card_no, l.principal_fen AS amount_fen, COALESCE(r.principal_fen, 0) AS right_fen, x.document_id AS href
     FROM top_up_correction x JOIN document d ON d.id = x.document_id JOIN top_up_lot l ON l.id = x.lot_id JOIN card c ON c.id = l.card_id
     LEFT JOIN top_up_lot r ON r.id = x.right_lot_id WHERE l.store_id = ? AND d.business_date = ? ORDER BY x.lot_id`,
    [storeId, businessDate],
  );
}

/** Paid back another way than it came: a choice of the house or of the guest, or a change at the desk. */
function paidOtherwise(db: SqlReads, storeId: string, businessDate: string) {
  return db.rows<{ id: string; amountFen: number; href: string }>(
    `SELECT p.line_id AS id, p.amount_fen, p.refund_id AS href FROM refund_payment p JOIN refund_line n ON n.id = p.line_id
       JOIN refund f ON f.id = p.refund_id WHERE f.store_id = ? AND p.business_date = ?
       AND (p.way <> n.way OR NOT EXISTS (SELECT 1 FROM lot_tender t WHERE t.lot_id = n.lot_id
         AND CASE WHEN t.kind = 'TRANSFER' THEN 'BANK_ACCOUNT' ELSE t.kind END = p.way)) ORDER BY p.line_id`,
    [storeId, businessDate],
  );
}

function twoRooms(spends: readonly SpendLine[]): (Pick<SpendLine, 'cardId' | 'cardNo' | 'id'> & { rooms: string[] })[] {
  const cards = new Map<string, { cardId: string; cardNo: string; id: string; rooms: Set<string> }>();
  for (const { cardId, cardNo, id, room, undone } of spends) {
    if (room === null || undone > 0) continue;
    const card = cards.get(cardId) ?? { cardId, cardNo, id, rooms: new Set<string>() };
    card.rooms.add(room.toUpperCase());
    cards.set(cardId, card);
  }
  return [...cards.values()]
    .filter(({ rooms }) => rooms.size > 1)
    .map(({ rooms, ...card }) => ({ ...card, rooms: [...rooms] }));
}

/** The rooms in a few letters: a night may have more of them than a key holds. */
function digestOf(rooms: readonly string[]): string {
  return createHash('sha256').update(rooms.toSorted().join('\n')).digest('hex').slice(0, 16);
}

function purchasesOf(db: SqlReads, storeId: string, businessDate: string) {
  return db.rows<{ personId: string; membershipId: string; cardNo: string; principalFen: number }>(
    `SELECT m.person_id, l.membership_id, c.card_no, l.principal_fen FROM top_up_lot l JOIN membership m ON m.id = l.membership_id
       JOIN card c ON c.id = l.card_id WHERE l.store_id = ? AND l.business_date = ? AND l.cause = 'TOP_UP'
       AND NOT EXISTS (SELECT 1 FROM top_up_correction x WHERE x.lot_id = l.id) ORDER BY l.id`,
    [storeId, businessDate],
  );
}
