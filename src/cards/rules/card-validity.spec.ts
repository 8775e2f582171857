import { validUntil } from './card-validity.js';

const member = { validityMonths: null, proof: null };
const student = { validityMonths: 12, proof: 'STUDENT_ID' };

describe('how long a new card is good', () => {
  it('has no end for a member', () => {
    expect(validUntil(member, { seen: false, until: null }, '2026-11-20')).toBeNull();
  });

  it('ends with the twelve months or with the proof, whichever is first', () => {
    expect(validUntil(student, { seen: true, until: '2028-07-01' }, '2026-11-20')).toBe('2027-11-20');
    expect(validUntil(student, { seen: true, until: '2027-07-01' }, '2026-11-20')).toBe('2027-07-01');
    expect(validUntil(student, { seen: true, until: '2029-07-01' }, '2028-02-29')).toBe('2029-02-28');
  });

  it('wants the proof seen, dated and still good today', () => {
    expect(() => validUntil(student, { seen: false, until: '2028-07-01' }, '2026-11-20')).toThrow(
      'cards.proof.required',
    );
    expect(() => validUntil(student, { seen: true, until: null }, '2026-11-20')).toThrow('cards.proof.untilRequired');
    expect(() => validUntil(student, { seen: true, until: '2026-11-19' }, '2026-11-20')).toThrow('cards.proof.expired');
    expect(validUntil(student, { seen: true, until: '2026-11-20' }, '2026-11-20')).toBe('2026-11-20');
  });
});
