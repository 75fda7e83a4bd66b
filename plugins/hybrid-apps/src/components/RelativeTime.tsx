import { useEffect, useState } from 'react';
import { useLocale } from './useLocale';

const DAY = 86_400;
const UNITS: Array<[Intl.RelativeTimeFormatUnit, number]> = [
  ['hour', 3_600],
  ['minute', 60],
];

/** The number of the calendar day that a moment is on in a time zone, by default the reader's. */
function calendarDay(at: Date, timeZone?: string): number {
  const parts = new Intl.DateTimeFormat('en-US-u-ca-gregory-nu-latn', {
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    timeZone,
  }).formatToParts(at);
  const [year, month, day] = (['year', 'month', 'day'] as const).map(type =>
    Number(parts.find(part => part.type === type)?.value),
  );
  return Date.UTC(year, month - 1, day) / (DAY * 1000);
}

/**
 * Like "2 minutes ago", in the reader's language. A day and more is counted by
 * the calendar: what was 30 hours ago may be of yesterday, or of the day before.
 */
export function relativeTime(
  at: Date,
  now: Date,
  locale: string,
  timeZone?: string,
): string {
  const seconds = (at.getTime() - now.getTime()) / 1000;
  const format = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  if (Math.abs(seconds) >= DAY) {
    const days = calendarDay(at, timeZone) - calendarDay(now, timeZone);
    // None, on the day of 25 hours.
    if (days !== 0) {
      return format.format(days, 'day');
    }
  }
  for (const [unit, size] of UNITS) {
    if (Math.abs(seconds) >= size) {
      return format.format(Math.trunc(seconds / size), unit);
    }
  }
  return format.format(0, 'second');
}

const TICK_MS = 30_000;

/** A moment as its distance from now, with the full date as a tooltip. */
export function RelativeTime(props: { at: string | Date }) {
  const locale = useLocale();
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  const at = new Date(props.at);
  return (
    <time dateTime={at.toISOString()} title={at.toLocaleString(locale)}>
      {relativeTime(at, now, locale)}
    </time>
  );
}
