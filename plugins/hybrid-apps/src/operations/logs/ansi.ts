/** The eight colours of terminals; which shade each has, the page says. */
export const COLOURS = [
  'black',
  'red',
  'green',
  'yellow',
  'blue',
  'magenta',
  'cyan',
  'white',
] as const;
export type Colour = (typeof COLOURS)[number];

/** How a piece of a line looks. */
export interface Look {
  colour?: Colour;
  bold?: true;
  dim?: true;
  italic?: true;
  underline?: true;
}

/** A piece of a line that looks the same throughout. */
export interface Piece extends Look {
  text: string;
}

/**
 * Escape sequences: those of ECMA-48 that begin with CSI, the strings (OSC, DCS
 * and the like) up to their end, and those of two characters.
 */
const ESCAPES =
  // eslint-disable-next-line no-control-regex
  /\u001b(?:\[([0-?]*)[ -/]*([@-~])|[\]PX^_][^\u0007\u001b]*(?:\u0007|\u001b\\|$)|[ -/]*[0-~]|$)|\u009b([0-?]*)[ -/]*([@-~])/g;

const CONTROLS =
  // eslint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** A control character as a picture of it, or as its number: it neither moves what is around it, nor hides. */
function pictured(text: string): string {
  return text.replace(/\r+$/, '').replace(CONTROLS, found => {
    const code = found.charCodeAt(0);
    if (code < 0x20) {
      return String.fromCharCode(0x2400 + code);
    }
    return code === 0x7f
      ? '\u2421'
      : `<U+${code.toString(16).toUpperCase().padStart(4, '0')}>`;
  });
}

/** Of a cube of six shades each, or 24 greys: the colour next to it. Source: xterm, 256colres. */
function ofPalette(index: number): Colour | undefined {
  if (index < 16) {
    return COLOURS[index % 8];
  }
  if (index >= 232) {
    return index < 244 ? 'black' : 'white';
  }
  const cube = index - 16;
  return ofRgb(
    Math.floor(cube / 36) * 51,
    (Math.floor(cube / 6) % 6) * 51,
    (cube % 6) * 51,
  );
}

function ofRgb(red: number, green: number, blue: number): Colour {
  const half = Math.max(red, green, blue, 1) / 2;
  return COLOURS[
    Number(red > half) + 2 * Number(green > half) + 4 * Number(blue > half)
  ];
}

const without = ({ bold: _bold, dim: _dim, ...rest }: Look): Look => rest;

/** What a line looks like from here on, by the numbers of one sequence. Source: ECMA-48, 8.3.117 (SGR). */
function looked(before: Look, numbers: readonly number[]): Look {
  let look: Look = before;
  for (let at = 0; at < numbers.length; at++) {
    const code = numbers[at];
    if (code === 0) {
      look = {};
    } else if (code === 1) {
      look = { ...look, bold: true };
    } else if (code === 2) {
      look = { ...look, dim: true };
    } else if (code === 3) {
      look = { ...look, italic: true };
    } else if (code === 4) {
      look = { ...look, underline: true };
    } else if (code === 22) {
      look = without(look);
    } else if (code === 23) {
      look = { ...look, italic: undefined };
    } else if (code === 24) {
      look = { ...look, underline: undefined };
    } else if ((code >= 30 && code <= 37) || (code >= 90 && code <= 97)) {
      look = { ...look, colour: COLOURS[code % 10] };
    } else if (code === 39) {
      look = { ...look, colour: undefined };
    } else if (code === 38 || code === 48) {
      // What a background would be is passed over: letters have to be read on it.
      const isPalette = numbers[at + 1] === 5;
      const colour = isPalette
        ? ofPalette(numbers[at + 2] ?? 0)
        : ofRgb(
            numbers[at + 2] ?? 0,
            numbers[at + 3] ?? 0,
            numbers[at + 4] ?? 0,
          );
      look = code === 38 ? { ...look, colour } : look;
      at += isPalette ? 2 : 4;
    }
  }
  return look;
}

const numbersIn = (parameters: string) =>
  parameters.split(/[;:]/).map(number => Number(number) || 0);

/** A line as pieces of text, each with how it looks. Whatever the line holds, nothing of it is more than text. */
export function parseAnsi(line: string): Piece[] {
  const pieces: Piece[] = [];
  let look: Look = {};
  let from = 0;
  const add = (text: string) => {
    const shown = pictured(text);
    if (shown !== '') {
      pieces.push({ text: shown, ...look });
    }
  };
  for (const found of line.matchAll(ESCAPES)) {
    add(line.slice(from, found.index));
    from = (found.index ?? 0) + found[0].length;
    const [, parameters, final, parameters8, final8] = found;
    if ((final ?? final8) === 'm') {
      look = looked(look, numbersIn(parameters ?? parameters8 ?? ''));
    }
  }
  add(line.slice(from));
  return pieces;
}

/** A line without its escape sequences, as it is searched, copied and saved. */
export const plain = (line: string): string =>
  pictured(line.replace(ESCAPES, ''));
