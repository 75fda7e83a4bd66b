/** How a collection is to be listed or watched, as the query says it (meta/v1 ListOptions). */
import { badRequest, Cause, invalidOptions, StatusError } from '../status';
import { causes } from '../validation';

const EXACT = 'Exact';
const NOT_OLDER_THAN = 'NotOlderThan';
const MATCH = 'resourceVersionMatch';
const INITIAL = 'sendInitialEvents';

/** Where a page ended, for the next one to go on. */
export interface Continue {
  /** The version of the first page; none where the rest may be newer than that. */
  version?: number;
  /** The place of the last object that was given out. */
  start: string;
}

export interface ListOptions {
  /** So many objects at most; 0 is all. */
  limit: number;
  /** The version that is asked for; the current one does, where there is none. */
  version?: number;
  resumed?: Continue;
}

export interface WatchOptions {
  /** Changes after this version; 0 is the current one. */
  version: number;
  /** Whether it begins with what is there. */
  sendInitialEvents: boolean;
  /** Whether it then marks where that ends. */
  markInitialEventsEnd: boolean;
  bookmarks: boolean;
  timeoutSeconds?: number;
}

/** A number from 0 on; 0 where the query does not have it. */
export function numberIn(query: URLSearchParams, name: string): number {
  const text = query.get(name);
  if (text && !/^\d+$/.test(text)) {
    throw badRequest(`${name} must be a whole number from 0 on, not "${text}"`);
  }
  return Number(text);
}

function versionIn(query: URLSearchParams): number {
  const text = query.get('resourceVersion');
  if (text && !/^\d+$/.test(text)) {
    throw badRequest(`invalid resource version: "${text}"`);
  }
  return Number(text);
}

/** @throws 400, 422 or 504 for what no list can answer */
export function listOptionsOf(
  query: URLSearchParams,
  currentVersion: number,
): ListOptions {
  requireValid(listCauses(query));
  const limit = numberIn(query, 'limit');
  const version = versionIn(query);
  const token = query.get('continue');
  if (token) {
    if (version > 0) {
      throw badRequest(
        'specifying resource version is not allowed when using continue',
      );
    }
    const resumed = parseContinue(token);
    return { limit, resumed, version: resumed.version };
  }
  if (version > currentVersion) {
    throw tooLarge(version, currentVersion);
  }
  const match = query.get(MATCH);
  // Pages used to be of one version before they could say so, and still are.
  const isExact = match === EXACT || (!match && limit > 0 && version > 0);
  return { limit, version: isExact ? version : undefined };
}

export function watchOptionsOf(query: URLSearchParams): WatchOptions {
  requireValid(watchCauses(query));
  const version = versionIn(query);
  const bookmarks = query.get('allowWatchBookmarks') === 'true';
  const asked = query.get(INITIAL);
  return {
    version,
    bookmarks,
    sendInitialEvents: asked === null ? version === 0 : asked === 'true',
    markInitialEventsEnd: asked === 'true' && bookmarks,
    timeoutSeconds: numberIn(query, 'timeoutSeconds') || undefined,
  };
}

function requireValid(wrong: Cause[]): void {
  if (wrong.length > 0) {
    throw invalidOptions('ListOptions', wrong);
  }
}

/** As ValidateListOptions of k8s.io/apimachinery/pkg/apis/meta/internalversion/validation. */
function listCauses(query: URLSearchParams): Cause[] {
  const match = query.get(MATCH);
  const rules: Array<[boolean, Cause]> = [
    [
      Boolean(match && !query.get('resourceVersion')),
      causes.forbidden(
        MATCH,
        `${MATCH} is forbidden unless resourceVersion is provided`,
      ),
    ],
    [
      Boolean(match && query.get('continue')),
      causes.forbidden(
        MATCH,
        `${MATCH} is forbidden when continue is provided`,
      ),
    ],
    [
      Boolean(match && ![EXACT, NOT_OLDER_THAN].includes(match)),
      causes.unsupported(MATCH, match, [EXACT, NOT_OLDER_THAN, '']),
    ],
    [
      match === EXACT && query.get('resourceVersion') === '0',
      causes.forbidden(
        MATCH,
        `${MATCH} "exact" is forbidden for resourceVersion "0"`,
      ),
    ],
    [
      query.has(INITIAL),
      causes.forbidden(INITIAL, `${INITIAL} is forbidden for list`),
    ],
  ];
  return rules.flatMap(([isBroken, cause]) => (isBroken ? [cause] : []));
}

/** As validateWatchOptions of the same package. */
function watchCauses(query: URLSearchParams): Cause[] {
  const match = query.get(MATCH);
  const rules: Array<[boolean, Cause]> = [
    [
      query.has(INITIAL) && match !== NOT_OLDER_THAN,
      causes.forbidden(
        MATCH,
        `${INITIAL} requires setting ${MATCH} to ${NOT_OLDER_THAN}`,
      ),
    ],
    [
      Boolean(match && !query.has(INITIAL)),
      causes.forbidden(
        MATCH,
        `${MATCH} is forbidden for watch unless ${INITIAL} is provided`,
      ),
    ],
    [
      Boolean(match && match !== NOT_OLDER_THAN),
      causes.unsupported(MATCH, match, [NOT_OLDER_THAN]),
    ],
    [
      Boolean(match && query.get('continue')),
      causes.forbidden(
        MATCH,
        `${MATCH} is forbidden when continue is provided`,
      ),
    ],
  ];
  return rules.flatMap(([isBroken, cause]) => (isBroken ? [cause] : []));
}

function tooLarge(version: number, currentVersion: number): StatusError {
  return new StatusError(
    504,
    'Timeout',
    `Too large resource version: ${version}, current: ${currentVersion}`,
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

const TOKEN_VERSION = 'meta.k8s.io/v1';
/** In a token: whatever is there by now. */
const ANY_VERSION = -1;

/** The token in the form that kube-apiserver gives out. */
export function continueToken({
  version = ANY_VERSION,
  start,
}: Continue): string {
  const token = { v: TOKEN_VERSION, rv: version, start };
  return Buffer.from(JSON.stringify(token)).toString('base64url');
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
      const { rv, start } = value;
      return { version: rv === ANY_VERSION ? undefined : Number(rv), start };
    }
  } catch {
    // Said below: whatever is wrong with it, it is not one of ours.
  }
  throw badRequest('invalid continue token: continue key is not valid');
}
