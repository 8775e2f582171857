import 'reflect-metadata';
import { LedgerModule } from '../../../src/ledger/ledger.module.js';
import { PrintingModule } from '../../../src/platform/printing/printing.module.js';
import { readSettings } from '../../../src/platform/settings/settings.js';
import { openRooms } from '../../support/world.js';
import { creditPoint } from './acts.js';

/**
 * A server of its own that credits points until it is killed or `ACTS` are done, in `LANES` lanes at once. Each line it
 * prints is an act it has confirmed: a promise that the parent checks afterwards.
 */
const { ACTS = '1000000', LANES = '8', PREFIX = 'act' } = process.env;
const house = await openRooms({ settings: readSettings(process.env) }, [LedgerModule, PrintingModule]);
process.stdout.write('ready\n');

let next = 0;
async function lane(): Promise<void> {
  while (next < Number(ACTS)) {
    const key = `${PREFIX}-${next}`;
    next += 1;
    await creditPoint(house, key);
    process.stdout.write(`${key}\n`);
  }
}
await Promise.all(Array.from({ length: Number(LANES) }, lane));
await house.close();
