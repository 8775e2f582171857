import 'reflect-metadata';
import { uuidv7 } from 'uuidv7';
import { I18nModule } from '../../../src/platform/i18n/i18n.module.js';
import { Reader } from '../../../src/platform/database/reader.js';
import { readSettings } from '../../../src/platform/settings/settings.js';
import { bagsInState } from '../../../src/shifts/bag-rows.js';
import { BagsService } from '../../../src/shifts/bags.service.js';
import { DrawerCounts } from '../../../src/shifts/drawer-counts.js';
import { FinanceService } from '../../../src/shifts/finance/finance.service.js';
import { ShiftsModule } from '../../../src/shifts/shifts.module.js';
import { ShiftsService } from '../../../src/shifts/shifts.service.js';
import { shiftOfClerk } from '../../../src/shifts/shift-rows.js';
import { SignHandover } from '../../../src/shifts/sign-handover.service.js';
import { TakeOver } from '../../../src/shifts/take-over.service.js';
import { at, type Colleague, type House } from '../../support/people.js';
import { atCounter, cosigned, openShift, sell, sheet } from '../../support/shifts.js';
import { openRooms } from '../../support/world.js';

/**
 * A server of its own on which one clerk sells and hands over to the next and Finance counts the bag, each step from where
 * it stands, until it is killed. Each line it prints is a step it has confirmed.
 */
const told: { house: Omit<House, 'world'>; clerks: [Colleague, Colleague]; lead: Colleague; finance: Colleague } =
  JSON.parse(process.env['STORY'] ?? '');
const world = await openRooms({ settings: readSettings(process.env) }, [I18nModule, ShiftsModule], {
  at: '2026-11-20T18:50',
});
const house: House = { ...told.house, world };
const reader = world.get(Reader);

/** The next step of the shift that is not over; the first clerk opens one when there is no shift and no bag. */
async function step(): Promise<string> {
  const [clerk, next] = told.clerks;
  const desk = at(house, clerk);
  const shift = await shiftOfClerk(reader, clerk.id);
  if (shift?.state === 'OPEN') {
    await sell(world, await atCounter(house, clerk), 10_000);
    await world.get(ShiftsService).cut(desk, uuidv7());
  } else if (shift?.state === 'CUT') {
    await world.get(DrawerCounts).count(desk, uuidv7(), shift.id, { 10_000: await notes(shift.id) });
  } else if (shift?.state === 'COUNTED') {
    await world.get(SignHandover).sign(desk, uuidv7(), shift.id, sheet());
  } else if (shift?.state === 'SIGNED') {
    await world.get(TakeOver).accept(desk, uuidv7(), shift.id, cosigned(next));
  } else return afterwards(shift?.state);
  return shift.state;
}

async function afterwards(state: string | undefined): Promise<string> {
  const [bag] = await bagsInState(reader, house.store.id, ['IN_HAND', 'SEALED', 'RECEIVED']);
  if (bag?.state === 'IN_HAND') {
    const form = { ...cosigned(told.lead), number: 'F1' };
    await world.get(BagsService).seal(at(house, told.clerks[0]), uuidv7(), bag.id, form);
  } else if (bag?.state === 'SEALED') {
    const form = { counts: { 10_000: bag.takingsFen / 10_000 }, reason: '' };
    await world.get(FinanceService).receive(at(house, told.finance), uuidv7(), bag.id, form);
  } else if (!bag) await openShift(house, told.clerks[0]);
  return bag?.state ?? state ?? 'NONE';
}

/** Whoever counts finds in the drawer what was sold, as often as the server went down between sale and F9. */
async function notes(shiftId: string): Promise<number> {
  const row = await world.one<{ balance: number }>(
    "SELECT balance FROM ledger_account WHERE owner = ? AND kind = 'cash.drawer'",
    [shiftId],
  );
  return (row?.balance ?? 0) / 10_000;
}

for (let done = ''; done !== 'RECEIVED'; process.stdout.write(`${done}\n`)) done = await step();
await new Promise(() => setInterval(() => undefined, 60_000));
