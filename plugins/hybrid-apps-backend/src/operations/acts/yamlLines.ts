/** Objects as lines of YAML, as many as are wanted and no more work than these take. Pure. */
import { isRecord } from '@hybrid-apps/network-policy';

/** What YAML takes as a text without quotes; words that mean something else are left out below. */
const PLAIN = /^[A-Za-z/._][\w/.+-]*(:[\w/.+-]+)*$/;
const WORDS = /^(true|false|yes|no|on|off|null|y|n|\.inf|\.nan)$/i;

const scalar = (value: unknown): string =>
  typeof value === 'string' && PLAIN.test(value) && !WORDS.test(value)
    ? value
    : JSON.stringify(value ?? null);

/** What is written in one line, and what has lines of its own. */
function inLine(value: unknown): string | undefined {
  if (Array.isArray(value)) {
    return value.length > 0 ? undefined : '[]';
  }
  if (isRecord(value)) {
    return Object.keys(value).length > 0 ? undefined : '{}';
  }
  return scalar(value);
}

/** @param lead - stands before the first line in place of its indent, as `- ` of an item */
function* walk(
  value: unknown,
  indent: string,
  lead = indent,
): Generator<string> {
  let before = lead;
  if (Array.isArray(value)) {
    for (const item of value) {
      const short = inLine(item);
      if (short === undefined) {
        yield* walk(item, `${indent}  `, `${before}- `);
      } else {
        yield `${before}- ${short}`;
      }
      before = indent;
    }
  } else if (isRecord(value)) {
    for (const key of Object.keys(value).sort()) {
      const short = inLine(value[key]);
      yield `${before}${scalar(key)}:${short === undefined ? '' : ` ${short}`}`;
      if (short === undefined) {
        yield* walk(value[key], `${indent}  `);
      }
      before = indent;
    }
  }
}

/** The first lines of an object or a list, its fields by their names. */
export function yamlLines(value: unknown, most: number): string[] {
  const lines: string[] = [];
  for (const line of walk(value, '')) {
    if (lines.length >= most) {
      break;
    }
    lines.push(line);
  }
  return lines;
}
