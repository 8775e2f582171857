import { BIRTHDAY_POLICY_FIELDS } from './birthday-policy-form.js';
import { Injectable } from '@nestjs/common';
import { DEDUCTION_PRICES } from './rules/refund-policy.js';
import { I18n } from '../platform/i18n/i18n.js';
import type { Locale } from '../platform/i18n/locale.js';
import { dateLabel, dateTime } from '../platform/views/format.js';
import type { DeskContext } from '../staff/desk-context.js';
import { mayDo } from '../staff/permissions.js';
import type { DayRow } from './business-days.service.js';
import type { Charter } from './charter.service.js';
import type { PolicyVersionRow } from './policy.service.js';
import { TIER_MEASURES } from './rules/card-policy.js';
import { CAP_MODES, INVOICE_MODES } from './rules/stored-value-policy.js';
import type { TerminalRow } from './terminals.service.js';

type Names = ReadonlyMap<string, string>;

const TABS = [
  ['day', '/venue/day', 'venue.view'],
  ['policy', '/venue/policy', 'venue.view'],
  ['charter', '/venue/charter', 'venue.view'],
  ['terminals', '/venue/terminals', 'venue.enrolTerminal'],
  ['settings', '/venue/settings', 'venue.changeSettings'],
] as const;

/** The venue's rows as its pages show them. */
@Injectable()
export class VenuePresenter {
  constructor(private readonly i18n: I18n) {}

  tabs({ person, locale }: DeskContext, active: (typeof TABS)[number][0]) {
    return TABS.filter(([, , permission]) => mayDo(person.roles, permission)).map(([name, href]) => ({
      href,
      label: this.i18n.t(locale, `venue.${name}.title`),
      active: name === active,
    }));
  }

  days(days: readonly DayRow[], names: Names, locale: Locale) {
    const who = (at: number | null, by: string | null) =>
      at === null ? { text: '' } : { text: dateTime(at), note: names.get(by ?? '') };
    return {
      columns: this.columns(locale, ['day.date', 'day.opened', 'day.closed']),
      rows: days.map((day) => ({
        cells: [
          {
            text: dateLabel(day.businessDate, locale),
            strong: true,
            ...(day.closedAt === null ? {} : { href: `/day-sheets/${day.businessDate}` }),
          },
          who(day.openedAt, day.openedBy),
          day.closedAt === null
            ? { text: '', badge: { text: this.i18n.t(locale, 'venue.day.isOpen'), tone: 'ok' } }
            : who(day.closedAt, day.closedBy),
        ],
      })),
    };
  }

  /** The days from which custody may be counted, for a select. */
  custodyStarts(locale: Locale) {
    return (['FOUND', 'CUSTODY'] as const).map((value) => ({
      value,
      label: this.i18n.t(locale, `venue.policy.lost.starts.${value}`),
    }));
  }

  /** How odd birthdays are kept, for two selects. */
  birthdayChoices(locale: Locale) {
    const options = (name: keyof typeof BIRTHDAY_POLICY_FIELDS.choices) =>
      BIRTHDAY_POLICY_FIELDS.choices[name].map((value) => ({
        value,
        label: this.i18n.t(locale, `birthdays.policy.${name}Choice.${value}`),
      }));
    return { feb29: options('feb29'), leapMonth: options('leapMonth') };
  }

  /** How stored value behaves at its cap and at the invoice, for two selects. */
  storedValueChoices(locale: Locale) {
    const choice = (group: string) => (value: string) => ({
      value,
      label: this.i18n.t(locale, `value.policy.${group}.${value}`),
    });
    return { capModes: CAP_MODES.map(choice('modes')), invoiceModes: INVOICE_MODES.map(choice('invoices')) };
  }

  /** At which price a refund deducts what was used. */
  refundPrices(locale: Locale): { value: string; label: string }[] {
    return DEDUCTION_PRICES.map((value) => ({ value, label: this.i18n.t(locale, `refunds.price.${value}`) }));
  }

  /** What a tier may be reached by, for a select. */
  tierMeasures(locale: Locale) {
    return TIER_MEASURES.map((value) => ({ value, label: this.i18n.t(locale, `cardlife.policy.measure.${value}`) }));
  }

  policies(versions: readonly PolicyVersionRow[], names: Names, locale: Locale) {
    return {
      columns: this.columns(locale, ['policy.version', 'policy.from', 'policy.reason', 'policy.by']),
      rows: versions.map(({ version, effectiveFrom, reason, createdBy, createdAt }) => ({
        cells: [
          { text: String(version) },
          { text: effectiveFrom, strong: true },
          { text: reason === '' ? this.i18n.t(locale, 'venue.policy.first') : reason },
          { text: names.get(createdBy) ?? '', note: dateTime(createdAt) },
        ],
      })),
    };
  }

  charters(charters: readonly Charter[], locale: Locale) {
    return {
      columns: this.columns(locale, ['charter.number', 'charter.from', 'charter.beginning']),
      rows: charters.map(({ number, effectiveFrom, text }) => ({
        cells: [
          { text: this.i18n.t(locale, 'venue.charter.nth', { number }), strong: true },
          { text: effectiveFrom },
          { text: [...text].slice(0, 40).join('') },
        ],
      })),
    };
  }

  terminals(rows: readonly TerminalRow[], here: string | undefined, locale: Locale) {
    return rows
      .filter(({ revokedAt }) => revokedAt === null)
      .map(({ id, name, deskName, printerId, enrolledAt }) => ({
        id,
        name,
        deskName,
        printerId: printerId ?? '',
        since: dateTime(enrolledAt),
        here: id === here,
        revoke: `/venue/terminals/${id}/revoke`,
        printer: `/venue/terminals/${id}/printer`,
        badge: id === here ? { text: this.i18n.t(locale, 'venue.terminals.here'), tone: 'ok' } : undefined,
      }));
  }

  private columns(locale: Locale, keys: readonly string[]) {
    return keys.map((key) => ({ label: this.i18n.t(locale, `venue.${key}`) }));
  }
}
