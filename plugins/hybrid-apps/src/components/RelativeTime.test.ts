import { lasting, relativeTime } from './RelativeTime';

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

  const UTC = 'UTC';
  const BERLIN = 'Europe/Berlin';
  const AUCKLAND = 'Pacific/Auckland';

  it.each([
    ['2026-07-03T18:00:00Z', '2026-07-04T07:00:00Z', UTC, '13 hours ago'],
    ['2026-07-03T07:00:01Z', '2026-07-04T07:00:00Z', UTC, '23 hours ago'],
    ['2026-07-03T06:00:00Z', '2026-07-04T07:00:00Z', UTC, 'yesterday'],
    ['2026-07-02T18:00:00Z', '2026-07-04T07:00:00Z', UTC, '2 days ago'],
    ['2026-07-02T07:01:00Z', '2026-07-04T07:00:00Z', UTC, '2 days ago'],
    ['2026-07-02T22:30:00Z', '2026-07-04T07:00:00Z', UTC, '2 days ago'],
    ['2026-07-02T22:30:00Z', '2026-07-04T07:00:00Z', BERLIN, 'yesterday'],
    ['2026-07-02T18:00:00Z', '2026-07-04T07:00:00Z', AUCKLAND, 'yesterday'],
    ['2026-07-03T11:30:00Z', '2026-07-04T12:30:00Z', AUCKLAND, '2 days ago'],
    ['2026-07-05T09:00:00Z', '2026-07-04T07:00:00Z', UTC, 'tomorrow'],
    ['2026-07-06T00:30:00Z', '2026-07-04T23:30:00Z', UTC, 'in 2 days'],
    ['2025-12-31T12:00:00Z', '2026-01-01T13:00:00Z', UTC, 'yesterday'],
    // Clocks go back in that night: the day has 25 hours, and one in spring 23.
    ['2026-10-24T22:10:00Z', '2026-10-25T22:30:00Z', BERLIN, '24 hours ago'],
    ['2026-03-28T22:30:00Z', '2026-03-29T22:30:00Z', BERLIN, '2 days ago'],
  ])('says %s at %s in %s as "%s"', (at, then, timeZone, text) => {
    expect(relativeTime(new Date(at), new Date(then), 'en', timeZone)).toBe(
      text,
    );
  });

  it('counts days in the language of the reader', () => {
    expect(
      relativeTime(
        new Date('2026-07-02T18:00:00Z'),
        new Date('2026-07-04T07:00:00Z'),
        'de',
        UTC,
      ),
    ).toBe('vorgestern');
  });
});

describe('lasting', () => {
  it.each([
    ['2026-11-20T11:59:40Z', '0 min'],
    ['2026-11-20T11:55:30Z', '4 min'],
    ['2026-11-20T09:10:00Z', '2 hr'],
    ['2026-11-17T11:00:00Z', '3 days'],
    ['2026-11-20T12:05:00Z', '0 min'],
  ])('says since %s as "%s"', (at, text) => {
    expect(lasting(new Date(at), now, 'en')).toBe(text);
  });
});
