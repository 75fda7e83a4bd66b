import { KubeObject } from '../objects';
import { expired } from '../status';
import { continueToken, listOptionsOf } from './listOptions';
import { Matches, parseFieldSelector, parseLabelSelector } from './selectors';
import { serveList, viewOf } from './serve';
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

const TOO_OLD_TO_CONTINUE =
  'The provided continue parameter is too old to display a consistent list result. ' +
  'You can start a new list without the continue parameter, or use the continue token in this response to retrieve the remainder of the results. ' +
  'Continuing with the provided token results in an inconsistent list - objects that were created, modified, or deleted between the time the first chunk was returned and now may show up in the list.';

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
  const options = listOptionsOf(query, store.resourceVersion);
  const { limit, resumed, version = store.resourceVersion } = options;

  const objects = store.snapshot(target.def, target.namespace, version);
  if (!objects) {
    throw resumed
      ? expired(TOO_OLD_TO_CONTINUE, {
          continue: continueToken({ start: resumed.start }),
        })
      : expired('The resourceVersion for the provided list is too old.');
  }
  const left = objects.filter(
    object => matches(object) && (!resumed || placeOf(object) > resumed.start),
  );
  const page = limit ? left.slice(0, limit) : left;
  const remaining = left.length - page.length;
  const isFiltered = query.has('labelSelector') || query.has('fieldSelector');
  return {
    status: 200,
    json: serveList(view, page, {
      resourceVersion: String(version),
      ...(remaining > 0
        ? {
            continue: continueToken({
              version,
              start: placeOf(page[page.length - 1]),
            }),
            ...(isFiltered ? {} : { remainingItemCount: remaining }),
          }
        : {}),
    }),
  };
}
