import {
  NodeStatus,
  Topology,
  TopologyNode,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { READ_ANNOTATIONS } from '@hybrid-apps/network-policy';
import { AppMembers, Reference } from '../apps';
import { ClusterStore } from '../clusters';
import {
  categoryOf,
  endpointSlicesOf,
  factsOf,
  healthOf,
  SourcedHealth,
} from '../kinds';
import { isWorkload } from '../objects';
import { edgesOf, INTERNET } from './edges';
import { fold, Folded } from './fold';
import { unknownOf } from './knowledge';
import { PolicyView } from './types';

/** As the API has it: without the fields that have nothing to say. */
const statusOf = ({
  state,
  reason,
  message,
  since,
  source,
}: SourcedHealth): NodeStatus => ({
  health: state,
  ...(reason && { reason }),
  ...(message && { message }),
  ...(since && { since }),
  source,
});

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
interface Ground {
  store: ClusterStore;
  coveredNetworks?: ReadonlySet<string>;
}

function nodeOf(
  { member, parts }: Folded,
  { store, coveredNetworks }: Ground,
  policy: PolicyView | undefined,
): TopologyNode {
  const { cluster, id, object, reason, entityRef } = member;
  const posture = isWorkload(object) ? policy?.posture(id) : undefined;
  return {
    id,
    cluster,
    namespace: object.metadata.namespace ?? '',
    apiVersion: object.apiVersion,
    kind: object.kind,
    name: object.metadata.name,
    category: categoryOf(object, store.kinds),
    ...(entityRef && { entityRef }),
    status: statusOf(healthOf(object, store)),
    ...(posture && { posture }),
    facts: factsOf(object, store, { coveredNetworks }),
    members: parts.map(part => ({
      id: part.id,
      apiVersion: part.object.apiVersion,
      kind: part.object.kind,
      ...(part.object.metadata.namespace && {
        namespace: part.object.metadata.namespace,
      }),
      name: part.object.metadata.name,
      status: statusOf(healthOf(part.object, store)),
      facts: factsOf(part.object, store, { coveredNetworks }),
    })),
    reason,
  };
}

const absent = ({
  kind,
  name,
  namespace,
  isOptional,
}: Reference): NodeStatus => {
  const message = `${kind} ${name} does not exist in namespace ${namespace}`;
  return isOptional
    ? {
        health: 'unjudged',
        reason: 'Optional',
        message: `${message}; what names it does without`,
        source: 'k8s.io/api/core/v1, optional',
      }
    : { health: 'degraded', reason: 'NotFound', message };
};

const unread = ({ kind }: Reference): NodeStatus => ({
  health: 'unknown',
  ...(kind === 'Secret' && {
    message: 'Secrets are never read; this one is known by its name alone',
  }),
});

/** What is named and not in the store: a Secret, which is never read, or what is missing. */
function referenceNode(
  reference: Reference,
  stores: readonly ClusterStore[],
): TopologyNode {
  const store = stores.find(({ name }) => name === reference.cluster);
  const isKnown =
    reference.kind !== 'Secret' &&
    store
      ?.knowledge()
      .some(
        ({ kind, state }) =>
          state === 'synced' &&
          kind
            .split('.')[0]
            .startsWith(reference.kind.toLocaleLowerCase('en-US')),
      );
  return {
    id: reference.id,
    cluster: reference.cluster,
    namespace: reference.namespace ?? '',
    apiVersion: reference.apiVersion,
    kind: reference.kind,
    name: reference.name,
    category: categoryOf(reference, store?.kinds),
    ...(reference.entityRef && { entityRef: reference.entityRef }),
    status: isKnown ? absent(reference) : unread(reference),
    facts: {},
    members: [],
    reason: reference.reason,
  };
}

const internetNode: TopologyNode = {
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

/** Services show their EndpointSlices, which no one draws. */
function withEndpointSlices(
  folded: Folded[],
  stores: readonly ClusterStore[],
): Folded[] {
  return folded.map(one => {
    const { cluster, object } = one.member;
    const store = stores.find(({ name }) => name === cluster);
    if (object.kind !== 'Service' || !store) {
      return one;
    }
    const known = new Set(one.parts.map(({ id }) => id));
    const slices = endpointSlicesOf(object, store)
      .map(slice => ({
        ...one.member,
        id: `${cluster}/${slice.metadata.namespace}/discovery.k8s.io/EndpointSlice/${slice.metadata.name}`,
        object: slice,
      }))
      .filter(({ id }) => !known.has(id));
    return { ...one, parts: [...one.parts, ...slices] };
  });
}

/**
 * The graph of an app: the same members always give the same graph.
 *
 * @param stores - those of the clusters that the app may be on
 * @param policy - what policy says of its workloads; without it, nodes have no
 * posture and edges no verdict
 */
export function buildTopology(
  app: AppMembers,
  stores: readonly ClusterStore[],
  policy?: PolicyView,
): Omit<Topology, 'revision'> {
  const grounds = new Map(
    stores.map((store): [string, Ground] => [
      store.name,
      { store, coveredNetworks: networksCovered(store) },
    ]),
  );
  const folded = withEndpointSlices(fold(app, stores), stores);
  const holders = new Map(
    folded.flatMap(({ member, parts }) =>
      parts.map(({ id }): [string, string] => [id, member.id]),
    ),
  );
  const drawn = [
    ...folded.flatMap(one => {
      const ground = grounds.get(one.member.cluster);
      return ground ? [nodeOf(one, ground, policy)] : [];
    }),
    ...app.references.map(reference => referenceNode(reference, stores)),
  ];
  const ids = new Set(drawn.map(({ id }) => id));
  const edges = edgesOf(app, stores, policy, holders).filter(
    ({ source, target }) =>
      (source === INTERNET || ids.has(source)) && ids.has(target),
  );
  const hasOutside = edges.some(({ source }) => source === INTERNET);
  return {
    entityRef: app.entityRef,
    nodes: [...drawn, ...(hasOutside ? [internetNode] : [])].sort((a, b) =>
      a.id < b.id ? -1 : 1,
    ),
    edges,
    knowledge: unknownOf(stores),
  };
}
