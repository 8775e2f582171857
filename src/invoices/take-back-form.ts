import { DomainError } from '../kernel/domain-error.js';
import { parseYuan } from '../kernel/money.js';
import { cleanText } from '../kernel/text.js';
import { readNumber } from './issue-form.js';
import type { InvoiceRow } from './invoice-rows.js';
import { isRedReason, isVoidReason } from './rules/taking-back.js';

/** A take-back as it is typed. */
export interface TakeBackInput {
  /** WRITTEN_WRONG, RETURNED, DAMAGED; 01–04 on a red one. */
  readonly reason: string;
  /** '1' when all copies lie here. */
  readonly copiesBack: string;
  /** Yuan; '' = all that stands. Red only. */
  readonly amount: string;
  /** The platform's number of the red 数电票. */
  readonly redNumber: string;
  readonly proof: string;
  readonly note: string;
  /** Torn sheets that came back, by commas; '' = all. */
  readonly numbers: string;
}

export interface TakeBackForm {
  readonly reason: string;
  readonly redReason: string;
  readonly copiesBack: boolean;
  readonly amountFen: number | null;
  readonly redNumber: string | null;
  readonly proof: string;
  readonly note: string;
  readonly numbers: readonly string[];
}

/** Throws `invoices.takeBack.reason`, `money.*`, `invoices.number.invalid`, `text.tooLong`. */
export function readTakeBack(input: TakeBackInput, { kind }: Pick<InvoiceRow, 'kind'>, year: number): TakeBackForm {
  const { reason, amount } = input;
  if (!isRedReason(reason) && !isVoidReason(reason)) throw new DomainError('invoices.takeBack.reason', {}, 'reason');
  if (kind === 'DIGITAL' && !isRedReason(reason)) throw new DomainError('invoices.takeBack.reason', {}, 'reason');
  return {
    reason,
    redReason: isRedReason(reason) ? reason : RED_OF[reason],
    copiesBack: input.copiesBack === '1',
    amountFen: amount.trim() === '' ? null : parseYuan(amount, { field: 'amount', minFen: 1 }),
    redNumber: readNumber(kind, input.redNumber, year).number,
    proof: cleanText(input.proof, { max: 60, field: 'proof' }),
    note: cleanText(input.note, { max: 200, field: 'note' }),
    numbers: input.numbers.split(',').flatMap((number) => number.trim() || []),
  };
}

const RED_OF = { WRITTEN_WRONG: '01', DAMAGED: '01', RETURNED: '02' } as const;
