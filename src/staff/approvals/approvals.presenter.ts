import { Injectable } from '@nestjs/common';
import { I18n } from '../../platform/i18n/i18n.js';
import type { Locale } from '../../platform/i18n/locale.js';
import { dateTime } from '../../platform/views/format.js';
import { emptyForm, type FormModel } from '../../platform/views/form-model.js';
import type { DeskContext } from '../desk-context.js';
import type { ActDocument } from './approvable-acts.js';
import { ApprovalLines } from './approval-lines.js';
import type { ApprovalRow } from './approval-rows.js';

export type Typed = Partial<Pick<FormModel, 'values' | 'errors'>>;

/** The page of one request. */
@Injectable()
export class ApprovalsPresenter {
  constructor(
    private readonly i18n: I18n,
    private readonly lines: ApprovalLines,
  ) {}

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
      what: this.lines.say(row.summary, locale),
      badges: [this.lines.badge(row, locale)],
      facts: [...this.frame(row, locale), ...(document?.facts ?? [])],
      href: document?.href,
      erased: document === undefined ? this.i18n.t(locale, 'approvals.erased') : undefined,
      own: own && waiting ? this.i18n.t(locale, 'approvals.own', { who: this.lines.deciders(row, locale) }) : undefined,
      approval: waiting && !own && document ? form('approval') : undefined,
      refusal: waiting && !own ? form('refusal') : undefined,
      withdrawal: waiting && own ? form('withdrawal') : undefined,
    };
  }

  private frame(row: ApprovalRow, locale: Locale): ActDocument['facts'] {
    const t = (key: string): string => this.i18n.t(locale, `approvals.${key}`);
    return [
      { label: t('who'), value: row.requestedByName, note: dateTime(row.createdAt) },
      ...(row.state === 'WAITING'
        ? [{ label: t('decider'), value: this.lines.deciders(row, locale) }]
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
      ...(row.done ? [{ label: t('result'), value: this.lines.say(row.done.summary, locale) }] : []),
    ];
  }
}
