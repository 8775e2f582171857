import { type IdDocumentType, checkCharacter, checkIdDocument, isValidEighteen } from './id-document.js';

const TODAY = '2026-11-21';
const check = (type: IdDocumentType, number: string) => checkIdDocument(type, number, TODAY);

describe('a resident identity number', () => {
  test.each([
    ['11010519491231002X', '1949-12-31'],
    ['34052419800101001X', '1980-01-01'],
    ['110101200002290018', '2000-02-29'],
    ['11010519491231002x', '1949-12-31'],
    ['110105 19491231 002X', '1949-12-31'],
    ['１１０１０５１９４９１２３１００２Ｘ', '1949-12-31'],
  ])('%s is valid', (typed, birthDate) => {
    expect(check('RESIDENT_ID', typed)).toMatchObject({ type: 'RESIDENT_ID', birthDate });
    expect(check('RESIDENT_ID', typed).number).toMatch(/^\d{17}[\dX]$/);
  });

  test.each([
    ['110105194912310021', 'members.id.checkDigit'],
    ['440524188001010014', 'members.id.tooOld'],
    [`11010120010229001${checkCharacter('11010120010229001')}`, 'members.id.birthDate'],
    [`11010120270101001${checkCharacter('11010120270101001')}`, 'members.id.birthDate'],
    ['110105491231002', 'members.id.shape'],
    ['01010519491231002X', 'members.id.shape'],
    ['1101051949123100XX', 'members.id.shape'],
    ['abc', 'members.id.shape'],
    ['9'.repeat(30), 'members.id.shape'],
    ['', 'text.required'],
  ])('%j is refused with %s', (typed, code) => {
    expect(() => check('RESIDENT_ID', typed)).toThrow(expect.objectContaining({ code, field: 'idNumber' }));
  });

  test('a child born today has a number, one born tomorrow not yet', () => {
    const bornOn = (day: string) => `110101${day}001${checkCharacter(`110101${day}001`)}`;
    expect(isValidEighteen(bornOn('20261121'), TODAY)).toBe(true);
    expect(isValidEighteen(bornOn('20261122'), TODAY)).toBe(false);
  });
});

describe('other documents', () => {
  test('residence permits of Hong Kong, Macao and Taiwan', () => {
    expect(check('HMT_RESIDENCE', '810000199001010019').birthDate).toBe('1990-01-01');
    expect(check('HMT_RESIDENCE', '820000198511110025').birthDate).toBe('1985-11-11');
    expect(() => check('HMT_RESIDENCE', '830000197902290032')).toThrow(
      expect.objectContaining({ code: 'members.id.birthDate' }),
    );
    expect(() => check('HMT_RESIDENCE', '11010519491231002X')).toThrow(
      expect.objectContaining({ code: 'members.id.shape' }),
    );
  });

  test('the permanent residence card of a foreigner, new with its check and old without', () => {
    const first17 = '91100019850314001';
    expect(check('FOREIGN_PR', first17 + checkCharacter(first17)).birthDate).toBe('1985-03-14');
    expect(check('FOREIGN_PR', 'usa110085031401').number).toBe('USA110085031401');
    const wrong = checkCharacter(first17) === '0' ? '1' : '0';
    expect(() => check('FOREIGN_PR', first17 + wrong)).toThrow(
      expect.objectContaining({ code: 'members.id.checkDigit' }),
    );
  });

  test.each([
    ['HK_MACAO_PERMIT', 'h12345678'],
    ['HK_MACAO_PERMIT', 'M1234567801'],
    ['TAIWAN_PERMIT', '12345678'],
    ['TAIWAN_PERMIT', '1234567890'],
    ['PASSPORT', 'E12345678'],
    ['STUDENT_ID', '2023-0117'],
    ['OTHER', '军字第123号'],
  ] as const)('%s %s is taken', (type, typed) => {
    expect(check(type, typed).birthDate).toBeNull();
  });

  test.each([
    ['HK_MACAO_PERMIT', 'A12345678'],
    ['HK_MACAO_PERMIT', 'H123456789'],
    ['TAIWAN_PERMIT', '123456789'],
    ['FOREIGN_PR', 'USA1234'],
  ] as const)('%s %s is refused', (type, typed) => {
    expect(() => check(type, typed)).toThrow(expect.objectContaining({ code: 'members.id.shape' }));
  });
});
