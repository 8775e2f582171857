import { mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { uuidv7 } from 'uuidv7';
import { NightBackups } from '../../src/night/night-backups.js';
import { sealOf } from '../../src/night/night-rows.js';
import { stepNight } from '../../src/night/night-steps.js';
import { SealNight } from '../../src/night/seal-night.service.js';
import { Reader } from '../../src/platform/database/reader.js';
import type { Tx } from '../../src/platform/database/tx.js';
import { HealthSigns } from '../../src/platform/http/health-signs.js';
import { DayGate } from '../../src/venue/day-gate.js';
import { BusinessDaysService } from '../../src/venue/business-days.service.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { Desk } from '../support/http.js';
import { expectBooksToBalance, verifyReport } from '../support/invariants.js';
import { byPin, closeDay, matchNight, sealForm, sealNight, workShift } from '../support/night.js';
import { at, type Colleague, given, hire, type House, openHouse } from '../support/people.js';
import { openShift } from '../support/shifts.js';
import { scratchFolder } from '../support/templates.js';
import { type AppWorld, openWorld } from '../support/world.js';

const codesOf = (ends: readonly PromiseSettledResult<unknown>[]) =>
  ends.flatMap((end) => (end.status === 'rejected' ? [(end.reason as { code?: string }).code ?? end.reason] : []));

describeOnBothDatabases('two at the safe in the same second', (db) => {
  let world: AppWorld;
  let house: House;
  let a: Colleague;
  let b: Colleague;
  let guard: Colleague;
  let sealId: string;
  let nights = 0;

  const seal = (number: string) =>
    world.get(SealNight).seal(at(house, a), uuidv7(), sealId, sealForm(number, byPin(guard)));
  const faultsOf = async (name: string) => (await verifyReport(world)).checks.find((check) => check.name === name);

  beforeAll(async () => {
    world = await openWorld(db, { at: '2026-11-21T02:10' });
  });
  beforeEach(async () => {
    nights += 1;
    house = await openHouse(world);
    a = await hire(house, `A${nights}0`, 'CLERK', { name: '王丽' });
    b = await hire(house, `B${nights}0`, 'CLERK', { name: '赵敏' });
    guard = await hire(house, `G${nights}0`, 'SECURITY_GUARD', { name: '高强' });
    await workShift(house, a, b);
    sealId = await matchNight(house, a);
    world.clock.advance(60_000);
  });
  afterEach(() => jest.restoreAllMocks());
  afterAll(() => world.close());

  it('one seal goes on, the other finds it on', async () => {
    const ends = await Promise.allSettled(['FT-1', 'FT-2', 'FT-3'].map(seal));
    expect(codesOf(ends)).toEqual(['night.transition', 'night.transition']);
    await expectBooksToBalance(world);
  });

  it('a shift that opens while the seal goes on is refused, or the seal is', async () => {
    const ends = await Promise.allSettled([openShift(house, b, 'B'), seal('FT-4')]);
    expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(['night.unaccepted', 'night.shiftOpen', 'night.stale']).toContain(codesOf(ends)[0]);
    await expectBooksToBalance(world);
  });

  it('the same form twice is one seal and one paper', async () => {
    const key = uuidv7();
    const service = world.get(SealNight);
    const form = sealForm('FT-5', byPin(guard));
    const first = await service.seal(at(house, a), key, sealId, form);
    expect(await service.seal(at(house, a), key, sealId, form)).toBe(first);
  });

  it('control: without the lock on its state two who both read it unsealed both seal, and verify says so', async () => {
    const read = await sealOf(world.get(Reader), house.store.id, sealId);
    const put = (locked: boolean) =>
      given(world, house.store.id, async (tx) => {
        const loose = (sql: string, params: readonly (string | number | null)[] = []) =>
          sql.startsWith('UPDATE night_seal')
            ? tx.run('UPDATE night_seal SET state = ? WHERE id = ?', params.slice(0, 2))
            : tx.run(sql, params);
        const door: Tx = locked ? tx : Object.create(tx, { run: { value: loose } });
        return stepNight(door, read, 'seal');
      });
    await put(true);
    await expect(put(true)).rejects.toThrow(expect.objectContaining({ code: 'night.transition' }));
    await put(false);
    expect(await faultsOf('night.sealedOnce')).toMatchObject({ ok: false, detail: expect.stringContaining(sealId) });
  });

  it('control: without the gate a desk works over its own seal, and verify says so', async () => {
    await seal('FT-7');
    world.clock.advance(60_000);
    jest.spyOn(world.get(DayGate), 'assertMayStart').mockResolvedValue();
    await openShift(house, b, 'B');
    expect(await faultsOf('night.sealedDesksRest')).toMatchObject({
      ok: false,
      detail: expect.stringContaining(sealId),
    });
  });
});

describeOnBothDatabases('a closed day without its copy', (db) => {
  const dump = (folder: string, at: number, content: string) => {
    writeFileSync(join(folder, 'ktv.dump'), content);
    utimesSync(join(folder, 'ktv.dump'), at / 1000, at / 1000);
  };
  const path = process.env['PATH'];
  /** Stands for the reader of dumps: what is cut off it cannot read. */
  const readsDumps = (folder: string) => {
    const tool = '#!/bin/sh\ncat "$2"\n! grep -q CUT "$2"\n';
    writeFileSync(join(folder, 'pg_restore'), tool, { mode: 0o755 });
    process.env['PATH'] = `${folder}:${path ?? ''}`;
  };
  const KEPT = '最近一次日结已备份';
  const medium = () => join(scratchFolder(), `medium-${db.kind}`);
  let world: AppWorld;

  afterAll(() => {
    process.env['PATH'] = path;
    return world.close();
  });

  it('is red on the desk and in health until the copy is there', async () => {
    const backupDir = `${medium()}-${uuidv7()}`;
    world = await openWorld({ settings: { ...db.settings, backupDir } }, { at: '2026-11-21T02:10' });
    const house = await openHouse(world);
    const a = await hire(house, 'A900', 'CLERK', { name: '王丽' });
    const lead = await hire(house, 'L900', 'DUTY_SUPERVISOR', { name: '李主管' });
    const guard = await hire(house, 'G900', 'SECURITY_GUARD', { name: '高强' });
    const manager = await hire(house, 'M900', 'CUSTOMER_SERVICE_MANAGER', { name: '周经理' });
    /** Where it must be seen: the clerk's desk, the manager's page, health. */
    const seen = async (desk: string, health: string) => {
      for (const person of [a, manager]) {
        const hand = await Desk.of(world, house, person);
        expect((await hand.get('/')).text.includes(desk)).toBe(health !== KEPT);
        expect((await hand.get('/health')).text).toContain(health);
      }
    };
    const sign = async () => (await world.get(HealthSigns).all()).find(({ name }) => name === 'nightBackup');
    await workShift(house, a, lead);
    await sealNight(house, a, guard, 'FT-9');
    expect(await sign()).toMatchObject({ state: 'ok' });
    await closeDay(house, lead);
    await world.get(NightBackups).runIfDue();
    expect(await sign()).toMatchObject({ state: 'warn', key: 'night.sign.mediumMissing' });
    await seen('2026-11-20 日结后没有备份', '日结后的备份失败:备份盘不在');
    await world.get(NightBackups).runIfDue();
    expect(await world.rows('SELECT outcome, cause FROM night_backup')).toEqual([
      { outcome: 'FAILED', cause: 'mediumMissing' },
    ]);

    mkdirSync(backupDir);
    readsDumps(backupDir);
    const seals = async () =>
      (await world.get(NightBackups).newest(world.get(Reader))).map(({ seal }) => `x${seal}`).join();
    dump(backupDir, world.clock.now() - 1, await seals());
    await world.get(NightBackups).runIfDue();
    expect(await sign()).toMatchObject({ state: db.kind === 'sqlite' ? 'ok' : 'warn' });
    for (const content of ['of another night', `${await seals()} CUT`]) {
      dump(backupDir, world.clock.now(), content);
      await world.get(NightBackups).runIfDue();
      expect(await sign()).toMatchObject(db.kind === 'sqlite' ? { state: 'ok' } : { key: 'night.sign.dumpSpoilt' });
    }
    dump(backupDir, world.clock.now(), await seals());
    await world.get(NightBackups).runIfDue();
    expect(await sign()).toMatchObject({ state: 'ok' });
    await seen('日结后没有备份', KEPT);
    const [kept] = await world.rows<{ outcome: string; file: string | null }>(
      "SELECT outcome, file FROM night_backup WHERE outcome <> 'FAILED'",
    );
    expect(kept).toMatchObject(db.kind === 'sqlite' ? { outcome: 'KEPT' } : { outcome: 'ELSEWHERE', file: 'ktv.dump' });

    const open = (date: string) => given(world, house.store.id, (tx) => world.get(BusinessDaysService).open(tx, date));
    await open('2026-11-21');
    await given(world, house.store.id, (tx) => world.get(BusinessDaysService).close(tx), '2026-11-21');
    expect(await sign()).toMatchObject({ state: 'ok' });
    world.clock.advance(31 * 60_000);
    expect(await sign()).toMatchObject({ state: 'warn', key: 'night.sign.late' });
    await seen('2026-11-21 日结后没有备份', '2026-11-21 日结后还没有备份');
    dump(backupDir, world.clock.now(), await seals());
    await world.get(NightBackups).runIfDue();
    expect(await sign()).toMatchObject({ state: 'ok' });
    await expectBooksToBalance(world);
  });
});
