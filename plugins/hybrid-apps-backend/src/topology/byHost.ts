import { AppMembers, Link, Member } from '../apps';
import {
  attempt,
  ClusterStore,
  ConfiguredHost,
  HOSTS,
  KubeObject,
} from '../clusters';
import { coversAnyLabels, coversOneLabel } from '../kinds';
import { called, kindKey, objectField } from '../objects';
import { outsideOf } from './outside';
import { StructureEdge } from './types';

/** Ways in of an app, by the names and addresses that they are reached by. */
export type WaysIn = (host: string) => readonly Member[];

const INGRESS = 'networking.k8s.io/Ingress';

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
      const key = host.toLowerCase();
      byHost.set(key, [...(byHost.get(key) ?? []), member]);
    }
  }
  const wildcards = [...byHost]
    .filter(([name]) => name.startsWith('*.'))
    .sort(([a], [b]) => b.length - a.length);

  function find(host: string): readonly Member[] {
    for (const [name, ways] of wildcards) {
      const found = ways.filter(({ object }) =>
        kindKey(object) === INGRESS
          ? coversOneLabel(name, host)
          : coversAnyLabels(name, host),
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
interface Named extends Pick<ConfiguredHost, 'host' | 'port' | 'fieldPath'> {
  variable?: string;
  /** What says so, where it is not the object itself. */
  by?: KubeObject;
  relation: 'connects' | 'routes';
  says: string;
}

/** The hosts that a workload is configured with, and those that a Service without Pods sends to. */
function hostsNamedBy(
  { object }: Member,
  store: ClusterStore | undefined,
): Named[] {
  const configured = (object[HOSTS] ?? []).map(
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

/**
 * From what names a host to the way in of the same app that has it, on whichever
 * cluster: the load balancer of a Service, an Ingress, a Gateway or a route, or
 * what is exported to the other clusters of a set.
 */
export function edgesByHost(
  app: AppMembers,
  stores: readonly ClusterStore[],
  waysIn: WaysIn,
): Array<Omit<StructureEdge, 'id'>> {
  const front = frontOf(app.links);
  const clusterOf = new Map(app.members.map(one => [one.id, one.cluster]));
  return app.members.flatMap(member =>
    hostsNamedBy(
      member,
      stores.find(({ name }) => name === member.cluster),
    ).flatMap(({ host, port, variable, by, fieldPath, relation, says }) =>
      waysIn(host).flatMap(way =>
        front(way.id).map(target => {
          const elsewhere = clusterOf.get(target) ?? way.cluster;
          return {
            source: member.id,
            target,
            relation,
            ...(port !== undefined && { ports: String(port) }),
            evidence: {
              text: `${called(member.object)} ${says} ${called(way.object)}${
                elsewhere === member.cluster ? '' : ` on cluster ${way.cluster}`
              }${variable ? ` (${variable})` : ''}`,
              object: objectField(member.cluster, by ?? member.object),
              fieldPath,
              value: port === undefined ? host : `${host}:${port}`,
            },
          };
        }),
      ),
    ),
  );
}
