import { uuidv7 } from 'uuidv7';
import { weekday } from '../kernel/business-day.js';
import { Ledger } from '../ledger/ledger.js';
import { bagOf, type BagRow, bagsInState } from '../shifts/bag-rows.js';
import { BagsService } from '../shifts/bags.service.js';
import { DrawerCounts } from '../shifts/drawer-counts.js';
import { DutyLog, type WRITTEN_KINDS } from '../shifts/duty-log.js';
import { FinanceService } from '../shifts/finance/finance.service.js';
import { financeOnDuty } from '../shifts/rules/bag-life.js';
import { type CashCounts, DENOMINATIONS } from '../shifts/rules/denominations.js';
import { drawerEquation } from '../shifts/rules/drawer-equation.js';
import { momentOf } from '../shifts/rules/shift-times.js';
import { movesOf, shiftOf, shiftOfClerk, tendersOf } from '../shifts/shift-rows.js';
import { OPENING_CHECKS, ShiftsService } from '../shifts/shifts.service.js';
import { SignHandover } from '../shifts/sign-handover.service.js';
import { TakeOver } from '../shifts/take-over.service.js';
import { PendingSignatures } from '../staff/approvals/pending-signatures.js';
import { SignaturesQueries } from '../staff/approvals/signatures.queries.js';
import type { DeskContext } from '../staff/desk-context.js';
import { HandoverParts } from '../venue/handover-parts.js';
import { DEFAULT_SHIFT_POLICY } from '../venue/rules/shift-policy.js';
import { demoDesk } from './demo-desk.js';
import type { DemoHitches } from './demo-hitches.js';
import { countedAsKnown } from './demo-seal.js';
import type { DemoStory } from './demo-story.js';
import { DEMO_PIN } from './demo-venue.js';

type Told = readonly [kind: (typeof WRITTEN_KINDS)[number], text: string];

const supervisor = { staffNo: '8004', pin: DEMO_PIN };
const [managerNo, financeNo] = ['8003', '8012'];
/** 5 yuan missing in a bag; 20 in a drawer, which is over the tolerance. */
const SMALL = 500;
const LARGE = 2000;
const toldLines: readonly [Told, ...Told[]] = [
  ['EQUIPMENT', '2 号读卡器时好时坏,已报总务'],
  ['NOTE', 'K12 客人寄存的蛋糕在前台冰箱,22:30 来取'],
  ['INSTRUCTION', '周末生日客人多,先核对预约再兑换礼品'],
  ['UNFINISHED', '林小姐的积分异议还在等经理审批'],
  ['SWAP', '下周三与孙悦换班,主管已同意'],
];

/** Shifts of the demo: opened, counted, handed over and brought to the bank by the people who would. */
export class DemoShifts {
  private bags = 0;

  constructor(
    private readonly story: DemoStory,
    private readonly hitches: DemoHitches,
  ) {}

  async open(staffNo: string, template: string): Promise<void> {
    const { story } = this;
    const checks = [...OPENING_CHECKS];
    await story.get(ShiftsService).open(await demoDesk(story, staffNo), uuidv7(), { template, checks });
  }

  /** F9 and everything after it. `nextNo` accepts; the float stays when `next` has a shift, else it goes into the bag. */
  async handOver(staffNo: string, nextNo: string, next?: { readonly template: string }): Promise<void> {
    const { story } = this;
    const shiftId = await story.get(ShiftsService).cut(await demoDesk(story, staffNo), uuidv7());
    if (next) await this.open(nextNo, next.template);
    await this.settle(shiftId, staffNo, nextNo, next ? 'NEXT' : 'BAG');
  }

  /** 代交班: `staffNo` is gone; the manager counts and signs instead, and `nextNo` serves already. */
  async handOverFor(staffNo: string, nextNo: string, next: { readonly template: string }): Promise<void> {
    const { story } = this;
    const shift = await shiftOfClerk(story.reader, (await demoDesk(story, staffNo)).person.id);
    if (!shift) throw new Error(`${staffNo} has no shift`);
    const reason = '孩子发烧先走,电话里同意代交班';
    const desk = await demoDesk(story, managerNo);
    await story.get(ShiftsService).takeOver(desk, uuidv7(), shift.id, { ...supervisor, reason });
    await this.open(nextNo, next.template);
    await this.settle(shift.id, managerNo, nextNo, 'NEXT');
  }

  /** In the morning Finance counts what lies in the safe, and on Mondays and Thursdays brings it to the bank. */
  async finance(date: string): Promise<void> {
    const { story } = this;
    if (weekday(date) === 7) return;
    for (const bag of await bagsInState(story.reader, story.storeId, ['SEALED'])) await this.receive(bag);
    const counted = await bagsInState(story.reader, story.storeId, ['RECEIVED']);
    if (counted.length === 0 || ![1, 4].includes(weekday(date))) return;
    const bagIds = counted.map(({ id }) => id);
    const slip = { bagIds, number: `GH${date.replaceAll('-', '')}` };
    await story.get(FinanceService).deposit(await demoDesk(story, financeNo), uuidv7(), slip);
  }

  /** A line in the log of the service centre on some nights. */
  async tellNext(staffNo: string): Promise<void> {
    const { story } = this;
    if (!story.chance.often(0.4)) return;
    const [kind, text] = story.chance.pick(toldLines);
    await story.get(DutyLog).add(await demoDesk(story, staffNo), uuidv7(), { kind, text, place: '' });
  }

  private async settle(shiftId: string, handlerNo: string, nextNo: string, floatTo: 'NEXT' | 'BAG'): Promise<void> {
    const { story } = this;
    const desk = await demoDesk(story, handlerNo);
    await this.sign(desk, shiftId, floatTo);
    const next = { staffNo: nextNo, pin: DEMO_PIN };
    if (this.hitches.takes('refused')) {
      const refusal = { ...next, reason: '商户联比账面少一张,请再找' };
      await story.get(TakeOver).refuse(desk, uuidv7(), shiftId, refusal);
      await this.sign(desk, shiftId, floatTo);
    }
    const bagId = await story.get(TakeOver).accept(desk, uuidv7(), shiftId, next);
    if (bagId !== null) await this.putAway(desk, bagId);
  }

  /** Counted blind, again when it does not agree, and signed. */
  private async sign(desk: DeskContext, shiftId: string, floatTo: 'NEXT' | 'BAG'): Promise<void> {
    const { story } = this;
    const { reader } = story;
    const counted = await this.count(desk, shiftId);
    await this.signOpenLines(desk);
    const shift = await shiftOf(reader, story.storeId, shiftId);
    const totals = this.totals(await tendersOf(reader, shiftId));
    const { lines } = drawerEquation(await movesOf(reader, shiftId));
    await story.get(SignHandover).sign(desk, uuidv7(), shiftId, {
      typed: { ...countedAsKnown(await story.get(HandoverParts).lines(reader, shift)), ...totals.typed },
      reason: totals.reason || (counted.differs ? '找零时多给或少收,已复点' : ''),
      note: '',
      floatTo,
      floatFen: Math.min(lines.float, counted.fen),
      pin: DEMO_PIN,
      cosign: supervisor,
    });
  }

  /** What the acquirers show: once a payment that was only a picture of one. */
  private totals(tenders: Awaited<ReturnType<typeof tendersOf>>) {
    const wechat = tenders.find(({ kind, fen }) => kind === 'tender.wechatPay' && fen > 0);
    const fake = wechat !== undefined && this.hitches.takes('fakePayment');
    const typed = tenders.map(({ kind, fen }): [string, string] => [
      `total-${kind.replace('tender.', '')}`,
      ((kind === wechat?.kind && fake ? 0 : fen) / 100).toFixed(2),
    ]);
    return { typed: Object.fromEntries(typed), reason: fake ? '客人出示的付款截图没有到账,主管已知' : '' };
  }

  /** By day the bag goes to Finance, at night into the safe. */
  private async putAway(desk: DeskContext, bagId: string): Promise<void> {
    const { story } = this;
    const { date, time } = momentOf(story.clock.now());
    if (financeOnDuty(DEFAULT_SHIFT_POLICY.finance, date, time)) {
      await this.receive(await bagOf(story.reader, story.storeId, bagId));
      return;
    }
    this.bags += 1;
    const number = `FD${String(this.bags).padStart(5, '0')}`;
    await story.get(BagsService).seal(desk, uuidv7(), bagId, { ...supervisor, number });
  }

  private async receive({ id, takingsFen, floatFen }: BagRow): Promise<void> {
    const { story } = this;
    const short = takingsFen > SMALL && this.hitches.takes('shortBag');
    const form = {
      counts: inNotes(takingsFen + floatFen - (short ? SMALL : 0)),
      reason: short ? '袋内少 5 元,已请客服到场复点' : '',
    };
    await story.get(FinanceService).receive(await demoDesk(story, financeNo), uuidv7(), id, form);
  }

  /** Most counts agree; now and then a note is too many or too few, found again at the recount. */
  private async count(desk: DeskContext, shiftId: string): Promise<{ fen: number; differs: boolean }> {
    const { story } = this;
    const expected = await story.get(Ledger).balance(story.reader, 'FEN', { kind: 'cash.drawer', owner: shiftId });
    const fen = expected + this.off(expected);
    const count = () => story.get(DrawerCounts).count(desk, uuidv7(), shiftId, inNotes(fen));
    if ((await count()) === 'RECOUNT') await count();
    return { fen, differs: fen !== expected };
  }

  private off(expected: number): number {
    if (expected < LARGE) return 0;
    if (this.hitches.takes('countedShort')) return -SMALL;
    if (this.hitches.takes('countedOver')) return 2 * SMALL;
    if (this.hitches.takes('overTolerance')) return -LARGE;
    return this.story.chance.often(0.08) ? this.story.chance.pick([-SMALL, SMALL]) : 0;
  }

  private async signOpenLines(desk: DeskContext): Promise<void> {
    const { story } = this;
    const ids = (await story.get(SignaturesQueries).unsigned(desk)).map(({ id }) => id);
    if (ids.length > 0) await story.get(PendingSignatures).sign(desk, uuidv7(), ids, supervisor);
  }
}

/** An amount in as few notes as possible; every denomination counted, most of them nought. */
function inNotes(fen: number): CashCounts {
  let left = fen;
  const counts: Record<number, number> = {};
  for (const value of DENOMINATIONS) {
    counts[value] = Math.floor(left / value);
    left %= value;
  }
  return counts;
}
