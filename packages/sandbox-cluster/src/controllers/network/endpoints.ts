import { canonical, isDeleting, nameSuffix, ownerReference } from '../meta';
import { hasEnded } from '../pods/schedule';
import {
  Endpoint,
  EndpointPort,
  EndpointSlice,
  Pod,
  Service,
  ServicePort,
  View,
} from '../shapes';
import { Write } from '../types';
import { isReady, remove } from '../workloads/pods';

interface Group {
  ports: EndpointPort[];
  endpoints: Endpoint[];
}

/** The EndpointSlices of a Service: one for each set of ports that its pods resolve to. */
export function endpointSlices(
  service: Service,
  pods: Pod[],
  view: View,
): Write[] {
  const { name, namespace, uid } = service.metadata;
  const before = view.list('EndpointSlice', { namespace, ownerUid: uid });
  const groups = group(service, pods, view);
  const writes: Write[] = groups.map((wanted, i) => {
    const isEmpty = wanted.endpoints.length === 0;
    const content = {
      endpoints: isEmpty ? null : wanted.endpoints,
      ports: isEmpty ? null : wanted.ports,
    };
    if (before[i]) {
      return { verb: 'update', object: { ...before[i], ...content } };
    }
    const slice: EndpointSlice = {
      apiVersion: 'discovery.k8s.io/v1',
      kind: 'EndpointSlice',
      metadata: {
        name: `${name}-${nameSuffix(uid, i)}`,
        generateName: `${name}-`,
        namespace,
        labels: {
          ...service.metadata.labels,
          'endpointslice.kubernetes.io/managed-by':
            'endpointslice-controller.k8s.io',
          'kubernetes.io/service-name': name,
          ...(service.spec.clusterIP === 'None' && {
            'service.kubernetes.io/headless': '',
          }),
        },
        ownerReferences: [ownerReference(service)],
      },
      addressType: 'IPv4',
      ...content,
    };
    return { verb: 'create', object: slice };
  });
  return [...writes, ...before.slice(groups.length).map(remove)];
}

/** The Endpoints object of a Service: the older form of the same. */
export function endpoints(service: Service, pods: Pod[], view: View): Write[] {
  const { name, namespace, labels } = service.metadata;
  const subsets = group(service, pods, view)
    .filter(({ endpoints: all }) => all.length > 0)
    .map(({ endpoints: all, ports }) => {
      const ready = all.filter(({ conditions }) => conditions.ready);
      const rest = all.filter(
        ({ conditions }) => !conditions.ready && !conditions.terminating,
      );
      return {
        ...(ready.length > 0 && { addresses: ready.map(address) }),
        ...(rest.length > 0 && { notReadyAddresses: rest.map(address) }),
        ports,
      };
    })
    .filter(subset => subset.addresses ?? subset.notReadyAddresses);
  const before = view.get('Endpoints', name, namespace);
  const content = subsets.length > 0 ? { subsets } : {};
  const { subsets: _, ...rest } = before ?? {
    apiVersion: 'v1',
    kind: 'Endpoints',
    metadata: {
      name,
      namespace,
      labels: {
        ...labels,
        'endpoints.kubernetes.io/managed-by': 'endpoint-controller',
      },
      // The real controller goes by the name; the owner lets it be collected.
      ownerReferences: [ownerReference(service)],
    },
  };
  const object = { ...rest, ...content };
  return [before ? { verb: 'update', object } : { verb: 'create', object }];
}

function address({ addresses, nodeName, targetRef }: Endpoint) {
  return { ip: addresses[0], nodeName, targetRef };
}

function group(service: Service, pods: Pod[], view: View): Group[] {
  const groups = new Map<string, Group>();
  for (const pod of pods) {
    const ip = pod.status?.podIP;
    if (ip && !hasEnded(pod)) {
      const ports = resolvePorts(service.spec.ports ?? [], pod);
      const id = canonical(ports);
      const found = groups.get(id) ?? { ports, endpoints: [] };
      found.endpoints.push(endpoint(service, pod, ip, view));
      groups.set(id, found);
    }
  }
  // A Service without endpoints still has its slice.
  return groups.size > 0
    ? [...groups.values()]
    : [{ ports: [], endpoints: [] }];
}

function endpoint(
  service: Service,
  pod: Pod,
  ip: string,
  view: View,
): Endpoint {
  const { name, namespace, uid } = pod.metadata;
  const { nodeName, hostname, subdomain } = pod.spec;
  const serving = isReady(pod);
  const terminating = isDeleting(pod);
  const zone = view.get('Node', nodeName ?? '')?.metadata.labels?.[
    'topology.kubernetes.io/zone'
  ];
  return {
    addresses: [ip],
    conditions: {
      ready:
        (serving && !terminating) ||
        service.spec.publishNotReadyAddresses === true,
      serving,
      terminating,
    },
    ...(typeof hostname === 'string' &&
      subdomain === service.metadata.name && { hostname }),
    ...(nodeName && { nodeName }),
    ...(zone && { zone }),
    targetRef: { kind: 'Pod', namespace, name, uid },
  };
}

/** The ports of a Service on one pod; a name that the pod lacks resolves to none. */
function resolvePorts(ports: ServicePort[], pod: Pod): EndpointPort[] {
  const containerPorts = [
    ...pod.spec.containers,
    ...(pod.spec.initContainers ?? []).filter(
      ({ restartPolicy }) => restartPolicy === 'Always',
    ),
  ].flatMap(container => container.ports ?? []);
  return ports.flatMap(
    ({ name, port, targetPort = port, protocol = 'TCP', appProtocol }) => {
      const number =
        typeof targetPort === 'number'
          ? targetPort
          : containerPorts.find(
              candidate =>
                candidate.name === targetPort &&
                (candidate.protocol ?? 'TCP') === protocol,
            )?.containerPort;
      return number === undefined
        ? []
        : [
            {
              name: name ?? '',
              port: number,
              protocol,
              ...(appProtocol && { appProtocol }),
            },
          ];
    },
  );
}
