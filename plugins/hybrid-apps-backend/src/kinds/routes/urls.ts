import { KubeObject } from '../../clusters';
import { at, list, number, text, texts } from '../../objects';
import { coversAnyLabels, namesCovering } from '../hosts';
import { unique } from '../presentFacts';
import { World } from '../types';
import { listenerTakes } from './grants';
import { mayHangOn } from './listeners';
import { ingressPaths, parentMeant } from './names';

/**
 * The URL of a host, as a browser reads it; none of a host that stands for
 * several, and of what a browser would read as another host. Whatever a path
 * holds is of the path.
 * Source: WHATWG URL, 4.4 and 6.1 (`pathname`).
 */
function urlOf(
  host: string | undefined,
  scheme: 'http' | 'https',
  { port, path = '/' }: { port?: number; path?: string } = {},
): string[] {
  const origin = `${scheme}://${host}${port === undefined ? '' : `:${port}`}`;
  if (!host || host.startsWith('*') || !URL.canParse(origin)) {
    return [];
  }
  const url = new URL(origin);
  if (url.hostname !== host || url.href !== `${url.origin}/`) {
    return [];
  }
  url.pathname = path;
  return [url.href];
}

/**
 * The URLs of an Ingress, by the shortest path of each host. Of what TLS without
 * hosts covers, only its controller knows.
 * Source: k8s.io/api/networking/v1, IngressTLS.Hosts and HTTPIngressPath.
 */
export function ingressUrls(ingress: KubeObject): string[] {
  const secured = new Set(
    list(at(ingress, 'spec', 'tls')).flatMap(tls => texts(at(tls, 'hosts'))),
  );
  const shortest = new Map<string, string>();
  for (const { host, type, path } of ingressPaths(ingress)) {
    // What is no plain path may be a pattern, which no browser asks for.
    const plain = type === 'ImplementationSpecific' ? '/' : path;
    const known = host === undefined ? undefined : shortest.get(host);
    if (
      host !== undefined &&
      (known === undefined || plain.length < known.length)
    ) {
      shortest.set(host, plain);
    }
  }
  return [...shortest].flatMap(([host, path]) => {
    const isSecured = namesCovering(host).some(name => secured.has(name));
    return urlOf(host, isSecured ? 'https' : 'http', { path });
  });
}

/** The narrower of two hosts that both mean; none where no host is meant by both. */
function sharedHost(one: string, other: string | undefined): string[] {
  if (other === undefined || coversAnyLabels(other, one)) {
    return [one];
  }
  return coversAnyLabels(one, other) ? [other] : [];
}

/**
 * The URLs of an HTTPRoute, by the listeners that take it; none where these are
 * not known. A host that a listener does not have is not asked for there.
 * Source: Gateway API, Listener (protocol, port, hostname, allowedRoutes) and HTTPRouteSpec.Hostnames.
 */
export function gatewayRouteUrls(route: KubeObject, world: World): string[] {
  const { namespace } = route.metadata;
  const hosts = texts(at(route, 'spec', 'hostnames'));
  const listeners = list(at(route, 'spec', 'parentRefs')).flatMap(reference => {
    const meant = parentMeant(route, reference);
    const parent = meant && world.get(meant);
    return parent
      ? list(at(parent, 'spec', 'listeners')).filter(
          listener =>
            mayHangOn(route, listener, parent) &&
            listenerTakes(listener, parent, namespace, world),
        )
      : [];
  });
  return unique(
    listeners.flatMap(listener => {
      const scheme = text(at(listener, 'protocol'))?.toLocaleLowerCase('en-US');
      const own = text(at(listener, 'hostname'));
      const port = number(at(listener, 'port'));
      const asked =
        hosts.length > 0 ? hosts.flatMap(host => sharedHost(host, own)) : [own];
      return scheme === 'http' || scheme === 'https'
        ? asked.flatMap(host => urlOf(host, scheme, { port }))
        : [];
    }),
  );
}

/**
 * The URLs of a Route of OpenShift, by its names.
 * Source: github.com/openshift/api/route/v1, RouteSpec.
 */
export const openshiftUrls = (
  route: KubeObject,
  names: readonly string[],
): string[] => {
  const path = text(at(route, 'spec', 'path'));
  const scheme = at(route, 'spec', 'tls') === undefined ? 'http' : 'https';
  return names.flatMap(name => urlOf(name, scheme, path ? { path } : {}));
};
