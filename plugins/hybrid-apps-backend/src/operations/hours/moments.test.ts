import { Hours, momentsOf } from './moments';
import { parseHours } from './parse';

/** Like `start 2026-01-05T06:00Z`. */
const around = (text: string, now: string) => {
  const { last, next } = momentsOf(parseHours(text), new Date(now));
  const told = (moment: typeof last) =>
    moment && `${moment.kind} ${moment.at.toISOString().slice(0, 16)}Z`;
  return [told(last), told(next)];
};

const MADRID = 'mon-fri 07:00-19:00 Europe/Madrid';

describe('hours', () => {
  // 2026-01-05 is a Monday; clocks of Madrid are set forward on 2026-03-29, and back on 2026-10-25, both Sundays.
  it.each<[string, string, string, string | undefined, string | undefined]>([
    [
      'in the morning',
      MADRID,
      '2026-01-05T05:59:00Z',
      'stop 2026-01-02T18:00Z',
      'start 2026-01-05T06:00Z',
    ],
    [
      'at the moment itself',
      MADRID,
      '2026-01-05T06:00:00Z',
      'start 2026-01-05T06:00Z',
      'stop 2026-01-05T18:00Z',
    ],
    [
      'during the day',
      MADRID,
      '2026-01-05T12:00:00Z',
      'start 2026-01-05T06:00Z',
      'stop 2026-01-05T18:00Z',
    ],
    [
      'over the weekend',
      MADRID,
      '2026-01-10T12:00:00Z',
      'stop 2026-01-09T18:00Z',
      'start 2026-01-12T06:00Z',
    ],
    [
      'in summer',
      MADRID,
      '2026-07-06T12:00:00Z',
      'start 2026-07-06T05:00Z',
      'stop 2026-07-06T17:00Z',
    ],
    [
      'over the change to summer',
      MADRID,
      '2026-03-28T12:00:00Z',
      'stop 2026-03-27T18:00Z',
      'start 2026-03-30T05:00Z',
    ],
    [
      'over the change to winter',
      MADRID,
      '2026-10-24T12:00:00Z',
      'stop 2026-10-23T17:00Z',
      'start 2026-10-26T06:00Z',
    ],
    [
      'a time that is skipped: as much later',
      'sun 02:30-08:00 Europe/Madrid',
      '2026-03-28T12:00:00Z',
      'stop 2026-03-22T07:00Z',
      'start 2026-03-29T01:30Z',
    ],
    [
      'a time that comes twice: the first',
      'sun 02:30-08:00 Europe/Madrid',
      '2026-10-24T12:00:00Z',
      'stop 2026-10-18T06:00Z',
      'start 2026-10-25T00:30Z',
    ],
    [
      'the end that comes twice: the first',
      'sun 01:00-02:30 Europe/Madrid',
      '2026-10-25T00:00:00Z',
      'start 2026-10-24T23:00Z',
      'stop 2026-10-25T00:30Z',
    ],
    [
      'over midnight',
      'mon-fri 22:00-06:00 UTC',
      '2026-01-06T01:00:00Z',
      'start 2026-01-05T22:00Z',
      'stop 2026-01-06T06:00Z',
    ],
    [
      'over midnight, of the last day',
      'mon-fri 22:00-06:00 UTC',
      '2026-01-10T01:00:00Z',
      'start 2026-01-09T22:00Z',
      'stop 2026-01-10T06:00Z',
    ],
    [
      'over midnight and the change to summer',
      'sat 22:00-06:00 Europe/Madrid',
      '2026-03-29T00:00:00Z',
      'start 2026-03-28T21:00Z',
      'stop 2026-03-29T04:00Z',
    ],
    [
      'up to midnight',
      'mon 07:00-24:00 UTC',
      '2026-01-05T08:00:00Z',
      'start 2026-01-05T07:00Z',
      'stop 2026-01-06T00:00Z',
    ],
    [
      'whole days in a row as one',
      'mon-fri 00:00-24:00 UTC',
      '2026-01-07T12:00:00Z',
      'start 2026-01-05T00:00Z',
      'stop 2026-01-10T00:00Z',
    ],
    [
      'always: never',
      'mon-sun 00:00-24:00 Europe/Madrid',
      '2026-01-07T12:00:00Z',
      undefined,
      undefined,
    ],
    [
      'always, from seven to seven: never',
      'mon-sun 07:00-07:00 UTC',
      '2026-01-07T12:00:00Z',
      undefined,
      undefined,
    ],
    [
      'where it is another day already',
      'mon 07:00-19:00 Pacific/Auckland',
      '2026-01-04T17:59:00Z',
      'stop 2025-12-29T06:00Z',
      'start 2026-01-04T18:00Z',
    ],
    [
      'where it is still another day',
      'sun 20:00-23:00 America/Los_Angeles',
      '2026-01-05T05:00:00Z',
      'start 2026-01-05T04:00Z',
      'stop 2026-01-05T07:00Z',
    ],
    [
      'half an hour apart',
      'mon 09:00-17:00 Asia/Kolkata',
      '2026-01-05T04:00:00Z',
      'start 2026-01-05T03:30Z',
      'stop 2026-01-05T11:30Z',
    ],
    [
      'once a week',
      'mon 07:00-08:00 UTC',
      '2026-01-11T12:00:00Z',
      'stop 2026-01-05T08:00Z',
      'start 2026-01-12T07:00Z',
    ],
  ])('are due: %s', (_, text, now, last, next) => {
    expect(around(text, now)).toEqual([last, next]);
  });

  it.each<[string, Hours]>([
    [
      MADRID,
      {
        days: ['mon', 'tue', 'wed', 'thu', 'fri'],
        from: '07:00',
        to: '19:00',
        timeZone: 'Europe/Madrid',
      },
    ],
    [
      ' SAT-mon,Wed  00:00-24:00  UTC ',
      {
        days: ['mon', 'wed', 'sat', 'sun'],
        from: '00:00',
        to: '24:00',
        timeZone: 'UTC',
      },
    ],
  ])('are written as %j', (text, hours) => {
    expect(parseHours(text)).toEqual(hours);
  });

  it.each([
    ['', /are no hours\. Write days, hours and a time zone/],
    ['mon-fri 07:00-19:00', /are no hours/],
    ['mon-fri 7-19 Europe/Madrid', /'7' is no time of day/],
    [
      'mon-fri 07:00-25:00 UTC',
      /'25:00' is no time of day\. Write it like 07:00, from 00:00 to 24:00/,
    ],
    ['mon-fri 24:00-08:00 UTC', /'24:00' is no time of day.*to 23:59/],
    ['mon-fri 07:60-19:00 UTC', /'07:60' is no time of day/],
    ['weekdays 07:00-19:00 UTC', /'weekdays' is no day\. Days are mon, tue/],
    ['mon-wed-fri 07:00-19:00 UTC', /'mon-wed-fri' is no range of days/],
    ['mon, 07:00-19:00 UTC', /'' is no day/],
    ['mon 07:00-19:00 Europe/Madird', /'Europe\/Madird' is no time zone/],
    ['mon 07:00-19:00 +02:00', /'\+02:00' is no time zone/],
    ['mon 07:00-19:00 UTC please', /are no hours/],
  ])('are refused as %j, with what is wrong', (text, why) => {
    expect(() => parseHours(text)).toThrow(why);
  });
});
