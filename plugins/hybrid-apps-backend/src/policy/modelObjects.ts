import { KindKnowledge } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { isDeepStrictEqual } from 'node:util';
import { ClusterStore, groupResource, Kinds, KubeObject } from '../clusters';
import { at } from '../objects';

/** Everything of a cluster that has a part in reachability. */
export const modelObjects = (store: ClusterStore): KubeObject[] =>
  store.kinds.all
    .filter(({ reachability }) => reachability)
    .flatMap(({ groups, kind }) =>
      groups.flatMap(group => store.list({ group, kind })),
    );

/** Whether objects of this kind are policies, or what policies of their dialect refer to. */
export const isPolicyKind = (
  object: Pick<KubeObject, 'apiVersion' | 'kind'>,
  kinds: Kinds,
): boolean => kinds.of(object)?.reachability === 'decides';

/**
 * What is not known of a cluster and may change a verdict: kinds that are
 * neither in step nor absent.
 */
export function decisiveGaps(store: ClusterStore): KindKnowledge[] {
  const decisive = new Set(
    store.kinds.all
      .filter(
        ({ reachability }) =>
          reachability === 'decides' || reachability === 'subject',
      )
      .flatMap(({ groups, watch }) =>
        groups.map(group => watch && groupResource(group, watch.resource)),
      ),
  );
  return store
    .knowledge()
    .filter(
      ({ kind, state }) =>
        (kind === '*' || decisive.has(kind)) &&
        state !== 'synced' &&
        state !== 'absent',
    );
}

/** What of an object's status has a part in reachability: addresses, and whether a Pod has ended. */
const DECISIVE_STATUS: Readonly<Record<string, readonly string[]>> = {
  Pod: ['phase', 'podIP', 'podIPs', 'hostIP'],
  Node: ['addresses'],
  VirtualMachineInstance: ['phase'],
};

/** An object without what changes and moves no connection. */
function decisivePart({ metadata, status, ...body }: KubeObject): unknown {
  const { name, namespace, uid, labels, annotations, ownerReferences } =
    metadata;
  return {
    ...body,
    metadata: { name, namespace, uid, labels, annotations, ownerReferences },
    status: (DECISIVE_STATUS[body.kind] ?? []).map(field => at(status, field)),
  };
}

/** Whether the same reachability comes of two lists of {@link modelObjects}. */
export const reachSame = (
  before: readonly KubeObject[],
  after: readonly KubeObject[],
): boolean =>
  before.length === after.length &&
  before.every((object, index) => {
    const other = after[index];
    return (
      object === other ||
      isDeepStrictEqual(decisivePart(object), decisivePart(other))
    );
  });
