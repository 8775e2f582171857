import { defineTransitions } from '../../../kernel/transitions.js';

export type RefundState = 'AWAITING_RED' | 'PAYABLE' | 'PART_PAID' | 'PAID' | 'CANCELLED';
export type RefundAction = 'awaitRed' | 'release' | 'payPart' | 'payLast' | 'cancel';

/**
 * A refund that was approved. What it takes has left the card; an invoiced top-up waits for its red invoice (H14).
 * It can be called off as long as nothing was paid.
 */
export const refundLife = defineTransitions<RefundState, RefundAction>({
  name: 'refund',
  initial: 'PAYABLE',
  final: ['PAID', 'CANCELLED'],
  rows: [
    ['PAYABLE', 'awaitRed', 'AWAITING_RED'],
    ['AWAITING_RED', 'release', 'PAYABLE'],
    ['PAYABLE', 'payPart', 'PART_PAID'],
    ['PAYABLE', 'payLast', 'PAID'],
    ['PART_PAID', 'payPart', 'PART_PAID'],
    ['PART_PAID', 'payLast', 'PAID'],
    ['PAYABLE', 'cancel', 'CANCELLED'],
    ['AWAITING_RED', 'cancel', 'CANCELLED'],
  ],
});
