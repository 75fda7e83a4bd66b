import { isRecord, ownValue } from './values';

/**
 * Reading of untyped manifests where an API server's refusals count; what can be
 * read of anything, and no word of the rest, reads `values.ts`. A {@link Field} is a value and the way to it, so
 * that each complaint can name its place (`spec.ingress[0].from[1]`). Reading is
 * strict where an API server is: a value of the wrong type throws
 * {@link InvalidFieldError}; null counts as absent.
 */
export interface Field {
  readonly value: unknown;
  readonly parent?: Field;
  readonly key?: string | number;
}

/** A value that a Kubernetes API server would refuse, and its place. */
export class InvalidFieldError extends Error {
  readonly path: string;

  constructor(at: Field, message: string) {
    super(message);
    this.name = 'InvalidFieldError';
    this.path = pathOf(at);
  }
}

/** What a reader gives; undefined where it refuses, of which nobody is told. */
export function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof InvalidFieldError)) {
      throw error;
    }
    return undefined;
  }
}

export function root(value: unknown): Field {
  return { value };
}

/** The place of a field as one writes it: `spec.ports[0].name`. */
export function pathOf(at: Field): string {
  if (!at.parent || at.key === undefined) {
    return '';
  }
  const before = pathOf(at.parent);
  if (typeof at.key === 'number') {
    return `${before}[${at.key}]`;
  }
  const key = /^[A-Za-z_][\w-]*$/.test(at.key) ? at.key : `["${at.key}"]`;
  return before && !key.startsWith('[') ? `${before}.${key}` : before + key;
}

export function isPresent(at: Field): boolean {
  return at.value !== undefined && at.value !== null;
}

/** The field `key` of a record; absent when the record is. */
export function get(at: Field, key: string): Field {
  if (!isPresent(at)) {
    return { value: undefined, parent: at, key };
  }
  if (!isRecord(at.value)) {
    throw new InvalidFieldError(at, 'must be an object');
  }
  return { value: ownValue(at.value, key), parent: at, key };
}

/** The keys that a record has, with null counting as absent. */
export function keysOf(at: Field): string[] {
  if (!isPresent(at)) {
    return [];
  }
  if (!isRecord(at.value)) {
    throw new InvalidFieldError(at, 'must be an object');
  }
  const record = at.value;
  return Object.keys(record).filter(
    key => record[key] !== undefined && record[key] !== null,
  );
}

/** Refuses fields that the API does not have: nobody knows what is meant by them. */
export function onlyFields(
  at: Field,
  of: string,
  known: readonly string[],
): void {
  const unknown = keysOf(at).find(key => !known.includes(key));
  if (unknown !== undefined) {
    throw new InvalidFieldError(
      get(at, unknown),
      `is no field of ${of} (${known.join(', ')})`,
    );
  }
}

/** The items of a list; none when it is absent. */
export function items(at: Field): Field[] {
  if (!isPresent(at)) {
    return [];
  }
  if (!Array.isArray(at.value)) {
    throw new InvalidFieldError(at, 'must be a list');
  }
  return at.value.map((value, key) => ({ value, parent: at, key }));
}

export function text(at: Field): string | undefined {
  if (!isPresent(at)) {
    return undefined;
  }
  if (typeof at.value !== 'string') {
    throw new InvalidFieldError(at, 'must be a string');
  }
  return at.value;
}

export function requiredText(at: Field): string {
  const value = text(at);
  if (!value) {
    throw new InvalidFieldError(at, 'is required');
  }
  return value;
}

export function number(at: Field): number | undefined {
  if (!isPresent(at)) {
    return undefined;
  }
  if (typeof at.value !== 'number' || !Number.isFinite(at.value)) {
    throw new InvalidFieldError(at, 'must be a number');
  }
  return at.value;
}

export function integer(
  at: Field,
  minimum: number,
  maximum: number,
): number | undefined {
  const value = number(at);
  if (value === undefined) {
    return undefined;
  }
  if (!Number.isInteger(value) || value < minimum || value > maximum) {
    throw new InvalidFieldError(
      at,
      `must be a whole number from ${minimum} to ${maximum}`,
    );
  }
  return value;
}

export function flag(at: Field): boolean {
  if (!isPresent(at)) {
    return false;
  }
  if (typeof at.value !== 'boolean') {
    throw new InvalidFieldError(at, 'must be true or false');
  }
  return at.value;
}

export function texts(at: Field): string[] {
  return items(at).map(item => requiredText(item));
}

/** One of a few words; undefined when absent. */
export function word<T extends string>(
  at: Field,
  words: readonly T[],
): T | undefined {
  const value = text(at);
  if (value === undefined) {
    return undefined;
  }
  const found = words.find(candidate => candidate === value);
  if (found === undefined) {
    throw new InvalidFieldError(
      at,
      `must be one of ${words.join(', ')}, not "${value}"`,
    );
  }
  return found;
}

/** The same where there must be one. */
export function requiredWord<T extends string>(
  at: Field,
  words: readonly T[],
): T {
  const found = word(at, words);
  if (found === undefined) {
    throw new InvalidFieldError(at, 'is required');
  }
  return found;
}

const NO_ENTRIES: Readonly<Record<string, string>> = Object.freeze({});

const isTextMap = (
  value: Readonly<Record<string, unknown>>,
): value is Readonly<Record<string, string>> =>
  Object.values(value).every(each => typeof each === 'string');

/** Labels, annotations and the like: a record of strings. */
export function stringMap(at: Field): Readonly<Record<string, string>> {
  if (!isPresent(at)) {
    return NO_ENTRIES;
  }
  if (!isRecord(at.value)) {
    throw new InvalidFieldError(at, 'must be an object');
  }
  const { value: entries } = at;
  if (isTextMap(entries)) {
    return entries;
  }
  const [key, value] =
    Object.entries(entries).find(([, each]) => typeof each !== 'string') ?? [];
  throw new InvalidFieldError({ value, parent: at, key }, 'must be a string');
}
