import { isRecord, ownValue } from '../objects/values';

/**
 * What is kept of a value: all of it, of an object these fields, of a list so much
 * of each item, or what a function makes of it.
 */
export type Shape =
  | 'whole'
  | Fields
  | readonly [Shape]
  | ((value: unknown) => unknown);

export interface Fields {
  readonly [field: string]: Shape;
}

const isList = (shape: Fields | readonly [Shape]): shape is readonly [Shape] =>
  Array.isArray(shape);

function pickFields(value: object, fields: Fields): object | undefined {
  const picked: Record<string, unknown> = {};
  for (const field of Object.keys(fields)) {
    const kept = pick(ownValue(value, field), fields[field]);
    if (kept !== undefined) {
      picked[field] = kept;
    }
  }
  // To readers an object without what they look for is as good as none.
  return Object.keys(picked).length > 0 ? picked : undefined;
}

/**
 * The part of a value. What is of another type than its shape stays as it is:
 * readers complain about it. Of a list no item is left out, whose places complaints name.
 */
export function pick(value: unknown, shape: Shape): unknown {
  if (shape === 'whole') {
    return value;
  }
  if (typeof shape === 'function') {
    return shape(value);
  }
  if (isList(shape)) {
    return Array.isArray(value)
      ? value.map(item => (isRecord(item) ? pick(item, shape[0]) ?? {} : item))
      : value;
  }
  return isRecord(value) ? pickFields(value, shape) : value;
}

/** The same of what readers ask for its presence too. */
export const present =
  (shape: Shape): Shape =>
  value =>
    isRecord(value) ? pick(value, shape) ?? {} : value;

/** Of labels that some reader may refuse, these: the others are read for nothing else. */
export const labelsNamed =
  (...names: readonly string[]): Shape =>
  labels =>
    isRecord(labels) &&
    Object.values(labels).every(each => typeof each === 'string')
      ? pickFields(
          labels,
          Object.fromEntries(names.map(name => [name, 'whole'])),
        )
      : labels;
