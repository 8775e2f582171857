import { Injectable } from '@nestjs/common';
import type { Found } from '../../desk/finders.js';
import { giftName } from '../../gifts/gifts.queries.js';
import { I18n } from '../../platform/i18n/i18n.js';
import type { Locale } from '../../platform/i18n/locale.js';
import type { FormModel } from '../../platform/views/form-model.js';
import { points } from '../../platform/views/format.js';
import type { Choice, Choices } from './redeem-pages.js';

/** Writes the pages from the swipe to the confirmation. */
@Injectable()
export class RedeemPresenter {
  constructor(private readonly i18n: I18n) {}

  /** A line of the partial `hits`. */
  hit({ href, title, details, badge }: Found): object {
    const [phone = '', card = ''] = details;
    return {
      href,
      phone,
      card,
      badge,
      name: title,
      salutation: '',
      figure: undefined,
      money: undefined,
      note: undefined,
    };
  }

  pick(locale: Locale, { strip, membershipId, choices, standing }: Choices): object {
    const say = this.sayer(locale);
    return {
      member: strip,
      debt: standing.debtPoints > 0 ? say('error.points.debt', { debt: points(standing.debtPoints) }) : undefined,
      columns: [
        { label: say('gifts.column.gift') },
        { label: say('gifts.column.activity') },
        { label: say('gifts.column.price'), align: 'end' },
        { label: say('gifts.column.left'), align: 'end' },
        { label: '' },
      ],
      rows: choices.map((choice) => this.row(locale, choice, membershipId, standing.balance)),
    };
  }

  confirm(locale: Locale, choice: Omit<Choices, 'choices'> & Choice, form: FormModel): object {
    const { strip, membershipId, offer, usable, most, standing } = choice;
    const say = this.sayer(locale);
    const price = points(offer.pointsPrice);
    return {
      form,
      member: strip,
      gift: giftName(offer, locale),
      activity: `${offer.activityName} · ${say('gifts.catalogue.dates', { from: offer.startsOn, to: offer.endsOn })}`,
      quantityHint: say('redemption.confirm.quantityHint', { price, most: points(Math.max(most, 0)) }),
      refusal: most > 0 ? undefined : this.refusal(locale, choice, standing.balance),
      back: `/redeem/${membershipId}`,
      rows: [
        { label: say('redemption.confirm.have'), value: points(usable) },
        { label: say('redemption.confirm.price'), value: price },
        { label: say('redemption.confirm.most'), value: points(Math.max(0, most)) },
      ],
      result: {
        label: say('redemption.confirm.one'),
        value: points(usable - offer.pointsPrice),
        tone: usable < offer.pointsPrice ? 'bad' : undefined,
      },
    };
  }

  private row(locale: Locale, { offer, most, allowed }: Choice, membershipId: string, balance: number): object {
    const say = this.sayer(locale);
    const href = `/redeem/${membershipId}/${offer.offerId}`;
    const choose = { text: '', action: { label: say('redemption.pick.choose'), href } };
    const refusal = this.refusal(locale, { offer, most, allowed }, balance);
    return {
      cells: [
        { text: giftName(offer, locale), note: offer.code, strong: true },
        { text: offer.activityName, note: say('gifts.catalogue.dates', { from: offer.startsOn, to: offer.endsOn }) },
        { text: points(offer.pointsPrice) },
        { text: points(offer.left), tone: offer.left === 0 ? 'bad' : undefined },
        most > 0
          ? { ...choose, note: say('redemption.pick.most', { n: points(most) }) }
          : { text: refusal, tone: 'muted' },
      ],
    };
  }

  /** Why not even one piece can be had. */
  private refusal(locale: Locale, { offer, allowed }: Choice, balance: number): string {
    const say = this.sayer(locale);
    if (offer.left === 0) return say('redemption.pick.gone');
    if (allowed === 0) return say('redemption.pick.limit');
    return say('redemption.pick.short', { n: points(Math.max(0, offer.pointsPrice - balance)) });
  }

  private sayer(locale: Locale) {
    return (key: string, params?: Readonly<Record<string, string | number>>) => this.i18n.t(locale, key, params);
  }
}
