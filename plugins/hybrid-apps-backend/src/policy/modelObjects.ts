import { KindKnowledge } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import {
  groupOf,
  policyPart,
  PodTemplates,
  PolicyModel,
} from '@hybrid-apps/network-policy';
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

/** What of two lists of {@link modelObjects} differs, by what names it: the object that is there now, or the one that is gone. */
export type ReachChanges = Map<
  string,
  { now: KubeObject } | { gone: KubeObject }
>;

const wordOf = ({ apiVersion, kind, metadata }: KubeObject) =>
  [groupOf(apiVersion), kind, metadata.namespace, metadata.name].join('/');

/**
 * What changed from one list to another that reachability hangs on.
 * @param workloads - the kinds that Pods come of
 */
export function reachChanges(
  before: readonly KubeObject[],
  after: readonly KubeObject[],
  workloads: PodTemplates,
): ReachChanges {
  const present = new Set(after);
  const known = new Set(before);
  const gone = new Map(
    before
      .filter(object => !present.has(object))
      .map(object => [wordOf(object), object]),
  );
  const changes: ReachChanges = new Map();
  for (const now of after) {
    if (!known.has(now)) {
      const word = wordOf(now);
      const other = gone.get(word);
      gone.delete(word);
      const isSame =
        other !== undefined &&
        isDeepStrictEqual(partOf(other, workloads), partOf(now, workloads));
      if (!isSame) {
        changes.set(word, { now });
      }
    }
  }
  gone.forEach((object, word) => changes.set(word, { gone: object }));
  return changes;
}

/** Changes as a model takes them. */
export const asUpdate = (
  changes: ReadonlyArray<{ now: KubeObject } | { gone: KubeObject }>,
) => ({
  apply: changes.flatMap(change => ('now' in change ? [change.now] : [])),
  remove: changes.flatMap(change => {
    if ('now' in change) {
      return [];
    }
    const { apiVersion, kind, metadata } = change.gone;
    const { namespace, name } = metadata;
    return [{ apiVersion, kind, ...(namespace && { namespace }), name }];
  }),
});

/** The same model after changes of these namespaces, and of what is in none. */
export function withChanges(
  model: PolicyModel,
  changes: ReachChanges,
  isIn: (namespace: string) => boolean = () => true,
): PolicyModel {
  const own = [...changes.values()].filter(change => {
    const { namespace } = ('now' in change ? change.now : change.gone).metadata;
    return namespace === undefined || isIn(namespace);
  });
  return own.length === 0 ? model : model.update(asUpdate(own));
}
