import type { SqlReads } from '../platform/database/sql-reads.js';
import type { VerifyCheck } from '../platform/journal/verify.js';
import { flowFits } from './rules/prepaid-flows.js';

/** What `verify` recomputes of stored value: the roll-forward is complete, lots are what their transfers say, parts make up their whole. */
export const prepaidChecks: VerifyCheck[] = [
  { name: 'prepaid.everyFlowIsNamed', run: everyFlowIsNamed },
  { name: 'prepaid.lotsEqualTransfers', run: lotsEqualTransfers },
  { name: 'prepaid.partsEqualSpends', run: partsEqualSpends },
  { name: 'prepaid.returnsWithinSpends', run: returnsWithinSpends },
  { name: 'prepaid.tendersEqualLots', run: tendersEqualLots },
];

/** No transfer moves stored value but by a kind and against an account that the roll-forward has a column for (E4). */
async function everyFlowIsNamed(db: SqlReads): Promise<string[]> {
  const rows = await db.rows<{ kind: string; held: string; other: string; n: number }>(
    `SELECT kind, held, other, COUNT(*) AS n FROM (
       SELECT t.kind, f.kind AS held, o.kind AS other FROM ledger_transfer t
         JOIN ledger_account f ON f.id = t.from_account_id JOIN ledger_account o ON o.id = t.to_account_id
         WHERE f.kind IN ('prepaid.principal', 'prepaid.bonus')
       UNION ALL
       SELECT t.kind, f.kind, o.kind FROM ledger_transfer t
         JOIN ledger_account f ON f.id = t.to_account_id JOIN ledger_account o ON o.id = t.from_account_id
         WHERE f.kind IN ('prepaid.principal', 'prepaid.bonus')) moves
     GROUP BY kind, held, other`,
  );
  return rows
    .filter(({ kind, held, other }) => {
      const isHeld = held === 'prepaid.principal' || held === 'prepaid.bonus';
      return !isHeld || !flowFits(kind, held, other);
    })
    .map(({ kind, held, other, n }) => `${n} transfer(s) of ${kind} move ${held} against ${other}: no column has them`);
}

/** What came into a lot's accounts by its sale or its opening is what the lot says. */
async function lotsEqualTransfers(db: SqlReads): Promise<string[]> {
  const rows = await db.rows<{ id: string; principalFen: number; sold: number; bonusFen: number; granted: number }>(
    `SELECT * FROM (SELECT l.id, l.principal_fen, l.bonus_fen,
       COALESCE((SELECT SUM(t.amount) FROM ledger_account a JOIN ledger_transfer t ON t.to_account_id = a.id
         JOIN ledger_account f ON f.id = t.from_account_id WHERE a.owner = l.membership_id AND a.kind = 'prepaid.principal'
         AND a.part = l.id AND f.kind IN ('prepaid.sold', 'prepaid.opening')), 0) AS sold,
       COALESCE((SELECT SUM(t.amount) FROM ledger_account a JOIN ledger_transfer t ON t.to_account_id = a.id
         JOIN ledger_account f ON f.id = t.from_account_id WHERE a.owner = l.membership_id AND a.kind = 'prepaid.bonus'
         AND a.part = l.id AND f.kind IN ('prepaid.granted', 'prepaid.bonusOpening')), 0) AS granted
     FROM top_up_lot l) lots WHERE principal_fen <> sold OR bonus_fen <> granted`,
  );
  return rows.map(
    ({ id, principalFen, sold, bonusFen, granted }) =>
      `lot ${id} says ${principalFen} + ${bonusFen}, its transfers ${sold} + ${granted}`,
  );
}

/** Σ parts, less what was taken out by a correction, is the spend. */
async function partsEqualSpends(db: SqlReads): Promise<string[]> {
  const rows = await db.rows<{ id: string; amountFen: number; parts: number }>(
    `SELECT id, amount_fen, parts FROM (SELECT s.id, s.amount_fen,
       COALESCE((SELECT SUM(p.principal_fen + p.bonus_fen) FROM spend_part p WHERE p.spend_id = s.id), 0)
       - COALESCE((SELECT SUM(r.amount_fen) FROM spend_return r WHERE r.spend_id = s.id AND r.cause = 'CORRECTION'), 0) AS parts
     FROM spend s) spends WHERE amount_fen <> parts`,
  );
  return rows.map(({ id, amountFen, parts }) => `spend ${id} is ${amountFen}, its parts ${parts}`);
}

async function returnsWithinSpends(db: SqlReads): Promise<string[]> {
  const rows = await db.rows<{ id: string; amountFen: number; back: number }>(
    `SELECT id, amount_fen, back FROM (SELECT s.id, s.amount_fen,
       COALESCE((SELECT SUM(r.amount_fen) FROM spend_return r WHERE r.spend_id = s.id AND r.cause <> 'CORRECTION'), 0) AS back
     FROM spend s) spends WHERE back > amount_fen`,
  );
  return rows.map(({ id, amountFen, back }) => `spend ${id} of ${amountFen} was given back ${back}`);
}

/** The tenders of a lot that was sold here are its principal. */
async function tendersEqualLots(db: SqlReads): Promise<string[]> {
  const rows = await db.rows<{ id: string; principalFen: number; paid: number }>(
    `SELECT id, principal_fen, paid FROM (SELECT l.id, l.principal_fen,
       COALESCE((SELECT SUM(amount_fen) FROM lot_tender x WHERE x.lot_id = l.id), 0) AS paid
     FROM top_up_lot l WHERE l.cause <> 'OPENING') lots WHERE principal_fen <> paid`,
  );
  return rows.map(({ id, principalFen, paid }) => `lot ${id} of ${principalFen} was paid with ${paid}`);
}
