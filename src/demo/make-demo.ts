import { uuidv7 } from 'uuidv7';
import { openHouse } from '../cli/open-house.js';
import { addDays, type PlainDate, proposedBusinessDate } from '../kernel/business-day.js';
import { writeSamples } from '../imports/samples/write-samples.js';
import { NightBackups } from '../night/night-backups.js';
import { ManualClock } from '../platform/clock/clock.js';
import type { Settings } from '../platform/settings/settings.js';
import { Chance } from './chance.js';
import { DemoBirthdays } from './demo-birthdays.js';
import { stockGifts } from './demo-gifts.js';
import { DemoInvoices } from './demo-invoices.js';
import { DemoLost } from './demo-lost.js';
import { DemoCardLives } from './demo-card-lives.js';
import { bringMembers, RICH_CARD } from './demo-members.js';
import { datesBefore, DemoNights, type NightlyChapter } from './demo-nights.js';
import { DemoPrepaid } from './demo-prepaid.js';
import { DemoStory } from './demo-story.js';
import { keepValue, openDispute } from './demo-value.js';
import { setUpVenue } from './demo-venue.js';

const SEED = 20_261_121;
const YUAN = 100;

export interface DemoSize {
  readonly nights: number;
  readonly members: number;
  /** Weeks before the nights of which only the money on cards is told. */
  readonly weeks: number;
}

const whole: DemoSize = { nights: 90, members: 5000, weeks: 39 };

/**
 * Tells a year of a venue that does not exist, its last ninety nights one by one, through the services that the desk uses, up to `now`. Everything
 * that `verify` checks holds afterwards.
 */
export async function makeDemo(settings: Settings, now: number, size: DemoSize = whole): Promise<void> {
  const today = proposedBusinessDate(now);
  const [firstDay = today, ...dates] = datesBefore(today, size.nights + 1);
  const founded = addDays(firstDay, -7 * size.weeks);
  const clock = new ManualClock(Date.parse(`${founded}T12:00:00+08:00`));
  const house = await openHouse(settings, 'server', clock);
  try {
    const story = new DemoStory(house, clock, new Chance(SEED), uuidv7());
    await setUpVenue(story);
    story.businessDate = founded;
    const members = await bringMembers(story, founded, size.members);
    const prepaid = new DemoPrepaid(story, members, Number(RICH_CARD));
    await prepaid.year(founded, firstDay);
    clock.setTo(`${firstDay}T12:00:00+08:00`);
    story.businessDate = firstDay;
    await tellNights({ story, members, prepaid, firstDay, dates, today, now });
    writeSamples(settings.dataDir, today);
  } finally {
    await house.close();
  }
}

interface Nights {
  readonly story: DemoStory;
  readonly members: readonly string[];
  readonly prepaid: DemoPrepaid;
  readonly firstDay: PlainDate;
  readonly dates: readonly PlainDate[];
  readonly today: PlainDate;
  /** Milliseconds; tonight is told up to here. */
  readonly now: number;
}

/** Night by night: each room tells its part inside the night's open shift; then tonight, and what waits in it. */
async function tellNights({ story, members, prepaid, firstDay, dates, today, now }: Nights): Promise<void> {
  await stockGifts(story, firstDay);
  const cardLives = new DemoCardLives(story, members);
  await cardLives.stock();
  const lost = new DemoLost(story);
  const invoices = new DemoInvoices(story, addDays(today, -Math.ceil(Math.min(30, dates.length) / 2)));
  await invoices.begin();
  const birthdays = new DemoBirthdays(story, today);
  const chapters: NightlyChapter[] = [
    (date) => birthdays.past(date),
    (date) => lost.past(date, today),
    (date) => prepaid.night(date),
    (date) => invoices.night(date, '8006'),
  ];
  const nights = new DemoNights(story, members, today, chapters);
  for (const date of dates) await nights.past(date);
  await nights.tonight(today, now);
  await lost.tonight(today);
  await birthdays.tonight();
  await prepaid.night(today);
  await invoices.night(today, '8005');
  await prepaid.twoRooms(today);
  await prepaid.waitingRefund(today);
  await invoices.tonight(today, '8005');
  await openDispute(story);
  await cardLives.tonight('8005');
  await keepPromises(nights, members);
  const [, , hundred = '', bonus = ''] = members;
  await keepValue(story, hundred, 100);
  await keepValue(story, bonus, 3000);
  await story.get(NightBackups).runIfDue();
}

/** What the README promises of its two cards: plenty on the first, exactly 100 points on the second. */
async function keepPromises(nights: DemoNights, [rich = '', exact = '']: readonly string[]): Promise<void> {
  for (let n = 1; n <= 10; n += 1) await nights.treat(rich, `PARTY-${n}`, (12_000 + n * 160) * YUAN);
  await nights.treat(exact, 'EXACT-1', 1000 * YUAN);
}
