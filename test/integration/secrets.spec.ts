import { SecretProof, type Place } from '../../src/staff/secret-proof.js';
import { StaffModule } from '../../src/staff/staff.module.js';
import { VenueModule } from '../../src/venue/venue.module.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { expectBooksToBalance } from '../support/invariants.js';
import { hire, openHouse, PASSWORD, PIN, type Colleague, type House } from '../support/people.js';
import { openRooms, type World } from '../support/world.js';

const refused = (code: string, params = {}) =>
  expect.objectContaining({ code, params: expect.objectContaining(params) });

describeOnBothDatabases('people and their secrets', (db) => {
  let world: World;
  let house: House;
  let here: Place;
  let person: Colleague;
  let number = 8000;
  const elsewhere = { terminalId: null, address: '203.0.113.7' };
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
  const fail = async (times: number, act: () => Promise<unknown>) => {
    for (let time = 0; time < times; time += 1) await expect(act()).rejects.toMatchObject({ code: /refused/ });
  };

  it('lets the right password in, in any width of digits, and the wrong one not', async () => {
    expect((await password(PASSWORD)).id).toBe(person.id);
    expect((await password(PASSWORD.replace('8801', '８８０１'))).id).toBe(person.id);
    await expect(password('correct horse 8802')).rejects.toEqual(refused('staff.signIn.refused'));
  });

  it('says the same of somebody who does not exist', async () => {
    await expect(password(PASSWORD, here, '9999')).rejects.toEqual(refused('staff.signIn.refused'));
  });

  it('takes no short password where nobody enrolled the PC', async () => {
    await expect(password('short one', elsewhere)).rejects.toEqual(refused('staff.signIn.longPassword', { min: 15 }));
    expect((await password(PASSWORD, elsewhere)).id).toBe(person.id);
  });

  it('slows guesses at a counter PC down to one in twenty seconds, and shuts nobody out', async () => {
    await fail(5, () => password('wrong'));
    await expect(password(PASSWORD)).rejects.toEqual(refused('staff.signIn.wait', { seconds: 20 }));
    world.clock.advance(20_000);
    expect((await password(PASSWORD)).id).toBe(person.id);
  });

  it('does not let a stranger outside shut the person out at the counter', async () => {
    await fail(10, () => password('a long wrong guess', elsewhere));
    await expect(password(PASSWORD, elsewhere)).rejects.toEqual(refused('staff.signIn.wait', { seconds: 900 }));
    expect((await password(PASSWORD)).id).toBe(person.id);
  });

  it('slows down one address that tries many names', async () => {
    const address = { terminalId: null, address: '203.0.113.99' };
    for (let name = 0; name < 40; name += 1) {
      await expect(password('a long wrong guess', address, `X${name}`)).rejects.toEqual(
        refused('staff.signIn.refused'),
      );
    }
    await expect(password(PASSWORD, address)).rejects.toEqual(refused('staff.signIn.wait'));
    expect((await password(PASSWORD, elsewhere)).id).toBe(person.id);
  });

  it('locks a PIN after five wrong ones, at that PC alone, until the password opens it or the time is over', async () => {
    await fail(5, () => pin('999000'));
    await expect(pin(PIN)).rejects.toEqual(refused('staff.pin.locked', { minutes: 15 }));
    expect((await pin(PIN, 'another PC')).id).toBe(person.id);
    await password(PASSWORD);
    expect((await pin(PIN)).id).toBe(person.id);
    await fail(5, () => pin('999000'));
    world.clock.advance(15 * 60_000);
    expect((await pin(PIN)).id).toBe(person.id);
  });

  it('counts fifty guesses at once as fifty', async () => {
    const guesses = await Promise.allSettled(Array.from({ length: 50 }, () => pin('999000')));
    const looked = guesses.filter(
      ({ status, ...rest }) => status === 'rejected' && 'reason' in rest && rest.reason.code === 'staff.pin.refused',
    );
    expect(looked).toHaveLength(5);
  });

  it('forgets wrong tries after a quiet quarter of an hour', async () => {
    await fail(4, () => pin('999000'));
    world.clock.advance(15 * 60_000 + 1);
    await fail(4, () => pin('999000'));
    expect((await pin(PIN)).id).toBe(person.id);
  });

  it('shuts nobody out for longer than the rule when the clock is set back', async () => {
    await fail(5, () => password('wrong'));
    world.clock.advance(-3_600_000);
    await expect(password(PASSWORD)).rejects.toEqual(refused('staff.signIn.wait', { seconds: 20 }));
    world.clock.advance(3_600_000);
  });
});
