import { CardLookup } from '../cards/card-lookup.js';
import { SYSTEM_ACTOR } from '../platform/database/command.js';
import { HolderChecks } from '../stored-value/holder-checks.js';
import { TopUps } from '../stored-value/top-up.js';
import type { DemoStory } from './demo-story.js';

const MACHINE = { name: '自助充值机', printerId: null, till: SYSTEM_ACTOR, via: 'DEVICE' } as const;

/** One top-up that nobody has touched, for a card that the README names. */
export async function keepValue(story: DemoStory, membershipId: string, yuan: number): Promise<void> {
  await story.tell('storedValue', async (tx) => {
    const holder = await story.get(CardLookup).byMembership(tx, membershipId);
    if (!holder) throw new Error('a promised card is missing');
    await story.get(HolderChecks).note(tx, holder, 'TOP_UP', 'RESIDENT_ID');
    const amountFen = yuan * 100;
    const wish = {
      membershipId,
      amountFen,
      tenders: [{ kind: 'WECHAT_PAY', amountFen, reference: '880004' }],
      shownBonusFen: null,
      receivedFen: null,
      document: { type: '', number: '', byAgent: false },
      secondCard: '',
      overTold: false,
      recommenderNo: '',
    } as const;
    return (await story.get(TopUps).within(tx, wish, MACHINE)).actId;
  });
}
