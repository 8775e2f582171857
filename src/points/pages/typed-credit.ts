import { parsePlainDate } from '../../kernel/business-day.js';
import { parseYuan } from '../../kernel/money.js';
import { cleanText } from '../../kernel/text.js';
import type { PaperSlip } from '../paper-slip.js';

export interface TypedCredit {
  readonly slipNo?: string;
  readonly roomNo?: string;
  readonly amount?: string;
  readonly settledOn?: string;
}

/** What was typed, as the act wants it. An amount makes it a paper slip. Throws money.*, date.invalid, text.*, beside their fields. */
export function creditInput(
  membershipId: string,
  typed: TypedCredit,
): { membershipId: string; slipNo: string; paper: PaperSlip | null } {
  return { membershipId, slipNo: typed.slipNo ?? '', paper: paperOf(typed) };
}

function paperOf({ roomNo = '', amount = '', settledOn = '' }: TypedCredit): PaperSlip | null {
  if (amount.trim() === '') return null;
  return {
    roomNo: cleanText(roomNo, { max: 20, required: true, field: 'roomNo' }),
    amountFen: parseYuan(amount, { field: 'amount', minFen: 1 }),
    settledOn: settledOn.trim() === '' ? null : parsePlainDate(settledOn, 'settledOn'),
  };
}
