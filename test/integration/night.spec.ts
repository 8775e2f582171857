import { uuidv7 } from 'uuidv7';
import { MatchNight } from '../../src/night/match-night.service.js';
import { Morning } from '../../src/night/morning.service.js';
import { SealNight } from '../../src/night/seal-night.service.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { expectBooksToBalance } from '../support/invariants.js';
import {
  byBadge,
  byPin,
  closeDay,
  endShift,
  openDay,
  readSeal,
  sealForm,
  sealNight,
  workShift,
} from '../support/night.js';
import { at, type Colleague, hire, type House, openHouse, PIN } from '../support/people.js';
import { openShift } from '../support/shifts.js';
import { type AppWorld, openWorld } from '../support/world.js';

const code = (expected: string) => expect.objectContaining({ code: expected });

describeOnBothDatabases('the night is sealed, closed and accepted', (db) => {
  let world: AppWorld;
  let house: House;
  let a: Colleague;
  let b: Colleague;
  let lead: Colleague;
  let manager: Colleague;
  let guard: Colleague;
  let reception: Colleague;
  let nights = 0;

  beforeAll(async () => {
    world = await openWorld(db, { at: '2026-11-20T12:00' });
  });
  beforeEach(async () => {
    nights += 1;
    world.clock.setTo('2026-11-20T12:00:00+08:00');
    house = await openHouse(world);
    a = await hire(house, `A${nights}0`, 'CLERK', { name: '王丽' });
    b = await hire(house, `B${nights}0`, 'CLERK', { name: '赵敏' });
    lead = await hire(house, `L${nights}0`, 'DUTY_SUPERVISOR', { name: '李主管' });
    manager = await hire(house, `M${nights}0`, 'CUSTOMER_SERVICE_MANAGER', { name: '周经理' });
    guard = await hire(house, `G${nights}0`, 'SECURITY_GUARD', { name: '高强' });
    reception = await hire(house, `R${nights}0`, 'RECEPTION', { name: '前台小陈' });
  });
  afterEach(() => expectBooksToBalance(world));
  afterAll(() => world.close());

  const match = (who: Colleague, change: object = {}) =>
    world.get(MatchNight).match(at(house, who), uuidv7(), house.terminal.deskId, {
      typed: {},
      verdict: 'NONE',
      problem: '',
      pin: PIN,
      ...change,
    });
  const seal = (who: Colleague, sealId: string, form: ReturnType<typeof sealForm>) =>
    world.get(SealNight).seal(at(house, who), uuidv7(), sealId, form);
  const stateOf = async (id: string) =>
    (await world.one<{ state: string }>('SELECT state FROM night_seal WHERE id = ?', [id]))!.state;

  it('goes from the last receipt to the morning, and only then opens the desk again', async () => {
    await workShift(house, a, b);
    world.clock.setTo('2026-11-21T02:10:00+08:00');
    await openShift(house, b, 'B');
    await expect(closeDay(house, lead)).rejects.toThrow(code('venue.day.notReady'));
    await expect(match(b)).rejects.toThrow(code('night.shiftOpen'));
    await endShift(house, b, lead);
    await expect(closeDay(house, lead)).rejects.toThrow(code('venue.day.notReady'));
    await expect(match(a)).rejects.toThrow(code('night.notYours'));
    const sealId = await match(b);
    await seal(b, sealId, sealForm('ft-0042', byPin(guard)));
    expect(await closeDay(house, lead)).toBe('2026-11-20');

    world.clock.setTo('2026-11-21T12:00:00+08:00');
    const morning = await openDay(house, lead, '2026-11-21');
    await expect(openShift(morning, a)).rejects.toThrow(code('night.unaccepted'));
    await expect(readSeal(morning, a, a, sealId, 'FT-0042')).rejects.toThrow(code('cosign.self'));
    await expect(readSeal(morning, a, b, sealId, 'FT-0042')).rejects.toThrow(code('night.second.closer'));
    expect(await readSeal(morning, a, reception, sealId, 'ft-0042')).toBe('ACCEPT');
    await openShift(morning, a);
    const papers = await world.rows<{ number: string }>(
      'SELECT d.number FROM night_seal_step p JOIN document d ON d.id = p.document_id WHERE p.seal_id = ? ORDER BY p.id',
      [sealId],
    );
    expect(papers.map(({ number }) => number)).toEqual(['FC20261120-0001', 'CF20261121-0001']);
  });

  it('wants a guard who is somebody else, and a seal nobody used', async () => {
    const both = await hire(house, `X${nights}0`, ['CLERK', 'SECURITY_GUARD'], { name: '身兼两职' });
    await workShift(house, both, a);
    const sealId = await match(both);
    await expect(seal(both, sealId, sealForm('FT-1', byPin(both)))).rejects.toThrow(code('cosign.self'));
    await expect(seal(both, sealId, sealForm('FT-1', byPin(b)))).rejects.toThrow(code('cosign.role'));
    await expect(seal(both, sealId, sealForm('FT-1', { ...byPin(guard), pin: '000000' }))).rejects.toThrow(
      code('staff.pin.refused'),
    );
    await expect(seal(both, sealId, sealForm('封', byPin(guard)))).rejects.toThrow(code('night.seal.number'));
    await expect(seal(both, sealId, sealForm('FT-1', byBadge('身兼两职', 'B7', lead)))).rejects.toThrow(
      code('night.guard.self'),
    );
    await expect(seal(both, sealId, sealForm('FT-1', byBadge('李主管', 'B7', lead)))).rejects.toThrow(
      code('night.guard.self'),
    );
    await expect(
      seal(both, sealId, sealForm('FT-1', { ...byBadge('孙保安', 'B7', lead), signature: '' })),
    ).rejects.toThrow(code('night.guard.signature'));
    await seal(both, sealId, sealForm('FT-1', byBadge('孙保安', 'B7', lead)));
    const [step] = await world.rows<{ sealedWitness: string; attestedBy: string; secondId: null }>(
      "SELECT sealed_witness, attested_by, second_id FROM night_seal_step WHERE seal_id = ? AND action = 'seal'",
      [sealId],
    );
    expect(step).toMatchObject({ attestedBy: lead.id, secondId: null });
    expect(step!.sealedWitness).not.toContain('孙保安');
    const body = await world.one<{ body: string }>(
      'SELECT d.body FROM night_seal_step p JOIN document d ON d.id = p.document_id WHERE p.seal_id = ?',
      [sealId],
    );
    expect(body!.body).not.toContain('孙保安');

    expect(await readSeal(house, a, guard, sealId, 'FT-1')).toBe('ACCEPT');
    await workShift(house, a, b);
    const again = await match(a);
    await expect(seal(a, again, sealForm('FT-1', byPin(guard)))).rejects.toThrow(code('night.seal.used'));
    await seal(a, again, sealForm('FT-2', byPin(guard)));
  });

  it('makes the one who matched seal, and matches again after anything moved', async () => {
    await workShift(house, a, b);
    const sealId = await match(a);
    await expect(seal(b, sealId, sealForm('FT-3', byPin(guard)))).rejects.toThrow(code('night.notYours'));
    await workShift(house, b, a);
    await expect(seal(a, sealId, sealForm('FT-3', byPin(guard)))).rejects.toThrow(code('night.stale'));
    expect(await match(b)).toBe(sealId);
    await seal(b, sealId, sealForm('FT-3', byPin(guard)));
    await expect(match(b)).rejects.toThrow(code('night.done'));
    await expect(seal(b, sealId, sealForm('FT-4', byPin(guard)))).rejects.toThrow(code('night.transition'));
  });

  it('lets a lead match for a clerk who is gone, but only with words', async () => {
    await workShift(house, a, b);
    await expect(match(lead)).rejects.toThrow(code('night.notYours'));
    await expect(match(lead, { verdict: 'PROBLEM' })).rejects.toThrow(code('night.match.problem'));
    await expect(match(a, { pin: '111111' })).rejects.toThrow(code('staff.pin.refused'));
    const sealId = await match(lead, { verdict: 'PROBLEM', problem: '王丽就医,代核' });
    await seal(lead, sealId, sealForm('FT-5', byPin(guard)));
  });

  it('asks for another look without a figure, then calls the manager, who alone opens', async () => {
    await workShift(house, a, b);
    const sealId = await sealNight(house, a, guard, 'FT-77');
    expect(await readSeal(house, b, reception, sealId, 'FT-78')).toBe('AGAIN');
    expect(await stateOf(sealId)).toBe('SEALED');
    expect(await readSeal(house, b, reception, sealId, 'FT-79')).toBe('ALARM');
    expect(await stateOf(sealId)).toBe('BROKEN');
    await expect(readSeal(house, b, reception, sealId, 'FT-77')).rejects.toThrow(code('night.transition'));
    await expect(openShift(house, b)).rejects.toThrow(code('night.broken'));
    const health = await world.app.inject({ url: '/readyz', headers: { host: '127.0.0.1' } });
    expect(health.json()).toMatchObject({
      ok: true,
      signs: expect.arrayContaining([{ name: 'nightSeal', state: 'warn' }]),
    });
    const clear = (reason: string) => world.get(Morning).clear(at(house, manager), uuidv7(), sealId, reason);
    await expect(clear(' ')).rejects.toThrow(code('text.required'));
    await clear('号码抄错,监控核对无人动过');
    await expect(openShift(house, b)).rejects.toThrow(code('night.unaccepted'));
    expect(await readSeal(house, b, reception, sealId, 'FT-79')).toBe('ACCEPT');
    await openShift(house, b);
    const incident = await world.rows("SELECT kind FROM duty_entry WHERE kind = 'INCIDENT' AND store_id = ?", [
      house.store.id,
    ]);
    expect(incident).toHaveLength(1);
  });

  it('takes a broken seal as an act of its own', async () => {
    await workShift(house, a, b);
    const sealId = await sealNight(house, a, guard, 'FT-80');
    const alarm = (change: object = {}) =>
      world.get(Morning).alarm(at(house, b), uuidv7(), sealId, {
        what: 'BROKEN',
        problem: '封条撕开一角',
        second: byPin(guard),
        ...change,
      });
    await expect(alarm({ what: 'FINE' })).rejects.toThrow(code('night.alarm.what'));
    await expect(alarm({ problem: '' })).rejects.toThrow(code('text.required'));
    await expect(alarm({ second: byPin(b) })).rejects.toThrow(code('cosign.self'));
    await alarm();
    expect(await stateOf(sealId)).toBe('BROKEN');
  });
});
