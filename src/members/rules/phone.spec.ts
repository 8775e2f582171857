import { displayPhone, parsePhone, phoneTail, readPhone } from './phone.js';

describe('a phone typed at the counter', () => {
  test.each([
    ['13812345678', 'MOBILE', '13812345678'],
    ['+86 138-1234-5678', 'MOBILE', '13812345678'],
    ['0086 13812345678', 'MOBILE', '13812345678'],
    ['8613812345678', 'MOBILE', '13812345678'],
    ['１３８１２３４５６７８', 'MOBILE', '13812345678'],
    ['19912345678', 'MOBILE', '19912345678'],
    ['0571-87654321', 'LANDLINE', '0571-87654321'],
    ['057187654321', 'LANDLINE', '0571-87654321'],
    ['(010) 6543 2100', 'LANDLINE', '010-65432100'],
    ['0571-8765432-12', 'LANDLINE', '0571-8765432-12'],
    ['400-123-4567', 'SERVICE', '4001234567'],
    ['+852 9123 4567', 'HONG_KONG', '+85291234567'],
    ['91234567', 'HONG_KONG', '+85291234567'],
    ['+853 66123456', 'MACAO', '+85366123456'],
  ])('%s is a %s kept as %s', (typed, kind, number) => {
    expect(parsePhone(typed)).toEqual({ kind, number });
  });

  test.each(['', '12812345678', '1381234567', '138123456789', '1e10', 'abc', '∞', '5678', '📱', '9'.repeat(30)])(
    '%j is refused beside its field',
    (typed) => {
      expect(readPhone(typed)).toBeNull();
      expect(() => parsePhone(typed)).toThrow(
        expect.objectContaining({ code: 'members.phone.invalid', field: 'phone' }),
      );
    },
  );

  test('shown 3-4-4, found by what the guest says', () => {
    expect(displayPhone(parsePhone('13812345678'))).toBe('138 1234 5678');
    expect(displayPhone(parsePhone('+85291234567'))).toBe('+852 9123 4567');
    expect(displayPhone(parsePhone('4001234567'))).toBe('400-123-4567');
    expect(phoneTail(parsePhone('13812345678'))).toBe('5678');
    expect(phoneTail(parsePhone('13812345678'), 6)).toBe('345678');
    expect(phoneTail(parsePhone('0571-87654321-12'))).toBe('4321');
  });
});
