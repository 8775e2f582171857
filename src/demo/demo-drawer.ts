import { uuidv7 } from 'uuidv7';
import { Ledger } from '../ledger/ledger.js';
import { CashDrawer } from '../shifts/cash-drawer.service.js';
import { shiftOfClerk } from '../shifts/shift-rows.js';
import { demoDesk } from './demo-desk.js';
import type { DemoHitches } from './demo-hitches.js';
import type { DemoStory } from './demo-story.js';
import { DEMO_PIN } from './demo-venue.js';

export const FLOAT_FEN = 50_000;
const SHORT_FLOAT_FEN = 48_000;
const HUNDRED = 10_000;

const supervisor = { staffNo: '8004', pin: DEMO_PIN };
const finance = { staffNo: '8012', pin: DEMO_PIN };

/** What happens to a drawer of the demo besides sales. */
export class DemoDrawer {
  private bags = 0;

  constructor(
    private readonly story: DemoStory,
    private readonly hitches: DemoHitches,
  ) {}

  async drawFloat(staffNo: string): Promise<void> {
    const countedFen = this.hitches.takes('shortFloat') ? SHORT_FLOAT_FEN : FLOAT_FEN;
    const asked = { countedFen, askedFen: FLOAT_FEN };
    await this.cash.drawFloat(await demoDesk(this.story, staffNo), uuidv7(), asked, finance);
  }

  /** In the afternoon, while Finance is in the house. */
  async afternoon(staffNo: string): Promise<void> {
    if (!this.hitches.takes('floatReturned')) return;
    await this.cash.returnFloat(await demoDesk(this.story, staffNo), uuidv7(), HUNDRED, finance);
  }

  /** Late in the evening: too much cash goes into the safe, a few 角 are waived, a note is false. */
  async evening(staffNo: string): Promise<void> {
    const { story, hitches, cash } = this;
    const desk = await demoDesk(story, staffNo);
    const taken = (await this.balance(desk.person.id)) - FLOAT_FEN;
    if (taken < HUNDRED) return;
    if (hitches.takes('roundDown'))
      await cash.roundDown(desk, uuidv7(), { amountFen: 50, reference: await this.lastCashSale(desk.person.id) });
    else if (hitches.takes('counterfeit')) {
      const note = { amountFen: HUNDRED, reason: '百元一张,验钞机第二遍才报警,已交银行', reference: 'GH-JB-0311' };
      await cash.counterfeit(desk, uuidv7(), note, supervisor);
    } else if (hitches.takes('drop') || hitches.takes('secondDrop')) {
      this.bags += 1;
      const bag = { amountFen: taken - (taken % HUNDRED), number: `TK${String(this.bags).padStart(5, '0')}` };
      await cash.dropCash(desk, uuidv7(), bag, supervisor);
    }
  }

  private get cash(): CashDrawer {
    return this.story.get(CashDrawer);
  }

  private async balance(clerkId: string): Promise<number> {
    const { story } = this;
    const owner = (await shiftOfClerk(story.reader, clerkId))?.id ?? '';
    return story.get(Ledger).balance(story.reader, 'FEN', { kind: 'cash.drawer', owner });
  }

  private async lastCashSale(clerkId: string): Promise<string> {
    const sale = await this.story.reader.one<{ number: string }>(
      'SELECT d.number FROM ledger_transfer t JOIN document d ON d.id = t.document_id ' +
        'JOIN ledger_account a ON a.id = t.to_account_id JOIN shift s ON s.id = a.owner ' +
        "WHERE a.kind = 'cash.drawer' AND s.open_clerk_id = ? AND t.kind NOT LIKE 'shifts.%' ORDER BY t.id DESC LIMIT 1",
      [clerkId],
    );
    return sale?.number ?? '';
  }
}
