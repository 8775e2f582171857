import { uuidv7 } from 'uuidv7';
import { DEFAULT_POLICY } from '../../src/venue/rules/policy-schema.js';
import { CardStops } from '../../src/cards/card-stops.js';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { CreditSlip } from '../../src/points/credit-slip.js';
import { PointsOf } from '../../src/points/points-of.js';
import { Reader } from '../../src/platform/database/reader.js';
import { SlipChanges } from '../../src/slips/slip-changes.js';
import { Slips } from '../../src/slips/slips.js';
import type { SlipContent } from '../../src/slips/rules/slip-content.js';
import { CorrectTopUp } from '../../src/stored-value/correct-top-up.js';
import { handOf } from '../../src/stored-value/top-up.js';
import { ValueDesk } from '../../src/stored-value/value-desk.js';
import { commandOfTheDay } from '../../src/staff/desk-context.js';
import { PolicyService } from '../../src/venue/policy.service.js';
import { approveOnly, member } from '../support/cards.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { expectBooksToBalance } from '../support/invariants.js';
import { at, type Colleague, given, hire, type House, openHouse } from '../support/people.js';
import { clerkOf } from '../support/points.js';
import { balanceOf, held, spend, topUp, valueRooms, yuan } from '../support/stored-value.js';
import { openRooms, type World } from '../support/world.js';

const refused = (code: string) => expect.objectContaining({ code });

describeOnBothDatabases('stored value pays', (db) => {
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
  const refund = (slipNo: string, refundNo: string, value: number) =>
    inStore(async (tx) => {
      const tenders = [{ kind: 'STORED_VALUE', amountFen: yuan(value) }] as const;
      return (await world.get(SlipChanges).refund(tx, { slipNo, refundNo, tenders })).refundId;
    });

  beforeAll(async () => {
    world = await openRooms(db, valueRooms);
    house = await openHouse(world);
    clerk = await hire(house, '8001', 'CLERK');
    lead = await hire(house, '8101', 'DUTY_SUPERVISOR');
  });
  afterEach(() => expectBooksToBalance(world));
  afterAll(() => world.close());

  it('takes 1,200 of 3,000 + 600 as 1,000 principal and 200 bonus: what is left is the lawful refund', async () => {
    const guest = await guestWith(3_000);
    const done = await spend(world, desk(), guest.cardNo, yuan(1_200), { listFen: yuan(1_500) });
    expect(done).toMatchObject({ principalFen: yuan(1_000), bonusFen: yuan(200), balanceFen: yuan(2_400) });
    expect(await balanceOf(world, guest.membershipId)).toEqual(held(2_000, 400));
  });

  it('takes the oldest top-up first, to its last fen, and says what is missing', async () => {
    const guest = await guestWith(100, 1_000);
    const done = await spend(world, desk(), guest.cardNo, yuan(210), { listFen: yuan(210) });
    expect(done).toMatchObject({ principalFen: yuan(200), bonusFen: yuan(10) });
    await expect(spend(world, desk(), guest.cardNo, yuan(990.01))).rejects.toMatchObject({
      code: 'storedValue.short',
      params: { need: '990.01', have: '990.00', diff: '0.01' },
    });
    for (const amount of [0, -1, 0.5, Number.NaN, 2 ** 53]) {
      await expect(spend(world, desk(), guest.cardNo, amount)).rejects.toThrow();
    }
    await expect(spend(world, desk(), guest.cardNo, 500, { listFen: 499 })).rejects.toEqual(
      refused('storedValue.spend.list'),
    );
  });

  it('comes before its slip, whose tender must then say the same; a bill says no more than it has', async () => {
    const guest = await guestWith(1_000);
    await spend(world, desk(), guest.cardNo, yuan(300), { slipNo: 'B1' });
    await spend(world, desk(), guest.cardNo, yuan(200), { slipNo: 'b1 ' });
    await expect(push(bill('B1', 499.99))).rejects.toEqual(refused('slips.storedValue.differs'));
    expect(await push(bill('B1', 500))).toBe('NEW');
    expect(await push(bill('B1', 500))).toBe('SAME');
    await expect(spend(world, desk(), guest.cardNo, 1, { slipNo: 'B1' })).rejects.toEqual(
      refused('storedValue.spend.moreThanSlip'),
    );
    await push(bill('B2', 100));
    await spend(world, desk(), guest.cardNo, yuan(100), { slipNo: 'B2' });
    await expect(spend(world, desk(), guest.cardNo, 1, { slipNo: 'B2' })).rejects.toEqual(
      refused('storedValue.spend.moreThanSlip'),
    );
  });

  it("earns points with its principal and not with its bonus, and gives them back with the till's refund", async () => {
    const guest = await guestWith(3_000);
    await spend(world, desk(), guest.cardNo, yuan(1_200), { slipNo: 'P1' });
    await push(bill('P1', 1_200));
    const credit = commandOfTheDay(desk(), 'points.creditSlip', uuidv7(), {
      membershipId: guest.membershipId,
      slipNo: 'P1',
      paper: null,
    });
    expect((await world.get(CreditSlip).run(credit, clerkOf(desk()))).result.points).toBe(100);
    await refund('P1', 'R1', 600);
    expect(await balanceOf(world, guest.membershipId)).toEqual(held(2_500, 500));
    expect(await world.get(PointsOf).balance(world.get(Reader), guest.membershipId)).toBe(50);
    await refund('P1', 'R1', 600);
    await refund('P1', 'R2', 600);
    expect(await balanceOf(world, guest.membershipId)).toEqual(held(3_000, 600));
  });

  it('follows a bill that is settled again under another number', async () => {
    const guest = await guestWith(500);
    await spend(world, desk(), guest.cardNo, yuan(200), { slipNo: 'C1' });
    await push(bill('C1', 200));
    const replace = (value: number) =>
      inStore(async (tx) => (await world.get(SlipChanges).replace(tx, 'C1', bill('C2', value), 'TILL')).slipId);
    await expect(replace(150)).rejects.toEqual(refused('slips.storedValue.differs'));
    await replace(200);
    await refund('C2', 'RC2', 50);
    expect(await balanceOf(world, guest.membershipId)).toEqual(held(350, 0));
  });

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
            .within(tx, { lotId: lot!.id, amountFen: yuan(amount), reason: '多按一个零' }, handOf(desk())),
        );
    await expect(correct(87.99)).rejects.toEqual(refused('storedValue.correct.tooLittle'));
    await expect(correct(3_000)).rejects.toEqual(refused('storedValue.correct.same'));
    const roles = await world
      .get(ValueDesk)
      .sendCorrection(desk(), uuidv7(), { lotId: lot!.id, amountFen: yuan(300), reason: '多按一个零' }, 'CZ1');
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
      .sendCorrection(desk(), uuidv7(), { lotId: unpaid!.id, amountFen: 0, reason: '没有收钱' }, 'CZ2');
    await approveOnly(world, at(house, lead));
    expect(await balanceOf(world, free.membershipId)).toEqual(held(0, 0));
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

  it('lets bonus money earn where the house says so', async () => {
    await inStore((tx) =>
      world.get(PolicyService).change(tx, {
        policy: { ...DEFAULT_POLICY, storedValue: { ...DEFAULT_POLICY.storedValue, bonusEarns: true } },
        effectiveFrom: house.businessDate,
        reason: '试',
      }),
    );
    const guest = await guestWith(3_000);
    await spend(world, desk(), guest.cardNo, yuan(1_200), { slipNo: 'G1' });
    await push(bill('G1', 1_200));
    const credit = commandOfTheDay(desk(), 'points.creditSlip', uuidv7(), {
      membershipId: guest.membershipId,
      slipNo: 'G1',
      paper: null,
    });
    expect((await world.get(CreditSlip).run(credit, clerkOf(desk()))).result.points).toBe(120);
  });
});
