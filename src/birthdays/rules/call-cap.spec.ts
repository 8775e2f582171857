import { assertMayCall, isAgreed, isExpected, type PastCall } from './call-cap.js';

const call = (outcome: string, agreed = false, second = false): PastCall => ({ outcome, agreed, second });

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

  it('to somebody expected have one outside the cap', () => {
    const yes = [call('NO_ANSWER'), call('NO_ANSWER'), call('COMING')];
    expect(() => assertMayCall(yes, 3, true)).not.toThrow();
    const again = [...yes, call('NO_ANSWER', false, true)];
    expect(() => assertMayCall(again, 3, true)).toThrow('birthdays.call.cap');
    expect(() => assertMayCall(again, 4, true)).not.toThrow();
  });

  it.each([
    ['COMING', null, true],
    ['NO_ANSWER', 'HELD', true],
    ['CALL_LATER', 'ASKED', true],
    ['NO_ANSWER', 'RELEASED', false],
    ['NOT_COMING', 'HELD', false],
    [null, null, false],
  ])('leave a guest of %s with a reservation %s expected: %s', (attend, holdState, expected) =>
    expect(isExpected({ attend, holdState })).toBe(expected),
  );

  it('are not made to a wrong number again', () => {
    expect(() => assertMayCall([call('WRONG_NUMBER')], 3)).toThrow('birthdays.call.wrong');
  });
});
