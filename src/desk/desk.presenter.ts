import { Injectable } from '@nestjs/common';
import { I18n } from '../platform/i18n/i18n.js';
import type { Locale } from '../platform/i18n/locale.js';
import { clockTime, dateLabel } from '../platform/views/format.js';
import { ApprovalLines } from '../staff/approvals/approval-lines.js';
import type { DeskContext } from '../staff/desk-context.js';
import { mayDo } from '../staff/permissions.js';
import type { DeskSection } from './desk-contributions.js';
import type { DeskPage, MyAct } from './desk-page.js';

/** Where the business day is opened. */
const OPEN_DAY = '/venue/day';

/** Pages of this room that have no key of their own. */
const links = [
  { name: 'approvals', href: '/approvals', icon: 'shield-check', permission: 'approvals.view' },
  { name: 'signatures', href: '/signatures', icon: 'pen-line', permission: 'signatures.view' },
  { name: 'delegations', href: '/staff/delegations', icon: 'users', permission: 'staff.delegate' },
  { name: 'journal', href: '/journal', icon: 'book-open', permission: 'journal.view' },
] as const;

/** The desk page in the reader's words. */
@Injectable()
export class DeskPresenter {
  constructor(
    private readonly i18n: I18n,
    private readonly approvals: ApprovalLines,
  ) {}

  page({ locale, person }: DeskContext, desk: DeskPage): object {
    const { dayToOpen, warnings, unsigned } = desk;
    const waiting = this.approvals.waiting(desk.waiting, locale);
    const sent = this.approvals.sent(desk.sent, locale);
    return {
      day: dayToOpen ? this.day(dayToOpen, locale) : undefined,
      warnings: warnings.map(({ state, key, params }) => ({ tone: state, text: this.i18n.t(locale, key, params) })),
      approvals:
        waiting.length + sent.length > 0
          ? { waiting, sent, count: waiting.length > 0 ? String(waiting.length) : undefined }
          : undefined,
      unsigned: unsigned > 0 ? this.i18n.t(locale, 'approvals.signatures.open', { count: unsigned }) : undefined,
      sections: desk.sections
        .filter(({ count, lines }) => count + lines.length > 0)
        .map((each) => this.section(each, locale)),
      acts: desk.acts.map((act) => this.act(act)),
      links: links
        .filter(({ permission }) => mayDo(person.roles, permission))
        .map(({ href, icon, name }) => ({ href, icon, text: this.i18n.t(locale, `desk.links.${name}`) })),
    };
  }

  private day({ date, allowed }: NonNullable<DeskPage['dayToOpen']>, locale: Locale): object {
    const key = allowed ? 'desk.day.closed' : 'desk.day.closedAsk';
    return {
      text: this.i18n.t(locale, key, { date: dateLabel(date, locale) }),
      href: allowed ? OPEN_DAY : undefined,
      action: this.i18n.t(locale, 'desk.day.open'),
    };
  }

  private section({ titleKey, count, lines }: DeskSection, locale: Locale): object {
    return {
      title: this.i18n.t(locale, titleKey),
      aside: this.i18n.t(locale, 'desk.sectionCount', { count }),
      lines: lines.map(({ text, href, badge }) => ({ text, href, badge, aside: undefined })),
    };
  }

  private act({ at, text, href, documentId, undoHref }: MyAct): object {
    return {
      time: clockTime(at),
      text,
      href,
      paper: documentId === undefined ? undefined : `/documents/${documentId}`,
      undo: undoHref,
    };
  }
}
