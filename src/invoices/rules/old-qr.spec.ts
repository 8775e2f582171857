import { parseOldQr } from './old-qr.js';

it('reads the code of an older invoice instead of typing it', () => {
  expect(parseOldQr('01,04,041001800107,04594258,168.50,20261120,12345678901234567890,A1B2,')).toEqual({
    kind: 'ORDINARY',
    code: '041001800107',
    number: '04594258',
    amountFen: 16_850,
    date: '2026-11-20',
    checkCode: '12345678901234567890',
  });
});

it('reads it as an input method spoils it, and without an amount', () => {
  expect(parseOldQr('０１，１０,1440012100,00000017,,20261120,')).toMatchObject({
    kind: 'ELECTRONIC',
    number: '00000017',
    amountFen: null,
  });
  expect(parseOldQr('01,11,041001800107,04594258,9,20261331,')).toMatchObject({
    kind: 'ROLL',
    amountFen: 900,
    date: null,
  });
});

it('reads a 数电票, which has no code', () => {
  expect(parseOldQr('01,32,,26442000000000000001,680.00,20261120,,')).toMatchObject({
    kind: 'DIGITAL',
    code: '',
    number: '26442000000000000001',
    amountFen: 68_000,
  });
});

test.each(['', 'J1121-0387', '01,04,041001800107', '02,04,041001800107,04594258,1,20261120', '01,04,1,2,3,20261120,x'])(
  '%p is no such code',
  (text) => expect(parseOldQr(text)).toBeNull(),
);
