import { proveHolder, type ShownProof } from './holder-proof.js';

const shown: ShownProof = { idHash: 'id-a', phoneHash: 'phone-a', nameSeen: true };
const known = { idHash: 'id-a', phoneHash: 'phone-a' };

describe('who says to be the holder (facts 1.6)', () => {
  it('shows the document the house knows, and nothing else is asked', () => {
    expect(proveHolder(known, { ...shown, phoneHash: null, nameSeen: false })).toBe('ID_MATCH');
  });

  it('is refused with another document, whatever else is right', () => {
    expect(() => proveHolder(known, { ...shown, idHash: 'id-b' })).toThrow('card.holder.idDiffers');
  });

  it('never left a number: a document in that name and the kept phone', () => {
    const unknown = { ...known, idHash: null };
    expect(proveHolder(unknown, shown)).toBe('NAME_AND_PHONE');
    expect(() => proveHolder(unknown, { ...shown, phoneHash: 'phone-b' })).toThrow('card.holder.phone');
    expect(() => proveHolder(unknown, { ...shown, phoneHash: null })).toThrow('card.holder.phone');
    expect(() => proveHolder(unknown, { ...shown, nameSeen: false })).toThrow('card.holder.name');
  });

  it('left neither number nor phone: the name on a document', () => {
    expect(proveHolder({ idHash: null, phoneHash: null }, { ...shown, phoneHash: null })).toBe('NAME_ONLY');
  });

  it('always has a document in hand', () => {
    expect(() => proveHolder(known, { ...shown, idHash: null })).toThrow('card.holder.document');
    expect(() => proveHolder({ idHash: null, phoneHash: null }, { ...shown, idHash: null })).toThrow(
      'card.holder.document',
    );
  });
});
