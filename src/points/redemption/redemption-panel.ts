import { Injectable } from '@nestjs/common';
import { giftName } from '../../gifts/gifts.queries.js';
import type { MemberPanel, PanelSource } from '../../members/member-panels.js';
import { Reader } from '../../platform/database/reader.js';
import { I18n } from '../../platform/i18n/i18n.js';
import type { DeskContext } from '../../staff/desk-context.js';
import { RedemptionsQueries } from './redemptions.queries.js';

/** Gifts that are owed to a member, on their page. */
@Injectable()
export class RedemptionPanel implements PanelSource {
  readonly order = 35;
  readonly permission = 'gifts.redeem';

  constructor(
    private readonly reader: Reader,
    private readonly redemptions: RedemptionsQueries,
    private readonly i18n: I18n,
  ) {}

  async load({ store, locale }: DeskContext, membershipId: string): Promise<MemberPanel | undefined> {
    const say = (key: string) => this.i18n.t(locale, key);
    const owed = await this.redemptions.owedTo(this.reader, store.id, membershipId);
    if (owed.length === 0) return undefined;
    return {
      title: say('redemption.panel.title'),
      rows: owed.map((row) => ({
        label: say('redemption.panel.owed'),
        value: `${giftName(row, locale)} × ${row.quantity}`,
        note: row.documentNo,
      })),
      actions: owed.map(({ id, documentNo }) => ({ label: documentNo, href: `/redemptions/${id}` })),
    };
  }
}
