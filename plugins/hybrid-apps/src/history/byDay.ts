export interface Day<T> {
  /** The day in the reader's time zone, like `Friday, 20 November 2026`. */
  title: string;
  entries: T[];
}

/** Groups what happened, which comes newest first, by the reader's day. */
export function byDay<T extends { at: string }>(
  entries: readonly T[],
  locale: string,
): Day<T>[] {
  const format = new Intl.DateTimeFormat(locale, { dateStyle: 'full' });
  const days: Day<T>[] = [];
  for (const entry of entries) {
    const title = format.format(new Date(entry.at));
    const last = days[days.length - 1];
    if (last?.title === title) {
      last.entries.push(entry);
    } else {
      days.push({ title, entries: [entry] });
    }
  }
  return days;
}
