import type { SqlReads } from '../platform/database/sql-reads.js';
import type { VerifyCheck } from '../platform/journal/verify.js';
import { accountRules } from './chart-of-accounts.js';

const kept = accountRules().filter(([, rule]) => rule.keeps);

/** The ledger's invariants (quality.md A): what `verify` recomputes from the rows, trusting no kept figure. */
export const ledgerChecks: VerifyCheck[] = [
  { name: 'ledger.balancesEqualTransfers', run: balancesEqualTransfers },
  { name: 'ledger.unitsSumToZero', run: unitsSumToZero },
  { name: 'ledger.limitsHold', run: limitsHold },
  { name: 'ledger.transfersHaveJournalAndDocument', run: transfersAreDocumented },
  { name: 'ledger.returnsWithinOriginals', run: returnsWithinOriginals },
];

async function balancesEqualTransfers(db: SqlReads): Promise<string[]> {
  const rows = await db.rows<{ kind: string; owner: string; balance: number; moved: number }>(
    `SELECT kind, owner, balance, moved FROM (
       SELECT a.kind, a.owner, a.balance,
         COALESCE((SELECT SUM(amount) FROM ledger_transfer WHERE to_account_id = a.id), 0)
         - COALESCE((SELECT SUM(amount) FROM ledger_transfer WHERE from_account_id = a.id), 0) AS moved
       FROM ledger_account a WHERE a.balance IS NOT NULL) sums
     WHERE balance <> moved`,
  );
  return rows.map(
    ({ kind, owner, balance, moved }) => `${kind} of ${owner} keeps ${balance}, its transfers give ${moved}`,
  );
}

/** Kept balances and summed counter-accounts of a unit cancel out: nothing was created or lost. */
async function unitsSumToZero(db: SqlReads): Promise<string[]> {
  const rows = await db.rows<{ unit: string; total: number }>(
    `SELECT unit, SUM(figure) AS total FROM (
       SELECT unit, balance AS figure FROM ledger_account WHERE balance IS NOT NULL
       UNION ALL
       SELECT a.unit, t.amount FROM ledger_transfer t JOIN ledger_account a ON a.id = t.to_account_id WHERE a.balance IS NULL
       UNION ALL
       SELECT a.unit, -t.amount FROM ledger_transfer t JOIN ledger_account a ON a.id = t.from_account_id WHERE a.balance IS NULL
     ) figures GROUP BY unit HAVING SUM(figure) <> 0`,
  );
  return rows.map(({ unit, total }) => `unit ${unit} sums to ${total}`);
}

async function limitsHold(db: SqlReads): Promise<string[]> {
  const faults: string[] = [];
  for (const [kind, rule] of kept) {
    const { floor = Number.MIN_SAFE_INTEGER, ceiling = Number.MAX_SAFE_INTEGER } = rule;
    const rows = await db.rows<{ owner: string; balance: number }>(
      'SELECT owner, balance FROM ledger_account WHERE kind = ? AND (balance IS NULL OR balance < ? OR balance > ?)',
      [kind, floor, ceiling],
    );
    faults.push(...rows.map(({ owner, balance }) => `${kind} of ${owner} stands at ${balance}`));
  }
  return faults;
}

async function transfersAreDocumented(db: SqlReads): Promise<string[]> {
  const rows = await db.rows<{ id: string }>(
    `SELECT t.id FROM ledger_transfer t
     LEFT JOIN journal_entry j ON j.journal_id = t.journal_id LEFT JOIN document d ON d.id = t.document_id
     WHERE j.journal_id IS NULL OR d.id IS NULL`,
  );
  return rows.map(({ id }) => `transfer ${id} has no journal row or no document`);
}

async function returnsWithinOriginals(db: SqlReads): Promise<string[]> {
  const rows = await db.rows<{ id: string }>(
    `SELECT t.id FROM ledger_transfer t JOIN ledger_transfer r ON r.relates_to_id = t.id
     GROUP BY t.id, t.amount HAVING SUM(r.amount) > t.amount`,
  );
  const mirrored = await db.rows<{ id: string }>(
    `SELECT r.id FROM ledger_transfer r JOIN ledger_transfer t ON t.id = r.reverses_id
     WHERE r.amount <> t.amount OR r.unit <> t.unit OR r.from_account_id <> t.to_account_id OR r.to_account_id <> t.from_account_id`,
  );
  return [
    ...rows.map(({ id }) => `more was given back than transfer ${id} moved`),
    ...mirrored.map(({ id }) => `transfer ${id} does not mirror what it undoes`),
  ];
}
