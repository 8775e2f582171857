import { nextCall } from './next-call.js';

const at = (text: string) => Date.parse(`${text}:00+08:00`);
const rule = { today: '2026-11-20', onDate: '2026-11-22', now: at('2026-11-20T16:00'), cutoff: '06:00' };
const next = (nextDate: string, nextTime: string) => nextCall({ nextDate, nextTime }, rule);

describe('the next call', () => {
  it('is at the time the guest named, today or on another day until the birthday', () => {
    expect(next('', '17:30')).toBe(at('2026-11-20T17:30'));
    expect(next('2026-11-21', '09:15')).toBe(at('2026-11-21T09:15'));
    expect(next('2026-11-22', '0030')).toBe(at('2026-11-23T00:30'));
    expect(next(' ', '')).toBeNull();
  });

  test.each([
    ['2026-11-21', '', 'nextTime', 'rooms.time.invalid'],
    ['', '下午', 'nextTime', 'rooms.time.invalid'],
    ['明天', '17:00', 'nextDate', 'date.invalid'],
    ['', '16:00', 'nextTime', 'birthdays.call.next'],
    ['2026-11-19', '17:00', 'nextTime', 'birthdays.call.next'],
    ['2026-11-23', '17:00', 'nextDate', 'birthdays.call.next'],
  ])('is not %j %j', (date, time, field, code) => {
    expect(() => next(date, time)).toThrow(expect.objectContaining({ code, field }));
  });
});
