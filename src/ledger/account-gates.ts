import { Injectable } from '@nestjs/common';
import { placeholders } from '../platform/database/sql-text.js';
import type { Tx } from '../platform/database/tx.js';
import type { AccountKind } from './chart-of-accounts.js';

/** What a posting does to the accounts of one owner that a gate watches. */
export interface GatedMove {
  readonly owner: string;
  /** The posting's kind. */
  readonly kind: string;
  /** All of them together, positive into them. */
  readonly change: number;
}

/** Says no, by throwing, when the accounts of an owner may not be moved so. */
export type AccountGate = (tx: Tx, move: GatedMove) => Promise<void>;

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

  /** `changes`: what each account of `accounts` (id → kind) gains or loses. Throws what a gate throws. */
  async pass(
    tx: Tx,
    kind: string,
    accounts: ReadonlyMap<string, AccountKind>,
    changes: ReadonlyMap<string, number>,
  ): Promise<void> {
    const gated = [...accounts].filter(([, account]) => this.gates.has(account)).map(([id]) => id);
    if (gated.length === 0) return;
    const rows = await tx.rows<{ id: string; kind: string; owner: string }>(
      `SELECT id, kind, owner FROM ledger_account WHERE id IN ${placeholders(gated.length)} ORDER BY owner, kind`,
      gated,
    );
    const watched = new Map<AccountGate, Map<string, number>>();
    for (const row of rows) {
      const gate = this.gates.get(row.kind);
      if (!gate) continue;
      const owners = watched.get(gate) ?? new Map<string, number>();
      watched.set(gate, owners.set(row.owner, (owners.get(row.owner) ?? 0) + (changes.get(row.id) ?? 0)));
    }
    for (const [gate, owners] of watched) {
      for (const [owner, change] of owners) await gate(tx, { owner, kind, change });
    }
  }
}
