import { uuidv7 } from 'uuidv7';
import { CardDuties } from '../../src/cards/card-duties.js';
import { RenewCard } from '../../src/cards/life/renew-card.js';
import { OpenUnnamedCard } from '../../src/cards/unnamed/open-unnamed-card.js';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { SellUnnamedCard } from '../../src/stored-value/unnamed/sell-unnamed-card.js';
import { ValueDesk } from '../../src/stored-value/value-desk.js';
import { ExchangeCard } from '../../src/cards/life/exchange-card.js';
import { SpoilBlanks } from '../../src/cards/stock/spoil-blanks.js';
import { CardHandovers } from '../../src/cards/tier/card-handovers.js';
import { HandOverCard } from '../../src/cards/tier/hand-over-card.js';
import { CardStops } from '../../src/cards/card-stops.js';
import { CardsService } from '../../src/cards/cards.service.js';
import { People } from '../../src/members/people.js';
import type { Tx } from '../../src/platform/database/tx.js';
import { CorrectTopUp } from '../../src/stored-value/correct-top-up.js';
import { handOf, TopUps } from '../../src/stored-value/top-up.js';
import { blanks, type CardNight, cardNight, holderOf, member, sellUnnamed, topUpTold } from '../support/cards.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { expectBooksToBalance } from '../support/invariants.js';
import { given } from '../support/people.js';
import { balanceOf, held, spend, topUp, valueRooms, wishOf, yuan } from '../support/stored-value.js';

const refused = (code: string, field?: string) => expect.objectContaining(field ? { code, field } : { code });

const serials = (first: number, count: number) => Array.from({ length: count }, (_, n) => String(first + n));

describeOnBothDatabases('a guest with more than one card', (db) => {
  let night: CardNight;
  beforeAll(async () => {
    night = await cardNight(db, valueRooms);
  });
  afterEach(() => expectBooksToBalance(night.world));
  afterAll(() => night.world.close());

  const fill = (membershipId: string, amount: number, secondCard: string) =>
    topUp(night.world, night.clerk, membershipId, yuan(amount), { secondCard });
  const inStore = <T extends string | null>(work: (tx: Tx) => Promise<T>) =>
    given(night.world, night.house.store.id, work, night.house.businessDate);
  const tierOf = async (membershipId: string) =>
    (await night.world.one<{ tier: string }>('SELECT tier FROM membership WHERE id = ?', [membershipId]))?.tier;
  const correct = async (membershipId: string, amount: number) => {
    const lot = await night.world.one<{ id: string }>('SELECT id FROM top_up_lot WHERE membership_id = ?', [
      membershipId,
    ]);
    const wish = { lotId: lot!.id, amountFen: yuan(amount), tender: '', reason: '按错' };
    return inStore(async (tx) => {
      const done = await night.world.get(CorrectTopUp).within(tx, wish, handOf(night.clerk));
      return done.rightLotId;
    });
  };

  it('pays what does not fit on one on a second in the same act: 10,000 make one gold card, and no VIP beside it', async () => {
    const first = await member(night.world, night.clerk);
    const fresh = '880011223344';
    await expect(fill(first.membershipId, 10_000, '')).rejects.toEqual(
      refused('storedValue.second.required', 'secondCard'),
    );
    await expect(fill(first.membershipId, 10_000.01, fresh)).rejects.toEqual(refused('storedValue.second.full'));
    await expect(fill(first.membershipId, 6_000, first.cardNo)).rejects.toEqual(refused('storedValue.second.same'));
    const stranger = await member(night.world, night.clerk);
    await expect(fill(first.membershipId, 6_000, stranger.cardNo)).rejects.toEqual(
      refused('storedValue.second.notTheirs'),
    );
    expect(await fill(first.membershipId, 10_000, fresh)).toMatchObject({ tier: 'GOLD', raised: 1 });
    const second = await night.world.one<{ membershipId: string; personId: string }>(
      'SELECT c.membership_id, m.person_id FROM card c JOIN membership m ON m.id = c.membership_id WHERE c.card_no = ?',
      [fresh],
    );
    const { membershipId, personId } = second!;
    expect(personId).toBe(first.personId);
    expect(await balanceOf(night.world, first.membershipId)).toEqual(held(5_000, 300));
    expect(await balanceOf(night.world, membershipId)).toEqual(held(5_000, 300));
    expect([await tierOf(first.membershipId), await tierOf(membershipId)]).toEqual(['GOLD', 'ORDINARY']);
    await correct(membershipId, 4_000);
    expect([await tierOf(first.membershipId), await tierOf(membershipId)]).toEqual(['VIP', 'ORDINARY']);
  });

  it.each([
    ['frozen', 'card.frozenForCheck'],
    ['lost', 'card.stopped'],
    ['refunded', 'card.refunded'],
    ['closed', 'card.closed'],
  ])('is not put on a second card that is %s', async (stop, code) => {
    const first = await member(night.world, night.clerk);
    const cardNo = night.blank();
    const paper = await topUpTold(night.house, first.membershipId, { topUpFen: 1 });
    const second = await inStore(async (tx) => {
      const cards = night.world.get(CardsService);
      const membershipId = await night.world.get(People).join(tx, { personId: first.personId });
      const id = await cards.issue(tx, { cardNo, raw: cardNo, kindCode: 'MEMBER', membershipId, validUntil: null });
      await cards.activate(tx, id);
      if (stop === 'frozen') await night.world.get(CardStops).freeze(tx, { cardId: id }, 'FRAUD', '查');
      if (stop === 'lost') await cards.reportLost(tx, id);
      if (stop === 'refunded') await cards.endAll(tx, membershipId, 'REFUNDED', paper);
      if (stop === 'closed') await tx.run('UPDATE membership SET closed_at = ? WHERE id = ?', [tx.now, membershipId]);
      return membershipId;
    });
    await expect(fill(first.membershipId, 5_100, cardNo)).rejects.toEqual(refused(code, 'secondCard'));
    expect(await balanceOf(night.world, second)).toEqual(held(0, 0));
  });

  it('changes cards with the tier, down too: the gold one is recalled, a VIP one due from the blanks, or owed (003E-009)', async () => {
    const { world, house, clerk } = night;
    const [gold, vip] = [serials(8_856_000_001, 4), serials(8_855_000_001, 6)];
    await blanks(house, 'GOLD', gold.join('\n'));
    await blanks(house, 'VIP', vip.join('\n'));
    const waiting = (membershipId: string) => world.get(CardHandovers).waitingFor(night.reader, membershipId);
    const hand = (id: string, cardNo: string, oldCard: string) =>
      world.get(HandOverCard).handOver(clerk, uuidv7(), id, { cardNo, oldCard, explained: true });
    const golden = async (oldCard: string, steps = [300_000, 1_000_000]) => {
      const { membershipId } = await member(world, clerk);
      for (const cumulativeFen of steps) {
        await topUpTold(house, membershipId, { topUpFen: 300_000, cumulativeFen });
        const due = (await waiting(membershipId)).find(({ state }) => state === 'DUE')!;
        await hand(due.id, (due.kindCode === 'GOLD' ? gold : vip).shift()!, oldCard);
      }
      expect(await waiting(membershipId)).toEqual([]);
      return membershipId;
    };
    const fall = async (membershipId: string, to: 'VIP' | 'ORDINARY' = 'VIP') => {
      await world.get(HandOverCard).lower(clerk, uuidv7(), membershipId, { to, reason: '金卡标准未达到' });
      return (await waiting(membershipId)).map(({ state, kindCode }) => `${state} ${kindCode}`);
    };
    const marked = await golden('MARKED');
    expect(await fall(marked)).toEqual(['RECALLED GOLD']);
    expect(await fall(marked, 'ORDINARY')).toEqual(['RECALLED VIP', 'RECALLED GOLD']);
    const exchanged = await golden('TAKEN_BACK');
    expect(await fall(exchanged)).toEqual(['RECALLED GOLD', 'DUE VIP']);
    const { cardId } = await holderOf(world, exchanged);
    await world.get(ExchangeCard).exchange(clerk, uuidv7(), cardId, { cardNo: vip.shift()!, oldTaken: true });
    expect(await waiting(exchanged)).toEqual([]);
    const last = await golden('TAKEN_BACK');
    await world.get(SpoilBlanks).spoil(clerk, uuidv7(), { numbers: vip.splice(1).join('\n'), reason: 'DAMAGED' });
    expect(await fall(last)).toEqual(['RECALLED GOLD', 'DUE VIP']);
    await hand((await waiting(last))[1]!.id, vip.shift()!, 'TAKEN_BACK');
    expect(await waiting(last)).toEqual([]);
    expect(await holderOf(world, last)).toMatchObject({ kindCode: 'VIP', tier: 'VIP' });
    expect(await fall(await golden('TAKEN_BACK', [1_000_000]))).toEqual(['RECALLED GOLD', 'OWED VIP']);
  });

  it('names nobody on an unnamed card: its own limit, its own end, no loss report, and its balance is never lost (24, facts 1.2)', async () => {
    const { world, clerk, house, reader } = night;
    const numbers = serials(8_857_000_001, 3);
    const [cardNo = '', other = ''] = numbers;
    const selling = new SellUnnamedCard(world.get(UnitOfWork), world.get(OpenUnnamedCard), world.get(TopUps));
    const sell = (amount: number, more: object = {}) =>
      selling.sell(clerk, uuidv7(), { ...wishOf('', yuan(amount)), cardNo, ...more });
    await expect(sell(500)).rejects.toEqual(refused('card.unnamed.notSold'));
    await expect(sellUnnamed(house, 35)).rejects.toEqual(refused('policy.range', 'storedValue.unnamedMonths'));
    await sellUnnamed(house);
    await expect(sell(500)).rejects.toEqual(refused('card.unnamed.noStock', 'cardNo'));
    await blanks(house, 'UNNAMED', numbers.join('\n'));
    await blanks(house, 'MEMBER', '8857000099');
    await expect(sell(1_000.01)).rejects.toEqual(refused('storedValue.cap', 'amount'));
    await expect(sell(500, { cardNo: '8857000099' })).rejects.toEqual(refused('card.blank.otherKind', 'cardNo'));
    const state = () => world.one('SELECT state, valid_until FROM card WHERE card_no = ?', [cardNo]);
    expect(await state()).toEqual({ state: 'STOCK', validUntil: null });
    const { membershipId, raised } = await sell(1_000);
    expect(raised).toBe(0);
    await expect(sell(500)).rejects.toEqual(refused('card.no.used', 'cardNo'));
    expect(await balanceOf(world, membershipId)).toEqual(held(1_000, 100));
    expect(await state()).toEqual({ state: 'ACTIVE', validUntil: '2029-11-20' });
    await expect(fill(membershipId, 100, '')).rejects.toEqual(refused('storedValue.second.required', 'secondCard'));
    const { cardId } = await holderOf(world, membershipId);
    await expect(night.report(cardId)).rejects.toEqual(refused('card.holder.unnamed'));
    await expect(night.replace(cardId, { nameSeen: true })).rejects.toEqual(refused('card.holder.unnamed'));
    const keyed = { cardNo, membershipId, secret: '', isSwiped: false, holderSeen: true, amountFen: 100, listFen: 100 };
    const byNumber = world.get(ValueDesk).spend(clerk, uuidv7(), { ...keyed, slipNo: 'U1', roomNo: '' });
    await expect(byNumber).rejects.toEqual(refused('card.holder.unnamed'));
    await spend(world, clerk, cardNo, yuan(440));
    const day = (date: string) => inStore(async (tx) => (await world.get(CardDuties).endOfDay(tx, date), null));
    await day('2029-11-20');
    expect(await state()).toMatchObject({ state: 'ACTIVE' });
    await day('2029-11-21');
    expect(await state()).toMatchObject({ state: 'EXPIRED' });
    await expect(spend(world, clerk, cardNo, yuan(10))).rejects.toEqual(refused('card.expired'));
    await sellUnnamed(house, null);
    await expect(sell(500, { cardNo: other })).rejects.toEqual(refused('card.unnamed.notSold'));
    await world.get(RenewCard).renew(clerk, uuidv7(), cardId, { seen: false, until: null });
    await spend(world, clerk, cardNo, yuan(110));
    expect(await balanceOf(world, membershipId)).toEqual(held(500, 50));
    const sold = () => reader.one("SELECT COUNT(*) AS n FROM document WHERE kind = 'card-unnamed'");
    expect(await sold()).toEqual({ n: 1 });
    const ends = () =>
      reader.rows("SELECT valid_until FROM card WHERE kind_code = 'UNNAMED' AND state = 'ACTIVE' ORDER BY card_no");
    await expect(fill(membershipId, 900, other)).rejects.toEqual(refused('card.unnamed.notSold'));
    await sellUnnamed(house);
    const sooner = "UPDATE card SET valid_until = '2027-01-31' WHERE card_no = ?";
    await inStore((tx) => tx.run(sooner, [cardNo]).then(() => null));
    await fill(membershipId, 900, other);
    expect(await ends()).toEqual([{ validUntil: '2027-01-31' }, { validUntil: '2029-11-20' }]);
    expect(await sold()).toEqual({ n: 2 });
  });
});
