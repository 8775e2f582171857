import { Injectable } from '@nestjs/common';
import { I18n } from '../../platform/i18n/i18n.js';
import type { Locale } from '../../platform/i18n/locale.js';
import { dateTime } from '../../platform/views/format.js';
import type { Tone } from '../../platform/views/layout-model.js';
import type { DeskContext } from '../../staff/desk-context.js';
import { mayDo } from '../../staff/permissions.js';
import type { ItemRow } from '../lost-items.js';

export interface Badge {
  readonly text: string;
  readonly tone: Tone;
  readonly icon?: string;
}

const TONES: Readonly<Record<string, Tone>> = {
  REGISTERED: 'info',
  AWAITING_SAFE: 'bad',
  SAFE: 'ok',
  VIP_CUSTODY: 'info',
  GENERAL_AFFAIRS: 'plain',
  EVIDENCE: 'warn',
};
const MENU = [
  ['register', '/lost', 'lost.register'],
  ['find', '/lost/find', 'lost.view'],
  ['items', '/lost/items', 'lost.view'],
  ['due', '/lost/due', 'lost.view'],
  ['safe', '/lost/safe', 'lost.view'],
  ['custody', '/lost/custody', 'lost.takeIntoCustody'],
  ['office', '/lost/office', 'lost.view'],
  ['enquiries', '/lost/enquiries', 'lost.view'],
  ['report', '/lost/report', 'lost.report'],
] as const;
export type MenuName = (typeof MENU)[number][0];

/** Words, badges and rows that the pages of this room share. Lists name only what a tag shows. */
@Injectable()
export class LostWordsPresenter {
  constructor(private readonly i18n: I18n) {}

  say(locale: Locale, key: string, params?: Readonly<Record<string, string | number>>): string {
    return this.i18n.t(locale, `lost.${key}`, params);
  }

  menu({ locale, person }: DeskContext, active: MenuName) {
    return MENU.filter(([, , permission]) => mayDo(person.roles, permission)).map(([name, href]) => ({
      href,
      label: this.say(locale, `menu.${name}`),
      active: name === active,
    }));
  }

  badges(item: ItemRow, locale: Locale): Badge[] {
    const state: Badge = { text: this.say(locale, `state.${item.state}`), tone: TONES[item.state] ?? 'plain' };
    const kind: Badge[] =
      item.category === 'GENERAL'
        ? []
        : [
            {
              text: this.say(locale, `categories.${item.category}`),
              tone: item.category === 'DANGEROUS' ? 'bad' : 'gold',
            },
          ];
    const unsigned: Badge[] = item.unsigned > 0 ? [{ text: this.say(locale, 'list.unsigned'), tone: 'warn' }] : [];
    return [state, ...kind, ...unsigned, ...this.missed(item, locale)];
  }

  private missed({ missing }: ItemRow, locale: Locale): Badge[] {
    return missing === 0 ? [] : [{ text: this.say(locale, 'list.missing'), tone: 'bad' }];
  }

  columns(locale: Locale) {
    return ['number', 'thing', 'place', 'found', 'state'].map((key) => ({ label: this.say(locale, `list.${key}`) }));
  }

  row(item: ItemRow, locale: Locale, badge?: Badge) {
    const [state] = [...this.missed(item, locale), ...this.badges(item, locale)];
    return {
      cells: [
        { text: item.number, href: `/lost/${item.id}` },
        {
          text: this.thing(item),
          strong: true,
          ...(item.photos > 0 ? { note: this.say(locale, 'list.photos', { count: item.photos }) } : {}),
        },
        { text: item.place },
        { text: dateTime(item.foundAt), tone: 'muted' },
        { text: '', badge: badge ?? state },
      ],
    };
  }

  /** A thing with its box, in a list that changes hands or is counted. */
  line(item: ItemRow, locale: Locale) {
    return {
      name: `item-${item.id}`,
      href: `/lost/${item.id}`,
      number: item.number,
      text: `${this.thing(item)} · ${item.place}`,
      note: dateTime(item.foundAt),
      badge: this.badges(item, locale).at(-1),
      // refused if it is handed on now: one tick for the page leaves it out
      stuck: item.missing === 1 || item.unsigned > 0 || item.state === 'AWAITING_SAFE',
    };
  }

  thing({ colour, name }: Pick<ItemRow, 'colour' | 'name'>): string {
    return `${colour} ${name}`;
  }

  options(locale: Locale, table: string, values: readonly string[]) {
    return values.map((value) => ({ value, label: this.say(locale, `${table}.${value}`) }));
  }
}
