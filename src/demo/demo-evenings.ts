import { weekday } from '../kernel/business-day.js';
import { DemoCards } from './demo-cards.js';
import { DemoSeal } from './demo-seal.js';
import { DemoShifts } from './demo-shifts.js';
import type { DemoStory } from './demo-story.js';

const LAST_HOURS_MS = 5_400_000;

/** What the counter does around the slips of a night: Finance, the seal, two shifts, cards that are sold. */
export class DemoEvenings {
  private readonly shifts: DemoShifts;
  private readonly seal: DemoSeal;
  private readonly cards: DemoCards;

  constructor(
    private readonly story: DemoStory,
    private readonly openDay: (date: string) => Promise<void>,
  ) {
    this.shifts = new DemoShifts(story);
    this.seal = new DemoSeal(story);
    this.cards = new DemoCards(story);
  }

  /** Finance counts last night's bags, the seal is read, and the first shift goes over into the second. */
  async begin(date: string): Promise<void> {
    const { story, shifts } = this;
    story.clock.setTo(`${date}T10:00:00+08:00`);
    await shifts.finance(date);
    story.clock.setTo(`${date}T12:00:00+08:00`);
    await this.openDay(date);
    await this.seal.open('8005');
    await shifts.open('8005', 'A', true);
    story.clock.setTo(`${date}T15:30:00+08:00`);
    await this.cards.sell('8005');
    await shifts.tellNext('8005');
    story.clock.setTo(`${date}T18:52:00+08:00`);
    await shifts.handOver('8005', '8006', { template: 'B' });
    story.clock.setTo(`${date}T21:40:00+08:00`);
    await this.cards.sell('8006');
    if (weekday(date) >= 5) await this.cards.sell('8006');
  }

  /** The last hours: the supervisor takes the drawer over, the bag goes into the safe, the seal onto it. */
  async end(): Promise<void> {
    const { story, shifts } = this;
    story.clock.advance(LAST_HOURS_MS);
    await shifts.tellNext('8006');
    await shifts.handOver('8006', '8004');
    await this.seal.close('8006');
  }

  /** Tonight's first shift is open, with its float and one card sold; last night's bag may still wait for Finance. */
  async tonight(date: string): Promise<void> {
    await this.openDay(date);
    await this.seal.open('8005');
    await this.shifts.open('8005', 'A', true);
    await this.cards.sell('8005');
  }
}
