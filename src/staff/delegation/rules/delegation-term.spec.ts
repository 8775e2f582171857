import { assertDelegation } from './delegation-term.js';

const tonight = {
  role: 'DUTY_SUPERVISOR',
  fromDate: '2026-11-20',
  toDate: '2026-11-22',
  reason: '李主管休假',
  today: '2026-11-20',
};

describe('standing in for the supervisor (counter-practice H20)', () => {
  it('lasts from one business date to another', () => {
    expect(() => assertDelegation(tonight)).not.toThrow();
    expect(() => assertDelegation({ ...tonight, toDate: '2026-11-20' })).not.toThrow();
  });

  it.each([
    ['delegation.order', { toDate: '2026-11-19' }],
    ['delegation.past', { fromDate: '2026-11-10', toDate: '2026-11-19' }],
    ['delegation.tooLong', { toDate: '2026-12-21' }],
    ['delegation.reason', { reason: '  ' }],
    ['delegation.role', { role: 'FINANCE' }],
    ['delegation.role', { role: 'OWNER' }],
  ])('is refused with %s', (code, change) => {
    expect(() => assertDelegation({ ...tonight, ...change })).toThrow(code);
  });

  it('lasts at most 31 days, the last of them included', () => {
    expect(() => assertDelegation({ ...tonight, toDate: '2026-12-20' })).not.toThrow();
  });
});
