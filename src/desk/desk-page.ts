import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock/clock.js';
import { Reader } from '../platform/database/reader.js';
import type { HealthSign } from '../platform/http/health-signs.js';
import type { ApprovalRow } from '../staff/approvals/approval-rows.js';
import { ApprovalsQueries } from '../staff/approvals/approvals.queries.js';
import { SignaturesQueries } from '../staff/approvals/signatures.queries.js';
import type { DeskContext } from '../staff/desk-context.js';
import { mayDo } from '../staff/permissions.js';
import { BusinessDaysService } from '../venue/business-days.service.js';
import { type ActDescription, type ActEntry, ActRegistry } from './act-registry.js';
import { DeskContributions, type DeskSection } from './desk-contributions.js';
import { DeskState } from './desk-state.js';
import { JournalQueries } from './journal.queries.js';

export interface MyAct extends ActDescription {
  readonly at: number;
}

/** Everything the desk page shows, before it is put into words. */
export interface DeskPage {
  /** Proposed date and whether this person may open it; null while a day is open. */
  readonly dayToOpen: { readonly date: string; readonly allowed: boolean } | null;
  readonly warnings: readonly HealthSign[];
  readonly waiting: readonly ApprovalRow[];
  readonly sent: readonly ApprovalRow[];
  readonly unsigned: number;
  readonly sections: readonly DeskSection[];
  readonly acts: readonly MyAct[];
}

/** Collects the desk page from the rooms; it knows only their contracts. */
@Injectable()
export class DeskPages {
  constructor(
    private readonly contributions: DeskContributions,
    private readonly acts: ActRegistry,
    private readonly journal: JournalQueries,
    private readonly approvals: ApprovalsQueries,
    private readonly signatures: SignaturesQueries,
    private readonly state: DeskState,
    private readonly days: BusinessDaysService,
    private readonly reader: Reader,
    private readonly clock: Clock,
  ) {}

  async load(desk: DeskContext): Promise<DeskPage> {
    const { roles } = desk.person;
    const now = this.clock.now();
    const mine = this.contributions.all().filter(({ permission }) => mayDo(roles, permission));
    const [dayToOpen, warnings, waiting, sent, unsigned, sections, acts] = await Promise.all([
      this.dayToOpen(desk, now),
      this.state.warnings(),
      this.approvals.waitingFor(desk),
      this.approvals.sentBy(desk, now),
      mayDo(roles, 'signatures.view') ? this.signatures.count(desk) : 0,
      Promise.all(mine.map((contribution) => contribution.load(desk))),
      this.myActs(desk),
    ]);
    return { dayToOpen, warnings, waiting, sent, unsigned, sections, acts };
  }

  private async dayToOpen(desk: DeskContext, now: number): Promise<DeskPage['dayToOpen']> {
    if (desk.businessDate !== null) return null;
    const date = await this.days.proposal(this.reader, desk.store.id, now);
    return { date, allowed: mayDo(desk.person.roles, 'venue.openDay') };
  }

  private async myActs(desk: DeskContext): Promise<MyAct[]> {
    const entries = await this.journal.mine(desk, this.acts.kinds());
    const described = await Promise.all(entries.map((entry) => this.describe(desk, entry)));
    return described.flat();
  }

  private async describe(desk: DeskContext, entry: ActEntry): Promise<MyAct[]> {
    const act = this.acts.of(entry.kind);
    return act ? [{ ...(await act.describe(desk, entry)), at: entry.at }] : [];
  }
}
