import { KindKnowledge } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { policyPart, PodTemplates } from '@hybrid-apps/network-policy';
import { isDeepStrictEqual } from 'node:util';
import { groupResource, KubeObject } from '../clusters';
import { PolicyKinds, PolicyStore } from './policyStore';

/** Everything of a cluster that has a part in reachability. */
export const modelObjects = (store: PolicyStore): KubeObject[] =>
  store.kinds.all
    .filter(({ reachability }) => reachability)
    .flatMap(({ groups, kind }) =>
      groups.flatMap(group => store.list({ group, kind })),
    );

/** Whether objects of this kind are policies, or what policies of their dialect refer to. */
export const isPolicyKind = (
  object: Pick<KubeObject, 'apiVersion' | 'kind'>,
  kinds: PolicyKinds,
): boolean => kinds.of(object)?.reachability === 'decides';

/**
 * What is not known of a cluster and may change a verdict: kinds that are
 * neither in step nor absent.
 */
export function decisiveGaps(store: PolicyStore): KindKnowledge[] {
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

const knownParts = new WeakMap<PodTemplates, WeakMap<KubeObject, unknown>>();

/** What of an object moves connections, worked out once as objects never change. */
function partOf(object: KubeObject, workloads: PodTemplates): unknown {
  const parts = knownParts.get(workloads) ?? new WeakMap<KubeObject, unknown>();
  knownParts.set(workloads, parts);
  let part = parts.get(object);
  if (part === undefined) {
    part = policyPart(object, { workloads }) ?? null;
    parts.set(object, part);
  }
  return part;
}

/**
 * Whether the same reachability comes of two lists of {@link modelObjects}.
 * @param workloads - the kinds that Pods come of
 */
export const reachSame = (
  before: readonly KubeObject[],
  after: readonly KubeObject[],
  workloads: PodTemplates,
): boolean =>
  before.length === after.length &&
  before.every((object, index) => {
    const other = after[index];
    return (
      object === other ||
      isDeepStrictEqual(partOf(object, workloads), partOf(other, workloads))
    );
  });
