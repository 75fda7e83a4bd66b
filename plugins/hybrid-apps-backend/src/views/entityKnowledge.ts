import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import {
  KindKnowledge,
  KUBERNETES_ANNOTATIONS,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { selectorProblem } from '../apps';
import { AppEntities } from '../catalog';
import { ClusterStore, isKnownIn } from '../clusters';

const ALL = '*';

const listed = (names: readonly string[]) =>
  names.length > 0 ? names.join(', ') : 'none';

/** Where a cluster that is named by an entity is none of those that there are. */
function ofCluster(
  { metadata }: Entity,
  ref: string,
  stores: readonly ClusterStore[],
): KindKnowledge[] {
  const annotation = KUBERNETES_ANNOTATIONS.cluster;
  const cluster = metadata.annotations?.[annotation];
  const names = stores.map(({ name }) => name);
  return cluster === undefined || names.includes(cluster)
    ? []
    : [
        {
          cluster,
          kind: ALL,
          state: 'unresolved',
          message:
            `The annotation ${annotation} of ${ref} names the cluster '${cluster}', which the portal does not have; ` +
            `it has: ${listed(
              names,
            )}. Correct the annotation, or take it away to look on every cluster.`,
        },
      ];
}

const isNamespaceKnown = (store: ClusterStore, name: string) =>
  store
    .knowledge()
    .some(known => known.kind === 'namespaces' && isKnownIn(known, name));

/** Where a namespace that is named by an entity is on none of its clusters. */
function ofNamespace(
  { metadata }: Entity,
  ref: string,
  stores: readonly ClusterStore[],
): KindKnowledge[] {
  const annotation = KUBERNETES_ANNOTATIONS.namespace;
  const name = metadata.annotations?.[annotation];
  const cluster = metadata.annotations?.[KUBERNETES_ANNOTATIONS.cluster];
  const there = stores.filter(store => (cluster ?? store.name) === store.name);
  const isMissing =
    name !== undefined &&
    there.length > 0 &&
    there.every(
      store =>
        isNamespaceKnown(store, name) &&
        !store.get({ group: '', kind: 'Namespace', name }),
    );
  return isMissing
    ? [
        {
          cluster: cluster ?? ALL,
          kind: 'namespaces',
          state: 'unresolved',
          message:
            `The annotation ${annotation} of ${ref} names the namespace '${name}', which is not on ` +
            `${listed(
              there.map(store => store.name),
            )}. Correct the annotation, or take it away.`,
        },
      ]
    : [];
}

/** Where a selector that an entity has selects nothing, whatever there is. */
function ofSelector(entity: Entity, ref: string): KindKnowledge[] {
  const problem = selectorProblem(entity);
  return problem === undefined
    ? []
    : [
        {
          cluster: ALL,
          kind: ALL,
          state: 'unresolved',
          message:
            `The annotation ${KUBERNETES_ANNOTATIONS.labelSelector} of ${ref} is not followed: ${problem}. ` +
            'Its objects are missing here. Write it as kubectl takes it, like app=web,tier in (front,back).',
        },
      ];
}

/**
 * What an app's entities say of their objects that leads nowhere, so that an
 * empty picture does not pass for an empty cluster.
 *
 * @param stores - those of all clusters that the portal has
 */
export const entityKnowledge = (
  { entity, parts }: AppEntities,
  stores: readonly ClusterStore[],
): KindKnowledge[] =>
  [entity, ...parts].flatMap(one => {
    const ref = stringifyEntityRef(one);
    return [
      ...ofCluster(one, ref, stores),
      ...ofNamespace(one, ref, stores),
      ...ofSelector(one, ref),
    ];
  });
