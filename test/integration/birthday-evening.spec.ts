import { uuidv7 } from 'uuidv7';
import { BirthdayCalls } from '../../src/birthdays/birthday-calls.js';
import { BirthdayDay } from '../../src/birthdays/birthday-day.js';
import { BirthdayQueries } from '../../src/birthdays/birthday.queries.js';
import { Evening } from '../../src/birthdays/evening.js';
import { Exemption } from '../../src/birthdays/exemption.js';
import { GiftDraws } from '../../src/birthdays/gift-draws.js';
import { GiveGift } from '../../src/birthdays/give-gift.js';
import { DomainError } from '../../src/kernel/domain-error.js';
import { People } from '../../src/members/people.js';
import { RoomDesk } from '../../src/rooms/room-desk.js';
import { Delegations } from '../../src/staff/delegation/delegations.js';
import {
  type BirthdayHouse,
  birthdayGift,
  codes,
  draw,
  listed,
  memberBorn,
  openBirthdays,
  papersOf,
  seated,
  signedBy,
} from '../support/birthdays.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { expectBooksToBalance } from '../support/invariants.js';
import { at, given, hire } from '../support/people.js';

describeOnBothDatabases('the evening of a birthday', (db) => {
  let story: BirthdayHouse;
  beforeAll(async () => {
    story = await openBirthdays(db);
  });
  afterEach(() => expectBooksToBalance(story.world));
  afterAll(() => story.world.close());

  const entryOf = (id: string) => story.world.get(BirthdayDay).entry(story.reader, story.clerk, id);
  const give = (entryId: string, itemId = '', desk = story.manager) =>
    story.world.get(GiveGift).give(desk, uuidv7(), entryId, itemId);

  it('goes through its eight steps in order, each by its role, and ends with a signed slip (003E-020…028)', async () => {
    const itemId = await birthdayGift(story);
    const { personId } = await memberBorn(story.house, { name: '周子墨', phone: '13988887777', month: 11, day: 20 });
    const id = await listed(story, personId);
    await draw(story, id, itemId);
    await expect(give(id)).rejects.toMatchObject({ code: 'birthdays.step.order' });
    await seated(story, id, '1990-11-20');
    const slip = await story.world.get(GiveGift).printSlip(story.clerk, uuidv7(), id);
    const { slipId } = await give(id);
    expect(slipId).toBe(slip);
    const stored = await story.reader.one<{ body: string }>('SELECT body FROM document WHERE id = ?', [slip]);
    expect(stored?.body).not.toMatch(/周子墨|13988887777/);
    const stays = { outcome: 'NOT_COMING', from: '', until: '', people: '', nextDate: '', nextTime: '', note: '' };
    const call = () => story.world.get(BirthdayCalls).followUp(story.clerk, uuidv7(), id, stays);
    await expect(call()).rejects.toMatchObject({ code: 'birthdays.call.here' });
    expect(await entryOf(id)).toMatchObject({ holdState: 'ARRIVED', attend: 'COMING' });
    const evening = story.world.get(Evening);
    await evening.take(story.supervisor, uuidv7(), id, 'AV');
    await evening.take(story.supervisor, uuidv7(), id, 'AREA');
    expect(await story.world.get(GiveGift).settle(story.clerk, uuidv7(), [id], 'SIGNED')).toBe(1);
    expect(await story.world.get(GiveGift).settle(story.clerk, uuidv7(), [id], 'SIGNED')).toBe(0);
    expect(await entryOf(id)).toMatchObject({ slipState: 'SIGNED', stepsDone: 8, inHand: 0, holdState: 'ARRIVED' });
    await expect(give(id)).rejects.toMatchObject({ code: 'birthdays.gift.done', params: { name: '何经理' } });
  });

  it('brings one gift when two managers give it at the same moment', async () => {
    const itemId = await birthdayGift(story);
    const other = at(story.house, await hire(story.house, `91${db.kind.length}1`, 'DUTY_SUPERVISOR'));
    const id = await listed(story, (await memberBorn(story.house, { month: 11, day: 20 })).personId);
    await draw(story, id, itemId);
    await seated(story, id, '1991-11-20');
    const results = await Promise.allSettled([give(id), give(id, '', other), give(id), give(id, '', other)]);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(codes(results)).toEqual(Array.from({ length: 3 }, () => 'birthdays.gift.done'));
  });

  it('is not today: neither papers nor gift the day before', async () => {
    const id = await listed(story, (await memberBorn(story.house, { month: 11, day: 21 })).personId);
    const papers = { ...papersOf('1990-11-21'), photoMatches: true };
    await expect(story.world.get(Evening).checkPapers(story.reception, uuidv7(), id, papers)).rejects.toMatchObject({
      code: 'birthdays.notToday',
      params: { date: '2026-11-21' },
    });
  });

  it('seats a guest who walks in: reception chooses a room that is free', async () => {
    const { world, reception, clerk } = story;
    const id = await listed(story, (await memberBorn(story.house, { month: 11, day: 20 })).personId);
    const evening = world.get(Evening);
    await evening.checkPapers(reception, uuidv7(), id, { ...papersOf('1990-11-20'), photoMatches: true });
    const place = { roomId: '', until: '23:00', people: '4' };
    const visit = (change: Partial<typeof place>) =>
      evening.confirmVisit(reception, uuidv7(), id, { ...place, ...change });
    await expect(visit({})).rejects.toMatchObject({ code: 'birthdays.step.noRoom', field: 'roomId' });
    const roomId = await world.get(RoomDesk).add(clerk, uuidv7(), { number: 'W1', kind: 'SMALL', capacity: '6' });
    await expect(visit({ roomId, people: '9' })).rejects.toMatchObject({ code: 'rooms.small' });
    await expect(visit({ roomId, people: '' })).rejects.toMatchObject({ field: 'people' });
    await visit({ roomId });
    expect(await entryOf(id)).toMatchObject({ room: 'W1', holdState: 'HELD', attend: 'COMING', stepsDone: 2 });
    await expect(visit({ roomId })).rejects.toMatchObject({ code: 'birthdays.step.done' });
  });

  it('changed in the file brings no second gift within 300 days', async () => {
    const { house, world } = story;
    const itemId = await birthdayGift(story);
    const { personId } = await memberBorn(house, { month: 11, day: 20 });
    const first = await listed(story, personId);
    await draw(story, first, itemId);
    await seated(story, first, '1992-11-20');
    await give(first);
    world.clock.advance(60_000);
    await given(world, house.store.id, async (tx) => {
      const birthday = { calendar: 'LUNAR', month: 10, day: 15, leap: false, year: null };
      await world.get(People).write(tx, personId, 'birthday', JSON.stringify(birthday));
      return null;
    });
    const second = await listed(story, personId);
    expect(second).not.toBe(first);
    await expect(draw(story, second, itemId)).rejects.toMatchObject({ code: 'birthdays.standing.TOO_SOON' });
  });

  it('without papers is for the manager to decide, on the phone tail and an earlier slip (H17)', async () => {
    const { world, reception } = story;
    const id = await listed(
      story,
      (await memberBorn(story.house, { phone: '13812340099', month: 11, day: 20 })).personId,
    );
    const ask = (tail: string, proof: string) => world.get(Exemption).ask(reception, uuidv7(), id, { tail, proof });
    await expect(ask('0098', '小票 XP-77')).rejects.toMatchObject({ code: 'birthdays.exempt.tail' });
    await expect(ask('0099', ' ')).rejects.toMatchObject({ code: 'text.required', field: 'proof' });
    const parked = await ask('0099', '小票 XP-77');
    expect(parked.roles).toContain('CUSTOMER_SERVICE_MANAGER');
    expect(await world.get(BirthdayQueries).steps(story.reader, id)).toEqual([]);
  });

  it('has its gift drawn by a stand-in with a dated delegation only, and signed by Finance, not by oneself', async () => {
    const itemId = await birthdayGift(story);
    const { personId } = await memberBorn(story.house, { month: 11, day: 21 });
    const id = await listed(story, personId);
    await expect(draw(story, id, itemId, story.clerk)).rejects.toMatchObject({ code: 'birthdays.draw.deputy' });
    const term = {
      staffNo: '8001',
      role: 'CUSTOMER_SERVICE_MANAGER',
      fromDate: '2026-11-20',
      toDate: '2026-11-20',
      reason: '经理外出',
    };
    await story.world.get(Delegations).grant(story.manager, uuidv7(), term);
    await draw(story, id, itemId, story.clerk);
    await expect(
      story.world
        .get(GiftDraws)
        .draw(story.manager, uuidv7(), [{ entryId: id, itemId }], signedBy({ staffNo: '9001' })),
    ).rejects.toBeInstanceOf(DomainError);
    const none = story.world.get(GiftDraws).draw(story.manager, uuidv7(), [], signedBy(story.finance));
    await expect(none).rejects.toMatchObject({ code: 'birthdays.draw.none' });
  });

  it('has no gift drawn from an empty shelf, nor for a birthday that the file puts on another day', async () => {
    const { world, house } = story;
    const last = await birthdayGift(story, { pieces: 1 });
    await draw(story, await listed(story, (await memberBorn(house, { month: 11, day: 21 })).personId), last);
    const { personId } = await memberBorn(house, { month: 11, day: 21 });
    const id = await listed(story, personId);
    await expect(draw(story, id, last)).rejects.toMatchObject({ code: 'birthdays.stock.short' });
    await given(world, house.store.id, async (tx) => {
      const lunar = { calendar: 'LUNAR', month: 1, day: 3, leap: false, year: null };
      return (await world.get(People).write(tx, personId, 'birthday', JSON.stringify(lunar)), null);
    });
    await expect(draw(story, id, last)).rejects.toMatchObject({ code: 'birthdays.standing.MOVED' });
  });
});
