import { actionsFrom, assertTransition, strayStates } from '../../kernel/transitions.js';
import { bookLife, numberLife } from './number-life.js';

it('leads every number and every book to an end', () => {
  expect(strayStates(numberLife)).toEqual({ unreachable: [], stuck: [] });
  expect(strayStates(bookLife)).toEqual({ unreachable: [], stuck: [] });
});

it('voids an issued number and nothing else; nothing becomes blank again', () => {
  expect(assertTransition(numberLife, 'ISSUED', 'void')).toBe('VOID');
  for (const state of ['VOID', 'LOST'] as const) expect(actionsFrom(numberLife, state)).toEqual([]);
  expect(numberLife.rows.some(([, , to]) => (to as string) === 'BLANK')).toBe(false);
});

it('passes a book on from the hand that has it: never from the safe to Finance’s drawer by way of nobody', () => {
  expect(() => assertTransition(bookLife, 'FINANCE', 'seal')).toThrow('invoices.book.transition');
  expect(() => assertTransition(bookLife, 'SAFE', 'pass')).toThrow('invoices.book.transition');
  expect(assertTransition(bookLife, 'CLERK', 'pass')).toBe('CLERK');
});
