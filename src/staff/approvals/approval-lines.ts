import { Injectable } from '@nestjs/common';
import { I18n } from '../../platform/i18n/i18n.js';
import type { Locale } from '../../platform/i18n/locale.js';
import { clockTime } from '../../platform/views/format.js';
import type { Tone } from '../../platform/views/layout-model.js';
import type { Sentence } from './approvable-acts.js';
import type { ApprovalRow, ApprovalState } from './approval-rows.js';

export interface TileView {
  readonly href: string;
  readonly text: string;
  readonly badge: { readonly text: string; readonly tone: Tone } | undefined;
  readonly aside: string;
}

const tones: Readonly<Record<ApprovalState, Tone>> = {
  WAITING: 'warn',
  APPROVED: 'ok',
  REFUSED: 'bad',
  WITHDRAWN: 'plain',
  FAILED: 'bad',
};

/** Requests as lines in the words of the reader, for every page that lists them. */
@Injectable()
export class ApprovalLines {
  constructor(private readonly i18n: I18n) {}

  /** For whoever decides: what is asked for, by whom, since when. */
  waiting(rows: readonly ApprovalRow[], locale: Locale): TileView[] {
    return rows.map((row) => ({
      href: `/approvals/${row.id}`,
      text: this.line(row, locale),
      badge: undefined,
      aside: `${row.requestedByName} · ${clockTime(row.createdAt)}`,
    }));
  }

  /** For the clerk who asked: how it stands, and where the result is. */
  sent(rows: readonly ApprovalRow[], locale: Locale): TileView[] {
    return rows.map((row) => ({
      href: row.done?.href ?? `/approvals/${row.id}`,
      text: row.done ? this.say(row.done.summary, locale) : this.line(row, locale),
      badge: this.badge(row, locale),
      aside: clockTime(row.decidedAt ?? row.createdAt),
    }));
  }

  badge({ state }: Pick<ApprovalRow, 'state'>, locale: Locale): { readonly text: string; readonly tone: Tone } {
    return { text: this.i18n.t(locale, `approvals.state.${state}`), tone: tones[state] };
  }

  /** Who may decide, in words: 当班主管 / 客服经理. */
  deciders({ deciderRoles }: Pick<ApprovalRow, 'deciderRoles'>, locale: Locale): string {
    return this.roles(deciderRoles, locale);
  }

  roles(roles: readonly string[], locale: Locale): string {
    return roles
      .map((role) => this.i18n.t(locale, `staff.role.${role}`))
      .join(this.i18n.t(locale, 'approvals.listSeparator'));
  }

  line({ kind, summary }: Pick<ApprovalRow, 'kind' | 'summary'>, locale: Locale): string {
    return `${this.i18n.t(locale, `acts.${kind}`)} · ${this.say(summary, locale)}`;
  }

  say({ key, params }: Sentence, locale: Locale): string {
    return this.i18n.t(locale, key, params);
  }
}
