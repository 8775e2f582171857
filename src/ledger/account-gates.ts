import { Injectable } from '@nestjs/common';
import { placeholders } from '../platform/database/sql-text.js';
import type { Tx } from '../platform/database/tx.js';
import type { AccountKind } from './chart-of-accounts.js';

/** Says no, by throwing, when an account of `owner` may not be moved by a posting of this kind. */
export type AccountGate = (tx: Tx, owner: string, postingKind: string) => Promise<void>;

/**
 * Rooms that close an account for good ask here before every posting, inside its unit: a drawer that was cut takes no more
 * sales, whatever the screen had shown a second before.
 */
@Injectable()
export class AccountGates {
  private readonly gates = new Map<string, AccountGate>();

  register(kinds: readonly AccountKind[], gate: AccountGate): void {
    for (const kind of kinds) this.gates.set(kind, gate);
  }

  /** `accounts`: id → kind of every account that the posting moves. Throws what a gate throws. */
  async pass(tx: Tx, postingKind: string, accounts: ReadonlyMap<string, AccountKind>): Promise<void> {
    const gated = [...accounts].filter(([, kind]) => this.gates.has(kind)).map(([id]) => id);
    if (gated.length === 0) return;
    const rows = await tx.rows<{ kind: string; owner: string }>(
      `SELECT DISTINCT kind, owner FROM ledger_account WHERE id IN ${placeholders(gated.length)} ORDER BY owner, kind`,
      gated,
    );
    for (const { kind, owner } of rows) await this.gates.get(kind)?.(tx, owner, postingKind);
  }
}
