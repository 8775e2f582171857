import { uuidv7 } from 'uuidv7';
import { CardDuties } from '../../src/cards/card-duties.js';
import { CardLookup } from '../../src/cards/card-lookup.js';
import { CardStops } from '../../src/cards/card-stops.js';
import { ExchangeCard } from '../../src/cards/life/exchange-card.js';
import { TierSteps } from '../../src/cards/tier-steps.js';
import { CardHandovers } from '../../src/cards/tier/card-handovers.js';
import { HandOverCard } from '../../src/cards/tier/hand-over-card.js';
import { Reader } from '../../src/platform/database/reader.js';
import { DocumentsQueries } from '../../src/platform/printing/documents.queries.js';
import type { DeskContext } from '../../src/staff/desk-context.js';
import { PolicyService } from '../../src/venue/policy.service.js';
import { DEFAULT_POLICY } from '../../src/venue/rules/policy-schema.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { expectBooksToBalance } from '../support/invariants.js';
import { at, given, hire, openHouse, type House } from '../support/people.js';
import { openRooms, type World } from '../support/world.js';
import { holderOf, member, blanks, topUpTold, cardRooms } from '../support/cards.js';

const refused = (code: string) => expect.objectContaining({ code });

describeOnBothDatabases('the tier is the card in the hand', (db) => {
  let world: World;
  let house: House;
  let clerk: DeskContext;
  let reader: Reader;
  let next = 0;
  beforeAll(async () => {
    world = await openRooms(db, cardRooms, { at: '2026-11-20T21:35' });
    house = await openHouse(world);
    clerk = at(house, await hire(house, '8001', 'CLERK', { name: '王丽' }));
    reader = world.get(Reader);
    await blanks(house, 'VIP', '8855000001-8855000009');
  });
  afterEach(() => expectBooksToBalance(world));
  afterAll(() => world.close());

  const vip = () => `88550000${String((next += 1)).padStart(2, '0')}`;
  const waiting = (membershipId: string) => world.get(CardHandovers).waitingFor(reader, membershipId);
  const tierOf = async (membershipId: string) => (await holderOf(world, membershipId)).tier;
  const hand = (id: string, more: object = {}, desk = clerk) =>
    world
      .get(HandOverCard)
      .handOver(desk, uuidv7(), id, { cardNo: vip(), oldCard: 'TAKEN_BACK', explained: true, ...more });
  const act = <R extends string | null>(work: Parameters<typeof given<R>>[2]) =>
    given(world, house.store.id, work, '2026-11-20');

  it('is not reached with 2,999.99, is with 3,000.00, and the card is handed over with its benefits (003E-009, 010, 090)', async () => {
    const { membershipId, cardNo } = await member(world, clerk);
    await topUpTold(house, membershipId, { topUpFen: 299_999 });
    expect(await tierOf(membershipId)).toBe('ORDINARY');
    expect(await waiting(membershipId)).toEqual([]);
    await topUpTold(house, membershipId, { topUpFen: 300_000 });
    expect(await tierOf(membershipId)).toBe('VIP');
    const [due] = await waiting(membershipId);
    expect(due).toMatchObject({ state: 'DUE', kindCode: 'VIP' });
    await expect(hand(due!.id, { explained: false })).rejects.toEqual(refused('card.handover.explained'));
    await expect(hand(due!.id, { oldCard: '' })).rejects.toEqual(refused('card.handover.oldCard'));
    await expect(hand(due!.id, { cardNo: '8811999999' })).rejects.toEqual(refused('card.blank.unknown'));
    const done = await hand(due!.id);
    const paper = await world.get(DocumentsQueries).find(house.store.id, done.documentId);
    expect(paper?.body).toContain('包房消费按贵宾价');
    expect(await holderOf(world, membershipId)).toMatchObject({ kindCode: 'VIP', cardState: 'ACTIVE' });
    const old = await world.get(CardLookup).byNumber(reader, cardNo);
    await expect(world.get(CardStops).assertUsable(reader, old!.cardId)).rejects.toEqual(refused('card.replaced'));
    await expect(hand(due!.id)).rejects.toEqual(refused('cardHandover.transition'));
  });

  it('keeps its cause: the figure and the threshold as they stood', async () => {
    const { membershipId } = await member(world, clerk);
    const documentId = await topUpTold(house, membershipId, { topUpFen: 300_001 });
    const steps = await world.rows(
      'SELECT cause, figure_fen, threshold_fen, document_id FROM tier_step WHERE membership_id = ?',
      [membershipId],
    );
    expect(steps).toEqual([{ cause: 'SINGLE', figureFen: 300_001, thresholdFen: 300_000, documentId }]);
  });

  it('may leave the old card, marked, with the guest: both answer until it is taken back', async () => {
    const { membershipId, cardNo, cardId } = await member(world, clerk);
    await topUpTold(house, membershipId, { topUpFen: 400_000 });
    const [due] = await waiting(membershipId);
    await hand(due!.id, { oldCard: 'MARKED' });
    expect((await holderOf(world, membershipId)).kindCode).toBe('VIP');
    await expect(world.get(CardStops).assertUsable(reader, cardId)).resolves.toBeUndefined();
    expect((await world.get(CardLookup).byNumber(reader, cardNo))?.membershipId).toBe(membershipId);
    await world.get(ExchangeCard).takeBack(clerk, uuidv7(), cardId);
    await expect(world.get(CardStops).assertUsable(reader, cardId)).rejects.toEqual(refused('card.replaced'));
  });

  it('is owed where none lies in stock: on the desk, in the handover, and handed over when they come', async () => {
    await blanks(house, 'GOLD', '8856000001');
    const first = await member(world, clerk);
    const then = await member(world, clerk);
    for (const { membershipId } of [first, then])
      await topUpTold(house, membershipId, { topUpFen: 500_000, cumulativeFen: 1_000_000 });
    const [one] = await waiting(first.membershipId);
    expect(one).toMatchObject({ state: 'DUE', kindCode: 'GOLD' });
    await hand(one!.id, { cardNo: '8856000001' });
    const [two] = await waiting(then.membershipId);
    await world.get(HandOverCard).owe(clerk, uuidv7(), two!.id);
    const third = await member(world, clerk);
    await topUpTold(house, third.membershipId, { topUpFen: 1, cumulativeFen: 1_000_000 });
    expect((await waiting(third.membershipId))[0]?.state).toBe('OWED');
    const lines = await world.get(CardDuties).lines(reader, { ...shiftOf(house), clerkId: clerk.person.id });
    expect(lines.find(({ key }) => key === 'cardsOwed')).toMatchObject({ expected: 2, touch: false });
    await blanks(house, 'GOLD', '8856000002');
    await hand(two!.id, { cardNo: '8856000002' });
    expect(await tierOf(then.membershipId)).toBe('GOLD');
  });

  it('falls back when its top-up is refunded: what was not handed over is withdrawn, the card that was is recalled (4.12)', async () => {
    const early = await member(world, clerk);
    const lot = await topUpTold(house, early.membershipId, { topUpFen: 300_000 });
    const back = (documentId: string, whose: string) =>
      act(async (tx) => {
        const topUp = { documentId, membershipId: whose };
        return world.get(TierSteps).takeBack(tx, { topUp, documentId, note: '退卡' });
      });
    expect(await back(lot, early.membershipId)).toBe('ORDINARY');
    expect(await waiting(early.membershipId)).toEqual([]);
    const { membershipId } = await member(world, clerk);
    const other = await topUpTold(house, membershipId, { topUpFen: 300_000 });
    const [due] = await waiting(membershipId);
    await hand(due!.id);
    expect(await world.get(TierSteps).cameWith(reader, { membershipId, documentId: other })).toEqual([
      expect.objectContaining({ fromTier: 'ORDINARY', toTier: 'VIP', stands: true, handoverState: 'DONE' }),
    ]);
    expect(await back(other, early.membershipId)).toBeNull();
    await back(other, membershipId);
    expect(await tierOf(membershipId)).toBe('ORDINARY');
    expect((await waiting(membershipId))[0]?.state).toBe('RECALLED');
    const vipCard = await holderOf(world, membershipId);
    const swap = { cardNo: '8811777701', oldTaken: true };
    await world.get(ExchangeCard).exchange(clerk, uuidv7(), vipCard.cardId, swap);
    expect(await waiting(membershipId)).toEqual([]);
    expect(await holderOf(world, membershipId)).toMatchObject({ kindCode: 'MEMBER', tier: 'ORDINARY' });
    expect(await back(other, membershipId)).toBeNull();
  });

  it('carried by a later top-up stays when the earlier one is refunded', async () => {
    const { membershipId } = await member(world, clerk);
    const first = await topUpTold(house, membershipId, { topUpFen: 300_000 });
    await topUpTold(house, membershipId, { topUpFen: 100, cumulativeFen: 1_000_000 });
    expect(await tierOf(membershipId)).toBe('GOLD');
    const topUp = { membershipId, documentId: first };
    const lower = act((tx) => world.get(TierSteps).takeBack(tx, { topUp, documentId: first, note: '' }));
    expect(await lower).toBeNull();
    expect(await tierOf(membershipId)).toBe('GOLD');
  });

  it('is lowered by hand with a reason, and not to where it is', async () => {
    const { membershipId } = await member(world, clerk);
    await topUpTold(house, membershipId, { topUpFen: 300_000 });
    const lower = (to: 'ORDINARY' | 'VIP', reason: string) =>
      world.get(HandOverCard).lower(clerk, uuidv7(), membershipId, { to, reason });
    await expect(lower('VIP', '调错')).rejects.toEqual(refused('cards.tier.notLower'));
    await expect(lower('ORDINARY', ' ')).rejects.toEqual(refused('cards.tier.reasonRequired'));
    await lower('ORDINARY', '充值撤销');
    expect(await tierOf(membershipId)).toBe('ORDINARY');
  });

  it('ends on its date with the day, unless it was earned again: no floor nobody sees', async () => {
    const cards = { ...DEFAULT_POLICY.cards, tierMonths: 12 };
    await act(async (tx) => {
      const policy = { ...DEFAULT_POLICY, cards };
      await world.get(PolicyService).change(tx, { policy, effectiveFrom: '2026-11-20', reason: '等级一年一评' });
      return null;
    });
    const [once, twice] = [await member(world, clerk), await member(world, clerk)];
    for (const { membershipId } of [once, twice, twice]) await topUpTold(house, membershipId, { topUpFen: 300_000 });
    expect(await world.get(TierSteps).last(reader, twice.membershipId)).toMatchObject({
      cause: 'RENEWED',
      goodUntil: '2027-11-20',
    });
    const close = (date: string) => act(async (tx) => (await world.get(CardDuties).endOfDay(tx, date), null));
    await close('2027-11-20');
    expect(await tierOf(once.membershipId)).toBe('VIP');
    await close('2027-11-21');
    expect(await tierOf(once.membershipId)).toBe('ORDINARY');
    expect(await world.get(TierSteps).last(reader, once.membershipId)).toMatchObject({
      cause: 'EXPIRED',
      toTier: 'ORDINARY',
    });
  });
});

function shiftOf({ store, terminal, businessDate }: House) {
  return { id: 's', storeId: store.id, deskId: terminal.deskId, businessDate, openedAt: 0, cutAt: null };
}
