import { I18n } from '../platform/i18n/i18n.js';
import type { Locale } from '../platform/i18n/locale.js';
import { dateLabel, dateTime } from '../platform/views/format.js';
import type { FormModel } from '../platform/views/form-model.js';
import type { DeviceKeyRow } from './device-keys.service.js';

export function deviceListModel(i18n: I18n, locale: Locale, devices: readonly DeviceKeyRow[]) {
  const t = (key: string) => i18n.t(locale, `devices.${key}`);
  return {
    columns: ['name', 'scopes', 'lastUsed', 'state'].map((key) => ({ label: t(key) })),
    rows: devices.map((device) => ({
      cells: [
        { text: device.name, strong: true, href: `/devices/${device.id}` },
        { text: scopesText(t, device) },
        { text: lastUsedText(t, locale, device), tone: 'muted' },
        { text: '', badge: stateBadge(t, device) },
      ],
    })),
  };
}

export function deviceModel(i18n: I18n, locale: Locale, device: DeviceKeyRow, form: FormModel) {
  const t = (key: string) => i18n.t(locale, `devices.${key}`);
  return {
    form,
    name: device.name,
    badges: [stateBadge(t, device)],
    live: device.revokedAt === null,
    facts: [
      { label: t('scopes'), value: scopesText(t, device) },
      { label: t('createdAt'), value: dateTime(device.createdAt) },
      { label: t('lastUsed'), value: lastUsedText(t, locale, device) },
      ...(device.revokedAt === null ? [] : [{ label: t('revokedAt'), value: dateTime(device.revokedAt) }]),
    ],
  };
}

type Text = (key: string) => string;

function scopesText(t: Text, { scopes }: DeviceKeyRow): string {
  return scopes.map((scope) => t(`scope.${scope}`)).join(' · ');
}

function lastUsedText(t: Text, locale: Locale, { lastUsedDay }: DeviceKeyRow): string {
  return lastUsedDay === null ? t('never') : dateLabel(lastUsedDay, locale);
}

function stateBadge(t: Text, { revokedAt }: DeviceKeyRow) {
  return revokedAt === null ? { text: t('live'), tone: 'ok' } : { text: t('revoked'), tone: 'plain' };
}
