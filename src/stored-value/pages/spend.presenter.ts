import { Injectable } from '@nestjs/common';
import { maskCardNo } from '../../members/rules/masks.js';
import { I18n } from '../../platform/i18n/i18n.js';
import type { Locale } from '../../platform/i18n/locale.js';
import { clockTime, dateTime, money } from '../../platform/views/format.js';
import type { PostedPart, SpendRow } from '../spend-rows.js';

/** Writes what cards have paid. */
@Injectable()
export class SpendPresenter {
  constructor(private readonly i18n: I18n) {}

  list(locale: Locale, spends: readonly SpendRow[]): object {
    const say = this.sayer(locale);
    return {
      columns: [
        { label: say('spend.time') },
        { label: say('spend.slip') },
        { label: say('card') },
        { label: say('amount'), align: 'end' },
        { label: say('spend.how') },
        { label: say('spend.state') },
      ],
      rows: spends.map((spend) => ({
        href: `/spends/${spend.id}`,
        cells: [
          { text: clockTime(spend.at) },
          { text: spend.slipNo, note: spend.roomNo ?? undefined, href: `/spends/${spend.id}` },
          { text: maskCardNo(spend.cardNo) },
          { text: money(spend.amountFen), strong: true },
          { text: say(`spend.via.${spend.via}`), note: say(`spend.proof.${spend.proof}`) },
          { text: this.state(locale, spend), tone: spend.returnedFen > 0 ? 'bad' : undefined },
        ],
      })),
    };
  }

  facts(locale: Locale, spend: SpendRow): object[] {
    const say = this.sayer(locale);
    const split = { p: money(spend.principalFen), b: money(spend.bonusFen) };
    return [
      { label: say('spend.slip'), value: spend.slipNo, note: spend.roomNo ?? undefined },
      { label: say('card'), value: maskCardNo(spend.cardNo) },
      { label: say('spend.time'), value: dateTime(spend.at) },
      { label: say('amount'), value: money(spend.amountFen), note: say('spend.split', split) },
      { label: say('spend.list'), value: money(spend.listFen) },
      { label: say('spend.how'), value: say(`spend.via.${spend.via}`), note: say(`spend.proof.${spend.proof}`) },
      { label: say('spend.state'), value: this.state(locale, spend) },
    ];
  }

  /** The top-ups a spend was taken from; a corrected one shows only where it stands now. */
  parts(parts: readonly (PostedPart & { readonly documentNo: string })[]): object[] {
    return parts.map(({ documentNo, principalFen, bonusFen }) => ({
      label: documentNo,
      value: `${money(principalFen)} + ${money(bonusFen)}`,
    }));
  }

  private state(locale: Locale, { returnedFen }: SpendRow): string {
    const say = this.sayer(locale);
    return returnedFen > 0 ? say('spend.returned', { amount: money(returnedFen) }) : say('spend.whole');
  }

  private sayer(locale: Locale) {
    return (key: string, params?: Readonly<Record<string, string | number>>) =>
      this.i18n.t(locale, `value.${key}`, params);
  }
}
