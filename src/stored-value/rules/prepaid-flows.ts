/** Columns of the prepaid roll-forward (counter-practice E4), in the order the report prints them. */
export const FLOW_COLUMNS = [
  'opening',
  'sold',
  'corrected',
  'spent',
  'returned',
  'refunded',
  'residue',
  'residueBack',
  'cancelled',
] as const;
export type FlowColumn = (typeof FLOW_COLUMNS)[number];

/** Where principal or bonus comes from or goes to in a posting of one kind: the account on the other side. */
interface Flow {
  readonly column: FlowColumn;
  readonly principal: readonly string[];
  readonly bonus: readonly string[];
}

/**
 * Value belongs to the membership, a card is only its token: a replacement, a worn card, a new holder or an unnamed card past its date move no
 * fen, and what is on an expired card is there again when it is renewed (法释〔2025〕4号 24). So no posting has a column for them.
 *
 * Every kind of posting that may move stored value, with its column: the roll-forward closes because no other exists, and `verify` proves that none does.
 * Figures are signed by the direction of the transfer.
 */
export const PREPAID_FLOWS = {
  'prepaid.opened': { column: 'opening', principal: ['prepaid.opening'], bonus: ['prepaid.bonusOpening'] },
  'prepaid.toppedUp': { column: 'sold', principal: ['prepaid.sold'], bonus: ['prepaid.granted'] },
  'prepaid.corrected': {
    column: 'corrected',
    principal: ['prepaid.sold', 'prepaid.spent'],
    bonus: ['prepaid.granted', 'prepaid.bonusSpent'],
  },
  'prepaid.spent': { column: 'spent', principal: ['prepaid.spent'], bonus: ['prepaid.bonusSpent'] },
  'prepaid.spendReturned': { column: 'returned', principal: ['prepaid.spent'], bonus: ['prepaid.bonusSpent'] },
  'prepaid.refunded': { column: 'refunded', principal: ['prepaid.refunded'], bonus: [] },
  'prepaid.residueKept': { column: 'residue', principal: ['prepaid.residue'], bonus: ['prepaid.residue'] },
  'prepaid.residueReturned': { column: 'residueBack', principal: ['prepaid.residue'], bonus: [] },
  'prepaid.bonusCancelled': { column: 'cancelled', principal: [], bonus: ['prepaid.bonusCancelled'] },
} as const satisfies Readonly<Record<string, Flow>>;

export type PrepaidPosting = keyof typeof PREPAID_FLOWS;

/** The column of a posting kind; undefined for one that may not touch stored value. */
export function flowOf(postingKind: string): Flow | undefined {
  const flows: Readonly<Record<string, Flow>> = PREPAID_FLOWS;
  return Object.hasOwn(flows, postingKind) ? flows[postingKind] : undefined;
}

/** Whether a posting of this kind may move `held` against `other`. */
export function flowFits(postingKind: string, held: 'prepaid.principal' | 'prepaid.bonus', other: string): boolean {
  const flow = flowOf(postingKind);
  const partners = held === 'prepaid.principal' ? flow?.principal : flow?.bonus;
  return partners?.includes(other) ?? false;
}
