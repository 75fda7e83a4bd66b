import { KubeObject } from '../../clusters';
import { at, text } from '../../objects';
import { present } from '../presentFacts';
import { entryFor, openshiftUrls } from '../routes';
import { Entry, FactsRule } from '../types';

/** Source: github.com/openshift/api/route/v1, RouteSpec.Host. */
export const routeEntry = (route: KubeObject): Entry =>
  entryFor(route, text(at(route, 'spec', 'host')), 'spec.host');

export const routeHosts = (route: KubeObject): string[] => {
  const host = text(at(route, 'spec', 'host'));
  return host ? [host] : [];
};

export const routeFacts: FactsRule = route =>
  present({ hosts: routeHosts(route), urls: openshiftUrls(route) });
