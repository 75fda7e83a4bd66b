import { JsonObject, JsonValue } from '@backstage/types';

const MAX_LENGTH = 400;
const MAX_ITEMS = 200;

/** Control characters, line ends, what turns the direction of writing, and what is no character. */
const UNPRINTABLE = /[\p{C}\p{Zl}\p{Zp}]/gu;

/**
 * A text of a caller as a line of a log may hold it: of bounded length, and
 * without what would make another line of it.
 */
export function printable(text: string): string {
  const cut =
    text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH - 1)}…` : text;
  return cut.replace(UNPRINTABLE, '\ufffd');
}

function printableValue(value: JsonValue | undefined): JsonValue | undefined {
  if (typeof value === 'string') {
    return printable(value);
  }
  if (Array.isArray(value)) {
    const items = value
      .slice(0, MAX_ITEMS)
      .map(item => printableValue(item) ?? null);
    return value.length > MAX_ITEMS
      ? [...items, `and ${value.length - MAX_ITEMS} more`]
      : items;
  }
  return typeof value === 'object' && value !== null
    ? printableMeta(value)
    : value;
}

/** All texts of an event's `meta`, made {@link printable}; long lists are cut. */
export function printableMeta(meta: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(meta).flatMap(([key, value]) => {
      const shown = printableValue(value);
      return shown === undefined ? [] : [[key, shown]];
    }),
  );
}
