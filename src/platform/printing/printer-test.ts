import { toEscPos } from './esc-pos.js';
import { type Delivery, type PrinterAddress, sendToPrinter } from './printer-connection.js';
import { RECEIPT_COLUMNS, Receipt } from './receipt.js';

/** What the test page says, in the venue's language. */
export interface PrinterTestText {
  readonly title: string;
  readonly lines: readonly string[];
}

const RULER = '1234567890'.repeat(5).slice(0, RECEIPT_COLUMNS);

/** A page that shows at a glance whether width, Han characters, bold totals and the cutter work (first start). */
export function printerTestPage({ title, lines }: PrinterTestText): Receipt {
  const page = new Receipt().title(title).text(RULER).rule();
  for (const line of lines) page.text(line);
  return page.pair('GB18030', '汉字 · ￥1,234.50').total('', '￥88.00').rule();
}

/** Prints the test page at once; nothing is stored. */
export function printTestPage(address: PrinterAddress, text: PrinterTestText): Promise<Delivery> {
  return sendToPrinter(address, toEscPos(printerTestPage(text).toMarkup()));
}
