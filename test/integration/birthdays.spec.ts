import { uuidv7 } from 'uuidv7';
import { BirthdayCalls, type CallInput } from '../../src/birthdays/birthday-calls.js';
import { BirthdayDay } from '../../src/birthdays/birthday-day.js';
import { BirthdayRosters } from '../../src/birthdays/birthday-rosters.js';
import { BirthdaySchedule } from '../../src/birthdays/birthday-schedule.js';
import { BirthdayQueries } from '../../src/birthdays/birthday.queries.js';
import { DaySheets } from '../../src/birthdays/day-sheets.js';
import { People } from '../../src/members/people.js';
import { RoomDesk } from '../../src/rooms/room-desk.js';
import { DEFAULT_POLICY } from '../../src/venue/rules/policy-schema.js';
import { type BirthdayHouse, listed, memberBorn, openBirthdays } from '../support/birthdays.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { expectBooksToBalance } from '../support/invariants.js';
import { given } from '../support/people.js';

describeOnBothDatabases('a birthday on the list', (db) => {
  let story: BirthdayHouse;
  beforeAll(async () => {
    story = await openBirthdays(db);
  });
  afterEach(() => expectBooksToBalance(story.world));
  afterAll(() => story.world.close());

  const call = (entryId: string, change: Partial<CallInput>) =>
    story.world.get(BirthdayCalls).followUp(story.clerk, uuidv7(), entryId, {
      outcome: 'COMING',
      from: '19:00',
      until: '23:00',
      people: '6',
      nextDate: '',
      nextTime: '',
      note: '',
      ...change,
    });
  const write = async (personId: string, birthday: { calendar: string; month: number; day: number }) => {
    story.world.clock.advance(60_000);
    await given(story.world, story.house.store.id, async (tx) => {
      await story.world
        .get(People)
        .write(tx, personId, 'birthday', JSON.stringify({ ...birthday, leap: false, year: null }));
      return null;
    });
  };
  const entryOf = (id: string) => story.world.get(BirthdayDay).entry(story.reader, story.clerk, id);

  it('is on the list of its month before the month begins, and who joins later is marked (003E-011)', async () => {
    const { world, house, reader } = story;
    const first = await memberBorn(house, { month: 12, day: 1 });
    const rosters = world.get(BirthdayRosters);
    await rosters.update(house.store.id, '2026-11-23');
    expect(await reader.one('SELECT id FROM birthday_entry WHERE person_id = ?', [first.personId])).toBeUndefined();
    await rosters.update(house.store.id, '2026-11-24');
    const early = await reader.one('SELECT on_date, late FROM birthday_entry WHERE person_id = ?', [first.personId]);
    expect(early).toEqual({ onDate: '2026-12-01', late: 0 });
    const second = await memberBorn(house, { month: 12, day: 2 });
    await rosters.update(house.store.id, '2026-12-01');
    world.clock.advance(60_000);
    const third = await memberBorn(house, { month: 12, day: 31 });
    await rosters.update(house.store.id, '2026-12-05');
    expect(await rosters.update(house.store.id, '2026-12-05')).toBe(0);
    const late = await reader.rows('SELECT late FROM birthday_entry WHERE person_id IN (?, ?) ORDER BY on_date', [
      second.personId,
      third.personId,
    ]);
    expect(late).toEqual([{ late: 0 }, { late: 1 }]);
  });

  it('keeps solar and lunar birthdays by their own year, one each', async () => {
    const { house, reader, world } = story;
    const lunar = await memberBorn(house, { calendar: 'LUNAR', month: 10, day: 12 });
    await world.get(BirthdayRosters).update(house.store.id, '2026-11-20');
    const rows = await reader.rows('SELECT on_date, calendar, year FROM birthday_entry WHERE person_id = ?', [
      lunar.personId,
    ]);
    expect(rows).toEqual([{ onDate: '2026-11-20', calendar: 'LUNAR', year: 2026 }]);
  });

  it('is confirmed with its number of gifts; a list that changed meanwhile is not (003E-013)', async () => {
    const { house, reader, world, manager } = story;
    const rosters = world.get(BirthdayRosters);
    await rosters.update(house.store.id, '2026-11-20');
    const count = async () =>
      (
        await reader.one<{ n: number }>(
          "SELECT COUNT(*) AS n FROM birthday_entry WHERE store_id = ? AND on_date LIKE '2026-11-%'",
          [house.store.id],
        )
      )?.n ?? 0;
    const seen = await count();
    world.clock.advance(60_000);
    await listed(story, (await memberBorn(house, { month: 11, day: 28 })).personId);
    await expect(rosters.confirm(manager, uuidv7(), '2026-11', seen)).rejects.toMatchObject({
      code: 'birthdays.roster.changed',
      params: { count: seen + 1 },
    });
    await rosters.confirm(manager, uuidv7(), '2026-11', seen + 1);
    await expect(rosters.confirm(manager, uuidv7(), '2030-01', 0)).rejects.toMatchObject({
      code: 'birthdays.roster.none',
    });
  });

  it('is called for: who comes gets a number, who does not gives it back, and nobody is called for ever (003E-012, 019)', async () => {
    const { personId } = await memberBorn(story.house, { month: 11, day: 21 });
    const id = await listed(story, personId);
    await call(id, { outcome: 'CALL_LATER', nextTime: '17:00' });
    await call(id, { outcome: 'COMING' });
    expect((await entryOf(id)).holdNumber).toMatch(/^1121-\d\d$/);
    await call(id, { outcome: 'NOT_COMING' });
    expect(await entryOf(id)).toMatchObject({ attend: 'NOT_COMING', holdNumber: null });
    await call(id, { outcome: 'NO_ANSWER' });
    await call(id, { outcome: 'NO_ANSWER' });
    await expect(call(id, { outcome: 'NO_ANSWER' })).rejects.toMatchObject({ code: 'birthdays.call.cap' });
    await expect(call(id, { outcome: 'COMING', people: '0' })).rejects.toMatchObject({ field: 'people' });
    const calls = await story.world.get(BirthdayQueries).calls(story.reader, id);
    expect(calls.map(({ kind, agreed }) => [kind, agreed])).toEqual([
      ['FOLLOW_UP', 0],
      ['FOLLOW_UP', 1],
      ['SECOND', 0],
      ['FOLLOW_UP', 0],
      ['FOLLOW_UP', 0],
    ]);
  });

  it('is greeted in person by those who want no news, once (003E-049)', async () => {
    const id = await listed(story, (await memberBorn(story.house, { month: 11, day: 20 })).personId);
    const greet = (channel: string) => story.world.get(BirthdayCalls).greet(story.clerk, uuidv7(), id, channel);
    await expect(greet('SMS')).rejects.toMatchObject({ code: 'birthdays.greet.consent' });
    await greet('IN_PERSON');
    await expect(greet('IN_PERSON')).rejects.toMatchObject({ code: 'birthdays.greet.done' });
    const tomorrow = await listed(story, (await memberBorn(story.house, { month: 11, day: 22 })).personId);
    await expect(
      story.world.get(BirthdayCalls).greet(story.clerk, uuidv7(), tomorrow, 'IN_PERSON'),
    ).rejects.toMatchObject({ code: 'birthdays.notToday' });
  });

  it('is on a day sheet that the supervisor reads once (003E-016)', async () => {
    const sheets = story.world.get(DaySheets);
    await expect(sheets.holdOpen(story.supervisor, uuidv7(), '2026-11-19')).rejects.toMatchObject({
      code: 'birthdays.sheet.unread',
    });
    await sheets.confirm(story.supervisor, uuidv7(), '2026-11-19');
    await expect(sheets.confirm(story.supervisor, uuidv7(), '2026-11-19')).rejects.toMatchObject({
      code: 'birthdays.sheet.read',
    });
  });

  it('gives a late yes its room at once, while one is free (003E-017)', async () => {
    const { world, house, clerk, reader } = story;
    await world.get(RoomDesk).add(clerk, uuidv7(), { number: 'K31', kind: 'SMALL', capacity: '8' });
    await world.get(DaySheets).confirm(story.supervisor, uuidv7(), '2026-11-24');
    const first = await listed(story, (await memberBorn(house, { month: 11, day: 24 })).personId);
    world.clock.advance(60_000);
    const second = await listed(story, (await memberBorn(house, { month: 11, day: 24 })).personId);
    await call(first, { outcome: 'COMING' });
    await call(second, { outcome: 'COMING' });
    expect(await entryOf(first)).toMatchObject({ holdState: 'HELD', room: 'K31' });
    expect(await entryOf(second)).toMatchObject({ holdState: 'ASKED', room: null });
    await call(first, { outcome: 'NOT_COMING' });
    await call(second, { outcome: 'COMING', from: '20:00', people: '8' });
    const held = await entryOf(second);
    expect(held).toMatchObject({ holdState: 'HELD', room: 'K31', holdNumber: '1124-02' });
    await call(second, { outcome: 'NO_ANSWER' });
    const { holdId, fromAt } = held;
    expect(await entryOf(second)).toMatchObject({ holdId, fromAt, room: 'K31', people: 8, attend: 'NO_ANSWER' });
    await call(second, { outcome: 'COMING', from: '20:00', people: '12' });
    expect(await entryOf(second)).toMatchObject({ holdId, holdState: 'ASKED', room: null, holdNumber: '1124-02' });
    const released = "SELECT id FROM room_hold WHERE business_date = '2026-11-24' AND state = 'RELEASED'";
    expect(await reader.rows(released)).toHaveLength(1);
  });

  it('is kept on the day that is right when the file was corrected, and its room is free again', async () => {
    const { world, house } = story;
    const { personId } = await memberBorn(house, { month: 11, day: 25 });
    const id = await listed(story, personId);
    await call(id, { outcome: 'COMING' });
    const holdId = (await entryOf(id)).holdId ?? '';
    await write(personId, { calendar: 'SOLAR', month: 11, day: 27 });
    expect(world.get(BirthdayDay).standing(await entryOf(id), DEFAULT_POLICY)).toBe('MOVED');
    expect(await listed(story, personId)).toBe(id);
    expect(await entryOf(id)).toMatchObject({ onDate: '2026-11-27', attend: null, holdId: null, late: 1 });
    expect(await world.one('SELECT state FROM room_hold WHERE id = ?', [holdId])).toEqual({ state: 'RELEASED' });
    expect(world.get(BirthdayDay).standing(await entryOf(id), DEFAULT_POLICY)).toBe('DUE');
    await write(personId, { calendar: 'LUNAR', month: 1, day: 3 });
    await listed(story, personId);
    expect(world.get(BirthdayDay).standing(await entryOf(id), DEFAULT_POLICY)).toBe('MOVED');
  });

  it('is looked up once after days on which no PC ran', async () => {
    const { world, reader, house } = story;
    await memberBorn(house, { month: 1, day: 2 });
    world.clock.setTo('2027-01-03T13:00:00+08:00');
    const count = () =>
      reader.one("SELECT COUNT(*) AS n, MIN(late) AS late FROM birthday_entry WHERE on_date = '2027-01-02'");
    // the day of 20 November is still open: the new month comes by the calendar
    await world.get(BirthdaySchedule).runDue();
    expect(await count()).toEqual({ n: 1, late: 0 });
    await world.get(BirthdaySchedule).runDue();
    expect(await count()).toEqual({ n: 1, late: 0 });
  });
});
