import { daysBetween, type PlainDate } from '../../kernel/business-day.js';

/** Nightly copies kept; those made by hand are never touched. */
export const DAILY_KEPT = 30;
/** After this long without a copy the desk is told. */
export const STALE_HOURS = 26;

const DAILY = /^daily-(\d{4}-\d{2}-\d{2})\.sqlite$/;
const NIGHT = /^night-(\d{4}-\d{2}-\d{2})-\d+\.sqlite$/;

export const dailyName = (date: PlainDate): string => `daily-${date}`;

/** The copy that follows a closed day; the instant (ms) parts two tries of one night. */
export const nightName = (date: PlainDate, at: number): string => `night-${date}-${at}`;

/** One copy a calendar day, at the first look of the day: a PC that was off makes it when it is on again. */
export function isBackupDue(fileNames: readonly string[], today: PlainDate): boolean {
  const days = fileNames.flatMap((name) => DAILY.exec(name)?.[1] ?? []);
  // a clock that was put back finds copies "of tomorrow": they count until it has caught up
  return !days.some((day) => daysBetween(today, day) >= 0);
}

/** Copies beyond the newest `kept` of their kind, oldest first. */
export function outlivedBackups(fileNames: readonly string[], kept = DAILY_KEPT): string[] {
  return [DAILY, NIGHT].flatMap((kind) => {
    const names = fileNames.filter((name) => kind.test(name)).toSorted();
    return names.slice(0, Math.max(0, names.length - kept));
  });
}
