/**
 * The endpoints of a Service, as EndpointSlices have them: those that Kubernetes
 * makes of its selector, of the pods that it selects, each with its ports; or, of
 * a Service without one, those that are there.
 */
import { addressesOf, isWithin } from './addresses';
import { isSame } from './pods';
import type {
  End,
  EndpointSlice,
  Match,
  PodManifest,
  ServiceManifest,
  ServicePort,
  Traffic,
  World,
} from './world';
import { is, isOnHost, selects, some } from './world';

/** The Services among manifests. */
export const servicesOf = (manifests: readonly object[]): ServiceManifest[] =>
  (manifests as ServiceManifest[]).filter(({ kind }) => kind === 'Service');

/**
 * Where a Service leads what comes to it: the ends behind it, and the port at each.
 * A headless one has no address of its own; clients find the pods and keep the port.
 */
export function backendsOf(
  service: ServiceManifest,
  traffic: Extract<Traffic, { port: number }>,
  world: World,
): { end: End; port: number }[] {
  const { spec } = service;
  const isHeadless = spec.clusterIP === 'None';
  const own = isHeadless
    ? undefined
    : spec.ports.find(
        ({ port, protocol = 'TCP' }) =>
          port === traffic.port && protocol === traffic.protocol,
      );
  if (!own && !isHeadless) {
    return [];
  }
  if (spec.selector === undefined) {
    return slicesOf(service.metadata, world)
      .flatMap(({ endpoints, ports }) =>
        ports
          .filter(({ protocol = 'TCP' }) => protocol === traffic.protocol)
          .flatMap(({ port = traffic.port }) =>
            readyIn(endpoints).map(ip => ({ ip, port })),
          ),
      )
      .map(({ ip, port }) => ({ end: endAt(ip, world), port }));
  }
  return endpointsOf(service, world).flatMap(pod => {
    const port = own ? targetPortAt(pod, own) : traffic.port;
    return port === undefined ? [] : [{ end: { pod }, port }];
  });
}

function targetPortAt(
  pod: PodManifest,
  { port, protocol = 'TCP', targetPort = port }: ServicePort,
): number | undefined {
  return typeof targetPort === 'number'
    ? targetPort
    : pod.spec.containers
        .flatMap(({ ports = [] }) => ports)
        .find(each => each.name === targetPort && each.protocol === protocol)
        ?.containerPort;
}

/** A pod that has the address, or the address. */
function endAt(ip: string, { pods }: World): End {
  const pod = pods.find(
    each => !isOnHost(each) && each.status.podIPs.some(own => own.ip === ip),
  );
  return pod ? { pod } : { ip };
}

/** Where kube-proxy leads: to what is ready. */
function readyIn(endpoints: EndpointSlice['endpoints']): string[] {
  return endpoints
    .filter(({ conditions }) => conditions?.ready !== false)
    .flatMap(({ addresses }) => addresses);
}

function slicesOf(
  { namespace, name }: { namespace?: string; name: string },
  { slices }: World,
): EndpointSlice[] {
  return slices.filter(
    each =>
      each.metadata.namespace === namespace &&
      each.metadata.labels?.['kubernetes.io/service-name'] === name,
  );
}

/**
 * Whether traffic to an end is to an endpoint of the Service of a name; to its ports
 * too where these are asked about.
 */
export function isEndpoint(
  { namespace, name }: { namespace?: string; name: string },
  end: End,
  traffic: Traffic | undefined,
  world: World,
): Match {
  const service = world.services.find(
    ({ metadata }) =>
      metadata.name === name && metadata.namespace === namespace,
  );
  if (service?.spec.selector === undefined) {
    return isInSlice({ namespace, name }, end, traffic, world);
  }
  return some(
    ...endpointsOf(service, world)
      .filter(pod => !traffic || isToPort(traffic, service, pod))
      .map(pod => isAt(end, pod, world)),
  );
}

/** After `felix/serviceindex`, membersFromEndpointSlice: no condition is asked for, but a number of a port. */
function isInSlice(
  service: { namespace?: string; name: string },
  end: End,
  traffic: Traffic | undefined,
  world: World,
): Match {
  return some(
    ...slicesOf(service, world)
      .filter(
        ({ ports }) =>
          !traffic ||
          ports.some(
            ({ port, protocol = 'TCP' }) =>
              'port' in traffic &&
              traffic.protocol === protocol &&
              traffic.port === port,
          ),
      )
      .map(({ endpoints }) =>
        isWithin(
          end,
          endpoints.flatMap(({ addresses }) => addresses),
          [],
          world,
        ),
      ),
  );
}

/** A pod without a container port of the name stays, without that port. */
function endpointsOf(
  { metadata, spec }: ServiceManifest,
  { pods }: World,
): PodManifest[] {
  return pods.filter(
    pod =>
      pod.metadata.namespace === metadata.namespace &&
      spec.selector !== undefined &&
      selects({ matchLabels: spec.selector }, pod.metadata.labels),
  );
}

/**
 * Whether an end has the address of an endpoint. A pod has its own, also where it
 * is not known yet; pods on a node's network share the node's.
 */
function isAt(end: End, endpoint: PodManifest, world: World): Match {
  if ('pod' in end && !(isOnHost(end.pod) && isOnHost(endpoint))) {
    return is(isSame(end.pod, endpoint));
  }
  return isWithin(end, addressesOf({ pod: endpoint }, world), [], world);
}

/** Whether traffic is to a port that the Service has at an endpoint. */
function isToPort(
  traffic: Traffic,
  service: ServiceManifest,
  endpoint: PodManifest,
): boolean {
  if (!('port' in traffic)) {
    return false;
  }
  // A name is looked up on the pod's containers, on the host's network too.
  const named = (name: string) =>
    endpoint.spec.containers
      .flatMap(({ ports = [] }) => ports)
      .filter(each => each.name === name)
      .some(
        each =>
          each.protocol === traffic.protocol &&
          each.containerPort === traffic.port,
      );
  return service.spec.ports.some(
    ({ port, protocol = 'TCP', targetPort = port }) =>
      protocol === traffic.protocol &&
      (typeof targetPort === 'string'
        ? named(targetPort)
        : targetPort === traffic.port),
  );
}
