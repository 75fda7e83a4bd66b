import { HistoryEntry } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';

export interface Day {
  /** The day in the reader's time zone, like `Friday, 20 November 2026`. */
  title: string;
  entries: HistoryEntry[];
}

/** Groups changes, which come newest first, by the reader's day. */
export function byDay(entries: HistoryEntry[], locale: string): Day[] {
  const format = new Intl.DateTimeFormat(locale, { dateStyle: 'full' });
  const days: Day[] = [];
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
