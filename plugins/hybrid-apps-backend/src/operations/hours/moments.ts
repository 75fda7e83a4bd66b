/** A day of the week, as hours name it. */
export type Day = 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun';

/** The days in their order. */
export const DAYS: readonly Day[] = [
  'mon',
  'tue',
  'wed',
  'thu',
  'fri',
  'sat',
  'sun',
];

/** In which hours an app is to run. */
export interface Hours {
  /** The days on which it is started. */
  days: readonly Day[];
  /** Like `07:00`, on the clock of the time zone. */
  from: string;
  /** Like `19:00`, up to `24:00`. Where it is not after `from`, it is on the day after. */
  to: string;
  /** Like `Europe/Madrid`. */
  timeZone: string;
}

/** When hours have an app stopped or started. */
export interface Moment {
  kind: 'stop' | 'start';
  at: Date;
}

const DAY_MS = 24 * 60 * 60_000;
const MINUTE_MS = 60_000;

/** Minutes of a day, of `07:00`. */
export const minutesOf = (time: string): number => {
  const [hours, minutes] = time.split(':').map(Number);
  return hours * 60 + minutes;
};

/** Tells what a clock in a time zone shows, as if it were one of UTC. */
function clockOf(timeZone: string): (at: number) => number {
  const format = new Intl.DateTimeFormat('en-US-u-ca-gregory-nu-latn', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  return at => {
    const parts = new Map(
      format.formatToParts(at).map(({ type, value }) => [type, Number(value)]),
    );
    const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
    return Date.UTC(
      part('year'),
      part('month') - 1,
      part('day'),
      part('hour'),
      part('minute'),
      part('second'),
    );
  };
}

/**
 * The moment at which a clock shows something. What it shows twice, as it is set
 * back, is the first time; what it skips, as it is set forward, is as much later
 * as it skips.
 * Source: ECMAScript Temporal, ZonedDateTime, disambiguation "compatible".
 */
function momentAt(shown: number, clock: (at: number) => number): number {
  const offsetAt = (at: number) => clock(at) - at;
  const before = shown - offsetAt(shown - DAY_MS);
  const after = shown - offsetAt(shown + DAY_MS);
  const found = [before, after].filter(at => clock(at) === shown);
  return found.length > 0 ? Math.min(...found) : before;
}

/** Days that are looked at before and after: a week and what reaches into it. */
const AROUND = 9;

/** From when to when the app is to run; what follows without a gap is one. */
function runsAround(
  { days, from, to, timeZone }: Hours,
  now: Date,
): Array<{ from: number; to: number }> {
  const clock = clockOf(timeZone);
  const today = Math.floor(clock(now.getTime()) / DAY_MS);
  const begins = minutesOf(from) * MINUTE_MS;
  const ends =
    minutesOf(to) * MINUTE_MS + (minutesOf(to) > minutesOf(from) ? 0 : DAY_MS);
  const runs: Array<{ from: number; to: number }> = [];
  for (let day = today - AROUND; day <= today + AROUND; day++) {
    // The first of January 1970 was a Thursday.
    if (days.includes(DAYS[(day + 3) % 7])) {
      const run = {
        from: momentAt(day * DAY_MS + begins, clock),
        to: momentAt(day * DAY_MS + ends, clock),
      };
      const last = runs[runs.length - 1];
      if (last && run.from <= last.to) {
        last.to = Math.max(last.to, run.to);
      } else if (run.from < run.to) {
        runs.push(run);
      }
    }
  }
  return runs;
}

/**
 * The last moment that is due, and the next one. An app that is to run always, or
 * for longer than a week, has none on that side.
 */
export function momentsOf(
  hours: Hours,
  now: Date,
): { last?: Moment; next?: Moment } {
  const edge = AROUND - 1;
  const isNear = (at: number) => Math.abs(at - now.getTime()) < edge * DAY_MS;
  const moments = runsAround(hours, now)
    .flatMap(({ from, to }): Moment[] => [
      { kind: 'start', at: new Date(from) },
      { kind: 'stop', at: new Date(to) },
    ])
    .filter(({ at }) => isNear(at.getTime()));
  return {
    last: moments.filter(({ at }) => at <= now).pop(),
    next: moments.find(({ at }) => at > now),
  };
}
