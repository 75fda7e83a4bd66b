import { KubeObject } from '../objects';
import { badRequest, expired, StatusError } from '../status';
import { representationOf } from './negotiate';
import { Matches, parseFieldSelector, parseLabelSelector } from './selectors';
import { serveList, View } from './serve';
import { ApiContext, ApiRequest, Reply, ResourceTarget } from './types';

/** What the query selects: labels, fields, and one name where the URL has it. */
export function selectionOf(
  { def, name }: ResourceTarget,
  query: URLSearchParams,
): Matches {
  const byLabel = parseLabelSelector(query.get('labelSelector') ?? '');
  const byField = parseFieldSelector(def, query.get('fieldSelector') ?? '');
  return object =>
    (name === undefined || object.metadata.name === name) &&
    byLabel(object) &&
    byField(object);
}

export function viewOf(
  { clock }: ApiContext,
  { def, version }: ResourceTarget,
  request: ApiRequest,
): View {
  return {
    def,
    version,
    representation: representationOf(request.headers.accept),
    now: () => clock.now(),
  };
}

/** A resource version in a query; 0 and nothing both mean "whatever is there". */
export function parseVersion(text: string | null): number {
  if (!text) {
    return 0;
  }
  if (!/^\d+$/.test(text)) {
    throw badRequest(`invalid resource version: "${text}"`);
  }
  return Number(text);
}

interface Continue {
  v: 'meta.k8s.io/v1';
  rv: number;
  /** The place of the last object that was given out. */
  start: string;
}

function parseContinue(token: string): Continue {
  try {
    const value: unknown = JSON.parse(
      Buffer.from(token, 'base64url').toString(),
    );
    if (
      typeof value === 'object' &&
      value !== null &&
      'rv' in value &&
      'start' in value &&
      Number.isInteger(value.rv) &&
      typeof value.start === 'string'
    ) {
      return { v: 'meta.k8s.io/v1', rv: Number(value.rv), start: value.start };
    }
  } catch {
    // Said below: whatever is wrong with it, it is not one of ours.
  }
  throw badRequest('invalid continue token: continue key is not valid');
}

const placeOf = ({ metadata }: KubeObject) =>
  `${metadata.namespace ?? ''}/${metadata.name}`;

/** GET on a collection. */
export function list(
  context: ApiContext,
  target: ResourceTarget,
  request: ApiRequest,
): Reply {
  const { store } = context;
  const { query } = request;
  const view = viewOf(context, target, request);
  const matches = selectionOf(target, query);
  const limit = parseVersion(query.get('limit'));
  const token = query.get('continue');
  const resumed = token ? parseContinue(token) : undefined;
  const version =
    resumed?.rv ??
    exactVersion(store.resourceVersion, query) ??
    store.resourceVersion;

  const objects = store.snapshot(target.def, target.namespace, version);
  if (!objects) {
    throw expired(
      resumed
        ? 'The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter.'
        : `The resourceVersion for the provided list is too old.`,
    );
  }
  const left = objects.filter(
    object => matches(object) && (!resumed || placeOf(object) > resumed.start),
  );
  const page = limit ? left.slice(0, limit) : left;
  const remaining = left.length - page.length;
  const last = page[page.length - 1];
  const next: Continue | undefined =
    remaining > 0
      ? { v: 'meta.k8s.io/v1', rv: version, start: placeOf(last) }
      : undefined;
  const isFiltered = query.has('labelSelector') || query.has('fieldSelector');
  return {
    status: 200,
    json: serveList(view, page, {
      resourceVersion: String(version),
      ...(next
        ? {
            continue: Buffer.from(JSON.stringify(next)).toString('base64url'),
            ...(isFiltered ? {} : { remainingItemCount: remaining }),
          }
        : {}),
    }),
  };
}

/** The one version that is asked for, if it is one. */
function exactVersion(
  current: number,
  query: URLSearchParams,
): number | undefined {
  const match = query.get('resourceVersionMatch');
  const version = parseVersion(query.get('resourceVersion'));
  if (match && !query.get('resourceVersion')) {
    throw invalidOptions(
      'resourceVersionMatch',
      'Forbidden: resourceVersionMatch is forbidden unless resourceVersion is provided',
    );
  }
  if (version > current) {
    throw new StatusError(
      504,
      'Timeout',
      `Too large resource version: ${version}, current: ${current}`,
      {
        retryAfterSeconds: 1,
        causes: [
          {
            reason: 'ResourceVersionTooLarge',
            message: 'Too large resource version',
          },
        ],
      },
    );
  }
  return match === 'Exact' ? version : undefined;
}

export function invalidOptions(field: string, message: string): StatusError {
  return new StatusError(
    422,
    'Invalid',
    `ListOptions.meta.k8s.io "" is invalid: ${field}: ${message}`,
    {
      group: 'meta.k8s.io',
      kind: 'ListOptions',
      causes: [
        {
          reason: message.startsWith('Forbidden')
            ? 'FieldValueForbidden'
            : 'FieldValueInvalid',
          message,
          field,
        },
      ],
    },
  );
}
