import { uuidv7 } from 'uuidv7';
import { countedAsKnown } from '../../src/demo/demo-seal.js';
import { MatchNight } from '../../src/night/match-night.service.js';
import { Morning } from '../../src/night/morning.service.js';
import { deskEnd } from '../../src/night/night-rows.js';
import type { TypedWitness } from '../../src/night/night-witness.js';
import { type SealForm, SealNight } from '../../src/night/seal-night.service.js';
import { Reader } from '../../src/platform/database/reader.js';
import { ReceiveBook } from '../../src/invoices/books/receive-book.js';
import { DrawerCounts } from '../../src/shifts/drawer-counts.js';
import type { CashCounts } from '../../src/shifts/rules/denominations.js';
import { ShiftsService } from '../../src/shifts/shifts.service.js';
import { SignHandover } from '../../src/shifts/sign-handover.service.js';
import { TakeOver } from '../../src/shifts/take-over.service.js';
import { PendingSignatures } from '../../src/staff/approvals/pending-signatures.js';
import { SafeContents } from '../../src/venue/safe-contents.js';
import { VenueActs } from '../../src/venue/venue-acts.service.js';
import { blanks } from './cards.js';
import { handBooks } from './invoices.js';
import { at, type Colleague, type House, PIN } from './people.js';
import { atCounter, cosigned, openShift, printPaper, sheet } from './shifts.js';

/** Somebody with a number of ours, beside the one who acts. */
export function byPin(person: Colleague): TypedWitness {
  return {
    way: 'PIN',
    staffNo: person.staffNo,
    pin: PIN,
    name: '',
    badge: '',
    signature: '',
    onPaper: false,
    attestStaffNo: '',
    attestPin: '',
  };
}

/** A guard of the firm, whom a supervisor vouches for. */
export function byBadge(name: string, badge: string, attester: Colleague): TypedWitness {
  const signature = JSON.stringify([{ points: [{ x: 1, y: 2 }] }]);
  return {
    ...byPin(attester),
    name,
    badge,
    signature,
    way: 'BADGE',
    attestStaffNo: attester.staffNo,
    attestPin: PIN,
  };
}

/** The supervisor signs the whole 待签 list at `clerk`'s desk. */
export async function signAll(house: House, clerk: Colleague, lead: Colleague): Promise<void> {
  const { world, store } = house;
  const open = await world.rows<{ id: string }>(
    'SELECT pending_signature_id AS id FROM open_signature WHERE store_id = ?',
    [store.id],
  );
  const ids = open.map(({ id }) => id);
  await world.get(PendingSignatures).sign(at(house, clerk), uuidv7(), ids, cosigned(lead));
}

/** What lies in a drawer besides money: a copy of each of three piles, 12 blank cards, a book that begins at 1. */
export async function fillDrawer(house: House, clerk: Colleague, finance: Colleague): Promise<void> {
  const { world } = house;
  const desk = await atCounter(house, clerk);
  for (const kind of ['points-confirmation', 'redemption-redeemed', 'top-up'])
    await printPaper(world, desk, kind, 'ZZ');
  await blanks(house, 'MEMBER', '8801000001-8801000012');
  await drawBook(house, clerk, finance, '144031900119');
}

/** Finance hands a book of 50 that begins at 1 to `clerk`; the field of the handover in which its number is typed. */
export async function drawBook(house: House, clerk: Colleague, finance: Colleague, code: string): Promise<string> {
  const { world } = house;
  const book = { kind: 'HAND', code, firstNo: '00000001', sheets: '50', denomination: '' };
  const { result } = await world.get(ReceiveBook).receive(at(house, finance), uuidv7(), book);
  await handBooks({ world, house }, clerk, finance, [result.bookId]);
  return `line-book${result.label.replaceAll(/\W/g, '')}`;
}

/** A drawer, without cash and merchant copies where nothing else is said, goes from `clerk` to `next`; empty, its shift is over. */
export async function endShift(
  house: House,
  clerk: Colleague,
  next: Colleague,
  copies = 0,
  cash: CashCounts = { 10_000: 0 },
  more: Readonly<Record<string, string>> = {},
): Promise<string> {
  const { world } = house;
  const shiftId = await world.get(ShiftsService).cut(at(house, clerk), uuidv7());
  await world.get(DrawerCounts).count(at(house, clerk), uuidv7(), shiftId, cash);
  const typed = { 'line-merchantCopies': String(copies), ...more };
  await world.get(SignHandover).sign(at(house, clerk), uuidv7(), shiftId, sheet({ typed }));
  await world.get(TakeOver).accept(at(house, next), uuidv7(), shiftId, cosigned(next));
  return shiftId;
}

/** `clerk` works a whole empty shift at the house's counter. */
export async function workShift(house: House, clerk: Colleague, next: Colleague): Promise<string> {
  await openShift(house, clerk);
  return endShift(house, clerk, next);
}

/** What lies at a desk at the end of its day, every pile counted as the books know it. */
async function counted(
  { store, businessDate, world }: House,
  deskId: string,
  what: 'piles' | 'contents',
): Promise<Record<string, string>> {
  const db = world.get(Reader);
  const { night } = await deskEnd(db, { storeId: store.id, deskId, businessDate });
  return countedAsKnown(await world.get(SafeContents)[what](db, night));
}

/** The closing clerk holds receipts against copies: 无问题. The seal's id. */
export async function matchNight(house: House, clerk: Colleague, deskId = house.terminal.deskId): Promise<string> {
  const typed = await counted(house, deskId, 'piles');
  return house.world
    .get(MatchNight)
    .match(at(house, clerk), uuidv7(), deskId, { typed, verdict: 'NONE', problem: '', pin: PIN });
}

export function sealForm(number: string, guard: TypedWitness, typed: SealForm['typed'] = {}): SealForm {
  return { number, typed, guard, problem: '' };
}

/** Matched, laid into the safe before the guard, sealed. The seal's id. */
export async function sealNight(house: House, clerk: Colleague, guard: Colleague, number = 'FT-0001'): Promise<string> {
  const sealId = await matchNight(house, clerk);
  const form = sealForm(number, byPin(guard), await counted(house, house.terminal.deskId, 'contents'));
  await house.world.get(SealNight).seal(at(house, clerk), uuidv7(), sealId, form);
  return sealId;
}

export function closeDay(house: House, lead: Colleague): Promise<string> {
  return house.world.get(VenueActs).closeDay(at(house, lead), uuidv7());
}

/** The next business day is open. */
export async function openDay(house: House, lead: Colleague, date: string): Promise<House> {
  await house.world.get(VenueActs).openDay(at(house, lead), uuidv7(), date);
  return { ...house, businessDate: date };
}

/** Two people read the seal: `clerk` opens beside `second`. */
export function readSeal(house: House, clerk: Colleague, second: Colleague, sealId: string, seal: string) {
  return house.world
    .get(Morning)
    .accept(at(house, clerk), uuidv7(), sealId, { seal, blanks: {}, second: byPin(second) });
}
