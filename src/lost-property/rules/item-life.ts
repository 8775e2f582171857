import { DomainError } from '../../kernel/domain-error.js';
import { defineTransitions } from '../../kernel/transitions.js';

/**
 * The way of a found thing (003E-038…046, 民法典 314–318). It is registered in the moment it is handed in, a valuable waits for the safe from
 * then on. Whatever happens, nobody of the house ever becomes its owner: it goes back, to the police, or is destroyed before two people.
 */
export const itemLife = defineTransitions({
  name: 'lost.item',
  initial: 'FOUND',
  final: ['CLAIMED', 'MAILED', 'POLICE', 'DISPOSED', 'WITHDRAWN'],
  rows: [
    ['FOUND', 'register', 'REGISTERED'],
    ['FOUND', 'registerValuable', 'AWAITING_SAFE'],
    ['REGISTERED', 'putIntoSafe', 'SAFE'],
    ['REGISTERED', 'takeIntoCustody', 'VIP_CUSTODY'],
    ['REGISTERED', 'claim', 'CLAIMED'],
    ['REGISTERED', 'mail', 'MAILED'],
    ['REGISTERED', 'handToPolice', 'POLICE'],
    ['REGISTERED', 'giveAsEvidence', 'EVIDENCE'],
    ['REGISTERED', 'dispose', 'DISPOSED'],
    ['REGISTERED', 'withdraw', 'WITHDRAWN'],
    // 003E-040: from here a valuable leaves the shift only through the safe, to its owner or to the police
    ['AWAITING_SAFE', 'putIntoSafe', 'SAFE'],
    ['AWAITING_SAFE', 'claim', 'CLAIMED'],
    ['AWAITING_SAFE', 'handToPolice', 'POLICE'],
    ['AWAITING_SAFE', 'giveAsEvidence', 'EVIDENCE'],
    ['AWAITING_SAFE', 'withdraw', 'WITHDRAWN'],
    ['SAFE', 'takeIntoCustody', 'VIP_CUSTODY'],
    ['SAFE', 'claim', 'CLAIMED'],
    ['SAFE', 'mail', 'MAILED'],
    ['SAFE', 'handToPolice', 'POLICE'],
    ['SAFE', 'giveAsEvidence', 'EVIDENCE'],
    ['VIP_CUSTODY', 'transfer', 'GENERAL_AFFAIRS'],
    ['VIP_CUSTODY', 'claim', 'CLAIMED'],
    ['VIP_CUSTODY', 'mail', 'MAILED'],
    ['VIP_CUSTODY', 'handToPolice', 'POLICE'],
    ['VIP_CUSTODY', 'giveAsEvidence', 'EVIDENCE'],
    ['VIP_CUSTODY', 'dispose', 'DISPOSED'],
    ['GENERAL_AFFAIRS', 'claim', 'CLAIMED'],
    ['GENERAL_AFFAIRS', 'mail', 'MAILED'],
    ['GENERAL_AFFAIRS', 'handToPolice', 'POLICE'],
    ['GENERAL_AFFAIRS', 'giveAsEvidence', 'EVIDENCE'],
    ['GENERAL_AFFAIRS', 'dispose', 'DISPOSED'],
    // taken for less than it is: a valuable begins anew, what is none stays where it is
    ['REGISTERED', 'correct', 'REGISTERED'],
    ['AWAITING_SAFE', 'correct', 'AWAITING_SAFE'],
    ['SAFE', 'correct', 'SAFE'],
    ['VIP_CUSTODY', 'correct', 'VIP_CUSTODY'],
    ['GENERAL_AFFAIRS', 'correct', 'GENERAL_AFFAIRS'],
    ['AWAITING_SAFE', 'correctToDanger', 'REGISTERED'],
    ['REGISTERED', 'correctToValuable', 'AWAITING_SAFE'],
    ['SAFE', 'correctToValuable', 'AWAITING_SAFE'],
    ['VIP_CUSTODY', 'correctToValuable', 'AWAITING_SAFE'],
    // not where it should be: goes nowhere until it is found, or the supervisor closes the matter
    ['REGISTERED', 'miss', 'REGISTERED'],
    ['AWAITING_SAFE', 'miss', 'AWAITING_SAFE'],
    ['SAFE', 'miss', 'SAFE'],
    ['VIP_CUSTODY', 'miss', 'VIP_CUSTODY'],
    ['GENERAL_AFFAIRS', 'miss', 'GENERAL_AFFAIRS'],
    ['REGISTERED', 'findAgain', 'REGISTERED'],
    ['AWAITING_SAFE', 'findAgain', 'AWAITING_SAFE'],
    ['SAFE', 'findAgain', 'SAFE'],
    ['VIP_CUSTODY', 'findAgain', 'VIP_CUSTODY'],
    ['GENERAL_AFFAIRS', 'findAgain', 'GENERAL_AFFAIRS'],
    ['REGISTERED', 'closeMissing', 'MISSING'],
    ['AWAITING_SAFE', 'closeMissing', 'MISSING'],
    ['SAFE', 'closeMissing', 'MISSING'],
    ['VIP_CUSTODY', 'closeMissing', 'MISSING'],
    ['GENERAL_AFFAIRS', 'closeMissing', 'MISSING'],
    // what turns up after all begins anew at the desk
    ['MISSING', 'turnUp', 'REGISTERED'],
    ['MISSING', 'turnUpValuable', 'AWAITING_SAFE'],
    ['EVIDENCE', 'takeBack', 'VIP_CUSTODY'],
    // a valuable comes back like one just found: without a slot, so with its timer
    ['EVIDENCE', 'takeBackValuable', 'AWAITING_SAFE'],
    ['EVIDENCE', 'handToPolice', 'POLICE'],
  ],
});

export type ItemState = (typeof itemLife.rows)[number][2] | 'FOUND';
export type ItemAction = (typeof itemLife.rows)[number][1];

/** States in which the house answers for the thing. */
export const ON_HAND = ['REGISTERED', 'AWAITING_SAFE', 'SAFE', 'VIP_CUSTODY', 'GENERAL_AFFAIRS'] as const;
/** With reception or in its safe: must be in the VIP centre's hands before the day ends (003E-041). */
export const BEFORE_CUSTODY = ['REGISTERED', 'AWAITING_SAFE', 'SAFE'] as const;

/** Once a closed matter left the thing standing where it was. Nothing steps so any more, but steps are never rewritten, and older books hold these. */
const FORMER_ROWS: readonly (readonly [string, string, string])[] = [
  ['SAFE', 'closeMissing', 'SAFE'],
  ['VIP_CUSTODY', 'closeMissing', 'VIP_CUSTODY'],
];

/** Whether a written step follows the table, or followed it when it was written. */
export function isKnownStep(fromState: string, action: string, toState: string): boolean {
  return [...itemLife.rows, ...FORMER_ROWS].some(
    ([from, step, to]) => from === fromState && step === action && to === toState,
  );
}

/** What may be done with a thing that is not where it should be. */
const WHILE_MISSING: readonly string[] = ['findAgain', 'closeMissing'];

/** Nobody signs for what is not there. Throws `lost.safe.missing {number}`, and `lost.safe.notMissing` where nothing is to be found or closed. */
export function assertThere(
  { missing, number }: { readonly missing: number; readonly number: string },
  action: ItemAction,
): void {
  const search = WHILE_MISSING.includes(action);
  if (missing === 1 && !search) throw new DomainError('lost.safe.missing', { number });
  if (missing === 0 && search) throw new DomainError('lost.safe.notMissing');
}

/** How a category mended to something stricter moves a thing: what is `secured` lies in its slot already, counted if it is money. */
export function correctionOf(
  state: ItemState,
  { valuable, secured }: { readonly valuable: boolean; readonly secured: boolean },
): 'correct' | 'correctToDanger' | 'correctToValuable' {
  if (state === 'AWAITING_SAFE') return valuable ? 'correct' : 'correctToDanger';
  return valuable && !secured && state !== 'GENERAL_AFFAIRS' ? 'correctToValuable' : 'correct';
}

/** With the VIP centre after closing, or with General Affairs: weapons, drugs and suspicious goods go to the police instead. */
export function assertKeepable({ category, number }: { readonly category: string; readonly number: string }): void {
  if (category === 'DANGEROUS') throw new DomainError('lost.custody.dangerous', { number });
}

/** Who has the thing in their keeping: a late claim goes to the present holder. */
export function holderOf(state: ItemState): 'DESK' | 'VIP_CENTRE' | 'GENERAL_AFFAIRS' | 'POLICE' | 'NOBODY' {
  if (state === 'VIP_CUSTODY') return 'VIP_CENTRE';
  if (state === 'GENERAL_AFFAIRS') return 'GENERAL_AFFAIRS';
  if (state === 'POLICE' || state === 'EVIDENCE') return 'POLICE';
  return state === 'MISSING' || itemLife.final.some((final) => final === state) ? 'NOBODY' : 'DESK';
}
