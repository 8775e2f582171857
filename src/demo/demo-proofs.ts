import { uuidv7 } from 'uuidv7';
import { weekday } from '../kernel/business-day.js';
import { Proofs } from '../night/proofs.js';
import { demoDesk } from './demo-desk.js';
import type { DemoStory } from './demo-story.js';

const FINANCE = '8012';
const SUNDAY = 7;
/** The shift of which one copy came a day late. */
const LATE_COPY = 7;

/** 交与财务 (003E-074): Finance checks receipts and copies of the nights before, the last of which still waits. */
export class DemoProofs {
  private seen = 0;

  constructor(private readonly story: DemoStory) {}

  /** In the morning, on days on which Finance works. */
  async check(date: string): Promise<void> {
    const { story } = this;
    if (weekday(date) === SUNDAY) return;
    const desk = await demoDesk(story, FINANCE);
    const brought = await story.get(Proofs).recent(story.reader, story.storeId, story.clock.now());
    for (const { shiftId, expected, state } of brought.toReversed()) {
      if (state === 'CHECKED') continue;
      this.seen += 1;
      const missing = this.seen === LATE_COPY ? 1 : 0;
      await story.get(Proofs).check(desk, uuidv7(), shiftId, {
        receipts: String(expected.receipts),
        copies: String(expected.copies - missing),
        note: missing === 0 ? '' : '少一张存根联,说夹在交接本里,明早送来',
      });
    }
  }
}
