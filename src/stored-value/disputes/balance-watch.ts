import { setImmediate as breath } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { CardStops } from '../../cards/card-stops.js';
import { type Command, SYSTEM_ACTOR } from '../../platform/database/command.js';
import { Reader } from '../../platform/database/reader.js';
import type { SqlReads } from '../../platform/database/sql-reads.js';
import { placeholders } from '../../platform/database/sql-text.js';
import type { Tx } from '../../platform/database/tx.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { RunIfDue } from '../../platform/jobs/run-if-due.js';
import { commandAt, type DeskContext } from '../../staff/desk-context.js';

export interface OddBalance {
  readonly membershipId: string;
  readonly lotId: string;
  readonly keptFen: number;
  readonly movedFen: number;
}

/**
 * 刷钱 (001-54): a balance that is not what its transfers make stops every card of its membership. Looked for by itself while the house runs, and at
 * once when somebody asks.
 */
@Injectable()
export class BalanceWatch extends RunIfDue {
  protected readonly lookEveryMs = 10 * 60_000;

  constructor(
    private readonly uow: UnitOfWork,
    private readonly stops: CardStops,
    private readonly reader: Reader,
  ) {
    super();
  }

  /**
   * Accounts of stored value whose balance was not made by transfers, or that hold more than was ever sold. All members are looked through by and by,
   * so that the counter is served meanwhile.
   */
  async odd(db: SqlReads): Promise<OddBalance[]> {
    const found: OddBalance[] = [];
    let page = await membersAfter(db, '');
    while (page.length > 0) {
      found.push(...(await this.oddOf(db, page)));
      page = await membersAfter(db, page.at(-1) ?? '');
      await breath();
    }
    return found;
  }

  private async oddOf(db: SqlReads, membershipIds: readonly string[]): Promise<OddBalance[]> {
    if (membershipIds.length === 0) return [];
    return db.rows<OddBalance>(
      `SELECT membership_id, lot_id, kept_fen, moved_fen FROM (
         SELECT a.owner AS membership_id, a.part AS lot_id, a.balance AS kept_fen,
           COALESCE((SELECT SUM(amount) FROM ledger_transfer WHERE to_account_id = a.id), 0)
           - COALESCE((SELECT SUM(amount) FROM ledger_transfer WHERE from_account_id = a.id), 0) AS moved_fen,
           CASE WHEN a.kind = 'prepaid.principal' THEN l.principal_fen ELSE l.bonus_fen END AS sold_fen
         FROM ledger_account a JOIN top_up_lot l ON l.id = a.part
         WHERE a.owner IN ${placeholders(membershipIds.length)} AND a.unit = 'FEN' AND a.kind IN ('prepaid.principal', 'prepaid.bonus')) accounts
       WHERE kept_fen <> moved_fen OR kept_fen > sold_fen ORDER BY membership_id, lot_id`,
      membershipIds,
    );
  }

  /** Looks through all balances and freezes what is odd; how many memberships. */
  async check(desk: DeskContext, key: string): Promise<number> {
    const found = await this.odd(this.reader);
    const command = commandAt(desk, 'disputes.checkBalances', key, {});
    const { result } = await this.uow.run(command, (tx) => this.stop(tx, found));
    return result;
  }

  /** The same without anybody asking; most of the time there is nothing to write. */
  async runDue(): Promise<void> {
    const found = await this.odd(this.reader);
    const first = await this.firstOpen(found);
    if (!first) return;
    const store = await this.reader.one<{ storeId: string }>('SELECT store_id FROM membership WHERE id = ?', [
      first.membershipId,
    ]);
    const command: Command = {
      kind: 'disputes.checkBalances',
      actorId: SYSTEM_ACTOR,
      storeId: store?.storeId ?? '',
      businessDate: null,
      terminalId: null,
      key: uuidv7(),
      input: {},
    };
    await this.uow.run(command, (tx) => this.stop(tx, found));
  }

  /** An odd balance with a card that still serves. */
  private async firstOpen(found: readonly OddBalance[]): Promise<OddBalance | undefined> {
    for (const odd of found) {
      if (await this.reader.one(USABLE, [odd.membershipId])) return odd;
    }
    return undefined;
  }

  /** What was found odd is looked at once more within the unit. Cards that are frozen already stay as they are. */
  private async stop(tx: Tx, found: readonly OddBalance[]): Promise<number> {
    const still = await this.oddOf(tx, membersOf(found));
    const memberships = membersOf(still);
    for (const membershipId of memberships) {
      if (await tx.one(USABLE, [membershipId])) await this.stops.freeze(tx, { membershipId }, 'ANOMALY', '001-54');
    }
    return memberships.length;
  }
}

/** So many are looked through within a few milliseconds. */
const PAGE = 200;

async function membersAfter(db: SqlReads, id: string): Promise<string[]> {
  const rows = await db.rows<{ id: string }>('SELECT id FROM membership WHERE id > ? ORDER BY id LIMIT ?', [id, PAGE]);
  return rows.map((row) => row.id);
}

function membersOf(found: readonly OddBalance[]): string[] {
  return [...new Set(found.map(({ membershipId }) => membershipId))];
}

const USABLE =
  "SELECT id FROM card WHERE membership_id = ? AND state IN ('ISSUED', 'ACTIVE') AND frozen_at IS NULL LIMIT 1";
