import { uuidv7 } from 'uuidv7';
import { CardsService } from '../../src/cards/cards.service.js';
import { TransferCardAct } from '../../src/cards/life/transfer-card-act.js';
import { calendarDate } from '../../src/kernel/business-day.js';
import type { IdDocumentType } from '../../src/members/rules/id-document.js';
import { PersonFields } from '../../src/members/sealed-person.js';
import type { Tx } from '../../src/platform/database/tx.js';
import { AcceptRefund } from '../../src/stored-value/refund/accept-refund.js';
import { RefundPlans } from '../../src/stored-value/refund/refund-plans.js';
import type { World } from './world.js';

/** What a holder shows. */
export interface ShownPaper {
  readonly type: IdDocumentType;
  readonly number: string;
}

let holders = 0;

/** Gives a card to somebody nobody has seen before; the passport they show. */
export async function transferCard(
  world: World,
  tx: Tx,
  { cardId, requestedBy, storeId }: { cardId: string; requestedBy: string; storeId: string },
): Promise<ShownPaper> {
  holders += 1;
  const document = { type: 'PASSPORT', number: `E${10_000_000 + holders}` } as const;
  const phone = `139${document.number.slice(-8)}`;
  const who = { document, phone, name: '李四光', title: 'MR' } as const;
  const input = { ...who, cardId, proof: 'DOCUMENT', noticedAt: tx.now } as const;
  const parked = { id: uuidv7(), kind: 'cards.transfer', storeId, requestedBy, input } as const;
  await world.get(TransferCardAct).perform(tx, { ...parked, terminalId: null, createdAt: tx.now, personId: null });
  return document;
}

/** Pays back, for the guest's own reason, whatever a membership holds. */
export async function giveUpValue(
  world: World,
  tx: Tx,
  membershipId: string,
  { type: idType, number: idNumber }: ShownPaper,
): Promise<void> {
  const wish = { cause: 'CONSUMER', lotIds: [], planFrom: null, planTo: null, choice: 'BANK_ACCOUNT' } as const;
  const asked = { ...wish, rescindedOn: calendarDate(tx.now), giftOffsetFen: 0 };
  const plan = await world.get(RefundPlans).plan(tx, tx.command.storeId, membershipId, asked, tx.now);
  const shown = { shownPayFen: plan.payFen, shownResidueFen: plan.quote.residueFen };
  const accountName = world.get(PersonFields).name(plan.holder) ?? '';
  const bank = { phone: '', bank: '招商银行', account: '6225880112345678', accountName };
  const paper = { authority: 'MANDATE', authorityNo: '委托书 1' } as const;
  const receiver = { kind: 'AGENT', name: '代办', idType, idNumber, ...bank, ...paper } as const;
  const rest = { giftReason: '', reason: '搬家', endsCard: false, takesTierBack: false };
  const input = { ...asked, ...shown, ...rest, receiver, membershipId };
  await world.get(AcceptRefund).within(tx, input, { name: '王丽', printerId: null });
}

/** The old card is void from here on; a new one serves. */
export async function replaceCard(
  world: World,
  tx: Tx,
  { cardId, membershipId }: { readonly cardId: string; readonly membershipId: string },
): Promise<void> {
  const cards = world.get(CardsService);
  await cards.reportLost(tx, cardId);
  const cardNo = `88${membershipId.replaceAll(/\D/g, '').slice(-8)}`;
  const fresh = await cards.issue(tx, { cardNo, raw: cardNo, kindCode: 'MEMBER', membershipId, validUntil: null });
  await cards.activate(tx, fresh);
  await cards.replace(tx, cardId, fresh);
}
