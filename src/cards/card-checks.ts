import type { SqlReads } from '../platform/database/sql-reads.js';
import type { VerifyCheck } from '../platform/journal/verify.js';
import { cardLife } from './rules/card-life.js';

const found = (name: string, sql: string, say: (row: { id: string }) => string): VerifyCheck => ({
  name,
  run: async (db) => (await db.rows<{ id: string }>(sql)).map(say),
});

/** What must hold of every card and every tier: no state without its step, no blank unaccounted for, no tier without its cause. */
export const cardChecks: readonly VerifyCheck[] = [
  found(
    'cards.statesEqualLastSteps',
    `SELECT c.id FROM card c WHERE c.state <> COALESCE(
       (SELECT s.to_state FROM card_step s WHERE s.card_id = c.id ORDER BY s.id DESC LIMIT 1), 'STOCK')`,
    ({ id }) => `card ${id} stands at another state than its last step`,
  ),
  { name: 'cards.stepsFollowTheTable', run: stepsFollowTheTable },
  found(
    'cards.blanksAccountedFor',
    'SELECT b.id FROM card_batch b WHERE b.pieces <> (SELECT COUNT(*) FROM card c WHERE c.batch_id = b.id)',
    ({ id }) => `delivery ${id} holds another number of cards than was received`,
  ),
  found(
    'cards.unitListsWhole',
    `SELECT s.id FROM unit_card_sale s WHERE s.cards <> (SELECT COUNT(*) FROM unit_card u JOIN card c ON c.id = u.card_id
         JOIN membership m ON m.id = u.membership_id WHERE u.sale_id = s.id
         AND (c.membership_id = u.membership_id OR m.closed_reason = 'UNDONE'))
       OR COALESCE((SELECT SUM(b.cards) FROM unit_card_undo b WHERE b.sale_id = s.id), 0) <> (SELECT COUNT(*) FROM unit_card u
         JOIN membership m ON m.id = u.membership_id WHERE u.sale_id = s.id AND m.closed_reason = 'UNDONE')`,
    ({ id }) => `company list ${id} stands for another number of cards than were sold and not taken back`,
  ),
  found(
    'cards.blanksBelongToNobody',
    `SELECT id FROM card WHERE (state IN ('STOCK', 'VOID') AND membership_id IS NOT NULL)
       OR (state NOT IN ('STOCK', 'VOID') AND membership_id IS NULL) OR (state NOT IN ('STOCK', 'VOID') AND holder_id IS NOT NULL)`,
    ({ id }) => `card ${id} has a member it should not have, or none`,
  ),
  found(
    'cards.lostSinceALoss',
    "SELECT id FROM card WHERE (state = 'LOST' AND lost_at IS NULL) OR (state IN ('STOCK', 'ISSUED', 'ACTIVE') AND lost_at IS NOT NULL)",
    ({ id }) => `card ${id} counts as lost, or not, against its state`,
  ),
  found(
    'cards.frozenByAnAct',
    `SELECT c.id FROM card c WHERE (c.frozen_at IS NOT NULL) <> (COALESCE((SELECT a.kind FROM card_act a
       WHERE a.card_id = c.id AND a.kind IN ('FREEZE', 'UNFREEZE') ORDER BY a.id DESC LIMIT 1), 'UNFREEZE') = 'FREEZE')`,
    ({ id }) => `card ${id} is frozen, or not, against its last act`,
  ),
  found(
    'cards.tiersEqualLastSteps',
    `SELECT m.id FROM membership m WHERE m.tier <> COALESCE(
       (SELECT t.to_tier FROM tier_step t WHERE t.membership_id = m.id ORDER BY t.id DESC LIMIT 1), 'ORDINARY')`,
    ({ id }) => `membership ${id} has another tier than its last step, or one without a cause`,
  ),
  found(
    'cards.replacedBySomething',
    `SELECT c.id FROM card c WHERE (c.state = 'REPLACED') <> (c.successor_id IS NOT NULL)
       OR (c.successor_id IS NOT NULL AND NOT EXISTS (
         SELECT 1 FROM card n WHERE n.id = c.successor_id AND n.membership_id = c.membership_id))`,
    ({ id }) => `card ${id} was replaced by nothing, or by the card of another member`,
  ),
];

async function stepsFollowTheTable(db: SqlReads): Promise<string[]> {
  const rows = await db.rows<{ fromState: string; action: string; toState: string; n: number }>(
    'SELECT from_state, action, to_state, COUNT(*) AS n FROM card_step GROUP BY from_state, action, to_state',
  );
  return rows
    .filter((row) => !cardLife.rows.some(([from, action, to]) => `${from} ${action} ${to}` === wordsOf(row)))
    .map((row) => `${row.n} steps ${wordsOf(row)} are not in the table`);
}

function wordsOf({ fromState, action, toState }: { fromState: string; action: string; toState: string }): string {
  return `${fromState} ${action} ${toState}`;
}
