import { TopologyNode } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { createHash } from 'node:crypto';
import { Member } from '../apps';
import { ClusterStore, KubeObject } from '../clusters';
import { endpointSlicesOf, isNameWithin } from '../kinds';
import {
  at,
  called,
  kindKey,
  list,
  objectField,
  text,
  texts,
} from '../objects';
import { StructureEdge } from './types';

/** What a Service leads to that is in no cluster. */
export interface Outside {
  hosts?: string[];
  addresses?: string[];
  /** Where it is said. */
  by: KubeObject;
  fieldPath: string;
}

/** Whatever is no name and no address is told of nobody. */
const PLAIN = /^[a-z0-9._:%-]{1,253}$/i;

/** More addresses than this are told by how many they are. */
const NAMED = 3;

/** So many are told one by one. */
const MOST = 20;

/**
 * Where a Service without Pods sends to: a name, or addresses that somebody else
 * than the cluster keeps. What is a Pod's is drawn as that.
 * Source: k8s.io/api/core/v1, ServiceSpec.ExternalName; k8s.io/api/discovery/v1,
 * Endpoint.TargetRef; Kubernetes, Services without selectors.
 */
export function outsideOf(
  service: KubeObject,
  store: ClusterStore,
): Outside | undefined {
  if (kindKey(service) !== '/Service') {
    return undefined;
  }
  if (at(service, 'spec', 'type') === 'ExternalName') {
    const host = text(at(service, 'spec', 'externalName'));
    return host && PLAIN.test(host) && !isNameWithin(host)
      ? { hosts: [host], by: service, fieldPath: 'spec.externalName' }
      : undefined;
  }
  if (Object.keys(at(service, 'spec', 'selector') ?? {}).length > 0) {
    return undefined;
  }
  const slices = endpointSlicesOf(service, store);
  const told = (isName: boolean) => [
    ...new Set(
      slices
        .filter(slice => (at(slice, 'addressType') === 'FQDN') === isName)
        .flatMap(slice => list(at(slice, 'endpoints')))
        .filter(endpoint => at(endpoint, 'targetRef') === undefined)
        .flatMap(endpoint => texts(at(endpoint, 'addresses')))
        .filter(address => PLAIN.test(address) && !isNameWithin(address)),
    ),
  ];
  const [hosts, addresses] = [told(true).sort(), told(false).sort()];
  const [first] = [...slices].sort((a, b) =>
    a.metadata.name < b.metadata.name ? -1 : 1,
  );
  return first && hosts.length + addresses.length > 0
    ? { hosts, addresses, by: first, fieldPath: 'endpoints' }
    : undefined;
}

const nameOf = (all: readonly string[]): string =>
  all.length > NAMED
    ? `${all.slice(0, NAMED).join(', ')} and ${all.length - NAMED} more`
    : all.join(', ');

/** The very same place has the very same id, however many it is. */
const idOf = (all: readonly string[]): string =>
  `outside/${
    all.length > NAMED
      ? createHash('sha256').update(all.join()).digest('hex')
      : all.join()
  }`;

/**
 * Places outside of all clusters that an app's Services lead to. Two that lead
 * to the very same place lead to one node.
 *
 * @param isOwn - whether a host or an address is that of the app itself, on whichever cluster
 * @param holders - of what is drawn within another: that one's id
 */
export function outsideNodes(
  members: readonly Member[],
  stores: readonly ClusterStore[],
  holders: ReadonlyMap<string, string>,
  isOwn: (host: string) => boolean,
): { nodes: TopologyNode[]; edges: StructureEdge[] } {
  const byName = new Map(stores.map(store => [store.name, store]));
  const nodes = new Map<string, TopologyNode>();
  const edges = new Map<string, StructureEdge>();
  const inOrder = [...members].sort((a, b) => (a.id < b.id ? -1 : 1));
  for (const { id: own, cluster, object } of inOrder) {
    const store = byName.get(cluster);
    const found = store && outsideOf(object, store);
    if (!found) {
      continue;
    }
    const { by, fieldPath } = found;
    const [hosts, addresses] = [found.hosts, found.addresses].map((all = []) =>
      all.filter(one => !isOwn(one)),
    );
    const all = [...hosts, ...addresses];
    if (all.length === 0) {
      continue;
    }
    const id = idOf(all);
    const evidence = {
      text: `${called(object)} leads to ${nameOf(all)}`,
      object: objectField(cluster, by),
      fieldPath,
      value: nameOf(all),
    };
    const node: TopologyNode = {
      id,
      cluster: '',
      namespace: '',
      apiVersion: '',
      kind: 'External',
      name: nameOf(all),
      category: 'external',
      status: { health: 'unknown' },
      facts: {
        ...(hosts.length > 0 && { hosts: hosts.slice(0, MOST) }),
        ...(addresses.length > 0 && { addresses: addresses.slice(0, MOST) }),
      },
      members: [],
      reason: evidence,
    };
    if (!nodes.has(id)) {
      nodes.set(id, node);
    }
    const source = holders.get(own) ?? own;
    const edge = `${source} routes ${id}`;
    if (!edges.has(edge)) {
      edges.set(edge, {
        id: edge,
        source,
        target: id,
        relation: 'routes',
        evidence,
      });
    }
  }
  return { nodes: [...nodes.values()], edges: [...edges.values()] };
}
