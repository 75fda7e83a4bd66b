import { NotFoundError, toError } from '@backstage/errors';
import { FieldManagers } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import {
  ClusterHandle,
  KubeObject,
  KubeStatusError,
  resourcePath,
} from '../clusters';
import { keepBriefly } from '../keepBriefly';
import { at, called, groupOf } from '../objects';
import { readManagers } from './readManagers';

type AskedCluster = Pick<
  ClusterHandle,
  'name' | 'state' | 'clientFor' | 'served'
>;

/**
 * Asks a cluster who manages which fields of an object, in the portal's own name:
 * whoever calls sees to it that who is told may see the object.
 */
export interface AskManagers {
  /**
   * @param caller - for whom, like `user:default/ana`
   * @throws NotFoundError where the object is gone
   */
  (
    cluster: AskedCluster,
    object: KubeObject,
    caller: string,
  ): Promise<FieldManagers>;
}

/** Those who look at one object ask together; who acted on it wants to see it soon. */
const KEPT = { ms: 3_000, most: 200 };

const TIMEOUT_MS = 5_000;

/** Annotations have 256 KiB at most; what lists fields may have as much again, and more. Source: apimachinery, validation, `TotalAnnotationSizeLimitB`. */
const MAX_BYTES = 2 ** 20;

/** Nothing of the object but its metadata leaves the cluster. Source: Kubernetes API Concepts, Metadata-only fetches. */
const METADATA = 'application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1';

const unknown = (message: string): FieldManagers => ({
  state: 'unknown',
  items: [],
  message,
});

function whyNot(error: unknown, object: KubeObject, cluster: string) {
  const { message } = toError(error);
  if (!(error instanceof KubeStatusError)) {
    return unknown(message);
  }
  switch (error.code) {
    case 404:
      throw new NotFoundError(
        `${called(object)} is gone from cluster '${cluster}'.`,
      );
    case 401:
    case 403:
      return {
        ...unknown(
          `${message}. Grant the portal's account the verb get on it to have told who manages its fields.`,
        ),
        state: 'forbidden' as const,
      };
    default:
      return unknown(message);
  }
}

/** @param ticks - in milliseconds */
export function createAskManagers(
  ticks: () => number = () => performance.now(),
): AskManagers {
  const kept = keepBriefly<FieldManagers>({ ...KEPT, now: ticks });

  async function askNow(
    cluster: AskedCluster,
    object: KubeObject,
    caller: string,
  ): Promise<FieldManagers> {
    const { apiVersion, kind, metadata } = object;
    const group = groupOf(apiVersion);
    const served = cluster.served.find(
      one => one.group === group && one.kind === kind,
    );
    if (!served) {
      return unknown(
        `Cluster '${cluster.name}' does not tell by which path it serves ${kind}.`,
      );
    }
    const { namespace, name } = metadata;
    try {
      const { body } = await cluster.clientFor(caller).request({
        method: 'GET',
        path: resourcePath(served, { namespace, name }),
        accept: METADATA,
        timeoutMs: TIMEOUT_MS,
        maxBytes: MAX_BYTES,
      });
      return {
        state: 'told',
        items: readManagers(at(body, 'metadata', 'managedFields')),
      };
    } catch (error) {
      return whyNot(error, object, cluster.name);
    }
  }

  return async (cluster, object, caller) => {
    if (cluster.state === 'per-user') {
      return unknown(
        `Cluster '${cluster.name}' takes each user's own token, and the portal asks for this in its own name alone. Use \`kubectl get --show-managed-fields\`.`,
      );
    }
    const { apiVersion, kind, metadata } = object;
    const { namespace, name, uid } = metadata;
    return kept(
      JSON.stringify([cluster.name, apiVersion, kind, namespace, name, uid]),
      () => askNow(cluster, object, caller),
    );
  };
}
