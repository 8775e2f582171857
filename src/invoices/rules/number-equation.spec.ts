import { equationFault } from './number-equation.js';
import { blankFrom, numberAfter, sheetsIn, takeSheets } from './sheet-range.js';

const range = (first: string, last: string) => ({ first, last });
const shift = {
  opening: range('00000011', '00000050'),
  received: null,
  issued: 7,
  void: 2,
  lost: 1,
  closing: range('00000021', '00000050'),
  missing: { before: [], here: [] },
};

it('holds when what was blank is used or still blank', () => expect(equationFault(shift)).toBeNull());

it('finds a sheet that went astray', () => {
  expect(equationFault({ ...shift, issued: 6 })).toBe('COUNT');
  expect(equationFault({ ...shift, closing: range('00000022', '00000050') })).toBe('COUNT');
});

it('finds a hole although the count is right', () => {
  expect(equationFault({ ...shift, closing: range('00000022', '00000051') })).toBe('GAP');
});

it('holds for a book that came during the shift and for one that was used up', () => {
  const came = { ...shift, opening: null, received: range('00000001', '00000003'), void: 0, lost: 0, closing: null };
  expect(equationFault({ ...came, issued: 3 })).toBeNull();
  expect(equationFault({ ...came, issued: 2 })).toBe('COUNT');
});

it('counts ranges as texts with leading zeros, nothing past the end', () => {
  expect(sheetsIn(range('00000098', '00000102'))).toBe(5);
  expect(numberAfter('00000099', '00000100')).toBe('00000100');
  expect(numberAfter('00000100', '00000100')).toBeNull();
  expect(blankFrom(null, '00000100')).toBeNull();
  expect(takeSheets(range('00000099', '00000100'), 5)).toEqual(['00000099', '00000100']);
});

it('passes over sheets missing in mid-book, whoever found them missing', () => {
  const before = { ...shift, missing: { before: ['00000015'], here: [] }, closing: range('00000022', '00000050') };
  expect(equationFault(before)).toBeNull();
  expect(equationFault({ ...before, closing: shift.closing })).toBe('COUNT');
  const here = { ...shift, missing: { before: [], here: ['00000040'] }, closing: range('00000020', '00000050') };
  expect(equationFault(here)).toBeNull();
  expect(equationFault({ ...here, closing: range('00000021', '00000051') })).toBe('GAP');
  expect(takeSheets(range('00000014', '00000017'), 9, new Set(['00000015', '00000017']))).toEqual([
    '00000014',
    '00000016',
  ]);
  expect(numberAfter('00000016', '00000017', new Set(['00000017']))).toBeNull();
});
