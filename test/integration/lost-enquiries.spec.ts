import { jest } from '@jest/globals';
import { uuidv7 } from 'uuidv7';
import { Claims } from '../../src/lost-property/claims.js';
import { Contacts } from '../../src/lost-property/contacts.js';
import { Enquiries } from '../../src/lost-property/enquiries.js';
import { LeaveHouse } from '../../src/lost-property/leave-house.js';
import { LostQueries } from '../../src/lost-property/lost.queries.js';
import { lostWords } from '../../src/lost-property/rules/lost-words.js';
import { Reader } from '../../src/platform/database/reader.js';
import type { DeskContext } from '../../src/staff/desk-context.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { expectBooksToBalance } from '../support/invariants.js';
import { type LostDesks, openLostProperty, phone, pinOf, register } from '../support/lost.js';
import type { Colleague, House } from '../support/people.js';
import type { World } from '../support/world.js';

jest.setTimeout(120_000);
const refused = (code: string, params = {}) =>
  expect.objectContaining({ code, params: expect.objectContaining(params) });

describeOnBothDatabases('somebody looks for a thing', (db) => {
  let desks: LostDesks;
  let world: World;
  let house: House;
  let clerk: DeskContext;
  let boss: Colleague;
  let reader: Reader;
  beforeAll(async () => {
    desks = await openLostProperty(db);
    ({ world, house, clerk, boss, reader } = desks);
  });
  afterEach(() => expectBooksToBalance(world));
  afterAll(() => world.close());

  const leave = (itemId: string, way: string, supervisor = boss, desk = clerk) =>
    world
      .get(LeaveHouse)
      .leave(desk, uuidv7(), itemId, { way, witness: '城东派出所 张警官 012345', reason: '到期' }, pinOf(supervisor));

  it('the desk calls first: each attempt is written down', async () => {
    const made = await register(world, clerk);
    const log = (channel: string, outcome: string) =>
      world.get(Contacts).log(clerk, uuidv7(), made.itemId, { channel, outcome, membershipId: '', note: '' });
    await log('CALL', 'NO_ANSWER');
    await log('SMS', 'CALL_LATER');
    expect((await world.get(Contacts).of(reader, made.itemId)).map(({ outcome }) => outcome)).toEqual([
      'CALL_LATER',
      'NO_ANSWER',
    ]);
    await expect(log('PIGEON', 'WILL_COME')).rejects.toEqual(refused('lost.contact.unknown'));
  });

  it('is found while the guest is on the phone, whatever they call it', async () => {
    const made = await register(world, clerk, { ...phone, place: 'K77' });
    const search = (sentence: string) =>
      world.get(LostQueries).search(
        house.store.id,
        lostWords(sentence, () => '11-20'),
        world.clock.now(),
      );
    for (const sentence of ['今晚K77黑色iPhone', 'k77 电话', '苹果 黑 K77', 'black phone k77']) {
      expect((await search(sentence))[0]?.number).toBe(made.number);
    }
    expect(await search('屏幕有裂 小熊')).toEqual([]);
    expect(await search('')).toEqual([]);
  });

  it('was asked for before it arrived: the enquiry is matched and waits for a call', async () => {
    const enquiries = world.get(Enquiries);
    const { result } = await enquiries.ask(clerk, uuidv7(), {
      wanted: '昨晚丢的粉色围巾,K15',
      name: '周小姐',
      phone: '13800138000',
    });
    expect((await register(world, clerk, { name: '围巾', colour: '红色', place: 'K15' })).wanted).toBe(0);
    const made = await register(world, clerk, { name: '丝巾', colour: '粉红色', place: 'K15' });
    expect(made.wanted).toBe(1);
    const row = (await enquiries.open(reader, house.store.id)).find(({ id }) => id === result.enquiryId);
    expect(row).toMatchObject({ state: 'MATCHED', itemId: made.itemId, itemNumber: made.number });
    expect(JSON.stringify(row)).not.toContain('13800138000');
    await enquiries.close(clerk, uuidv7(), result.enquiryId, '已回电');
    await expect(enquiries.close(clerk, uuidv7(), result.enquiryId, '再一次')).rejects.toEqual(
      refused('lost.enquiry.closed'),
    );
  });

  it("another store's thing is not there", async () => {
    const made = await register(world, clerk);
    const elsewhere = { ...clerk, store: { id: uuidv7(), name: '别处' } };
    await expect(world.get(Claims).describe(elsewhere, uuidv7(), made.itemId, '蓝色的雨伞一把')).rejects.toEqual(
      refused('page.notFound'),
    );
    await expect(leave(made.itemId, 'withdraw', boss, elsewhere)).rejects.toEqual(refused('cosign.role'));
  });
});
