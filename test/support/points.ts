import { uuidv7 } from 'uuidv7';
import { CardsModule } from '../../src/cards/cards.module.js';
import { CardsService } from '../../src/cards/cards.service.js';
import { TierSteps } from '../../src/cards/tier-steps.js';
import { People } from '../../src/members/people.js';
import type { KnownBirthday } from '../../src/members/sealed-person.js';
import { Ledger } from '../../src/ledger/ledger.js';
import { LedgerModule } from '../../src/ledger/ledger.module.js';
import { I18nModule } from '../../src/platform/i18n/i18n.module.js';
import { Reader } from '../../src/platform/database/reader.js';
import type { Tx } from '../../src/platform/database/tx.js';
import { DocumentsService } from '../../src/platform/printing/documents.service.js';
import { Receipt } from '../../src/platform/printing/receipt.js';
import { CreditSlip, type Credited } from '../../src/points/credit-slip.js';
import { PointsModule } from '../../src/points/points.module.js';
import { PointsOf } from '../../src/points/points-of.js';
import type { Clerk } from '../../src/points/points-papers.js';
import { SlipChanges } from '../../src/slips/slip-changes.js';
import { Slips } from '../../src/slips/slips.js';
import type { SlipContent, SlipSource } from '../../src/slips/rules/slip-content.js';
import type { SlipTender } from '../../src/slips/rules/slip-figures.js';
import { commandOfTheDay, type DeskContext } from '../../src/staff/desk-context.js';
import { StaffModule } from '../../src/staff/staff.module.js';
import type { Tier } from '../../src/venue/rules/policy-schema.js';
import type { TestDatabase } from './databases.js';
import { at, type Colleague, given, hire, openHouse, type House } from './people.js';
import { instant, openRooms, type World, type WorldOptions } from './world.js';

export interface Guest {
  readonly membershipId: string;
  readonly cardId: string;
  readonly cardNo: string;
}

/** A night at the VIP centre: 王丽 at the desk, tills that push slips, guests with cards. */
export interface Night {
  readonly world: World;
  house: House;
  readonly clerk: Colleague;
}

export async function openNight(db: Pick<TestDatabase, 'settings'>, options: WorldOptions = {}): Promise<Night> {
  const world = await openRooms(db, [I18nModule, StaffModule, LedgerModule, CardsModule, PointsModule], options);
  const house = await openHouse(world);
  return { world, house, clerk: await hire(house, '8001', 'CLERK', { name: '王丽', phone: '13900008001' }) };
}

export const deskOf = ({ house, clerk }: Night, person: Colleague = clerk): DeskContext => at(house, person);

export const clerkOf = (desk: DeskContext): Clerk => ({
  name: `${desk.person.name} ${desk.person.staffNo}`,
  storeName: desk.store.name,
  printerId: desk.terminal?.printerId ?? null,
  locale: desk.locale,
});

let serial = 0;

/** A member with an active card. */
export async function guest(
  { world, house }: Pick<Night, 'world' | 'house'>,
  { tier = 'ORDINARY', birthday = null, phone }: { tier?: Tier; birthday?: KnownBirthday | null; phone?: string } = {},
): Promise<Guest> {
  serial += 1;
  const cardNo = `8822${String(serial).padStart(6, '0')}`;
  const made = { membershipId: '', cardId: '' };
  const work = async (tx: Tx) => {
    const people = world.get(People);
    const personId = await people.register(tx, {
      name: '张三丰',
      title: 'MR',
      birthday,
      idDocument: null,
      preferences: null,
      phone: phone ?? `138${String(10_000_000 + serial)}`,
    });
    made.membershipId = await people.join(tx, { personId });
    const brought = { membershipId: made.membershipId, tier, businessDate: house.businessDate };
    if (tier !== 'ORDINARY')
      await world.get(TierSteps).bringOver(tx, { ...brought, note: '', goodUntil: null, documentId: null });
    const cards = world.get(CardsService);
    made.cardId = await cards.issue(tx, {
      cardNo,
      raw: cardNo,
      kindCode: 'MEMBER',
      membershipId: made.membershipId,
      validUntil: null,
    });
    await cards.activate(tx, made.cardId);
    return null;
  };
  await given(world, house.store.id, work, house.businessDate);
  return { ...made, cardNo };
}

export interface SlipStory extends Partial<Omit<SlipContent, 'settledAt'>> {
  /** Shanghai wall time; null leaves the bill open. */
  readonly settledAt?: string | null;
  /** Room charge paid in cash, yuan. */
  readonly yuan?: number;
}

export function slipOf({ yuan = 1186, settledAt = '2026-11-20T21:30', ...rest }: SlipStory = {}): SlipContent {
  return {
    slipNo: 'J1120-0387',
    roomNo: 'K08',
    visitNo: null,
    keyedFen: null,
    settledAt: settledAt === null ? null : instant(settledAt),
    lines: [{ kind: 'ROOM', listFen: yuan * 100, chargedFen: yuan * 100 }],
    tenders: [{ kind: 'CASH', amountFen: yuan * 100 }],
    ...rest,
  };
}

/** The till pushes a slip. */
export async function push(
  { world, house }: Pick<Night, 'world' | 'house'> & Partial<Night>,
  story: SlipStory = {},
  source: SlipSource = 'TILL',
) {
  const received = { slipId: '', arrival: '' };
  await given(world, house.store.id, async (tx) => {
    Object.assign(received, await world.get(Slips).receive(tx, slipOf(story), source));
    return null;
  });
  return received;
}

const inUnit = ({ world, house }: Pick<Night, 'world' | 'house'>, work: (tx: Tx) => Promise<unknown>) =>
  given(world, house.store.id, async (tx) => (await work(tx), null), house.businessDate);

/** The guest misses the card: it serves nobody from now on. */
export const reportLost = (place: Pick<Night, 'world' | 'house'>, { cardId }: Pick<Guest, 'cardId'>) =>
  inUnit(place, (tx) => place.world.get(CardsService).reportLost(tx, cardId));

export const refund = (night: Night, slipNo: string, refundNo: string, tenders: readonly SlipTender[]) =>
  inUnit(night, (tx) => night.world.get(SlipChanges).refund(tx, { slipNo, refundNo, tenders }));

export const replaceSlip = (night: Night, oldSlipNo: string, story: SlipStory) =>
  inUnit(night, (tx) => night.world.get(SlipChanges).replace(tx, oldSlipNo, slipOf(story), 'TILL'));

/** The clerk credits a slip that was pushed, or paper when `paper` is given. */
export async function credit(
  night: Night,
  { membershipId }: Guest,
  slipNo = 'J1120-0387',
  {
    paper = null,
    key = uuidv7(),
    desk = deskOf(night),
  }: {
    paper?: { roomNo: string; amountFen: number; settledOn: string | null } | null;
    key?: string;
    desk?: DeskContext;
  } = {},
): Promise<Credited> {
  const command = commandOfTheDay(desk, 'points.creditSlip', key, { membershipId, slipNo, paper });
  return (await night.world.get(CreditSlip).run(command, clerkOf(desk))).result;
}

export const balanceOf = ({ world }: Night, { membershipId }: Guest): Promise<number> =>
  world.get(PointsOf).balance(world.get(Reader), membershipId);

export const lotsOf = async ({ world }: Night, { membershipId }: Guest) =>
  (await world.get(PointsOf).lots(world.get(Reader), membershipId)).map(({ expiresOn, points }) => ({
    expiresOn,
    points,
  }));

/** Spends points as a redemption does. */
export async function spend({ world, house }: Night, { membershipId }: Guest, points: number): Promise<void> {
  const work = async (tx: Tx) => {
    const copies = [{ name: 'merchant', heading: '商户联' }];
    const compose = () => new Receipt().title('兑换');
    const paper = { copies, compose, kind: 'story', prefix: 'ST', personId: null, printerId: null };
    const document = await world.get(DocumentsService).create(tx, paper);
    const [lot] = await world.get(PointsOf).lots(tx, membershipId);
    await world.get(Ledger).post(tx, {
      kind: 'gift.redeemed',
      documentId: document.id,
      transfers: [
        {
          unit: 'POINT',
          from: { kind: 'points.lot', owner: membershipId, part: lot!.lotId },
          to: { kind: 'points.redeemed', owner: membershipId },
          amount: points,
        },
      ],
    });
    return null;
  };
  await given(world, house.store.id, work, house.businessDate);
}

export const refused = (code: string, params = {}) =>
  expect.objectContaining({ code, params: expect.objectContaining(params) });
