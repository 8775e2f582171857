import { assertShiftPolicy, DEFAULT_SHIFT_POLICY, type ShiftPolicy } from './shift-policy.js';

const saving = (change: Partial<ShiftPolicy>) => () => assertShiftPolicy({ ...DEFAULT_SHIFT_POLICY, ...change });

describe('the hours of the shifts', () => {
  test('A and B overlap for half an hour, and that can be saved', () => {
    expect(saving({})).not.toThrow();
    expect(DEFAULT_SHIFT_POLICY.templates).toEqual([
      { code: 'A', from: '12:00', to: '19:00' },
      { code: 'B', from: '18:30', to: '02:00' },
    ]);
  });

  test.each([
    ['templates', { templates: [] }],
    ['templates', { templates: [{ code: 'A', from: '12:00', to: '12:00' }] }],
    ['templates', { templates: [{ code: 'a b', from: '12:00', to: '13:00' }] }],
    ['overdueAt', { overdueAt: '8:00' }],
    ['bagDueTime', { bagDueTime: '24:00' }],
    ['finance', { finance: { weekdays: [8], from: '09:00', to: '18:00' } }],
    ['finance', { finance: { weekdays: [1], from: '18:00', to: '09:00' } }],
    ['toleranceFen', { toleranceFen: -1 }],
    ['roundDownMaxFen', { roundDownMaxFen: 1.5 }],
    ['prepareMinutes', { prepareMinutes: 600 }],
  ] as const)('%s that no shift could work with is refused', (field, change) => {
    expect(saving(change)).toThrow(expect.objectContaining({ code: 'policy.shifts', field: `shifts.${field}` }));
  });
});
