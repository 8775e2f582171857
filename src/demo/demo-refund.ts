import { PersonFields } from '../members/sealed-person.js';
import { AcceptRefund } from '../stored-value/refund/accept-refund.js';
import { RefundPlans, type RefundWish } from '../stored-value/refund/refund-plans.js';
import type { DemoStory } from './demo-story.js';

/** A member gives the card's money back for a reason of the own; what is accepted on `today` still has to be paid. */
export async function acceptRefund(story: DemoStory, membershipId: string, today: string): Promise<void> {
  const wish: RefundWish = {
    cause: 'CONSUMER',
    lotIds: [],
    rescindedOn: today,
    planFrom: null,
    planTo: null,
    choice: 'ORIGINAL',
    giftOffsetFen: 0,
  };
  await story.tell('refund', async (tx) => {
    const plan = await story.get(RefundPlans).plan(tx, story.storeId, membershipId, wish, tx.now);
    const name = story.get(PersonFields).name(plan.holder) ?? '';
    const receiver = {
      name,
      kind: 'HOLDER',
      accountName: name,
      authority: null,
      authorityNo: '',
      idType: 'RESIDENT_ID',
      idNumber: '110105199003070017',
      phone: '',
      bank: '招商银行',
      account: '6225880112345678',
    } as const;
    const shown = { shownPayFen: plan.payFen, shownResidueFen: plan.quote.residueFen };
    const rest = { giftReason: '', reason: '客人搬家', endsCard: false, takesTierBack: false };
    const input = { ...wish, ...shown, ...rest, receiver, membershipId };
    return (await story.get(AcceptRefund).within(tx, input, { name: '王丽 8005', printerId: null })).refundId;
  });
}
