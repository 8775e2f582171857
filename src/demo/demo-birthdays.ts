import { uuidv7 } from 'uuidv7';
import { BirthdayCalls } from '../birthdays/birthday-calls.js';
import { BirthdayDay } from '../birthdays/birthday-day.js';
import { BirthdayDuties } from '../birthdays/birthday-duties.js';
import { BirthdayGifts } from '../birthdays/birthday-gifts.js';
import { BirthdayRosters } from '../birthdays/birthday-rosters.js';
import { BirthdayQueries, type EntryRow } from '../birthdays/birthday.queries.js';
import { DaySheets } from '../birthdays/day-sheets.js';
import { Evening } from '../birthdays/evening.js';
import { GiftCustody } from '../birthdays/gift-custody.js';
import { GiftDraws } from '../birthdays/gift-draws.js';
import { GiveGift } from '../birthdays/give-gift.js';
import { Reconciliations } from '../birthdays/reconciliations.js';
import { closingDay } from '../birthdays/rules/gift-period.js';
import { GiftCatalogue } from '../gifts/gift-catalogue.js';
import { GiftStock } from '../gifts/gift-stock.js';
import { addDays, type PlainDate } from '../kernel/business-day.js';
import { RoomRegister } from '../rooms/room-register.js';
import type { RoomKind } from '../rooms/rules/room-kind.js';
import type { DeskContext } from '../staff/desk-context.js';
import { StaffQueries } from '../staff/staff.queries.js';
import { DEMO_PIN } from './demo-venue.js';
import type { DemoStory } from './demo-story.js';

const MANAGER = '8003';
const ROOMS: readonly [RoomKind, number, number][] = [
  ['SMALL', 6, 6],
  ['MEDIUM', 10, 6],
  ['LARGE', 15, 3],
  ['PRESIDENT', 30, 1],
];
const finance = { staffNo: '8012', pin: DEMO_PIN };
const TOLD_NIGHTS = 18;
const A_DAY = 3;
const ARRIVALS = ['19:00', '19:30', '20:00'];

/** A fortnight and more of birthdays: drawn, given in the room or back at Finance, reconciled; and tonight's guests who said yes. */
export class DemoBirthdays {
  private begun = false;

  constructor(
    private readonly story: DemoStory,
    private readonly today: PlainDate,
  ) {}

  /** A night that is over. */
  async past(date: PlainDate): Promise<void> {
    if (date < addDays(this.today, -TOLD_NIGHTS)) return;
    await this.prepare(date);
    for (const entry of await this.on(date))
      if (entry.inHand > 0 && !this.story.chance.often(0.3)) await this.treat(date, entry);
    await this.giveBack(date);
    await this.draw(date);
    await this.reconcile(date);
  }

  async tonight(): Promise<void> {
    const { story, today } = this;
    await this.prepare(today);
    const desk = await deskOf(story, MANAGER, today);
    const guests = await story.get(BirthdayQueries).onDates(story.reader, story.storeId, today, addDays(today, 1));
    for (const [index, from] of ARRIVALS.entries()) {
      const guest = guests[index];
      if (!guest) return;
      await story.get(BirthdayCalls).followUp(desk, uuidv7(), guest.id, yes(from, 5 + index));
    }
  }

  private async prepare(date: PlainDate): Promise<void> {
    const { story } = this;
    if (!this.begun) {
      await registerRooms(story);
      await buyGifts(story, await deskOf(story, MANAGER, date));
    }
    this.begun = true;
    await story.get(BirthdayRosters).update(story.storeId, date);
  }

  private on(date: PlainDate): Promise<EntryRow[]> {
    return this.story.get(BirthdayQueries).onDates(this.story.reader, this.story.storeId, date, date);
  }

  /** Tomorrow's gifts, a few a day. */
  private async draw(date: PlainDate): Promise<void> {
    const { story } = this;
    const desk = await deskOf(story, MANAGER, date);
    const day = story.get(BirthdayDay);
    const policy = await day.policy(desk);
    const items = await story.get(BirthdayGifts).offered(story.reader, story.storeId);
    const wanted = (await this.on(addDays(date, 1))).filter((entry) => day.standing(entry, policy) === 'DUE');
    const gifts = wanted
      .slice(0, A_DAY)
      .map(({ id }, index) => ({ entryId: id, itemId: items[index % items.length]?.itemId ?? '' }));
    if (gifts.length > 0) await story.get(GiftDraws).draw(desk, uuidv7(), gifts, finance);
  }

  /** The evening of a guest in its eight steps, each by its role. */
  private async treat(date: PlainDate, { id, onDate, calendar }: EntryRow): Promise<void> {
    const { story } = this;
    if (calendar === 'LUNAR') return;
    const [manager, supervisor, front] = [
      await deskOf(story, MANAGER, date),
      await deskOf(story, '8004', date),
      await deskOf(story, '8007', date),
    ];
    const read = await story.get(BirthdayQueries).daySheet(story.reader, story.storeId, date);
    if (!read) await story.get(DaySheets).confirm(supervisor, uuidv7(), date);
    await story.get(BirthdayCalls).followUp(manager, uuidv7(), id, yes('19:00', 6));
    const evening = story.get(Evening);
    const birthDate = `1990-${onDate.slice(5)}`;
    const papers = { birthDate, documentType: 'PASSPORT', number: '', photoMatches: true };
    await evening.checkPapers(front, uuidv7(), id, papers);
    await evening.confirmVisit(front, uuidv7(), id, { roomId: '', until: '', people: '' });
    for (const step of ['USHER', 'MACHINE'] as const) await evening.take(front, uuidv7(), id, step);
    for (const step of ['AV', 'AREA'] as const) await evening.take(supervisor, uuidv7(), id, step);
    await story.get(GiveGift).give(manager, uuidv7(), id, '');
    await story.get(GiveGift).settle(manager, uuidv7(), [id], 'SIGNED');
  }

  /** Who did not come: back to Finance, or destroyed by two. */
  private async giveBack(date: PlainDate): Promise<void> {
    const { story } = this;
    const desk = await deskOf(story, MANAGER, date);
    const due = await story.get(BirthdayDuties).dueBack(story.reader, story.storeId, date);
    const lines = (perishable: number) =>
      due
        .filter((row) => row.perishable === perishable)
        .map(({ itemId, entryId, pieces }) => ({ itemId, entryId, pieces }));
    const [kept, spoilt] = [lines(0), lines(1)];
    if (kept.length > 0) await story.get(GiftDraws).giveBack(desk, uuidv7(), kept, finance);
    if (spoilt.length > 0) await story.get(GiftDraws).destroy(desk, uuidv7(), spoilt, '客人未到店', finance);
  }

  private async reconcile(date: PlainDate): Promise<void> {
    const { story } = this;
    const desk = await deskOf(story, MANAGER, date);
    const { closeDays } = (await story.get(BirthdayDay).policy(desk)).birthdays;
    if (closingDay(date, closeDays) !== date) return;
    const hand = await story.get(GiftCustody).inHand(story.reader, story.storeId);
    const counts = hand.map(({ itemId, entryId, pieces }) => ({ itemId, entryId, counted: pieces, reason: '' }));
    await story.get(Reconciliations).close(desk, uuidv7(), counts, finance);
  }
}

const yes = (from: string, people: number) => ({
  from,
  outcome: 'COMING',
  until: '23:30',
  people: String(people),
  nextDate: '',
  nextTime: '',
  note: '',
});

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

async function deskOf(story: DemoStory, staffNo: string, businessDate: PlainDate): Promise<DeskContext> {
  const person = await story.get(StaffQueries).byNumber(story.reader, staffNo);
  if (!person) throw new Error(`the demo has no ${staffNo}`);
  const store = { id: story.storeId, name: '人民路店' };
  return { person, businessDate, store, terminal: null, shift: null, locale: 'zh-CN' };
}
