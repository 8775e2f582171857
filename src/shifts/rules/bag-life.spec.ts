import { strayStates } from '../../kernel/transitions.js';
import { bagDueDate, bagLife, bagOverdue, financeOnDuty } from './bag-life.js';

const hours = { weekdays: [1, 2, 3, 4, 5, 6], from: '09:00', to: '18:00', holidays: [], workdays: [] };

describe('the bag of a shift', () => {
  test('every state can be reached and left', () => {
    expect(strayStates(bagLife)).toEqual({ unreachable: [], stuck: [] });
  });

  test('Finance is in the house on Saturday at 17:59, not at 18:00 and not on Sunday', () => {
    expect(financeOnDuty(hours, '2026-11-21', '17:59')).toBe(true);
    expect(financeOnDuty(hours, '2026-11-21', '18:00')).toBe(false);
    expect(financeOnDuty(hours, '2026-11-22', '12:00')).toBe(false);
  });

  test('a bag sealed on Saturday night is due on Monday', () => {
    expect(bagDueDate(hours, '2026-11-21')).toBe('2026-11-23');
    expect(bagDueDate(hours, '2026-11-19')).toBe('2026-11-20');
  });

  test('a holiday of Finance is no working day, and neither is the one after it', () => {
    const spring = { ...hours, holidays: ['2026-11-23', '2026-11-24'] };
    expect(bagDueDate(spring, '2026-11-21')).toBe('2026-11-25');
    expect(financeOnDuty(spring, '2026-11-23', '10:00')).toBe(false);
    expect(financeOnDuty(spring, '2026-11-25', '10:00')).toBe(true);
  });

  test('a swapped Saturday is a working day of a Monday-to-Friday office, and the holiday Monday is none', () => {
    const swapped = { ...hours, weekdays: [1, 2, 3, 4, 5], holidays: ['2026-11-23'], workdays: ['2026-11-21'] };
    expect(bagDueDate(swapped, '2026-11-20')).toBe('2026-11-21');
    expect(bagDueDate({ ...swapped, workdays: [] }, '2026-11-20')).toBe('2026-11-24');
    expect(financeOnDuty(swapped, '2026-11-21', '10:00')).toBe(true);
    expect(financeOnDuty(swapped, '2026-11-22', '10:00')).toBe(false);
    expect(financeOnDuty(swapped, '2026-11-23', '10:00')).toBe(false);
  });

  test('a house whose Finance never works waits one week, not for ever', () => {
    expect(bagDueDate({ weekdays: [], holidays: [], workdays: [] }, '2026-11-21')).toBe('2026-11-29');
  });

  test('it is overdue from noon of the day it is due', () => {
    expect(bagOverdue('2026-11-23', '12:00', '2026-11-23', '11:59')).toBe(false);
    expect(bagOverdue('2026-11-23', '12:00', '2026-11-23', '12:00')).toBe(true);
    expect(bagOverdue('2026-11-23', '12:00', '2026-11-22', '23:00')).toBe(false);
    expect(bagOverdue('2026-11-23', '12:00', '2026-11-24', '00:10')).toBe(true);
  });
});
