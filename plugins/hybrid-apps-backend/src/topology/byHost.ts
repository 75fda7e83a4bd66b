import { AppMembers, Link, Member } from '../apps';
import {
  attempt,
  ClusterStore,
  ConfiguredHost,
  HOSTS,
  KubeObject,
} from '../clusters';
import { getOrMake } from '../getOrMake';
import { coversOneLabel, isNameWithin, meantBy } from '../kinds';
import { called, kindKey, objectField } from '../objects';
import { outsideOf } from './outside';
import { StructureEdge } from './types';

/** Ways in of an app, by the names and addresses that they are reached by. */
export type WaysIn = (host: string) => readonly Member[];

const INGRESS = 'networking.k8s.io/Ingress';

/** The one way in that has a name of a cluster's own DNS. Source: KEP-1645, DNS. */
const EXPORT = 'multicluster.x-k8s.io/ServiceExport';

/** So many wires by hosts are told of an app; more nobody could look at, and each takes half a kilobyte. */
const MOST_EDGES = 10_000;

/** So many ways in of one host are told of one that names it. */
const MOST_WAYS = 20;

/** The wildcards that a host is below of, the longest first: `*.b.c` of `a.b.c`. */
function* wildcardsOf(host: string): Generator<string> {
  for (
    let dot = host.indexOf('.');
    dot >= 0;
    dot = host.indexOf('.', dot + 1)
  ) {
    yield `*${host.slice(dot)}`;
  }
}

/**
 * What an app lets in by which host. One that is named in full comes before a
 * wildcard, and of these the longest.
 */
export function waysInOf(
  { members }: AppMembers,
  stores: readonly ClusterStore[],
): WaysIn {
  const byHost = new Map<string, Member[]>();
  for (const member of members) {
    const store = stores.find(({ name }) => name === member.cluster);
    const hosts = attempt(() =>
      store?.kinds.of(member.object)?.hosts?.(member.object),
    );
    for (const host of new Set(hosts)) {
      if (kindKey(member.object) === EXPORT || !isNameWithin(host)) {
        getOrMake(byHost, host.toLowerCase(), (): Member[] => []).push(member);
      }
    }
  }

  function find(host: string): readonly Member[] {
    if (isNameWithin(host)) {
      return [];
    }
    for (const name of wildcardsOf(host)) {
      const found = (byHost.get(name) ?? []).filter(
        ({ object }) =>
          kindKey(object) !== INGRESS || coversOneLabel(name, host),
      );
      if (found.length > 0) {
        return found;
      }
    }
    return [];
  }
  const known = new Map<string, readonly Member[]>(byHost);
  return written => {
    const host = written.toLowerCase().replace(/\.$/, '');
    const ways = known.get(host) ?? find(host);
    known.set(host, ways);
    return ways;
  };
}

/** What requests come to first: a Gateway, where a route hangs on one. */
function frontOf(links: readonly Link[]) {
  const gateways = new Map<string, string[]>();
  for (const { source, target, relation } of links) {
    if (relation === 'listens') {
      gateways.set(source, [...(gateways.get(source) ?? []), target]);
    }
  }
  return (id: string): readonly string[] => gateways.get(id) ?? [id];
}

/** A host that an object of the app names, and how. */
interface Named
  extends Pick<ConfiguredHost, 'host' | 'port' | 'byScheme' | 'fieldPath'> {
  variable?: string;
  /** What says so, where it is not the object itself. */
  by?: KubeObject;
  relation: 'connects' | 'routes';
  says: string;
}

/**
 * Whether a host is a Service to who asks for it in its namespace: there names of
 * the cluster come before those of the world.
 * Source: Kubernetes, DNS for Services and Pods, Pod's DNS config (search, ndots).
 */
const isService = (
  host: string,
  namespace: string | undefined,
  store: ClusterStore | undefined,
): boolean =>
  meantBy(host, namespace).some(
    ({ key, isHeadless }) => !isHeadless && store?.get(key) !== undefined,
  );

/** The hosts that a workload is configured with, and those that a Service without Pods sends to. */
function hostsNamedBy(
  { object }: Member,
  store: ClusterStore | undefined,
): Named[] {
  const configured = (object[HOSTS] ?? [])
    .filter(({ host }) => !isService(host, object.metadata.namespace, store))
    .map(
      (host): Named => ({
        ...host,
        relation: 'connects',
        says: 'is configured with the address of',
      }),
    );
  const outside = store && outsideOf(object, store);
  return [
    ...configured,
    ...[...(outside?.hosts ?? []), ...(outside?.addresses ?? [])].map(
      (host): Named => ({
        host,
        by: outside?.by,
        fieldPath: outside?.fieldPath ?? '',
        relation: 'routes',
        says: 'leads to',
      }),
    ),
  ];
}

type Wire = Omit<StructureEdge, 'id'>;

/** One wire for all hosts by which the same leads to the same; the first is told, and how many there are beside it. */
interface Pair {
  wire: Wire;
  others: number;
}

const edgeOf = ({ wire, others }: Pair): Wire =>
  others === 0
    ? wire
    : {
        ...wire,
        evidence: {
          ...wire.evidence,
          text: `${wire.evidence.text}, and ${others} more ${
            others === 1 ? 'host or variable leads' : 'hosts or variables lead'
          } there`,
        },
      };

/**
 * From what names a host to the way in of the same app that has it, on whichever
 * cluster: the load balancer of a Service, an Ingress, a Gateway or a route, or
 * what is exported to the other clusters of a set.
 *
 * @returns `cut`: the clusters of those of which not all are told, as they are too many
 */
export function edgesByHost(
  app: AppMembers,
  stores: readonly ClusterStore[],
  waysIn: WaysIn,
  most = MOST_EDGES,
): { edges: Wire[]; cut: string[] } {
  const front = frontOf(app.links);
  const clusterOf = new Map(app.members.map(one => [one.id, one.cluster]));
  const byName = new Map(stores.map(store => [store.name, store]));
  const edges: Wire[] = [];
  const cut = new Set<string>();
  for (const member of app.members) {
    const pairs = new Map<string, Pair>();
    for (const named of hostsNamedBy(member, byName.get(member.cluster))) {
      const { host, port, variable, by, fieldPath, relation, says } = named;
      const goesTo = port ?? named.byScheme;
      const ways = waysIn(host);
      if (ways.length > MOST_WAYS) {
        cut.add(member.cluster);
      }
      for (const way of ways.slice(0, MOST_WAYS)) {
        for (const target of front(way.id)) {
          const pair = `${relation} ${target}`;
          const known = pairs.get(pair);
          if (known) {
            known.others += 1;
            continue;
          }
          if (edges.length + pairs.size >= most) {
            cut.add(member.cluster);
            continue;
          }
          const elsewhere = clusterOf.get(target) ?? way.cluster;
          const wire: Wire = {
            source: member.id,
            target,
            relation,
            ...(goesTo !== undefined && { ports: String(goesTo) }),
            evidence: {
              text: `${called(member.object)} ${says} ${called(way.object)}${
                elsewhere === member.cluster ? '' : ` on cluster ${way.cluster}`
              }${variable ? ` (${variable})` : ''}`,
              object: objectField(member.cluster, by ?? member.object),
              fieldPath,
              value: port === undefined ? host : `${host}:${port}`,
            },
          };
          pairs.set(pair, { wire, others: 0 });
        }
      }
    }
    for (const pair of pairs.values()) {
      edges.push(edgeOf(pair));
    }
  }
  return { edges, cut: [...cut] };
}
