import { Member } from '../apps';
import { KubeObject } from '../clusters';
import { GATEWAY_API, openshiftHosts, parentMeant } from '../kinds';
import { at, groupOf, list, text, texts } from '../objects';
import { Steps } from '../unhurried';
import { clusterName } from './direct';
import { hostOf, listenersOf } from './listeners';
import { Beside } from './others';
import { Scene } from './scene';

/** What requests come in by, of one cluster. */
export interface Entries {
  scene: Scene;
  services: KubeObject[];
  ingresses: KubeObject[];
  openShift: KubeObject[];
  gatewayRoutes: KubeObject[];
  /** Gateways, and their parts that teams have for themselves. */
  holders: KubeObject[];
}

type Sort = Exclude<keyof Entries, 'scene'>;

const SORTS: Readonly<Record<string, Sort>> = {
  '/Service': 'services',
  'networking.k8s.io/Ingress': 'ingresses',
  'route.openshift.io/Route': 'openShift',
  [`${GATEWAY_API}/HTTPRoute`]: 'gatewayRoutes',
  [`${GATEWAY_API}/GRPCRoute`]: 'gatewayRoutes',
  [`${GATEWAY_API}/TLSRoute`]: 'gatewayRoutes',
  [`${GATEWAY_API}/TCPRoute`]: 'gatewayRoutes',
  [`${GATEWAY_API}/UDPRoute`]: 'gatewayRoutes',
  [`${GATEWAY_API}/Gateway`]: 'holders',
  [`${GATEWAY_API}/ListenerSet`]: 'holders',
};

const sortOf = ({ apiVersion, kind }: KubeObject): Sort | undefined => {
  const key = `${groupOf(apiVersion)}/${kind}`;
  return Object.hasOwn(SORTS, key) ? SORTS[key] : undefined;
};

const nameOf = ({ kind, metadata }: KubeObject) =>
  `${kind} ${metadata.namespace}/${metadata.name}`;

/** So many objects are looked at in one step. */
const STEP = 500;

/** Of the members of an app what requests come in by, in the order of their names. */
export function* entriesOf(
  scene: Scene,
  members: readonly Member[],
): Steps<Entries> {
  const found: Array<{ name: string; sort: Sort; object: KubeObject }> = [];
  for (const [index, { cluster, object }] of members.entries()) {
    const sort = cluster === scene.store.name ? sortOf(object) : undefined;
    if (sort) {
      found.push({ name: nameOf(object), sort, object });
    }
    if (index % STEP === STEP - 1) {
      yield;
    }
  }
  const entries: Entries = {
    scene,
    services: [],
    ingresses: [],
    openShift: [],
    gatewayRoutes: [],
    holders: [],
  };
  found.sort((a, b) => Number(a.name > b.name) - Number(a.name < b.name));
  found.forEach(({ sort, object }) => entries[sort].push(object));
  return entries;
}

const holderKey = (kind: string, namespace: string | undefined, name: string) =>
  `${kind} ${namespace}/${name}`;

/** Whether a route hangs on one of some Gateways or parts of these. */
export function hangsOn(
  holders: readonly KubeObject[],
): (route: KubeObject) => boolean {
  const keys = new Set(
    holders.map(({ kind, metadata }) =>
      holderKey(kind, metadata.namespace, metadata.name),
    ),
  );
  return route =>
    keys.size > 0 &&
    list(at(route, 'spec', 'parentRefs')).some(reference => {
      const parent = parentMeant(route, reference);
      return (
        parent !== undefined &&
        keys.has(holderKey(parent.kind, parent.namespace, parent.name))
      );
    });
}

/**
 * What else there is of a kind of ways in, as far as the viewer is shown it: by its
 * host or path it may take a request before those of the app. Of routes of the
 * Gateway API, those on the same listeners are looked for there.
 */
export const besideOf = (
  { scene, ...entries }: Entries,
  sort: 'ingresses' | 'openShift',
): Beside => {
  const own = entries[sort];
  const mine = new Set(own);
  const type =
    sort === 'ingresses'
      ? { group: 'networking.k8s.io', kind: 'Ingress' }
      : { group: 'route.openshift.io', kind: 'Route' };
  return {
    own,
    others:
      own.length > 0
        ? scene.store.list(type).filter(object => !mine.has(object))
        : [],
  };
};

/** The hosts that an app answers to. */
export function* hostsOf({
  services,
  ingresses,
  openShift,
  gatewayRoutes,
  holders,
}: Entries): Steps<Set<string>> {
  const hosts = new Set<string>();
  const tell: Array<[readonly KubeObject[], (one: KubeObject) => string[]]> = [
    [
      ingresses,
      one =>
        list(at(one, 'spec', 'rules')).flatMap(
          rule => text(at(rule, 'host')) ?? [],
        ),
    ],
    [openShift, openshiftHosts],
    [gatewayRoutes, one => texts(at(one, 'spec', 'hostnames'))],
    [holders, one => listenersOf(one).flatMap(l => hostOf(l) ?? [])],
    [services, one => [clusterName(one)]],
  ];
  for (const [objects, told] of tell) {
    for (const object of objects) {
      told(object).forEach(host => hosts.add(host));
      yield;
    }
  }
  return hosts;
}
