import { jest } from '@jest/globals';
import { uuidv7 } from 'uuidv7';
import { BirthdayDay } from '../../src/birthdays/birthday-day.js';
import { BirthdayRosters } from '../../src/birthdays/birthday-rosters.js';
import { Evening } from '../../src/birthdays/evening.js';
import { GiftCustody } from '../../src/birthdays/gift-custody.js';
import { GiftDraws } from '../../src/birthdays/gift-draws.js';
import { GiveGift } from '../../src/birthdays/give-gift.js';
import { GiftStock } from '../../src/gifts/gift-stock.js';
import { Ledger } from '../../src/ledger/ledger.js';
import { People } from '../../src/members/people.js';
import {
  type BirthdayHouse,
  birthdayGift,
  draw,
  listed,
  memberBorn,
  openBirthdays,
  signedBy,
} from '../support/birthdays.js';
import { describeOnSqlite } from '../support/databases.js';
import { expectBooksToBalance, verifyReport } from '../support/invariants.js';
import { given } from '../support/people.js';

describeOnSqlite('the control: birthday gifts without their guards', (db) => {
  let story: BirthdayHouse;
  beforeAll(async () => {
    story = await openBirthdays(db);
  });
  afterEach(() => jest.restoreAllMocks());
  afterAll(() => story.world.close());

  async function drawn(): Promise<{ id: string; itemId: string }> {
    const itemId = await birthdayGift(story, { pieces: 20 });
    story.world.clock.advance(1000);
    const id = await listed(story, (await memberBorn(story.house, { month: 11, day: 22 })).personId);
    await draw(story, id, itemId);
    return { id, itemId };
  }

  const broken = async () => (await verifyReport(story.world)).checks.filter(({ ok }) => !ok).map(({ name }) => name);

  it('a count that does not wait for the draw before it writes a piece off that is in a hand', async () => {
    const { itemId } = await drawn();
    const stock = story.world.get(GiftStock);
    const count = (counted: number) =>
      given(
        story.world,
        story.house.store.id,
        async (tx) => {
          const done = await stock.count(tx, { itemId, counted, reason: '盘点' });
          return done?.documentNo ?? null;
        },
        story.house.businessDate,
      );
    expect(await count(19)).toBeNull();
    jest.spyOn(stock, 'onShelf').mockResolvedValueOnce(20);
    await count(19);
    expect(await stock.onShelf(story.reader, story.house.store.id, itemId)).toBe(18);
    await expectBooksToBalance(story.world);
  });

  it('a list agreed to by whoever does not see who was added has another number of gifts than was said', async () => {
    const { world, house, manager, reader } = story;
    const rosters = world.get(BirthdayRosters);
    const month = "SELECT COUNT(*) AS n FROM birthday_entry WHERE on_date LIKE '2026-11-%'";
    const seen = (await reader.one<{ n: number }>(month))?.n ?? 0;
    world.clock.advance(60_000);
    await memberBorn(house, { month: 11, day: 28 });
    const [added, agreed] = await Promise.allSettled([
      rosters.update(house.store.id, house.businessDate),
      rosters.confirm(manager, uuidv7(), '2026-11', seen),
    ]);
    expect(added).toEqual({ status: 'fulfilled', value: 1 });
    const now = (await reader.one<{ n: number }>(month))?.n;
    const kept = await reader.one<{ n: number }>(
      "SELECT confirmed_count AS n FROM birthday_roster WHERE month = '2026-11'",
    );
    // agreed before the guest came onto the list, or refused after: never a number nobody saw
    expect([now, agreed.status === 'fulfilled' ? kept?.n : seen]).toEqual([seen + 1, seen]);
  });

  it('one gift is given twice, and verify says so', async () => {
    const { id } = await drawn();
    const { world, manager, house, reader } = story;
    const give = () => world.get(GiveGift).give(manager, uuidv7(), id, '');
    const hand = await world.get(GiftCustody).inHand(reader, house.store.id, id);
    jest.spyOn(Evening.prototype, 'mark').mockResolvedValue();
    await give();
    await expect(give()).rejects.toMatchObject({ code: 'birthdays.gift.done' });
    await given(world, house.store.id, (tx) => tx.run('UPDATE birthday_entry SET given_at = NULL WHERE id = ?', [id]));
    jest.spyOn(GiftCustody.prototype, 'inHand').mockResolvedValue(hand);
    await expect(give()).rejects.toMatchObject({ code: 'birthdays.hand.short' });
    jest.spyOn(Ledger.prototype, 'post').mockResolvedValue([]);
    await give();
    jest.restoreAllMocks();
    expect(await broken()).toContain('birthdays.movesEqualHands');
  });

  it('one gift goes back twice, and verify says so', async () => {
    const { id, itemId } = await drawn();
    const back = () => {
      const lines = [{ itemId, entryId: id, pieces: 1 }];
      return story.world.get(GiftDraws).giveBack(story.manager, uuidv7(), lines, signedBy(story.finance));
    };
    jest.spyOn(Ledger.prototype, 'post').mockResolvedValue([]);
    await back();
    await back();
    jest.restoreAllMocks();
    expect(await broken()).toContain('birthdays.movesEqualHands');
  });

  it('a guest whose card is ended or somebody else’s is shown, and has no gift', async () => {
    const itemId = await birthdayGift(story);
    const id = await listed(story, (await memberBorn(story.house, { month: 11, day: 20, cardGone: true })).personId);
    const ended = { code: 'birthdays.standing.CARD_ENDED' };
    await expect(draw(story, id, itemId)).rejects.toMatchObject(ended);
    story.world.clock.advance(60_000);
    const before = await memberBorn(story.house, { month: 11, day: 20 });
    const transferred = await listed(story, before.personId);
    const after = { title: 'MR', birthday: null, idDocument: null, preferences: null, name: '新持卡人' } as const;
    await given(story.world, story.house.store.id, async (tx) => {
      const personId = await story.world.get(People).register(tx, { ...after, phone: '13655550001' });
      await tx.run('UPDATE membership SET person_id = ? WHERE id = ?', [personId, before.membershipId]);
      return personId;
    });
    expect(await story.world.get(BirthdayDay).entry(story.reader, story.clerk, transferred)).toMatchObject({
      transferred: 1,
      cardState: 'ACTIVE',
    });
    await expect(draw(story, transferred, itemId)).rejects.toMatchObject(ended);
  });
});
