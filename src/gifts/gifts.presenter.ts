import { Injectable } from '@nestjs/common';
import { I18n } from '../platform/i18n/i18n.js';
import type { Locale } from '../platform/i18n/locale.js';
import type { FormModel } from '../platform/views/form-model.js';
import { dateTime, points, signedPoints } from '../platform/views/format.js';
import type { DeskContext } from '../staff/desk-context.js';
import { mayDo } from '../staff/permissions.js';
import { giftName, type ItemRow, type OfferRow, type StockMovement } from './gifts.queries.js';

type Say = (key: string, params?: Readonly<Record<string, string | number>>) => string;

interface ItemShown {
  readonly item: ItemRow;
  readonly movements: readonly StockMovement[];
  readonly forms: Readonly<Record<'restock' | 'photo' | 'retirement', FormModel>>;
}

/** Movements of the shelf that have words of their own. */
const knownKinds = new Set([
  'gift.restock',
  'gift.setAside',
  'gift.returned',
  'gift.counted',
  'gift.exchanged',
  'gift.redemptionUndone',
  'gift.ended',
  'birthdays.draw',
  'birthdays.standby',
  'birthdays.return',
]);

/** Writes the pages of the catalogue and of the stock. */
@Injectable()
export class GiftsPresenter {
  constructor(private readonly i18n: I18n) {}

  catalogue({ locale }: DeskContext, offers: readonly OfferRow[]): object {
    const say = this.sayer(locale);
    return {
      tabs: giftTabs(say, 'catalogue'),
      columns: [
        { label: say('gifts.column.gift') },
        { label: say('gifts.column.price'), align: 'end' },
        { label: say('gifts.column.left'), align: 'end' },
        { label: say('gifts.column.limit') },
        { label: say('gifts.column.activity') },
      ],
      rows: offers.map((offer) => ({
        cells: [
          { text: giftName(offer, locale), note: offer.code, strong: true },
          { text: points(offer.pointsPrice) },
          offer.left === 0 ? { text: say('gifts.catalogue.gone'), tone: 'bad' } : { text: points(offer.left) },
          { text: limitsText(say, offer), tone: 'muted' },
          { text: offer.activityName, note: say('gifts.catalogue.dates', { from: offer.startsOn, to: offer.endsOn }) },
        ],
      })),
    };
  }

  stock(desk: DeskContext, items: readonly ItemRow[], form: FormModel): object {
    const say = this.sayer(desk.locale);
    return {
      form,
      tabs: giftTabs(say, 'stock'),
      canManage: mayManage(desk),
      columns: [
        { label: say('gifts.column.gift') },
        { label: say('gifts.column.shelf'), align: 'end' },
        { label: say('gifts.column.setAside'), align: 'end' },
        { label: say('gifts.column.state') },
      ],
      rows: items.map((item) => ({
        cells: [
          { text: giftName(item, desk.locale), note: item.code, href: `/gifts/items/${item.id}`, strong: true },
          { text: points(item.onShelf) },
          { text: points(item.setAside) },
          { text: '', badge: stateBadge(say, item) },
        ],
      })),
    };
  }

  item(desk: DeskContext, { item, movements, forms }: ItemShown): object {
    const say = this.sayer(desk.locale);
    const canRestock = may(desk, 'gifts.restock');
    return {
      forms,
      canRestock,
      count: may(desk, 'gifts.count') ? `/gifts/items/${item.id}/count` : undefined,
      name: giftName(item, desk.locale),
      code: item.code,
      badges: [stateBadge(say, item)],
      photo: item.photo === 1 ? { src: `/gifts/items/${item.id}/photo`, alt: giftName(item, desk.locale) } : undefined,
      canRetire: item.retiredAt === null && mayManage(desk),
      facts: [
        { label: say('gifts.column.shelf'), value: points(item.onShelf) },
        { label: say('gifts.column.setAside'), value: points(item.setAside) },
      ],
      columns: [
        { label: say('gifts.column.when') },
        { label: say('gifts.column.what') },
        { label: say('gifts.column.pieces'), align: 'end' },
        { label: say('gifts.column.document') },
      ],
      rows: movements.map(({ at, kind, pieces, documentId, documentNo }) => ({
        cells: [
          { text: dateTime(at) },
          { text: knownKinds.has(kind) ? say(`gifts.movement.${kind}`) : kind },
          { text: signedPoints(pieces), tone: pieces < 0 ? 'bad' : 'ok' },
          { text: documentNo, href: `/documents/${documentId}` },
        ],
      })),
    };
  }

  private sayer(locale: Locale): Say {
    return (key, params) => this.i18n.t(locale, key, params);
  }
}

export function giftTabs(say: Say, active: 'catalogue' | 'activities' | 'stock'): object[] {
  const hrefs = { catalogue: '/gifts', activities: '/gifts/activities', stock: '/gifts/items' } as const;
  return Object.entries(hrefs).map(([name, href]) => ({
    href,
    label: say(`gifts.tab.${name}`),
    active: name === active,
    count: undefined,
  }));
}

export function limitsText(say: Say, { perDay, inTotal }: Pick<OfferRow, 'perDay' | 'inTotal'>): string {
  const day = perDay === null ? [] : [say('gifts.catalogue.perDay', { n: points(perDay) })];
  const total = inTotal === null ? [] : [say('gifts.catalogue.inTotal', { n: points(inTotal) })];
  return [...day, ...total].join(' · ');
}

export function mayManage(desk: DeskContext): boolean {
  return may(desk, 'gifts.manageCatalogue');
}

function may({ person }: DeskContext, permission: 'gifts.manageCatalogue' | 'gifts.restock' | 'gifts.count'): boolean {
  return mayDo(person.roles, permission);
}

function stateBadge(say: Say, { retiredAt }: ItemRow): { text: string; tone: 'ok' | 'plain' } {
  return retiredAt === null
    ? { text: say('gifts.state.active'), tone: 'ok' }
    : { text: say('gifts.state.retired'), tone: 'plain' };
}
