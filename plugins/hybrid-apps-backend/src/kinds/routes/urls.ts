import { KubeObject } from '../../clusters';
import { at, list, number, text, texts } from '../../objects';
import { unique } from '../presentFacts';
import { World } from '../types';
import { mayHangOn } from './listeners';
import { ingressPaths, parentMeant } from './names';

/** The ports that a URL does not have to name. Source: RFC 9110, 4.2. */
const USUAL: Record<string, number> = { http: 80, https: 443 };

/** The URL of a host; of one that stands for several there is none to open. */
function urlOf(
  host: string | undefined,
  scheme: 'http' | 'https',
  { port = USUAL[scheme], path = '/' }: { port?: number; path?: string } = {},
): string[] {
  if (!host || host.startsWith('*')) {
    return [];
  }
  const suffix = port === USUAL[scheme] ? '' : `:${port}`;
  return [`${scheme}://${host}${suffix}${path}`];
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
  const paths = ingressPaths(ingress);
  return unique(paths.flatMap(({ host }) => host ?? [])).flatMap(host => {
    const [path] = paths
      .filter(one => one.host === host)
      // What is no plain path may be a pattern, which no browser asks for.
      .map(one => (one.type === 'ImplementationSpecific' ? '/' : one.path))
      .sort((a, b) => a.length - b.length);
    return urlOf(host, secured.has(host) ? 'https' : 'http', { path });
  });
}

/**
 * The URLs of an HTTPRoute, by the listeners that it hangs on; none where these are not known.
 * Source: Gateway API, Listener (protocol, port, hostname) and HTTPRouteSpec.Hostnames.
 */
export function gatewayRouteUrls(route: KubeObject, world: World): string[] {
  const hosts = texts(at(route, 'spec', 'hostnames'));
  const listeners = list(at(route, 'spec', 'parentRefs')).flatMap(reference => {
    const meant = parentMeant(route, reference);
    const parent = meant && world.get(meant);
    return parent
      ? list(at(parent, 'spec', 'listeners')).filter(listener =>
          mayHangOn(route, listener, parent),
        )
      : [];
  });
  return unique(
    listeners.flatMap(listener => {
      const scheme = text(at(listener, 'protocol'))?.toLocaleLowerCase('en-US');
      const own = text(at(listener, 'hostname'));
      const port = number(at(listener, 'port'));
      const asked = hosts.length > 0 ? hosts : [own];
      return scheme === 'http' || scheme === 'https'
        ? asked.flatMap(host => urlOf(host, scheme, { port }))
        : [];
    }),
  );
}

/** The URL of a Route of OpenShift. Source: github.com/openshift/api/route/v1, RouteSpec. */
export const openshiftUrls = (route: KubeObject): string[] => {
  const path = text(at(route, 'spec', 'path'));
  return urlOf(
    text(at(route, 'spec', 'host')),
    at(route, 'spec', 'tls') === undefined ? 'http' : 'https',
    path ? { path } : {},
  );
};
