import { plain } from './ansi';
import { Line } from './buffer';

const said = new WeakMap<Line, string>();

/** What a line says, in small letters: worked out once, as each key that is pressed asks all lines. */
function saidBy(line: Line): string {
  const known = said.get(line) ?? plain(line.text).toLocaleLowerCase();
  said.set(line, known);
  return known;
}

/** Whether a line has all of some words, in any case. */
export function hasWords(words: string): (line: Line) => boolean {
  const wanted = words.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  return line => wanted.every(word => saidBy(line).includes(word));
}

/** The places of the lines in which a text stands, in any case; none for an empty one. */
export function placesOf(lines: readonly Line[], text: string): number[] {
  const wanted = text.toLocaleLowerCase();
  return wanted === ''
    ? []
    : lines.flatMap((line, index) =>
        saidBy(line).includes(wanted) ? [index] : [],
      );
}

/** A line that is one JSON object or list, over several lines; undefined of others. */
export function unfolded(text: string): string | undefined {
  const json = text.trim();
  if (!/^[{[]/.test(json)) {
    return undefined;
  }
  try {
    return JSON.stringify(JSON.parse(json), null, 2);
  } catch {
    return undefined;
  }
}

/** How a Pod is told from others, without its colour: A to Z, then A2 and so on. */
export function tagOf(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : `${letter}${Math.floor(index / 26) + 1}`;
}
