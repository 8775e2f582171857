import { uuidv7 } from 'uuidv7';
import { DomainError } from '../kernel/domain-error.js';
import { assertTransition } from '../kernel/transitions.js';
import type { Json } from '../platform/database/command.js';
import type { Tx } from '../platform/database/tx.js';
import { NightSealStep } from './night-seal-step.entity.js';
import { type NightAction, nightLife, type NightState } from './rules/night-life.js';

export interface NightStepDetails {
  /** Given when a key was made for a guard without a number: the key's id. */
  readonly id?: string;
  readonly secondId?: string | null;
  readonly attestedBy?: string | null;
  readonly sealedWitness?: string | null;
  readonly problem?: string | null;
  readonly figures?: Json;
  readonly documentId?: string | null;
}

/**
 * Moves a seal on and leaves the row that says so. The conditional update is the lock: of two who do it at once one finds
 * it elsewhere. Throws `night.transition`.
 */
export async function stepNight(
  tx: Tx,
  seal: { readonly id: string; readonly state: NightState },
  action: NightAction,
  details: NightStepDetails = {},
): Promise<NightState> {
  const state = assertTransition(nightLife, seal.state, action);
  const moved = await tx.run('UPDATE night_seal SET state = ? WHERE id = ? AND state = ?', [
    state,
    seal.id,
    seal.state,
  ]);
  if (moved !== 1) throw new DomainError('night.transition', { from: seal.state, action });
  await writeStep(tx, seal.id, action, state, details);
  return state;
}

export async function writeStep(
  tx: Tx,
  sealId: string,
  action: NightAction,
  state: NightState,
  details: NightStepDetails,
): Promise<void> {
  const { id = uuidv7(), secondId = null, attestedBy = null, sealedWitness = null } = details;
  const { problem = null, figures = {}, documentId = null } = details;
  await tx.insert(NightSealStep, {
    id,
    sealId,
    action,
    state,
    secondId,
    attestedBy,
    sealedWitness,
    problem,
    documentId,
    byId: tx.command.actorId,
    figures: JSON.stringify(figures),
    at: tx.now,
  });
}
