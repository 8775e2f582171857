import { uuidv7 } from 'uuidv7';
import { DEFAULT_POLICY } from '../../src/venue/rules/policy-schema.js';
import { RenewCard } from '../../src/cards/life/renew-card.js';
import { CreditSlip } from '../../src/points/credit-slip.js';
import { PointsOf } from '../../src/points/points-of.js';
import { UndoCredit } from '../../src/points/undo-credit.js';
import { Reader } from '../../src/platform/database/reader.js';
import { SlipChanges } from '../../src/slips/slip-changes.js';
import { Slips } from '../../src/slips/slips.js';
import type { SlipContent } from '../../src/slips/rules/slip-content.js';
import { commandOfTheDay } from '../../src/staff/desk-context.js';
import { CorrectTopUp } from '../../src/stored-value/correct-top-up.js';
import { handOf } from '../../src/stored-value/top-up.js';
import { ValueDesk } from '../../src/stored-value/value-desk.js';
import { PolicyService } from '../../src/venue/policy.service.js';
import { member } from '../support/cards.js';
import { describeOnBothDatabases } from '../support/databases.js';
import { expectBooksToBalance } from '../support/invariants.js';
import { at, type Colleague, given, hire, type House, openHouse } from '../support/people.js';
import { clerkOf, type Guest } from '../support/points.js';
import { balanceOf, held, spend, topUp, valueRooms, yuan } from '../support/stored-value.js';
import { openRooms, type World } from '../support/world.js';

const refused = (code: string) => expect.objectContaining({ code });

describeOnBothDatabases('stored value pays', (db) => {
  let world: World;
  let house: House;
  let clerk: Colleague;
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
  const undo = (spendId: string) => world.get(ValueDesk).undo(desk(), uuidv7(), { spendId, reason: '点错了' });
  const pointsOf = ({ membershipId }: Guest) => world.get(PointsOf).balance(world.get(Reader), membershipId);
  const credited = async ({ membershipId }: Guest, slipNo: string, keyed = 0) => {
    const paper = keyed === 0 ? null : { roomNo: 'K08', amountFen: yuan(keyed), settledOn: null };
    const command = commandOfTheDay(desk(), 'points.creditSlip', uuidv7(), { membershipId, slipNo, paper });
    return (await world.get(CreditSlip).run(command, clerkOf(desk()))).result;
  };
  const replace = (from: string, to: string, value: number) =>
    inStore(async (tx) => (await world.get(SlipChanges).replace(tx, from, bill(to, value), 'TILL')).slipId);
  const refund = (slipNo: string, refundNo: string, value: number) =>
    inStore(async (tx) => {
      const tenders = [{ kind: 'STORED_VALUE', amountFen: yuan(value) }] as const;
      return (await world.get(SlipChanges).refund(tx, { slipNo, refundNo, tenders })).refundId;
    });

  beforeAll(async () => {
    world = await openRooms(db, valueRooms);
    house = await openHouse(world);
    clerk = await hire(house, '8001', 'CLERK');
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
      await expect(spend(world, desk(), guest.cardNo, amount)).rejects.toBeInstanceOf(Error);
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
    expect((await credited(guest, 'P1')).points).toBe(100);
    await refund('P1', 'R1', 600);
    expect(await balanceOf(world, guest.membershipId)).toEqual(held(2_500, 500));
    expect(await pointsOf(guest)).toBe(50);
    await refund('P1', 'R1', 600);
    await refund('P1', 'R2', 600);
    expect(await balanceOf(world, guest.membershipId)).toEqual(held(3_000, 600));
  });

  it('is not taken back under points: those go first, and the bill may earn again when it was paid otherwise', async () => {
    const guest = await guestWith(3_000);
    const paid = await spend(world, desk(), guest.cardNo, yuan(1_200), { slipNo: 'U1' });
    const first = await credited(guest, 'U1', 1_200);
    expect(first.points).toBe(100);
    await expect(undo(paid.spendId)).rejects.toEqual(refused('storedValue.return.pointsStand'));
    const points = { confirmationId: first.confirmationId, reason: '付款有误' };
    await world.get(UndoCredit).run(commandOfTheDay(desk(), 'points.undoCredit', uuidv7(), points), clerkOf(desk()));
    await undo(paid.spendId);
    expect(await balanceOf(world, guest.membershipId)).toEqual(held(3_000, 600));
    expect((await credited(guest, 'U1', 1_200)).points).toBe(120);
    await spend(world, desk(), guest.cardNo, yuan(600), { slipNo: 'U1' });
    expect(await pointsOf(guest)).toBe(110);
  });

  it('has its points counted again when a corrected top-up puts more or less bonus into it', async () => {
    const guest = await guestWith(1_000);
    await spend(world, desk(), guest.cardNo, yuan(550), { slipNo: 'V1' });
    await push(bill('V1', 550));
    expect((await credited(guest, 'V1')).points).toBe(50);
    await replace('V1', 'V2', 550);
    const correct = (lotId: string, amount: number) =>
      inStore(async (tx) => {
        const wish = { lotId, amountFen: yuan(amount), tender: '', reason: '按错' };
        return (await world.get(CorrectTopUp).within(tx, wish, handOf(desk()))).rightLotId;
      });
    const lot = await world.one<{ id: string }>('SELECT id FROM top_up_lot WHERE membership_id = ?', [
      guest.membershipId,
    ]);
    const less = await correct(lot!.id, 600);
    expect(await pointsOf(guest)).toBe(55);
    await correct(less, 1_000);
    expect(await pointsOf(guest)).toBe(50);
  });

  it('follows a bill that is settled again under another number', async () => {
    const guest = await guestWith(500);
    await spend(world, desk(), guest.cardNo, yuan(200), { slipNo: 'C1' });
    await push(bill('C1', 200));
    await expect(replace('C1', 'C2', 150)).rejects.toEqual(refused('slips.storedValue.differs'));
    await replace('C1', 'C2', 200);
    await expect(spend(world, desk(), guest.cardNo, 1, { slipNo: 'C1' })).rejects.toEqual(
      refused('storedValue.spend.replaced'),
    );
    await refund('C2', 'RC2', 50);
    expect(await balanceOf(world, guest.membershipId)).toEqual(held(350, 0));
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
    expect((await credited(guest, 'G1')).points).toBe(120);
  });

  it('is spent past the date of a named card, and a graduate keeps it as a member card without end', async () => {
    const { cardId, cardNo } = await guestWith(100);
    const past = "UPDATE card SET valid_until = '2026-11-01', kind_code = ? WHERE id = ?";
    const renewal = { asMember: true, seen: false, until: null };
    const renew = () => world.get(RenewCard).renew(desk(), uuidv7(), cardId, renewal);
    await inStore((tx) => tx.run(past, ['MEMBER', cardId]));
    await expect(renew()).rejects.toEqual(refused('card.renew.notProven'));
    await inStore((tx) => tx.run(past, ['STUDENT', cardId]));
    await spend(world, desk(), cardNo, yuan(10));
    expect(await renew()).toMatchObject({ until: '长期有效' });
    await expect(renew()).rejects.toEqual(refused('card.renew.endless'));
  });
});
