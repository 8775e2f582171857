import { assertItsDay, assertOpen, EVENING_STEPS, openSteps, stepMark } from './evening-steps.js';

describe('the evening of a birthday', () => {
  it('goes from the papers to the signature in the order of the duty sheet', () => {
    expect(openSteps([])).toEqual(['PAPERS']);
    expect(openSteps(['PAPERS'])).toEqual(['VISIT']);
    expect(openSteps(['PAPERS', 'VISIT'])).toEqual(['USHER']);
    expect(openSteps(['PAPERS', 'VISIT', 'USHER'])).toEqual(['MACHINE']);
    expect(openSteps(['PAPERS', 'VISIT', 'USHER', 'MACHINE'])).toEqual(['AV', 'AREA', 'GIFT']);
    expect(openSteps(EVENING_STEPS.slice(0, 7))).toEqual(['SIGNED']);
    expect(openSteps(EVENING_STEPS)).toEqual([]);
  });

  it('gives no gift to somebody whose papers nobody saw, and none at the door', () => {
    expect(() => assertOpen('GIFT', [])).toThrow('birthdays.step.order');
    expect(() => assertOpen('GIFT', ['PAPERS', 'VISIT'])).toThrow('birthdays.step.order');
    expect(() => assertOpen('GIFT', ['PAPERS', 'VISIT', 'USHER', 'MACHINE'])).not.toThrow();
    expect(() => assertOpen('PAPERS', ['PAPERS'])).toThrow('birthdays.step.done');
  });

  it('keeps the gift and its signature once more when the gift is given anew, and nothing else', () => {
    const kept = [stepMark('GIFT', null), stepMark('GIFT', 2), stepMark('SIGNED', 3), stepMark('AREA', 2)];
    expect(kept).toEqual(['GIFT', 'GIFT.2', 'SIGNED.3', 'AREA']);
  });

  it('is the calendar date or the business date', () => {
    expect(() => assertItsDay('2026-09-12', '2026-09-12', '2026-09-11')).not.toThrow();
    expect(() => assertItsDay('2026-09-12', '2026-09-13', '2026-09-12')).not.toThrow();
    expect(() => assertItsDay('2026-09-12', '2026-09-11', '2026-09-11')).toThrow('birthdays.notToday');
    expect(() => assertItsDay('2026-09-12', '2026-09-13', '2026-09-13')).toThrow('birthdays.notToday');
  });
});
