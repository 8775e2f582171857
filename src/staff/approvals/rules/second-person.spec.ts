import { secondRoles, signingRole } from './second-person.js';

const leads = ['DUTY_SUPERVISOR', 'CUSTOMER_SERVICE_MANAGER'];

describe('the second person (counter-practice H1, H20)', () => {
  it('is the duty supervisor for a clerk', () => {
    expect(secondRoles(leads, ['CLERK'])).toEqual(leads);
    expect(signingRole('wang', leads, { id: 'li', roles: ['DUTY_SUPERVISOR'] }, [])).toBe('DUTY_SUPERVISOR');
  });

  it('is never the person who acts, whatever that person may sign for others', () => {
    const li = { id: 'li', roles: ['DUTY_SUPERVISOR'] };
    expect(() => signingRole('li', leads, li, ['DUTY_SUPERVISOR'])).toThrow('cosign.self');
  });

  it('is not just any colleague', () => {
    expect(() => signingRole('wang', leads, { id: 'zhao', roles: ['CLERK'] }, [])).toThrow('cosign.role');
  });

  it('may be a colleague who stands in for the supervisor tonight', () => {
    expect(signingRole('wang', leads, { id: 'zhao', roles: ['CLERK'] }, ['DUTY_SUPERVISOR'])).toBe('DUTY_SUPERVISOR');
  });

  it.each(['OWNER', 'VIP_CENTRE_DIRECTOR'])('is Finance for the %s, and no one of the line', (role) => {
    const wanted = secondRoles(leads, ['CLERK', role]);
    expect(signingRole('boss', wanted, { id: 'qian', roles: ['FINANCE'] }, [])).toBe('FINANCE');
    expect(() => signingRole('boss', wanted, { id: 'li', roles: leads }, [])).toThrow('cosign.role');
  });
});
