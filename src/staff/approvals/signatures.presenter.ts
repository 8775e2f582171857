import { Injectable } from '@nestjs/common';
import { I18n } from '../../platform/i18n/i18n.js';
import { dateTime } from '../../platform/views/format.js';
import { emptyForm } from '../../platform/views/form-model.js';
import type { DeskContext } from '../desk-context.js';
import { ApprovalLines } from './approval-lines.js';
import type { Typed } from './approvals.presenter.js';
import type { UnsignedLine } from './signatures.queries.js';

/** The list to be signed: every line in full, so that it can be read before the one PIN. */
@Injectable()
export class SignaturesPresenter {
  constructor(
    private readonly i18n: I18n,
    private readonly requests: ApprovalLines,
  ) {}

  list({ locale }: DeskContext, lines: readonly UnsignedLine[], requestKey: string, typed: Typed = {}): object {
    const roles = [...new Set(lines.flatMap(({ signerRoles }) => signerRoles))];
    return {
      form: { ...emptyForm('/signatures', requestKey), ...typed },
      roles: this.requests.roles(roles, locale),
      count: this.i18n.t(locale, 'approvals.signatures.count', { count: lines.length }),
      lines: lines.map((line) => ({
        name: `line-${line.id}`,
        text: `${this.i18n.t(locale, `acts.${line.kind}`)} · ${this.i18n.t(locale, line.summary.key, line.summary.params)}`,
        note: `${line.actorName} · ${dateTime(line.createdAt)}`,
        href: line.documentId === null ? undefined : `/documents/${line.documentId}`,
        checked: typed.values?.[`line-${line.id}`] === '1',
      })),
    };
  }
}
