import type { VerifyCheck } from '../platform/journal/verify.js';
import { droppedFloat } from './drawer-float.js';

const faults = (name: string, sql: string): VerifyCheck => ({
  name,
  run: async (db) => (await db.rows<{ id: string }>(sql)).map(({ id }) => id),
});

/** What must hold of shifts at any moment, whatever was killed in between. */
export const shiftChecks: readonly VerifyCheck[] = [
  faults(
    'shifts.closedDrawersAreEmpty',
    "SELECT s.id FROM shift s JOIN ledger_account a ON a.owner = s.id AND a.kind = 'cash.drawer' " +
      "WHERE s.state IN ('ACCEPTED', 'CLOSED') AND a.balance <> 0",
  ),
  faults(
    'shifts.cutDrawersStandStill',
    "SELECT s.id FROM shift s JOIN ledger_account a ON a.owner = s.id AND a.kind = 'cash.drawer' " +
      'JOIN ledger_transfer t ON t.from_account_id = a.id OR t.to_account_id = a.id ' +
      "WHERE s.cut_at IS NOT NULL AND t.at > s.cut_at AND t.kind NOT IN ('shifts.countedOver', 'shifts.countedShort', 'shifts.bagged', 'shifts.floatPassed')",
  ),
  faults(
    'shifts.stateIsTheLastStep',
    'SELECT s.id FROM shift s WHERE s.state <> COALESCE((SELECT p.state FROM shift_step p WHERE p.shift_id = s.id ORDER BY p.id DESC LIMIT 1), ' +
      "'OPEN')",
  ),
  faults(
    'bags.floatCameAsFloat',
    "SELECT b.id FROM cash_bag b WHERE b.source = 'SHIFT' AND b.float_fen > 0 AND b.float_fen > (" +
      'SELECT COALESCE(SUM(CASE WHEN t.to_account_id = a.id THEN t.amount ELSE -t.amount END), 0) FROM ledger_account a ' +
      'JOIN ledger_transfer t ON t.from_account_id = a.id OR t.to_account_id = a.id ' +
      "WHERE a.kind = 'cash.drawer' AND a.owner = b.shift_id " +
      `AND t.kind IN ('shifts.floatDrawn', 'shifts.floatReturned', 'shifts.floatPassed')) - ${droppedFloat('b.shift_id')}`,
  ),
  // as Finance counted it: what it received is the bag's until the bank has it
  faults(
    'bags.financeHoldsWhatItCounted',
    "SELECT b.id FROM cash_bag b LEFT JOIN ledger_account a ON a.kind = 'finance.received' AND a.owner = b.store_id AND a.part = b.id " +
      "WHERE COALESCE(a.balance, 0) <> CASE WHEN b.state = 'RECEIVED' THEN b.received_fen - b.float_fen ELSE 0 END",
  ),
  faults(
    'bank.holdsItsDeposits',
    'SELECT s.id FROM store s WHERE (SELECT COALESCE(SUM(CASE WHEN t.to_account_id = a.id THEN t.amount ELSE -t.amount END), 0) ' +
      'FROM ledger_account a JOIN ledger_transfer t ON t.to_account_id = a.id OR t.from_account_id = a.id ' +
      "WHERE a.kind = 'bank.deposited' AND a.owner = s.id) <> (SELECT COALESCE(SUM(d.amount_fen), 0) FROM bank_deposit d " +
      'WHERE d.store_id = s.id AND NOT EXISTS (SELECT 1 FROM undone_paper u WHERE u.document_id = d.document_id))',
  ),
  faults(
    'bags.holdWhatTheySay',
    "SELECT b.id FROM cash_bag b LEFT JOIN ledger_account a ON a.kind = 'cash.bag' AND a.owner = b.store_id AND a.part = b.id " +
      "WHERE COALESCE(a.balance, 0) <> CASE WHEN b.state IN ('IN_HAND', 'SEALED') THEN b.takings_fen + b.float_fen ELSE 0 END",
  ),
];
