import { mayUndoAlone } from './undo-right.js';

describe('taking back a credit alone', () => {
  const act = { byId: 'wang-li', shiftId: 'evening', businessDate: '2026-11-20' };
  const wang = { actorId: 'wang-li', shiftId: 'evening', businessDate: '2026-11-20' };

  it('is for who made it, as long as the shift serves', () => {
    expect(mayUndoAlone(act, wang)).toBe(true);
    expect(mayUndoAlone(act, { ...wang, shiftId: null })).toBe(false);
  });

  it('is not for a colleague', () => {
    expect(mayUndoAlone(act, { ...wang, actorId: 'li-na', shiftId: 'night' })).toBe(false);
  });

  it('is not for the next shift, though it is the same day', () => {
    expect(mayUndoAlone(act, { ...wang, shiftId: 'night' })).toBe(false);
  });

  it('is for who made it outside any shift, on its business day, and not on the next or a closed one', () => {
    const outside = { ...act, shiftId: null };
    expect(mayUndoAlone(outside, { ...wang, shiftId: null })).toBe(true);
    expect(mayUndoAlone(outside, { ...wang, shiftId: null, businessDate: '2026-11-21' })).toBe(false);
    expect(mayUndoAlone(outside, { ...wang, shiftId: null, businessDate: null })).toBe(false);
  });
});
