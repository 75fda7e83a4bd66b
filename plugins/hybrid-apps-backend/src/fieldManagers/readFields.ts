import { isRecord } from '@hybrid-apps/network-policy';

/** Which fields somebody manages: some of their paths, and how many there are beside them. */
export interface ManagedFields {
  paths: readonly string[];
  left: number;
}

/** So many paths of one manager are told, each so long at most. */
const MOST_PATHS = 200;
const MOST_LETTERS = 300;

/** More than any object has; of what has more nothing is told. */
const MOST_FOUND = 10_000;

/** Deeper than any object; schemas of custom resources are trees that somebody wrote. */
const MOST_DEEP = 64;

/**
 * Keys by which items of lists are known, and whose values are names and no
 * content. Of others the key is told alone.
 * Source: kubernetes, `+listMapKey` in staging/src/k8s.io/api.
 */
const NAMING_KEYS = new Set([
  'containerPort',
  'devicePath',
  'ip',
  'key',
  'kind',
  'mountPath',
  'name',
  'namespace',
  'port',
  'protocol',
  'topologyKey',
  'type',
  'uid',
  'whenUnsatisfiable',
]);

/** What is below these is content of a ConfigMap, of which not even keys are told. */
const CONTENT = new Set(['data', 'binaryData', 'stringData']);

const isPlain = (field: string) => /^[A-Za-z_][\w-]*$/.test(field);

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

const isScalar = (value: unknown) =>
  value === null || ['string', 'number', 'boolean'].includes(typeof value);

/** `[web]`, or `[port=80,protocol=TCP]`; undefined where it is no key of a list. */
function ofKey(json: string): string | undefined {
  const keys = parsed(json);
  if (!isRecord(keys) || !Object.values(keys).every(isScalar)) {
    return undefined;
  }
  const told = Object.entries(keys).map(([key, value]) => ({
    key,
    value: NAMING_KEYS.has(key) ? String(value) : '…',
  }));
  const [first, ...others] = told;
  if (!first) {
    return undefined;
  }
  return others.length === 0 && first.key === 'name'
    ? `[${first.value}]`
    : `[${told.map(({ key, value }) => `${key}=${value}`).join(',')}]`;
}

/**
 * What a key of FieldsV1 adds to a path; undefined where it is none.
 * Source: structured-merge-diff, fieldpath/serialize-pe.go.
 */
function partOf(key: string, path: string): string | undefined {
  const rest = key.slice(2);
  switch (key.slice(0, 2)) {
    case 'f:':
      if (rest === '') {
        return undefined;
      }
      if (!isPlain(rest)) {
        return `[${JSON.stringify(rest)}]`;
      }
      return path === '' ? rest : `.${rest}`;
    case 'k:':
      return ofKey(rest);
    case 'v:':
      // An item of a set is its own value, which is never told.
      return isScalar(parsed(rest)) ? '[…]' : undefined;
    case 'i:':
      return /^\d+$/.test(rest) ? `[${rest}]` : undefined;
    default:
      return undefined;
  }
}

/** The mark that a field is managed itself, beside what is below it. */
const isItself = (mark: unknown) =>
  mark === undefined || (isRecord(mark) && Object.keys(mark).length === 0);

const cut = (path: string) =>
  path.length > MOST_LETTERS ? `${path.slice(0, MOST_LETTERS)}…` : path;

/** Adds each path that ends here, of what has nothing below it but itself; false where it is no tree of fields. */
function addLeaves(
  fields: unknown,
  path: string,
  { depth, found }: { depth: number; found: string[] },
): boolean {
  if (
    !isRecord(fields) ||
    depth > MOST_DEEP ||
    found.length > MOST_FOUND ||
    !isItself(fields['.'])
  ) {
    return false;
  }
  const below = Object.entries(fields).filter(([key]) => key !== '.');
  if (below.length === 0 && path !== '') {
    found.push(cut(path));
  }
  return below.every(([key, value]) => {
    const part = partOf(key, path);
    if (part === undefined) {
      return false;
    }
    const isContent = path === '' && CONTENT.has(part) && isRecord(value);
    return addLeaves(
      isContent ? {} : value,
      // What is cut anyhow gets no longer.
      path.length > MOST_LETTERS ? path : path + part,
      { depth: depth + 1, found },
    );
  });
}

/** What people set comes before what an object is known by, and that before what the cluster found. */
const rankOf = (path: string) => {
  if (path.startsWith('metadata')) {
    return 1;
  }
  return path.startsWith('status') ? 2 : 0;
};

/**
 * The fields that an entry of `metadata.managedFields` names, as paths like
 * `spec.template.spec.containers[web].image`. No value is in them. Undefined
 * where it is not FieldsV1, whatever it is: a server may keep anything there.
 * Source: https://kubernetes.io/docs/reference/using-api/server-side-apply, Field management.
 */
export function readFields(fieldsV1: unknown): ManagedFields | undefined {
  const found: string[] = [];
  if (!addLeaves(fieldsV1, '', { depth: 0, found })) {
    return undefined;
  }
  // A sort keeps the order of what is equal.
  const inOrder = [...new Set(found)].sort((a, b) => rankOf(a) - rankOf(b));
  return {
    paths: inOrder.slice(0, MOST_PATHS),
    left: Math.max(0, inOrder.length - MOST_PATHS),
  };
}
