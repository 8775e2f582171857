import { DomainError } from '../../kernel/domain-error.js';
import { assertCardPolicy, assertTiersWithinCap, type CardPolicy, DEFAULT_CARD_POLICY } from './card-policy.js';
import { assertBirthdayCare, type BirthdayCare, DEFAULT_BIRTHDAY_CARE } from './birthday-care.js';
import { assertInvoicePolicy, DEFAULT_INVOICE_POLICY, type InvoicePolicy } from './invoice-policy.js';
import { assertLostPropertyPolicy, DEFAULT_LOST_PROPERTY, type LostPropertyPolicy } from './lost-property-policy.js';
import { assertRange } from './policy-range.js';
import { assertRefundPolicy, DEFAULT_REFUND_POLICY, type RefundPolicy } from './refund-policy.js';
import {
  assertStoredValuePolicy,
  bindingCapFen,
  DEFAULT_STORED_VALUE,
  type StoredValuePolicy,
} from './stored-value-policy.js';
import { assertShiftPolicy, DEFAULT_SHIFT_POLICY, type ShiftPolicy } from './shift-policy.js';

export const TIERS = ['ORDINARY', 'VIP', 'GOLD'] as const;
export type Tier = (typeof TIERS)[number];

/** What the director sets and every version of a policy holds whole. Units stand in the names. */
export interface PointsPolicy {
  /** Fen for one point. */
  readonly unitFen: number;
  /** Calendar days in which a slip can be credited, the last included. */
  readonly slipDays: number;
  readonly expiryMonths: number;
  /** Decimal texts: 1.2 is exactly 1.2. */
  readonly tierMultiplier: Readonly<Record<Tier, string>>;
  readonly birthdayMultiplier: string;
  readonly groupBuyEarns: boolean;
  /** Least days a guest has to use points given back. */
  readonly minRestoreDays: number;
}

export const CARD_PAPERS = ['PHONE', 'STUDENT_ID'] as const;
export type CardPaper = (typeof CARD_PAPERS)[number];

export interface CardKindPolicy {
  readonly code: string;
  readonly feeFen: number;
  /** Null = without end. */
  readonly validityMonths: number | null;
  /** What the guest must show for this kind; seen and noted, never copied. */
  readonly proof: 'STUDENT_ID' | null;
  /** What the clerk names before any field is typed (003E-095). */
  readonly papers: readonly CardPaper[];
}

export interface VenuePolicy {
  /** 女士 by default: 小姐 has a bad ring in an entertainment venue in much of the country. */
  readonly ladyTitle: string;
  /** 'HH:MM'; proposes the business date only. */
  readonly dayCutoff: string;
  readonly adultAge: number;
}

export interface EnrolmentPolicy {
  readonly draftHours: number;
}

export interface Policy {
  readonly points: PointsPolicy;
  readonly cardKinds: readonly CardKindPolicy[];
  readonly venue: VenuePolicy;
  readonly enrolment: EnrolmentPolicy;
  readonly lostProperty: LostPropertyPolicy;
  readonly shifts: ShiftPolicy;
  readonly invoices: InvoicePolicy;
  readonly birthdays: BirthdayCare;
  readonly refund: RefundPolicy;
  readonly cards: CardPolicy;
  readonly storedValue: StoredValuePolicy;
}

/** What a new store begins with; a store that exists has versions of its own (docs/changing.md). */
export const DEFAULT_POLICY: Policy = {
  points: {
    unitFen: 1000,
    slipDays: 7,
    expiryMonths: 12,
    tierMultiplier: { ORDINARY: '1', VIP: '1', GOLD: '1.2' },
    birthdayMultiplier: '2',
    groupBuyEarns: false,
    minRestoreDays: 30,
  },
  cardKinds: [
    { code: 'MEMBER', feeFen: 20000, validityMonths: null, proof: null, papers: ['PHONE'] },
    { code: 'STUDENT', feeFen: 10000, validityMonths: 12, proof: 'STUDENT_ID', papers: ['PHONE', 'STUDENT_ID'] },
  ],
  venue: { ladyTitle: '女士', dayCutoff: '06:00', adultAge: 18 },
  enrolment: { draftHours: 24 },
  lostProperty: DEFAULT_LOST_PROPERTY,
  shifts: DEFAULT_SHIFT_POLICY,
  invoices: DEFAULT_INVOICE_POLICY,
  birthdays: DEFAULT_BIRTHDAY_CARE,
  refund: DEFAULT_REFUND_POLICY,
  cards: DEFAULT_CARD_POLICY,
  storedValue: DEFAULT_STORED_VALUE,
};

/**
 * The house has one calendar of holidays and swapped days (调休): what is kept for General Affairs is Finance's too. A version
 * from before that named days of Finance's own: they are holidays of both.
 */
export function withOneCalendar(policy: Policy): Policy {
  const { lostProperty, shifts } = policy;
  const holidays = [...new Set([...lostProperty.officeHolidays, ...shifts.finance.holidays])].toSorted();
  const workdays = lostProperty.officeWorkdays;
  return {
    ...policy,
    lostProperty: { ...lostProperty, officeHolidays: holidays },
    shifts: { ...shifts, finance: { ...shifts.finance, holidays, workdays } },
  };
}

/**
 * Refuses to save a policy that the rules could not work with. The law's floor of 18 years (未成年人保护法 58) can be raised, not lowered.
 * @throws DomainError policy.range {min, max} | policy.multiplier | policy.cutoff | policy.cardKinds | policy.ladyTitle; field is the path, as 'points.unitFen'
 */
export function assertPolicy(policy: Policy): void {
  assertPointsPolicy(policy.points);
  assertCardKinds(policy.cardKinds);
  const { ladyTitle, dayCutoff, adultAge } = policy.venue;
  const length = [...ladyTitle.trim()].length;
  if (length < 1 || length > 6) throw new DomainError('policy.ladyTitle', {}, 'venue.ladyTitle');
  if (!/^(0\d|1[0-2]):[0-5]\d$/.test(dayCutoff)) throw new DomainError('policy.cutoff', {}, 'venue.dayCutoff');
  assertRange(adultAge, 18, 30, 'venue.adultAge');
  assertRange(policy.enrolment.draftHours, 1, 168, 'enrolment.draftHours');
  assertLostPropertyPolicy(policy.lostProperty);
  assertShiftPolicy(policy.shifts);
  assertInvoicePolicy(policy.invoices);
  assertBirthdayCare(policy.birthdays);
  assertRefundPolicy(policy.refund);
  assertCardPolicy(policy.cards);
  assertStoredValuePolicy(policy.storedValue);
  assertTiersWithinCap(policy.cards, bindingCapFen(policy.storedValue));
}

function assertPointsPolicy(points: PointsPolicy): void {
  assertRange(points.unitFen, 1, 1_000_000, 'points.unitFen');
  assertRange(points.slipDays, 0, 365, 'points.slipDays');
  assertRange(points.expiryMonths, 1, 120, 'points.expiryMonths');
  assertRange(points.minRestoreDays, 0, 365, 'points.minRestoreDays');
  for (const tier of TIERS) assertMultiplier(points.tierMultiplier[tier], `points.tierMultiplier.${tier}`);
  assertMultiplier(points.birthdayMultiplier, 'points.birthdayMultiplier');
}

function assertCardKinds(cardKinds: readonly CardKindPolicy[]): void {
  const codes = cardKinds.map((kind) => kind.code);
  const named = codes.every((code) => /^[A-Z][A-Z_]{0,31}$/.test(code));
  if (codes.length === 0 || !named || new Set(codes).size !== codes.length) {
    throw new DomainError('policy.cardKinds', {}, 'cardKinds');
  }
  for (const kind of cardKinds) {
    assertRange(kind.feeFen, 0, 10_000_000, `cardKinds.${kind.code}.feeFen`);
    if (kind.validityMonths !== null) assertRange(kind.validityMonths, 1, 120, `cardKinds.${kind.code}.validityMonths`);
  }
}

/** At most two decimals and below 100, so that points are counted exactly. */
function assertMultiplier(text: string, field: string): void {
  if (!/^\d{1,2}(\.\d{1,2})?$/.test(text)) throw new DomainError('policy.multiplier', {}, field);
}
