/**
 * A cell as the clerk saw it, as plain text like that of a CSV: whole numbers without exponent, dates as 2026-11-21
 * (with 21:35:00 when there is a time). Formulas are never evaluated: what the file stored as their result is taken.
 */
export function cellText(value: unknown): string {
  if (value instanceof Date) return dateText(value);
  if (typeof value === 'string') return value.trim();
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

/** Excel keeps 15 digits and writes noise behind them (138000.00000000001); longer whole numbers stay as written. */
export function numberText(text: string): string {
  if (/^-?\d+$/.test(text)) return text;
  const value = Number(text);
  if (!Number.isFinite(value)) return text;
  if (Number.isSafeInteger(value)) return String(value);
  return Math.abs(value) < 1e15 ? plainDecimal(value) : text;
}

function plainDecimal(value: number): string {
  const rounded = Number(value.toPrecision(15));
  const text = String(rounded);
  return text.includes('e') ? rounded.toFixed(20).replace(/0+$/, '') : text;
}

/** Excel dates carry no zone; the reader puts them at that wall time in UTC. */
function dateText(date: Date): string {
  const [day = '', clock = ''] = date.toISOString().split('T');
  return clock.startsWith('00:00:00') ? day : `${day} ${clock.slice(0, 8)}`;
}
