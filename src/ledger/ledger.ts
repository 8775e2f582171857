import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { DomainError } from '../kernel/domain-error.js';
import type { SqlReads } from '../platform/database/sql-reads.js';
import { placeholders } from '../platform/database/sql-text.js';
import type { Tx } from '../platform/database/tx.js';
import { AccountGates } from './account-gates.js';
import { type AccountRef, type AccountRule, ruleOf, type Unit } from './chart-of-accounts.js';
import { LedgerAccount } from './ledger-account.entity.js';
import { LedgerTransfer } from './ledger-transfer.entity.js';
import { accountOf, keyOf, type OpenAccount } from './open-accounts.js';
import { assertPostable, assertReturnFits, balanceChanges, mirrorOf, type Movement } from './rules/posting.js';

/** A transfer to be posted. `amount` is a positive whole number of the unit (fen, points, pieces). */
export interface TransferDraft {
  readonly unit: Unit;
  readonly from: AccountRef;
  readonly to: AccountRef;
  readonly amount: number;
  readonly relatesToId?: string;
}

/** The act the transfers belong to: what happened and the document that proves it. */
export interface Posting {
  readonly kind: string;
  readonly documentId: string;
  readonly transfers: readonly TransferDraft[];
}

type StoredTransfer = Pick<LedgerTransfer, 'id' | 'unit' | 'amount' | 'fromAccountId' | 'toAccountId'>;

/** The one ledger. Balances are guarded by conditional updates in the same unit, so two desks can never overdraw one. */
@Injectable()
export class Ledger {
  constructor(private readonly gates: AccountGates) {}

  /** Posts and returns the ids in order. Throws `ledger.short` when an account would pass its limit. */
  async post(tx: Tx, posting: Posting): Promise<string[]> {
    const accounts = await this.openAccounts(tx, posting.transfers);
    const movements = posting.transfers.map(({ unit, from, to, amount, relatesToId = null }) => ({
      unit,
      amount,
      relatesToId,
      fromAccountId: accountOf(accounts, unit, from).id,
      toAccountId: accountOf(accounts, unit, to).id,
    }));
    for (const { relatesToId, amount } of movements) {
      if (relatesToId) await this.assertWithinOriginal(tx, relatesToId, amount);
    }
    const kinds = new Map([...accounts.values()].map((account) => [account.id, account.kind]));
    return this.write(tx, posting.kind, posting.documentId, movements, kinds);
  }

  /** Undoes transfers in full by their mirrors. Throws `ledger.alreadyReversed` the second time. */
  async reverse(tx: Tx, transferIds: readonly string[], posting: Omit<Posting, 'transfers'>): Promise<string[]> {
    if (transferIds.length === 0) return [];
    const originals = await tx.rows<StoredTransfer & { reversed: number }>(
      `SELECT t.id, t.unit, t.amount, t.from_account_id, t.to_account_id,
        (SELECT COUNT(*) FROM ledger_transfer r WHERE r.reverses_id = t.id) AS reversed
       FROM ledger_transfer t WHERE t.id IN ${placeholders(transferIds.length)} ORDER BY t.id DESC`,
      transferIds,
    );
    if (originals.length !== transferIds.length) throw new DomainError('ledger.unknownTransfer');
    if (originals.some(({ reversed }) => reversed > 0)) throw new DomainError('ledger.alreadyReversed');
    const movements = originals.map(mirrorOf);
    const kinds = await this.kindsOf(tx, movements);
    return this.write(tx, posting.kind, posting.documentId, movements, kinds);
  }

  /** The kept balance of an account, 0 when it was never used. */
  async balance(db: SqlReads, unit: Unit, { kind, owner, part = '' }: AccountRef): Promise<number> {
    const row = await db.one<{ balance: number }>(
      'SELECT balance FROM ledger_account WHERE owner = ? AND kind = ? AND unit = ? AND part = ?',
      [owner, kind, unit, part],
    );
    return row?.balance ?? 0;
  }

  /** The lots of an owner that still hold something, by `part`. */
  lots(
    db: SqlReads,
    unit: Unit,
    { kind, owner }: Omit<AccountRef, 'part'>,
  ): Promise<{ part: string; balance: number }[]> {
    return db.rows(
      'SELECT part, balance FROM ledger_account WHERE owner = ? AND kind = ? AND unit = ? AND balance <> 0 ORDER BY part',
      [owner, kind, unit],
    );
  }

  private async write(
    tx: Tx,
    kind: string,
    documentId: string,
    movements: readonly Movement[],
    kinds: ReadonlyMap<string, AccountRef['kind']>,
  ): Promise<string[]> {
    const { storeId, businessDate } = tx.command;
    if (businessDate === null) throw new Error(`${tx.command.kind} moves value without a business date`);
    const changes = balanceChanges(movements);
    await this.gates.pass(tx, kind, kinds, new Map(changes));
    movements.forEach(assertPostable);
    await this.moveBalances(tx, changes, kinds);
    const ids: string[] = [];
    for (const { reversesId = null, relatesToId = null, ...movement } of movements) {
      const id = uuidv7();
      await tx.insert(LedgerTransfer, {
        ...movement,
        id,
        kind,
        documentId,
        storeId,
        businessDate,
        at: tx.now,
        reversesId,
        relatesToId,
      });
      ids.push(id);
    }
    return ids;
  }

  /** One conditional update an account, in the order of ids, so that no two units wait for each other in a circle. */
  private async moveBalances(
    tx: Tx,
    changes: readonly (readonly [accountId: string, change: number])[],
    kinds: ReadonlyMap<string, AccountRef['kind']>,
  ): Promise<void> {
    for (const [id, change] of changes) {
      const kind = kinds.get(id);
      if (!kind) throw new Error('account without a kind');
      if (ruleOf(kind).keeps && change !== 0) await this.moveBalance(tx, id, change, kind, ruleOf(kind));
    }
  }

  private async moveBalance(tx: Tx, id: string, change: number, kind: string, rule: AccountRule): Promise<void> {
    const { floor = Number.MIN_SAFE_INTEGER, ceiling = Number.MAX_SAFE_INTEGER } = rule;
    const moved = await tx.run(
      'UPDATE ledger_account SET balance = balance + ? WHERE id = ? AND balance + ? BETWEEN ? AND ?',
      [change, id, change, floor, ceiling],
    );
    if (moved !== 1) throw new DomainError('ledger.short', { account: kind });
  }

  private async assertWithinOriginal(tx: Tx, transferId: string, amount: number): Promise<void> {
    const row = await tx.one<{ amount: number; returned: number }>(
      `SELECT t.amount, (SELECT COALESCE(SUM(r.amount), 0) FROM ledger_transfer r WHERE r.relates_to_id = t.id) AS returned
       FROM ledger_transfer t WHERE t.id = ?`,
      [transferId],
    );
    if (!row) throw new DomainError('ledger.unknownTransfer');
    assertReturnFits(amount, row.amount, row.returned);
  }

  private async openAccounts(tx: Tx, drafts: readonly TransferDraft[]): Promise<Map<string, OpenAccount>> {
    const wanted = new Map<string, { unit: Unit; ref: AccountRef }>();
    for (const { unit, from, to } of drafts) {
      for (const ref of [from, to]) wanted.set(keyOf(unit, ref), { unit, ref });
    }
    const accounts = await this.existing(tx, [...wanted.values()]);
    for (const [key, { unit, ref }] of wanted) {
      if (!accounts.has(key)) accounts.set(key, await this.open(tx, unit, ref));
    }
    return accounts;
  }

  private async existing(
    tx: Tx,
    wanted: readonly { unit: Unit; ref: AccountRef }[],
  ): Promise<Map<string, OpenAccount>> {
    const marks = wanted.map(() => '(?, ?, ?, ?)').join(', ');
    const rows = await tx.rows<{ id: string; unit: Unit; kind: AccountRef['kind']; owner: string; part: string }>(
      `SELECT id, unit, kind, owner, part FROM ledger_account WHERE (owner, kind, unit, part) IN (VALUES ${marks})`,
      wanted.flatMap(({ unit, ref }) => [ref.owner, ref.kind, unit, ref.part ?? '']),
    );
    return new Map(rows.map((row) => [keyOf(row.unit, row), { id: row.id, kind: row.kind }]));
  }

  private async open(tx: Tx, unit: Unit, { kind, owner, part = '' }: AccountRef): Promise<OpenAccount> {
    const id = uuidv7();
    await tx.insert(LedgerAccount, { id, unit, kind, owner, part, balance: ruleOf(kind).keeps ? 0 : null });
    return { id, kind };
  }

  private async kindsOf(tx: Tx, movements: readonly Movement[]): Promise<Map<string, AccountRef['kind']>> {
    const ids = [...new Set(movements.flatMap(({ fromAccountId, toAccountId }) => [fromAccountId, toAccountId]))];
    const rows = await tx.rows<OpenAccount>(
      `SELECT id, kind FROM ledger_account WHERE id IN ${placeholders(ids.length)}`,
      ids,
    );
    return new Map(rows.map(({ id, kind }) => [id, kind]));
  }
}
