import { Injectable } from '@nestjs/common';
import { I18n } from '../platform/i18n/i18n.js';
import type { Locale } from '../platform/i18n/locale.js';
import { dateTime } from '../platform/views/format.js';
import type { DeskContext } from './desk-context.js';
import { type CoSignKind, isPermission, permissions, ruleOf } from './permissions.js';
import { ROLES, type Role } from './roles.js';
import type { StaffRow } from './staff.queries.js';

/** People and permissions as the pages show them. */
@Injectable()
export class StaffPresenter {
  constructor(private readonly i18n: I18n) {}

  roleNames(roles: readonly Role[], locale: Locale): string {
    return roles.map((role) => this.i18n.t(locale, `staff.role.${role}`)).join(locale === 'en' ? ', ' : '、');
  }

  ownFacts({ staffNo, name, roles }: DeskContext['person'], locale: Locale) {
    return [
      { label: this.i18n.t(locale, 'staff.no'), value: staffNo },
      { label: this.i18n.t(locale, 'staff.name'), value: name },
      { label: this.i18n.t(locale, 'staff.roles'), value: this.roleNames(roles, locale) },
    ];
  }

  list(people: readonly StaffRow[], locale: Locale) {
    const t = (key: string) => this.i18n.t(locale, key);
    return {
      columns: ['staff.no', 'staff.name', 'staff.roles', 'staff.badge', 'staff.state'].map((key) => ({
        label: t(key),
      })),
      rows: people.map((person) => ({
        tone: person.deactivatedAt === null ? undefined : 'muted',
        cells: [
          { text: person.staffNo, href: `/staff/people/${person.id}` },
          { text: person.name, strong: true },
          { text: this.roleNames(person.roles, locale) },
          { text: t(person.hasBadge ? 'staff.person.hasBadge' : 'staff.person.noBadge'), tone: 'muted' },
          { text: '', badge: this.state(person, locale) },
        ],
      })),
    };
  }

  state({ deactivatedAt, hasSecrets }: StaffRow, locale: Locale) {
    if (deactivatedAt !== null) return { text: this.i18n.t(locale, 'staff.inactive'), tone: 'plain' };
    if (!hasSecrets) return { text: this.i18n.t(locale, 'staff.waiting'), tone: 'warn' };
    return { text: this.i18n.t(locale, 'staff.active'), tone: 'ok' };
  }

  facts(person: StaffRow, locale: Locale) {
    const t = (key: string) => this.i18n.t(locale, key);
    return [
      { label: t('staff.no'), value: person.staffNo },
      { label: t('staff.roles'), value: this.roleNames(person.roles, locale) },
      { label: t('staff.badge'), value: t(person.hasBadge ? 'staff.person.hasBadge' : 'staff.person.noBadge') },
      { label: t('staff.since'), value: dateTime(person.createdAt) },
    ];
  }

  /** The check boxes of all roles. */
  roleChoices(chosen: readonly string[], locale: Locale) {
    return ROLES.map((role) => ({
      name: `role_${role}`,
      label: this.i18n.t(locale, `staff.role.${role}`),
      value: chosen.includes(role) ? '1' : '',
    }));
  }

  /** The const table itself, room by room: whoever asks who may do what reads what the guard reads. */
  permissionTable(locale: Locale) {
    const t = (key: string) => this.i18n.t(locale, key);
    return {
      columns: ['act', 'who', 'coSign'].map((key) => ({ label: t(`staff.permissions.${key}`) })),
      rows: Object.keys(permissions)
        .filter(isPermission)
        .map((permission) => {
          const { roles, coSign } = ruleOf(permission);
          const everyone = roles.length === ROLES.length;
          return {
            cells: [
              { text: t(`acts.${permission}`), note: permission, strong: true },
              { text: everyone ? t('staff.permissions.everyone') : this.roleNames(roles, locale) },
              coSign
                ? { text: this.roleNames(coSign.roles, locale), badge: this.kind(coSign.kind, locale) }
                : { text: '' },
            ],
          };
        }),
    };
  }

  private kind(kind: CoSignKind, locale: Locale) {
    return { text: this.i18n.t(locale, `staff.permissions.kind.${kind}`), tone: 'info' };
  }
}
