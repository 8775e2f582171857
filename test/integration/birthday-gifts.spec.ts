import { uuidv7 } from 'uuidv7';
import { BirthdayDuties } from '../../src/birthdays/birthday-duties.js';
import { Evening } from '../../src/birthdays/evening.js';
import { GiftCustody } from '../../src/birthdays/gift-custody.js';
import { GiftDraws } from '../../src/birthdays/gift-draws.js';
import { GiveGift } from '../../src/birthdays/give-gift.js';
import { ReconciliationQueries } from '../../src/birthdays/reconciliation.queries.js';
import { type HandCount, HandCounts } from '../../src/birthdays/hand-counts.js';
import { Reconciliations } from '../../src/birthdays/reconciliations.js';
import { lineField } from '../../src/birthdays/gift-registers.js';
import { totalOf } from '../../src/birthdays/rules/gift-period.js';
import { GiftStock } from '../../src/gifts/gift-stock.js';
import type { DeskContext } from '../../src/staff/desk-context.js';
import { BusinessDaysService } from '../../src/venue/business-days.service.js';
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
import { at, given, hire, type House } from '../support/people.js';

/** Born on 1993-11-12. */
const DOCUMENT = '110105199311120012';

describeOnBothDatabases('birthday gifts', (db) => {
  let story: BirthdayHouse;
  let today: string;
  beforeAll(async () => {
    story = await openBirthdays(db, '2026-11-12T16:00');
    today = story.house.businessDate;
  });
  afterEach(() => expectBooksToBalance(story.world));
  afterAll(() => story.world.close());

  const hands = () => story.world.get(GiftCustody).inHand(story.reader, story.house.store.id);
  const shelf = (itemId: string) => story.world.get(GiftStock).onShelf(story.reader, story.house.store.id, itemId);
  const now = (desk: DeskContext = story.manager): DeskContext => ({ ...desk, businessDate: today });
  async function nightOf(date: string): Promise<void> {
    const { world, house } = story;
    world.clock.setTo(`${date}T16:00:00+08:00`);
    const days = world.get(BusinessDaysService);
    await given(world, house.store.id, (tx) => days.close(tx), today);
    today = await given(world, house.store.id, (tx) => days.open(tx, date).then(() => date));
  }
  const give = (entryId: string, itemId = '') =>
    story.world.get(GiveGift).give(story.manager, uuidv7(), entryId, itemId);
  const back = (lines: { itemId: string; entryId: string | null; pieces: number }[]) =>
    story.world.get(GiftDraws).giveBack(story.manager, uuidv7(), lines, signedBy(story.finance));
  async function birthday(day = 21): Promise<string> {
    story.world.clock.advance(1000);
    return listed(story, (await memberBorn(story.house, { month: 11, day })).personId);
  }

  it('are drawn for a guest with both signatures, once, and never more goes back than was drawn (003E-014, 030)', async () => {
    const itemId = await birthdayGift(story, { pieces: 10 });
    const id = await birthday();
    await draw(story, id, itemId);
    await expect(draw(story, id, itemId)).rejects.toMatchObject({ code: 'birthdays.draw.done' });
    expect(await shelf(itemId)).toBe(9);
    const line = { itemId, entryId: id, pieces: 1 };
    await expect(back([{ ...line, pieces: 2 }])).rejects.toMatchObject({ code: 'birthdays.hand.short' });
    const results = await Promise.allSettled([back([line]), back([line]), back([line])]);
    expect(codes(results)).toEqual(['birthdays.hand.short', 'birthdays.hand.short']);
    expect(await shelf(itemId)).toBe(10);
  });

  it('of the standby stock go to a guest who joined today, with a reason to refill it (H16)', async () => {
    const itemId = await birthdayGift(story, { pieces: 5 });
    const draws = story.world.get(GiftDraws);
    const refill = { itemId, pieces: 2, reason: '机动备用' };
    await draws.standby(story.manager, uuidv7(), refill, signedBy(story.finance));
    const tonight: House = { ...story.house, businessDate: today };
    story.world.clock.advance(1000);
    const id = await listed(story, (await memberBorn(tonight, { month: 11, day: Number(today.slice(8)) })).personId);
    await seated(story, id, DOCUMENT);
    await expect(give(id)).rejects.toMatchObject({ code: 'birthdays.gift.none' });
    story.world.clock.advance(1000);
    const second = await listed(story, (await memberBorn(tonight, { month: 11, day: 12 })).personId);
    const papers = { ...papersOf(DOCUMENT), photoMatches: true };
    const again = () => story.world.get(Evening).checkPapers(story.reception, uuidv7(), second, papers);
    const served = { code: 'birthdays.papers.served', params: { date: '2026-11-12' } };
    await expect(again()).rejects.toMatchObject(served);
    await give(id, itemId);
    await expect(again()).rejects.toMatchObject(served);
    expect((await hands()).find((row) => row.itemId === itemId)).toMatchObject({ entryId: null, pieces: 1 });
    await story.world.get(GiveGift).settle(story.clerk, uuidv7(), [id], 'LEFT');
    await expect(draw(story, id, itemId)).rejects.toMatchObject({ code: 'birthdays.standing.GIVEN' });
    const shift = { id: '', storeId: story.house.store.id, deskId: '', businessDate: today, clerkId: '', openedAt: 0 };
    const counted = (countedElsewhere: number) =>
      story.world.get(BirthdayDuties).lines(story.reader, { ...shift, countedElsewhere, cutAt: null });
    // what was drawn for a guest stays with the manager; the standby piece is counted, at one desk
    const line = { key: 'birthdayGifts', expected: 1 };
    expect(await counted(0)).toEqual([expect.objectContaining({ ...line, touch: true })]);
    expect(await counted(1)).toEqual([expect.objectContaining({ ...line, touch: false })]);
  });

  it('that were not given are due on the next day on which Finance works, and hold the day open (003E-029)', async () => {
    const itemId = await birthdayGift(story);
    const id = await birthday(21);
    await draw(story, id, itemId);
    const { reader, house } = story;
    const duties = story.world.get(BirthdayDuties);
    const due = async (date: string) =>
      (await duties.dueBack(reader, house.store.id, date)).filter((row) => row.entryId === id).length;
    expect([await due('2026-11-21'), await due('2026-11-22'), await due('2026-11-23')]).toEqual([0, 0, 1]);
    const [obstacle] = await duties.dayObstacles(reader, house.store.id, '2026-11-23');
    expect(obstacle).toMatchObject({ key: 'birthdays.gate.returns' });
  });

  it('close to zero on the 15th and on the 30th, line by line; a difference needs its reason (003E-031, 032)', async () => {
    const { world, reader, house, finance } = story;
    const reconciliations = world.get(Reconciliations);
    const counted = async (change: (count: HandCount, index: number) => HandCount = (count) => count) =>
      (await hands()).map(({ itemId, entryId, pieces }, index) =>
        change({ itemId, entryId, counted: pieces, reason: '' }, index),
      );
    const close = (counts: HandCount[]) => reconciliations.close(now(), uuidv7(), counts, signedBy(finance));
    await expect(close(await counted())).rejects.toMatchObject({ code: 'birthdays.reconcile.early' });
    await nightOf('2026-11-20');
    await expect(close([])).rejects.toMatchObject({ code: 'birthdays.reconcile.count' });
    const oneMissing = await counted((count, index) =>
      index === 0 ? { ...count, counted: count.counted - 1 } : count,
    );
    const [gone] = oneMissing;
    await expect(close(oneMissing)).rejects.toMatchObject({ code: 'text.required', field: lineField('reason', gone!) });
    const stranger = { ...gone!, entryId: uuidv7() };
    await expect(close([...oneMissing, stranger])).rejects.toMatchObject({ code: 'birthdays.reconcile.unknown' });
    // drawn after the 15th, and not there when hands were counted: that is the next period's
    const late = await birthday(24);
    const lateItem = await birthdayGift(story, { pieces: 1 });
    await world.get(GiftDraws).draw(now(), uuidv7(), [{ entryId: late, itemId: lateItem }], signedBy(finance));
    oneMissing.push({ itemId: lateItem, entryId: late, counted: 0, reason: '领用后找不到' });

    const explained = oneMissing.map((count, index) => (index === 0 ? { ...count, reason: '客人拿走未登记' } : count));
    const { reconciliationId } = await close(explained);
    const queries = world.get(ReconciliationQueries);
    const lines = await queries.archived(reader, reconciliationId);
    expect(lines.length).toBeGreaterThan(3);
    expect(lines.reduce((sum, line) => sum + line.delivered, 0)).toBe(1);
    const differing = async (id: string) =>
      (await queries.archived(reader, id)).flatMap(({ difference, reason }) =>
        difference === 0 ? [] : [[difference, reason]],
      );
    expect(await differing(reconciliationId)).toEqual([[1, '客人拿走未登记']]);
    const second = await queries.due(reader, house.store.id, '2026-11-20', { first: 15, second: 30 });
    expect(second.period).toEqual({ from: '2026-11-16', to: '2026-11-30' });
    await nightOf('2026-11-30');
    const missed = (await world.get(HandCounts).rows(reader, house.store.id, reconciliationId)).filter(
      ({ pieces }) => pieces === 0,
    );
    expect(missed.map(({ entryId }) => entryId)).toEqual(expect.arrayContaining([gone!.entryId, late]));
    const found = { itemId: lateItem, entryId: late, counted: 1, reason: '在柜子里找到' };
    const locked = (await close([...(await counted()), found])).reconciliationId;
    expect((await queries.archived(reader, locked)).find(({ entryId }) => entryId === late)).toMatchObject({
      opening: 0,
      drawn: 1,
      difference: 0,
      closing: 1,
    });
    const archive = await queries.archived(reader, locked);
    const off = {
      kind: 'LOSE',
      reason: '锁定后才发现遗失',
      lines: [{ ...(await hands()).find(({ entryId }) => entryId !== late)!, pieces: 1 }],
    } as const;
    await world.get(GiftDraws).writeOff(now(), uuidv7(), off, signedBy(finance));
    expect(await queries.archived(reader, locked)).toEqual(archive);
    const next = totalOf(await queries.lines(reader, house.store.id, '2026-12-15', locked));
    expect(next).toMatchObject({ opening: totalOf(archive).closing, lost: 1, closing: next.opening - 1 });
    const later = await queries.moves(reader, house.store.id, { id: null, to: '2026-12-15' });
    expect(later.map(({ kind, reason, pieces }) => [kind, reason, pieces])).toEqual([['LOSE', '锁定后才发现遗失', -1]]);
    const last = await queries.closed(reader, house.store.id);
    expect(last.map(({ periodTo }) => periodTo)).toEqual(['2026-11-30', '2026-11-15']);
    const taxed = await queries.delivered(reader, house.store.id, '2026-11');
    expect(taxed).toEqual([expect.objectContaining({ pieces: 1, costFen: 5800, marketFen: 9900 })]);
    const home = [{ itemId: lateItem, entryId: late, pieces: 1 }];
    await world.get(GiftDraws).giveBack(now(), uuidv7(), home, signedBy(finance));
  });

  it('are closed once by two who sign at the same moment, with empty hands', async () => {
    expect(await hands()).toEqual([]);
    await nightOf('2026-12-15');
    const other = at(story.house, await hire(story.house, '9009', 'VIP_CENTRE_DIRECTOR'));
    const close = (desk: DeskContext) =>
      story.world.get(Reconciliations).close(now(desk), uuidv7(), [], signedBy(story.finance));
    const results = await Promise.allSettled([close(story.manager), close(other)]);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(codes(results)).toEqual(['birthdays.reconcile.early']);
  });
});
