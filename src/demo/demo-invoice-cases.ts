import { uuidv7 } from 'uuidv7';
import { booksHeldBy } from '../invoices/books/book-rows.js';
import { SpoilSheets } from '../invoices/books/spoil-sheets.js';
import { RefundWaits } from '../invoices/refund-waits.js';
import type { DeskContext } from '../staff/desk-context.js';
import type { DemoStory } from './demo-story.js';
import { DEMO_PIN } from './demo-venue.js';

const LEAD = '8004';

/** The last top-up that nobody asks back, and the last card fee. */
export async function paperSources({ reader, storeId }: DemoStory): Promise<string[]> {
  const lot = await reader.one<{ id: string }>(
    `SELECT l.id FROM top_up_lot l WHERE l.store_id = ? AND l.invoice_mode = 'AT_TOPUP' AND l.invoiced_before_at IS NULL
       AND NOT EXISTS (SELECT 1 FROM refund_lot r WHERE r.lot_id = l.id) ORDER BY l.paid_at DESC, l.id LIMIT 1`,
    [storeId],
  );
  const fee = await reader.one<{ id: string }>(
    `SELECT e.id FROM enrolment e WHERE e.store_id = ? AND e.fee_fen > 0 AND NOT EXISTS (SELECT 1 FROM enrolment_undo u WHERE u.enrolment_id = e.id)
     ORDER BY e.at DESC, e.id LIMIT 1`,
    [storeId],
  );
  return [...(lot ? [`LOT:${lot.id}`] : []), ...(fee ? [`FEE:${fee.id}`] : [])];
}

/** One sheet got wet: reported the same day, a lead signs. */
export async function loseSheet(story: DemoStory, desk: DeskContext): Promise<boolean> {
  const book = (await booksHeldBy(story.reader, desk.person.id)).find(({ kind }) => kind === 'HAND');
  if (!book) return false;
  const input = { first: '', count: '1', reason: '被饮料打湿,找不全' };
  await story.get(SpoilSheets).lose(desk, uuidv7(), book.id, input, { staffNo: LEAD, pin: DEMO_PIN });
  return true;
}

/** A guest asks money back for what is invoiced: it waits for the red one (H14). */
export async function askRefund(story: DemoStory, desk: DeskContext): Promise<void> {
  const asked = await story.reader.one<{ id: string }>(
    `SELECT p.source_id AS id FROM invoice_part p JOIN invoice i ON i.id = p.invoice_id WHERE i.store_id = ? AND i.business_date = ? AND p.source_kind = 'SLIP'
     GROUP BY p.source_id HAVING SUM(p.amount_fen) >= 10000 ORDER BY p.source_id LIMIT 1`,
    [story.storeId, story.businessDate],
  );
  if (asked) await story.get(RefundWaits).request(desk, uuidv7(), { kind: 'SLIP', id: asked.id }, '50');
}
