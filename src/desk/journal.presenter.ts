import { Injectable } from '@nestjs/common';
import { I18n } from '../platform/i18n/i18n.js';
import type { Locale } from '../platform/i18n/locale.js';
import { clockTime } from '../platform/views/format.js';
import type { Tone } from '../platform/views/layout-model.js';
import { permissions } from '../staff/permissions.js';
import { JOURNAL_PAGE, type JournalFilter, type JournalRow } from './journal.queries.js';

const tones: Readonly<Record<string, Tone>> = { DONE: 'ok', REFUSED: 'bad', NOTED: 'info' };

/** The journal in words. Rows hold ids and codes only, so there is nothing to mask but what was never written. */
@Injectable()
export class JournalPresenter {
  constructor(private readonly i18n: I18n) {}

  page(rows: readonly JournalRow[], filter: JournalFilter, locale: Locale): object {
    const shown = rows.slice(0, JOURNAL_PAGE);
    const last = rows.length > JOURNAL_PAGE ? shown.at(-1) : undefined;
    return {
      filter: {
        action: '/journal',
        requestKey: '',
        values: { day: filter.day, who: filter.who, kind: filter.kind },
        errors: {},
      },
      kinds: Object.keys(permissions)
        .filter((kind) => !kind.endsWith('.view'))
        .map((kind) => ({ value: kind, label: this.nameOf(kind, locale) })),
      columns: ['time', 'person', 'act', 'outcome', 'signedBy', 'where'].map((name) => ({
        label: this.say(locale, name),
      })),
      rows: shown.map((row) => ({ cells: this.cells(row, locale) })),
      next: last ? `/journal?${pageQuery(filter, last.seq)}` : undefined,
      previous: filter.before === null ? undefined : `/journal?${pageQuery(filter)}`,
    };
  }

  private cells(row: JournalRow, locale: Locale): object[] {
    const signers = row.coSigners.map(({ role }) => this.i18n.t(locale, `staff.role.${role}`));
    return [
      { text: clockTime(row.at), tone: 'muted' },
      { text: row.actorName ?? this.say(locale, 'system'), note: row.actorNo },
      { text: this.nameOf(row.kind, locale), note: row.code },
      { text: '', badge: { text: this.say(locale, `outcomes.${row.outcome}`), tone: tones[row.outcome] ?? 'plain' } },
      { text: signers.join(' / ') },
      { text: row.terminalName ?? '' },
    ];
  }

  /** Acts have names; what the machine does by itself is shown as it is called. */
  private nameOf(kind: string, locale: Locale): string {
    return this.i18n.has(`acts.${kind}`) ? this.i18n.t(locale, `acts.${kind}`) : kind;
  }

  private say(locale: Locale, key: string): string {
    return this.i18n.t(locale, `desk.journal.${key}`);
  }
}

function pageQuery({ day, who, kind }: JournalFilter, before?: number): string {
  return new URLSearchParams({
    day,
    who,
    kind,
    ...(before === undefined ? {} : { before: String(before) }),
  }).toString();
}
