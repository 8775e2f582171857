import { jest } from '@jest/globals';
import { uuidv7 } from 'uuidv7';
import { BirthdayDay } from '../../src/birthdays/birthday-day.js';
import { BirthdayRosters } from '../../src/birthdays/birthday-rosters.js';
import { BirthdayQueries } from '../../src/birthdays/birthday.queries.js';
import { GiftDraws } from '../../src/birthdays/gift-draws.js';
import { GiveGift } from '../../src/birthdays/give-gift.js';
import { ReconciliationQueries } from '../../src/birthdays/reconciliation.queries.js';
import { TwinDecisions } from '../../src/birthdays/twin-decisions.js';
import { UndoGift } from '../../src/birthdays/undo-gift.js';
import { ErasureTerms } from '../../src/members/erasure-terms.js';
import { GiftStock } from '../../src/gifts/gift-stock.js';
import {
  type BirthdayHouse,
  birthdayGift,
  codes,
  draw,
  listed,
  memberBorn,
  openBirthdays,
  seated,
  signedBy,
} from '../support/birthdays.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { expectBooksToBalance } from '../support/invariants.js';
import { given } from '../support/people.js';

describeOnBothDatabases('what went wrong around a birthday', (db) => {
  let story: BirthdayHouse;
  beforeAll(async () => {
    story = await openBirthdays(db);
  });
  afterEach(() => expectBooksToBalance(story.world));
  afterAll(() => story.world.close());

  const entryOf = (id: string) => story.world.get(BirthdayDay).entry(story.reader, story.clerk, id);
  const shelf = (itemId: string) => story.world.get(GiftStock).onShelf(story.reader, story.house.store.id, itemId);
  const guestOf = async (day: number) => listed(story, (await memberBorn(story.house, { day, month: 11 })).personId);
  const paper = async (documentId: string) =>
    (await story.reader.one<{ body: string }>('SELECT body FROM document WHERE id = ?', [documentId]))?.body;

  it('a gift handed to the wrong guest comes back in the books, signed by two, and goes to the right one on a new slip', async () => {
    const { world, manager, finance, reader, house, clerk } = story;
    const itemId = await birthdayGift(story, { pieces: 20 });
    const { personId, membershipId } = await memberBorn(house, { month: 11, day: 20 });
    const id = await listed(story, personId);
    const keeps = async () => (await world.get(ErasureTerms).open(reader, membershipId)).map(({ key }) => key);
    const undo = (outcome: string, reason = '送到了隔壁包厢', second = signedBy(finance)) =>
      world.get(UndoGift).undo(manager, uuidv7(), id, { outcome, reason }, second);
    const give = () => world.get(GiveGift).give(manager, uuidv7(), id, '');
    const settle = (outcome: string) => world.get(GiveGift).settle(clerk, uuidv7(), [id], outcome);
    const entry = () => world.get(BirthdayDay).entry(reader, clerk, id);
    const taxed = async () =>
      (await world.get(ReconciliationQueries).delivered(reader, house.store.id, '2026-11')).map(({ pieces }) => pieces);
    expect(await keeps()).toEqual([]);
    await draw(story, id, itemId);
    expect(await keeps()).toEqual(['members.erase.open.birthday']);
    await seated(story, id, '1990-11-20');
    await expect(undo('BACK')).rejects.toMatchObject({ code: 'birthdays.undo.none' });
    const first = await give();
    expect(await keeps()).toEqual(['members.erase.open.birthday']);
    await settle('SIGNED');
    expect(await keeps()).toEqual([]);
    await expect(undo('EATEN')).rejects.toMatchObject({ code: 'birthdays.undo.outcome' });
    await expect(undo('BACK', ' ')).rejects.toMatchObject({ code: 'text.required', field: 'reason' });
    await expect(undo('BACK', '自己签', signedBy(manager.person))).rejects.toMatchObject({ code: 'cosign.self' });
    const both = await Promise.allSettled([undo('BACK'), undo('BACK')]);
    expect(codes(both)).toEqual(['birthdays.undo.none']);
    expect(await entry()).toMatchObject({ givenAt: null, slipState: null, inHand: 1, stepsDone: 4, giftRound: 2 });
    expect(await taxed()).toEqual([]);
    expect((await give()).slipId).not.toBe(first.slipId);
    expect(await taxed()).toEqual([1]);
    expect(await settle('REFUSED')).toBe(1);
    expect(await entry()).toMatchObject({ slipState: 'REFUSED', stepsDone: 6 });
    await undo('LOSE');
    expect(await world.get(BirthdayQueries).corrections(reader, id)).toHaveLength(2);
    expect(await entry()).toMatchObject({ givenAt: null, inHand: 0 });
    expect(await world.get(GiftStock).onShelf(reader, house.store.id, itemId)).toBe(19);
  });

  it('a list is agreed to as it was seen; without that look it bears a number of gifts that nobody read', async () => {
    const { world, house, manager, reader } = story;
    const rosters = world.get(BirthdayRosters);
    const day = world.get(BirthdayDay);
    const gifts = () => day.giftsOf(reader, manager, '2026-11');
    const agreed = async () =>
      (await reader.one<{ n: number }>("SELECT confirmed_count AS n FROM birthday_roster WHERE month = '2026-11'"))?.n;
    const race = async (seen: number) => {
      world.clock.advance(60_000);
      await memberBorn(house, { month: 11, day: 28 });
      return Promise.allSettled([
        rosters.update(house.store.id, house.businessDate),
        rosters.confirm(manager, uuidv7(), '2026-11', seen),
      ]);
    };
    await rosters.update(house.store.id, house.businessDate);
    const seen = await gifts();
    const [added, first] = await race(seen);
    expect(added).toEqual({ status: 'fulfilled', value: 1 });
    expect(await gifts()).toBe(seen + 1);
    await expect(rosters.confirm(manager, uuidv7(), '2026-11', seen)).rejects.toMatchObject({
      code: 'birthdays.roster.changed',
      params: { count: seen + 1 },
    });
    expect(first.status === 'fulfilled' ? await agreed() : seen).toBe(seen);
    const look = jest.spyOn(day, 'giftsOf').mockResolvedValue(seen + 1);
    await listed(story, (await memberBorn(house, { month: 11, day: 29 })).personId);
    await rosters.confirm(manager, uuidv7(), '2026-11', seen + 1);
    look.mockRestore();
    expect([await agreed(), await gifts()]).toEqual([seen + 1, seen + 2]);
    const late = await reader.one(
      "SELECT COUNT(*) AS n FROM birthday_entry WHERE late = 1 AND on_date LIKE '2026-11-2_'",
    );
    expect(late).toEqual({ n: 2 });
  });

  it('belongs to one human: two records wait for the manager, one document has one gift (可能同一人)', async () => {
    const { house, world, manager } = story;
    const twin = { name: '孪小双', month: 11, day: 20 };
    const itemId = await birthdayGift(story);
    const one = await listed(story, (await memberBorn(house, { ...twin, phone: '13900001234' })).personId);
    world.clock.advance(60_000);
    const other = await listed(story, (await memberBorn(house, { ...twin, phone: '13711111234' })).personId);
    await expect(draw(story, one, itemId)).rejects.toMatchObject({ code: 'birthdays.standing.TWIN_OPEN' });
    const decide = (id: string, outcome: string) =>
      world.get(TwinDecisions).decide(manager, uuidv7(), id, { outcome, reason: '同一手机尾号,本人承认' });
    await expect(decide(other, 'MAYBE')).rejects.toMatchObject({ code: 'birthdays.twin.outcome' });
    await decide(other, 'SAME');
    await expect(draw(story, other, itemId)).rejects.toMatchObject({ code: 'birthdays.standing.TWIN_SAME' });
    await expect(decide(one, 'SAME')).rejects.toMatchObject({ code: 'birthdays.twin.none' });
    await expect(decide(other, 'SAME')).rejects.toMatchObject({ code: 'birthdays.twin.none' });
    const standing = async (id: string) =>
      world.get(BirthdayDay).standing(await entryOf(id), await world.get(BirthdayDay).policy(manager));
    await decide(other, 'DIFFERENT');
    expect([await standing(one), await standing(other)]).toEqual(['DUE', 'DUE']);
    await decide(other, 'SAME');
    const frozen = (reason: string | null) =>
      given(world, house.store.id, (tx) =>
        tx
          .run(
            'UPDATE card SET frozen_reason = ? WHERE membership_id = (SELECT membership_id FROM birthday_entry WHERE id = ?)',
            [reason, one],
          )
          .then(() => null),
      );
    await frozen('DISPUTE');
    expect([await standing(one), await standing(other)]).toEqual(['CARD_FROZEN', 'DUE']);
    await frozen(null);
    expect(await standing(other)).toBe('TWIN_SAME');
    await draw(story, one, itemId);
    await seated(story, one, '1990-11-20');
    await world.get(GiveGift).give(manager, uuidv7(), one, '');
    await world.get(BirthdayRosters).update(house.store.id, '2027-11-20');
    const policy = await world.get(BirthdayDay).policy(manager);
    const next = await world.get(BirthdayQueries).onDates(story.reader, house.store.id, '2027-11-20', '2027-11-20');
    const again = [one, other].map(async (id) => {
      const { membershipId } = await entryOf(id);
      const entry = next.find((each) => each.membershipId === membershipId);
      return entry && world.get(BirthdayDay).standing(entry, policy);
    });
    expect(await Promise.all(again)).toEqual(['DUE', 'TWIN_SAME']);
  });

  it('gifts that perish are destroyed by two, never returned; damaged and lost ones are an act of their own (003E-029)', async () => {
    const draws = story.world.get(GiftDraws);
    const cake = await birthdayGift(story, { perishable: true, pieces: 3 });
    const id = await guestOf(21);
    await draw(story, id, cake);
    const line = { itemId: cake, entryId: id, pieces: 1 };
    const back = draws.giveBack(story.manager, uuidv7(), [line], signedBy(story.finance));
    await expect(back).rejects.toMatchObject({ code: 'birthdays.return.perishable' });
    await expect(draws.destroy(story.manager, uuidv7(), [line], ' ', signedBy(story.finance))).rejects.toMatchObject({
      code: 'text.required',
    });
    const old = '客人未到店,蛋糕过期';
    const destroyed = await draws.destroy(story.manager, uuidv7(), [line], old, signedBy(story.finance));
    expect(await paper(destroyed.documentId)).toMatch(/成本.*58\.00/);
    const rotten = await guestOf(21);
    await draw(story, rotten, cake);
    const seen = await draws.destroy(
      story.manager,
      uuidv7(),
      [{ ...line, entryId: rotten }],
      '过期',
      signedBy(story.supervisor.person),
    );
    expect(await paper(seen.documentId)).toMatch(/会签人 \| 李主管 (?!财务)/);
    const bear = await birthdayGift(story, { pieces: 3 });
    const other = await guestOf(21);
    await draw(story, other, bear);
    const off = { kind: 'DAMAGE', reason: '摔坏', lines: [{ itemId: bear, entryId: other, pieces: 1 }] } as const;
    await draws.writeOff(story.manager, uuidv7(), off, signedBy(story.finance));
    expect([await shelf(cake), await shelf(bear)]).toEqual([1, 2]);
  });
});
