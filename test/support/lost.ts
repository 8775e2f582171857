import { uuidv7 } from 'uuidv7';
import { LedgerModule } from '../../src/ledger/ledger.module.js';
import { LostPropertyModule } from '../../src/lost-property/lost-property.module.js';
import { ErrorStatusesModule } from '../../src/platform/http/error-statuses.module.js';
import { I18nModule } from '../../src/platform/i18n/i18n.module.js';
import type { ReleaseInput } from '../../src/lost-property/claim-form.js';
import { ChangeCustody } from '../../src/lost-property/change-custody.js';
import { Claims } from '../../src/lost-property/claims.js';
import { PutIntoSafe } from '../../src/lost-property/put-into-safe.js';
import type { RegisterInput } from '../../src/lost-property/register-form.js';
import { RegisterItem, type Registered } from '../../src/lost-property/register-item.js';
import { PersonVault } from '../../src/platform/crypto/person-vault.js';
import { Reader } from '../../src/platform/database/reader.js';
import type { Tx } from '../../src/platform/database/tx.js';
import { Room } from '../../src/rooms/room.entity.js';
import { RoomHold } from '../../src/rooms/room-hold.entity.js';
import { PendingSignatures } from '../../src/staff/approvals/pending-signatures.js';
import { SignaturesQueries } from '../../src/staff/approvals/signatures.queries.js';
import type { DeskContext } from '../../src/staff/desk-context.js';
import type { HandedShift } from '../../src/venue/handover-parts.js';
import type { TestDatabase } from './databases.js';
import { at, type Colleague, hire, type House, openHouse, PIN } from './people.js';
import { openRooms, type World } from './world.js';

/** The people around a found thing, each at their desk, on the evening of Friday 2026-11-20. */
export interface LostDesks {
  readonly world: World;
  readonly house: House;
  readonly reader: Reader;
  readonly clerk: DeskContext;
  readonly second: DeskContext;
  readonly boss: Colleague;
  readonly general: Colleague;
  readonly guard: Colleague;
  readonly office: DeskContext;
}

export async function openLostProperty(db: Pick<TestDatabase, 'settings'>): Promise<LostDesks> {
  const rooms = [ErrorStatusesModule, I18nModule, LedgerModule, LostPropertyModule];
  const world = await openRooms(db, rooms, { at: '2026-11-20T21:35' });
  const house = await openHouse(world);
  const general = await hire(house, '6001', 'GENERAL_AFFAIRS', { name: '赵总务' });
  return {
    world,
    house,
    general,
    guard: await hire(house, '7101', 'SECURITY_GUARD', { name: '雷保安' }),
    reader: world.get(Reader),
    clerk: at(house, await hire(house, '8001', 'CLERK', { name: '王丽' })),
    second: at(house, await hire(house, '8002', 'CLERK', { name: '陈晨' })),
    boss: await hire(house, '9001', 'DUTY_SUPERVISOR', { name: '李主管' }),
    office: at(house, general, { terminal: null }),
  };
}

/** A grown-up's document, valid by its check digit. */
export const ADULT_ID = '11010519491231002X';
/** Who comes for a thing, as the form is filled in. */
export const OWNER = { way: 'OWNER', name: '李四光', phone: '13912345678', idType: 'RESIDENT_ID', idNumber: ADULT_ID };
/** Whom a proxy comes for, and that the letter was seen. */
export const PROXY = { way: 'PROXY', ownerName: '李四光', ownerId: ADULT_ID, letter: '1' };

export const umbrella: RegisterInput = { name: '雨伞', colour: '蓝色', place: '大厅' };
export const phone: RegisterInput = {
  name: '苹果手机',
  colour: '黑色',
  place: 'K08',
  features: '屏幕左上角有裂,小熊贴纸',
  question: '锁屏是什么照片',
  answer: '一只橘猫',
};

export const pinOf = (person: Colleague) => ({ staffNo: person.staffNo, pin: PIN });

export async function register(world: World, desk: DeskContext, input: RegisterInput = umbrella): Promise<Registered> {
  return (await world.get(RegisterItem).register(desk, uuidv7(), input)).result;
}

/** The supervisor signs everything that is on the list. */
export async function signAll(world: World, desk: DeskContext, supervisor: Colleague): Promise<void> {
  const lines = await world.get(SignaturesQueries).unsigned(desk);
  await world.get(PendingSignatures).sign(
    desk,
    uuidv7(),
    lines.map(({ id }) => id),
    pinOf(supervisor),
  );
}

let slot = 0;

export async function intoSafe(
  world: World,
  desk: DeskContext,
  itemId: string,
  keyHolder: Colleague,
  cash = '',
): Promise<string> {
  slot += 1;
  const input = { slot: `A-${slot}`, bagNo: `B${slot}`, cash };
  await world.get(PutIntoSafe).put(desk, uuidv7(), itemId, input, pinOf(keyHolder));
  return input.slot;
}

/** Registered, signed, in the safe if it must, and with the VIP centre. */
export async function inCustody(
  world: World,
  desk: DeskContext,
  supervisor: Colleague,
  input: RegisterInput = umbrella,
): Promise<Registered> {
  const made = await register(world, desk, input);
  if (made.valuable) await intoSafe(world, desk, made.itemId, supervisor);
  await signAll(world, desk, supervisor);
  await world.get(ChangeCustody).takeIntoCustody(desk, uuidv7(), [made.itemId]);
  return made;
}

export async function describeClaim(
  world: World,
  desk: DeskContext,
  itemId: string,
  words = '黑色苹果手机,屏幕有裂',
): Promise<string> {
  return (await world.get(Claims).describe(desk, uuidv7(), itemId, words)).result.claimId;
}

/** The owner with an identity card, who knows the answer. */
export function claimant(typed: Partial<ReleaseInput> = {}): ReleaseInput {
  return {
    answer: '一只橘猫',
    way: 'OWNER',
    name: '李四光',
    phone: '13912345678',
    idType: 'RESIDENT_ID',
    idNumber: ADULT_ID,
    ownerName: '',
    ownerId: '',
    letter: '',
    address: '',
    courierNo: '',
    callRecord: '',
    courierCost: '',
    courierPaidBy: '',
    reason: '',
    signature: '',
    ...typed,
  };
}

export async function stateOf(world: World, itemId: string): Promise<string | undefined> {
  return (await world.get(Reader).one<{ state: string }>('SELECT state FROM lost_item WHERE id = ?', [itemId]))?.state;
}

/** A shift of the day as the rooms see it at handover. */
export function handedShift({ store, businessDate }: House): HandedShift {
  return { businessDate, id: '', storeId: store.id, deskId: '', clerkId: '', openedAt: 0, cutAt: null };
}

/** A room that a guest without a card had reserved, until now. */
export async function reservedBy(
  world: World,
  tx: Tx,
  { number, name, phone }: Readonly<Record<'number' | 'name' | 'phone', string>>,
): Promise<null> {
  const { storeId, actorId: byId } = tx.command;
  const room = { storeId, number, kind: 'SMALL', capacity: 6, retiredAt: null, createdAt: tx.now };
  await tx.insert(Room, { ...room, id: `room-${number}` });
  const id = uuidv7();
  await world.get(PersonVault).create(tx, id);
  const sealedGuest = await world.get(PersonVault).seal(tx, id, 'room_hold.guest', JSON.stringify({ name, phone }));
  const hours = { fromAt: tx.now - 3_600_000, untilAt: tx.now };
  const hold = { storeId, byId, businessDate: '2026-11-20', purpose: 'PHONE', people: 4, note: null };
  await tx.insert(RoomHold, {
    ...hold,
    ...hours,
    id,
    sealedGuest,
    sequence: 31,
    number: '1120-31',
    roomId: `room-${number}`,
    membershipId: null,
    state: 'ARRIVED',
    createdAt: tx.now,
  });
  return null;
}
