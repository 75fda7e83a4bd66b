import { InputError, NotFoundError } from '@backstage/errors';
import {
  KindKnowledge,
  Trace,
  TraceState,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { AppMembers, Member } from '../apps';
import { ClusterStore, KubeObject } from '../clusters';
import { getOrMake } from '../getOrMake';
import {
  balancerHosts,
  GATEWAY_API,
  isNameWithin,
  parentMeant,
} from '../kinds';
import { Sight } from '../namespaces';
import { at, groupOf, list, text, texts } from '../objects';
import { unhurried } from '../unhurried';
import { clusterName, hasHost, serviceWays } from './direct';
import { gatewayWays, listenersWithoutRoute } from './gateway';
import { stateOf } from './hop';
import { ingressWays } from './ingress';
import { addressesOf, hostOf, listenersOf } from './listeners';
import { openShiftWays } from './openshift';
import { AskWays, judged } from './policy';
import { Asked, isAddress, readQuestion, writeQuestion } from './question';
import { Front, Scene } from './scene';
import { throughService } from './service';

/** So many ways are told, and hosts where there is none. */
const MOST_WAYS = 10;
const MOST_HOSTS = 50;

/** So many are followed to their ends, to tell those that break; and of objects that are asked for whatever the host, so many of each sort. */
const MOST_FOLLOWED = 60;
const MOST_ENTRIES = 200;

/** An app as its viewer is shown it. */
export interface Shown {
  members: Pick<AppMembers, 'entityRef' | 'members'>;
  stores: readonly ClusterStore[];
  sight: Pick<Sight, 'sees' | 'readsClusters'>;
  knowledge: readonly KindKnowledge[];
}

/** What requests come in by, of one cluster. */
interface Entries {
  scene: Scene;
  services: KubeObject[];
  ingresses: KubeObject[];
  openShift: KubeObject[];
  gatewayRoutes: KubeObject[];
  /** Gateways, and their parts that teams have for themselves. */
  holders: KubeObject[];
}

const ROUTES = ['HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute', 'UDPRoute'];

function entriesOf(scene: Scene, members: readonly Member[]): Entries {
  const own = members.flatMap(({ cluster, object }) =>
    cluster === scene.store.name ? [object] : [],
  );
  const of = (group: string, ...kinds: string[]) =>
    own
      .filter(
        ({ apiVersion, kind }) =>
          groupOf(apiVersion) === group && kinds.includes(kind),
      )
      .sort((a, b) =>
        `${a.kind} ${a.metadata.namespace}/${a.metadata.name}` <
        `${b.kind} ${b.metadata.namespace}/${b.metadata.name}`
          ? -1
          : 1,
      );
  return {
    scene,
    services: of('', 'Service'),
    ingresses: of('networking.k8s.io', 'Ingress'),
    openShift: of('route.openshift.io', 'Route'),
    gatewayRoutes: of(GATEWAY_API, ...ROUTES),
    holders: of(GATEWAY_API, 'Gateway', 'ListenerSet'),
  };
}

const hangsOn =
  (holder: KubeObject) =>
  (route: KubeObject): boolean =>
    list(at(route, 'spec', 'parentRefs')).some(reference => {
      const parent = parentMeant(route, reference);
      return (
        parent?.kind === holder.kind &&
        parent.name === holder.metadata.name &&
        parent.namespace === holder.metadata.namespace
      );
    });

/** The ways by some objects, whatever host is asked for: each of them may have thousands. */
async function waysBy(
  { scene, services, ingresses, openShift, gatewayRoutes, holders }: Entries,
  isMeant: (object: KubeObject) => boolean,
): Promise<Front[]> {
  const onHolders = holders.filter(isMeant).map(hangsOn);
  const some = (
    objects: readonly KubeObject[],
    test: (object: KubeObject) => boolean = isMeant,
  ) => objects.filter(test).slice(0, MOST_ENTRIES);
  const byOne = [
    ...some(ingresses).map(one => () => ingressWays(scene, [one], {})),
    ...some(openShift).map(one => () => openShiftWays(scene, [one], {})),
    ...some(
      gatewayRoutes,
      route => isMeant(route) || onHolders.some(hangs => hangs(route)),
    ).map(one => () => gatewayWays(scene, [one], {})),
    ...some(services).map(one => () => serviceWays(scene, one, {})),
  ];
  return (await unhurried(byOne, ways => ways())).flat();
}

/** The ways to a Service: straight, and by whatever sends to it. */
async function waysToService(
  entries: Entries,
  service: KubeObject,
): Promise<Front[]> {
  const { store } = entries.scene;
  const sending = new Set(
    store
      .naming(service)
      .filter(({ name }) => name.relation === 'routes')
      .map(({ object }) => object),
  );
  const all = await waysBy(
    entries,
    object => object === service || sending.has(object),
  );
  return all.filter(
    ({ to }) =>
      to?.key.name === service.metadata.name &&
      to.key.namespace === service.metadata.namespace,
  );
}

const isListening = ({ kind }: KubeObject) =>
  kind === 'Gateway' || kind === 'ListenerSet';

/** The ways of a request to an address: by what has it. */
async function waysToAddress(
  entries: Entries,
  asked: Asked & { host: string },
): Promise<Front[]> {
  const { scene, services } = entries;
  const byAddress = (object: KubeObject) =>
    object.kind === 'Ingress'
      ? balancerHosts(object).includes(asked.host)
      : isListening(object) && addressesOf(scene, object).includes(asked.host);
  return [
    ...(await waysBy(entries, byAddress)),
    ...services
      .filter(service => hasHost(service, asked.host))
      .flatMap(service => serviceWays(scene, service, asked)),
  ];
}

/** The ways of a request to a name. */
function waysToName(
  entries: Entries,
  asked: Asked & { host: string },
): Front[] {
  const { scene, services, ingresses, openShift, gatewayRoutes, holders } =
    entries;
  const straight = services
    .filter(service => hasHost(service, asked.host))
    .flatMap(service => serviceWays(scene, service, asked));
  if (straight.length > 0 && isNameWithin(asked.host)) {
    return straight;
  }
  const found = [
    ...ingressWays(scene, ingresses, asked),
    ...openShiftWays(scene, openShift, asked),
    ...gatewayWays(scene, gatewayRoutes, asked),
    ...straight,
  ];
  const hits = found.filter(({ isMiss }) => !isMiss);
  if (hits.length > 0) {
    return hits;
  }
  return found.length > 0
    ? found
    : listenersWithoutRoute(scene, holders, asked);
}

const hostsOf = ({
  services,
  ingresses,
  openShift,
  gatewayRoutes,
  holders,
}: Entries): string[] => [
  ...ingresses.flatMap(one =>
    list(at(one, 'spec', 'rules')).flatMap(
      rule => text(at(rule, 'host')) ?? [],
    ),
  ),
  ...openShift.flatMap(one => text(at(one, 'spec', 'host')) ?? []),
  ...gatewayRoutes.flatMap(one => texts(at(one, 'spec', 'hostnames'))),
  ...holders.flatMap(one => listenersOf(one).flatMap(l => hostOf(l) ?? [])),
  ...services.map(clusterName),
];

/** Names that many know before those of the cluster alone. */
const byReach = (a: string, b: string): number => {
  const isOfCluster = (host: string) => Number(host.endsWith('.svc'));
  return isOfCluster(a) - isOfCluster(b) || (a < b ? -1 : 1);
};

const ORDER = ['breaks', 'unknown', 'passes'] as const;

/** The first of some, those that break before all others; of each the state is worked out once. */
function worstFirst<T extends Pick<Front, 'hops'>>(
  ways: readonly T[],
  most: number,
): T[] {
  const byState = new Map<TraceState, T[]>();
  for (const way of ways) {
    getOrMake(byState, stateOf(way.hops), (): T[] => []).push(way);
  }
  return ORDER.flatMap(state => byState.get(state) ?? []).slice(0, most);
}

/** The ways of a request to a host, one cluster after the other. */
async function frontsOf(
  asked: Asked & { host: string },
  all: readonly Entries[],
): Promise<Front[]> {
  const found: Front[][] = [];
  for (const entries of all) {
    found.push(
      isAddress(asked.host)
        ? await waysToAddress(entries, asked)
        : waysToName(entries, asked),
    );
  }
  return found.flat();
}

/** The ways by one object of the app. */
async function frontsBy(
  id: string,
  { members: { entityRef, members } }: Shown,
  all: readonly Entries[],
): Promise<Front[]> {
  const member = members.find(one => one.id === id);
  if (!member) {
    throw new NotFoundError(
      `'${id}' is no object of '${entityRef}', or it is gone.`,
    );
  }
  const entries = all.find(({ scene }) => scene.store.name === member.cluster);
  const { object } = member;
  const isEntry =
    entries !== undefined &&
    [
      entries.services,
      entries.ingresses,
      entries.openShift,
      entries.gatewayRoutes,
      entries.holders,
    ].some(some => some.includes(object));
  if (!isEntry) {
    throw new InputError(
      `No request goes to ${object.kind} ${object.metadata.name} by itself. Ask for a Service, an Ingress, a route or a Gateway of the app.`,
    );
  }
  return entries.services.includes(object)
    ? waysToService(entries, object)
    : waysBy(entries, one => one === object);
}

/**
 * The ways that a request takes through an app, hop by hop.
 *
 * @param to - a URL, a host, an address or the id of an object of the app
 * @param ask - what policy says of the last part of each
 * @throws InputError, NotFoundError where it is none of these
 */
export async function traceRequest(
  to: string,
  shown: Shown,
  { now, ask }: { now: Date; ask: AskWays },
): Promise<Trace> {
  const question = readQuestion(to, name =>
    shown.stores.some(store => store.name === name),
  );
  const { members, stores, sight, knowledge } = shown;
  const all = stores.map(store =>
    entriesOf(
      {
        store,
        sees: namespace => sight.sees(store.name, namespace),
        readsClusters: sight.readsClusters,
        now,
      },
      members.members,
    ),
  );
  const fronts =
    'id' in question
      ? await frontsBy(question.id, shown, all)
      : await frontsOf(question, all);
  const followed = await unhurried(
    worstFirst(fronts, MOST_FOLLOWED),
    throughService,
  );
  const told = worstFirst(followed, MOST_WAYS);
  const ways = await judged(told, ask);
  const { scheme, host, port, path } =
    'id' in question ? ({} as Asked) : question;
  return {
    to: writeQuestion(question),
    ...(scheme && { scheme }),
    ...(host && { host }),
    ...(port !== undefined && { port }),
    path: path ?? '/',
    ways: ways.sort((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state)),
    more: fronts.length - told.length,
    hosts:
      fronts.length > 0
        ? []
        : [...new Set(all.flatMap(hostsOf))].sort(byReach).slice(0, MOST_HOSTS),
    knowledge: [...knowledge],
  };
}
