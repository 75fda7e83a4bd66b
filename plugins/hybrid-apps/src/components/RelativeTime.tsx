import { useEffect, useState } from 'react';
import { useLocale } from './useLocale';

const UNITS: Array<[Intl.RelativeTimeFormatUnit, number]> = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

/** Like "2 minutes ago", in the reader's language. */
export function relativeTime(at: Date, now: Date, locale: string): string {
  const seconds = (at.getTime() - now.getTime()) / 1000;
  const format = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
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
