import { assertMayCall, isAgreed, type PastCall } from './call-cap.js';

const call = (outcome: string, agreed = false): PastCall => ({ outcome, agreed });

describe('calls for a birthday', () => {
  it('end after the third that nobody answered', () => {
    const two = [call('NO_ANSWER'), call('NO_ANSWER')];
    expect(() => assertMayCall(two, 3)).not.toThrow();
    expect(() => assertMayCall([...two, call('NO_ANSWER')], 3)).toThrow(
      expect.objectContaining({ code: 'birthdays.call.cap', params: { most: 3 } }),
    );
  });

  it('that the guest asked for are outside the cap', () => {
    const asked = [call('NO_ANSWER'), call('NO_ANSWER'), call('CALL_LATER')];
    expect(isAgreed(asked)).toBe(true);
    expect(() => assertMayCall(asked, 3)).not.toThrow();
    expect(() => assertMayCall([...asked, call('NO_ANSWER', true)], 3)).toThrow('birthdays.call.cap');
  });

  it('are not made to a wrong number again', () => {
    expect(() => assertMayCall([call('WRONG_NUMBER')], 3)).toThrow('birthdays.call.wrong');
  });
});
