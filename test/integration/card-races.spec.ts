import { jest } from '@jest/globals';
import { uuidv7 } from 'uuidv7';
import { CardLookup } from '../../src/cards/card-lookup.js';
import { CardStops } from '../../src/cards/card-stops.js';
import { StopCard } from '../../src/cards/life/stop-card.js';
import { CardHandovers } from '../../src/cards/tier/card-handovers.js';
import { HandOverCard } from '../../src/cards/tier/hand-over-card.js';
import { DomainError } from '../../src/kernel/domain-error.js';
import { dataSource } from '../../src/platform/database/data-sources.js';
import type { Reader } from '../../src/platform/database/reader.js';
import type { DeskContext } from '../../src/staff/desk-context.js';
import { ExceptionsQueries } from '../../src/stored-value/exceptions.queries.js';
import { ReviewException } from '../../src/stored-value/review-exception.js';
import { approveOnly, blanks, type CardNight, cardNight, member, SAID, topUpTold } from '../support/cards.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { expectBooksToBalance } from '../support/invariants.js';
import { enrol } from '../support/members.js';
import { at, hire } from '../support/people.js';
import { balanceOf, spend, topUp, valueRooms, yuan } from '../support/stored-value.js';
import type { World } from '../support/world.js';

const won = (results: PromiseSettledResult<unknown>[]) => results.filter(({ status }) => status === 'fulfilled').length;
const codes = (results: PromiseSettledResult<unknown>[]) =>
  results.flatMap((each) =>
    each.status === 'rejected' && each.reason instanceof DomainError ? [each.reason.code] : [],
  );

describeOnBothDatabases('two desks at one card', (db) => {
  let night: CardNight;
  let world: World;
  let clerk: DeskContext;
  let second: DeskContext;
  let reader: Reader;
  beforeAll(async () => {
    night = await cardNight(db, valueRooms);
    ({ world, clerk, reader } = night);
    second = at(night.house, await hire(night.house, '8011', 'CLERK'));
    await blanks(night.house, 'VIP', '8855000051-8855000060');
  });
  afterEach(() => expectBooksToBalance(world));
  afterAll(() => world.close());

  const guestWith = async (amount: number) => {
    const guest = await night.known();
    await topUp(world, clerk, guest.membershipId, yuan(amount), {
      document: { type: 'RESIDENT_ID', number: '110101199003074514', agent: null },
    });
    return guest;
  };
  const dueFor = async () => {
    const { membershipId } = await member(world, clerk);
    await topUpTold(night.house, membershipId, { topUpFen: 300_000 });
    const [due] = await world.get(CardHandovers).waitingFor(reader, membershipId);
    return { membershipId, id: due?.id ?? '' };
  };

  it('find it in a third room as another exception, whatever was noted about two rooms; nothing is noted about what is not there', async () => {
    const { cardNo } = await guestWith(500);
    const { id: storeId } = night.house.store;
    const { businessDate } = night.house;
    const rooms = async () => {
      const found = await world.get(ExceptionsQueries).ofDay(reader, storeId, businessDate, false);
      return found.filter((line) => line.kind === 'TWO_ROOMS' && line.cardNo === cardNo).map(({ key }) => key);
    };
    const note = (key: string) => world.get(ReviewException).note(clerk, uuidv7(), key, '客人换房');
    for (const roomNo of ['K01', 'K02']) await spend(world, clerk, cardNo, 100, { roomNo });
    const [two = ''] = await rooms();
    for (const none of ['', two.slice(0, -1), two.replace(businessDate, '2026-02-30')])
      await expect(note(none)).rejects.toMatchObject({ code: 'storedValue.review.gone' });
    await note(two);
    await expect(note(two)).rejects.toMatchObject({ code: 'storedValue.review.done' });
    await spend(world, clerk, cardNo, 100, { roomNo: 'k01' });
    expect(await rooms()).toEqual([two]);
    await spend(world, clerk, cardNo, 100, { roomNo: 'K03' });
    expect(await rooms()).toEqual([expect.not.stringMatching(two)]);
  });

  it('hand the one tier card over once', async () => {
    const { membershipId, id } = await dueFor();
    const hand = (desk: DeskContext, cardNo: string) =>
      world.get(HandOverCard).handOver(desk, uuidv7(), id, { cardNo, oldCard: 'TAKEN_BACK', explained: true });
    const results = await Promise.allSettled([hand(clerk, '8855000051'), hand(second, '8855000052')]);
    expect(won(results)).toBe(1);
    expect(codes(results)).toEqual(['cardHandover.transition']);
    const cards = await world.get(CardLookup).cardsOf(reader, membershipId);
    expect(cards.filter(({ kindCode }) => kindCode === 'VIP')).toHaveLength(1);
  });

  it('control: looked at first and written afterwards on a plain connection, it is handed over twice', async () => {
    const { id } = await dueFor();
    const source = await dataSource(db.settings, 'write').initialize();
    const look = () => source.query(`SELECT state FROM card_handover WHERE id = '${id}'`);
    const seen = await Promise.all([look(), look()]);
    const handed = seen.filter(([row]) => row.state === 'DUE');
    for (const _ of handed) await source.query(`UPDATE card_handover SET state = 'DONE' WHERE id = '${id}'`);
    await source.query(`UPDATE card_handover SET state = 'DUE' WHERE id = '${id}'`);
    await source.destroy();
    expect(handed).toHaveLength(2);
  });

  it('sell one blank to one guest', async () => {
    const results = await Promise.allSettled(
      [clerk, second].map((desk) => enrol(world, desk, { cardNo: '8801234567' })),
    );
    expect(won(results)).toBe(1);
    expect(codes(results)).toEqual(['card.no.used']);
  });

  it('replace or freeze, never both: a serving card has no freeze behind it', async () => {
    const { cardId, membershipId } = await night.known();
    const stop = { ...SAID, note: '疑似盗用', reason: 'FRAUD' };
    const results = await Promise.allSettled([
      night.replace(cardId),
      world.get(StopCard).freeze(second, uuidv7(), cardId, stop),
    ]);
    expect(won(results)).toBe(1);
    const old = await world.one<{ state: string; frozenAt: number | null }>(
      'SELECT state, frozen_at FROM card WHERE id = ?',
      [cardId],
    );
    expect(old?.state === 'REPLACED').toBe(old?.frozenAt === null);
    const cards = await world.get(CardLookup).cardsOf(reader, membershipId);
    expect(cards).toHaveLength(old?.state === 'REPLACED' ? 2 : 1);
  });

  it('freeze while another spends: what was paid before the freeze is paid, nothing after it', async () => {
    const { cardId, cardNo, membershipId } = await guestWith(100);
    const stop = { ...SAID, note: '客人来电', reason: 'FRAUD' };
    const results = await Promise.allSettled([
      spend(world, clerk, cardNo, yuan(40)),
      world.get(StopCard).freeze(second, uuidv7(), cardId, stop),
      spend(world, second, cardNo, yuan(30)),
    ]);
    expect(results[1]?.status).toBe('fulfilled');
    expect(codes(results).every((code) => code === 'card.frozenForCheck')).toBe(true);
    const { principalFen, bonusFen } = await balanceOf(world, membershipId);
    const paid = [40, 30].filter((_, index) => results[index * 2]?.status === 'fulfilled');
    expect(principalFen + bonusFen).toBe(yuan(100 - paid.reduce((sum, each) => sum + each, 0)));
    await expect(spend(world, clerk, cardNo, yuan(1))).rejects.toMatchObject({ code: 'card.frozenForCheck' });
  });

  it('replace with value while another spends: the value is one, on whichever card', async () => {
    const { cardId, cardNo, membershipId } = await guestWith(200);
    const cardNoNew = night.blank();
    expect(await night.replace(cardId, { cardNo: cardNoNew })).toMatchObject({ state: 'SENT' });
    const results = await Promise.allSettled([spend(world, second, cardNo, yuan(60)), approveOnly(world, night.lead)]);
    expect(results[1]?.status).toBe('fulfilled');
    expect(codes(results).every((code) => code === 'card.stopped')).toBe(true);
    const spentFen = results[0]?.status === 'fulfilled' ? yuan(60) : 0;
    const { principalFen, bonusFen } = await balanceOf(world, membershipId);
    expect(principalFen + bonusFen).toBe(yuan(200) - spentFen);
    await expect(spend(world, clerk, cardNo, yuan(1))).rejects.toMatchObject({ code: 'card.stopped' });
    await expect(spend(world, clerk, cardNoNew, yuan(10))).resolves.toBeDefined();
  });

  it('control: with the card asked about before the unit, the frozen one pays and so does the one that was replaced', async () => {
    const stops = world.get(CardStops);
    const paysAfter = async (cardNo: string, stopped: () => Promise<unknown>) => {
      const holder = (await world.get(CardLookup).byNumber(reader, cardNo))!;
      const asked = stops.assertPays(reader, holder, night.house.businessDate);
      await asked;
      await stopped();
      const early = jest.spyOn(stops, 'assertPays').mockImplementation(() => asked);
      await spend(world, clerk, cardNo, yuan(30)).finally(() => early.mockRestore());
      await expect(spend(world, clerk, cardNo, yuan(1))).rejects.toBeInstanceOf(DomainError);
      return (await balanceOf(world, holder.membershipId)).principalFen;
    };
    const frozen = await guestWith(100);
    const stop = { ...SAID, note: '客人来电', reason: 'FRAUD' };
    const freeze = () => world.get(StopCard).freeze(second, uuidv7(), frozen.cardId, stop);
    const replaced = await guestWith(200);
    const replace = () => night.replace(replaced.cardId).then(() => approveOnly(world, night.lead));
    expect(await paysAfter(frozen.cardNo, freeze)).toBe(yuan(70));
    expect(await paysAfter(replaced.cardNo, replace)).toBe(yuan(170));
  });
});
