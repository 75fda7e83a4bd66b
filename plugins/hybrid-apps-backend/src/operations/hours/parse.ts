import { InputError } from '@backstage/errors';
import { Day, DAYS, Hours, minutesOf } from './moments';

const isDay = (text: string): text is Day => DAYS.some(day => day === text);

const FORM =
  'Write days, hours and a time zone, like mon-fri 07:00-19:00 Europe/Madrid';

function dayOf(text: string): Day {
  const day = text.toLocaleLowerCase('en-US');
  if (!isDay(day)) {
    throw new InputError(`'${text}' is no day. Days are ${DAYS.join(', ')}.`);
  }
  return day;
}

/** `mon-fri,sun`; a range may go over the end of the week. */
function daysOf(text: string): Day[] {
  const found = new Set<Day>();
  for (const part of text.split(',')) {
    const [first, last, ...more] = part.split('-').map(dayOf);
    if (more.length > 0) {
      throw new InputError(
        `'${part}' is no range of days. Write it like mon-fri.`,
      );
    }
    const begin = DAYS.indexOf(first);
    const length = last ? (DAYS.indexOf(last) - begin + 7) % 7 : 0;
    for (let at = begin; at <= begin + length; at++) {
      found.add(DAYS[at % 7]);
    }
  }
  return DAYS.filter(day => found.has(day));
}

/** Why a text is no time of day; undefined where it is one. */
export function whyNoTime(text: string, upTo = '23:59'): string | undefined {
  return /^\d\d:[0-5]\d$/.test(text) && minutesOf(text) <= minutesOf(upTo)
    ? undefined
    : `'${text}' is no time of day. Write it like 07:00, from 00:00 to ${upTo}.`;
}

/** Why a text is no time zone; undefined where it is one. */
export function whyNoTimeZone(text: string): string | undefined {
  try {
    // Names alone: what is so many hours from UTC knows no summer.
    if (/^[A-Za-z]/.test(text)) {
      Intl.DateTimeFormat('en-US', { timeZone: text });
      return undefined;
    }
  } catch {
    // Told below.
  }
  return `'${text}' is no time zone that this portal knows. Write its name, like Europe/Madrid or UTC.`;
}

function sure(text: string, why: string | undefined): string {
  if (why !== undefined) {
    throw new InputError(why);
  }
  return text;
}

/**
 * Hours as an annotation writes them: `mon-fri 07:00-19:00 Europe/Madrid`.
 *
 * @throws InputError that names what is wrong
 */
export function parseHours(text: string): Hours {
  const words = text.trim().split(/\s+/);
  const [days, times, timeZone] = words;
  const [from, to, ...more] = times?.split('-') ?? [];
  if (words.length !== 3 || to === undefined || more.length > 0) {
    throw new InputError(`'${text}' are no hours. ${FORM}.`);
  }
  return {
    days: daysOf(days),
    from: sure(from, whyNoTime(from)),
    to: sure(to, whyNoTime(to, '24:00')),
    timeZone: sure(timeZone, whyNoTimeZone(timeZone)),
  };
}
