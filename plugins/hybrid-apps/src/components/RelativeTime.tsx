import { useEffect, useState } from 'react';
import { useTexts } from '../translation';
import { useLocale } from './useLocale';

const DAY = 86_400;
const UNITS: Array<['hour' | 'minute', number]> = [
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

/** How long something lasts, in the largest unit that is full, like "4 min". */
export function lasting(at: Date, now: Date, locale: string): string {
  const seconds = Math.max(0, now.getTime() - at.getTime()) / 1000;
  const [unit, size] = [['day', DAY] as const, ...UNITS].find(
    ([, one]) => seconds >= one,
  ) ?? ['minute', 60];
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit,
    unitDisplay: unit === 'day' ? 'long' : 'short',
  }).format(Math.trunc(seconds / size));
}

const TICK_MS = 30_000;

/** What of the clock is on the page goes on with it. */
function useNow(): Date {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  return now;
}

/** Since when something is so, like "since 4 min", with the full date as a tooltip. */
export function Since(props: { at: string }) {
  const t = useTexts();
  const locale = useLocale();
  const now = useNow();
  const at = new Date(props.at);
  return (
    <time dateTime={at.toISOString()} title={at.toLocaleString(locale)}>
      {t('state.since', { duration: lasting(at, now, locale) })}
    </time>
  );
}

/** A moment as its distance from now, with the full date as a tooltip. */
export function RelativeTime(props: { at: string | Date }) {
  const locale = useLocale();
  const now = useNow();
  const at = new Date(props.at);
  return (
    <time dateTime={at.toISOString()} title={at.toLocaleString(locale)}>
      {relativeTime(at, now, locale)}
    </time>
  );
}
