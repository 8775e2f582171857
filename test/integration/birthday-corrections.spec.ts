import { jest } from '@jest/globals';
import { uuidv7 } from 'uuidv7';
import { BirthdayDay } from '../../src/birthdays/birthday-day.js';
import { BirthdayRosters } from '../../src/birthdays/birthday-rosters.js';
import { GiveGift } from '../../src/birthdays/give-gift.js';
import { ReconciliationQueries } from '../../src/birthdays/reconciliation.queries.js';
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

describeOnBothDatabases('what went wrong around a birthday', (db) => {
  let story: BirthdayHouse;
  beforeAll(async () => {
    story = await openBirthdays(db);
  });
  afterEach(() => expectBooksToBalance(story.world));
  afterAll(() => story.world.close());

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
});
