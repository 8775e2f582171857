import { uuidv7 } from 'uuidv7';
import { DEFAULT_POLICY } from '../../src/venue/rules/policy-schema.js';
import { CreditSlip } from '../../src/points/credit-slip.js';
import { PointsOf } from '../../src/points/points-of.js';
import { Reader } from '../../src/platform/database/reader.js';
import { SlipChanges } from '../../src/slips/slip-changes.js';
import { Slips } from '../../src/slips/slips.js';
import type { SlipContent } from '../../src/slips/rules/slip-content.js';
import { commandOfTheDay } from '../../src/staff/desk-context.js';
import { PolicyService } from '../../src/venue/policy.service.js';
import { member } from '../support/cards.js';
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
