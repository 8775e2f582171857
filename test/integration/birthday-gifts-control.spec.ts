import { jest } from '@jest/globals';
import { uuidv7 } from 'uuidv7';
import { BirthdayDay } from '../../src/birthdays/birthday-day.js';
import { BirthdayRosters } from '../../src/birthdays/birthday-rosters.js';
import { Evening } from '../../src/birthdays/evening.js';
import { BirthdayQueries } from '../../src/birthdays/birthday.queries.js';
import { GiftCustody } from '../../src/birthdays/gift-custody.js';
import { GiftDraws } from '../../src/birthdays/gift-draws.js';
import { GiveGift } from '../../src/birthdays/give-gift.js';
import { GiftCatalogue } from '../../src/gifts/gift-catalogue.js';
import { GiftDesk } from '../../src/gifts/gift-desk.js';
import { GiftStock } from '../../src/gifts/gift-stock.js';
import { ruleOf } from '../../src/ledger/chart-of-accounts.js';
import { Ledger } from '../../src/ledger/ledger.js';
import { People } from '../../src/members/people.js';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { OnSpotCoSigner } from '../../src/staff/approvals/on-spot-co-signer.js';
import type { DeskContext } from '../../src/staff/desk-context.js';
import {
  type BirthdayHouse,
  birthdayGift,
  codes,
  draw,
  listed,
  memberBorn,
  openBirthdays,
  signedBy,
} from '../support/birthdays.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { expectBooksToBalance, verifyReport } from '../support/invariants.js';
import { at, given, hire } from '../support/people.js';

describeOnBothDatabases('birthday gifts at two desks, with their guards and without', (db) => {
  let story: BirthdayHouse;
  beforeAll(async () => {
    story = await openBirthdays(db);
  });
  afterEach(() => jest.restoreAllMocks());
  afterAll(() => story.world.close());

  async function drawn(): Promise<{ id: string; itemId: string }> {
    const itemId = await birthdayGift(story, { pieces: 20 });
    const id = await guestOf(22);
    await draw(story, id, itemId);
    return { id, itemId };
  }

  async function guestOf(day: number): Promise<string> {
    story.world.clock.advance(1000);
    return listed(story, (await memberBorn(story.house, { day, month: 11 })).personId);
  }

  const broken = async () => (await verifyReport(story.world)).checks.filter(({ ok }) => !ok).map(({ name }) => name);

  it('are counted by two who do not see the books: a count made while they were drawn begins anew', async () => {
    const { world, house, reader, finance, manager } = story;
    const shelf = (id: string) => world.get(GiftStock).onShelf(reader, house.store.id, id);
    const stock = world.get(GiftStock);
    const itemId = await birthdayGift(story, { pieces: 20 });
    const ids = [await guestOf(22), await guestOf(22), await guestOf(22)];
    const acts = new GiftDesk(world.get(UnitOfWork), world.get(GiftCatalogue), stock, world.get(OnSpotCoSigner));
    const count = async (counted: number, reason: string, since?: string, signer = finance) => {
      const began = since ?? (await stock.lastMove(reader, house.store.id, itemId));
      return acts.count(manager, uuidv7(), { itemId, counted, reason, since: began }, signedBy(signer));
    };
    const since = await stock.lastMove(reader, house.store.id, itemId);
    const race = [count(18, '盘点少两件', since), ...ids.map((id) => draw(story, id, itemId))];
    const results = await Promise.allSettled(race);
    const refused = codes(results).length;
    expect([codes(results), await shelf(itemId)]).toEqual(refused === 1 ? [['gifts.count.moved'], 17] : [[], 15]);
    const left = await shelf(itemId);
    await expect(count(left, '', since)).rejects.toMatchObject({ code: 'gifts.count.moved' });
    await expect(count(left + 1, ' ')).rejects.toMatchObject({ code: 'gifts.count.differs', field: 'reason' });
    await expect(count(left, '', undefined, { ...finance, staffNo: '9001' })).rejects.toMatchObject({
      code: 'cosign.self',
    });
    const leads = count(left - 1, '少一件', undefined, { ...finance, staffNo: '9002' });
    await expect(leads).rejects.toMatchObject({ code: 'cosign.role' });
    expect(await count(left, '')).toBeNull();
    const done = await count(left - 1, '少一件,已查找');
    const sql = 'SELECT body FROM document WHERE id = ?';
    const paper = await reader.one<{ body: string }>(sql, [done?.documentId ?? '']);
    expect([await shelf(itemId), paper?.body]).toEqual([left - 1, expect.stringContaining('何经理 / 孙会计')]);
  });

  it('a count that does not ask what moved meanwhile finds pieces on the shelf that are in a hand', async () => {
    const { itemId } = await drawn();
    const { world, house, reader } = story;
    const stock = world.get(GiftStock);
    const since = await stock.lastMove(reader, house.store.id, itemId);
    const count = () =>
      given(
        world,
        house.store.id,
        async (tx) => {
          const done = await stock.count(tx, { itemId, since, counted: 19, reason: '盘点' }, '何经理 / 孙会计');
          return done?.documentNo ?? null;
        },
        house.businessDate,
      );
    await draw(story, await guestOf(23), itemId);
    await expect(count()).rejects.toMatchObject({ code: 'gifts.count.moved' });
    jest.spyOn(stock, 'lastMove').mockResolvedValueOnce(since);
    await count();
    const hands = (await world.get(GiftCustody).inHand(reader, house.store.id)).filter((row) => row.itemId === itemId);
    expect([await stock.onShelf(reader, house.store.id, itemId), hands.length]).toEqual([19, 2]);
    await expectBooksToBalance(world);
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
    expect(await broken()).toEqual(expect.arrayContaining(['birthdays.givenOnce', 'birthdays.movesEqualHands']));
  });

  it('two desks take one gift back, and verify says so; with their guard one is told', async () => {
    const { finance, manager, supervisor, reader } = story;
    const draws = story.world.get(GiftDraws);
    const back = (desk: DeskContext, line: { id: string; itemId: string }) =>
      draws.giveBack(desk, uuidv7(), [{ itemId: line.itemId, entryId: line.id, pieces: 1 }], signedBy(finance));
    const both = async () => {
      const line = await drawn();
      const told = codes(await Promise.allSettled([back(manager, line), back(supervisor, line)]));
      return [told, await reader.one('SELECT balance FROM ledger_account WHERE part = ?', [line.id])];
    };
    expect(await both()).toEqual([['birthdays.hand.short'], { balance: 0 }]);
    jest.replaceProperty(ruleOf('gift.hand'), 'floor', -1);
    expect(await both()).toEqual([[], { balance: -1 }]);
    jest.restoreAllMocks();
    expect(await broken()).toContain('ledger.limitsHold');
  });

  it('two desks draw for one guest, who then has two gifts in the hand; with their guard one is told', async () => {
    const { id, itemId } = await drawn();
    const other = at(story.house, await hire(story.house, '9009', 'VIP_CENTRE_DIRECTOR'));
    const both = (guest: string) => Promise.allSettled([draw(story, guest, itemId), draw(story, guest, itemId, other)]);
    const queries = story.world.get(BirthdayQueries);
    const second = await guestOf(22);
    const unseen = await queries.byIds(story.reader, story.house.store.id, [second]);
    expect(codes(await both(id))).toEqual(['birthdays.draw.done', 'birthdays.draw.done']);
    jest.spyOn(queries, 'byIds').mockResolvedValue(unseen);
    await both(second);
    jest.restoreAllMocks();
    const [held] = await story.world.get(GiftCustody).inHand(story.reader, story.house.store.id, second);
    expect(held?.pieces).toBe(2);
    expect(codes(await both(await guestOf(22)))).toEqual(['birthdays.draw.done']);
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
