import { z } from 'zod';
import { TIER_MEASURES } from './rules/card-policy.js';
import { DEFAULT_LOST_PROPERTY, LOST_CATEGORIES } from './rules/lost-property-policy.js';
import { CAP_MODES, INVOICE_MODES } from './rules/stored-value-policy.js';
import { DEDUCTION_PRICES } from './rules/refund-policy.js';
import { CARD_PAPERS, DEFAULT_POLICY, type Policy, withOneCalendar } from './rules/policy-schema.js';

const points = z.object({
  unitFen: z.int(),
  slipDays: z.int(),
  expiryMonths: z.int(),
  tierMultiplier: z.object({ ORDINARY: z.string(), VIP: z.string(), GOLD: z.string() }),
  birthdayMultiplier: z.string(),
  groupBuyEarns: z.boolean(),
  minRestoreDays: z.int(),
});

const cardKind = z.object({
  code: z.string(),
  feeFen: z.int(),
  validityMonths: z.int().nullable(),
  proof: z.literal('STUDENT_ID').nullable(),
  papers: z.array(z.enum(CARD_PAPERS)),
});

const shifts = z.object({
  templates: z.array(z.object({ code: z.string(), from: z.string(), to: z.string() })).readonly(),
  overdueAt: z.string(),
  prepareMinutes: z.int(),
  toleranceFen: z.int(),
  roundDownMaxFen: z.int(),
  finance: z.object({
    weekdays: z.array(z.int()).readonly(),
    from: z.string(),
    to: z.string(),
    holidays: z.array(z.string()).readonly().default([]),
    workdays: z.array(z.string()).readonly().default([]),
  }),
  bagDueTime: z.string(),
});

const tierRule = z.object({ thresholdFen: z.int(), by: z.enum(TIER_MEASURES) });

const cards = z.object({
  replacementFeeFen: z.int(),
  tiers: z.object({ VIP: tierRule, GOLD: tierRule }),
  tierMonths: z.int().nullable(),
});

const birthdays = z.object({
  feb29: z.enum(['FEB_28', 'MAR_1']),
  leapMonth: z.enum(['PLAIN_MONTH', 'LEAP_MONTH']),
  acceptDeclared: z.boolean(),
  giftGapDays: z.int(),
  rosterLeadDays: z.int(),
  mostCalls: z.int(),
  trackHours: z.int(),
  sheetHours: z.int().default(DEFAULT_POLICY.birthdays.sheetHours),
  eveningFrom: z.string().default(DEFAULT_POLICY.birthdays.eveningFrom),
  standbyMost: z.int().default(DEFAULT_POLICY.birthdays.standbyMost),
  closeDays: z.object({ first: z.int(), second: z.int() }).default(DEFAULT_POLICY.birthdays.closeDays),
});

const invoices = z.object({
  serviceItem: z.string(),
  feeItem: z.string(),
  groupBuy: z.enum(['PAID', 'NONE']),
  claimDays: z.int(),
  lowSheets: z.int(),
  platformList: z.enum(['REQUIRED', 'IF_THERE']).default(DEFAULT_POLICY.invoices.platformList),
  retainMonths: z.int(),
});

const lostProperty = z.object({
  custodyDays: z.int(),
  countFrom: z.enum(['FOUND', 'CUSTODY']),
  safeMinutes: z.int(),
  officeOpens: z.string(),
  officeCloses: z.string(),
  officeClosedOn: z.array(z.int()).readonly(),
  officeHolidays: z.array(z.string()).readonly().default([]),
  officeWorkdays: z.array(z.string()).readonly().default([]),
  holdDays: z
    .partialRecord(z.enum(LOST_CATEGORIES), z.int())
    .transform((kept) => ({ ...DEFAULT_LOST_PROPERTY.holdDays, ...kept })),
  keepDays: z.object({ claims: z.int(), photos: z.int(), enquiries: z.int() }).default(DEFAULT_LOST_PROPERTY.keepDays),
});

const rates = z.array(z.object({ from: z.string(), basisPoints: z.int() })).readonly();

const refund = z.object({
  coolingDays: z.int(),
  coolingPrice: z.enum(DEDUCTION_PRICES),
  consumerPrice: z.enum(DEDUCTION_PRICES),
  cheapestUseFen: z.int(),
  cashLimitFen: z.int(),
  agreedRate: z.int().nullable(),
  lpr: rates,
  deposit: rates,
});

const storedValue = z.object({
  capMode: z.enum(CAP_MODES),
  namedCapFen: z.int(),
  unnamedCapFen: z.int(),
  unnamedMonths: z.int().nullable().default(null),
  leastTopUpFen: z.int(),
  verifyFromFen: z.int(),
  noCashPersonFen: z.int(),
  noCashUnitFen: z.int(),
  bonusRules: z
    .array(z.object({ fromFen: z.int(), bonusFen: z.int(), startsOn: z.string(), endsOn: z.string().nullable() }))
    .readonly(),
  bonusEarns: z.boolean(),
  invoiceMode: z.enum(INVOICE_MODES),
  watchFen: z.int(),
});

const policy = z.object({
  points: points.default(DEFAULT_POLICY.points),
  cardKinds: z.array(cardKind),
  venue: z.object({ ladyTitle: z.string(), dayCutoff: z.string(), adultAge: z.int() }),
  enrolment: z.object({ draftHours: z.int() }).default(DEFAULT_POLICY.enrolment),
  lostProperty: lostProperty.default(DEFAULT_LOST_PROPERTY),
  shifts: shifts.default(DEFAULT_POLICY.shifts),
  invoices: invoices.default(DEFAULT_POLICY.invoices),
  birthdays: birthdays.default(DEFAULT_POLICY.birthdays),
  refund: refund.default(DEFAULT_POLICY.refund),
  cards: cards.default(DEFAULT_POLICY.cards),
  storedValue: storedValue.default(DEFAULT_POLICY.storedValue),
}) satisfies z.ZodType<Policy>;

/**
 * A stored version as the rules read it. Versions are never rewritten, so what came to the policy after the first release
 * has a default here. Throws when the row is not a policy: nothing is credited on a guess.
 */
export function policyFromJson(text: string): Policy {
  return withOneCalendar(policy.parse(JSON.parse(text)));
}
