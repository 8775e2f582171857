import { uuidv7 } from 'uuidv7';
import { CardLookup, type CardHolder } from '../cards/card-lookup.js';
import { CardsService } from '../cards/cards.service.js';
import { CardPapers } from '../cards/life/card-papers.js';
import { CardSwap } from '../cards/life/card-swap.js';
import { StopCard } from '../cards/life/stop-card.js';
import { payFee } from '../cards/rules/card-fee.js';
import { UNNAMED_KIND } from '../cards/rules/card-validity.js';
import { readBlankNumbers } from '../cards/rules/blank-numbers.js';
import { BlankRows } from '../cards/stock/blank-rows.js';
import { ReceiveBlanks } from '../cards/stock/receive-blanks.js';
import { SpoilBlanks } from '../cards/stock/spoil-blanks.js';
import { CardHandovers } from '../cards/tier/card-handovers.js';
import { HandOverCard } from '../cards/tier/hand-over-card.js';
import { addDays } from '../kernel/business-day.js';
import { People } from '../members/people.js';
import { StaffQueries } from '../staff/staff.queries.js';
import { Slips } from '../slips/slips.js';
import { SpendValue } from '../stored-value/spend-value.js';
import { sellToCompany } from './demo-company.js';
import { demoDesk } from './demo-desk.js';
import type { DemoStory } from './demo-story.js';
import { keepValue } from './demo-value.js';

const CLERK = { name: '王丽 8005', printerId: null };
/** Blanks by kind: one golden card only, so that the next one is owed. */
const STOCK: readonly (readonly [kind: string, numbers: string])[] = [
  ['MEMBER', '8877000001-8877000900'],
  ['STUDENT', '8878000001-8878000040'],
  ['VIP', '8855000001-8855000060'],
  ['GOLD', '8856000001'],
];
/** Members of the story, by their place behind the cards of the README. */
const PLACES = { lost: 9, replaced: 10, frozen: 11, closed: 12, unnamed: 13, vip: 14, golden: 15, issued: 17 } as const;

/** Cards in every state of their life, blanks at the desk and in the supervisor's cupboard, and a golden card that is owed. */
export class DemoCardLives {
  constructor(
    private readonly story: DemoStory,
    private readonly members: readonly string[],
  ) {}

  /** What lies in the house when its ninety nights begin. */
  async stock(): Promise<void> {
    const { story } = this;
    const staff = story.get(StaffQueries);
    const keeper = await staff.byNumber(story.reader, '8002');
    const witness = await staff.byNumber(story.reader, '8012');
    await story.tell('blankCards', async (tx) => {
      const receive = (kindCode: string, numbers: string, holderId: string | null) =>
        story.get(ReceiveBlanks).store(tx, {
          kindCode,
          holderId,
          source: '制卡厂(演示)',
          blanks: readBlankNumbers(numbers),
          witnessId: witness?.id ?? '',
          clerk: CLERK,
        });
      for (const [kind, numbers] of STOCK) await receive(kind, numbers, null);
      await receive('MEMBER', '8879000001-8879000100', keeper?.id ?? null);
      const spoilt = await story.get(BlankRows).blanks(tx, readBlankNumbers('8878000040'));
      await story.get(SpoilBlanks).put(tx, spoilt, 'MISPRINTED', CLERK);
      return null;
    });
  }

  /** The cards that clerks and guests talk about tonight; the day is open. */
  async tonight(staffNo: string): Promise<void> {
    if (this.members.length <= PLACES.issued) return;
    await this.stopped(staffNo);
    await this.ended();
    await this.tiers(staffNo);
    await sellToCompany(this.story, staffNo);
  }

  private async stopped(staffNo: string): Promise<void> {
    const desk = await demoDesk(this.story, staffNo);
    const stop = this.story.get(StopCard);
    const said = { proof: 'NAME_SAID', phoneTail: '', note: '客人来电' };
    const lost = await this.holder(PLACES.lost);
    await stop.reportLost(desk, uuidv7(), lost.cardId, said);
    const frozen = await this.holder(PLACES.frozen);
    await stop.freeze(desk, uuidv7(), frozen.cardId, { ...said, reason: 'FRAUD', note: '持卡人说不出会员姓名' });
    const replaced = await this.holder(PLACES.replaced);
    await this.story.tell('replaceCard', async (tx) => {
      const [blank = { raw: '', cardNo: '' }] = readBlankNumbers('8877000890');
      const { membershipId } = await this.story.get(CardSwap).swap(tx, {
        kind: 'REPLACE',
        holder: replaced,
        blank,
        kindCode: 'MEMBER',
        proof: 'NAME_AND_PHONE',
        payment: payFee(0, '', null),
        till: null,
        clerk: CLERK,
      });
      return membershipId;
    });
  }

  private async ended(): Promise<void> {
    const [closed, unnamed, issued] = [
      await this.holder(PLACES.closed),
      await this.holder(PLACES.unnamed),
      await this.holder(PLACES.issued),
    ];
    const { story } = this;
    const cards = story.get(CardsService);
    await story.tell('endCards', async (tx) => {
      const paper = await story.get(CardPapers).write(tx, {
        kind: 'end',
        clerk: CLERK,
        personId: closed.personId,
        copies: 'GUEST',
        lines: [['card', `**** ${closed.cardNo.slice(-4)}`]],
      });
      await cards.end(tx, closed.cardId, 'CLOSED', paper.id);
      await story.get(People).write(tx, unnamed.personId, 'name', null);
      await cards.renew(tx, unnamed.cardId, addDays(story.businessDate ?? '', -1), UNNAMED_KIND);
      await cards.expire(tx, unnamed.cardId);
      const cardNo = '8877000891';
      const { membershipId } = issued;
      return cards.issue(tx, { cardNo, raw: cardNo, kindCode: 'MEMBER', membershipId, validUntil: null });
    });
  }

  /** A VIP card handed over, and a member who came to gold when none was left. */
  private async tiers(staffNo: string): Promise<void> {
    const [vip, golden] = [await this.holder(PLACES.vip), await this.holder(PLACES.golden)];
    await keepValue(this.story, vip.membershipId, 3000);
    await this.handOver(staffNo, vip.membershipId, '8855000001');
    await this.story.tell('lastGoldenCard', async (tx) => {
      const last = await this.story.get(BlankRows).blanks(tx, readBlankNumbers('8856000001'));
      await this.story.get(SpoilBlanks).put(tx, last, 'UNREADABLE', CLERK);
      return null;
    });
    for (let round = 1; round <= 4; round += 1) {
      await keepValue(this.story, golden.membershipId, 3000);
      if (round === 1) await this.handOver(staffNo, golden.membershipId, '8855000002');
      if (round < 4) await this.spendAll(golden.membershipId, round);
    }
  }

  private async spendAll(membershipId: string, round: number): Promise<void> {
    const { cardNo } = await this.holderOf(membershipId);
    const date = (this.story.businessDate ?? '').replaceAll('-', '');
    const wish = { slipNo: `G${date}-${round}`, listFen: 360_000, amountFen: 360_000, cardNo, roomNo: 'V1' } as const;
    await this.story.tell('storedValue', async (tx) => {
      const hand = { name: '收银机', printerId: null };
      const done = await this.story.get(SpendValue).within(tx, { ...wish, via: 'DEVICE', proof: 'TILL' }, hand);
      const { slipNo, roomNo, amountFen, listFen } = wish;
      const slip = {
        slipNo,
        roomNo,
        settledAt: tx.now,
        visitNo: null,
        keyedFen: null,
        lines: [{ kind: 'ROOM', listFen, chargedFen: amountFen }],
        tenders: [{ kind: 'STORED_VALUE', amountFen, bonusFen: done.bonusFen }],
      } as const;
      await this.story.get(Slips).receive(tx, slip, 'TILL');
      return done.spendId;
    });
  }

  private async handOver(staffNo: string, membershipId: string, cardNo: string): Promise<void> {
    const [due] = await this.story.get(CardHandovers).waitingFor(this.story.reader, membershipId);
    if (!due) return;
    const desk = await demoDesk(this.story, staffNo);
    const input = { cardNo, oldCard: 'TAKEN_BACK', explained: true };
    await this.story.get(HandOverCard).handOver(desk, uuidv7(), due.id, input);
  }

  private holder(place: number): Promise<CardHolder> {
    return this.holderOf(this.members[place] ?? '');
  }

  private async holderOf(membershipId: string): Promise<CardHolder> {
    const holder = await this.story.get(CardLookup).byMembership(this.story.reader, membershipId);
    if (!holder) throw new Error('a member of the demo has no card');
    return holder;
  }
}
