import { isPlainDate, type PlainDate } from '../../kernel/business-day.js';
import { DomainError } from '../../kernel/domain-error.js';
import { assertRange } from './policy-range.js';

/** What the house gives on top of what is paid: once a top-up, the best rule that is met. */
export interface BonusRule {
  readonly fromFen: number;
  readonly bonusFen: number;
  /** First and last business date; null = without end. */
  readonly startsOn: PlainDate;
  readonly endsOn: PlainDate | null;
}

/**
 * What happens to a top-up above the cap of a card (counter-practice H4): the rest goes on a second card in the same act, or it is refused, or the
 * clerk is only told.
 */
export const CAP_MODES = ['SPLIT', 'BLOCK', 'WARN'] as const;
export type CapMode = (typeof CAP_MODES)[number];

export const INVOICE_MODES = ['AT_TOPUP', 'AT_USE'] as const;
export type InvoiceMode = (typeof INVOICE_MODES)[number];

/** The city's profile of prepaid cards and the house's own offer (facts 1.2). Caps count what was paid, not what was given on top. */
export interface StoredValuePolicy {
  readonly capMode: CapMode;
  readonly namedCapFen: number;
  readonly unnamedCapFen: number;
  /** Months an unnamed card is good for; null = the house sells none (counter-practice E25). */
  readonly unnamedMonths: number | null;
  readonly leastTopUpFen: number;
  /** Above this the holder's document is seen again, though it was seen before (H5). */
  readonly verifyFromFen: number;
  /** From here on no cash is taken: a transfer, with the payer recorded. */
  readonly noCashPersonFen: number;
  readonly noCashUnitFen: number;
  readonly bonusRules: readonly BonusRule[];
  /** Whether bonus money earns points when it is spent; principal always does (E17). */
  readonly bonusEarns: boolean;
  readonly invoiceMode: InvoiceMode;
  /** Three purchases a day just below this, of one person, are listed as exceptions. */
  readonly watchFen: number;
}

const MOST_RULES = 6;
/** The least an unnamed card is good for (facts 1.2). */
export const LEAST_UNNAMED_MONTHS = 36;

export const DEFAULT_STORED_VALUE: StoredValuePolicy = {
  capMode: 'SPLIT',
  namedCapFen: 500_000,
  unnamedCapFen: 100_000,
  unnamedMonths: null,
  leastTopUpFen: 10_000,
  verifyFromFen: 1_000_000,
  noCashPersonFen: 5_000_000,
  noCashUnitFen: 500_000,
  bonusRules: [
    { fromFen: 100_000, bonusFen: 10_000, startsOn: '2000-01-01', endsOn: null },
    { fromFen: 300_000, bonusFen: 60_000, startsOn: '2000-01-01', endsOn: null },
  ],
  bonusEarns: false,
  invoiceMode: 'AT_TOPUP',
  watchFen: 500_000,
};

/** @throws DomainError policy.range {min, max} | policy.storedValue; field is the path, as 'storedValue.namedCapFen' */
export function assertStoredValuePolicy(policy: StoredValuePolicy): void {
  const { capMode, invoiceMode, bonusRules, unnamedMonths } = policy;
  if (!CAP_MODES.includes(capMode)) throw new DomainError('policy.storedValue', {}, 'storedValue.capMode');
  if (!INVOICE_MODES.includes(invoiceMode)) throw new DomainError('policy.storedValue', {}, 'storedValue.invoiceMode');
  for (const field of AMOUNTS) assertFen(policy[field], `storedValue.${field}`);
  if (unnamedMonths !== null) assertRange(unnamedMonths, LEAST_UNNAMED_MONTHS, 120, 'storedValue.unnamedMonths');
  if (bonusRules.length > MOST_RULES) throw new DomainError('policy.storedValue', {}, 'storedValue.bonus.0.from');
  for (const [at, { fromFen, bonusFen, startsOn, endsOn }] of bonusRules.entries()) {
    assertFen(fromFen, `storedValue.bonus.${at}.from`);
    assertFen(bonusFen, `storedValue.bonus.${at}.bonus`);
    if (!isPlainDate(startsOn)) throw new DomainError('policy.storedValue', {}, `storedValue.bonus.${at}.starts`);
    if (endsOn !== null && (!isPlainDate(endsOn) || endsOn < startsOn)) {
      throw new DomainError('policy.storedValue', {}, `storedValue.bonus.${at}.ends`);
    }
  }
}

/** The cap that no balance of a named card passes; null where it only warns. */
export function bindingCapFen({ capMode, namedCapFen }: StoredValuePolicy): number | null {
  return capMode === 'WARN' ? null : namedCapFen;
}

/** The most principal a card may hold: less on one that names nobody (facts 1.2). */
export function capOf({ namedCapFen, unnamedCapFen }: StoredValuePolicy, isNamed: boolean): number {
  return isNamed ? namedCapFen : unnamedCapFen;
}

/** The amounts of the policy that are plain figures, in the order the page lists them. */
export const AMOUNTS = [
  'namedCapFen',
  'unnamedCapFen',
  'leastTopUpFen',
  'verifyFromFen',
  'noCashPersonFen',
  'noCashUnitFen',
  'watchFen',
] as const satisfies readonly (keyof StoredValuePolicy)[];

function assertFen(fen: number, field: string): void {
  assertRange(fen, 1, 100_000_000, field);
}
