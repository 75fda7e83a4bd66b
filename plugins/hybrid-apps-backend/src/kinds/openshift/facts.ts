import { KubeObject } from '../../clusters';
import { at, text } from '../../objects';
import { present, unique } from '../presentFacts';
import { entryFor, openshiftUrls } from '../routes';
import { Entry, FactsRule } from '../types';
import { routersOf } from './health';

/**
 * The names of a Route: its own, or else those that routers give it, each in its
 * own domain.
 * Source: github.com/openshift/api/route/v1, RouteSpec.Host and Subdomain, RouteIngress.Host.
 */
function namesOf(route: KubeObject): string[] {
  const own = text(at(route, 'spec', 'host'));
  return own
    ? [own]
    : unique(routersOf(route).flatMap(({ host }) => host || []));
}

/**
 * The hosts of a Route; `*.` in front stands for one label.
 * Source: github.com/openshift/api/route/v1, WildcardPolicySubdomain.
 */
export const routeHosts = (route: KubeObject): string[] =>
  at(route, 'spec', 'wildcardPolicy') === 'Subdomain'
    ? namesOf(route).map(name => name.replace(/^[^.]*/, '*'))
    : namesOf(route);

export const routeEntry = (route: KubeObject): Entry => {
  const [host] = routeHosts(route);
  const isOwn = text(at(route, 'spec', 'host')) !== undefined;
  return entryFor(route, host, isOwn ? 'spec.host' : 'status.ingress');
};

export const routeFacts: FactsRule = route =>
  present({
    hosts: routeHosts(route),
    urls: openshiftUrls(route, namesOf(route)),
  });
