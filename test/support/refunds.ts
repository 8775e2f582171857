import { uuidv7 } from 'uuidv7';
import { PayRefund } from '../../src/stored-value/refund/pay-refund.js';
import { RefundPlans, type RefundWish } from '../../src/stored-value/refund/refund-plans.js';
import { RefundsQueries } from '../../src/stored-value/refund/refunds.queries.js';
import { RequestRefund, type TypedRequest } from '../../src/stored-value/refund/request-refund.js';
import { SpendValue } from '../../src/stored-value/spend-value.js';
import type { TenderPart } from '../../src/stored-value/rules/tender-mix.js';
import { TopUps } from '../../src/stored-value/top-up.js';
import { Reader } from '../../src/platform/database/reader.js';
import type { Tx } from '../../src/platform/database/tx.js';
import { ApprovalDecisions } from '../../src/staff/approvals/approval-decisions.js';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { commandOfTheDay, type DeskContext } from '../../src/staff/desk-context.js';
import type { MoneyTender } from '../../src/venue/rules/tender-kinds.js';
import { type Colleague, hire, type House, openHouse, PIN } from './people.js';
import { type Guest, guest } from './points.js';
import { atCounter, openShift } from './shifts.js';
import { instant, type World } from './world.js';

/** A counter with an open drawer, its clerk, and the supervisor who approves. */
export interface Counter {
  readonly world: World;
  readonly house: House;
  readonly clerk: Colleague;
  readonly lead: Colleague;
}

export async function openCounter(world: World): Promise<Counter> {
  const house = await openHouse(world, { businessDate: '2026-11-11' });
  const clerk = await hire(house, '8001', 'CLERK', { name: '王丽' });
  const lead = await hire(house, '8002', 'DUTY_SUPERVISOR', { name: '李主管' });
  await openShift(house, clerk);
  return { world, house, clerk, lead };
}

/** An act of the clerk at the counter. */
async function inUnit<R extends string>(counter: Counter, work: (tx: Tx) => Promise<R>): Promise<R> {
  const command = commandOfTheDay(await deskOf(counter), 'storedValue.topUp', uuidv7(), {});
  return (await counter.world.get(UnitOfWork).run(command, work)).result;
}

export const holderOf = (counter: Counter): Promise<Guest> => guest(counter);

/** A top-up at the desk, with the document in hand. Principal in yuan; the id of its lot. */
export function topUp(
  counter: Counter,
  { membershipId }: Guest,
  yuan: number,
  paid: MoneyTender | readonly TenderPart[] = 'WECHAT_PAY',
  recommenderNo = '',
): Promise<string> {
  const amountFen = yuan * 100;
  const single = (kind: MoneyTender) => [{ kind, amountFen, reference: kind === 'CASH' ? '' : '887766' }];
  return inUnit(counter, async (tx) => {
    const done = await counter.world.get(TopUps).within(
      tx,
      {
        membershipId,
        amountFen,
        shownBonusFen: null,
        tenders: typeof paid === 'string' ? single(paid) : paid,
        receivedFen: null,
        document: { type: 'RESIDENT_ID', number: '110105199003070017', agent: null },
        secondCard: '',
        overTold: true,
        recommenderNo,
      },
      { name: '王丽 8001', printerId: null, till: await tillOf(counter), via: 'COUNTER' },
    );
    const lot = await tx.one<{ id: string }>('SELECT id FROM top_up_lot WHERE act_id = ?', [done.actId]);
    return lot!.id;
  });
}

/** The drawer that serves at the counter now. */
export async function tillOf({ world, house }: Counter): Promise<string> {
  const desk = await world.one<{ drawerId: string }>('SELECT drawer_id FROM desk WHERE id = ?', [
    house.terminal.deskId,
  ]);
  return desk!.drawerId;
}

export function spend(
  counter: Counter,
  { cardNo }: Guest,
  chargedYuan: number,
  listYuan = chargedYuan,
): Promise<string> {
  const wish = {
    cardNo,
    slipNo: `S${uuidv7().slice(-12).toUpperCase()}`,
    roomNo: 'K08',
    amountFen: chargedYuan * 100,
    listFen: listYuan * 100,
    via: 'SWIPED',
    proof: 'CARD',
  } as const;
  return inUnit(counter, async (tx) => {
    const done = await counter.world.get(SpendValue).within(tx, wish, { name: '王丽 8001', printerId: null });
    return done.spendId;
  });
}

const plain: RefundWish = {
  cause: 'CONSUMER',
  lotIds: [],
  rescindedOn: '2026-11-20',
  planFrom: null,
  planTo: null,
  choice: 'ORIGINAL',
  giftOffsetFen: 0,
};

export const quoted = ({ world, house }: Counter, { membershipId }: Guest, wish: Partial<RefundWish> = {}) =>
  world
    .get(RefundPlans)
    .plan(world.get(Reader), house.store.id, membershipId, { ...plain, ...wish }, world.clock.now());

/** What a clerk types for the holder in person. */
export const typed: Omit<TypedRequest, 'shownPayFen' | 'shownResidueFen'> = {
  receiver: 'HOLDER',
  name: '张三丰',
  idType: 'RESIDENT_ID',
  idNumber: '110105199003070017',
  phone: '',
  bank: '招商银行',
  account: '6225880112345678',
  accountName: '张三丰',
  authority: '',
  authorityNo: '',
  giftReason: '',
  reason: '',
  endsCard: '1',
  takesTierBack: '1',
};

/** The clerk asks with the figures the quote shows now; the id of the request that waits. */
export async function ask(
  counter: Counter,
  holder: Guest,
  wish: Partial<RefundWish> = {},
  change: Partial<TypedRequest> = {},
): Promise<string> {
  const plan = await quoted(counter, holder, wish);
  const { lotIds = [], giftOffsetFen = 0, planFrom, planTo, ...rest } = wish;
  const form = {
    ...typed,
    cause: rest.cause ?? 'CONSUMER',
    choice: rest.choice ?? 'ORIGINAL',
    rescindedOn: rest.rescindedOn ?? '2026-11-20',
    planFrom: planFrom ?? '',
    planTo: planTo ?? '',
    lots: lotIds.join(','),
    giftOffset: giftOffsetFen === 0 ? '' : (giftOffsetFen / 100).toFixed(2),
    shownPayFen: String(plan.payFen),
    shownResidueFen: String(plan.quote.residueFen),
    ...change,
  };
  const desk = await deskOf(counter);
  const { id } = await counter.world.get(RequestRefund).send(desk, uuidv7(), holder.membershipId, form);
  return id;
}

/** The supervisor approves on the own screen; the id of the refund. */
export async function approve(counter: Counter, requestId: string): Promise<string> {
  const desk = await deskOf(counter, counter.lead);
  const { href } = await counter.world.get(ApprovalDecisions).approve(desk, uuidv7(), requestId, PIN);
  return href.replace('/refunds/', '');
}

export const refunded = async (...[counter, holder, wish, change]: Parameters<typeof ask>): Promise<string> =>
  approve(counter, await ask(counter, holder, wish, change));

/** The clerk pays every line the way it says. */
export async function payLines(counter: Counter, refundId: string): Promise<void> {
  const { world } = counter;
  for (const { id: lineId, way } of await world.get(RefundsQueries).lines(world.get(Reader), refundId)) {
    const reference = way === 'CASH' ? '' : '445566';
    await world.get(PayRefund).pay(await deskOf(counter), uuidv7(), refundId, { lineId, way, reference, reason: '' });
  }
}

export const deskOf = (counter: Counter, person: Colleague = counter.clerk): Promise<DeskContext> =>
  atCounter(counter.house, person);

/** Shanghai wall time. */
export const setClock = ({ world }: Counter, text: string): void => {
  world.clock.advance(instant(text) - world.clock.now());
};
