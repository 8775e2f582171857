import { formatSignedYuan, formatYuan } from '../../kernel/money.js';
import type { Locale } from '../i18n/locale.js';

const zone = 'Asia/Shanghai';
const grouped = new Intl.NumberFormat('en-US');
const minute = new Intl.DateTimeFormat('en-GB', {
  timeZone: zone,
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});
const day = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' });
const weekday: Readonly<Record<Locale, Intl.DateTimeFormat>> = {
  'zh-CN': new Intl.DateTimeFormat('zh-CN', { timeZone: 'UTC', weekday: 'short' }),
  en: new Intl.DateTimeFormat('en', { timeZone: 'UTC', weekday: 'short' }),
};

/** A true minus sign: as wide as a digit, and never broken from its number at a line's end. */
const minus = '−';

/** Fen as yuan, `1,234.50`; zero is `0.00`, a negative carries its minus whatever its colour. */
export function money(fen: number): string {
  return formatYuan(fen).replace('-', minus);
}

export function signedMoney(fen: number): string {
  return formatSignedYuan(fen).replace('-', minus);
}

/** A whole count of points or pieces, `12,480`. */
export function points(count: number): string {
  return `${count < 0 ? minus : ''}${grouped.format(Math.abs(count))}`;
}

export function signedPoints(count: number): string {
  return count > 0 ? `+${points(count)}` : points(count);
}

/** A calendar or business date with its weekday: `2026-11-21 周六`. */
export function dateLabel(date: string, locale: Locale): string {
  return `${date} ${weekday[locale].format(Date.parse(`${date}T00:00:00Z`))}`;
}

/** `21:35`, on the venue's wall. */
export function clockTime(ms: number): string {
  return minute.format(ms);
}

/** `2026-11-21 21:35`, on the venue's wall. */
export function dateTime(ms: number): string {
  return `${day.format(ms)} ${minute.format(ms)}`;
}
