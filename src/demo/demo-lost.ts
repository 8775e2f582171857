import { uuidv7 } from 'uuidv7';
import { daysBetween } from '../kernel/business-day.js';
import { ChangeCustody } from '../lost-property/change-custody.js';
import type { ReleaseInput } from '../lost-property/claim-form.js';
import { Claims } from '../lost-property/claims.js';
import { Contacts } from '../lost-property/contacts.js';
import { Enquiries } from '../lost-property/enquiries.js';
import { LeaveHouse, type LeaveWay } from '../lost-property/leave-house.js';
import { LostQueries } from '../lost-property/lost.queries.js';
import { MissingItems } from '../lost-property/missing-items.js';
import { PutIntoSafe } from '../lost-property/put-into-safe.js';
import type { RegisterInput } from '../lost-property/register-form.js';
import { type Registered, RegisterItem } from '../lost-property/register-item.js';
import { ReleaseItem } from '../lost-property/release-item.js';
import { mayHandOver } from '../lost-property/rules/custody-term.js';
import { PendingSignatures } from '../staff/approvals/pending-signatures.js';
import { SignaturesQueries } from '../staff/approvals/signatures.queries.js';
import type { DeskContext } from '../staff/desk-context.js';
import { StaffQueries } from '../staff/staff.queries.js';
import { PolicyService } from '../venue/policy.service.js';
import { DEMO_PIN } from './demo-venue.js';
import type { DemoStory } from './demo-story.js';
import { byPost, inventedOwner } from './invented-owner.js';
import { PLAIN_ROOM } from './invented-slips.js';

const CLERK = '8005';
const supervisor = { staffNo: '8004', pin: DEMO_PIN };
const guard = { staffNo: '8014', pin: DEMO_PIN };
const generalAffairs = { staffNo: '8013', pin: DEMO_PIN };

/** Things left behind in every state that a thing can be in, told night by night like everything else of the demo. */
export class DemoLost {
  private slot = 0;
  private scarf: Registered | undefined;
  private cake: Registered | undefined;

  constructor(private readonly story: DemoStory) {}

  /** What was found on a night that is over. Everything is signed and with the VIP centre before the day ends. */
  async past(date: string, today: string): Promise<void> {
    const desk = await this.desk(date);
    const night = this.nights[daysBetween(date, today)];
    if (night) await night(desk);
  }

  /** Tonight: an umbrella at the desk, a necklace in the safe, a phone whose ten minutes run, and somebody who asks. */
  async tonight(date: string): Promise<void> {
    const desk = await this.desk(date);
    await this.story
      .get(Enquiries)
      .ask(desk, uuidv7(), { wanted: '昨晚 K12 粉色围巾', name: '周晴', phone: '13800001111' });
    await this.story.get(Enquiries).ask(desk, uuidv7(), { wanted: '银色项链 K06', name: '陈可', phone: '13800002222' });
    const jewel = { name: '项链', colour: '银色', place: 'K06', features: '吊坠刻有 L&Y' };
    await this.intoSafe(desk, await this.register(desk, jewel));
    await this.signed(desk);
    const umbrella = await this.register(desk, { name: '雨伞', colour: '蓝色', place: '大厅', finderStaffNo: '8009' });
    await this.story
      .get(Contacts)
      .log(desk, uuidv7(), umbrella.itemId, { channel: 'CALL', outcome: 'NO_ANSWER', membershipId: '', note: '' });
    // whose owner had points for that room's bill tonight: the house calls first
    await this.register(desk, { name: '车钥匙', colour: '黑色', place: PLAIN_ROOM, finderStaffNo: '8009' });
    await this.register(desk, {
      name: '苹果手机',
      colour: '黑色',
      place: 'K08',
      finderName: '王先生',
      finderPhone: '13800003333',
      features: '透明壳,背面小熊贴纸',
      question: '锁屏是什么照片',
      answer: '一只橘猫',
    });
  }

  /** By nights before tonight. */
  private readonly nights: Readonly<Record<number, (desk: DeskContext) => Promise<void>>> = {
    12: async (desk) => {
      const evidence = await this.kept(desk, { name: '华为手机', colour: '白色', place: 'K15' });
      const passport = await this.kept(desk, { name: '护照', colour: '红色', place: 'K03' });
      this.cake = await this.kept(desk, { name: '蛋糕', colour: '白色', place: 'K01' });
      await this.kept(desk, { name: '外套', colour: '灰色', place: 'K11' });
      await this.leave(desk, evidence, 'giveAsEvidence', '派出所办案调取');
      await this.leave(desk, passport, 'handToPolice', '失主未联系上');
    },
    10: async (desk) => {
      if (this.cake) await this.leave(desk, this.cake, 'dispose', '食品过期,两人在场');
    },
    7: (desk) => this.handOver(desk),
    6: async (desk) => {
      this.scarf = await this.kept(desk, { name: '围巾', colour: '红色', place: 'K05' });
    },
    5: async (desk) => void (await this.kept(desk, { name: '帽子', colour: '黑色', place: 'K20' })),
    4: async (desk) => {
      if (this.scarf) await this.release(desk, this.scarf, '红色的羊毛围巾', {});
      await this.kept(desk, { name: '背包', colour: '棕色', place: 'K02' });
    },
    3: async (desk) => {
      await this.kept(desk, { name: '耳机', colour: '白色', place: 'K09' });
      const gloves = await this.kept(desk, { name: '手套', colour: '灰色', place: 'K18' });
      await this.story.get(MissingItems).miss(desk, uuidv7(), gloves.itemId, '交接时清点,柜里没有');
      await this.leave(desk, gloves, 'closeMissing', '全店查找,没有找到');
    },
    2: async (desk) => {
      const watch = await this.kept(desk, {
        name: '手表',
        colour: '银色',
        place: 'K05',
        features: '表带有刻字',
        question: '表带刻的什么',
        answer: '0314',
      });
      await this.release(desk, watch, '银色手表,表带上刻了字', { answer: '0314' });
      const keys = await this.kept(desk, { name: '钥匙', colour: '银色', place: 'K07' });
      await this.release(desk, keys, '一串银色钥匙,有小熊挂件', byPost);
    },
    1: async (desk) => {
      const mistaken = await this.register(desk, { name: '雨伞', colour: '黑色', place: '大厅' });
      await this.leave(desk, mistaken, 'withdraw', '是前台自己的伞');
      await this.signed(desk);
      await this.kept(desk, { name: '眼镜', colour: '黑色', place: 'K16' });
    },
  };

  private async desk(businessDate: string): Promise<DeskContext> {
    const person = await this.story.get(StaffQueries).byNumber(this.story.reader, CLERK);
    if (!person) throw new Error(`the demo has no ${CLERK}`);
    return {
      person,
      businessDate,
      terminal: null,
      shift: null,
      locale: 'zh-CN',
      store: { id: this.story.storeId, name: '人民路店' },
    };
  }

  private async register(desk: DeskContext, input: RegisterInput): Promise<Registered> {
    return (await this.story.get(RegisterItem).register(desk, uuidv7(), input)).result;
  }

  /** Registered, in the safe if it must, signed, and with the VIP centre. */
  private async kept(desk: DeskContext, input: RegisterInput): Promise<Registered> {
    const made = await this.register(desk, { foundTime: '01:20', ...input });
    if (made.valuable) await this.intoSafe(desk, made);
    await this.signed(desk);
    await this.story.get(ChangeCustody).takeIntoCustody(desk, uuidv7(), [made.itemId]);
    return made;
  }

  private async intoSafe(desk: DeskContext, { itemId }: Registered): Promise<void> {
    this.slot += 1;
    const input = { slot: `A-${String(this.slot).padStart(2, '0')}`, bagNo: `TB${1000 + this.slot}`, cash: '' };
    await this.story.get(PutIntoSafe).put(desk, uuidv7(), itemId, input, supervisor);
  }

  private async signed(desk: DeskContext): Promise<void> {
    const lines = (await this.story.get(SignaturesQueries).unsigned(desk)).filter(
      ({ kind }) => kind === 'lost.register',
    );
    await this.story.get(PendingSignatures).sign(
      desk,
      uuidv7(),
      lines.map(({ id }) => id),
      supervisor,
    );
  }

  private async leave(desk: DeskContext, { itemId }: Registered, way: LeaveWay, reason: string): Promise<void> {
    const input = { way, reason, witness: '城东派出所 张警官 012345' };
    await this.story.get(LeaveHouse).leave(desk, uuidv7(), itemId, input, supervisor, guard);
  }

  private async release(
    desk: DeskContext,
    { itemId }: Registered,
    description: string,
    typed: Partial<ReleaseInput>,
  ): Promise<void> {
    const { result } = await this.story.get(Claims).describe(desk, uuidv7(), itemId, description);
    await this.story
      .get(ReleaseItem)
      .release(desk, uuidv7(), result.claimId, { ...inventedOwner, ...typed }, supervisor);
  }

  private async handOver(desk: DeskContext): Promise<void> {
    const { venue } = await this.story
      .get(PolicyService)
      .current(this.story.reader, desk.store.id, desk.businessDate ?? '');
    const kept = await this.story.get(LostQueries).inStates(desk.store.id, ['VIP_CUSTODY']);
    const ready = kept.filter(
      ({ lastDay }) => lastDay !== null && mayHandOver({ lastDay }, this.story.clock.now(), venue.dayCutoff),
    );
    if (ready.length === 0) return;
    await this.story.get(ChangeCustody).transfer(
      desk,
      uuidv7(),
      ready.map(({ id }) => id),
      generalAffairs,
    );
  }
}
