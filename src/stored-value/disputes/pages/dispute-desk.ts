import { Injectable } from '@nestjs/common';
import { DeskContributions, type DeskSection } from '../../../desk/desk-contributions.js';
import { maskCardNo } from '../../../members/rules/masks.js';
import { type MemberPanel, MemberPanels, type PanelSource } from '../../../members/member-panels.js';
import { Clock } from '../../../platform/clock/clock.js';
import { Reader } from '../../../platform/database/reader.js';
import type { SqlReads } from '../../../platform/database/sql-reads.js';
import { I18n } from '../../../platform/i18n/i18n.js';
import { clockTime, money } from '../../../platform/views/format.js';
import type { DeskContext } from '../../../staff/desk-context.js';
import {
  type HandedShift,
  type HandoverLine,
  type HandoverPart,
  HandoverParts,
} from '../../../venue/handover-parts.js';
import { DisputesQueries } from '../disputes.queries.js';
import { DISPUTE_TONES } from './disputes.presenter.js';

const SHOWN = 8;

/** Disputes stand first on the desk until they are answered, also for the next shift (001-49, 53). */
@Injectable()
export class DisputeDesk implements PanelSource, HandoverPart {
  /** On the member's page and on the handover. */
  readonly order = 27;
  readonly permission = 'disputes.report';

  constructor(
    private readonly queries: DisputesQueries,
    private readonly reader: Reader,
    private readonly clock: Clock,
    private readonly i18n: I18n,
    contributions: DeskContributions,
    panels: MemberPanels,
    parts: HandoverParts,
  ) {
    contributions.register({ order: 5, permission: 'disputes.answer', load: (desk) => this.waiting(desk) });
    panels.register(this);
    parts.register(this);
  }

  /** 001-53: what has no answer yet goes on to the next shift by name, so nobody can say that it was not told. */
  async lines(db: SqlReads, { storeId }: HandedShift): Promise<readonly HandoverLine[]> {
    const waiting = await this.queries.waiting(db, storeId);
    const line = (key: 'disputes' | 'stopped'): HandoverLine[] =>
      waiting[key] === 0
        ? []
        : [{ key, labelKey: `disputes.handover.${key}`, expected: waiting[key], touch: false, href: '/disputes' }];
    return [...line('disputes'), ...line('stopped')];
  }

  load({ locale }: DeskContext, membershipId: string): Promise<MemberPanel> {
    const say = (key: string) => this.i18n.t(locale, `disputes.${key}`);
    const actions = [{ label: say('reportTitle'), href: `/disputes/members/${membershipId}` }];
    return Promise.resolve({ title: say('title'), rows: [], actions });
  }

  private async waiting({ store, locale }: DeskContext): Promise<DeskSection> {
    const open = await this.queries.open(this.reader, store.id, SHOWN);
    const now = this.clock.now();
    const stopped = await this.queries.stopped(this.reader, store.id);
    const odd = stopped.slice(0, SHOWN).map(({ membershipId, cardNo }) => ({
      text: this.i18n.t(locale, 'disputes.deskOdd', { card: maskCardNo(cardNo) }),
      href: `/cards/of/${membershipId}`,
    }));
    const told = open.map(({ id, amountFen, dueAt, state }) => ({
      text: this.i18n.t(locale, `disputes.${state === 'OPEN' && now > dueAt ? 'deskLate' : 'deskLine'}`, {
        amount: money(amountFen),
        time: clockTime(dueAt),
      }),
      href: `/disputes/${id}`,
      badge: { text: this.i18n.t(locale, `disputes.state.${state}`), tone: DISPUTE_TONES[state] },
    }));
    return { titleKey: 'disputes.deskTitle', count: told.length + stopped.length, lines: [...told, ...odd] };
  }
}
