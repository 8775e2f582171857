import {
  assertShiftPolicy,
  DEFAULT_SHIFT_POLICY,
  readTemplates,
  type ShiftPolicy,
  templatesText,
} from './shift-policy.js';

const saving = (change: Partial<ShiftPolicy>) => () => assertShiftPolicy({ ...DEFAULT_SHIFT_POLICY, ...change });

describe('the hours of the shifts', () => {
  test('A and B overlap for half an hour, and that can be saved', () => {
    expect(saving({})).not.toThrow();
    expect(DEFAULT_SHIFT_POLICY.templates).toEqual([
      { code: 'A', from: '12:00', to: '19:00' },
      { code: 'B', from: '18:30', to: '02:00' },
    ]);
  });

  test('stand in one line of the form, as the clerk would write them', () => {
    const { templates } = DEFAULT_SHIFT_POLICY;
    expect(templatesText(templates)).toBe('A 12:00-19:00, B 18:30-02:00');
    expect(readTemplates('a 12:00~19:00；\nＢ　18:30至02:00')).toEqual(templates);
    expect(() => readTemplates('A noon-19:00')).toThrow(
      expect.objectContaining({ code: 'policy.shifts', field: 'shifts.templates' }),
    );
  });

  test.each([
    ['templates', { templates: [] }],
    ['templates', { templates: [{ code: 'A', from: '12:00', to: '12:00' }] }],
    ['templates', { templates: [{ code: 'a b', from: '12:00', to: '13:00' }] }],
    ['overdueAt', { overdueAt: '8:00' }],
    ['bagDueTime', { bagDueTime: '24:00' }],
    ['finance.from', { finance: { weekdays: [8], from: '09:00', to: '18:00', holidays: [], workdays: [] } }],
    ['finance.from', { finance: { weekdays: [1], from: '18:00', to: '09:00', holidays: [], workdays: [] } }],
    ['toleranceFen', { toleranceFen: -1 }],
    ['roundDownMaxFen', { roundDownMaxFen: 1.5 }],
    ['prepareMinutes', { prepareMinutes: 600 }],
  ] as const)('%s that no shift could work with is refused', (field, change) => {
    expect(saving(change)).toThrow(expect.objectContaining({ code: 'policy.shifts', field: `shifts.${field}` }));
  });
});
