import { uuidv7 } from 'uuidv7';
import { weekday } from '../kernel/business-day.js';
import { Ledger } from '../ledger/ledger.js';
import { bagsInState } from '../shifts/bag-rows.js';
import { BagsService } from '../shifts/bags.service.js';
import { CashDrawer } from '../shifts/cash-drawer.service.js';
import { DrawerCounts } from '../shifts/drawer-counts.js';
import { DutyLog, type WRITTEN_KINDS } from '../shifts/duty-log.js';
import { FinanceService } from '../shifts/finance/finance.service.js';
import { type CashCounts, DENOMINATIONS } from '../shifts/rules/denominations.js';
import { shiftOfClerk, tendersOf } from '../shifts/shift-rows.js';
import { OPENING_CHECKS, ShiftsService } from '../shifts/shifts.service.js';
import { SignHandover } from '../shifts/sign-handover.service.js';
import { TakeOver } from '../shifts/take-over.service.js';
import { PendingSignatures } from '../staff/approvals/pending-signatures.js';
import { SignaturesQueries } from '../staff/approvals/signatures.queries.js';
import { HandoverParts } from '../venue/handover-parts.js';
import { demoDesk } from './demo-desk.js';
import { countedAsKnown } from './demo-seal.js';
import type { DemoStory } from './demo-story.js';
import { DEMO_PIN } from './demo-venue.js';

type Told = readonly [kind: (typeof WRITTEN_KINDS)[number], text: string];

const FLOAT_FEN = 50_000;
const supervisor = { staffNo: '8004', pin: DEMO_PIN };
const financeNo = '8012';
const toldLines: readonly [Told, ...Told[]] = [
  ['EQUIPMENT', '2 号读卡器时好时坏,已报总务'],
  ['NOTE', 'K12 客人寄存的蛋糕在前台冰箱,22:30 来取'],
  ['INSTRUCTION', '周末生日客人多,先核对预约再兑换礼品'],
  ['UNFINISHED', '林小姐的积分异议还在等经理审批'],
  ['SWAP', '下周三与孙悦换班,主管已同意'],
];

/** Shifts of the demo: opened, floated, counted, handed over and brought to the bank by the people who would. */
export class DemoShifts {
  private bags = 0;

  constructor(private readonly story: DemoStory) {}

  /** Opens a shift; the first of an evening draws its float from Finance. */
  async open(staffNo: string, template: string, float: boolean): Promise<void> {
    const { story } = this;
    const checks = [...OPENING_CHECKS];
    await story.get(ShiftsService).open(await demoDesk(story, staffNo), uuidv7(), { template, checks });
    if (!float) return;
    const asked = { askedFen: FLOAT_FEN, countedFen: FLOAT_FEN };
    const finance = { staffNo: financeNo, pin: DEMO_PIN };
    await story.get(CashDrawer).drawFloat(await demoDesk(story, staffNo), uuidv7(), asked, finance);
  }

  /** F9 and everything after it. `nextNo` accepts; the float stays when `next` has a shift, else it goes into the bag. */
  async handOver(staffNo: string, nextNo: string, next?: { readonly template: string }): Promise<void> {
    const { story } = this;
    const { reader } = story;
    const shiftId = await story.get(ShiftsService).cut(await demoDesk(story, staffNo), uuidv7());
    if (next) await this.open(nextNo, next.template, false);
    const desk = await demoDesk(story, staffNo);
    const counted = await this.count(staffNo, shiftId);
    await this.signOpenLines(staffNo);
    const shift = await shiftOfClerk(reader, desk.person.id);
    if (!shift) throw new Error('a cut shift is still the clerk’s');
    const tenders = await tendersOf(reader, shiftId);
    const totals = tenders.map(({ kind, fen }) => [`total-${kind.replace('tender.', '')}`, (fen / 100).toFixed(2)]);
    await story.get(SignHandover).sign(desk, uuidv7(), shiftId, {
      typed: { ...countedAsKnown(await story.get(HandoverParts).lines(reader, shift)), ...Object.fromEntries(totals) },
      reason: counted.differs ? '找零时多给或少收,已复点' : '',
      note: '',
      floatTo: next ? 'NEXT' : 'BAG',
      floatFen: Math.min(FLOAT_FEN, counted.fen),
      pin: DEMO_PIN,
      cosign: supervisor,
    });
    const bagId = await story.get(TakeOver).accept(desk, uuidv7(), shiftId, { staffNo: nextNo, pin: DEMO_PIN });
    if (bagId === null) return;
    this.bags += 1;
    const number = `FD${String(this.bags).padStart(5, '0')}`;
    await story.get(BagsService).seal(desk, uuidv7(), bagId, { ...supervisor, number });
  }

  /** In the morning Finance counts what lies in the safe, and on Mondays and Thursdays brings it to the bank. */
  async finance(date: string): Promise<void> {
    const { story } = this;
    if (weekday(date) === 7) return;
    const desk = await demoDesk(story, financeNo);
    const service = story.get(FinanceService);
    for (const bag of await bagsInState(story.reader, story.storeId, ['SEALED'])) {
      await service.receive(desk, uuidv7(), bag.id, { counts: inNotes(bag.takingsFen + bag.floatFen), reason: '' });
    }
    const counted = await bagsInState(story.reader, story.storeId, ['RECEIVED']);
    if (counted.length === 0 || ![1, 4].includes(weekday(date))) return;
    const bagIds = counted.map(({ id }) => id);
    await service.deposit(desk, uuidv7(), { bagIds, number: `GH${date.replaceAll('-', '')}` });
  }

  /** A line in the log of the service centre on some nights. */
  async tellNext(staffNo: string): Promise<void> {
    const { story } = this;
    if (!story.chance.often(0.4)) return;
    const [kind, text] = story.chance.pick(toldLines);
    await story.get(DutyLog).add(await demoDesk(story, staffNo), uuidv7(), { kind, text, place: '' });
  }

  /** Most counts agree; now and then a note is too many or too few, found again at the recount. */
  private async count(staffNo: string, shiftId: string): Promise<{ fen: number; differs: boolean }> {
    const { story } = this;
    const cash = { kind: 'cash.drawer', owner: shiftId } as const;
    const expected = await story.get(Ledger).balance(story.reader, 'FEN', cash);
    const off = story.chance.often(0.12) ? story.chance.pick([-1000, -500, 500, 1000]) : 0;
    const fen = Math.max(0, expected + off);
    const count = async () =>
      story.get(DrawerCounts).count(await demoDesk(story, staffNo), uuidv7(), shiftId, inNotes(fen));
    if ((await count()) === 'RECOUNT') await count();
    return { fen, differs: fen !== expected };
  }

  private async signOpenLines(staffNo: string): Promise<void> {
    const { story } = this;
    const desk = await demoDesk(story, staffNo);
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
