import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { uuidv7 } from 'uuidv7';
import { DeviceKeys } from '../devices/device-keys.service.js';
import { DEVICE_SCOPES, isDeviceScope } from '../devices/device-scopes.js';
import { SYSTEM_ACTOR } from '../platform/database/command.js';
import { Reader } from '../platform/database/reader.js';
import { StartupError } from '../platform/database/startup-error.js';
import { readSettings } from '../platform/settings/settings.js';
import { StoresService, type StoreRow } from '../venue/stores.service.js';
import { openHouse } from './open-house.js';
import { run } from './run.js';

const USAGE = `npm run -s device-key -- --name till-1 [--store <name or id>] [--scopes ${DEVICE_SCOPES.join(',')}]`;

/** Prints one new device key, and nothing else; works while the server runs. */
await run(async () => {
  const { values } = parseArgs({
    options: { name: { type: 'string' }, store: { type: 'string' }, scopes: { type: 'string' } },
  });
  const { name, scopes = DEVICE_SCOPES.join(',') } = values;
  if (name === undefined || name.trim() === '') throw new StartupError(`the machine needs a name: ${USAGE}`);
  const wanted = scopes.split(',').filter(isDeviceScope);
  if (wanted.length !== scopes.split(',').length) throw new StartupError(`unknown scope in ${scopes}: ${USAGE}`);
  const house = await openHouse(readSettings(process.env), 'beside');
  try {
    const store = chosenStore(
      await house.get(StoresService, { strict: false }).stores(house.get(Reader)),
      values.store,
    );
    const command = {
      kind: 'devices.issueKey',
      actorId: SYSTEM_ACTOR,
      storeId: store.id,
      terminalId: null,
      businessDate: null,
      key: uuidv7(),
      input: { name, scopes: wanted },
    };
    process.stdout.write(`${await house.get(DeviceKeys).issue(command, name, wanted)}\n`);
  } finally {
    await house.close();
  }
});

function chosenStore(stores: readonly StoreRow[], wanted: string | undefined): StoreRow {
  const fitting = wanted === undefined ? stores : stores.filter(({ id, name }) => id === wanted || name === wanted);
  const [store] = fitting;
  if (store && fitting.length === 1) return store;
  if (stores.length === 0)
    throw new StartupError('there is no store yet: open the address of the server and set it up first');
  throw new StartupError(`which store? ${stores.map(({ name }) => name).join(', ')}\n${USAGE}`);
}
