import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { Reader } from '../../platform/database/reader.js';
import type { FormProblem } from '../../platform/http/submit.js';
import type { Locale } from '../../platform/i18n/locale.js';
import { money, points } from '../../platform/views/format.js';
import { emptyForm } from '../../platform/views/form-model.js';
import type { DeskContext } from '../../staff/desk-context.js';
import { mayDo } from '../../staff/permissions.js';
import { BirthdayDay } from '../birthday-day.js';
import { BirthdayGifts, type StockRow } from '../birthday-gifts.js';
import { GiftForecasts } from '../gift-forecasts.js';
import { BirthdayWords } from './birthday-words.js';

/** Finance's store of birthday gifts: what there is, should be, and will be needed this month and the next. */
@Injectable()
export class GiftStockPresenter {
  constructor(
    private readonly words: BirthdayWords,
    private readonly day: BirthdayDay,
    private readonly gifts: BirthdayGifts,
    private readonly forecasts: GiftForecasts,
    private readonly reader: Reader,
  ) {}

  async show(desk: DeskContext, wrong?: { itemId: string; problem: FormProblem }): Promise<object> {
    const { locale, store } = desk;
    const say = (key: string, params = {}) => this.words.say(locale, `stock.${key}`, params);
    const rows = await this.gifts.stock(this.reader, store.id);
    const manages = mayDo(desk.person.roles, 'birthdays.manageGifts');
    const sees = mayDo(desk.person.roles, 'gifts.view');
    return {
      menu: this.words.menu(desk, 'stock'),
      ...(await this.forecast(desk, rows)),
      rows: rows.map((row) => ({
        name: locale === 'en' ? row.nameEn : row.nameZh,
        code: row.code,
        photo: sees && row.photo === 1 ? `/gifts/items/${row.itemId}/photo` : undefined,
        href: sees ? `/gifts/items/${row.itemId}` : undefined,
        badge: this.stockBadge(row, locale),
        figures: [
          { label: say('inStore'), value: points(row.inStore) },
          { label: say('inHand'), value: points(row.inHand) },
          { label: say('minimum'), value: row.minimum === null ? say('notSet') : points(row.minimum) },
          { label: say('cost'), value: row.costFen === null ? say('notSet') : money(row.costFen) },
          { label: say('market'), value: row.marketFen === null ? say('notSet') : money(row.marketFen) },
        ],
        form: manages
          ? {
              ...emptyForm(`/birthdays/stock/${row.itemId}`, uuidv7(), valuesOf(row)),
              ...(wrong?.itemId === row.itemId ? wrong.problem : {}),
            }
          : undefined,
        prefix: row.itemId.slice(-12),
        open: wrong?.itemId === row.itemId,
      })),
    };
  }

  private async forecast(
    desk: DeskContext,
    rows: readonly StockRow[],
  ): Promise<{ forecast: string; short: string | undefined }> {
    const { locale, store } = desk;
    const today = this.day.today(desk);
    const { birthdays } = await this.day.policy(desk);
    const months = await this.forecasts.months(store.id, today, birthdays);
    const need = months.reduce((sum, { pieces }) => sum + pieces, 0);
    const have = rows.reduce((sum, { offered, inStore }) => sum + (offered === 1 ? inStore : 0), 0);
    return {
      forecast: months
        .map(({ month, pieces, listed }) =>
          this.words.say(locale, listed ? 'stock.next' : 'stock.estimate', { month, n: pieces }),
        )
        .join(' · '),
      short: have < need ? this.words.say(locale, 'stock.lowAll', { have, need }) : undefined,
    };
  }

  private stockBadge({ offered, minimum, inStore }: StockRow, locale: Locale) {
    if (offered !== 1) return undefined;
    const short = inStore < (minimum ?? 0);
    return { text: this.words.say(locale, short ? 'stock.short' : 'stock.enough'), tone: short ? 'bad' : 'ok' };
  }
}

function valuesOf({ costFen, marketFen, minimum, perishable, offered }: StockRow): Record<string, string> {
  return {
    cost: costFen === null ? '' : (costFen / 100).toFixed(2),
    market: marketFen === null ? '' : (marketFen / 100).toFixed(2),
    minimum: String(minimum ?? 0),
    perishable: perishable === 1 ? '1' : '',
    offered: offered === 1 ? '1' : '',
  };
}
