import { CardLookup } from '../cards/card-lookup.js';
import { calendarDate } from '../kernel/business-day.js';
import { SYSTEM_ACTOR } from '../platform/database/command.js';
import { clockTime } from '../platform/views/format.js';
import { Disputes } from '../stored-value/disputes/disputes.js';
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
      document: { type: '', number: '', agent: null },
      secondCard: '',
      overTold: false,
      recommenderNo: '',
    } as const;
    return (await story.get(TopUps).within(tx, wish, MACHINE)).actId;
  });
}

/** A guest says that a top-up did not arrive: it waits for its first answer, the card is stopped meanwhile. */
export async function openDispute(story: DemoStory): Promise<void> {
  const holder = await story.reader.one<{ owner: string }>(
    "SELECT owner FROM ledger_account WHERE kind = 'prepaid.principal' AND balance > 0 ORDER BY owner DESC LIMIT 1",
  );
  if (!holder) return;
  const at = story.clock.now() - 20 * 60_000;
  const told = {
    payWay: 'WECHAT_PAY',
    amount: '500',
    paidAt: `${calendarDate(at)}T${clockTime(at)}`,
    voucher: '4200002026112100012345',
    account: '微信零钱',
    phone: '',
    story: '手机上已扣款,卡里没有增加',
    freeze: '1',
  };
  await story.tell('dispute', (tx) => story.get(Disputes).within(tx, holder.owner, told));
}
