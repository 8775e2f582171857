import { Injectable } from '@nestjs/common';
import type { MemberPanel, PanelSource } from '../members/member-panels.js';
import { Reader } from '../platform/database/reader.js';
import { I18n } from '../platform/i18n/i18n.js';
import { points } from '../platform/views/format.js';
import { PointsOf } from '../points/points-of.js';
import type { DeskContext } from '../staff/desk-context.js';

const SHOWN = 5;

/** The points on a member's page: the lots that expire soonest, and the way to the statement. */
@Injectable()
export class StatementPanel implements PanelSource {
  readonly order = 30;
  readonly permission = 'members.statement';

  constructor(
    private readonly reader: Reader,
    private readonly pointsOf: PointsOf,
    private readonly i18n: I18n,
  ) {}

  async load({ locale }: DeskContext, membershipId: string): Promise<MemberPanel> {
    const { lots, debtPoints } = await this.pointsOf.standing(this.reader, membershipId);
    const say = (key: string) => this.i18n.t(locale, key);
    const held = lots.slice(0, SHOWN).map(({ expiresOn, points: count }) => ({
      label: `${say('statements.lot')} ${expiresOn}`,
      value: points(count),
    }));
    const debt = debtPoints > 0 ? [{ label: say('statements.debt'), value: points(0 - debtPoints) }] : [];
    return {
      title: say('statements.lots'),
      rows: [...held, ...debt],
      actions: [{ label: say('statements.panel'), href: `/statements/${membershipId}` }],
    };
  }
}
