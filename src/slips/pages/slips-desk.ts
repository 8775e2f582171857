import { Injectable } from '@nestjs/common';
import { SpendHints } from '../../cards/spend-hints.js';
import { DeskContributions } from '../../desk/desk-contributions.js';
import { Finders, type Found } from '../../desk/finders.js';
import { JobRegistry } from '../../desk/job-registry.js';
import { toHalfWidth } from '../../kernel/text.js';
import type { SqlReads } from '../../platform/database/sql-reads.js';
import { I18n } from '../../platform/i18n/i18n.js';
import { dateTime, money } from '../../platform/views/format.js';
import type { DeskContext } from '../../staff/desk-context.js';
import { mayDo } from '../../staff/permissions.js';
import { SlipsQueries } from '../slips.queries.js';

/** What slips add to the desk: `#` in the one box, and pushes that contradict each other. */
@Injectable()
export class SlipsDesk {
  constructor(
    private readonly queries: SlipsQueries,
    private readonly i18n: I18n,
    finders: Finders,
    contributions: DeskContributions,
    jobs: JobRegistry,
    hints: SpendHints,
  ) {
    hints.register(spentOnSlip);
    finders.register({ find: (desk, text, limit) => this.find(desk, text, limit) });
    jobs.register({
      key: '',
      href: '/slips',
      labelKey: 'slips.listTitle',
      icon: 'receipt-text',
      permission: 'slips.view',
    });
    contributions.register({
      order: 50,
      permission: 'slips.resolveConflict',
      load: async ({ store, locale }) => {
        const conflicts = await this.queries.openConflicts(store.id);
        const lines = conflicts.map(({ id, slipNo }) => ({
          text: this.i18n.t(locale, 'slips.conflicts.line', { slipNo }),
          href: `/slip-conflicts/${id}`,
        }));
        return { titleKey: 'slips.conflicts.section', count: lines.length, lines };
      },
    });
  }

  /** Only what begins with # is a slip number: digits alone are phones and cards. */
  private async find({ store, person, locale }: DeskContext, text: string, limit: number): Promise<Found[]> {
    const typed = toHalfWidth(text).trim();
    if (!/^#[A-Za-z0-9._/-]{1,40}$/.test(typed) || !mayDo(person.roles, 'slips.view')) return [];
    const slips = await this.queries.byNumber(store.id, typed.slice(1).toUpperCase(), limit);
    return slips.map((slip) => ({
      href: `/slips/${slip.id}`,
      title: slip.slipNo,
      details: [
        slip.roomNo,
        slip.settledAt === null ? this.i18n.t(locale, 'slips.open') : dateTime(slip.settledAt),
        money(slip.chargedFen),
      ],
    }));
  }
}

/** What the guest was charged on a slip, for the offer's suggestion (003E-093); undefined for a number nobody knows. */
async function spentOnSlip(db: SqlReads, storeId: string, slipNo: string): Promise<number | undefined> {
  const slip = await db.one<{ chargedFen: number }>('SELECT charged_fen FROM slip WHERE store_id = ? AND slip_no = ?', [
    storeId,
    slipNo.toUpperCase(),
  ]);
  return slip?.chargedFen;
}
