import { defineTransitions } from '../../kernel/transitions.js';

/**
 * The life of one invoice number (facts 3.3). A blank is only a place in a book's range: the row is written when it leaves BLANK, and its first
 * state never changes. Red is an amount against an ISSUED number, not a state.
 */
export const numberLife = defineTransitions({
  name: 'invoices.state',
  initial: 'BLANK',
  final: ['ISSUED', 'VOID', 'LOST'],
  rows: [
    ['BLANK', 'issue', 'ISSUED'],
    ['BLANK', 'spoil', 'VOID'],
    ['BLANK', 'lose', 'LOST'],
    // a sheet in the middle of the book: the ones before it are still blank
    ['BLANK', 'miss', 'LOST'],
    ['ISSUED', 'void', 'VOID'],
  ],
});

export type NumberState = (typeof numberLife.rows)[number][2] | 'BLANK';
/** What a number can become when it leaves BLANK. */
export type UsedState = 'ISSUED' | 'VOID' | 'LOST';

/**
 * Custody of a book: tax office → Finance → clerk → clerk → safe → Finance (003E-073…077; 发票管理办法 23: a book is never broken up). One custodian at
 * a time; each step bears two people's names.
 */
export const bookLife = defineTransitions({
  name: 'invoices.book',
  initial: 'TAX_OFFICE',
  final: ['FILED'],
  rows: [
    ['TAX_OFFICE', 'receive', 'FINANCE'],
    ['FINANCE', 'draw', 'CLERK'],
    ['CLERK', 'pass', 'CLERK'],
    ['CLERK', 'seal', 'SAFE'],
    ['SAFE', 'take', 'CLERK'],
    ['CLERK', 'giveBack', 'FINANCE'],
    ['SAFE', 'giveBack', 'FINANCE'],
    ['FINANCE', 'handOn', 'FINANCE'],
    // the stubs of a used book, kept five years (发票管理办法 28)
    ['FINANCE', 'file', 'FILED'],
  ],
});

export type BookPlace = (typeof bookLife.rows)[number][2];
export type BookAction = (typeof bookLife.rows)[number][1];
