import { uuidv7 } from 'uuidv7';
import { MatchNight } from '../night/match-night.service.js';
import { Morning } from '../night/morning.service.js';
import { deskEnd, liveSeal } from '../night/night-rows.js';
import { SealNight } from '../night/seal-night.service.js';
import type { HandoverLine } from '../venue/handover-parts.js';
import { SafeContents } from '../venue/safe-contents.js';
import { demoDesk } from './demo-desk.js';
import type { DemoStory } from './demo-story.js';
import { DEMO_PIN } from './demo-venue.js';

const guard = {
  way: 'PIN',
  staffNo: '8014',
  pin: DEMO_PIN,
  name: '',
  badge: '',
  signature: '',
  onPaper: false,
  attestStaffNo: '',
  attestPin: '',
} as const;

/** The night of the demo's counter is sealed before the guard, and accepted the next noon before the same. */
export class DemoSeal {
  private seals = 0;

  constructor(private readonly story: DemoStory) {}

  async close(staffNo: string): Promise<void> {
    const { story } = this;
    const desk = await demoDesk(story, staffNo);
    const deskId = desk.terminal?.deskId ?? '';
    const safe = story.get(SafeContents);
    const where = { storeId: story.storeId, deskId, businessDate: story.businessDate ?? '' };
    const { night } = await deskEnd(story.reader, where);
    const piles = countedAsKnown(await safe.piles(story.reader, night));
    const form = { typed: piles, verdict: 'NONE', problem: '', pin: DEMO_PIN } as const;
    const sealId = await story.get(MatchNight).match(desk, uuidv7(), deskId, form);
    this.seals += 1;
    await story.get(SealNight).seal(desk, uuidv7(), sealId, {
      guard,
      number: `FT${String(this.seals).padStart(5, '0')}`,
      typed: countedAsKnown(await safe.contents(story.reader, night)),
      problem: '',
    });
  }

  async open(staffNo: string): Promise<void> {
    const { story } = this;
    const desk = await demoDesk(story, staffNo);
    const seal = await liveSeal(story.reader, desk.terminal?.deskId ?? '');
    if (!seal) return;
    const blanks = await story.get(SafeContents).blanks(story.reader, {
      storeId: seal.storeId,
      deskId: seal.deskId,
      businessDate: seal.businessDate,
      last: true,
    });
    await story.get(Morning).accept(desk, uuidv7(), seal.id, {
      seal: seal.number ?? '',
      blanks: Object.fromEntries(blanks.map(({ key, number }) => [key, number])),
      second: guard,
    });
  }
}

/** Every pile counted as the books know it. */
export function countedAsKnown(lines: readonly HandoverLine[]): Record<string, string> {
  return Object.fromEntries(lines.map(({ key, expected }) => [`line-${key}`, String(expected)]));
}
