import type { SqlReads } from '../platform/database/sql-reads.js';
import type { VerifyCheck } from '../platform/journal/verify.js';
import { isKnownStep } from './rules/item-life.js';

/** What must hold in the register of lost property: no thing changes hands, or leaves, without its step and its paper. */
export const lostChecks: VerifyCheck[] = [
  { name: 'lost.statesEqualLastSteps', run: statesEqualLastSteps },
  { name: 'lost.stepsFollowTheTable', run: stepsFollowTheTable },
  { name: 'lost.stepsFollowOneAnother', run: stepsFollowOneAnother },
  { name: 'lost.givenOutOnce', run: givenOutOnce },
  { name: 'lost.slotsHoldTheirThings', run: slotsHoldTheirThings },
  { name: 'lost.keysFollowTheirSignatures', run: keysFollowTheirSignatures },
];

async function statesEqualLastSteps(db: SqlReads): Promise<string[]> {
  const rows = await db.rows<{ number: string; state: string }>(
    `SELECT i.number, i.state FROM lost_item i
     WHERE i.state <> COALESCE((SELECT t.to_state FROM lost_item_step t WHERE t.item_id = i.id ORDER BY t.id DESC LIMIT 1), '')`,
  );
  return rows.map(({ number, state }) => `${number} stands at ${state}, its last step says otherwise`);
}

async function stepsFollowTheTable(db: SqlReads): Promise<string[]> {
  const rows = await db.rows<{ action: string; fromState: string; toState: string; n: number }>(
    'SELECT action, from_state, to_state, count(*) AS n FROM lost_item_step GROUP BY action, from_state, to_state',
  );
  const stray = rows.filter(({ action, fromState, toState }) => !isKnownStep(fromState, action, toState));
  return stray.map(
    ({ action, fromState, toState, n }) => `${n} steps ${fromState} ${action} ${toState} are not in the table`,
  );
}

/** Each step begins where the one before ended: two desks that both gave a thing away leave two ends. */
async function stepsFollowOneAnother(db: SqlReads): Promise<string[]> {
  const rows = await db.rows<{ number: string; fromState: string; stoodAt: string }>(
    `SELECT i.number, t.from_state, t.stood_at FROM (
       SELECT item_id, from_state, LAG(to_state, 1, 'FOUND') OVER (PARTITION BY item_id ORDER BY id) AS stood_at FROM lost_item_step) t
     JOIN lost_item i ON i.id = t.item_id WHERE t.from_state <> t.stood_at`,
  );
  return rows.map(
    ({ number, fromState, stoodAt }) => `${number} went on from ${fromState} though it stood at ${stoodAt}`,
  );
}

/** A thing in a guest's hand has exactly one claim that gave it out, with a receipt; a thing in the house has none. */
async function givenOutOnce(db: SqlReads): Promise<string[]> {
  const rows = await db.rows<{ number: string; released: number }>(
    `SELECT number, released FROM (
       SELECT i.number, CASE WHEN i.state IN ('CLAIMED', 'MAILED') THEN 1 ELSE 0 END AS wanted,
         (SELECT count(*) FROM lost_claim c JOIN lost_claim_result r ON r.claim_id = c.id JOIN document d ON d.id = r.document_id
          WHERE c.item_id = i.id AND r.outcome = 'RELEASED') AS released
       FROM lost_item i) things WHERE released <> wanted`,
  );
  return rows.map(({ number, released }) => `${number} was given out ${released} times`);
}

/** What lies in the safe has its slot to itself, and no slot is kept for what is gone. */
async function slotsHoldTheirThings(db: SqlReads): Promise<string[]> {
  const rows = await db.rows<{ number: string; slot: string | null }>(
    `SELECT i.number, i.slot FROM lost_item i LEFT JOIN lost_slot t ON t.item_id = i.id
     WHERE COALESCE(i.slot, '') <> COALESCE(t.slot, '')`,
  );
  return rows.map(
    ({ number, slot }) => `${number} in slot ${slot ?? 'none'} does not agree with the slots of the safe`,
  );
}

/** Whoever is said to hold a key signed for it: when the bag went in, or when the keys changed hands since. */
async function keysFollowTheirSignatures(db: SqlReads): Promise<string[]> {
  const rows = await db.rows<{ number: string }>(
    `SELECT number FROM (
       SELECT i.number, i.key_holder_id,
         (SELECT t.co_signer_id FROM lost_item_step t WHERE t.item_id = i.id AND t.action = 'putIntoSafe' ORDER BY t.id DESC LIMIT 1) AS put_by,
         (SELECT p.to_id FROM lost_passing p WHERE p.item_id = i.id AND p.kind = 'KEY'
            AND p.at >= (SELECT MAX(t.at) FROM lost_item_step t WHERE t.item_id = i.id AND t.action = 'putIntoSafe')
          ORDER BY p.id DESC LIMIT 1) AS passed_to
       FROM lost_item i WHERE i.slot IS NOT NULL) keys
     WHERE COALESCE(passed_to, put_by, '') <> COALESCE(key_holder_id, '')`,
  );
  return rows.map(({ number }) => `the key of ${number} is in a hand that never signed for it`);
}
