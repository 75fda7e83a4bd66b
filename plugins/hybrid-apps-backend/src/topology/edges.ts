import { AppMembers, Member } from '../apps';
import { ClusterStore, KubeObject } from '../clusters';
import { formatPorts, servicePorts } from '../kinds';
import {
  at,
  called,
  isMadeByWorkload,
  isWorkload,
  kindKey,
  list,
  nodeId,
  objectField,
  text,
} from '../objects';
import { StructureEdge } from './types';

/** Where requests from outside of the clusters come from. */
export const INTERNET = 'internet';

type Draft = Omit<StructureEdge, 'id'>;

const ROUTE_KINDS = [
  'networking.k8s.io/Ingress',
  ...['HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute', 'UDPRoute'].map(
    kind => `gateway.networking.k8s.io/${kind}`,
  ),
];

/** The first host that a way in is for, where it says one. */
function hostOf(object: KubeObject): string | undefined {
  const listeners = list(at(object, 'spec', 'listeners'));
  return (
    text(at(object, 'spec', 'rules', 0, 'host')) ??
    text(at(object, 'spec', 'hostnames', 0)) ??
    listeners
      .map(listener => text(at(listener, 'hostname')))
      .find(host => host !== undefined)
  );
}

const HOSTS_AT: Readonly<Record<string, string>> = {
  Ingress: 'spec.rules',
  Gateway: 'spec.listeners',
};

/** Where requests come in: at a Gateway, at a route that none is drawn before, at a Service that is open to outside. */
function entryEdges(
  { members, links }: AppMembers,
  stores: readonly ClusterStore[],
): Draft[] {
  const isBehind = new Set(
    links
      .filter(({ relation }) => relation === 'listens')
      .map(({ source }) => source),
  );
  return members.flatMap(({ id, cluster, object }): Draft[] => {
    const store = stores.find(({ name }) => name === cluster);
    const field = store && objectField(store.name, object);
    const key = kindKey(object);
    const type = text(at(object, 'spec', 'type'));
    if (
      key === 'gateway.networking.k8s.io/Gateway' ||
      (ROUTE_KINDS.includes(key) && !isBehind.has(id))
    ) {
      const host = hostOf(object);
      return [
        {
          source: INTERNET,
          target: id,
          relation: 'routes',
          evidence: {
            text: `${called(object)} takes requests from outside${
              host ? ` for ${host}` : ''
            }`,
            object: field,
            fieldPath: HOSTS_AT[object.kind] ?? 'spec.hostnames',
            ...(host && { value: host }),
          },
        },
      ];
    }
    return key === '/Service' &&
      (type === 'LoadBalancer' || type === 'NodePort')
      ? [
          {
            source: INTERNET,
            target: id,
            relation: 'routes',
            ports: formatPorts(object),
            evidence: {
              text: `${called(
                object,
              )} is open to addresses outside of the cluster`,
              object: field,
              fieldPath: 'spec.type',
              value: type,
            },
          },
        ]
      : [];
  });
}

/** Dependencies that the catalog declares, between the workloads of the two entities. */
function declaredEdges({ dependencies, members }: AppMembers): Draft[] {
  const workloadsOf = (entityRef: string) =>
    members.filter(
      member =>
        member.entityRef === entityRef &&
        isWorkload(member.object) &&
        !isMadeByWorkload(member.object),
    );
  return dependencies.flatMap(({ source, target }) =>
    workloadsOf(source).flatMap(from =>
      workloadsOf(target).map(to => ({
        source: from.id,
        target: to.id,
        relation: 'depends-on' as const,
        evidence: {
          text: `${source} declares in the catalog that it depends on ${target}`,
          fieldPath: 'spec.dependsOn',
          value: target,
        },
      })),
    ),
  );
}

/** The ports of a wire: those that its configuration names, else all of the Service. */
const portsOfWire = (
  wiredPorts: readonly number[],
  service: KubeObject | undefined,
): string =>
  (wiredPorts.length > 0
    ? wiredPorts
    : servicePorts(service ?? {}).map(({ port }) => port)
  ).join(', ');

/** A claim that no DataVolume owns is still the disk of the one of its name. */
function disksOf(members: readonly Member[]): Map<string, string> {
  return new Map(
    members
      .filter(({ object }) => kindKey(object) === 'cdi.kubevirt.io/DataVolume')
      .map(({ cluster, id, object }) => [
        nodeId(cluster, {
          group: '',
          kind: 'PersistentVolumeClaim',
          namespace: object.metadata.namespace,
          name: object.metadata.name,
        }),
        id,
      ]),
  );
}

/** Links as they are drawn. A route hangs on a Gateway, and requests go the other way. */
function linkEdges({ links, members }: AppMembers): Draft[] {
  const byId = new Map(members.map(({ id, object }) => [id, object]));
  return links.map(
    ({ source, target, relation, ports, wiredPorts, evidence }): Draft => {
      if (relation === 'listens') {
        return { source: target, target: source, relation: 'routes', evidence };
      }
      const told = wiredPorts
        ? portsOfWire(wiredPorts, byId.get(target))
        : ports;
      return {
        source,
        target,
        relation,
        ...(told && { ports: told }),
        ...(wiredPorts && { wiredPorts }),
        evidence,
      };
    },
  );
}

/**
 * Every edge of an app, once for each source, target and relation, in a fixed
 * order.
 *
 * @param holders - of what is drawn within another: that one's id, where its
 * edges begin and end
 */
export function edgesOf(
  app: AppMembers,
  stores: readonly ClusterStore[],
  holders: ReadonlyMap<string, string>,
): StructureEdge[] {
  const disks = disksOf(app.members);
  const drawnAs = (id: string) => {
    const disk = disks.get(id) ?? id;
    return holders.get(disk) ?? disk;
  };
  const drafts = [
    ...entryEdges(app, stores),
    ...declaredEdges(app),
    ...linkEdges(app),
  ]
    .map(draft => ({
      ...draft,
      source: drawnAs(draft.source),
      target: drawnAs(draft.target),
    }))
    .filter(({ source, target }) => source !== target);
  const edges = new Map<string, StructureEdge>();
  for (const draft of drafts) {
    const id = `${draft.source} ${draft.relation} ${draft.target}`;
    if (!edges.has(id)) {
      edges.set(id, { id, ...draft });
    }
  }
  return [...edges.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}
