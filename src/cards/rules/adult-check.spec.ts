import { assertAdult, type AdultCheck } from './adult-check.js';

const gate = { businessDate: '2026-11-20', adultAge: 18, isStudent: false, refusedBefore: false };
const looks: AdultCheck = { outcome: 'PLAINLY_ADULT', document: null, birthDate: null };
const seen = (birthDate: string | null): AdultCheck => ({ outcome: 'DOCUMENT_SEEN', document: null, birthDate });
const passport = { type: 'PASSPORT', number: 'E12345678', birthDate: null } as const;

describe('who may have a card (003E-094)', () => {
  it('lets a plainly adult guest pass, but no student without a document', () => {
    expect(() => assertAdult(looks, gate)).not.toThrow();
    expect(() => assertAdult(looks, { ...gate, isStudent: true })).toThrow('cards.adult.documentForStudent');
  });

  it('counts from the day after the eighteenth birthday', () => {
    expect(() => assertAdult(seen('2008-11-21'), gate)).toThrow('cards.adult.underAge');
    expect(() => assertAdult(seen('2008-11-20'), gate)).toThrow('cards.adult.underAge');
    expect(() => assertAdult(seen('2008-11-19'), gate)).not.toThrow();
  });

  it('born on 29 February comes of age on the 28th and passes on 1 March', () => {
    const born = seen('2008-02-29');
    expect(() => assertAdult(born, { ...gate, businessDate: '2026-02-28' })).toThrow('cards.adult.underAge');
    expect(() => assertAdult(born, { ...gate, businessDate: '2026-03-01' })).not.toThrow();
  });

  it('refuses a birth date under age even where the clerk chose "plainly adult"', () => {
    expect(() => assertAdult({ ...looks, birthDate: '2010-01-01' }, gate)).toThrow('cards.adult.underAge');
  });

  it('wants the birth date of a document that was seen, the one its number holds', () => {
    expect(() => assertAdult(seen(null), gate)).toThrow('cards.adult.birthDateRequired');
    const document = { type: 'RESIDENT_ID', number: '110101200002290018', birthDate: '2000-02-29' } as const;
    expect(() => assertAdult({ ...seen('2000-02-28'), document }, gate)).toThrow('cards.adult.birthDateDiffers');
    expect(() => assertAdult({ ...seen('2000-02-29'), document }, gate)).not.toThrow();
  });

  it('after a refusal wants the document in hand (H29)', () => {
    const again = { ...gate, refusedBefore: true };
    expect(() => assertAdult(looks, again)).toThrow('cards.adult.documentAfterRefusal');
    expect(() => assertAdult(seen('2000-01-01'), again)).toThrow('cards.adult.documentAfterRefusal');
    expect(() => assertAdult({ ...seen('2000-01-01'), document: passport }, again)).not.toThrow();
  });
});
