import { relativeTime } from './RelativeTime';

const now = new Date('2026-11-20T12:00:00Z');

describe('relativeTime', () => {
  it.each([
    ['2026-11-20T11:59:40Z', 'now'],
    ['2026-11-20T11:58:00Z', '2 minutes ago'],
    ['2026-11-20T09:10:00Z', '2 hours ago'],
    ['2026-11-19T12:00:00Z', 'yesterday'],
    ['2026-11-10T12:00:00Z', '10 days ago'],
    ['2026-11-20T12:05:00Z', 'in 5 minutes'],
  ])('says %s as "%s"', (at, text) => {
    expect(relativeTime(new Date(at), now, 'en')).toBe(text);
  });
});
