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
}

/** So many are held: more than anybody reads, and less than a browser minds. */
export const MOST_LINES = 50_000;

export const NO_LINES: Lines = { lines: [], leftOut: 0 };

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

/** Takes lines in, and leaves the oldest out where there are too many. */
export function addLines(
  { lines, leftOut }: Lines,
  coming: readonly Line[],
  most = MOST_LINES,
): Lines {
  if (coming.length === 0) {
    return { lines, leftOut };
  }
  const all = merged(lines, coming);
  const over = Math.max(0, all.length - most);
  return { lines: over ? all.slice(over) : all, leftOut: leftOut + over };
}
