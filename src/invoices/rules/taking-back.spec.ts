import { redRefusal, wayBack } from './taking-back.js';

test.each([
  ['HAND', '2026-11', '2026-11', true, 'VOID'],
  ['HAND', '2026-11', '2026-11', false, 'RED'],
  ['HAND', '2026-10', '2026-11', true, 'RED'],
  ['ROLL', '2026-11', '2026-11', true, 'VOID'],
  ['FIXED', '2026-11', '2026-11', true, 'VOID'],
  ['FIXED', '2026-10', '2026-11', true, 'VOID'],
  ['FIXED', '2026-11', '2026-11', false, 'BRING_BACK'],
  ['DIGITAL', '2026-11', '2026-11', true, 'RED'],
] as const)('%s issued in %s, now %s, copies here %p: %s', (kind, issuedIn, now, copiesBack, way) =>
  expect(wayBack({ kind, issuedIn, now, copiesBack })).toBe(way),
);

const red = {
  kind: 'DIGITAL',
  standingFen: 60_000,
  amountFen: 10_000,
  unitBuyer: false,
  proof: '',
  copiesBack: false,
} as const;

it('reddens a part, never more than stands, never nothing', () => {
  expect(redRefusal(red)).toBeNull();
  expect(redRefusal({ ...red, amountFen: 60_000 })).toBeNull();
  expect(redRefusal({ ...red, amountFen: 60_001 })).toBe('tooMuch');
  expect(redRefusal({ ...red, amountFen: 0 })).toBe('amount');
});

it('wants the confirmation of a company, and the proof of a paper that did not come back', () => {
  expect(redRefusal({ ...red, unitBuyer: true })).toBe('proof');
  expect(redRefusal({ ...red, unitBuyer: true, proof: 'HZ20261120001' })).toBeNull();
  expect(redRefusal({ ...red, kind: 'HAND' })).toBe('proof');
  expect(redRefusal({ ...red, kind: 'HAND', copiesBack: true })).toBeNull();
});

it('has no red form for a torn sheet', () => expect(redRefusal({ ...red, kind: 'FIXED' })).toBe('none'));
