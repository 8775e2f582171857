import { mayUndoAlone } from './undo-right.js';

describe('taking back a credit alone', () => {
  const act = { byId: 'wang-li', businessDate: '2026-11-20' };
  it('is for who made it, on its business day', () => {
    expect(mayUndoAlone(act, { actorId: 'wang-li', businessDate: '2026-11-20' })).toBe(true);
  });
  it('is not for a colleague', () => {
    expect(mayUndoAlone(act, { actorId: 'li-na', businessDate: '2026-11-20' })).toBe(false);
  });
  it('is not for the next business day', () => {
    expect(mayUndoAlone(act, { actorId: 'wang-li', businessDate: '2026-11-21' })).toBe(false);
  });
  it('is not for a closed day', () =>
    expect(mayUndoAlone(act, { actorId: 'wang-li', businessDate: null })).toBe(false));
});
