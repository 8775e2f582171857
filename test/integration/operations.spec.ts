import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { OperationSigns } from '../../src/operations/operation-signs.js';
import { DailyBackup } from '../../src/operations/daily-backup.js';
import { OperationsModule } from '../../src/operations/operations.module.js';
import { backupsIn } from '../../src/platform/database/backup.js';
import { HealthSigns } from '../../src/platform/http/health-signs.js';
import { describeOnSqlite } from '../support/databases.js';
import { openRooms, type World } from '../support/world.js';
import { Global, Module } from '@nestjs/common';

const DAY_MS = 86_400_000;

@Global()
@Module({ providers: [HealthSigns], exports: [HealthSigns] })
class Signs {}

describeOnSqlite('copies that make themselves', (db) => {
  let world: World;
  let stick: string;

  beforeEach(async () => {
    await db.renew();
    stick = join(db.settings.dataDir, '..', 'stick');
    mkdirSync(stick);
    world = await openRooms({ settings: { ...db.settings, backupDir: stick } }, [Signs, OperationsModule], {
      at: '2026-11-22T14:00',
    });
  });
  afterEach(() => world.close());

  const run = () => world.get(DailyBackup).runIfDue();
  const names = () => backupsIn(stick).map(({ path }) => basename(path));
  const sign = () => world.get(OperationSigns).backupAge().key;

  it('appear once a day, and again the next', async () => {
    await run();
    await run();
    expect(names()).toEqual(['daily-2026-11-22.sqlite']);
    world.clock.advance(DAY_MS);
    await run();
    expect(names()).toEqual(['daily-2026-11-22.sqlite', 'daily-2026-11-23.sqlite']);
    expect(sign()).toBe('operations.backup.ok');
  });

  it('are missed after a day without one', async () => {
    expect(sign()).toBe('operations.backup.ok');
    world.clock.advance(27 * 3_600_000);
    expect(world.get(OperationSigns).backupAge()).toMatchObject({
      state: 'warn',
      key: 'operations.backup.stale',
      params: { hours: 27 },
    });
  });

  it('are proved once more the day after: a damaged one is told', async () => {
    await run();
    const first = join(stick, 'daily-2026-11-22.sqlite');
    writeFileSync(first, readFileSync(first).subarray(0, 40_000));
    world.clock.advance(DAY_MS);
    await run();
    expect(sign()).toBe('operations.backup.spoilt');
  });

  it('are never written to another disk because theirs is gone', async () => {
    await world.close();
    const gone = join(stick, 'not-mounted');
    world = await openRooms({ settings: { ...db.settings, backupDir: gone } }, [Signs, OperationsModule]);
    await run();
    expect(existsSync(gone)).toBe(false);
    expect(sign()).toBe('operations.backup.mediumMissing');
  });

  it('tell when one could not be made', async () => {
    mkdirSync(join(stick, 'daily-2026-11-22.sqlite.part'));
    await run();
    expect(sign()).toBe('operations.backup.failed');
  });

  it('stand beside the space that is left on the disk', async () => {
    expect(await world.get(OperationSigns).diskSpace()).toMatchObject({
      name: 'diskSpace',
      key: expect.stringMatching(/^operations\.disk\./),
    });
  });
});
