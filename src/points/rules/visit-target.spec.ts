import type { SlipFigures } from '../../slips/rules/slip-figures.js';
import { bestMultiplier, recountDelta, refundDue, undoDue, type Visit } from './visit-target.js';

const slip = (yuan: number, refundedYuan = 0): SlipFigures => ({
  lines: [{ kind: 'ROOM', chargedFen: yuan * 100 }],
  tenders: [{ kind: 'CASH', amountFen: yuan * 100 }],
  refunds: refundedYuan === 0 ? [] : [{ kind: 'CASH', amountFen: refundedYuan * 100 }],
});
const visit = (slips: SlipFigures[], heldPoints: number, multiplier = '1'): Visit => ({
  slips,
  heldPoints,
  multiplier,
  policy: { unitFen: 1000, groupBuyEarns: false },
});

describe('a refund of a credited visit', () => {
  it('takes back its share', () => expect(refundDue(visit([slip(100, 50)], 10))).toBe(5));
  it('takes nothing a second time', () => expect(refundDue(visit([slip(100, 50)], 5))).toBe(0));
  it('ends at the same figure in small steps', () => {
    let held = 118;
    for (const refunded of [100, 300, 700, 1186]) held -= refundDue(visit([slip(1186, refunded)], held));
    expect(held).toBe(0);
  });
  it('counts what was credited after an earlier refund from the whole', () =>
    expect(refundDue(visit([slip(100, 75)], 5))).toBe(3));
  it('never takes more than the visit holds', () => expect(refundDue(visit([slip(100, 100)], 2))).toBe(2));
  it('takes nothing for a rate that fell since', () => expect(refundDue(visit([slip(100), slip(100)], 24))).toBe(0));
});

describe('a slip settled again', () => {
  it('adds what the new one brings more', () => expect(recountDelta(visit([slip(150)], 10))).toBe(5));
  it('takes what it brings less', () => expect(recountDelta(visit([slip(60)], 10))).toBe(-4));
  it('keeps the rate of the guest', () => expect(recountDelta(visit([slip(100)], 24, '2.4'))).toBe(0));
});

describe('an undo', () => {
  it('takes all of a single slip', () => expect(undoDue(visit([], 118), 118)).toBe(118));
  it('takes what a refund has left', () => expect(undoDue(visit([], 59), 118)).toBe(59));
  it('leaves the other slips of the visit theirs', () => expect(undoDue(visit([slip(105)], 21), 10)).toBe(10));
  it('takes the point that rounding left when no slip is left', () => expect(undoDue(visit([], 1), 0)).toBe(1));
  it('takes nothing that is gone already', () => expect(undoDue(visit([], 0), 118)).toBe(0));
});

describe('the rate of a visit', () => {
  it('is the best its slips had', () => expect(bestMultiplier(['1', '2.4', '1.2'])).toBe('2.4'));
});
