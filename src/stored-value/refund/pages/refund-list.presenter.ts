import { Injectable } from '@nestjs/common';
import { I18n } from '../../../platform/i18n/i18n.js';
import type { Locale } from '../../../platform/i18n/locale.js';
import { dateTime, money } from '../../../platform/views/format.js';
import { maskCardNo } from '../../../members/rules/masks.js';
import type { RefundRow, ReturnedAfter, WaitingRefund } from '../refunds.queries.js';
import type { RefundState } from '../rules/refund-life.js';
import { REFUND_TONES } from './refunds.presenter.js';

/** What still has to be paid, and what was refunded last. */
@Injectable()
export class RefundListPresenter {
  constructor(private readonly i18n: I18n) {}

  list(
    locale: Locale,
    waiting: readonly WaitingRefund[],
    latest: readonly RefundRow[],
    returned: readonly ReturnedAfter[],
  ): object {
    const say = (key: string) => this.i18n.t(locale, `refunds.${key}`);
    const columns = [
      { label: say('column.number') },
      { label: say('column.date') },
      { label: say('column.state') },
      { label: say('column.amount'), align: 'end' },
    ];
    const row = (refund: { id: string; documentNo: string; at: number; state: RefundState }, fen: number) => ({
      href: `/refunds/${refund.id}`,
      cells: [
        { text: refund.documentNo, href: `/refunds/${refund.id}` },
        { text: dateTime(refund.at) },
        { text: '', badge: { text: say(`state.${refund.state}`), tone: REFUND_TONES[refund.state] } },
        { text: money(fen), strong: true },
      ],
    });
    return {
      columns,
      returned: {
        columns: [{ label: say('paper.card') }, { label: say('column.amount'), align: 'end' }],
        rows: returned.map(({ membershipId, cardNo, principalFen }) => ({
          href: `/refunds/members/${membershipId}`,
          cells: [
            { text: maskCardNo(cardNo), href: `/refunds/members/${membershipId}` },
            { text: money(principalFen), strong: true },
          ],
        })),
      },
      waiting: waiting.map((refund) => row(refund, refund.dueFen)),
      latest: latest.map((refund) => row(refund, refund.refundFen - refund.giftOffsetFen)),
    };
  }
}
