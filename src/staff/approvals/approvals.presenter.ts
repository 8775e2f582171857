import { Injectable } from '@nestjs/common';
import { I18n } from '../../platform/i18n/i18n.js';
import type { Locale } from '../../platform/i18n/locale.js';
import { clockTime, dateTime } from '../../platform/views/format.js';
import { emptyForm, type FormModel } from '../../platform/views/form-model.js';
import type { Tone } from '../../platform/views/layout-model.js';
import type { DeskContext } from '../desk-context.js';
import type { ActDocument, Sentence } from './approvable-acts.js';
import type { ApprovalRow, ApprovalState } from './approval-rows.js';

export interface TileView {
  readonly href: string;
  readonly text: string;
  readonly badge: { readonly text: string; readonly tone: Tone } | undefined;
  readonly aside: string;
}

export type Typed = Partial<Pick<FormModel, 'values' | 'errors'>>;

const tones: Readonly<Record<ApprovalState, Tone>> = {
  WAITING: 'warn',
  APPROVED: 'ok',
  REFUSED: 'bad',
  WITHDRAWN: 'plain',
  FAILED: 'bad',
};

/** Requests in the words of the reader. */
@Injectable()
export class ApprovalsPresenter {
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
      badge: { text: this.i18n.t(locale, `approvals.state.${row.state}`), tone: tones[row.state] },
      aside: clockTime(row.decidedAt ?? row.createdAt),
    }));
  }

  /** The page of one request: everything to read before the PIN, and the forms this person may use. */
  page(
    desk: DeskContext,
    row: ApprovalRow,
    document: ActDocument | undefined,
    requestKey: string,
    typed: Typed = {},
  ): object {
    const { locale, person } = desk;
    const own = row.requestedBy === person.id;
    const waiting = row.state === 'WAITING';
    const form = (action: string): FormModel => ({
      ...emptyForm(`/approvals/${row.id}/${action}`, requestKey),
      ...typed,
    });
    return {
      act: this.i18n.t(locale, `acts.${row.kind}`),
      what: this.say(row.summary, locale),
      badges: [{ text: this.i18n.t(locale, `approvals.state.${row.state}`), tone: tones[row.state] }],
      facts: [...this.frame(row, locale), ...(document?.facts ?? [])],
      href: document?.href,
      erased: document === undefined ? this.i18n.t(locale, 'approvals.erased') : undefined,
      own: own && waiting ? this.i18n.t(locale, 'approvals.own', { who: this.deciders(row, locale) }) : undefined,
      approval: waiting && !own && document ? form('approval') : undefined,
      refusal: waiting && !own ? form('refusal') : undefined,
      withdrawal: waiting && own ? form('withdrawal') : undefined,
    };
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

  private frame(row: ApprovalRow, locale: Locale): ActDocument['facts'] {
    const t = (key: string): string => this.i18n.t(locale, `approvals.${key}`);
    return [
      { label: t('who'), value: row.requestedByName, note: dateTime(row.createdAt) },
      ...(row.state === 'WAITING'
        ? [{ label: t('decider'), value: this.deciders(row, locale) }]
        : this.ending(row, locale)),
    ];
  }

  private ending(row: ApprovalRow, locale: Locale): ActDocument['facts'] {
    const t = (key: string): string => this.i18n.t(locale, `approvals.${key}`);
    const why = row.failed ? this.i18n.t(locale, `error.${row.failed.code}`, row.failed.params) : row.reason;
    return [
      {
        label: t('decided'),
        value: row.decidedByName ?? '',
        note: row.decidedAt === null ? '' : dateTime(row.decidedAt),
      },
      ...(why === null ? [] : [{ label: t('reason'), value: why }]),
      ...(row.done ? [{ label: t('result'), value: this.say(row.done.summary, locale) }] : []),
    ];
  }

  say({ key, params }: Sentence, locale: Locale): string {
    return this.i18n.t(locale, key, params);
  }
}
