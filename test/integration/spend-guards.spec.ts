import { uuidv7 } from 'uuidv7';
import { CardStops } from '../../src/cards/card-stops.js';
import { MAX_AMOUNT_FEN } from '../../src/kernel/money.js';
import { People } from '../../src/members/people.js';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { Slips } from '../../src/slips/slips.js';
import type { SlipContent } from '../../src/slips/rules/slip-content.js';
import { CorrectTopUp } from '../../src/stored-value/correct-top-up.js';
import { handOf } from '../../src/stored-value/top-up.js';
import { ValueDesk } from '../../src/stored-value/value-desk.js';
import { commandOfTheDay } from '../../src/staff/desk-context.js';
import { approveOnly, member } from '../support/cards.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { expectBooksToBalance } from '../support/invariants.js';
import { at, type Colleague, given, hire, type House, openHouse } from '../support/people.js';
import { balanceOf, held, spend, topUp, valueRooms, yuan } from '../support/stored-value.js';
import { openRooms, type World } from '../support/world.js';

const refused = (code: string) => expect.objectContaining({ code });

describeOnBothDatabases('stored value is guarded', (db) => {
  let world: World;
  let house: House;
  let clerk: Colleague;
  let lead: Colleague;
  const desk = () => at(house, clerk);
  const inStore = <T extends string | number | null>(work: Parameters<typeof given<T>>[2]) =>
    given<T>(world, house.store.id, work, house.businessDate);
  const guestWith = async (...amounts: number[]) => {
    const guest = await member(world, desk());
    for (const amount of amounts) await topUp(world, desk(), guest.membershipId, yuan(amount));
    return guest;
  };
  const bill = (slipNo: string, value: number, change: Partial<SlipContent> = {}): SlipContent => ({
    slipNo,
    roomNo: 'K08',
    visitNo: null,
    settledAt: world.clock.now() - 60_000,
    lines: [{ kind: 'ROOM', listFen: yuan(value), chargedFen: yuan(value) }],
    tenders: [{ kind: 'STORED_VALUE', amountFen: yuan(value) }],
    keyedFen: null,
    ...change,
  });
  const push = (content: SlipContent) =>
    inStore(async (tx) => (await world.get(Slips).receive(tx, content, 'TILL')).arrival);

  beforeAll(async () => {
    world = await openRooms(db, valueRooms);
    house = await openHouse(world);
    clerk = await hire(house, '8001', 'CLERK');
    lead = await hire(house, '8101', 'DUTY_SUPERVISOR');
  });
  afterEach(() => expectBooksToBalance(world));
  afterAll(() => world.close());

  it('goes back whole while the bill is open: by its clerk at once, by another with a lead', async () => {
    const guest = await guestWith(3_000);
    const done = await spend(world, desk(), guest.cardNo, yuan(777.77));
    const undo = (who: Colleague, spendId: string) =>
      world.get(ValueDesk).undo(at(house, who), uuidv7(), { spendId, reason: '点错了' });
    const other = await hire(house, `80${Math.floor(world.clock.now() % 89) + 10}`, 'CLERK');
    expect(await undo(other, done.spendId)).toHaveProperty('sentTo');
    await approveOnly(world, at(house, lead));
    expect(await balanceOf(world, guest.membershipId)).toEqual(held(3_000, 600));
    await expect(undo(clerk, done.spendId)).rejects.toEqual(refused('storedValue.return.done'));
    const again = await spend(world, desk(), guest.cardNo, yuan(5));
    expect(await undo(clerk, again.spendId)).toMatchObject({ done: { amountFen: 500 } });
    const settled = await spend(world, desk(), guest.cardNo, yuan(5), { slipNo: 'D1' });
    await push(bill('D1', 5));
    await expect(undo(clerk, settled.spendId)).rejects.toEqual(refused('storedValue.return.slipSettled'));
    for (const fen of [0, -1, MAX_AMOUNT_FEN + 1])
      await expect(spend(world, desk(), guest.cardNo, fen)).rejects.toEqual(refused('storedValue.spend.amount'));
  });

  it("is keyed only with the guest's own digits or the holder in person; guesses are counted", async () => {
    const guest = await guestWith(500);
    const values = world.get(ValueDesk);
    const key = (change: object) =>
      values.spend(desk(), uuidv7(), {
        cardNo: guest.cardNo,
        membershipId: guest.membershipId,
        slipNo: 'E1',
        roomNo: '',
        amountFen: 100,
        listFen: 100,
        isSwiped: false,
        secret: '',
        holderSeen: false,
        ...change,
      });
    await expect(key({})).rejects.toEqual(refused('storedValue.spend.proof'));
    await expect(key({ secret: '280416' })).rejects.toEqual(refused('storedValue.secret.none'));
    const secret = {
      membershipId: guest.membershipId,
      oldSecret: '',
      newSecret: '280416',
      again: '280416',
      idType: 'RESIDENT_ID',
      idNumber: '',
    };
    const set = (change: object) => values.setSecret(desk(), uuidv7(), { ...secret, ...change });
    await expect(set({ newSecret: '123456', again: '123456' })).rejects.toEqual(refused('storedValue.secret.weak'));
    await expect(set({ again: '280417' })).rejects.toEqual(refused('storedValue.secret.differs'));
    await expect(set({})).rejects.toEqual(refused('storedValue.secret.proof'));
    await set({ idNumber: '11010519491231002X' });
    expect(await key({ secret: '２８０４１６' })).toMatchObject({ amountFen: 100 });
    for (let guess = 0; guess < 3; guess += 1) {
      await expect(key({ secret: '000001' })).rejects.toEqual(refused('storedValue.secret.refused'));
    }
    await expect(key({ secret: '280416' })).rejects.toEqual(refused('storedValue.secret.locked'));
    expect(await key({ holderSeen: true })).toMatchObject({ amountFen: 100 });
    expect(await world.rows('SELECT journal_id FROM journal_entry WHERE result LIKE ?', ['%280416%'])).toEqual([]);
  });

  it('puts 3,000 keyed for 300 right though 88 was spent: one paper, the spend on the right lot, the tier back', async () => {
    const guest = await guestWith(3_000);
    await spend(world, desk(), guest.cardNo, yuan(88), { listFen: yuan(100) });
    const lot = await world.one<{ id: string }>('SELECT id FROM top_up_lot WHERE membership_id = ?', [
      guest.membershipId,
    ]);
    const correct = (amount: number) =>
      world
        .get(UnitOfWork)
        .run(commandOfTheDay(desk(), 'storedValue.correctTopUp', uuidv7(), { amount }), (tx) =>
          world
            .get(CorrectTopUp)
            .within(tx, { lotId: lot!.id, amountFen: yuan(amount), tender: '', reason: '多按一个零' }, handOf(desk())),
        );
    await expect(correct(87.99)).rejects.toEqual(refused('storedValue.correct.tooLittle'));
    await expect(correct(3_000)).rejects.toEqual(refused('storedValue.correct.same'));
    const roles = await world
      .get(ValueDesk)
      .sendCorrection(
        desk(),
        uuidv7(),
        { lotId: lot!.id, amountFen: yuan(300), tender: '', reason: '多按一个零' },
        'CZ1',
      );
    expect(roles).toContain('DUTY_SUPERVISOR');
    await approveOnly(world, at(house, lead));
    expect(await balanceOf(world, guest.membershipId)).toEqual(held(212, 0));
    expect(await world.one('SELECT tier FROM membership WHERE id = ?', [guest.membershipId])).toEqual({
      tier: 'ORDINARY',
    });
    const cash = await world.one(
      'SELECT SUM(t.amount_fen) AS fen FROM lot_tender t JOIN top_up_lot l ON l.id = t.lot_id WHERE l.membership_id = ? AND NOT EXISTS (SELECT 1 FROM top_up_correction c WHERE c.lot_id = l.id)',
      [guest.membershipId],
    );
    expect(cash).toEqual({ fen: yuan(300) });
    await expect(correct(200)).rejects.toEqual(refused('storedValue.correct.done'));
    const free = await guestWith(100);
    const unpaid = await world.one<{ id: string }>('SELECT id FROM top_up_lot WHERE membership_id = ?', [
      free.membershipId,
    ]);
    await world
      .get(ValueDesk)
      .sendCorrection(desk(), uuidv7(), { lotId: unpaid!.id, amountFen: 0, tender: '', reason: '没有收钱' }, 'CZ2');
    await approveOnly(world, at(house, lead));
    expect(await balanceOf(world, free.membershipId)).toEqual(held(0, 0));
  });

  it('brings a card that names nobody less, and asks for no document', async () => {
    const { membershipId, personId } = await member(world, desk());
    await given(world, house.store.id, async (tx) => {
      await world.get(People).write(tx, personId, 'name', null);
      return null;
    });
    const nothing = { document: { type: '', number: '', agent: null } };
    await expect(topUp(world, desk(), membershipId, yuan(1_000.01), nothing)).rejects.toEqual(
      refused('storedValue.second.required'),
    );
    await topUp(world, desk(), membershipId, yuan(1_000), nothing);
    expect(await balanceOf(world, membershipId)).toEqual(held(1_000, 100));
    const lot = await world.one<{ terms: string }>('SELECT terms FROM top_up_lot WHERE membership_id = ?', [
      membershipId,
    ]);
    expect(JSON.parse(lot!.terms)).toMatchObject({ capFen: yuan(1_000) });
  });

  it('stops with the card: frozen on a telephone call, at once', async () => {
    const guest = await guestWith(500);
    await inStore(async (tx) => {
      await world.get(CardStops).freeze(tx, { cardId: guest.cardId }, 'GUEST_REQUEST', '电话挂失');
      return null;
    });
    await expect(spend(world, desk(), guest.cardNo, 100)).rejects.toMatchObject({
      code: expect.stringMatching(/^card\./),
    });
  });
});
