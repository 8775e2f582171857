import fc from 'fast-check';
import type { Answer, Bill, DeskActs } from './acts.js';
import { billOf, nextNo, paidAs, type Shape, SHAPES } from './bills.js';
import type { DeskModel } from './desk-model.js';
import { plusDays, total } from './figures.js';

const JUMPS = ['MORROW', 'EIGHT_DAYS', 'MONTH', 'TO_THE_BIRTHDAY'] as const;
type Act = (desk: DeskActs) => Answer;

/** What happens next; numbers pick among what is there. */
export type Step =
  | { readonly act: 'enrol'; readonly gold: boolean }
  | {
      readonly act: 'bill';
      readonly fen: number;
      readonly shape: Shape;
      readonly inVisit: boolean;
      readonly daysAgo: number;
      readonly afterMidnight: boolean;
      readonly member: number;
      readonly credited: boolean;
    }
  | { readonly act: 'credit'; readonly slip: number; readonly member: number }
  | { readonly act: 'undoCredit'; readonly credit: number }
  | {
      readonly act: 'refund';
      readonly slip: number;
      readonly part: 'CENT' | 'HALF' | 'REST' | 'TOO_MUCH';
      readonly kind: 'CASH' | 'VOUCHER';
    }
  | { readonly act: 'replace'; readonly slip: number; readonly fen: number; readonly shape: Shape }
  | { readonly act: 'redeem'; readonly member: number; readonly gift: number; readonly quantity: number }
  | { readonly act: 'undoRedemption'; readonly redemption: number }
  | { readonly act: 'goTo'; readonly jump: (typeof JUMPS)[number]; readonly sweep: boolean };

const any = fc.nat({ max: 11 });
/** The amounts at which something changes, far more often than those between. */
const fen = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.constantFrom(1, 999, 1000, 1001, 1495, 1500, 1999, 10_050, 118_600, 999_999_999, 9_999_999_999),
  },
  { weight: 2, arbitrary: fc.integer({ min: 1, max: 50_000 }) },
);
const shape = fc.oneof(
  { weight: 4, arbitrary: fc.constant('PLAIN' as const) },
  { weight: 3, arbitrary: fc.constantFrom(...SHAPES) },
);
const is = <T extends string>(act: T) => fc.constant(act);

const bill = (inVisit: fc.Arbitrary<boolean>, daysAgo: fc.Arbitrary<number>, amount: fc.Arbitrary<number>) =>
  fc.record({
    inVisit,
    daysAgo,
    shape,
    act: is('bill'),
    fen: amount,
    afterMidnight: fc.boolean(),
    member: any,
    credited: fc.constantFrom(true, true, true, false),
  });
const undoCredit = fc.record({ act: is('undoCredit'), credit: any });
const refund = fc.record({
  act: is('refund'),
  slip: any,
  part: fc.constantFrom('CENT', 'HALF', 'HALF', 'REST', 'TOO_MUCH'),
  kind: fc.constantFrom('CASH', 'CASH', 'VOUCHER'),
});
const credit = fc.record({ act: is('credit'), slip: any, member: any });
const redeem = fc.record({
  act: is('redeem'),
  member: any,
  gift: fc.nat({ max: 1 }),
  quantity: fc.constantFrom(1, 1, 2, 3, 11),
});

const anything: fc.Arbitrary<Step> = fc.oneof(
  { weight: 1, arbitrary: fc.record({ act: is('enrol'), gold: fc.boolean() }) },
  { weight: 7, arbitrary: bill(fc.boolean(), fc.constantFrom(0, 0, 0, 1, 7, 8), fen) },
  { weight: 2, arbitrary: credit },
  { weight: 3, arbitrary: undoCredit },
  { weight: 5, arbitrary: refund },
  { weight: 2, arbitrary: fc.record({ act: is('replace'), slip: any, fen, shape }) },
  { weight: 4, arbitrary: redeem },
  { weight: 2, arbitrary: fc.record({ act: is('undoRedemption'), redemption: any }) },
  { weight: 2, arbitrary: fc.record({ act: is('goTo'), jump: fc.constantFrom(...JUMPS), sweep: fc.boolean() }) },
);

/** One room with small bills that are paid back, settled again and undone. */
const small = fc.oneof(fc.constantFrom(999, 1000, 1050, 1490, 1999, 10_000), fc.integer({ min: 1, max: 12_000 }));
const oneRoom: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: bill(fc.constant(true), fc.constant(0), small).map((step) => ({ ...step, afterMidnight: false })),
  },
  { weight: 5, arbitrary: refund },
  { weight: 4, arbitrary: undoCredit },
  { weight: 2, arbitrary: fc.record({ act: is('replace'), slip: any, fen: small, shape: is('PLAIN') }) },
  { weight: 1, arbitrary: redeem },
  { weight: 1, arbitrary: credit },
);

/** A member comes first; then whatever a few evenings bring, or one room in which everything goes wrong. */
export const evenings: fc.Arbitrary<Step[]> = fc
  .tuple(
    fc.boolean(),
    fc.oneof(fc.array(anything, { minLength: 4, maxLength: 12 }), fc.array(oneRoom, { minLength: 4, maxLength: 12 })),
  )
  .map(([gold, steps]) => [{ act: 'enrol', gold }, ...steps]);

/** The step as acts that the model and the house are both asked for; none when there is nothing it could be about. */
export function actsOf(step: Step, model: DeskModel): Act[] {
  const member = 'member' in step ? step.member % model.purses.length : 0;
  const slip = 'slip' in step ? pick([...model.slips.values()], step.slip) : undefined;
  switch (step.act) {
    case 'enrol':
      return [(desk) => desk.enrol(step.gold)];
    case 'bill': {
      const bill = billOf(step, model.today);
      const push: Act = (desk) => desk.push(bill);
      return step.credited ? [push, (desk) => desk.credit(member, bill.slipNo)] : [push];
    }
    case 'credit':
      return slip ? [(desk) => desk.credit(member, slip.bill.slipNo)] : [];
    case 'refund': {
      if (!slip) return [];
      const refund = { refundNo: nextNo('R'), kind: step.kind, amountFen: refundFen(step.part, slip) };
      return [(desk) => desk.refund(slip.bill.slipNo, refund)];
    }
    case 'replace': {
      if (!slip) return [];
      const bill = { ...slip.bill, ...paidAs(step), slipNo: nextNo('S') };
      return [(desk) => desk.replace(slip.bill.slipNo, bill)];
    }
    case 'redeem':
      return [(desk) => desk.redeem(member, step.gift, step.quantity)];
    case 'undoCredit':
      return model.credits.length > 0 ? [(desk) => desk.undoCredit(step.credit % model.credits.length)] : [];
    case 'undoRedemption':
      return model.redemptions.length > 0
        ? [(desk) => desk.undoRedemption(step.redemption % model.redemptions.length)]
        : [];
  }
  const date = dayAfter(model.today, step.jump);
  return [(desk) => desk.goTo(date, step.sweep)];
}

function pick<T>(among: readonly T[], index: number): T | undefined {
  return among[index % among.length];
}

function refundFen(
  part: 'CENT' | 'HALF' | 'REST' | 'TOO_MUCH',
  { bill, refundedInAll }: { readonly bill: Bill; readonly refundedInAll: number },
): number {
  const left = total(bill.tenders.map(({ amountFen }) => amountFen)) - refundedInAll;
  return { CENT: 1, HALF: Math.floor(left / 2), REST: left, TOO_MUCH: left + 1 }[part];
}

function dayAfter(today: string, jump: (typeof JUMPS)[number]): string {
  if (jump !== 'TO_THE_BIRTHDAY') return plusDays(today, { MORROW: 1, EIGHT_DAYS: 8, MONTH: 31 }[jump]);
  const year = Number(today.slice(0, 4));
  return today.slice(5) < '03-14' ? `${year}-03-14` : `${year + 1}-03-14`;
}
