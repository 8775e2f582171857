import 'reflect-metadata';
import { uuidv7 } from 'uuidv7';
import { I18nModule } from '../../../src/platform/i18n/i18n.module.js';
import { readSettings } from '../../../src/platform/settings/settings.js';
import { DrawerCounts } from '../../../src/shifts/drawer-counts.js';
import { ShiftsModule } from '../../../src/shifts/shifts.module.js';
import { ShiftsService } from '../../../src/shifts/shifts.service.js';
import { shiftOfClerk } from '../../../src/shifts/shift-rows.js';
import { SignHandover } from '../../../src/shifts/sign-handover.service.js';
import { TakeOver } from '../../../src/shifts/take-over.service.js';
import { Reader } from '../../../src/platform/database/reader.js';
import { at, type Colleague, type House } from '../../support/people.js';
import { atCounter, cosigned, openShift, sell, sheet } from '../../support/shifts.js';
import { openRooms } from '../../support/world.js';

/**
 * A server of its own on which two clerks hand over to each other for ever, each time from where it stands, until it is
 * killed. Each line it prints is a step it has confirmed.
 */
const told: { house: Omit<House, 'world'>; clerks: [Colleague, Colleague] } = JSON.parse(process.env['STORY'] ?? '');
const world = await openRooms({ settings: readSettings(process.env) }, [I18nModule, ShiftsModule], {
  at: '2026-11-20T18:50',
});
const house: House = { ...told.house, world };
const reader = world.get(Reader);
process.stdout.write('ready\n');

/** One step of whoever has a shift; the first clerk opens one when nobody has. */
async function step(): Promise<string> {
  for (const [index, clerk] of told.clerks.entries()) {
    const shift = await shiftOfClerk(reader, clerk.id);
    if (!shift || shift.state === 'ACCEPTED') continue;
    const desk = at(house, clerk);
    const next = told.clerks[1 - index]!;
    if (shift.state === 'OPEN') {
      await sell(world, await atCounter(house, clerk), 10_000);
      await world.get(ShiftsService).cut(desk, uuidv7());
    } else if (shift.state === 'CUT') {
      await world.get(DrawerCounts).count(desk, uuidv7(), shift.id, { 10_000: await notes(shift.id) });
    } else if (shift.state === 'COUNTED') {
      await world.get(SignHandover).sign(desk, uuidv7(), shift.id, sheet());
    } else {
      await world.get(TakeOver).accept(desk, uuidv7(), shift.id, cosigned(next));
      await world.close();
      process.exit(0);
    }
    return shift.state;
  }
  return openShift(house, told.clerks[0]);
}

/** Whoever counts finds in the drawer what was sold, as often as the server went down between sale and F9. */
async function notes(shiftId: string): Promise<number> {
  const row = await world.one<{ balance: number }>(
    "SELECT balance FROM ledger_account WHERE owner = ? AND kind = 'cash.drawer'",
    [shiftId],
  );
  return (row?.balance ?? 0) / 10_000;
}

for (;;) process.stdout.write(`${await step()}\n`);
