import { DomainError } from '../../kernel/domain-error.js';
import { parseYuan } from '../../kernel/money.js';
import { toHalfWidth } from '../../kernel/text.js';
import type { Table } from '../../platform/files/table.js';
import type { NumberedAmount } from '../rules/platform-compare.js';

type Sheet = Pick<Table, 'header' | 'rows'>;

const NUMBER_HEADS = ['数电票号码', '数电发票号码', '全电发票号码', '发票号码', 'invoice number', 'number'];
const AMOUNT_HEADS = ['价税合计', '价税合计金额', '金额', 'amount', 'total'];

/** The lines of the platform's export: its number of 20 digits and the amount with tax, negative on red ones. Throws `invoices.platform.columns`, `invoices.platform.row {line}`. */
export async function readPlatformRows({ header, rows }: Sheet): Promise<NumberedAmount[]> {
  const heads = header.map((head) => toHalfWidth(head).trim().toLowerCase());
  const at = (names: readonly string[]) => names.map((name) => heads.indexOf(name)).find((index) => index >= 0);
  const numberAt = at(NUMBER_HEADS);
  const amountAt = at(AMOUNT_HEADS);
  if (numberAt === undefined || amountAt === undefined) throw new DomainError('invoices.platform.columns', {}, 'file');
  const seen = new Set<string>();
  const read: NumberedAmount[] = [];
  for await (const { line, cells } of rows) {
    const number = toHalfWidth(cells[numberAt] ?? '').replace(/\s/g, '');
    if (!/^\d{20}$/.test(number) || seen.has(number)) throw new DomainError('invoices.platform.row', { line }, 'file');
    seen.add(number);
    read.push({ number, amountFen: signedYuan(cells[amountAt] ?? '', line) });
  }
  return read;
}

function signedYuan(typed: string, line: number): number {
  const text = toHalfWidth(typed).trim();
  const red = text.startsWith('-');
  try {
    const fen = parseYuan(red ? text.slice(1) : text);
    return red ? 0 - fen : fen;
  } catch {
    throw new DomainError('invoices.platform.row', { line }, 'file');
  }
}
