import { holdWindow, overlaps } from './hold-window.js';

const tonight = (from: string, until: string) => holdWindow('2026-11-20', { from, until });

describe('the hours of a held room', () => {
  it('after midnight belong to the night before', () => {
    expect(tonight('19:00', '01:30')).toEqual({
      fromAt: Date.parse('2026-11-20T19:00:00+08:00'),
      untilAt: Date.parse('2026-11-21T01:30:00+08:00'),
    });
    expect(tonight('００：３０', '0200').fromAt).toBe(Date.parse('2026-11-21T00:30:00+08:00'));
  });

  test.each(['', '25:00', '19:61', '7', 'abends', '1e3'])('%j is no time', (from) => {
    expect(() => tonight(from, '23:00')).toThrow(
      expect.objectContaining({ code: 'rooms.time.invalid', field: 'from' }),
    );
  });

  it('end after they began, the same night', () => {
    expect(() => tonight('21:00', '21:00')).toThrow('rooms.time.order');
    expect(() => tonight('21:00', '19:00')).toThrow('rooms.time.order');
    expect(() => tonight('06:00', '05:59')).toThrow('rooms.time.order');
  });

  it('are half-open: one party leaves at nine, the next comes at nine', () => {
    expect(overlaps(tonight('18:00', '21:00'), tonight('21:00', '23:00'))).toBe(false);
    expect(overlaps(tonight('18:00', '21:01'), tonight('21:00', '23:00'))).toBe(true);
    expect(overlaps(tonight('18:00', '23:00'), tonight('19:00', '20:00'))).toBe(true);
  });
});
