import { keptSince } from './keep-until.js';

test('days are counted back from the business date, whatever the clock of the PC says', () => {
  const since = keptSince('2026-11-20', { claims: 1095, photos: 90, enquiries: 0 });
  expect(new Date(since.claims).toISOString()).toBe('2023-11-21T04:00:00.000Z');
  expect(new Date(since.photos).toISOString()).toBe('2026-08-22T04:00:00.000Z');
  expect(new Date(since.enquiries).toISOString()).toBe('2026-11-20T04:00:00.000Z');
});
