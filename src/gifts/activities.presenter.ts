import { Injectable } from '@nestjs/common';
import { I18n } from '../platform/i18n/i18n.js';
import type { Locale } from '../platform/i18n/locale.js';
import type { FormModel } from '../platform/views/form-model.js';
import { points } from '../platform/views/format.js';
import type { Tone } from '../platform/views/layout-model.js';
import type { DeskContext } from '../staff/desk-context.js';
import { type ActivityRow, giftName, type ItemRow, type OfferRow } from './gifts.queries.js';
import { giftTabs, limitsText, mayManage } from './gifts.presenter.js';

type State = 'running' | 'coming' | 'ended' | 'returned';

const tones: Record<State, Tone> = { running: 'ok', coming: 'info', ended: 'warn', returned: 'plain' };

/** Writes the pages of the dated activities. */
@Injectable()
export class ActivitiesPresenter {
  constructor(private readonly i18n: I18n) {}

  list(desk: DeskContext, activities: readonly ActivityRow[], today: string): object {
    const say = this.sayer(desk.locale);
    return {
      tabs: giftTabs(say, 'activities'),
      canManage: mayManage(desk),
      columns: ['activity', 'dates', 'state'].map((name) => ({ label: say(`gifts.column.${name}`) })),
      rows: activities.map((activity) => ({
        cells: [
          { text: activity.name, href: `/gifts/activities/${activity.id}`, strong: true },
          { text: this.dates(desk.locale, activity) },
          { text: '', badge: this.badge(desk.locale, activity, today) },
        ],
      })),
    };
  }

  draft({ locale }: DeskContext, items: readonly ItemRow[], form: FormModel): object {
    const given = items.filter(({ retiredAt }) => retiredAt === null);
    return {
      form,
      items: given.map((item) => ({
        id: item.id,
        name: giftName(item, locale),
        code: item.code,
        shelf: this.i18n.t(locale, 'gifts.activity.shelfNow', { n: points(item.onShelf) }),
        price: `pointsPrice_${item.id}`,
        perDay: `perDay_${item.id}`,
        inTotal: `inTotal_${item.id}`,
        setAside: `setAside_${item.id}`,
        form,
      })),
    };
  }

  show(
    desk: DeskContext,
    {
      activity,
      offers,
      forms,
      today,
    }: {
      activity: ActivityRow;
      offers: readonly OfferRow[];
      forms: { readonly more: FormModel; readonly end: FormModel };
      today: string;
    },
  ): object {
    const { locale } = desk;
    const say = this.sayer(locale);
    const open = activity.returnedAt === null && activity.endsOn >= today;
    return {
      forms,
      name: activity.name,
      badges: [this.badge(locale, activity, today)],
      dates: this.dates(locale, activity),
      canManage: open && mayManage(desk),
      gifts: offers.map((offer) => ({ value: offer.itemId, label: giftName(offer, locale) })),
      columns: [
        { label: say('gifts.column.gift') },
        { label: say('gifts.column.price'), align: 'end' },
        { label: say('gifts.column.limit') },
        { label: say('gifts.column.left'), align: 'end' },
      ],
      rows: offers.map((offer) => ({
        cells: [
          { text: giftName(offer, locale), note: offer.code, href: `/gifts/items/${offer.itemId}` },
          { text: points(offer.pointsPrice) },
          { text: limitsText(say, offer) },
          { text: points(offer.left) },
        ],
      })),
    };
  }

  private dates(locale: Locale, { startsOn, endsOn }: ActivityRow): string {
    return this.i18n.t(locale, 'gifts.catalogue.dates', { from: startsOn, to: endsOn });
  }

  private badge(locale: Locale, activity: ActivityRow, today: string): { text: string; tone: Tone } {
    const state = stateOf(activity, today);
    return { text: this.i18n.t(locale, `gifts.state.${state}`), tone: tones[state] };
  }

  private sayer(locale: Locale) {
    return (key: string, params?: Readonly<Record<string, string | number>>) => this.i18n.t(locale, key, params);
  }
}

function stateOf({ startsOn, endsOn, returnedAt }: ActivityRow, today: string): State {
  if (returnedAt !== null) return 'returned';
  if (endsOn < today) return 'ended';
  return startsOn > today ? 'coming' : 'running';
}
