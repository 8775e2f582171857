import { uuidv7 } from 'uuidv7';
import { BirthdayGifts } from '../../src/birthdays/birthday-gifts.js';
import { BirthdayRosters } from '../../src/birthdays/birthday-rosters.js';
import { BirthdaysModule } from '../../src/birthdays/birthdays.module.js';
import { BirthdayCalls } from '../../src/birthdays/birthday-calls.js';
import { DaySheets } from '../../src/birthdays/day-sheets.js';
import { Evening } from '../../src/birthdays/evening.js';
import { GiftDraws } from '../../src/birthdays/gift-draws.js';
import { CardsService } from '../../src/cards/cards.service.js';
import { GiftCatalogue } from '../../src/gifts/gift-catalogue.js';
import { GiftStock } from '../../src/gifts/gift-stock.js';
import { DomainError } from '../../src/kernel/domain-error.js';
import { LedgerModule } from '../../src/ledger/ledger.module.js';
import { People } from '../../src/members/people.js';
import type { BirthdayCalendar } from '../../src/members/rules/birthday.js';
import { checkCharacter } from '../../src/members/rules/id-document.js';
import { Reader } from '../../src/platform/database/reader.js';
import { I18nModule } from '../../src/platform/i18n/i18n.module.js';
import { RoomDesk } from '../../src/rooms/room-desk.js';
import type { DeskContext } from '../../src/staff/desk-context.js';
import type { TestDatabase } from './databases.js';
import { at, type Colleague, given, hire, type House, openHouse, PIN } from './people.js';
import { openRooms, type World } from './world.js';

/** Everybody around a birthday, on the evening of Friday 2026-11-20. */
export interface BirthdayHouse {
  readonly world: World;
  readonly house: House;
  readonly reader: Reader;
  readonly clerk: DeskContext;
  readonly reception: DeskContext;
  readonly manager: DeskContext;
  readonly supervisor: DeskContext;
  readonly finance: Colleague;
}

export async function openBirthdays(
  db: Pick<TestDatabase, 'settings'>,
  when = '2026-11-20T16:00',
): Promise<BirthdayHouse> {
  return staffed(await openRooms(db, [I18nModule, LedgerModule, BirthdaysModule], { at: when }), when.slice(0, 10));
}

/** The same people in a world that is open already. */
export async function staffed(world: World, businessDate = '2026-11-20'): Promise<BirthdayHouse> {
  const house = await openHouse(world, { businessDate });
  const desk = async (staffNo: string, role: Parameters<typeof hire>[2], name: string) =>
    at(house, await hire(house, staffNo, role, { name }));
  return {
    world,
    house,
    reader: world.get(Reader),
    clerk: await desk('8001', 'CLERK', '王丽'),
    reception: await desk('7001', ['RECEPTION', 'USHER'], '前台小赵'),
    manager: await desk('9001', 'CUSTOMER_SERVICE_MANAGER', '何经理'),
    supervisor: await desk('9002', 'DUTY_SUPERVISOR', '李主管'),
    finance: await hire(house, '5001', 'FINANCE', { name: '孙会计' }),
  };
}

export const signedBy = ({ staffNo }: Pick<Colleague, 'staffNo'>) => ({ staffNo, pin: PIN });

export interface BirthdayGuest {
  readonly name?: string;
  readonly phone?: string;
  readonly calendar?: BirthdayCalendar;
  readonly month: number;
  readonly day: number;
  /** The card went to somebody else. */
  readonly cardGone?: boolean;
}

let serial = 0;

/** A member with a card, as an import would bring one. */
export async function memberBorn(
  house: House,
  guest: BirthdayGuest,
): Promise<{ membershipId: string; personId: string }> {
  serial += 1;
  const { world, store } = house;
  const { month, day, calendar = 'SOLAR' } = guest;
  const name = guest.name ?? `林${serial}`;
  const phone = guest.phone ?? `137${String(serial).padStart(8, '0')}`;
  const ids = await given(
    world,
    store.id,
    async (tx) => {
      const birthday = { calendar, month, day, leap: false, year: null };
      const people = world.get(People);
      const personId = await people.register(tx, {
        name,
        phone,
        birthday,
        title: 'MS',
        idDocument: null,
        preferences: null,
      });
      const membershipId = await people.join(tx, { personId, joinedOn: '2026-01-01' });
      const cardNo = `99${String(serial).padStart(8, '0')}`;
      const cards = world.get(CardsService);
      const card = { cardNo, raw: cardNo, kindCode: 'MEMBER', validUntil: null, broughtOver: true };
      if (guest.cardGone !== true) await cards.activate(tx, await cards.issue(tx, { ...card, membershipId }));
      return `${personId} ${membershipId}`;
    },
    house.businessDate,
  );
  const [personId = '', membershipId = ''] = ids.split(' ');
  return { personId, membershipId };
}

/** A gift given at birthdays: 58 yuan cost, 99 at the counter, unless the story says otherwise. */
export async function birthdayGift(
  { world, house, manager }: BirthdayHouse,
  { pieces = 50, perishable = false, code = `BD-${(serial += 1)}` } = {},
): Promise<string> {
  const itemId = await given(
    world,
    house.store.id,
    async (tx) => {
      const id = await world.get(GiftCatalogue).addItem(tx, { code, nameZh: `生日蛋糕${code}`, nameEn: 'Cake' });
      await world.get(GiftStock).restock(tx, { itemId: id, pieces, supplier: '星礼商贸' });
      return id;
    },
    house.businessDate,
  );
  const terms = { perishable, cost: '58', market: '99', minimum: '5', offered: true };
  await world.get(BirthdayGifts).setTerms(manager, uuidv7(), itemId, terms);
  return itemId;
}

/** Brings the lists up to date and finds a member's birthday on them. */
export async function listed(
  { world, house, reader }: BirthdayHouse,
  personId: string,
  today = house.businessDate,
): Promise<string> {
  await world.get(BirthdayRosters).update(house.store.id, today);
  const entry = await reader.one<{ id: string }>(
    'SELECT id FROM birthday_entry WHERE person_id = ? ORDER BY on_date DESC LIMIT 1',
    [personId],
  );
  return entry?.id ?? '';
}

export const draw = ({ world, manager, finance }: BirthdayHouse, entryId: string, itemId: string, desk = manager) =>
  world.get(GiftDraws).draw(desk, uuidv7(), [{ entryId, itemId }], signedBy(finance));

/** Shown by a guest: the identity card of somebody born that day, each time another one's, or one card by its number. */
export function papersOf(shown: string) {
  serial += 1;
  const first17 = `110105${shown.replaceAll('-', '')}${String(serial % 1000).padStart(3, '0')}`;
  const number = shown.length === 18 ? shown : `${first17}${checkCharacter(first17)}`;
  return { number, documentType: 'RESIDENT_ID', birthDate: '' };
}

/** The guest said yes, has a room, and sits in it with the machine on. */
export async function seated(story: BirthdayHouse, entryId: string, shown: string): Promise<void> {
  const { world, clerk, reception, supervisor } = story;
  serial += 1;
  await world.get(RoomDesk).add(clerk, uuidv7(), { number: `B${serial}`, kind: 'MEDIUM', capacity: '12' });
  const coming = {
    outcome: 'COMING',
    from: '19:00',
    until: '23:00',
    people: '6',
    nextDate: '',
    nextTime: '',
    note: '',
  };
  await world.get(BirthdayCalls).followUp(clerk, uuidv7(), entryId, coming);
  const sheets = world.get(DaySheets);
  const date = story.house.businessDate;
  const read = await story.reader.one('SELECT id FROM birthday_day_sheet WHERE store_id = ? AND on_date = ?', [
    story.house.store.id,
    date,
  ]);
  await (read ? sheets.holdOpen(supervisor, uuidv7(), date) : sheets.confirm(supervisor, uuidv7(), date));
  const evening = world.get(Evening);
  await evening.checkPapers(reception, uuidv7(), entryId, { ...papersOf(shown), photoMatches: true });
  await evening.confirmVisit(reception, uuidv7(), entryId, { roomId: '', until: '', people: '' });
  for (const step of ['USHER', 'MACHINE'] as const) await evening.take(reception, uuidv7(), entryId, step);
}

/** What those who were too late are told. */
export const codes = (results: PromiseSettledResult<unknown>[]) =>
  results.flatMap((each) =>
    each.status === 'rejected' && each.reason instanceof DomainError ? [each.reason.code] : [],
  );
