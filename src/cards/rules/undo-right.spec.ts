import { mayUndoEnrolment } from './undo-right.js';

describe('taking an enrolment back', () => {
  const leads = ['DUTY_SUPERVISOR', 'VIP_CENTRE_DIRECTOR'];
  const enrolment = { enteredBy: 'wang', shiftId: 'evening' };

  it('is for the clerk who entered it within the shift, and for a lead at any time', () => {
    expect(mayUndoEnrolment(enrolment, { id: 'wang', shiftId: 'evening', roles: ['CLERK'] }, leads)).toBe(true);
    expect(mayUndoEnrolment(enrolment, { id: 'li', shiftId: null, roles: ['CLERK', 'DUTY_SUPERVISOR'] }, leads)).toBe(
      true,
    );
  });

  it('is not for another clerk', () => {
    expect(mayUndoEnrolment(enrolment, { id: 'zhao', shiftId: 'night', roles: ['CLERK'] }, leads)).toBe(false);
  });

  it('is not for the clerk once the shift was cut', () => {
    expect(mayUndoEnrolment(enrolment, { id: 'wang', shiftId: null, roles: ['CLERK'] }, leads)).toBe(false);
    expect(mayUndoEnrolment(enrolment, { id: 'wang', shiftId: 'night', roles: ['CLERK'] }, leads)).toBe(false);
  });
});
