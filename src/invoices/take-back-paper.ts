import { rmbInWords } from '../kernel/amount-words.js';
import { formatYuan } from '../kernel/money.js';
import type { ChosenNumbers } from './books/choose-numbers.js';
import type { NumberRow } from './books/sheet-numbers.js';
import type { InvoicePaper } from './invoice-papers.js';
import type { InvoiceRow } from './invoice-rows.js';
import type { TakeBackForm } from './take-back-form.js';

/** What is taken back of an invoice, and on which numbers it stands. */
export interface MadeChange {
  readonly form: TakeBackForm;
  readonly amountFen: number;
  readonly way: 'VOID' | 'RED';
  readonly reason: string;
  /** Sheets that are voided. */
  readonly numbers: readonly NumberRow[];
  /** Numbers of the red invoice. */
  readonly red?: ChosenNumbers;
}

/** Kept with the voided copies, or with the buyer's proof. */
export function changePaper(invoice: InvoiceRow, { form, amountFen, way, numbers, red }: MadeChange): InvoicePaper {
  const rows = [...numbers, ...(red?.texts ?? [])];
  return {
    kind: 'invoice-change',
    prefix: way === 'VOID' ? 'FZ' : 'FH',
    titleKey: way === 'VOID' ? 'voidTitle' : 'redTitle',
    lines: [
      { key: 'original', value: invoice.documentNo },
      { key: 'room', value: invoice.roomNo || '—' },
      ...(form.proof === '' ? [] : [{ key: 'proof', value: form.proof }]),
      ...(form.note === '' ? [] : [{ key: 'note', value: form.note }]),
      { key: 'amount', value: formatYuan(-amountFen), big: true },
      { key: way === 'RED' ? 'redWords' : 'words', value: rmbInWords(amountFen) },
    ],
    rows: rows.map(({ code, number, amountFen: fen }) => [`${code} ${number}`.trim(), formatYuan(fen)]),
    copies: [{ name: 'file', sign: 'clerk' }],
  };
}
