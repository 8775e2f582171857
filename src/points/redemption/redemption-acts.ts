import { Injectable } from '@nestjs/common';
import type { ActDescription, ActEntry, DescribedAct } from '../../desk/act-registry.js';
import type { DeskContribution, DeskSection } from '../../desk/desk-contributions.js';
import { Reader } from '../../platform/database/reader.js';
import { I18n } from '../../platform/i18n/i18n.js';
import { points } from '../../platform/views/format.js';
import type { DeskContext } from '../../staff/desk-context.js';
import { RedemptionPresenter } from './redemption.presenter.js';
import { RedemptionsQueries } from './redemptions.queries.js';

const words = {
  'gifts.redeem': 'redemption.act.redeem',
  'gifts.undoRedemption': 'redemption.act.undo',
  'gifts.collect': 'redemption.act.collect',
  'gifts.exchange': 'redemption.act.exchange',
} as const;

/** How redemptions read in "my acts today", and the gifts owed on the desk page. */
@Injectable()
export class RedemptionActs implements DeskContribution {
  readonly order = 40;
  readonly permission = 'gifts.collect';

  constructor(
    private readonly reader: Reader,
    private readonly redemptions: RedemptionsQueries,
    private readonly presenter: RedemptionPresenter,
    private readonly i18n: I18n,
  ) {}

  described(): DescribedAct[] {
    const describe = (desk: DeskContext, entry: ActEntry) => this.describe(desk, entry);
    return Object.keys(words).map((kind) => ({ kind, describe }));
  }

  async load(desk: DeskContext): Promise<DeskSection> {
    const owed = await this.redemptions.owed(this.reader, desk.store.id, 50);
    const lines = owed.map((row) => ({
      text: this.presenter.owedLine(desk.locale, row),
      href: `/redemptions/${row.id}`,
    }));
    return { titleKey: 'redemption.owed.title', count: owed.length, lines };
  }

  private async describe(desk: DeskContext, { kind, result }: ActEntry): Promise<ActDescription> {
    const { documentId, points: moved } = result;
    const redemptionId = textOf(result['redemptionId']);
    const params = { documentNo: textOf(result['documentNo']), points: points(Number(moved ?? 0)) };
    const key = Object.entries(words).find(([name]) => name === kind)?.[1] ?? words['gifts.redeem'];
    const row = await this.redemptions.find(this.reader, desk.store.id, redemptionId);
    const href = `/redemptions/${redemptionId}`;
    return {
      text: this.i18n.t(desk.locale, key, params),
      href,
      ...(typeof documentId === 'string' ? { documentId } : {}),
      ...(kind === 'gifts.redeem' && row?.undoneAt === null ? { undoHref: `${href}#undo` } : {}),
    };
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
