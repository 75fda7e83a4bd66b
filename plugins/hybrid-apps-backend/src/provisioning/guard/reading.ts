import { z } from 'zod';

/** A place in a manifest where something stands that is refused. */
export interface Found {
  /** Like `spec.containers[0].securityContext.privileged`. */
  path: string;
  /** What is wrong there, to follow the path in a sentence. */
  is: string;
  /** The way out, in a sentence. */
  instead: string;
}

/** Nobody needs more of a text to know it by, and a tenant's may be of megabytes. */
const LONGEST = 80;
export const clipped = (text: string): string =>
  text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;

/** What a list of a manifest has at most; no Pod has as many of anything. */
const MOST_ITEMS = 300;

/**
 * A list that is read item by item only where it is of a sane length: each item
 * that is wrong costs more than it did its sender.
 */
export const listOf = <T extends z.ZodType>(item: T) =>
  z.array(z.unknown()).max(MOST_ITEMS).pipe(z.array(item)).nullish();

/** How much is told of one thing at once. */
export const MOST_FOUND = 30;

/** A part of a manifest, and where it stands. */
export interface Placed<T> {
  path: string;
  value: T;
}

/** `a.b[0]['c/d']`, as a manifest's author looks for it. */
export const pathOf = (
  base: string,
  ...parts: readonly PropertyKey[]
): string =>
  parts.reduce<string>((path, part) => {
    if (typeof part === 'number') {
      return `${path}[${part}]`;
    }
    const name = clipped(String(part));
    if (!/^\w+$/.test(name)) {
      return `${path}['${name}']`;
    }
    return path ? `${path}.${name}` : name;
  }, base);

/** What has no shape that a rule can read. */
export class Unreadable extends Error {
  constructor(readonly found: readonly Found[]) {
    super('It cannot be checked');
    this.name = 'Unreadable';
  }
}

/** What cannot be checked is refused, as it may be anything. */
export const unreadable = (path: string, why: string): Found => ({
  path,
  is: `cannot be checked: ${why}`,
  instead: 'Write it as its kind has it, or leave it out.',
});

/**
 * Reads a part of a manifest.
 *
 * @throws Unreadable that tells all places that are of another shape
 */
export function read<T extends z.ZodType>(
  shape: T,
  value: unknown,
  path: string,
): z.infer<T> {
  const { data, error } = shape.safeParse(value);
  if (error) {
    throw new Unreadable(
      error.issues
        .slice(0, MOST_FOUND)
        .map(issue => unreadable(pathOf(path, ...issue.path), issue.message)),
    );
  }
  return data;
}

/** A value of a manifest in a sentence; only for what can be no secret. */
export const shown = (value: unknown): string =>
  clipped(JSON.stringify(value) ?? 'undefined');
