import { InvalidFieldError } from './fields';
import { unfold } from './lists';
import { createNaming, groupOf, parseObject, parseRemains } from './object';
import type { ObjectReference, ParsedObject, Problem } from './object';
import { isRecord } from './values';

/** In words what a reader refuses. */
const sayWhy = (error: InvalidFieldError) =>
  `${error.path || 'the object'} ${error.message}`;

/**
 * Runs a reader; what it refuses becomes a problem of that object alone. An object
 * whose metadata cannot be read is not read further: that is a problem already.
 */
export function tryReading<T>(
  object: ParsedObject,
  problems: Problem[],
  read: () => T,
): { readonly value: T } | { readonly why: string } {
  if (object.fault !== undefined) {
    return { why: object.fault };
  }
  try {
    return { value: read() };
  } catch (error) {
    if (!(error instanceof InvalidFieldError)) {
      throw error;
    }
    const why = sayWhy(error);
    problems.push({
      kind: 'invalid',
      object: object.reference,
      path: error.path,
      message: why,
    });
    return { why };
  }
}

/** The same where nothing hangs on what cannot be read. */
export function reading<T>(
  object: ParsedObject,
  problems: Problem[],
  read: () => T,
): T | undefined {
  const outcome = tryReading(object, problems, read);
  return 'value' in outcome ? outcome.value : undefined;
}

/**
 * One key for one object, whichever of its groups it comes by: Calico's objects
 * are served under two, and stored ones carry the default tier in their name.
 */
export function objectKey(reference: ObjectReference): string {
  const { kind, namespace = '', name } = reference;
  const group = groupOf(reference.apiVersion);
  // Joined, a key takes half of the memory of one that is put together: there are many.
  return group === 'crd.projectcalico.org'
    ? [
        'projectcalico.org',
        kind,
        namespace,
        name.replace(/^default\./, ''),
      ].join('|')
    : [group, kind, namespace, name].join('|');
}

const compare = (a: string, b: string) => (a < b ? -1 : Number(a > b));

/** What was parsed without a complaint: objects do not change, and models are built anew of the same ones. */
const parsedBefore = new WeakMap<object, ParsedObject>();

function parseKnown(value: Readonly<Record<string, unknown>>): ParsedObject {
  let parsed = parsedBefore.get(value);
  if (!parsed) {
    parsed = parseObject(value);
    parsedBefore.set(value, parsed);
  }
  return parsed;
}

/** Parses one object, or what of it can be; the rest becomes a problem. */
function parseOne(
  value: unknown,
  problems: Problem[],
  nameOf: (value: unknown) => ObjectReference,
): ParsedObject | undefined {
  try {
    if (!isRecord(value)) {
      throw new InvalidFieldError({ value }, 'is no Kubernetes object');
    }
    return parseKnown(value);
  } catch (error) {
    if (!(error instanceof InvalidFieldError)) {
      throw error;
    }
    const message = sayWhy(error);
    const object = nameOf(value);
    problems.push({ kind: 'invalid', object, path: error.path, message });
    return isRecord(value) ? parseRemains(value, object, message) : undefined;
  }
}

/**
 * Parses objects; lists stand for their items. What is no Kubernetes object
 * becomes a problem. The result is sorted by key: the order of the input never matters.
 */
export function parseAll(
  objects: Iterable<unknown>,
  problems: Problem[],
): Map<string, ParsedObject> {
  const parsed: [string, ParsedObject][] = [];
  const nameOf = createNaming();
  for (const value of objects) {
    const unfolded = unfold(value);
    for (const { kind, list, message } of unfolded.remarks) {
      if (kind === 'problem') {
        const object = nameOf(list);
        problems.push({ kind: 'invalid', object, path: '', message });
      }
    }
    for (const { value: each } of unfolded.objects) {
      const object = parseOne(each, problems, nameOf);
      if (object) {
        parsed.push([objectKey(object.reference), object]);
      }
    }
  }
  // Of two forms of one Calico object the one that users write comes last, and stays.
  parsed.sort(([a, x], [b, y]) => compare(a, b) || compare(x.group, y.group));
  const byKey = new Map<string, ParsedObject>();
  for (const [key, object] of parsed) {
    const before = byKey.get(key);
    if (
      before &&
      before.group === object.group &&
      before.source !== object.source
    ) {
      problems.push({
        kind: 'invalid',
        object: object.reference,
        path: '',
        message:
          'the object is in the input more than once: the last one is taken',
      });
    }
    byKey.set(key, object);
  }
  return byKey;
}
