import { isPlainDate, type PlainDate } from '../../kernel/business-day.js';
import { DomainError } from '../../kernel/domain-error.js';

/** What was handed in, as far as it changes who keeps it and for how long. */
export const LOST_CATEGORIES = [
  'GENERAL',
  'VALUABLE',
  'CASH',
  'DOCUMENT',
  'BANK_CARD',
  'MEDICINE',
  'FOOD',
  'DANGEROUS',
] as const;
export type LostCategory = (typeof LOST_CATEGORIES)[number];

/** Rules of lost property a store sets. Times are 'HH:MM'; weekdays 1 = Monday … 7 = Sunday. */
export interface LostPropertyPolicy {
  /** Full business days with the VIP centre before General Affairs (003E-042). */
  readonly custodyDays: number;
  /** From which business date they are counted; that day itself is not one of them. */
  readonly countFrom: 'FOUND' | 'CUSTODY';
  /** Minutes in which a valuable must be in the safe (H18). */
  readonly safeMinutes: number;
  readonly officeOpens: string;
  readonly officeCloses: string;
  readonly officeClosedOn: readonly number[];
  /** Public holidays and the like, in order. */
  readonly officeHolidays: readonly PlainDate[];
  /** 调休: days off on which General Affairs works all the same, in order. */
  readonly officeWorkdays: readonly PlainDate[];
  /** Days after which a thing nobody claimed may go to the police or be destroyed. */
  readonly holdDays: Readonly<Record<LostCategory, number>>;
  /** Days after the end until what is known about people, and pictures, is erased (个人信息保护法 19). */
  readonly keepDays: KeepDays;
}

export interface KeepDays {
  /** Claimants, their papers, guests who handed something in, private features. Three years: 民法典 188. */
  readonly claims: number;
  readonly photos: number;
  /** Who asked for a thing, from the answer on or, without one, from the question. */
  readonly enquiries: number;
}

export const DEFAULT_LOST_PROPERTY: LostPropertyPolicy = {
  custodyDays: 3,
  countFrom: 'CUSTODY',
  safeMinutes: 10,
  officeOpens: '09:00',
  officeCloses: '18:00',
  officeClosedOn: [6, 7],
  officeHolidays: [],
  officeWorkdays: [],
  holdDays: {
    GENERAL: 90,
    VALUABLE: 180,
    CASH: 180,
    DOCUMENT: 3,
    BANK_CARD: 3,
    MEDICINE: 15,
    FOOD: 1,
    DANGEROUS: 0,
  },
  keepDays: { claims: 1095, photos: 90, enquiries: 180 },
};

export const MOST_HOLIDAYS = 120;
const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

/** @throws DomainError policy.range {min, max} | policy.officeHours | policy.holidays {max}; field is the path, as 'lostProperty.custodyDays' */
export function assertLostPropertyPolicy(policy: LostPropertyPolicy): void {
  assertDays(policy.custodyDays, 1, 30, 'custodyDays');
  assertDays(policy.safeMinutes, 1, 120, 'safeMinutes');
  for (const category of LOST_CATEGORIES) assertDays(policy.holdDays[category], 0, 730, `holdDays.${category}`);
  assertDays(policy.keepDays.claims, 30, 3650, 'keepDays.claims');
  assertDays(policy.keepDays.photos, 1, 3650, 'keepDays.photos');
  assertDays(policy.keepDays.enquiries, 7, 3650, 'keepDays.enquiries');
  for (const field of ['officeHolidays', 'officeWorkdays'] as const) {
    if (policy[field].length > MOST_HOLIDAYS || !policy[field].every(isPlainDate))
      throw new DomainError('policy.holidays', { max: MOST_HOLIDAYS }, `lostProperty.${field}`);
  }
  const { officeOpens, officeCloses, officeClosedOn } = policy;
  const days = new Set(officeClosedOn);
  const known = officeClosedOn.every((day) => Number.isInteger(day) && day >= 1 && day <= 7);
  if (!TIME.test(officeOpens) || !TIME.test(officeCloses) || officeOpens >= officeCloses || !known || days.size > 6) {
    throw new DomainError('policy.officeHours', {}, 'lostProperty.officeOpens');
  }
}

function assertDays(value: number, min: number, max: number, name: string): void {
  if (!Number.isSafeInteger(value) || value < min || value > max) {
    throw new DomainError('policy.range', { min, max }, `lostProperty.${name}`);
  }
}
