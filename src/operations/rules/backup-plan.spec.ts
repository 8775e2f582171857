import { isBackupDue, nightName, outlivedBackups } from './backup-plan.js';

describe('the daily backup', () => {
  it('is due once a calendar day', () => {
    expect(isBackupDue([], '2026-11-22')).toBe(true);
    expect(isBackupDue(['daily-2026-11-21.sqlite', 'by-hand-20261122T010203Z.sqlite'], '2026-11-22')).toBe(true);
    expect(isBackupDue(['daily-2026-11-22.sqlite'], '2026-11-22')).toBe(false);
  });

  it('is not made again and again while the clock stands in the past', () => {
    expect(isBackupDue(['daily-2026-11-22.sqlite'], '2026-11-20')).toBe(false);
  });

  it('keeps the newest and whatever was made by hand', () => {
    const names = ['daily-2026-11-20.sqlite', 'by-hand-1.sqlite', 'daily-2026-11-22.sqlite', 'daily-2026-11-21.sqlite'];
    expect(outlivedBackups(names, 2)).toEqual(['daily-2026-11-20.sqlite']);
    expect(outlivedBackups(names, 3)).toEqual([]);
  });

  it('counts the copies of closed nights apart from the daily ones', () => {
    const nights = ['night-2026-11-20-1763580615000.sqlite', 'night-2026-11-21-1763667000000.sqlite'];
    expect(outlivedBackups(['daily-2026-11-20.sqlite', ...nights], 1)).toEqual([
      'night-2026-11-20-1763580615000.sqlite',
    ]);
    expect(`${nightName('2026-11-20', 1_763_580_615_000)}.sqlite`).toBe(nights[0]);
  });
});
