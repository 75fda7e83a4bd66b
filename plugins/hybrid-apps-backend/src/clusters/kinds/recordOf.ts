/**
 * A record of these fields, without those that are undefined, in little memory
 * whatever else the process does. Objects that begin empty and get field after
 * field find their layout in one tree, of which V8 keeps 1,536 branches at the root.
 * A backend with some plugins has these used up; from then on each such object
 * has a layout of its own, which is larger than itself. What `JSON.parse` makes
 * begins with its number of fields, and has none of them elsewhere.
 * Source: V8, src/objects/transitions.h, kMaxNumberOfTransitions. That it helps,
 * the bench of the estate shows.
 */
export function recordOf<T extends object>(fields: T): T {
  const present = Object.entries(fields).filter(
    ([, value]) => value !== undefined,
  );
  const places = present.map(([field]) => `${JSON.stringify(field)}:null`);
  const record: T = JSON.parse(`{${places.join(',')}}`);
  return Object.assign(record, Object.fromEntries(present));
}
