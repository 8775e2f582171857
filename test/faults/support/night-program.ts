import 'reflect-metadata';
import { setTimeout as pause } from 'node:timers/promises';
import { uuidv7 } from 'uuidv7';
import { SealNight } from '../../../src/night/seal-night.service.js';
import { readSettings } from '../../../src/platform/settings/settings.js';
import { ShiftsService } from '../../../src/shifts/shifts.service.js';
import { SignHandover } from '../../../src/shifts/sign-handover.service.js';
import { TakeOver } from '../../../src/shifts/take-over.service.js';
import { DrawerCounts } from '../../../src/shifts/drawer-counts.js';
import { SafeContents } from '../../../src/venue/safe-contents.js';
import { addDays } from '../../../src/kernel/business-day.js';
import { byPin, closeDay, matchNight, openDay, readSeal, sealForm } from '../../support/night.js';
import { at, type Colleague, type House } from '../../support/people.js';
import { cosigned, openShift, sheet } from '../../support/shifts.js';
import { openWorld } from '../../support/world.js';

interface Told {
  readonly house: Omit<House, 'world'>;
  readonly people: Readonly<Record<'clerk' | 'lead' | 'guard', Colleague>>;
}

/**
 * A counter that works one night after another until it is killed or `NIGHTS` are closed. It always looks first where the
 * night stands and does the next step, as people who come back to the page do. Each line it prints is confirmed.
 */
const { STORY = '{}', NIGHTS = '1', KNOCK = '' } = process.env;
const { house: told, people }: Told = JSON.parse(STORY);
const { clerk, lead, guard } = people;
const world = await openWorld({ settings: readSettings(process.env) });
let house: House = { ...told, world };
process.stdout.write('ready\n');
if (KNOCK !== '') holdInsideTheSeal();

/** In the unit that seals, after its step was written: says so and waits there to be killed. */
function holdInsideTheSeal(): void {
  const safe = world.get(SafeContents);
  const laidIn = safe.laidIn.bind(safe);
  safe.laidIn = async (tx, ...rest) => {
    const [row] = await tx.rows<{ n: number }>("SELECT count(*) AS n FROM night_seal_step WHERE action = 'seal'");
    process.stdout.write(`inside ${row?.n ?? 0}\n`);
    await pause(60_000);
    await laidIn(tx, ...rest);
  };
}

async function step(): Promise<string> {
  const day = await world.one<{ businessDate: string; closedAt: number | null }>(
    'SELECT business_date, closed_at FROM business_day WHERE store_id = ? ORDER BY business_date DESC LIMIT 1',
    [house.store.id],
  );
  const last = day?.businessDate ?? '';
  house = { ...house, businessDate: last };
  if (day?.closedAt !== null) {
    const date = addDays(last, 1);
    world.clock.setTo(`${date}T12:00:00+08:00`);
    house = await openDay(house, lead, date);
    return `opened ${date}`;
  }
  const shift = await world.one<{ id: string; state: string }>(
    'SELECT id, state FROM shift WHERE business_date = ? AND store_id = ? ORDER BY opened_at DESC LIMIT 1',
    [last, house.store.id],
  );
  const seal = await world.one<{ id: string; state: string; number: string; businessDate: string }>(
    'SELECT id, state, number, business_date FROM night_seal WHERE live_desk_id = ?',
    [house.terminal.deskId],
  );
  if (seal?.state === 'SEALED' && seal.businessDate !== last) {
    await readSeal(house, clerk, guard, seal.id, seal.number);
    return `accepted ${seal.number}`;
  }
  if (shift?.state !== 'CLOSED') return `shift ${await workOn(shift)}`;
  if (!seal) return `matched ${await matchNight(house, clerk)}`;
  if (seal.state === 'MATCHED') {
    const number = `FT-${last}`;
    await world.get(SealNight).seal(at(house, clerk), uuidv7(), seal.id, sealForm(number, byPin(guard)));
    return `sealed ${number}`;
  }
  return `closed ${await closeDay(house, lead)}`;
}

async function workOn(shift: { id: string; state: string } | undefined): Promise<string> {
  if (!shift) return openShift(house, clerk);
  const desk = at(house, clerk);
  if (shift.state === 'OPEN') return world.get(ShiftsService).cut(desk, uuidv7());
  if (shift.state === 'CUT') return world.get(DrawerCounts).count(desk, uuidv7(), shift.id, { 10_000: 0 });
  if (shift.state === 'COUNTED') return world.get(SignHandover).sign(desk, uuidv7(), shift.id, sheet());
  await world.get(TakeOver).accept(desk, uuidv7(), shift.id, cosigned(lead));
  return shift.id;
}

for (let closed = 0; closed < Number(NIGHTS);) {
  world.clock.advance(1000);
  const done = await step();
  process.stdout.write(`${done}\n`);
  if (done.startsWith('closed')) closed += 1;
}
await world.close();
