import { assertPolicy, DEFAULT_POLICY, type Policy } from './policy-schema.js';

const { points, venue, enrolment } = DEFAULT_POLICY;
const refusal = (change: Partial<Policy>) => () => assertPolicy({ ...DEFAULT_POLICY, ...change });
const refused = (code: string, field: string) => expect.objectContaining({ code, field });
const [member, student] = DEFAULT_POLICY.cardKinds;

describe('the policy the venue starts with', () => {
  test('can be saved, and charges 200 yuan for a member card', () => {
    expect(() => assertPolicy(DEFAULT_POLICY)).not.toThrow();
    expect(member).toMatchObject({ code: 'MEMBER', feeFen: 20000, validityMonths: null });
    expect(student).toMatchObject({ code: 'STUDENT', validityMonths: 12, proof: 'STUDENT_ID' });
  });
});

describe('what a director cannot save', () => {
  test.each([
    ['points.unitFen', { points: { ...points, unitFen: 0 } }],
    ['points.slipDays', { points: { ...points, slipDays: 1.5 } }],
    ['points.expiryMonths', { points: { ...points, expiryMonths: 0 } }],
    ['points.minRestoreDays', { points: { ...points, minRestoreDays: -1 } }],
    ['venue.adultAge', { venue: { ...venue, adultAge: 17 } }],
    ['enrolment.draftHours', { enrolment: { ...enrolment, draftHours: NaN } }],
    [
      'cardKinds.MEMBER.feeFen',
      { cardKinds: [{ code: 'MEMBER', feeFen: -1, validityMonths: null, proof: null, papers: [] }] },
    ],
    [
      'cardKinds.MEMBER.validityMonths',
      { cardKinds: [{ code: 'MEMBER', feeFen: 0, validityMonths: 0, proof: null, papers: [] }] },
    ],
  ] as const)('%s out of its range', (field, change) => {
    expect(refusal(change)).toThrow(refused('policy.range', field));
  });

  test.each(['', '1e3', '-1', '1.005', '100', 'x', '１'])('a multiplier of %j', (text) => {
    expect(refusal({ points: { ...points, birthdayMultiplier: text } })).toThrow(
      refused('policy.multiplier', 'points.birthdayMultiplier'),
    );
    expect(refusal({ points: { ...points, tierMultiplier: { ...points.tierMultiplier, GOLD: text } } })).toThrow(
      refused('policy.multiplier', 'points.tierMultiplier.GOLD'),
    );
  });

  test('a cut-off that is no morning hour, an empty title', () => {
    for (const dayCutoff of ['6:00', '13:00', '06:60', '']) {
      expect(refusal({ venue: { ...venue, dayCutoff } })).toThrow(refused('policy.cutoff', 'venue.dayCutoff'));
    }
    expect(refusal({ venue: { ...venue, ladyTitle: ' ' } })).toThrow(refused('policy.ladyTitle', 'venue.ladyTitle'));
  });

  test('no card kind at all, two of one code, or one without a proper code', () => {
    const kind = { code: 'MEMBER', feeFen: 0, validityMonths: null, proof: null, papers: [] } as const;
    for (const cardKinds of [[], [kind, kind], [{ ...kind, code: 'a card' }]]) {
      expect(refusal({ cardKinds })).toThrow(refused('policy.cardKinds', 'cardKinds'));
    }
  });
});
