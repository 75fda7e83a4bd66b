import { TraceHop } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { KubeObject } from '../clusters';
import {
  coversOneLabel,
  endpointsOf,
  isUnder,
  openshiftHosts,
  routeBackends,
  routersOf,
  ServicePort,
  servicePorts,
} from '../kinds';
import { at, objectField, text } from '../objects';
import { Steps } from '../unhurried';
import { addressHop, dnsHop } from './front';
import { hop, said } from './hop';
import { append, takenHop, withHops } from './others';
import { Asked, isByTls } from './question';
import { Front, Scene } from './scene';

/**
 * The port of a Service by the one of its endpoints, whose names are those of the
 * Service; without one, the first.
 * Source: github.com/openshift/api/route/v1, RoutePort; github.com/openshift/router,
 * pkg/router/template, endpointsForAlias.
 */
const byTarget =
  ({ store }: Scene) =>
  (service: KubeObject, port: unknown): ServicePort | undefined =>
    servicePorts(service).find(
      ({ name, target }) =>
        port === undefined ||
        name === port ||
        target === String(port) ||
        endpointsOf(service, store).some(
          ({ ports }) => ports.get(name) === port,
        ),
    );

/** Whether a router has admitted the Route. */
function admissionHop({ store }: Scene, route: KubeObject): TraceHop {
  const routers = routersOf(route);
  const of = (status: string) =>
    routers.find(({ admitted }) => at(admitted, 'status') === status);
  const admitted = of('True');
  const refused = of('False');
  const object = objectField(store.name, route);
  if (admitted) {
    return hop(
      'route.accepted',
      { by: admitted.name },
      { object, evidence: said(store, route, admitted.fieldPath, 'Admitted') },
    );
  }
  return refused
    ? hop(
        'route.notAccepted',
        {
          by: refused.name,
          reason: text(at(refused.admitted, 'reason')) ?? 'NotAdmitted',
          message: text(at(refused.admitted, 'message')),
        },
        { object, evidence: said(store, route, refused.fieldPath) },
      )
    : hop(
        'route.waiting',
        {},
        { object, evidence: said(store, route, 'status.ingress') },
      );
}

/**
 * What a router makes of plain HTTP to a Route with TLS: nothing, unless told.
 * Source: github.com/openshift/api/route/v1, TLSConfig.InsecureEdgeTerminationPolicy.
 */
function insecureOf(
  route: KubeObject,
  asked: Asked,
): 'taken' | 'redirected' | 'refused' {
  const termination = text(at(route, 'spec', 'tls', 'termination'));
  const policy = text(
    at(route, 'spec', 'tls', 'insecureEdgeTerminationPolicy'),
  );
  if (termination === undefined || isByTls(asked) !== false) {
    return 'taken';
  }
  if (policy === 'Redirect') {
    return 'redirected';
  }
  // What is passed on as it is comes by TLS alone.
  return policy === 'Allow' && termination !== 'passthrough'
    ? 'taken'
    : 'refused';
}

/**
 * The certificate of a Route is in it or the router's own; the portal reads neither.
 * Source: github.com/openshift/api/route/v1, TLSConfig.
 */
function tlsHops(
  { store }: Scene,
  route: KubeObject,
  asked: Asked,
): TraceHop[] {
  const termination = text(at(route, 'spec', 'tls', 'termination'));
  const evidence = said(store, route, 'spec.tls.termination', termination);
  if (termination === undefined) {
    return isByTls(asked) ? [hop('listener.noTls', {}, { evidence })] : [];
  }
  if (isByTls(asked) === false) {
    const fieldPath = 'spec.tls.insecureEdgeTerminationPolicy';
    return insecureOf(route, asked) === 'refused'
      ? [
          hop(
            'listener.noHttp',
            {},
            { evidence: said(store, route, fieldPath) },
          ),
        ]
      : [];
  }
  return [
    hop(
      termination === 'passthrough'
        ? 'certificate.passedOn'
        : 'certificate.default',
      {},
      { evidence },
    ),
  ];
}

const pathOf = (route: KubeObject) => text(at(route, 'spec', 'path')) ?? '/';
const hostsOf = (route: KubeObject) =>
  openshiftHosts(route).map(host => host.toLocaleLowerCase('en-US'));

function waysBy(
  scene: Scene,
  route: KubeObject,
  asked: Asked,
  isTaken: boolean,
): Front[] {
  const { store } = scene;
  const [own] = hostsOf(route);
  const host = asked.host ?? own;
  const addresses = routersOf(route).flatMap(
    ({ canonicalHost }) => canonicalHost ?? [],
  );
  const path = pathOf(route);
  const more = {
    object: objectField(store.name, route),
    evidence: said(store, route, 'spec.path', path),
  };
  const hops = [
    ...dnsHop(host, addresses),
    addressHop(scene, route, { addresses, fieldPath: 'status.ingress' }),
    ...tlsHops(scene, route, asked),
    admissionHop(scene, route),
    isTaken
      ? hop('rule.takes', { path, type: 'Prefix' }, more)
      : hop('rule.noPath', { path: asked.path, paths: path }, more),
  ];
  const front = { scene, entry: route, ...(host && { host }), hops };
  if (!isTaken) {
    return [front];
  }
  if (insecureOf(route, asked) === 'redirected') {
    const fieldPath = 'spec.tls.insecureEdgeTerminationPolicy';
    const evidence = said(store, route, fieldPath, 'Redirect');
    return [
      { ...front, hops: [...hops, hop('rule.redirects', {}, { evidence })] },
    ];
  }
  const { namespace } = route.metadata;
  return routeBackends(route).map(({ service, port, weight, fieldPath }) => {
    const evidence = said(store, route, fieldPath, service);
    return {
      ...front,
      hops:
        weight === 0
          ? [...hops, hop('rule.noWeight', { service }, { evidence })]
          : hops,
      to: {
        key: { group: '', kind: 'Service', namespace, name: service },
        port,
        evidence,
        meant: byTarget(scene),
      },
    };
  });
}

const isAdmitted = (route: KubeObject): boolean =>
  routersOf(route).some(({ admitted }) => at(admitted, 'status') === 'True');

/** A Route of a host, and whether it has this one alone. */
interface OfHost {
  route: KubeObject;
  isExact: boolean;
}

/**
 * Those of a host before those of all names of its domain, then the longest path first.
 * Source: github.com/openshift/router, pkg/router/template/util, SortMapPaths.
 */
const closestFirst = (a: OfHost, b: OfHost): number =>
  Number(b.isExact) - Number(a.isExact) ||
  pathOf(b.route).length - pathOf(a.route).length;

/** Of Routes those that have a host, the closest first. */
function* ofHost(
  { budget }: Scene,
  routes: readonly KubeObject[],
  host: string,
): Steps<OfHost[]> {
  const found: OfHost[] = [];
  for (const route of routes) {
    const hosts = hostsOf(route);
    if (hosts.some(one => coversOneLabel(one, host)) && budget.spend(1)) {
      found.push({ route, isExact: hosts.includes(host) });
    }
    yield;
  }
  return found.sort(closestFirst);
}

/**
 * The ways by Routes of OpenShift; of those of a host, the longest path takes a request.
 * Source: OpenShift docs, Route configuration, Path-based routes.
 *
 * @param others - that are not of the app, and may take a request before its own
 */
export function* openShiftWays(
  scene: Scene,
  routes: readonly KubeObject[],
  asked: Asked,
  others: readonly KubeObject[] = [],
): Steps<Front[]> {
  const { host, path = '/' } = asked;
  const ways: Front[] = [];
  if (host === undefined) {
    for (const route of routes) {
      if (scene.budget.spend(1)) {
        append(ways, waysBy(scene, route, asked, true));
      }
      yield;
    }
    return ways;
  }
  const takes = ({ route }: OfHost) => isUnder(path, pathOf(route));
  const own = yield* ofHost(scene, routes, host);
  const [first] = own;
  if (!first) {
    return [];
  }
  const best = own.find(takes);
  const theirs = yield* ofHost(scene, others, host);
  const rival = theirs.find(one => isAdmitted(one.route) && takes(one));
  const isTaken =
    rival !== undefined &&
    (best === undefined || closestFirst(rival, best) < 0);
  const taken = isTaken
    ? [
        takenHop(scene.store, 'rule.taken', rival.route, {
          path: pathOf(rival.route),
          fieldPath: 'spec.path',
        }),
      ]
    : [];
  const { route } = best ?? first;
  return waysBy(scene, route, asked, best !== undefined).map(way =>
    withHops(way, taken),
  );
}
