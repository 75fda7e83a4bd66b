/** The scale subresource (autoscaling/v1 Scale): a workload's replicas, whatever its kind. */
import { Json, KubeObject, recordAt, textAt } from '../objects';
import {
  badRequest,
  invalid,
  methodNotAllowed,
  notImplemented,
} from '../status';
import { causes } from '../validation';
import {
  APPLY,
  contentTypeOf,
  isDryRun,
  managerOf,
  parseObjectBody,
} from './body';
import { ApiContext, ApiRequest, Reply, ResourceTarget } from './types';
import { patchedBy, requireObject } from './write';

const SCALE = { group: 'autoscaling', kind: 'Scale' };

function asScale(object: KubeObject): Json {
  const { name, namespace, uid, resourceVersion, creationTimestamp } =
    object.metadata;
  const labels = recordAt(object, 'spec', 'selector', 'matchLabels');
  return {
    kind: SCALE.kind,
    apiVersion: `${SCALE.group}/v1`,
    metadata: { name, namespace, uid, resourceVersion, creationTimestamp },
    spec: { replicas: Number(textAt(object, 'spec', 'replicas') || 0) },
    status: {
      replicas: Number(textAt(object, 'status', 'replicas') || 0),
      selector: Object.entries(labels)
        .map(([key, value]) => `${key}=${value}`)
        .join(','),
    },
  };
}

export function scale(
  context: ApiContext,
  target: ResourceTarget,
  request: ApiRequest,
): Reply {
  const object = requireObject(context, target);
  if (request.method === 'GET') {
    return { status: 200, json: asScale(object) };
  }
  if (request.method !== 'PUT' && request.method !== 'PATCH') {
    throw methodNotAllowed();
  }
  if (contentTypeOf(request) === APPLY) {
    throw notImplemented('server-side apply of the scale subresource');
  }
  const wanted =
    request.method === 'PUT'
      ? parseObjectBody(request)
      : patchedBy(target, request, asScale(object));
  const { replicas = 0 } = recordAt(wanted, 'spec');
  if (typeof replicas !== 'number' || !Number.isInteger(replicas)) {
    throw badRequest(`spec.replicas must be a whole number, not ${replicas}`);
  }
  if (replicas < 0) {
    throw invalid(SCALE, object.metadata.name, [
      causes.invalid(
        'spec.replicas',
        replicas,
        'must be greater than or equal to 0',
      ),
    ]);
  }
  const resourceVersion =
    textAt(wanted, 'metadata', 'resourceVersion') || undefined;
  const updated = context.store.update(
    {
      ...object,
      metadata: { ...object.metadata, resourceVersion },
      spec: { ...recordAt(object, 'spec'), replicas },
    },
    {
      manager: managerOf(request),
      dryRun: isDryRun(request),
      via: 'scale',
    },
  );
  return { status: 200, json: asScale(updated) };
}
