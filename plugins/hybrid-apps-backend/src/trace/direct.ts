import { TraceHop } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { KubeObject } from '../clusters';
import {
  endpointsOf,
  meantBy,
  portMeant,
  serviceHosts,
  ServicePort,
  servicePorts,
} from '../kinds';
import { at, nameOf, objectField, text, texts } from '../objects';
import { dnsHop } from './front';
import { hop, said } from './hop';
import { Asked, isAddress } from './question';
import { Front, Scene } from './scene';

const insideOf = (service: KubeObject): string[] =>
  texts(at(service, 'spec', 'clusterIPs')).filter(one => one !== 'None');

/** Whether a Service has an address or a name, within the cluster or outside. */
export function hasHost(service: KubeObject, host: string): boolean {
  if (isAddress(host)) {
    return [...serviceHosts(service), ...insideOf(service)].includes(host);
  }
  const { name, namespace } = service.metadata;
  return (
    serviceHosts(service).includes(host) ||
    meantBy(host, namespace).some(
      ({ key, isHeadless }) =>
        !isHeadless && key.name === name && key.namespace === namespace,
    )
  );
}

/** The name by which Pods of the cluster find a Service. */
export const clusterName = ({ metadata }: KubeObject): string =>
  `${metadata.name}.${metadata.namespace}.svc`;

/**
 * Of addresses that somebody leads to nodes, which of these answer. A load balancer
 * asks them itself (`healthCheckNodePort`).
 * Source: k8s.io/api/core/v1, ServiceSpec.ExternalTrafficPolicy.
 */
function onNodesHops(
  { store }: Scene,
  service: KubeObject,
  host: string | undefined,
): TraceHop[] {
  const isLocal =
    text(at(service, 'spec', 'externalTrafficPolicy')) === 'Local';
  const own = texts(at(service, 'spec', 'externalIPs'));
  if (!isLocal || host === undefined || !own.includes(host)) {
    return [];
  }
  const nodes = new Set(
    endpointsOf(service, store).flatMap(({ node, isReady }) =>
      isReady && node ? node : [],
    ),
  );
  return [
    hop(
      'endpoints.onNodes',
      { nodes: [...nodes].sort().join(', ') || '–' },
      { evidence: said(store, service, 'spec.externalTrafficPolicy', 'Local') },
    ),
  ];
}

/**
 * Where a Service is reached.
 * Source: k8s.io/api/core/v1, ServiceType and ServiceSpec.ExternalIPs.
 */
function addressHops(
  scene: Scene,
  service: KubeObject,
  host: string | undefined,
): TraceHop[] {
  const { store } = scene;
  const object = objectField(store.name, service);
  const outside = serviceHosts(service);
  const inside = insideOf(service);
  const isInside =
    host !== undefined &&
    (inside.includes(host) || (!isAddress(host) && !outside.includes(host)));
  const type = text(at(service, 'spec', 'type'));
  if (type === 'ExternalName') {
    return [];
  }
  if (type === 'LoadBalancer' && outside.length === 0 && !isInside) {
    return [
      hop(
        'address.pending',
        {},
        { object, evidence: said(store, service, 'status.loadBalancer') },
      ),
    ];
  }
  if (outside.length > 0 && !isInside) {
    const addresses = outside.join(', ');
    const onNodes = onNodesHops(scene, service, host);
    return [
      hop(
        'address.known',
        { addresses },
        {
          object,
          evidence: said(store, service, 'status.loadBalancer', addresses),
        },
      ),
      ...onNodes,
    ];
  }
  // A headless Service has none: its name leads to the Pods themselves.
  const addresses = inside.join(', ');
  return addresses
    ? [
        hop(
          'address.inCluster',
          { addresses },
          {
            object,
            evidence: said(store, service, 'spec.clusterIPs', addresses),
          },
        ),
      ]
    : [];
}

function nameHops(
  { store }: Scene,
  service: KubeObject,
  host: string | undefined,
): TraceHop[] {
  if (host === undefined || isAddress(host)) {
    return [];
  }
  return serviceHosts(service).includes(host)
    ? dnsHop(host, serviceHosts(service))
    : [
        hop(
          'dns.cluster',
          { host, service: service.metadata.name },
          {
            evidence: said(
              store,
              service,
              'metadata.name',
              clusterName(service),
            ),
          },
        ),
      ];
}

/** The port of a headless Service whose endpoints have it: no other is turned into theirs. */
const ofPods =
  ({ store }: Scene) =>
  (service: KubeObject, port: unknown): ServicePort | undefined =>
    servicePorts(service).find(({ name }) =>
      endpointsOf(service, store).some(({ ports }) => ports.get(name) === port),
    ) ?? portMeant(service, port);

/**
 * That a headless Service does not turn the port that is asked for into that of its
 * Pods, to which its name leads. A mesh may.
 * Source: Kubernetes docs, Service, Headless Services: no proxying.
 */
function unmappedHops(
  scene: Scene,
  service: KubeObject,
  port: number | undefined,
): TraceHop[] {
  const meant = port === undefined ? undefined : ofPods(scene)(service, port);
  const targets = endpointsOf(service, scene.store).flatMap(
    ({ ports }) => ports.get(meant?.name ?? '') ?? [],
  );
  return !meant || targets.length === 0 || targets.some(one => one === port)
    ? []
    : [
        hop(
          'port.notMapped',
          { port, target: [...new Set(targets)].join(', ') },
          {
            object: objectField(scene.store.name, service),
            evidence: said(scene.store, service, 'spec.clusterIP', 'None'),
          },
        ),
      ];
}

/** The ways straight to a Service: by the port that is asked for, or each that it has. */
export function serviceWays(
  scene: Scene,
  service: KubeObject,
  { host, port }: Asked,
): Front[] {
  const ports =
    port === undefined ? servicePorts(service).map(one => one.port) : [port];
  const isHeadless = at(service, 'spec', 'clusterIP') === 'None';
  const hops = [
    ...nameHops(scene, service, host),
    ...addressHops(scene, service, host),
    ...(isHeadless ? unmappedHops(scene, service, port) : []),
  ];
  return (ports.length > 0 ? ports : [undefined]).map(one => ({
    scene,
    entry: service,
    host: host ?? clusterName(service),
    hops,
    to: {
      key: nameOf(service),
      port: one,
      evidence: undefined,
      ...(isHeadless && port !== undefined && { meant: ofPods(scene) }),
    },
  }));
}
