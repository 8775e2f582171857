import { addDays, weekday } from '../kernel/business-day.js';
import { DemoCards } from './demo-cards.js';
import { DemoDrawer } from './demo-drawer.js';
import { DemoHitches } from './demo-hitches.js';
import { DemoProofs } from './demo-proofs.js';
import { DemoSeal } from './demo-seal.js';
import { DemoShifts } from './demo-shifts.js';
import type { DemoStory } from './demo-story.js';

const LAST_HOURS_MS = 5_400_000;

/** What the counter does around the slips of a night: Finance, the seal, two shifts, cards that are sold. */
export class DemoEvenings {
  private readonly hitches = new DemoHitches();
  private readonly shifts: DemoShifts;
  private readonly drawer: DemoDrawer;
  private readonly seal: DemoSeal;
  private readonly cards: DemoCards;
  private readonly proofs: DemoProofs;

  constructor(
    private readonly story: DemoStory,
    private readonly openDay: (date: string) => Promise<void>,
  ) {
    this.shifts = new DemoShifts(story, this.hitches);
    this.drawer = new DemoDrawer(story, this.hitches);
    this.seal = new DemoSeal(story);
    this.cards = new DemoCards(story);
    this.proofs = new DemoProofs(story);
  }

  /** Finance counts last night's bags and papers, the seal is read, and the first shift goes over into the second. */
  async begin(date: string): Promise<void> {
    const { story, shifts, drawer } = this;
    this.hitches.nextNight();
    story.clock.setTo(`${date}T10:00:00+08:00`);
    await shifts.finance(date);
    await this.proofs.check(date);
    story.clock.setTo(`${date}T12:00:00+08:00`);
    await this.openDay(date);
    await this.seal.open('8005');
    await shifts.open('8005', 'A');
    await drawer.drawFloat('8005');
    story.clock.setTo(`${date}T15:30:00+08:00`);
    await this.cards.sell('8005');
    await drawer.afternoon('8005');
    await shifts.tellNext('8005');
    await this.change(date);
    story.clock.setTo(`${date}T21:40:00+08:00`);
    await this.cards.sell('8006');
    if (weekday(date) >= 5) await this.cards.sell('8006');
    await drawer.evening('8006');
  }

  /** The last hours: the supervisor takes the drawer over, the bag goes into the safe, the seal onto it. */
  async end(date: string): Promise<void> {
    const { story, shifts } = this;
    story.clock.advance(LAST_HOURS_MS);
    await shifts.tellNext('8006');
    if (this.hitches.takes('late')) await this.stayLate(date);
    await shifts.handOver('8006', '8004');
    await this.seal.close('8006');
  }

  /** Tonight's first shift is open, with its float and one card sold; last night's bag may still wait for Finance. */
  async tonight(date: string): Promise<void> {
    await this.openDay(date);
    await this.seal.open('8005');
    await this.shifts.open('8005', 'A');
    await this.drawer.drawFloat('8005');
    await this.cards.sell('8005');
  }

  /** 18:52: from the first shift to the second; once by way of the manager, once for a clerk who is gone. */
  private async change(date: string): Promise<void> {
    const { story, shifts, hitches } = this;
    let staffNo = '8005';
    if (hitches.takes('thirdShift')) {
      story.clock.setTo(`${date}T16:30:00+08:00`);
      await shifts.handOver(staffNo, '8003', { template: 'A' });
      staffNo = '8003';
    }
    story.clock.setTo(`${date}T18:52:00+08:00`);
    if (hitches.takes('absent')) await shifts.handOverFor(staffNo, '8006', { template: 'B' });
    else await shifts.handOver(staffNo, '8006', { template: 'B' });
  }

  /** A night that nobody ended in time: red in the morning, with a sale that is marked as late. */
  private async stayLate(date: string): Promise<void> {
    const morning = addDays(date, 1);
    this.story.clock.setTo(`${morning}T06:20:00+08:00`);
    await this.cards.sell('8006');
    this.story.clock.setTo(`${morning}T08:40:00+08:00`);
  }
}
