import { Injectable } from '@nestjs/common';
import { DomainError } from '../kernel/domain-error.js';
import { Reader } from '../platform/database/reader.js';
import { placeholders } from '../platform/database/sql-text.js';
import { limitsOf } from '../platform/views/leaf.js';
import { IS_MISSING, ITEM_COLUMNS, type ItemRow } from './lost-items.js';
import { BEFORE_CUSTODY, ON_HAND } from './rules/item-life.js';
import type { Word } from './rules/lost-words.js';

export interface StepRow {
  readonly action: string;
  readonly toState: string;
  readonly at: number;
  readonly byName: string;
  readonly coSignerName: string | null;
  readonly witnessName: string | null;
  readonly place: string | null;
  readonly note: string | null;
  readonly documentId: string | null;
  readonly documentNo: string | null;
}

export interface FoundItem extends ItemRow {
  /** How many of the words asked for stand in it. */
  readonly score: number;
}

export type ItemList = 'here' | 'custody' | 'vip' | 'office' | 'gone' | 'all';

const LISTS: Readonly<Record<ItemList, readonly string[] | null>> = {
  here: ON_HAND,
  custody: BEFORE_CUSTODY,
  vip: ['VIP_CUSTODY'],
  office: ['GENERAL_AFFAIRS', 'EVIDENCE'],
  gone: ['CLAIMED', 'MAILED', 'POLICE', 'DISPOSED', 'MISSING', 'WITHDRAWN'],
  all: null,
};
const HITS = 20;
/** Nobody asks for a thing of two years ago on the phone; the register still has it. */
const SEARCHED_MS = 400 * 86_400_000;

export function isItemList(text: string): text is ItemList {
  return Object.hasOwn(LISTS, text);
}

/** Lists and stories of lost property; no private field is selected for a list by any page. */
@Injectable()
export class LostQueries {
  constructor(private readonly reader: Reader) {}

  /** One page of a list, newest first; one row more than a page says that there is another. */
  list(storeId: string, list: ItemList, skip = 0): Promise<ItemRow[]> {
    const states = LISTS[list];
    const where = states === null ? '' : `AND i.state IN ${placeholders(states.length)}`;
    return this.reader.rows<ItemRow>(
      `SELECT ${ITEM_COLUMNS} FROM lost_item i WHERE i.store_id = ? ${where} ORDER BY i.registered_at DESC, i.id DESC LIMIT ? OFFSET ?`,
      [storeId, ...(states ?? []), ...limitsOf(skip)],
    );
  }

  /** One page of what is in these states, oldest first. */
  inStates(storeId: string, states: readonly string[], skip = 0): Promise<ItemRow[]> {
    return this.reader.rows<ItemRow>(
      `SELECT ${ITEM_COLUMNS} FROM lost_item i WHERE i.store_id = ? AND i.state IN ${placeholders(states.length)} ORDER BY i.found_at, i.id LIMIT ? OFFSET ?`,
      [storeId, ...states, ...limitsOf(skip)],
    );
  }

  /** One page of what reception has and the VIP centre takes after closing, oldest first. */
  beforeCustody(storeId: string, skip: number): Promise<ItemRow[]> {
    return this.reader.rows<ItemRow>(
      `SELECT ${ITEM_COLUMNS} FROM lost_item i WHERE i.store_id = ? AND i.state IN ${placeholders(BEFORE_CUSTODY.length)} AND i.category <> 'DANGEROUS'
       ORDER BY i.found_at, i.id LIMIT ? OFFSET ?`,
      [storeId, ...BEFORE_CUSTODY, ...limitsOf(skip)],
    );
  }

  /** What asks something of somebody on that date, and nothing that only lies there; all of it, for a page would hide what is overdue. */
  pressing(storeId: string, today: string): Promise<ItemRow[]> {
    return this.reader.rows<ItemRow>(
      `SELECT ${ITEM_COLUMNS} FROM lost_item i WHERE i.store_id = ? AND i.state IN ${placeholders(ON_HAND.length)}
       AND (i.state IN ${placeholders(BEFORE_CUSTODY.length)} OR i.category = 'DANGEROUS' OR i.hold_until <= ? OR (i.state = 'VIP_CUSTODY' AND i.last_day <= ?))
       ORDER BY i.found_at, i.id`,
      [storeId, ...ON_HAND, ...BEFORE_CUSTODY, today, today],
    );
  }

  /** Not where it should be; nobody found it or closed the matter since. */
  missing(storeId: string): Promise<ItemRow[]> {
    return this.reader.rows<ItemRow>(
      `SELECT ${ITEM_COLUMNS} FROM lost_item i WHERE i.store_id = ? AND i.state IN ${placeholders(ON_HAND.length)}
       AND ${IS_MISSING} = 1 ORDER BY i.slot, i.number`,
      [storeId, ...ON_HAND],
    );
  }

  /** By the number on the tag. */
  byNumber(storeId: string, number: string): Promise<ItemRow | undefined> {
    return this.reader.one<ItemRow>(`SELECT ${ITEM_COLUMNS} FROM lost_item i WHERE i.store_id = ? AND i.number = ?`, [
      storeId,
      number,
    ]);
  }

  /** Things in which any of the words stand: what the house has first, then those with most of the words (a guest is on the phone). */
  async search(storeId: string, words: readonly Word[], now: number): Promise<FoundItem[]> {
    if (words.length === 0) return [];
    const score = words.map(() => 'CASE WHEN i.words LIKE ? THEN 1 ELSE 0 END').join(' + ');
    const patterns = words.map(({ text, of }) => (of === 'OTHER' ? `%${text}%` : `% ${text} %`));
    return this.reader.rows<FoundItem>(
      `SELECT * FROM (SELECT ${ITEM_COLUMNS}, ${score} AS score FROM lost_item i WHERE i.store_id = ? AND i.found_at > ? AND i.state <> 'WITHDRAWN') hits
       WHERE score > 0 ORDER BY CASE WHEN state IN ${placeholders(ON_HAND.length)} THEN 0 ELSE 1 END, score DESC, found_at DESC LIMIT ?`,
      [...patterns, storeId, now - SEARCHED_MS, ...ON_HAND, HITS],
    );
  }

  steps(itemId: string): Promise<StepRow[]> {
    return this.reader.rows<StepRow>(
      `SELECT t.action, t.to_state, t.at, s.name AS by_name, c.name AS co_signer_name, w.name AS witness_name, t.place, t.note, t.document_id, d.number AS document_no
       FROM lost_item_step t JOIN staff s ON s.id = t.by_id LEFT JOIN staff c ON c.id = t.co_signer_id LEFT JOIN staff w ON w.id = t.witness_id LEFT JOIN document d ON d.id = t.document_id
       WHERE t.item_id = ? ORDER BY t.id DESC`,
      [itemId],
    );
  }

  /** Who signed the registrations, by pending signature; none for what nobody has signed yet. */
  async signersOf(pendingSignatureIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
    if (pendingSignatureIds.length === 0) return new Map();
    const rows = await this.reader.rows<{ id: string; name: string }>(
      `SELECT g.pending_signature_id AS id, s.name FROM given_signature g JOIN staff s ON s.id = g.signed_by
       WHERE g.pending_signature_id IN ${placeholders(pendingSignatureIds.length)}`,
      pendingSignatureIds,
    );
    return new Map(rows.map(({ id, name }) => [id, name]));
  }

  /** Rooms and areas that were named before: what the place field offers. */
  async places(storeId: string): Promise<string[]> {
    const rows = await this.reader.rows<{ place: string }>(
      `SELECT place FROM (SELECT number AS place FROM room WHERE store_id = ? AND retired_at IS NULL
         UNION SELECT DISTINCT room_no AS place FROM slip WHERE store_id = ? UNION SELECT DISTINCT place FROM lost_item WHERE store_id = ?) named
       ORDER BY place LIMIT 300`,
      [storeId, storeId, storeId],
    );
    return rows.map(({ place }) => place);
  }

  /** Of one month of business dates, for register and report. Throws `lost.month`. */
  ofMonth(storeId: string, month: string): Promise<ItemRow[]> {
    if (!/^20\d\d-(0[1-9]|1[0-2])$/.test(month)) throw new DomainError('lost.month', {}, 'month');
    return this.reader.rows<ItemRow>(
      `SELECT ${ITEM_COLUMNS} FROM lost_item i WHERE i.store_id = ? AND i.found_on >= ? AND i.found_on <= ? ORDER BY i.registered_at, i.id`,
      [storeId, `${month}-01`, `${month}-31`],
    );
  }
}
