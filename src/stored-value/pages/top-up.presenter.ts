import { Injectable } from '@nestjs/common';
import type { CardHolder } from '../../cards/card-lookup.js';
import { ID_DOCUMENT_TYPES } from '../../members/rules/id-document.js';
import type { Found } from '../../desk/finders.js';
import { I18n } from '../../platform/i18n/i18n.js';
import type { Locale } from '../../platform/i18n/locale.js';
import { dateLabel, money } from '../../platform/views/format.js';
import type { BonusRule } from '../../venue/rules/stored-value-policy.js';
import { MONEY_TENDERS } from '../../venue/rules/tender-kinds.js';
import type { LotRow } from '../lots.js';
import { rulesOn } from '../rules/bonus-offer.js';
import type { TopUpPlan } from '../top-up-plan.js';

export interface TopUpCalc {
  readonly problem: string | undefined;
  readonly empty: string | undefined;
  readonly line: string | undefined;
  readonly cap: string | undefined;
  readonly over: string | undefined;
  readonly next: string | undefined;
  /** Fen as text; '' while nothing is shown. */
  readonly shownBonus: string;
  readonly rows: readonly { readonly label: string; readonly value: string }[];
  readonly result: { readonly label: string; readonly value: string } | undefined;
}

const quiet: TopUpCalc = {
  problem: undefined,
  empty: undefined,
  line: undefined,
  cap: undefined,
  over: undefined,
  next: undefined,
  shownBonus: '',
  rows: [],
  result: undefined,
};

/** Writes the pages of a top-up: the figures before anybody pays, the rules in force, the lots there are. */
@Injectable()
export class TopUpPresenter {
  constructor(private readonly i18n: I18n) {}

  /** A line of the partial `hits`. */
  hit({ href, title, details, badge }: Found): object {
    const [phone = '', card = ''] = details;
    const nothing = { salutation: '', figure: undefined, money: undefined, note: undefined };
    return { ...nothing, href, phone, card, badge, name: title };
  }

  nothing(locale: Locale): TopUpCalc {
    return { ...quiet, empty: this.i18n.t(locale, 'value.topUp.empty') };
  }

  problem(text: string): TopUpCalc {
    return { ...quiet, problem: text };
  }

  calculation(locale: Locale, { amountFen, offer, split, held, capFen, bonusFen }: TopUpPlan): TopUpCalc {
    const say = this.sayer(locale);
    const before = held.principalFen + held.bonusFen;
    const p = money(amountFen);
    const b = money(offer.bonusFen);
    const cap = { cap: money(capFen), fit: money(split.fitFen), rest: money(amountFen - split.fitFen) };
    const next = offer.next;
    const more = next && { more: money(next.fromFen - amountFen), bonus: money(next.bonusFen) };
    return {
      ...quiet,
      line: say('topUp.line', { p, b, s: money(amountFen + offer.bonusFen) }),
      cap: split.secondFen > 0 ? say('topUp.cap', cap) : undefined,
      over: split.isOver ? say('topUp.over', cap) : undefined,
      next: more ? say('topUp.next', more) : undefined,
      shownBonus: String(offer.bonusFen),
      rows: [
        { label: say('topUp.held'), value: money(before) },
        { label: say('principal'), value: `+${money(split.firstFen)}` },
        { label: say('bonus'), value: `+${money(bonusFen[0])}` },
      ],
      result: { label: say('topUp.after'), value: money(before + split.firstFen + bonusFen[0]) },
    };
  }

  /** Bonus rules of today, for the side of the page: told before the guest pays. */
  rules(locale: Locale, rules: readonly BonusRule[], today: string): { label: string; value: string }[] {
    const say = this.sayer(locale);
    return rulesOn(rules, today).map(({ fromFen, bonusFen, endsOn }) => ({
      label: say('topUp.rule', { from: money(fromFen), bonus: money(bonusFen) }),
      value: endsOn === null ? '' : say('topUp.until', { date: endsOn }),
    }));
  }

  tenders(locale: Locale): { value: string; label: string }[] {
    return MONEY_TENDERS.map((value) => ({ value, label: this.i18n.t(locale, `cards.tender.${value}`) }));
  }

  documents(locale: Locale): { value: string; label: string }[] {
    return ID_DOCUMENT_TYPES.filter((type) => type !== 'STUDENT_ID').map((value) => ({
      value,
      label: this.i18n.t(locale, `members.document.${value}`),
    }));
  }

  /** What was sold, what is left, and the way to put it right. */
  lots(locale: Locale, { membershipId }: CardHolder, lots: readonly LotRow[], corrected: ReadonlySet<string>): object {
    const say = this.sayer(locale);
    return {
      columns: [
        { label: say('topUp.paidOn') },
        { label: say('topUp.paper') },
        { label: say('topUp.sold'), align: 'end' },
        { label: say('topUp.left'), align: 'end' },
        { label: '' },
      ],
      rows: lots.map((lot) => ({
        cells: [
          { text: dateLabel(lot.businessDate, locale) },
          { text: lot.documentNo, href: `/documents/${lot.documentId}` },
          { text: `${money(lot.principalFen)} + ${money(lot.bonusFen)}` },
          { text: `${money(lot.principalLeft)} + ${money(lot.bonusLeft)}` },
          corrected.has(lot.lotId)
            ? { text: say('topUp.corrected'), tone: 'muted' }
            : {
                text: '',
                action: { label: say('topUp.correct'), href: `/top-ups/${membershipId}/lots/${lot.lotId}` },
              },
        ],
      })),
    };
  }

  private sayer(locale: Locale) {
    return (key: string, params?: Readonly<Record<string, string | number>>) =>
      this.i18n.t(locale, `value.${key}`, params);
  }
}
