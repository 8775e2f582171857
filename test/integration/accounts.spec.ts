import { Reader } from '../../src/platform/database/reader.js';
import { SecretProof, type Place } from '../../src/staff/secret-proof.js';
import { SecretsService } from '../../src/staff/secrets.service.js';
import { StaffModule } from '../../src/staff/staff.module.js';
import { StaffQueries } from '../../src/staff/staff.queries.js';
import { StaffService } from '../../src/staff/staff.service.js';
import { CustodyRegistry } from '../../src/staff/custody-registry.js';
import { VenueModule } from '../../src/venue/venue.module.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { expectBooksToBalance } from '../support/invariants.js';
import { given, hire, openHouse, PASSWORD, PIN, type Colleague, type House } from '../support/people.js';
import { openRooms, type World } from '../support/world.js';

const refused = (code: string, params = {}) =>
  expect.objectContaining({ code, params: expect.objectContaining(params) });

describeOnBothDatabases('people come and go', (db) => {
  let world: World;
  let house: House;
  let here: Place;
  let person: Colleague;
  let number = 8000;
  beforeAll(async () => {
    world = await openRooms(db, [VenueModule, StaffModule]);
    house = await openHouse(world);
    here = { terminalId: house.terminal.id, address: '127.0.0.1' };
  });
  beforeEach(async () => {
    world.clock.advance(3_600_000);
    number += 1;
    person = await hire(house, String(number), 'CLERK');
  });
  afterEach(() => expectBooksToBalance(world));
  afterAll(() => world.close());

  const proof = () => world.get(SecretProof);
  const password = (typed: string, place = here, staffNo = person.staffNo) =>
    proof().password({ staffNo, password: typed }, place);
  const pin = (typed: string, place = house.terminal.id) => proof().pin({ staffNo: person.staffNo, pin: typed }, place);
  describe('forgotten', () => {
    const reset = (code: string) =>
      given(world, house.store.id, (tx) =>
        world
          .get(SecretsService)
          .reset(tx, ['OWNER'], person.id, code)
          .then(() => null),
      );
    const redeem = (code: string) =>
      given(world, house.store.id, (tx) =>
        world
          .get(SecretsService)
          .redeem(tx, person.id, code, { passwordHash: 'new', pinHash: 'new' })
          .then(() => null),
      );

    it('a code ends the old secrets and sets new ones, once', async () => {
      await reset('ABCDE-23456');
      await expect(password(PASSWORD)).rejects.toEqual(refused('staff.signIn.refused'));
      await expect(pin(PIN)).rejects.toEqual(refused('staff.pin.refused'));
      await redeem('abcde23456');
      await expect(redeem('ABCDE-23456')).rejects.toEqual(refused('staff.code.refused'));
    });

    it('a code is good for a day, and only until the next one', async () => {
      await reset('ABCDE-22222');
      await reset('ABCDE-33333');
      await expect(redeem('ABCDE-22222')).rejects.toEqual(refused('staff.code.refused'));
      world.clock.advance(24 * 3_600_000);
      await expect(redeem('ABCDE-33333')).rejects.toEqual(refused('staff.code.refused'));
    });

    it('a manager resets a clerk, not the director', async () => {
      const director = await hire(house, `D${number}`, 'VIP_CENTRE_DIRECTOR');
      const by = (staffId: string) =>
        given(world, house.store.id, (tx) =>
          world
            .get(SecretsService)
            .reset(tx, ['CUSTOMER_SERVICE_MANAGER'], staffId, `C${staffId}`)
            .then(() => null),
        );
      await by(person.id);
      await expect(by(director.id)).rejects.toEqual(refused('staff.rank'));
    });
  });

  describe('leaving', () => {
    const leave = (id = person.id) =>
      given(world, house.store.id, (tx) =>
        world
          .get(StaffService)
          .deactivate(tx, ['OWNER'], id)
          .then(() => null),
      );

    it('ends password, PIN and badge', async () => {
      await given(world, house.store.id, (tx) =>
        world
          .get(StaffService)
          .giveBadge(tx, ['OWNER'], person.id, 'B-0000123')
          .then(() => null),
      );
      expect((await proof().badge('B-0000123', house.terminal.id)).id).toBe(person.id);
      await leave();
      await expect(password(PASSWORD)).rejects.toEqual(refused('staff.signIn.refused'));
      await expect(pin(PIN)).rejects.toEqual(refused('staff.pin.refused'));
      await expect(proof().badge('B-0000123', house.terminal.id)).rejects.toEqual(refused('staff.badge.refused'));
      await expect(leave()).rejects.toEqual(refused('staff.inactive'));
    });

    it('waits until everything is handed over', async () => {
      const keeper = person.id;
      world.get(CustodyRegistry).register((_db, id) => Promise.resolve(id === keeper ? [{ key: 'ui.no' }] : []));
      await expect(leave()).rejects.toEqual(refused('staff.inCustody', { count: 1 }));
    });

    it('is not for the last owner', async () => {
      const owner = await hire(house, `O${number}`, 'OWNER');
      const others = (await world.get(StaffQueries).all(world.get(Reader))).filter(
        ({ roles, deactivatedAt, id }) => roles.includes('OWNER') && deactivatedAt === null && id !== owner.id,
      );
      expect(others).toEqual([]);
      await expect(leave(owner.id)).rejects.toEqual(refused('staff.lastOwner'));
      await hire(house, `P${number}`, 'OWNER');
      await leave(owner.id);
    });
  });

  it('does not give one number or badge to two people', async () => {
    await expect(hire(house, person.staffNo, 'CLERK')).rejects.toEqual(refused('staff.no.taken'));
    const other = await hire(house, `E${number}`, 'CLERK');
    const badge = (id: string) =>
      given(world, house.store.id, (tx) =>
        world
          .get(StaffService)
          .giveBadge(tx, ['OWNER'], id, 'B-0000456')
          .then(() => null),
      );
    await badge(person.id);
    await expect(badge(other.id)).rejects.toEqual(refused('staff.badge.taken'));
    await expect(
      given(world, house.store.id, (tx) =>
        world
          .get(StaffService)
          .giveBadge(tx, ['OWNER'], other.id, '123')
          .then(() => null),
      ),
    ).rejects.toEqual(refused('staff.badge.short', { min: 8 }));
  });

  it('knows a member who is the clerk, by their phone', async () => {
    const clerk = await hire(house, `F${number}`, 'CLERK', { phone: '+86 138-1234-5678' });
    const { phoneHash } = (await world.one<{ phoneHash: string }>('SELECT phone_hash FROM staff WHERE id = ?', [
      clerk.id,
    ]))!;
    const queries = world.get(StaffQueries);
    expect(phoneHash).not.toContain('138');
    expect(await queries.isOwnPhone(world.get(Reader), clerk.id, phoneHash)).toBe(true);
    expect(await queries.isOwnPhone(world.get(Reader), person.id, phoneHash)).toBe(false);
  });
});
