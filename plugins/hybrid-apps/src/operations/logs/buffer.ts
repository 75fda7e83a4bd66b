/** A line as the page holds it. */
export interface Line {
  /** Is its own as long as the page is open. */
  id: number;
  pod: string;
  at?: string;
  text: string;
  cut?: boolean;
}

/** The newest lines, and how many older ones are no longer there. */
export interface Lines {
  lines: readonly Line[];
  leftOut: number;
  /** How much text they are. */
  chars: number;
}

/** So many are held: more than anybody reads, and less than a browser minds. */
export const MOST_LINES = 50_000;
/** And so much text, as a line may have 65,536 characters. */
export const MOST_CHARS = 32_000_000;

export const NO_LINES: Lines = { lines: [], leftOut: 0, chars: 0 };

/** A line without a time stays behind the one that came before it. */
function timed(lines: readonly Line[], before = ''): Array<[string, Line]> {
  let last = before;
  return lines.map(line => {
    last = line.at ?? last;
    return [last, line];
  });
}

const isBefore = ([a]: [string, Line], [b]: [string, Line]) => a < b;

/**
 * Lines of several Pods in the order of their times; those of one time stay in
 * the order in which they came. Only what is newer than the oldest that comes is
 * looked at, so that it takes as long as there is new.
 */
function merged(held: readonly Line[], coming: readonly Line[]): Line[] {
  const sorted = timed(coming).sort((a, b) =>
    isBefore(a, b) ? -1 : Number(isBefore(b, a)),
  );
  const [oldest] = sorted[0] ?? [''];
  let from = held.length;
  while (from > 0 && (held[from - 1].at ?? oldest) > oldest) {
    from--;
  }
  const later = timed(held.slice(from), oldest);
  const result = held.slice(0, from);
  let next = 0;
  for (const line of sorted) {
    while (next < later.length && !isBefore(line, later[next])) {
      result.push(later[next][1]);
      next++;
    }
    result.push(line[1]);
  }
  for (; next < later.length; next++) {
    result.push(later[next][1]);
  }
  return result;
}

const charsOf = (lines: readonly Line[]) =>
  lines.reduce((sum, { text }) => sum + text.length, 0);

/** Takes lines in, and leaves the oldest out where there are too many; the newest one always stays. */
export function addLines(
  held: Lines,
  coming: readonly Line[],
  most = MOST_LINES,
  mostChars = MOST_CHARS,
): Lines {
  if (coming.length === 0) {
    return held;
  }
  const all = merged(held.lines, coming);
  let chars = held.chars + charsOf(coming);
  let over = 0;
  while (
    over < all.length - 1 &&
    (all.length - over > most || chars > mostChars)
  ) {
    chars -= all[over].text.length;
    over++;
  }
  return {
    lines: over ? all.slice(over) : all,
    leftOut: held.leftOut + over,
    chars,
  };
}

/** The lines as they were as somebody stopped to look at them. */
export interface Pause extends Lines {
  /** What goes on by itself at the end, and what does not until it is told to. */
  by: 'scroll' | 'button';
}

/** What came since, and how much of that is no longer held. */
export function sincePause(
  pause: Lines,
  now: Lines,
): { coming: number; lost: number } {
  const then = pause.leftOut + pause.lines.length;
  return {
    coming: Math.max(0, now.leftOut + now.lines.length - then),
    lost: Math.max(0, now.leftOut - then),
  };
}
