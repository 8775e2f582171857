import { uuidv7 } from 'uuidv7';
import { booksHeldBy } from '../../src/invoices/books/book-rows.js';
import { HandBook } from '../../src/invoices/books/hand-book.js';
import { ReceiveBook } from '../../src/invoices/books/receive-book.js';
import { type HeldRange, rangesHeldBy } from '../../src/invoices/books/shift-ranges.js';
import { DeskModes } from '../../src/invoices/desk-modes.js';
import { type Issued, IssueInvoice } from '../../src/invoices/issue-invoice.js';
import type { IssueInput } from '../../src/invoices/issue-form.js';
import { type TakenBack, TakeBack } from '../../src/invoices/take-back.js';
import type { TakeBackInput } from '../../src/invoices/take-back-form.js';
import { Reader } from '../../src/platform/database/reader.js';
import type { SlipTender } from '../../src/slips/rules/slip-figures.js';
import { PolicyService } from '../../src/venue/policy.service.js';
import { DEFAULT_POLICY } from '../../src/venue/rules/policy-schema.js';
import type { StoredValuePolicy } from '../../src/venue/rules/stored-value-policy.js';
import type { HandedShift } from '../../src/venue/handover-parts.js';
import type { TestDatabase } from './databases.js';
import { expectBooksToBalance } from './invariants.js';
import { at, type Colleague, given, hire, type House, openHouse } from './people.js';
import { push, type SlipStory } from './points.js';
import { atCounter, cosigned, openShift } from './shifts.js';
import { type AppWorld, openWorld, type World } from './world.js';

/** A counter that issues invoices: 王丽 has opened her shift, Finance and the supervisor are in the house. */
export interface InvoiceNight {
  readonly world: World;
  readonly house: House;
  readonly clerk: Colleague;
  readonly finance: Colleague;
  readonly supervisor: Colleague;
  readonly shiftId: string;
}

let nights = 0;

export async function openInvoiceNight(world: World, mode: 'PAPER' | 'DIGITAL' = 'PAPER'): Promise<InvoiceNight> {
  nights += 1;
  const house = await openHouse(world);
  const clerk = await hire(house, `C${nights}1`, 'CLERK', { name: '王丽' });
  const finance = await hire(house, `F${nights}1`, 'FINANCE', { name: '陈会计' });
  const supervisor = await hire(house, `S${nights}1`, 'DUTY_SUPERVISOR', { name: '李主管' });
  await world.get(DeskModes).set(at(house, finance), uuidv7(), house.terminal.deskId, mode);
  return { world, house, clerk, finance, supervisor, shiftId: await openShift(house, clerk) };
}

/**
 * The stage for stories about invoices of a platform: one house at noon, a counter of its own for each story, and books that balance after it.
 * `opened` is told before each story.
 */
export function eachDigitalNight(db: TestDatabase, opened: (world: AppWorld, night: InvoiceNight) => void): void {
  let world: AppWorld;
  beforeAll(async () => {
    world = await openWorld(db, { at: '2026-11-20T12:00' });
  });
  beforeEach(async () => {
    world.clock.setTo('2026-11-20T12:00:00+08:00');
    opened(world, await openInvoiceNight(world, 'DIGITAL'));
  });
  afterEach(() => expectBooksToBalance(world));
  afterAll(() => world.close());
}

let codes = 0;

/** Finance receives a book and the clerk draws it; its id. Every call has a code of its own. */
export async function giveBook(
  night: Pick<InvoiceNight, 'world' | 'house' | 'finance'>,
  to: Colleague,
  book: { kind?: string; firstNo?: string; sheets?: number; yuan?: number } = {},
): Promise<string> {
  const { kind = 'HAND', firstNo = '00000001', sheets = 50, yuan = 10 } = book;
  const bookId = await receiveBook(night, { kind, firstNo, sheets, yuan });
  await handBooks(night, night.finance, to, [bookId]);
  return bookId;
}

export async function receiveBook(
  { world, house, finance }: Pick<InvoiceNight, 'world' | 'house' | 'finance'>,
  { kind, firstNo, sheets, yuan }: { kind: string; firstNo: string; sheets: number; yuan: number },
): Promise<string> {
  codes += 1;
  const code = kind === 'ROLL' ? `0${String(codes).padStart(9, '0')}06` : `1${String(codes).padStart(9, '0')}`;
  const input = {
    kind,
    code,
    firstNo,
    sheets: String(sheets),
    denomination: kind === 'FIXED' ? String(yuan * 100) : '',
  };
  return (await world.get(ReceiveBook).receive(at(house, finance, { terminal: null }), uuidv7(), input)).result.bookId;
}

/** `giver` stands at the screen, `receiver` types the PIN. */
export async function handBooks(
  { world, house }: Pick<InvoiceNight, 'world' | 'house'>,
  giver: Colleague,
  receiver: Colleague,
  bookIds: readonly string[],
  absentReason = '',
): Promise<void> {
  const input = { bookIds, absentReason };
  await world.get(HandBook).hand(await atCounter(house, giver), uuidv7(), input, cosigned(receiver));
}

/** Top-ups from now on are sold under these rules of stored value, the others as they are by default. */
export function valuePolicy(
  { world, house }: Pick<InvoiceNight, 'world' | 'house'>,
  change: Partial<StoredValuePolicy>,
): Promise<string> {
  const policy = { ...DEFAULT_POLICY, storedValue: { ...DEFAULT_POLICY.storedValue, ...change } };
  const rules = { policy, effectiveFrom: house.businessDate, reason: '试' };
  return given(
    world,
    house.store.id,
    async (tx) => String(await world.get(PolicyService).change(tx, rules)),
    house.businessDate,
  );
}

let slips = 0;

/** A settled slip; its id. Paid as said, else in cash. */
export async function settled(
  { world, house }: Pick<InvoiceNight, 'world' | 'house'>,
  yuan: number,
  story: SlipStory & { readonly pay?: readonly (readonly [SlipTender['kind'], number])[] } = {},
): Promise<{ id: string; slipNo: string }> {
  slips += 1;
  const { pay, ...rest } = story;
  const slipNo = rest.slipNo ?? `V-${slips}`;
  const tenders = pay?.map(([kind, each]) => ({ kind, amountFen: each * 100 }));
  const { slipId } = await push(
    { world, house },
    { yuan, slipNo, visitNo: `KD-${slips}`, settledAt: '2026-11-20T11:30', ...(tenders ? { tenders } : {}), ...rest },
  );
  return { id: slipId, slipNo };
}

export interface IssueStory extends Partial<IssueInput> {
  readonly by?: Colleague;
  readonly key?: string;
}

/** The clerk issues for these slips, their 开房单 in hand. */
export async function issue(
  night: InvoiceNight,
  refs: readonly string[],
  { by = night.clerk, key = uuidv7(), ...typed }: IssueStory = {},
): Promise<Issued> {
  const sources = refs.map((ref) => (ref.includes(':') ? ref : `SLIP:${ref}`)).join(',');
  const input = { ...plain, visits: await visitsOf(night, refs), ...typed, sources };
  const desk = await atCounter(night.house, by);
  return (await night.world.get(IssueInvoice).atCounter(desk, key, input)).result;
}

const plain = { amount: '', kind: 'HAND', titleKind: 'PERSON', title: '', taxNo: '', number: '', confirmed: '1' };

async function visitsOf({ world }: InvoiceNight, refs: readonly string[]): Promise<string> {
  const visits = refs.map(async (id) => {
    const slip = await world.one<{ visitNo: string | null }>('SELECT visit_no FROM slip WHERE id = ?', [id]);
    return slip?.visitNo ?? 'KD';
  });
  return (await Promise.all(visits)).join(',');
}

let digits = 0;

/** The next number of the platform. */
export const platformNo = (): string => `2644200000${String((digits += 1)).padStart(10, '0')}`;

/** What is typed for an invoice that the platform has numbered. */
export const digital = (more: object = {}) => ({ kind: 'DIGITAL', number: platformNo(), ...more });

export async function takeBack(
  night: InvoiceNight,
  invoiceId: string,
  { by = night.clerk, ...typed }: Partial<TakeBackInput> & { by?: Colleague } = {},
): Promise<TakenBack> {
  const none = { amount: '', redNumber: '', proof: '', note: '', numbers: '' };
  const input = { reason: 'RETURNED', copiesBack: '1', ...none, ...typed };
  return (await night.world.get(TakeBack).run(await atCounter(night.house, by), uuidv7(), invoiceId, input)).result;
}

/** What the shift had of its books, as the handover asks it. */
export async function rangesOf({ world }: Pick<InvoiceNight, 'world'>, shiftId: string): Promise<HeldRange[]> {
  const shift = await world.one<HandedShift>('SELECT id, clerk_id, opened_at, cut_at FROM shift WHERE id = ?', [
    shiftId,
  ]);
  return rangesHeldBy(world.get(Reader), shift!);
}

/** Labels of the books in somebody's hands. */
export const heldBy = async ({ world }: Pick<InvoiceNight, 'world'>, { id }: Colleague): Promise<string[]> =>
  (await booksHeldBy(world.get(Reader), id)).map((book) => book.id);
