import { mayUndoEnrolment } from './undo-right.js';

describe('taking an enrolment back', () => {
  const leads = ['DUTY_SUPERVISOR', 'VIP_CENTRE_DIRECTOR'];
  const enrolment = { enteredBy: 'wang' };

  it('is for the clerk who entered it, and for a lead', () => {
    expect(mayUndoEnrolment(enrolment, { id: 'wang', roles: ['CLERK'] }, leads)).toBe(true);
    expect(mayUndoEnrolment(enrolment, { id: 'li', roles: ['CLERK', 'DUTY_SUPERVISOR'] }, leads)).toBe(true);
  });

  it('is not for another clerk', () => {
    expect(mayUndoEnrolment(enrolment, { id: 'zhao', roles: ['CLERK'] }, leads)).toBe(false);
  });
});
