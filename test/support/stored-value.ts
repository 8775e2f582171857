import { uuidv7 } from 'uuidv7';
import { Reader } from '../../src/platform/database/reader.js';
import type { Tx } from '../../src/platform/database/tx.js';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { PointsModule } from '../../src/points/points.module.js';
import { SlipChanges } from '../../src/slips/slip-changes.js';
import { Slips } from '../../src/slips/slips.js';
import { SlipsModule } from '../../src/slips/slips.module.js';
import { commandOfTheDay, type DeskContext } from '../../src/staff/desk-context.js';
import { type Balance, Lots } from '../../src/stored-value/lots.js';
import { RefundModule } from '../../src/stored-value/refund/refund.module.js';
import { type Spent, SpendValue, type SpendWish } from '../../src/stored-value/spend-value.js';
import { StoredValueModule } from '../../src/stored-value/stored-value.module.js';
import { type ToppedUp, TopUps, type TopUpWish } from '../../src/stored-value/top-up.js';
import { cardRooms } from './cards.js';
import type { World } from './world.js';

/** What a story about stored value needs. */
export const valueRooms = [...cardRooms, SlipsModule, StoredValueModule, RefundModule, PointsModule];

export const yuan = (amount: number): number => Math.round(amount * 100);

export const ID_NUMBER = '11010519491231002X';

/** A top-up in cash by a guest whose document is seen. */
export function wishOf(membershipId: string, amountFen: number, change: Partial<TopUpWish> = {}): TopUpWish {
  return {
    membershipId,
    amountFen,
    shownBonusFen: null,
    tenders: [{ kind: 'CASH', amountFen, reference: '' }],
    receivedFen: null,
    document: { type: 'RESIDENT_ID', number: ID_NUMBER, agent: null },
    secondCard: '',
    overTold: false,
    recommenderNo: '',
    ...change,
  };
}

export function topUp(
  world: World,
  desk: DeskContext,
  membershipId: string,
  amountFen: number,
  change: Partial<TopUpWish> = {},
): Promise<ToppedUp> {
  return world.get(TopUps).atDesk(desk, uuidv7(), wishOf(membershipId, amountFen, change));
}

/** A swiped card pays a slip. */
export async function spend(
  world: World,
  desk: DeskContext,
  cardNo: string,
  amountFen: number,
  change: Partial<SpendWish> = {},
): Promise<Spent> {
  const wish: SpendWish = {
    cardNo,
    amountFen,
    slipNo: `S${uuidv7().slice(-12)}`,
    roomNo: '',
    listFen: amountFen,
    via: 'SWIPED',
    proof: 'CARD',
    ...change,
  };
  const command = commandOfTheDay(desk, 'storedValue.spend', uuidv7(), { ...wish });
  const hand = { name: desk.person.name, printerId: null };
  return (await world.get(UnitOfWork).run(command, (tx) => world.get(SpendValue).within(tx, wish, hand))).result;
}

/** The till settles a slip that a card paid, where it has not yet, and pays a part of it back on the card. */
export async function payBackOnSlip(
  world: World,
  tx: Tx,
  { slipNo, paidFen, backFen, refundNo }: { slipNo: string; paidFen: number; backFen: number; refundNo: string },
): Promise<null> {
  const tenders = [{ kind: 'STORED_VALUE', amountFen: paidFen }] as const;
  const line = { kind: 'ROOM', listFen: paidFen, chargedFen: paidFen } as const;
  const settledAt = world.clock.now() - 60_000;
  const slip = { slipNo, settledAt, tenders, roomNo: 'K01', visitNo: null, lines: [line], keyedFen: null };
  const known = await tx.one('SELECT id FROM slip WHERE slip_no = ?', [slipNo]);
  if (!known) await world.get(Slips).receive(tx, slip, 'TILL');
  const refund = { slipNo, refundNo, tenders: [{ kind: 'STORED_VALUE' as const, amountFen: backFen }] };
  await world.get(SlipChanges).refund(tx, refund);
  return null;
}

export function balanceOf(world: World, membershipId: string): Promise<Balance> {
  return world.get(Lots).balance(world.get(Reader), membershipId);
}

export const held = (principal: number, bonus: number): Balance => ({
  principalFen: yuan(principal),
  bonusFen: yuan(bonus),
});
