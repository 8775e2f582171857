import { uuidv7 } from 'uuidv7';
import { booksHeldBy } from '../invoices/books/book-rows.js';
import { HandBook } from '../invoices/books/hand-book.js';
import { ReceiveBook } from '../invoices/books/receive-book.js';
import { type DeskMode, DeskModes } from '../invoices/desk-modes.js';
import { IssueInvoice } from '../invoices/issue-invoice.js';
import { PlatformLists } from '../invoices/platform/platform-lists.js';
import { TakeBack } from '../invoices/take-back.js';
import { SYSTEM_ACTOR } from '../platform/database/command.js';
import type { DeskContext } from '../staff/desk-context.js';
import { StoresService } from '../venue/stores.service.js';
import { TerminalsService } from '../venue/terminals.service.js';
import { demoDesk } from './demo-desk.js';
import { askRefund, loseSheet, paperSources } from './demo-invoice-cases.js';
import type { DemoStory } from './demo-story.js';
import { DEMO_PIN } from './demo-venue.js';

const FINANCE = '8012';
const COMPANY = { titleKind: 'UNIT', title: '广州星光文化传播有限公司', taxNo: '91350100M000100Y43' };
const PERSON = { titleKind: 'PERSON', title: '', taxNo: '' };
const TORN_YUAN = [100, 100, 50, 50, 10, 5] as const;
const RED_EVERY = 6;

interface OpenSlip {
  readonly id: string;
  readonly visitNo: string | null;
}

/** Invoices of a month: the counter tears paper sheets until the platform's 数电票 take their place; a second counter keeps its books. */
export class DemoInvoices {
  private platformNo = 0;
  private issued = 0;
  private lost = false;

  constructor(
    private readonly story: DemoStory,
    /** Last night of paper at the first counter. */
    private readonly paperUntil: string,
  ) {}

  /** The second counter, which issues paper, and the books that lie with Finance. */
  async begin(): Promise<void> {
    const { story } = this;
    const name = 'VIP 2';
    const deskId = await story.tell('secondCounter', async (tx) => {
      const added = await story.get(StoresService).addDesk(tx, { storeId: story.storeId, name });
      const terminals = story.get(TerminalsService);
      await terminals.enrol(tx, { deskId: added, name: 'VIP 2 一号机', token: terminals.tokenFor(SYSTEM_ACTOR, name) });
      return added;
    });
    // before the first day is opened
    const finance = { ...(await demoDesk(story, FINANCE)), businessDate: null };
    await story.get(DeskModes).set(finance, uuidv7(), deskId, 'PAPER');
    await this.receive(finance, 'HAND', '144002600101', '00123401', 100);
    for (const [index, yuan] of TORN_YUAN.entries()) {
      const code = `144002600${String(yuan).padStart(3, '0')}`;
      await this.receive(finance, 'FIXED', code, `00${345_001 + index * 1000}`, 100, yuan);
    }
    await this.receive(finance, 'HAND', '144002600102', '00200001', 50);
  }

  /** A few guests ask for their invoice; 数电票 are compared with the platform's list before anybody hands over. */
  async night(date: string, staffNo: string): Promise<void> {
    const { story } = this;
    const desk = await demoDesk(story, staffNo);
    if (desk.shift === null) return;
    const mode: DeskMode = date <= this.paperUntil ? 'PAPER' : 'DIGITAL';
    await this.prepare(desk, mode);
    if (mode === 'PAPER' && !this.lost) this.lost = await loseSheet(story, desk);
    for (const [index, slip] of (await this.slipsOf(date)).entries()) {
      const kind = mode === 'DIGITAL' ? 'DIGITAL' : index % 2 === 0 ? 'HAND' : 'FIXED';
      await this.issue(desk, slip, kind);
    }
    if (mode === 'DIGITAL') await this.compare(desk, date);
  }

  /** What waits tonight: a top-up as 601 and a card fee are invoiced, and a guest asks money back for what is invoiced. */
  async tonight(date: string, staffNo: string): Promise<void> {
    const { story } = this;
    const desk = await demoDesk(story, staffNo);
    if (desk.shift === null) return;
    for (const sources of await paperSources(story)) await this.issue(desk, { id: sources, visitNo: '' }, 'DIGITAL');
    await askRefund(story, desk);
    await this.compare(desk, date);
  }

  /** Books are drawn for nights on paper, and given back once the platform issues. */
  private async prepare(desk: DeskContext, mode: DeskMode): Promise<void> {
    const { story } = this;
    const deskId = desk.terminal?.deskId ?? '';
    const finance = await demoDesk(story, FINANCE);
    if ((await story.get(DeskModes).of(story.reader, deskId)) !== mode)
      await story.get(DeskModes).set(finance, uuidv7(), deskId, mode);
    const held = await booksHeldBy(story.reader, desk.person.id);
    const atFinance = await booksHeldBy(story.reader, finance.person.id);
    if (mode === 'PAPER' && held.length === 0)
      await this.hand(
        finance,
        desk,
        atFinance.filter(({ firstNo }) => firstNo !== '00200001'),
      );
    if (mode === 'DIGITAL' && held.length > 0) await this.hand(desk, finance, held);
  }

  private async hand(from: DeskContext, to: DeskContext, books: readonly { readonly id: string }[]): Promise<void> {
    const input = { bookIds: books.map(({ id }) => id), absentReason: '' };
    await this.story.get(HandBook).hand(from, uuidv7(), input, { staffNo: to.person.staffNo, pin: DEMO_PIN });
  }

  private async receive(
    finance: DeskContext,
    kind: string,
    code: string,
    firstNo: string,
    sheets: number,
    yuan = 0,
  ): Promise<void> {
    const denomination = yuan === 0 ? '' : String(yuan * 100);
    const input = { kind, code, firstNo, sheets: String(sheets), denomination };
    await this.story.get(ReceiveBook).receive(finance, uuidv7(), input);
  }

  /** Three slips of the night that were paid in money and not asked for yet. */
  private slipsOf(date: string): Promise<OpenSlip[]> {
    const { reader, storeId } = this.story;
    return reader.rows<OpenSlip>(
      `SELECT s.id, s.visit_no FROM slip s WHERE s.store_id = ? AND s.business_date = ? AND s.replaced_by_id IS NULL AND s.slip_no NOT LIKE 'DEMO-%'
         AND s.settled_at <= ? AND EXISTS (SELECT 1 FROM slip_tender t WHERE t.slip_id = s.id AND t.version = s.version AND t.kind IN ('CASH', 'WECHAT_PAY', 'ALIPAY')
           AND t.amount_fen >= 10000)
         AND NOT EXISTS (SELECT 1 FROM invoice_part p WHERE p.source_id = s.id) ORDER BY s.slip_no LIMIT 3`,
      [storeId, date, this.story.clock.now()],
    );
  }

  private async issue(desk: DeskContext, { id, visitNo }: OpenSlip, kind: string): Promise<void> {
    const { story } = this;
    this.issued += 1;
    const buyer = kind !== 'FIXED' && this.issued % 3 === 0 ? COMPANY : PERSON;
    const number = kind === 'DIGITAL' ? this.nextNo() : '';
    const input = {
      sources: id.includes(':') ? id : `SLIP:${id}`,
      amount: '',
      kind,
      number,
      visits: visitNo ?? 'KD',
      confirmed: '1',
      ...buyer,
    };
    const { result } = await story.get(IssueInvoice).atCounter(desk, uuidv7(), input);
    if (this.issued % RED_EVERY !== 0) return;
    const red = kind === 'DIGITAL';
    await story.get(TakeBack).run(desk, uuidv7(), result.invoiceId, {
      reason: red ? '01' : 'WRITTEN_WRONG',
      copiesBack: '1',
      amount: '',
      redNumber: red ? this.nextNo() : '',
      proof: buyer === COMPANY ? `HZ${String(this.issued).padStart(8, '0')}` : '',
      note: '',
      numbers: '',
    });
  }

  /** The platform's list of the day, as it would export it. */
  private async compare(desk: DeskContext, date: string): Promise<void> {
    const { story } = this;
    const rows = await story.reader.rows<{ number: string; amountFen: number }>(
      "SELECT number, amount_fen FROM invoice_number WHERE store_id = ? AND business_date = ? AND kind = 'DIGITAL' ORDER BY number",
      [story.storeId, date],
    );
    const lines = rows.map(({ number, amountFen }) => `${number},${(amountFen / 100).toFixed(2)}`);
    const bytes = Buffer.from(`数电票号码,价税合计\n${lines.join('\n')}\n`);
    if (rows.length > 0)
      await story.get(PlatformLists).import(desk, uuidv7(), date, { fileName: `${date}.csv`, bytes });
  }

  private nextNo(): string {
    this.platformNo += 1;
    return `2644200000${String(this.platformNo).padStart(10, '0')}`;
  }
}
