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
  /** Days after which a thing nobody claimed may go to the police or be destroyed. */
  readonly holdDays: Readonly<Record<LostCategory, number>>;
}

export const DEFAULT_LOST_PROPERTY: LostPropertyPolicy = {
  custodyDays: 3,
  countFrom: 'CUSTODY',
  safeMinutes: 10,
  officeOpens: '09:00',
  officeCloses: '18:00',
  officeClosedOn: [6, 7],
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
};

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

/** @throws DomainError policy.range {min, max} | policy.officeHours; field is the path, as 'lostProperty.custodyDays' */
export function assertLostPropertyPolicy(policy: LostPropertyPolicy): void {
  assertDays(policy.custodyDays, 1, 30, 'custodyDays');
  assertDays(policy.safeMinutes, 1, 120, 'safeMinutes');
  for (const category of LOST_CATEGORIES) assertDays(policy.holdDays[category], 0, 730, `holdDays.${category}`);
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
