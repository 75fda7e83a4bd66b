import {
  NodeStatus,
  TopologyNode,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { READ_ANNOTATIONS } from '@hybrid-apps/network-policy';
import { Reference } from '../apps';
import { ClusterStore, groupResource, isKnownIn } from '../clusters';
import { categoryOf, factsOf, healthOf, statusOf } from '../kinds';
import { Steps } from '../unhurried';
import { INTERNET } from './edges';
import { Folded } from './fold';
import { knowledgeOfOwner } from './knowledge';

/**
 * The secondary networks that MultiNetworkPolicies of a cluster name, as
 * `name` and `namespace/name`; undefined where they could not be read.
 * Source: multi-networkpolicy, annotation `k8s.v1.cni.cncf.io/policy-for`.
 */
function networksCovered(store: ClusterStore): Set<string> | undefined {
  const kind = 'multi-networkpolicies.k8s.cni.cncf.io';
  const state = store.knowledge().find(known => known.kind === kind)?.state;
  if (state !== undefined && state !== 'synced' && state !== 'absent') {
    return undefined;
  }
  return new Set(
    store
      .list({ group: 'k8s.cni.cncf.io', kind: 'MultiNetworkPolicy' })
      .flatMap(({ metadata }) =>
        (metadata.annotations?.[READ_ANNOTATIONS.policyFor] ?? '')
          .split(',')
          .map(name => name.trim())
          .filter(Boolean),
      ),
  );
}

/** A cluster, and what policy covers on it. */
export interface Ground {
  store: ClusterStore;
  coveredNetworks?: ReadonlySet<string>;
}

/** What is drawn of a member, and of those that it stands for: of a DaemonSet, as many as there are nodes. */
export function* nodeSteps(
  { member, parts }: Folded,
  { store, coveredNetworks }: Ground,
): Steps<TopologyNode> {
  const { cluster, id, object, reason, entityRef } = member;
  const status = statusOf(healthOf(object, store));
  const facts = factsOf(object, store, { coveredNetworks });
  yield;
  const members: TopologyNode['members'] = [];
  for (const part of parts) {
    members.push({
      id: part.id,
      apiVersion: part.object.apiVersion,
      kind: part.object.kind,
      ...(part.object.metadata.namespace && {
        namespace: part.object.metadata.namespace,
      }),
      name: part.object.metadata.name,
      status: statusOf(healthOf(part.object, store)),
      facts: factsOf(part.object, store, { coveredNetworks }),
    });
    yield;
  }
  return {
    id,
    cluster,
    namespace: object.metadata.namespace ?? '',
    apiVersion: object.apiVersion,
    kind: object.kind,
    name: object.metadata.name,
    category: categoryOf(object, store.kinds),
    ...(entityRef && { entityRef }),
    status,
    facts,
    members,
    reason,
  };
}

/** What is in no namespace is of the cluster. */
const placeOf = ({ namespace, cluster }: Reference): string =>
  namespace ? `in namespace ${namespace}` : `on cluster ${cluster}`;

const absent = (reference: Reference): NodeStatus => {
  const { kind, name, isOptional } = reference;
  const message = `${kind} ${name} does not exist ${placeOf(reference)}`;
  return isOptional
    ? {
        health: 'unjudged',
        reason: 'Optional',
        message: `${message}; what names it does without`,
        source: 'k8s.io/api/core/v1, optional',
      }
    : { health: 'degraded', reason: 'NotFound', message };
};

const unread = (reference: Reference): NodeStatus => ({
  health: 'unknown',
  message:
    reference.kind === 'Secret'
      ? 'Secrets are never read; this one is known by its name alone'
      : `Whether it is ${placeOf(reference)} is not known`,
});

/** A cluster to draw on. */
export const groundOf = (store: ClusterStore): Ground => ({
  store,
  coveredNetworks: networksCovered(store),
});

/** Of an owner that is not in the store: why it is not. */
function owning(
  reference: Reference,
  store: ClusterStore | undefined,
): NodeStatus {
  const { kind, name, namespace } = reference;
  const known = store && knowledgeOfOwner(store.knowledge(), reference);
  const isMissing = known !== undefined && isKnownIn(known, namespace);
  const why = known
    ? known.message ?? `${kind} is not read yet`
    : `The portal does not watch ${kind}`;
  return {
    health: 'unjudged',
    message: isMissing
      ? `${kind} ${name} is not on the cluster; it is known from what names it as its owner`
      : `${why.replace(/\.$/, '')}; this one is known from what it owns`,
  };
}

const statusOfReference = (
  reference: Reference,
  store: ClusterStore | undefined,
  isKnown: boolean,
): NodeStatus => {
  if (reference.isOwner) {
    return owning(reference, store);
  }
  return isKnown ? absent(reference) : unread(reference);
};

/**
 * Whether anything of a namespace is here. Of a folder of manifests, as of one
 * namespace, what is elsewhere is not known; each namespace of a cluster has
 * these.
 * Source: kubernetes, pkg/controller/serviceaccount and
 * pkg/controller/certificates/rootcacertpublisher.
 */
const isSeen = (store: ClusterStore, namespace: string | undefined): boolean =>
  [
    { group: '', kind: 'ServiceAccount', namespace, name: 'default' },
    { group: '', kind: 'ConfigMap', namespace, name: 'kube-root-ca.crt' },
  ].some(key => store.get(key) !== undefined);

/** What is not there runs nothing, whatever its kind, and counts as no workload. */
function categoryOfReference(
  reference: Reference,
  store: ClusterStore | undefined,
): TopologyNode['category'] {
  const category = categoryOf(reference, store?.kinds);
  return category === 'vm' || category === 'container' ? 'config' : category;
}

/** What is named and not in the store: a Secret, which is never read, or what is missing. */
export function referenceNode(
  reference: Reference,
  stores: readonly ClusterStore[],
): TopologyNode {
  const store = stores.find(({ name }) => name === reference.cluster);
  const watch = store?.kinds.of(reference)?.watch;
  const resource = watch && groupResource(reference.group, watch.resource);
  const isKnown =
    store !== undefined &&
    store
      .knowledge()
      .some(
        known =>
          known.kind === resource && isKnownIn(known, reference.namespace),
      ) &&
    (reference.namespace === reference.reason.object?.namespace ||
      // What is of a cluster is known where a whole namespace of it is.
      isSeen(store, reference.namespace ?? reference.reason.object?.namespace));
  return {
    id: reference.id,
    cluster: reference.cluster,
    namespace: reference.namespace ?? '',
    apiVersion: reference.apiVersion,
    kind: reference.kind,
    name: reference.name,
    category: categoryOfReference(reference, store),
    ...(reference.entityRef && { entityRef: reference.entityRef }),
    status: statusOfReference(reference, store, isKnown),
    facts: {},
    members: [],
    reason: reference.reason,
  };
}

export const internetNode: TopologyNode = {
  id: INTERNET,
  cluster: '',
  namespace: '',
  apiVersion: '',
  kind: 'External',
  name: 'Internet',
  category: 'external',
  status: { health: 'unknown' },
  facts: {},
  members: [],
  reason: { text: 'Requests come from outside of the clusters' },
};
