import receiptline from 'receiptline';
import { printableMarkup, type Spelling } from './printable-text.js';
import { RECEIPT_COLUMNS } from './receipt.js';

/**
 * Bytes for an ESC/POS printer with a GB18030 font (facts 9.3), paper cut at the end. Several framed copies are one
 * job with a cut between them.
 */
export function toEscPos(markup: string, spelling?: Spelling): Buffer {
  const commands = receiptline.transform(printableMarkup(markup, spelling), {
    cpl: RECEIPT_COLUMNS,
    encoding: 'gb18030',
    command: 'escpos',
    cutting: true,
    spacing: true,
  });
  return Buffer.from(commands, 'binary');
}
