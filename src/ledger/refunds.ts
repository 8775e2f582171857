import { Injectable } from '@nestjs/common';
import { DomainError } from '../kernel/domain-error.js';
import type { Tx } from '../platform/database/tx.js';
import { formatYuan } from '../kernel/money.js';
import { isTill } from '../venue/rules/tender-kinds.js';
import type { AccountKind, AccountRef } from './chart-of-accounts.js';
import { Ledger, type Posting } from './ledger.js';

interface Taken {
  readonly id: string;
  readonly amount: number;
  readonly tillKind: AccountKind;
  readonly kind: AccountKind;
  readonly owner: string;
  readonly part: string;
}

/**
 * Money goes back to a guest out of the drawer that serves now, as a line of its own, whichever drawer once took it: a drawer
 * that was cut and counted is never opened again, and takings are never quietly paid out (现金管理暂行条例, 坐支).
 */
@Injectable()
export class Refunds {
  constructor(private readonly ledger: Ledger) {}

  /**
   * Gives back in full what `documentId` took, from the accounts of `till`; the rest of the document is mirrored.
   * Throws `ledger.drawerShort {have}` when the drawer holds less cash, `ledger.moreThanOriginal` the second time.
   */
  async payBack(tx: Tx, takenBy: string, till: string, posting: Omit<Posting, 'transfers'>): Promise<void> {
    const taken = await tx.rows<Taken>(
      `SELECT t.id, t.amount, c.kind AS till_kind, a.kind, a.owner, a.part FROM ledger_transfer t
       JOIN ledger_account a ON a.id = t.from_account_id JOIN ledger_account c ON c.id = t.to_account_id
       WHERE t.document_id = ? AND t.reverses_id IS NULL AND t.relates_to_id IS NULL ORDER BY t.id`,
      [takenBy],
    );
    const money = taken.filter(({ tillKind }) => isTill(tillKind));
    await this.ledger.reverse(
      tx,
      taken.filter(({ tillKind }) => !isTill(tillKind)).map(({ id }) => id),
      posting,
    );
    if (money.length === 0) return;
    const cash = money.filter(({ tillKind }) => tillKind === 'cash.drawer');
    await this.assertCash(
      tx,
      till,
      cash.reduce((sum, { amount }) => sum + amount, 0),
    );
    await this.ledger.post(tx, {
      ...posting,
      transfers: money.map(({ id, amount, tillKind, kind, owner, part }) => {
        const from: AccountRef = { kind: tillKind, owner: till };
        const to: AccountRef = { kind, owner, part };
        return { unit: 'FEN', from, to, amount, relatesToId: id };
      }),
    });
  }

  /** Throws `ledger.drawerShort {have}` in yuan when the drawer holds less than is due, fen. */
  async assertCash(tx: Tx, till: string, dueFen: number): Promise<void> {
    const have = await this.ledger.balance(tx, 'FEN', { kind: 'cash.drawer', owner: till });
    if (dueFen > have) throw new DomainError('ledger.drawerShort', { have: formatYuan(have) });
  }
}
