import { isGranted } from '../endpoints/routes';
import type { PortMeant, Proxies, RouteBackend } from '../endpoints/routes';
import type { Service } from '../endpoints/services';
import type { Endpoint, Peer } from '../endpoints/types';
import { formatPeer } from '../endpoints/types';
import type { BuiltModel } from '../evaluate/built';
import { classesOf } from '../evaluate/classes';
import type { EndpointClass } from '../evaluate/classes';
import { decide } from '../evaluate/decide';
import { STRANGER } from '../evaluate/match';
import type { End } from '../evaluate/match';
import { backendsOf, podsBehind, targetPortAt } from '../evaluate/services';
import { formatDecision } from '../evaluate/summary';
import type { Decision, DirectionVerdict, Verdict } from '../evaluate/types';
import { unreadPartsOf } from '../endpoints/collect';
import { formatReference } from '../objects/object';
import type { ObjectReference } from '../objects/object';

/**
 * A way by which connections come in from outside: an Ingress, a route of the
 * Gateway API, a Route of OpenShift, or a Service of type NodePort or LoadBalancer or with external
 * IPs, then a Service's targetPort, then policy.
 * @public
 */
export interface WayIn {
  /** The Ingress, route or Service. */
  readonly route: ObjectReference;
  /** The place of the backend (or of the Service's port) in it. */
  readonly path: string;
  /** The host names that it is for; empty for all. */
  readonly hosts: readonly string[];
  /** The Service that the route leads to; the route itself when it is one. */
  readonly service: ObjectReference;
  /** Whom it leads to; undefined when it leads nowhere. */
  readonly destination?: Peer;
  /** The protocol at the destination. */
  readonly protocol: 'TCP' | 'UDP' | 'SCTP';
  /** The port at the destination; undefined when it leads nowhere. */
  readonly port?: number;
  /**
   * Who opens the connection: the Gateway's own pods, a router, or an ingress controller.
   * Empty where none of these is in the input, and for a Service, which is asked
   * from every address.
   */
  readonly sources: readonly Peer[];
  /** Whether policies let connections from outside reach the destination this way. */
  readonly verdict: Verdict;
  /** What decides at the destination, where it is the same whoever opens the connection. */
  readonly decision?: Decision;
  /** The verdict in a sentence. */
  readonly summary: string;
}

/** Pods of ingress controllers, by the label that their charts give them. */
const CONTROLLERS = new Set([
  'ingress-nginx',
  'nginx-ingress',
  'traefik',
  'haproxy-ingress',
  'kubernetes-ingress',
  'contour',
  'kong',
]);

/**
 * Pods of OpenShift's routers, by the namespace and the label that their operator gives them.
 * Source: github.com/openshift/cluster-ingress-operator, pkg/operator/controller/names.go,
 * DefaultOperandNamespace and ControllerDeploymentLabel.
 */
const ROUTERS = {
  namespace: 'openshift-ingress',
  label: 'ingresscontroller.operator.openshift.io/deployment-ingresscontroller',
};

function isProxy({ namespace, labels }: Endpoint, by: Proxies): boolean {
  if (by === 'controller') {
    return CONTROLLERS.has(labels['app.kubernetes.io/name'] ?? '');
  }
  if ('gateways' in by) {
    const gateway = labels['gateway.networking.k8s.io/gateway-name'];
    return by.gateways.includes(`${namespace.name}/${gateway}`);
  }
  const router = labels[ROUTERS.label];
  return (
    namespace.name === ROUTERS.namespace &&
    router !== undefined &&
    (by.routers.length === 0 || by.routers.includes(router))
  );
}

/** Whom policies are asked about, and who of them has a name. */
interface Asking {
  readonly ends: readonly End[];
  readonly sources: readonly Peer[];
}

/**
 * Who opens the connections of a route: the Gateway's own pods (labelled so by
 * GEP-1762), a router, or an ingress controller; a stranger when it is not in the input.
 */
function proxiesOf({ by }: RouteBackend, model: BuiltModel): Asking {
  const found = model.inventory.endpoints.filter(each => isProxy(each, by));
  const ends = classesOf(found, model.classes);
  return {
    ends: ends.length > 0 ? ends : [STRANGER],
    sources: [
      ...new Map(
        found.map(({ peer }) => [formatPeer(peer), peer] as const),
      ).values(),
    ],
  };
}

function askIngress(
  model: BuiltModel,
  own: EndpointClass,
  peer: End,
  protocol: WayIn['protocol'],
  number: number,
): DirectionVerdict {
  return decide(
    model.tracks.ingress[own.id],
    { own, peer, destination: own },
    { protocol, number },
  );
}

/** All agree, or it hangs on which of them it is. */
function agree(verdicts: readonly DirectionVerdict[]): {
  readonly verdict: Verdict;
  readonly why: string;
  readonly decision?: Decision;
} {
  const [first] = verdicts;
  const all = verdicts.every(each => each.verdict === first.verdict);
  const why = (each: DirectionVerdict) =>
    each.verdict === 'uncertain'
      ? each.reasons.join('; ')
      : formatDecision(each.decision);
  if (all) {
    const isOne = verdicts.every(each => why(each) === why(first));
    return {
      verdict: first.verdict,
      why: why(first),
      ...(isOne && { decision: first.decision }),
    };
  }
  const allowed = verdicts.find(each => each.verdict === 'allowed');
  return {
    verdict: 'uncertain',
    why: `it depends on where the connection comes from, or which pod it reaches${
      allowed ? `: ${why(allowed)} for some` : ''
    }`,
  };
}

interface Target {
  readonly route: ObjectReference;
  readonly path: string;
  readonly hosts: readonly string[];
  readonly service: Service;
  readonly protocol: WayIn['protocol'];
  readonly port: number;
}

/** A workload behind a Service, with its pods there: policies may tell these apart. */
interface Reached {
  readonly destination: Peer;
  readonly port: number;
  readonly classes: Set<EndpointClass>;
}

/** One way in per workload behind the Service. */
function follow(
  { route, path, hosts, service, protocol, port }: Target,
  { ends, sources }: Asking,
  model: BuiltModel,
): WayIn[] {
  const base = {
    route,
    path,
    hosts,
    service: service.reference,
    protocol,
    sources,
  };
  const { backends, missing, unknown } = backendsOf(
    service,
    protocol,
    port,
    model,
  );
  const pods = backends.flatMap(({ end, port: number }) =>
    typeof end === 'bigint' ? [] : [{ endpoint: end, port: number }],
  );
  if (pods.length === 0) {
    if (unknown !== undefined) {
      const unsure = `${formatReference(
        route,
      )} leads nobody knows where: ${unknown}`;
      return [{ ...base, verdict: 'uncertain', summary: unsure }];
    }
    const why =
      missing ?? `${formatReference(service.reference)} has no pods behind it`;
    const summary = `${formatReference(route)} leads nowhere: ${why}`;
    return [{ ...base, verdict: 'denied', summary }];
  }
  const byWorkload = new Map<string, Reached>();
  for (const backend of pods) {
    const { peer } = backend.endpoint;
    const key = `${formatPeer(peer)} ${backend.port}`;
    const own = model.classes.of.get(backend.endpoint);
    if (own) {
      const reached = byWorkload.get(key) ?? {
        destination: peer,
        port: backend.port,
        classes: new Set(),
      };
      reached.classes.add(own);
      byWorkload.set(key, reached);
    }
  }
  return [...byWorkload.values()].map(reached => {
    const { destination, port: reachedPort, classes } = reached;
    const { verdict, why, decision } = agree(
      [...classes].flatMap(own =>
        ends.map(each => askIngress(model, own, each, protocol, reachedPort)),
      ),
    );
    return {
      ...base,
      destination,
      port: reachedPort,
      verdict,
      ...(decision && { decision }),
      summary: `${formatReference(route)} to ${formatPeer(
        destination,
      )} on ${protocol} ${reachedPort} is ${verdict}: ${why}`,
    };
  });
}

/** The ports of a Service that a backend means, by their numbers. */
function portsMeant(
  service: Service,
  meant: PortMeant,
  model: BuiltModel,
): number[] {
  if ('of' in meant) {
    const { of } = meant;
    return typeof of === 'number'
      ? [of]
      : service.ports.filter(({ name }) => name === of).map(({ port }) => port);
  }
  const { to } = meant;
  return service.ports
    .filter(port => port.protocol === 'TCP')
    .filter(
      port =>
        to === undefined ||
        port.name === to ||
        port.targetPort === to ||
        podsBehind(service, model).some(pod => targetPortAt(port, pod) === to),
    )
    .map(({ port }) => port);
}

function followRoute(backend: RouteBackend, model: BuiltModel): WayIn[] {
  const { route, path, hosts, namespace, protocol } = backend;
  const name = `${namespace}/${backend.service}`;
  const service = model.directory.services.get(name);
  const [unread] = service
    ? []
    : unreadPartsOf({ namespace, name: backend.service }, model.inventory);
  const nowhere = (reason: string): WayIn[] => [
    {
      route,
      path,
      hosts,
      service: {
        apiVersion: 'v1',
        kind: 'Service',
        namespace,
        name: backend.service,
      },
      protocol,
      sources: [],
      verdict: unread === undefined ? 'denied' : 'uncertain',
      summary:
        unread === undefined
          ? `${formatReference(route)} leads nowhere: ${reason}`
          : `${formatReference(route)} leads nobody knows where: ${unread}`,
    },
  ];
  if (!isGranted(backend, model.inventory.grants)) {
    return nowhere(
      `no ReferenceGrant in namespace ${namespace} lets it name Service ${name}`,
    );
  }
  if (!service) {
    return nowhere(`there is no Service ${name}`);
  }
  const ports = portsMeant(service, backend.port, model);
  if (ports.length === 0) {
    const meant = 'of' in backend.port ? backend.port.of : backend.port.to;
    return nowhere(
      meant === undefined
        ? `Service ${name} has no port`
        : `Service ${name} has no port "${meant}"`,
    );
  }
  const asking = proxiesOf(backend, model);
  return ports.flatMap(port =>
    follow({ route, path, hosts, service, protocol, port }, asking, model),
  );
}

/**
 * Services that nodes or a load balancer offer outside: asked from every address.
 * Source: k8s.io/api/core/v1, ServiceType and ServiceSpec.ExternalIPs.
 */
function followService(service: Service, model: BuiltModel): WayIn[] {
  const isOpen =
    service.type === 'NodePort' ||
    service.type === 'LoadBalancer' ||
    service.hasExternalIPs;
  if (!isOpen || service.type === 'ExternalName') {
    return [];
  }
  const ends = model.rowContext.pieces.map(each => each.from);
  return service.ports.flatMap(({ port, protocol, path }) =>
    follow(
      { route: service.reference, path, hosts: [], service, protocol, port },
      { ends, sources: [] },
      model,
    ),
  );
}

/** Every way in, sorted by route. */
export function waysIn(model: BuiltModel): WayIn[] {
  return [
    ...model.inventory.routes.flatMap(each => followRoute(each, model)),
    ...model.inventory.services.flatMap(each => followService(each, model)),
  ];
}
