import { Injectable } from '@nestjs/common';
import { type ActDescription, type ActEntry, ActRegistry } from '../../../desk/act-registry.js';
import { DeskContributions, type DeskSection } from '../../../desk/desk-contributions.js';
import { calendarDate, daysBetween } from '../../../kernel/business-day.js';
import type { MemberPanel, PanelSource } from '../../../members/member-panels.js';
import { MemberPanels } from '../../../members/member-panels.js';
import { Clock } from '../../../platform/clock/clock.js';
import { Reader } from '../../../platform/database/reader.js';
import { I18n } from '../../../platform/i18n/i18n.js';
import { money } from '../../../platform/views/format.js';
import { ApprovableActs } from '../../../staff/approvals/approvable-acts.js';
import type { DeskContext } from '../../../staff/desk-context.js';
import { RefundsQueries } from '../refunds.queries.js';
import { RequestRefundAct } from '../request-refund.act.js';

const SHOWN = 8;

/** What refunds add to the desk: money that still has to go out with its days, the way from a member, the acts of today. */
@Injectable()
export class RefundDesk implements PanelSource {
  readonly order = 26;
  readonly permission = 'refunds.view';

  constructor(
    private readonly queries: RefundsQueries,
    private readonly reader: Reader,
    private readonly clock: Clock,
    private readonly i18n: I18n,
    contributions: DeskContributions,
    acts: ActRegistry,
    approvable: ApprovableActs,
    panels: MemberPanels,
    request: RequestRefundAct,
  ) {
    contributions.register({ order: 45, permission: 'refunds.pay', load: (desk) => this.waiting(desk) });
    acts.register({ kind: 'refunds.pay', describe: (desk, entry) => this.paid(desk, entry) });
    approvable.register(request);
    panels.register(this);
  }

  /** On the member's page: the way to the quote, and what was refunded. */
  async load({ locale }: DeskContext, membershipId: string): Promise<MemberPanel> {
    const say = (key: string) => this.i18n.t(locale, `refunds.${key}`);
    const refunds = await this.queries.ofMember(this.reader, membershipId);
    return {
      title: say('title'),
      rows: refunds.slice(0, SHOWN).map(({ documentNo, refundFen, giftOffsetFen, state }) => ({
        label: documentNo,
        value: money(refundFen - giftOffsetFen),
        note: say(`state.${state}`),
      })),
      actions: [
        { label: say('quoteTitle'), href: `/refunds/members/${membershipId}` },
        ...refunds.slice(0, 1).map(({ id }) => ({ label: say('last'), href: `/refunds/${id}` })),
      ],
    };
  }

  private async waiting({ store, locale }: DeskContext): Promise<DeskSection> {
    const refunds = await this.queries.waiting(this.reader, store.id, SHOWN);
    const returned = await this.queries.returnedAfter(this.reader, store.id, SHOWN);
    const today = calendarDate(this.clock.now());
    const back = returned.map(({ membershipId, cardNo, principalFen }) => ({
      text: this.i18n.t(locale, 'refunds.returnedLine', { tail: cardNo.slice(-4), amount: money(principalFen) }),
      href: `/refunds/members/${membershipId}`,
    }));
    const due = refunds.map(({ id, documentNo, dueFen, state, at }) => ({
      text: this.i18n.t(locale, 'refunds.deskLine', {
        documentNo,
        amount: money(dueFen),
        days: daysBetween(calendarDate(at), today),
      }),
      href: `/refunds/${id}`,
      badge: {
        text: this.i18n.t(locale, `refunds.state.${state}`),
        tone: state === 'AWAITING_RED' ? 'warn' : 'info',
      } as const,
    }));
    return { titleKey: 'refunds.deskTitle', count: due.length + back.length, lines: [...due, ...back] };
  }

  private paid({ locale }: DeskContext, { result }: ActEntry): Promise<ActDescription> {
    const text = (name: string) => (typeof result[name] === 'string' ? result[name] : '');
    const fen = typeof result.paidFen === 'number' ? result.paidFen : 0;
    return Promise.resolve({
      text: this.i18n.t(locale, 'refunds.actPaid', { documentNo: text('documentNo'), amount: money(fen) }),
      href: `/refunds/${text('refundId')}`,
      documentId: text('documentId'),
    });
  }
}
