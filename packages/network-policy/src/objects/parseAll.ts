import { InvalidFieldError, isRecord } from './fields';
import { unfold } from './lists';
import { groupOf, parseObject, referenceOf } from './object';
import type { ObjectReference, ParsedObject, Problem } from './object';

/** Runs a reader; what it refuses becomes a problem of that object alone. */
export function reading<T>(
  object: ParsedObject,
  problems: Problem[],
  read: () => T,
): T | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof InvalidFieldError)) {
      throw error;
    }
    problems.push({
      kind: 'invalid',
      object: object.reference,
      path: error.path,
      message: `${error.path || 'the object'} ${error.message}`,
    });
    return undefined;
  }
}

/**
 * One key for one object, whichever of its groups it comes by: Calico's objects
 * are served under two, and stored ones carry the default tier in their name.
 */
export function objectKey(reference: ObjectReference): string {
  const { kind, namespace = '', name } = reference;
  const group = groupOf(reference.apiVersion);
  return group === 'crd.projectcalico.org'
    ? `projectcalico.org|${kind}|${namespace}|${name.replace(/^default\./, '')}`
    : `${group}|${kind}|${namespace}|${name}`;
}

const compare = (a: string, b: string) => (a < b ? -1 : Number(a > b));

function complain(value: unknown, error: unknown, problems: Problem[]): void {
  if (!(error instanceof InvalidFieldError)) {
    throw error;
  }
  problems.push({
    kind: 'invalid',
    object: referenceOf(value),
    path: error.path,
    message: `${error.path || 'the object'} ${error.message}`,
  });
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
  for (const value of objects) {
    const unfolded = unfold(value);
    for (const { kind, list, message } of unfolded.remarks) {
      if (kind === 'problem') {
        const object = referenceOf(list);
        problems.push({ kind: 'invalid', object, path: '', message });
      }
    }
    for (const { value: each } of unfolded.objects) {
      try {
        if (!isRecord(each)) {
          throw new InvalidFieldError(
            { value: each },
            'is no Kubernetes object',
          );
        }
        const object = parseObject(each);
        parsed.push([objectKey(object.reference), object]);
      } catch (error) {
        complain(each, error, problems);
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
