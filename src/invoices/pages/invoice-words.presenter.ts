import { Injectable } from '@nestjs/common';
import { I18n } from '../../platform/i18n/i18n.js';
import type { Locale } from '../../platform/i18n/locale.js';
import { money } from '../../platform/views/format.js';
import type { Tone } from '../../platform/views/layout-model.js';
import type { DeskContext } from '../../staff/desk-context.js';
import { mayDo } from '../../staff/permissions.js';
import type { Invoiceable } from '../rules/invoiceable.js';

type Params = Readonly<Record<string, string | number>>;

const MENU = [
  ['issue', '/invoices', 'invoices.issue'],
  ['records', '/invoices/records', 'invoices.view'],
  ['books', '/invoices/books', 'invoices.view'],
  ['platform', '/invoices/platform', 'invoices.view'],
  ['refunds', '/invoices/refunds', 'invoices.view'],
  ['account', '/invoices/account', 'invoices.issueOnAccount'],
  ['register', '/invoices/register', 'invoices.register'],
] as const;
export type MenuName = (typeof MENU)[number][0];

export const STATE_TONES: Readonly<Record<string, Tone>> = { BLANK: 'plain', ISSUED: 'ok', VOID: 'warn', LOST: 'bad' };

/** Words, tabs and tables that the pages of this room share. */
@Injectable()
export class InvoiceWords {
  constructor(private readonly i18n: I18n) {}

  say(locale: Locale, key: string, params?: Params): string {
    return this.i18n.t(locale, `invoices.${key}`, params);
  }

  error(locale: Locale, code: string, params?: Params): string {
    return this.i18n.t(locale, `error.${code}`, params);
  }

  menu({ locale, person }: DeskContext, active: MenuName | null) {
    return MENU.filter(([, , permission]) => mayDo(person.roles, permission)).map(([name, href]) => ({
      href,
      label: this.say(locale, `menu.${name}`),
      active: name === active,
    }));
  }

  /** Columns by their text keys; a `>` before the key sets the column to the right. */
  columns(locale: Locale, keys: readonly string[]) {
    return keys.map((key) =>
      key.startsWith('>')
        ? { label: this.say(locale, `col.${key.slice(1)}`), align: 'end' }
        : { label: this.say(locale, `col.${key}`) },
    );
  }

  options(locale: Locale, prefix: string, values: readonly string[]) {
    return values.map((value) => ({ value, label: this.say(locale, `${prefix}.${value}`) }));
  }

  /** 「已开」, or how much must be red; undefined while nothing is invoiced. */
  standing(locale: Locale, { invoicedFen, overFen }: Pick<Invoiceable, 'invoicedFen' | 'overFen'>) {
    if (overFen > 0)
      return { text: this.say(locale, 'records.over', { amount: money(overFen) }), tone: 'bad' as const };
    return invoicedFen > 0 ? this.state(locale, 'ISSUED') : undefined;
  }

  state(locale: Locale, state: string) {
    return { text: this.say(locale, `states.${state}`), tone: STATE_TONES[state] ?? 'plain' };
  }
}
