import { uuidv7 } from 'uuidv7';
import { RedeemGift } from '../../src/points/redemption/redeem-gift.js';
import { RedemptionDesk } from '../../src/points/redemption/redemption-desk.js';
import { grantPoints, offerGift } from './gifts.js';
import { startEnrolment } from './members.js';
import { at } from './people.js';
import { credit, type Guest, guest, type Night, push } from './points.js';

/** Something on every page: a member with points, slips in every state, a gift, an act to decide, a draft. */
export async function furnish(night: Night, colleague: ReturnType<typeof at>): Promise<Guest> {
  const { world, house, clerk } = night;
  const member = await guest(night, { phone: '13812340001' });
  await push(night, { slipNo: 'H-1' });
  await credit(night, member, 'H-1');
  await push(night, { slipNo: 'H-2' });
  await push(night, { slipNo: 'H-3', settledAt: null });
  await push(night, { slipNo: 'H-2', yuan: 999 });
  await grantPoints(house, member.membershipId, 5000);
  const gift = await offerGift(house, { setAside: 500 });
  const wish = { membershipId: member.membershipId, offerId: gift.offerId, quantity: 1 };
  const done = await world.get(RedeemGift).atDesk(at(house, clerk), uuidv7(), { ...wish, later: true });
  await world.get(RedeemGift).atDesk(at(house, clerk), uuidv7(), { ...wish, later: false });
  await world.get(RedemptionDesk).undo(colleague, uuidv7(), { redemptionId: done.redemptionId, reason: '客人改主意' });
  await startEnrolment(world, at(house, clerk));
  return member;
}
