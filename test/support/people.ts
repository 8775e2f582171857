import { uuidv7 } from 'uuidv7';
import type { Command } from '../../src/platform/database/command.js';
import { HEAD_OFFICE, SYSTEM_ACTOR } from '../../src/platform/database/command.js';
import type { Tx } from '../../src/platform/database/tx.js';
import { Reader } from '../../src/platform/database/reader.js';
import { UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import type { Locale } from '../../src/platform/i18n/locale.js';
import type { DeskContext } from '../../src/staff/desk-context.js';
import { PasswordHasher } from '../../src/staff/password-hasher.js';
import type { Role } from '../../src/staff/roles.js';
import { StaffService } from '../../src/staff/staff.service.js';
import { BusinessDaysService } from '../../src/venue/business-days.service.js';
import { CharterService } from '../../src/venue/charter.service.js';
import { StoresService } from '../../src/venue/stores.service.js';
import { TerminalsService } from '../../src/venue/terminals.service.js';
import type { World } from './world.js';

/** Everybody in the stories has these; they follow the rules but cost a test no time. */
export const PASSWORD = 'correct horse 8801';
export const PIN = '280416';

/** A stored hash says what it cost, so a cheap one is proven as quickly as it was made. */
const quick = new PasswordHasher({ memoryKiB: 64, passes: 1 });
let hashes: Promise<[string, string]> | undefined;

/** A house with its counter PC, and the day it is open. */
export interface House {
  readonly world: World;
  readonly store: { readonly id: string; readonly name: string };
  readonly terminal: NonNullable<DeskContext['terminal']>;
  /** Cookie of the counter PC (`ktv_terminal`). */
  readonly terminalToken: string;
  readonly businessDate: string;
}

export interface HouseOptions {
  readonly name?: string;
  /** The business day to open; null leaves the house closed. */
  readonly businessDate?: string | null;
}

/** Someone at work: `desk` is what the guard would hand to a controller. */
export interface Colleague {
  readonly id: string;
  readonly staffNo: string;
  readonly name: string;
  readonly roles: readonly Role[];
}

/** Runs one act of the story as nobody in particular; for what the story takes for granted. */
export async function given<R extends string | number | null>(
  world: World,
  storeId: string,
  work: (tx: Tx) => Promise<R>,
  businessDate: string | null = null,
): Promise<R> {
  const command: Command = {
    kind: 'story.given',
    actorId: SYSTEM_ACTOR,
    storeId,
    terminalId: null,
    businessDate,
    key: uuidv7(),
    input: null,
  };
  return (await world.get(UnitOfWork).run(command, work)).result;
}

/** Founds the chain if need be, opens a store with a desk, a PC and a charter, and the day 2026-11-20. */
export async function openHouse(world: World, options: HouseOptions = {}): Promise<House> {
  const { name = '星河KTV 中山店', businessDate = '2026-11-20' } = options;
  const stores = world.get(StoresService);
  const storeId = uuidv7();
  const terminalToken = uuidv7();
  const terminalId = await given(world, HEAD_OFFICE, async (tx) => {
    if (!(await stores.venue(tx))) await stores.nameVenue(tx, '星河KTV');
    await stores.finishFirstStart(tx);
    await stores.open(tx, { id: storeId, name });
    return storeId;
  }).then(() =>
    given(world, storeId, async (tx) => {
      const deskId = await stores.addDesk(tx, { storeId, name: 'VIP 1' });
      if (!(await world.get(CharterService).byNumber(tx, 1))) await publishCharter(world, tx);
      if (businessDate !== null) await world.get(BusinessDaysService).open(tx, businessDate);
      return world.get(TerminalsService).enrol(tx, { deskId, name: '前台一号机', token: terminalToken });
    }),
  );
  const [desk] = await stores.desks(world.get(Reader), storeId);
  return {
    world,
    store: { id: storeId, name },
    terminal: { id: terminalId, name: '前台一号机', deskId: desk!.id, drawerId: desk!.drawerId, printerId: null },
    terminalToken,
    businessDate: businessDate ?? '',
  };
}

/** Takes on somebody with the given roles; password `PASSWORD`, PIN `PIN`. */
export async function hire(
  house: House,
  staffNo: string,
  roles: Role | readonly Role[],
  extra: { readonly name?: string; readonly phone?: string } = {},
): Promise<Colleague> {
  hashes ??= Promise.all([quick.hash(PASSWORD), quick.hash(PIN)]);
  const [passwordHash, pinHash] = await hashes;
  const list = typeof roles === 'string' ? [roles] : [...roles];
  const name = extra.name ?? `员工${staffNo}`;
  const storeId = house.store.id;
  const staff = house.world.get(StaffService);
  const id = await given(house.world, storeId, (tx) =>
    staff.add(tx, { ...extra, storeId, staffNo, name, roles: list, passwordHash, pinHash }),
  );
  return { id, staffNo, name, roles: list };
}

/** The desk at which `person` stands: at the counter PC, on the open day, unless the story says otherwise. */
export function at(
  house: House,
  person: Colleague,
  {
    terminal = house.terminal,
    shift = null,
    locale = 'zh-CN',
  }: { terminal?: DeskContext['terminal']; shift?: DeskContext['shift']; locale?: Locale } = {},
): DeskContext {
  return { person, store: house.store, terminal, shift, locale, businessDate: house.businessDate || null };
}

async function publishCharter(world: World, tx: Tx): Promise<void> {
  await world.get(CharterService).publish(tx, {
    text: '一、会员须年满十八周岁。\n二、积分十二个月内有效。',
    effectiveFrom: '2020-01-01',
    clauses: null,
  });
}
