import { otherSpellings, spellingsOf } from './reader-formats.js';

describe('one chip at several readers (facts 9.2)', () => {
  it('is written in five ways', () => {
    expect(spellingsOf('01026f6c3a')).toEqual({
      h8d10: '0040856634',
      h6d8: '07302202',
      h2h4: '111,27706',
      h4h4: '00623,27706',
    });
    expect(spellingsOf('026F6C3A')).toEqual(spellingsOf('01026F6C3A'));
    expect(spellingsOf('8800000001X')).toBeUndefined();
  });

  it('is found in another spelling of the same four bytes', () => {
    expect(otherSpellings('01026F6C3A')).toEqual(['026F6C3A', '0040856634', '00623,27706']);
    expect(otherSpellings('0040856634')).toEqual(['026F6C3A', '00623,27706']);
    expect(otherSpellings('00623,27706')).toEqual(['026F6C3A', '0040856634']);
  });

  it('is not guessed from a spelling that lost a byte', () => {
    expect(otherSpellings('07302202')).toEqual(['111,27706']);
    expect(otherSpellings('111,27706')).toEqual(['07302202']);
  });

  it.each(['8800000001', 'VIP00001', '12345', '99999,99999', '999,12345', ''])('leaves %s alone', (cardNo) => {
    expect(otherSpellings(cardNo)).toEqual([]);
  });
});
