/**
 * The endpoints of a Service, as the EndpointSlices say that Kubernetes makes of
 * its selector: the pods that it selects, with the port at each.
 */
import { addressesOf } from './addresses';
import type {
  End,
  PodManifest,
  PortProtocol,
  ServiceManifest,
  World,
} from './world';
import { selects } from './world';

interface ServiceEndpoint {
  pod: PodManifest;
  protocol: PortProtocol;
  port: number;
}

/** A name is looked up on the pod's containers, on the host's network too. */
function targetsAt(
  { containers }: PodManifest['spec'],
  { port, protocol, targetPort = port }: ServiceManifest['spec']['ports'][0],
): number[] {
  return typeof targetPort === 'number'
    ? [targetPort]
    : containers
        .flatMap(({ ports = [] }) => ports)
        .filter(
          each =>
            each.name === targetPort && each.protocol === (protocol ?? 'TCP'),
        )
        .map(({ containerPort }) => containerPort);
}

export function endpointsOf(
  { metadata, spec }: ServiceManifest,
  { pods }: World,
): ServiceEndpoint[] {
  return pods
    .filter(
      pod =>
        pod.metadata.namespace === metadata.namespace &&
        spec.selector !== undefined &&
        selects({ matchLabels: spec.selector }, pod.metadata.labels),
    )
    .flatMap(pod =>
      spec.ports.flatMap(each =>
        targetsAt(pod.spec, each).map(port => ({
          pod,
          protocol: each.protocol ?? 'TCP',
          port,
        })),
      ),
    );
}

/** Whether an end has the address of an endpoint: pods of a node share its own. */
export function isAt(
  end: End,
  { pod }: ServiceEndpoint,
  world: World,
): boolean {
  if ('pod' in end && end.pod === pod) {
    return true;
  }
  const own = addressesOf(end, world);
  return addressesOf({ pod }, world).some(each => own.includes(each));
}
