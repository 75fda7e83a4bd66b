import { TopologyEdge } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { AppMembers, isRoute, Member, routeBackends, wiresOf } from '../apps';
import { ClusterStore, KubeObject } from '../clusters';
import {
  at,
  called,
  declaredPorts,
  formatSelector,
  idOf,
  isMadeByWorkload,
  isWorkload,
  kindKey,
  list,
  matches,
  nodeId,
  number,
  objectField,
  podTemplateOf,
  selectorOfLabels,
  text,
} from '../objects';
import { PolicyView } from './types';

/** Where requests from outside of the clusters come from. */
export const INTERNET = 'internet';

type Draft = Omit<TopologyEdge, 'id'>;

interface ServicePort {
  port: number;
  protocol: 'TCP' | 'UDP' | 'SCTP';
  target: string;
}

function servicePorts(service: KubeObject): ServicePort[] {
  return list(at(service, 'spec', 'ports')).flatMap(one => {
    const port = number(at(one, 'port'));
    const protocol = at(one, 'protocol');
    return port === undefined
      ? []
      : [
          {
            port,
            protocol:
              protocol === 'UDP' || protocol === 'SCTP' ? protocol : 'TCP',
            target: String(at(one, 'targetPort') ?? port),
          },
        ];
  });
}

const formatPorts = (service: KubeObject): string =>
  servicePorts(service)
    .map(({ port, protocol, target }) => {
      const suffix = protocol === 'TCP' ? '' : `/${protocol}`;
      return target === String(port)
        ? `${port}${suffix}`
        : `${port}→${target}${suffix}`;
    })
    .join(', ');

/** The port number of a workload that a Service's target port means there. */
function targetPort(workload: KubeObject, target: string): number | undefined {
  return /^\d+$/.test(target)
    ? Number(target)
    : declaredPorts(workload).find(({ name }) => name === target)?.port;
}

/** What is drawn on one cluster. */
interface Scene {
  store: ClusterStore;
  workloads: readonly KubeObject[];
  services: readonly KubeObject[];
  members: readonly Member[];
  policy?: PolicyView;
}

const selectedBy = (service: KubeObject, { workloads }: Scene) => {
  const selector = selectorOfLabels(at(service, 'spec', 'selector'));
  return selector.length === 0
    ? []
    : workloads.filter(
        workload =>
          workload.metadata.namespace === service.metadata.namespace &&
          matches(selector, podTemplateOf(workload)?.labels),
      );
};

function routeEdges({ store, members, services }: Scene): Draft[] {
  return members
    .filter(({ object }) => isRoute(object))
    .flatMap(({ object: route, id }) => {
      const toServices = routeBackends(route).flatMap(backend => {
        const service = services.find(
          ({ metadata }) =>
            metadata.name === backend.service &&
            metadata.namespace === backend.namespace,
        );
        return service
          ? [
              {
                source: id,
                target: idOf(store.name, service),
                relation: 'routes' as const,
                ...(backend.port && { ports: backend.port }),
                evidence: {
                  text: `${called(route)} sends to ${called(service)}`,
                  object: objectField(store.name, route),
                  fieldPath: backend.fieldPath,
                  value: backend.service,
                },
              },
            ]
          : [];
      });
      const host =
        text(at(route, 'spec', 'rules', 0, 'host')) ??
        text(at(route, 'spec', 'hostnames', 0));
      return [
        {
          source: INTERNET,
          target: id,
          relation: 'routes' as const,
          evidence: {
            text: `${called(route)} takes requests from outside${
              host ? ` for ${host}` : ''
            }`,
            object: objectField(store.name, route),
            fieldPath:
              route.kind === 'Ingress' ? 'spec.rules' : 'spec.hostnames',
            ...(host && { value: host }),
          },
        },
        ...toServices,
      ];
    });
}

function serviceEdges(scene: Scene): Draft[] {
  const { store } = scene;
  return scene.services.flatMap(service => [
    ...(['LoadBalancer', 'NodePort'].includes(
      text(at(service, 'spec', 'type')) ?? '',
    )
      ? [
          {
            source: INTERNET,
            target: idOf(store.name, service),
            relation: 'routes' as const,
            ports: formatPorts(service),
            evidence: {
              text: `${called(
                service,
              )} is open to addresses outside of the cluster`,
              object: objectField(store.name, service),
              fieldPath: 'spec.type',
              value: text(at(service, 'spec', 'type')),
            },
          },
        ]
      : []),
    ...selectedBy(service, scene).map(workload => ({
      source: idOf(store.name, service),
      target: idOf(store.name, workload),
      relation: 'selects' as const,
      ports: formatPorts(service),
      evidence: {
        text: `${called(service)} selects the Pods of ${called(workload)}`,
        object: objectField(store.name, service),
        fieldPath: 'spec.selector',
        value: formatSelector(
          selectorOfLabels(at(service, 'spec', 'selector')),
        ),
      },
    })),
  ]);
}

/**
 * Whether policy lets a workload through to what a Service selects: the worst of
 * all it may hit, at some ports or, where none is told, at any.
 */
function wireVerdict(
  scene: Scene,
  source: KubeObject,
  service: KubeObject,
  told: readonly number[],
): TopologyEdge['verdict'] {
  const { store, policy } = scene;
  const ports = servicePorts(service).filter(
    ({ port }) => told.length === 0 || told.includes(port),
  );
  const verdicts = selectedBy(service, scene).flatMap(destination =>
    ports.flatMap(({ target, protocol }) => {
      const number_ = targetPort(destination, target);
      return number_ === undefined
        ? []
        : policy?.verdict(
            idOf(store.name, source),
            idOf(store.name, destination),
            number_,
            protocol,
          ) ?? [];
    }),
  );
  return (['denied', 'uncertain', 'allowed'] as const).find(verdict =>
    verdicts.includes(verdict),
  );
}

function wireEdges(scene: Scene): Draft[] {
  const { store } = scene;
  return scene.workloads.flatMap(workload =>
    wiresOf(workload, store)
      .filter(({ service }) => scene.services.includes(service))
      .map(({ service, ports: told, evidence }) => {
        const verdict = wireVerdict(scene, workload, service, told);
        const ports = (
          told.length > 0 ? told : servicePorts(service).map(({ port }) => port)
        ).join(', ');
        return {
          source: idOf(store.name, workload),
          target: idOf(store.name, service),
          relation: 'connects' as const,
          ...(ports && { ports }),
          ...(verdict && { verdict }),
          evidence,
        };
      }),
  );
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

/** A claim that no DataVolume owns is still the disk of the one of its name. */
function storageIds({ members }: AppMembers): Map<string, string> {
  const volumes = members.filter(
    ({ object }) => kindKey(object) === 'cdi.kubevirt.io/DataVolume',
  );
  return new Map(
    volumes.map(({ cluster, id, object }) => [
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
  policy: PolicyView | undefined,
  holders: ReadonlyMap<string, string>,
): TopologyEdge[] {
  const disks = storageIds(app);
  const drawnAs = (id: string) => {
    const disk = disks.get(id) ?? id;
    return holders.get(disk) ?? disk;
  };
  const drafts: Draft[] = [
    ...stores.flatMap(store => {
      const members = app.members.filter(
        ({ cluster }) => cluster === store.name,
      );
      const objects = members.map(({ object }) => object);
      const scene: Scene = {
        store,
        members,
        policy,
        workloads: objects.filter(
          object => isWorkload(object) && !isMadeByWorkload(object),
        ),
        services: objects.filter(object => kindKey(object) === '/Service'),
      };
      return [
        ...routeEdges(scene),
        ...serviceEdges(scene),
        ...wireEdges(scene),
      ];
    }),
    ...declaredEdges(app),
    ...app.uses
      .map(use => ({
        ...use,
        source: drawnAs(use.source),
        target: drawnAs(use.target),
      }))
      .filter(({ source, target }) => source !== target),
  ];
  const edges = new Map<string, TopologyEdge>();
  for (const draft of drafts) {
    const id = `${draft.source} ${draft.relation} ${draft.target}`;
    if (!edges.has(id)) {
      edges.set(id, { id, ...draft });
    }
  }
  return [...edges.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}
