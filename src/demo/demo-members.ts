import { CardsService } from '../cards/cards.service.js';
import { TierSteps } from '../cards/tier-steps.js';
import { addDays } from '../kernel/business-day.js';
import { Consents } from '../members/consents.js';
import { People, type PersonDraft } from '../members/people.js';
import type { Tx } from '../platform/database/tx.js';
import { TIERS, type Tier } from '../venue/rules/policy-schema.js';
import type { DemoStory } from './demo-story.js';
import { inventPerson } from './invented-people.js';

/** The two cards of the README. */
export const RICH_CARD = '8800000001';
export const EXACT_CARD = '8800000002';

const AT_ONCE = 100;
const known: Record<string, PersonDraft> = {
  [RICH_CARD]: {
    name: '张伟明',
    title: 'MR',
    phone: '13800005678',
    birthday: null,
    idDocument: null,
    preferences: '常订大包',
  },
  [EXACT_CARD]: {
    name: '欧阳静',
    title: 'MS',
    phone: '13900004321',
    birthday: null,
    idDocument: null,
    preferences: null,
  },
};

/** Members taken over from before, each with an active card; their membership ids by order of card number. */
export async function bringMembers(story: DemoStory, firstDay: string, count: number): Promise<string[]> {
  const members: string[] = [];
  for (let from = 1; from <= count; from += AT_ONCE) {
    const ids = await story.tell('bringMembers', async (tx) => {
      const brought: string[] = [];
      for (let n = from; n < from + AT_ONCE && n <= count; n += 1)
        brought.push(await bringMember(story, tx, n, firstDay));
      return brought;
    });
    members.push(...ids);
  }
  return members;
}

async function bringMember(story: DemoStory, tx: Tx, n: number, firstDay: string): Promise<string> {
  const cardNo = String(8_800_000_000 + n);
  const personId = await story.get(People).register(tx, known[cardNo] ?? inventPerson(story.chance));
  const joinedOn = addDays(firstDay, -story.chance.between(1, 1000));
  const membershipId = await story.get(People).join(tx, { personId, joinedOn });
  const tier = tierOf(story, cardNo);
  const brought = { membershipId, tier, businessDate: firstDay, goodUntil: null, documentId: null, note: '旧系统等级' };
  if (tier !== 'ORDINARY') await story.get(TierSteps).bringOver(tx, brought);
  const consents = story.get(Consents);
  await consents.record(tx, { personId, purpose: 'PRIVACY', given: true, channel: 'IMPORT' });
  await consents.record(tx, { personId, purpose: 'MARKETING', given: story.chance.often(0.6), channel: 'IMPORT' });
  const cards = story.get(CardsService);
  const card = { cardNo, raw: cardNo, kindCode: 'MEMBER', validUntil: null, broughtOver: true };
  const cardId = await cards.issue(tx, { ...card, membershipId });
  await cards.activate(tx, cardId);
  return membershipId;
}

function tierOf({ chance }: DemoStory, cardNo: string): Tier {
  if (cardNo in known) return 'ORDINARY';
  return chance.often(0.9) ? TIERS[0] : chance.pick(TIERS);
}
