import { assertDates, assertLimits, readItem } from './gift-draft.js';

describe('a gift of the catalogue', () => {
  it('is kept under one spelling of its code', () => {
    expect(readItem({ code: 'ｄｅｍｏ－cup ', nameZh: ' 马克杯 ', nameEn: 'Mug' })).toEqual({
      code: 'DEMO-CUP',
      nameZh: '马克杯',
      nameEn: 'Mug',
    });
  });

  test.each(['', '-CUP', '杯子', 'CUP 1', 'C'.repeat(33)])('is refused with the code %j', (code) => {
    expect(() => readItem({ code, nameZh: '杯', nameEn: 'Mug' })).toThrow('gifts.code.invalid');
  });

  it('needs a name in both languages', () => {
    expect(() => readItem({ code: 'CUP', nameZh: '杯', nameEn: ' ' })).toThrow('text.required');
  });
});

describe('an activity', () => {
  it('may last one day, today', () =>
    expect(() => assertDates('2026-11-20', '2026-11-20', '2026-11-20')).not.toThrow());
  it('does not end before it starts', () =>
    expect(() => assertDates('2026-11-21', '2026-11-20', '2026-11-01')).toThrow('gifts.dates.order'));
  it('is not over before it is made', () =>
    expect(() => assertDates('2026-11-01', '2026-11-19', '2026-11-20')).toThrow('gifts.dates.past'));
  it('allows no less in all than on a day', () => {
    expect(() => assertLimits({ perDay: 2, inTotal: 1 })).toThrow('gifts.limits.order');
    expect(() => assertLimits({ perDay: 2, inTotal: 2 })).not.toThrow();
    expect(() => assertLimits({ perDay: null, inTotal: 1 })).not.toThrow();
  });
});
