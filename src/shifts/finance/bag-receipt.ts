import { calendarDate } from '../../kernel/business-day.js';
import type { AccountRef } from '../../ledger/chart-of-accounts.js';
import type { Ledger } from '../../ledger/ledger.js';
import type { Clock } from '../../platform/clock/clock.js';
import type { Command, Json } from '../../platform/database/command.js';
import type { Tx } from '../../platform/database/tx.js';
import { money } from '../../platform/views/format.js';
import { commandAt, type DeskContext } from '../../staff/desk-context.js';
import { type BagRow, stepBag } from '../bag-rows.js';
import type { Difference } from '../rules/blind-count.js';
import { type CashCounts, countTotal } from '../rules/denominations.js';
import type { PaperLine, ShiftPapers } from '../shift-papers.js';

/** What Finance found in a bag, and the paper that says so. */
export interface Receipt {
  readonly bag: BagRow;
  readonly countedFen: number;
  readonly difference: Difference;
  readonly documentId: string;
}

/** Finance works in the morning too, before the day is open: then the act carries the calendar's date. */
export function financeCommand<Input extends Json>(
  desk: DeskContext,
  clock: Clock,
  kind: 'finance.receiveBag' | 'finance.recountBag' | 'finance.deposit' | 'finance.undoDeposit',
  key: string,
  input: Input,
): Command<Input> {
  return { ...commandAt(desk, kind, key, input), businessDate: desk.businessDate ?? calendarDate(clock.now()) };
}

/** What Finance counted stands at the bag and in the books; a bag without takings has nothing for the bank. */
export async function bookReceipt(ledger: Ledger, tx: Tx, receipt: Receipt): Promise<void> {
  const { bag, countedFen } = receipt;
  await tx.run('UPDATE cash_bag SET received_fen = ?, received_at = ? WHERE id = ?', [countedFen, tx.now, bag.id]);
  await postReceipt(ledger, tx, receipt);
  if (countedFen <= bag.floatFen) await stepBag(tx, { id: bag.id, state: 'RECEIVED' }, 'deposit');
}

/** Out of the bag: the float back to Finance's float, the takings to what was received, the difference to its account. */
async function postReceipt(
  ledger: Ledger,
  tx: Tx,
  { bag, countedFen, difference, documentId }: Receipt,
): Promise<void> {
  const { storeId: owner, id: part, shiftId, floatFen, takingsFen } = bag;
  const inBag: AccountRef = { kind: 'cash.bag', owner, part };
  const received: AccountRef = { kind: 'finance.received', owner, part };
  const backFen = Math.min(floatFen, countedFen);
  const keptFen = Math.min(countedFen - backFen, floatFen + takingsFen - backFen);
  const moves: [from: AccountRef, to: AccountRef, amount: number][] = [
    [inBag, { kind: 'finance.float', owner }, backFen],
    [inBag, received, keptFen],
    [inBag, { kind: 'cash.short', owner: shiftId, part: 'bag' }, difference.shortFen],
    [{ kind: 'cash.over', owner: shiftId, part: 'bag' }, received, difference.overFen],
  ];
  const transfers = moves.flatMap(([from, to, amount]) =>
    amount > 0 ? [{ unit: 'FEN' as const, from, to, amount }] : [],
  );
  if (transfers.length > 0) await ledger.post(tx, { kind: 'finance.received', documentId, transfers });
}

/** 缴款单 by Finance's own count; `more` stands under what the bag was said to hold. */
export function remittance(
  papers: ShiftPapers,
  tx: Tx,
  desk: DeskContext,
  receipt: Pick<Receipt, 'bag' | 'difference'> & {
    readonly counts: CashCounts;
    readonly title?: string;
    readonly more?: readonly PaperLine[];
  },
): Promise<{ id: string }> {
  const { bag, counts, difference, title = 'remittance', more = [] } = receipt;
  const say = (key: string): string => papers.say(desk, key);
  return papers.create(tx, desk, {
    kind: 'remittance',
    title,
    lines: [
      { label: say('shift'), value: `${bag.businessDate} ${bag.template} ${bag.clerkName}` },
      { label: say('bag'), value: bag.number ?? say('inHand') },
      { label: say('takings'), value: money(bag.takingsFen) },
      { label: say('float'), value: money(bag.floatFen) },
      { label: say('over'), value: money(difference.overFen) },
      { label: say('short'), value: money(difference.shortFen) },
      ...more,
    ],
    counts,
    total: { label: say('amount'), value: money(countTotal(counts)) },
    signers: ['clerk', 'finance'],
  });
}
