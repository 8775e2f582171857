import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { I18n } from '../platform/i18n/i18n.js';
import type { Locale } from '../platform/i18n/locale.js';
import { emptyForm } from '../platform/views/form-model.js';
import { dateLabel, dateTime } from '../platform/views/format.js';
import type { MemberEvent, MemberRow } from './member.queries.js';
import type { MemberAction } from './member-actions.js';
import type { MemberPanel } from './member-panels.js';
import { MemberStrips, type MemberStrip } from './member-strip.js';
import type { RevealedField } from './reveals.js';
import { REVEALED_FIELDS } from './reveals.js';
import { PersonFields } from './sealed-person.js';

export interface MemberPageSource {
  readonly member: MemberRow;
  readonly strip: MemberStrip;
  readonly panels: readonly MemberPanel[];
  readonly actions: readonly MemberAction[];
  readonly events: readonly (MemberEvent & { readonly who: string })[];
  readonly marketing: boolean;
  readonly mayErase: boolean;
  readonly revealed?: { readonly field: RevealedField; readonly text: string };
  readonly errors?: Readonly<Record<string, string>>;
  readonly values?: Readonly<Record<string, string>>;
}

/** The member's page and the list: masks everywhere, a full text only where it was asked for and noted. */
@Injectable()
export class MemberPresenter {
  constructor(
    private readonly fields: PersonFields,
    private readonly strips: MemberStrips,
    private readonly i18n: I18n,
  ) {}

  page(source: MemberPageSource, locale: Locale): object {
    const { member, strip, panels, actions, events, marketing, mayErase, revealed, errors = {}, values = {} } = source;
    const base = `/members/${member.membershipId}`;
    return {
      member: strip,
      panels,
      actions: actions.map(({ key, labelKey, icon, href }) => ({
        key,
        icon,
        label: this.i18n.t(locale, labelKey),
        href: href(member.membershipId),
      })),
      marketing,
      closed: member.closedAt !== null,
      profile: this.profile(member, locale),
      events: events.map((event) => this.event(event, locale)),
      revealed: revealed && this.revealed(revealed, locale),
      revealOptions: REVEALED_FIELDS.map((field) => ({
        value: field,
        label: this.i18n.t(locale, `members.field.${field}`),
      })),
      revealForm: { ...emptyForm(`${base}/reveal`, uuidv7(), { field: 'phone', ...values }), errors },
      compareForm: emptyForm(`${base}/compare`, uuidv7()),
      marketingForm: emptyForm(`${base}/marketing`, uuidv7()),
      marketingNext: marketing ? '0' : '1',
      changeHref: `${base}/profile`,
      eraseHref: mayErase ? `${base}/erasure` : undefined,
    };
  }

  list(members: readonly MemberRow[], limit: number, locale: Locale): object {
    const t = (key: string, params?: Readonly<Record<string, string | number>>) => this.i18n.t(locale, key, params);
    const last = members.length === limit ? members.at(-1) : undefined;
    return {
      columns: ['name', 'phone', 'tier', 'joined'].map((key) => ({ label: t(`members.list.${key}`) })),
      rows: members.map((member) => ({
        cells: [
          {
            text: `${this.fields.maskedName(member)} ${t(`members.title.${member.title}`)}`,
            href: `/members/${member.membershipId}`,
          },
          { text: this.fields.maskedPhone(member) },
          { text: '', badge: this.strips.tierBadge(member.tier, locale) },
          { text: dateLabel(member.joinedOn, locale) },
        ],
      })),
      count: t('members.list.count', { count: members.length }),
      next: last ? `/members?before=${last.membershipId}` : undefined,
    };
  }

  private profile(member: MemberRow, locale: Locale): object[] {
    const t = (key: string) => this.i18n.t(locale, key);
    const none = t('members.page.none');
    const birthday = this.fields.birthday(member);
    return [
      { label: t('members.page.name'), value: this.fields.maskedName(member) || none },
      { label: t('members.page.phone'), value: this.fields.maskedPhone(member) || none },
      {
        label: t('members.page.birthday'),
        value: this.fields.maskedBirthday(member) || none,
        note: birthday ? t(`members.calendar.${birthday.calendar}`) : undefined,
      },
      { label: t('members.page.address'), value: member.sealedAddress === null ? none : t('members.page.kept') },
      { label: t('members.page.idDocument'), value: member.sealedIdDocument === null ? none : t('members.page.kept') },
      {
        label: t('members.page.preferences'),
        value: this.fields.open(member, 'preferences', member.sealedPreferences) ?? none,
      },
      { label: t('members.page.joined'), value: dateLabel(member.joinedOn, locale) },
    ];
  }

  private event({ kind, what, at, detail, who }: MemberPageSource['events'][number], locale: Locale): object {
    const t = (key: string, params?: Readonly<Record<string, string | number>>) => this.i18n.t(locale, key, params);
    const time = dateTime(at);
    if (kind === 'CONSENT')
      return { time, who, title: t(`members.event.${detail}`, { purpose: t(`members.purpose.${what}`) }) };
    const title = t('members.event.changed', { field: t(`members.field.${what}`) });
    return { time, who, title, note: t(`members.proof.${detail}`), icon: 'pen-line' };
  }

  private revealed({ field, text }: { field: RevealedField; text: string }, locale: Locale): string {
    const value = text === '' ? this.i18n.t(locale, 'members.page.none') : text;
    return this.i18n.t(locale, 'members.page.revealed', {
      value,
      field: this.i18n.t(locale, `members.field.${field}`),
    });
  }
}
