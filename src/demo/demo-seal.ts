import { uuidv7 } from 'uuidv7';
import { MatchNight } from '../night/match-night.service.js';
import { Morning } from '../night/morning.service.js';
import { deskEnd, liveSeal, stepsOf } from '../night/night-rows.js';
import type { TypedWitness } from '../night/night-witness.js';
import { SealNight } from '../night/seal-night.service.js';
import type { HandoverLine } from '../venue/handover-parts.js';
import { SafeContents } from '../venue/safe-contents.js';
import { demoDesk } from './demo-desk.js';
import type { DemoStory } from './demo-story.js';
import { DEMO_PIN } from './demo-venue.js';

const guard: TypedWitness = {
  way: 'PIN',
  staffNo: '8014',
  pin: DEMO_PIN,
  name: '',
  badge: '',
  signature: '',
  onPaper: false,
  attestStaffNo: '',
  attestPin: '',
};

/** Every sixth night a guard of the firm stands in, whom the supervisor vouches for. */
const substitute: TypedWitness = {
  ...guard,
  way: 'BADGE',
  name: '孙立军',
  badge: 'AB-2207',
  onPaper: true,
  attestStaffNo: '8004',
  attestPin: DEMO_PIN,
};
const SUBSTITUTE_EVERY = 6;
/** The night on which a pile was short, and the one whose seal was torn in the morning. */
const PROBLEM_NIGHT = 9;
const TORN_SEAL = 17;

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
    this.seals += 1;
    const problem = this.seals === PROBLEM_NIGHT ? 'K08 小票被酒水浸湿,已晾干附在存根后' : '';
    const verdict = problem === '' ? 'NONE' : 'PROBLEM';
    const form = { typed: piles, verdict, problem, pin: DEMO_PIN } as const;
    const sealId = await story.get(MatchNight).match(desk, uuidv7(), deskId, form);
    await story.get(SealNight).seal(desk, uuidv7(), sealId, {
      guard: this.seals % SUBSTITUTE_EVERY === 0 ? substitute : guard,
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
    if (this.seals === TORN_SEAL) await this.tear(seal.id, staffNo);
    const put = (await stepsOf(story.reader, [seal.id])).find(({ action }) => action === 'seal');
    const { blanks }: { blanks: { key: string; number: string }[] } = JSON.parse(put?.figures ?? '{"blanks":[]}');
    await story.get(Morning).accept(desk, uuidv7(), seal.id, {
      seal: seal.number ?? '',
      blanks: Object.fromEntries(blanks.map(({ key, number }) => [key, number])),
      second: guard,
    });
  }

  private async tear(sealId: string, staffNo: string): Promise<void> {
    const { story } = this;
    const problem = '封条右角撕开约两厘米,柜门锁好';
    const alarm = { what: 'BROKEN', problem, second: guard };
    await story.get(Morning).alarm(await demoDesk(story, staffNo), uuidv7(), sealId, alarm);
    const manager = await demoDesk(story, '8003');
    await story.get(Morning).clear(manager, uuidv7(), sealId, '查看监控:清洁推车碰到,柜内物品清点无误');
  }
}

/** Every pile counted as the books know it, every book by its next number. */
export function countedAsKnown(lines: readonly HandoverLine[]): Record<string, string> {
  return Object.fromEntries(
    lines.map(({ key, expected, numbers }) => [`line-${key}`, numbers?.first ?? String(expected)]),
  );
}
