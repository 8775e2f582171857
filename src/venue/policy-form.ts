import { parseYuan, typedYuan } from '../kernel/money.js';
import { toHalfWidth } from '../kernel/text.js';
import { parseCount } from '../kernel/whole-number.js';
import { birthdayPolicyOf, birthdayPolicyValues } from './birthday-policy-form.js';
import { cardPolicyOf, cardPolicyValues } from './card-policy-form.js';
import { invoicePolicyOf, invoicePolicyValues } from './invoice-policy-form.js';
import { lostPolicyOf, lostPolicyValues } from './lost-policy-form.js';
import { shiftPolicyOf, shiftPolicyValues } from './shift-policy-form.js';
import { refundPolicyOf, refundPolicyValues } from './refund-policy-form.js';
import { storedValueOf, storedValueValues } from './stored-value-policy-form.js';
import { type Policy, TIERS } from './rules/policy-schema.js';

type Values = Readonly<Record<string, string>>;

/** A policy as fields of a form; amounts in yuan. Field names are the paths that `assertPolicy` refuses with. */
export function policyValues(policy: Policy): Record<string, string> {
  const { points, venue, enrolment } = policy;
  return {
    'points.unitFen': typedYuan(points.unitFen),
    'points.slipDays': String(points.slipDays),
    'points.expiryMonths': String(points.expiryMonths),
    'points.minRestoreDays': String(points.minRestoreDays),
    'points.birthdayMultiplier': points.birthdayMultiplier,
    'points.groupBuyEarns': points.groupBuyEarns ? '1' : '',
    ...Object.fromEntries(TIERS.map((tier) => [`points.tierMultiplier.${tier}`, points.tierMultiplier[tier]])),
    'venue.ladyTitle': venue.ladyTitle,
    'venue.dayCutoff': venue.dayCutoff,
    'venue.adultAge': String(venue.adultAge),
    'enrolment.draftHours': String(enrolment.draftHours),
    ...shiftPolicyValues(policy.shifts),
    ...lostPolicyValues(policy.lostProperty),
    ...birthdayPolicyValues(policy.birthdays),
    ...invoicePolicyValues(policy.invoices),
    ...cardPolicyValues(policy.cards),
    ...storedValueValues(policy.storedValue),
    ...refundPolicyValues(policy.refund),
    ...Object.fromEntries(
      policy.cardKinds.flatMap(({ code, feeFen, validityMonths }) => [
        [`cardKinds.${code}.feeFen`, typedYuan(feeFen)],
        [`cardKinds.${code}.validityMonths`, validityMonths === null ? '' : String(validityMonths)],
      ]),
    ),
  };
}

/** The policy that was typed, on the ground of the one in force. Throws `count.*`, `money.*` on the field. */
export function policyOf(values: Values, now: Policy): Policy {
  const text = (field: string) => toHalfWidth(values[field] ?? '').trim();
  const count = (field: string) => parseCount(values[field] ?? '', { min: 0, max: 1_000_000, field });
  const amount = (field: string) => parseYuan(values[field] ?? '', { field });
  return {
    ...now,
    points: {
      unitFen: amount('points.unitFen'),
      slipDays: count('points.slipDays'),
      expiryMonths: count('points.expiryMonths'),
      minRestoreDays: count('points.minRestoreDays'),
      birthdayMultiplier: text('points.birthdayMultiplier'),
      groupBuyEarns: values['points.groupBuyEarns'] === '1',
      tierMultiplier: multipliersOf(text),
    },
    venue: {
      ladyTitle: (values['venue.ladyTitle'] ?? '').trim(),
      dayCutoff: text('venue.dayCutoff'),
      adultAge: count('venue.adultAge'),
    },
    shifts: shiftPolicyOf(values, lostPolicyOf(values)),
    lostProperty: lostPolicyOf(values),
    birthdays: birthdayPolicyOf(values),
    invoices: invoicePolicyOf(values, now.invoices),
    cards: cardPolicyOf(values, now.cards),
    storedValue: storedValueOf(values, now.storedValue),
    refund: refundPolicyOf(values, now.refund),
    enrolment: { draftHours: count('enrolment.draftHours') },
    cardKinds: now.cardKinds.map((kind) => {
      const months = `cardKinds.${kind.code}.validityMonths`;
      return {
        ...kind,
        feeFen: amount(`cardKinds.${kind.code}.feeFen`),
        validityMonths: text(months) === '' ? null : count(months),
      };
    }),
  };
}

function multipliersOf(text: (field: string) => string): Policy['points']['tierMultiplier'] {
  const of = (tier: (typeof TIERS)[number]) => text(`points.tierMultiplier.${tier}`);
  return { ORDINARY: of('ORDINARY'), VIP: of('VIP'), GOLD: of('GOLD') };
}
