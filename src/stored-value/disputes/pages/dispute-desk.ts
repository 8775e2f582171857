import { Injectable } from '@nestjs/common';
import { DeskContributions, type DeskSection } from '../../../desk/desk-contributions.js';
import { type MemberPanel, MemberPanels, type PanelSource } from '../../../members/member-panels.js';
import { Clock } from '../../../platform/clock/clock.js';
import { Reader } from '../../../platform/database/reader.js';
import { I18n } from '../../../platform/i18n/i18n.js';
import { clockTime, money } from '../../../platform/views/format.js';
import type { DeskContext } from '../../../staff/desk-context.js';
import { DisputesQueries } from '../disputes.queries.js';
import { DISPUTE_TONES } from './disputes.presenter.js';

const SHOWN = 8;

/** Disputes stand first on the desk until they are answered, also for the next shift (001-49, 53). */
@Injectable()
export class DisputeDesk implements PanelSource {
  readonly order = 27;
  readonly permission = 'disputes.report';

  constructor(
    private readonly queries: DisputesQueries,
    private readonly reader: Reader,
    private readonly clock: Clock,
    private readonly i18n: I18n,
    contributions: DeskContributions,
    panels: MemberPanels,
  ) {
    contributions.register({ order: 5, permission: 'disputes.answer', load: (desk) => this.waiting(desk) });
    panels.register(this);
  }

  load({ locale }: DeskContext, membershipId: string): Promise<MemberPanel> {
    const say = (key: string) => this.i18n.t(locale, `disputes.${key}`);
    const actions = [{ label: say('reportTitle'), href: `/disputes/members/${membershipId}` }];
    return Promise.resolve({ title: say('title'), rows: [], actions });
  }

  private async waiting({ store, locale }: DeskContext): Promise<DeskSection> {
    const open = await this.queries.open(this.reader, store.id, SHOWN);
    const now = this.clock.now();
    return {
      titleKey: 'disputes.deskTitle',
      count: open.length,
      lines: open.map(({ id, amountFen, dueAt, state }) => ({
        text: this.i18n.t(locale, `disputes.${state === 'OPEN' && now > dueAt ? 'deskLate' : 'deskLine'}`, {
          amount: money(amountFen),
          time: clockTime(dueAt),
        }),
        href: `/disputes/${id}`,
        badge: { text: this.i18n.t(locale, `disputes.state.${state}`), tone: DISPUTE_TONES[state] },
      })),
    };
  }
}
