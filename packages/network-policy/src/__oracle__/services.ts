/**
 * The endpoints of a Service, as the EndpointSlices have them that Kubernetes
 * makes of its selector: the pods that it selects, each with its ports.
 */
import { addressesOf, isWithin } from './addresses';
import { isSame } from './pods';
import type {
  End,
  Match,
  PodManifest,
  ServiceManifest,
  Traffic,
  World,
} from './world';
import { is, isOnHost, selects } from './world';

/** A pod without a container port of the name stays, without that port. */
export function endpointsOf(
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
export function isAt(end: End, endpoint: PodManifest, world: World): Match {
  if ('pod' in end && !(isOnHost(end.pod) && isOnHost(endpoint))) {
    return is(isSame(end.pod, endpoint));
  }
  return isWithin(end, addressesOf({ pod: endpoint }, world), [], world);
}

/** Whether traffic is to a port that the Service has at an endpoint. */
export function isToPort(
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
