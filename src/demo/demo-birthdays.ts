import { uuidv7 } from 'uuidv7';
import { BirthdayCalls } from '../birthdays/birthday-calls.js';
import { BirthdayGifts } from '../birthdays/birthday-gifts.js';
import { BirthdayRosters } from '../birthdays/birthday-rosters.js';
import { BirthdayQueries } from '../birthdays/birthday.queries.js';
import { GiftCatalogue } from '../gifts/gift-catalogue.js';
import { GiftStock } from '../gifts/gift-stock.js';
import { addDays } from '../kernel/business-day.js';
import { RoomRegister } from '../rooms/room-register.js';
import type { RoomKind } from '../rooms/rules/room-kind.js';
import type { DeskContext } from '../staff/desk-context.js';
import { StaffQueries } from '../staff/staff.queries.js';
import type { DemoStory } from './demo-story.js';

const MANAGER = '8003';
const ROOMS: readonly [RoomKind, number, number][] = [
  ['SMALL', 6, 6],
  ['MEDIUM', 10, 6],
  ['LARGE', 15, 3],
  ['PRESIDENT', 30, 1],
];
const ARRIVALS = ['19:00', '19:30', '20:00'];

/** Rooms, birthday gifts, the list of the month, and the first guests who said yes. */
export async function keepBirthdays(story: DemoStory, today: string): Promise<void> {
  const desk = await managerDesk(story, today);
  await registerRooms(story);
  await buyGifts(story, desk);
  await story.get(BirthdayRosters).update(story.storeId, today);
  const guests = await story.get(BirthdayQueries).onDates(story.reader, story.storeId, today, addDays(today, 1));
  for (const [index, from] of ARRIVALS.entries()) {
    const guest = guests[index];
    if (!guest) return;
    const yes = { from, outcome: 'COMING', until: '23:30', people: String(5 + index), nextTime: '', note: '' };
    await story.get(BirthdayCalls).followUp(desk, uuidv7(), guest.id, yes);
  }
}

async function registerRooms(story: DemoStory): Promise<void> {
  let number = 0;
  await story.tell('registerRooms', async (tx) => {
    for (const [kind, capacity, count] of ROOMS) {
      for (let n = 0; n < count; n += 1) {
        number += 1;
        await story.get(RoomRegister).add(tx, { kind, capacity, number: `K${String(number).padStart(2, '0')}` });
      }
    }
    return number;
  });
}

async function buyGifts(story: DemoStory, desk: DeskContext): Promise<void> {
  const gifts = [
    { code: 'BD-CAKE', nameZh: '六寸生日蛋糕', nameEn: 'Birthday cake', cost: '68', market: '128', perishable: true },
    { code: 'BD-BEAR', nameZh: '生日小熊', nameEn: 'Birthday bear', cost: '35', market: '79', perishable: false },
  ];
  for (const { code, nameZh, nameEn, ...price } of gifts) {
    const itemId = await story.tell('buyBirthdayGifts', async (tx) => {
      const id = await story.get(GiftCatalogue).addItem(tx, { code, nameZh, nameEn });
      await story.get(GiftStock).restock(tx, { itemId: id, pieces: 80, supplier: '星礼商贸' });
      return id;
    });
    await story.get(BirthdayGifts).setTerms(desk, uuidv7(), itemId, { ...price, minimum: '20', offered: true });
  }
}

async function managerDesk(story: DemoStory, businessDate: string): Promise<DeskContext> {
  const person = await story.get(StaffQueries).byNumber(story.reader, MANAGER);
  if (!person) throw new Error(`the demo has no ${MANAGER}`);
  const store = { id: story.storeId, name: '人民路店' };
  return { person, businessDate, store, terminal: null, shift: null, locale: 'zh-CN' };
}
