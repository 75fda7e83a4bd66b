import { KubeObject } from '../clusters';
import { balancerHosts, isNameWithin } from '../kinds';
import { Steps } from '../unhurried';
import { hasHost, serviceWays } from './direct';
import { besideOf, Entries, hangsOn } from './entries';
import { gatewayWays, listenersWithoutRoute } from './gateway';
import { ingressWays } from './ingress';
import { addressesOf } from './listeners';
import { openShiftWays } from './openshift';
import { append } from './others';
import { Asked } from './question';
import { Front } from './scene';

/** Of objects that are asked for whatever the host, so many of each sort are looked at. */
const MOST_ENTRIES = 200;

type Test = (object: KubeObject) => boolean;

/** The ways by some objects, whatever host is asked for: each of them may have thousands. */
export function* waysBy(entries: Entries, isMeant: Test): Steps<Front[]> {
  const { scene, services, ingresses, openShift, gatewayRoutes, holders } =
    entries;
  const some = (objects: readonly KubeObject[], test: Test = isMeant) => {
    const meant = objects.filter(test);
    scene.budget.leave(Math.max(0, meant.length - MOST_ENTRIES));
    return meant.slice(0, MOST_ENTRIES);
  };
  const isOnHolder = hangsOn(holders.filter(isMeant));
  yield;
  const ways = yield* ingressWays(scene, some(ingresses), {});
  append(ways, yield* openShiftWays(scene, some(openShift), {}));
  const routes = some(gatewayRoutes, one => isMeant(one) || isOnHolder(one));
  append(ways, yield* gatewayWays(scene, routes, {}));
  for (const service of some(services)) {
    append(ways, serviceWays(scene, service, {}));
    yield;
  }
  return ways;
}

/** The ways to a Service: straight, and by whatever sends to it. */
export function* waysToService(
  entries: Entries,
  service: KubeObject,
): Steps<Front[]> {
  const { store } = entries.scene;
  const sending = new Set(
    store
      .naming(service)
      .filter(({ name }) => name.relation === 'routes')
      .map(({ object }) => object),
  );
  const all = yield* waysBy(
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

/** The ways straight to the Services that have a host. */
function* straightTo(
  { scene, services }: Entries,
  asked: Asked & { host: string },
): Steps<Front[]> {
  const ways: Front[] = [];
  for (const service of services) {
    if (hasHost(service, asked.host)) {
      append(ways, serviceWays(scene, service, asked));
    }
    yield;
  }
  return ways;
}

/** The ways of a request to an address: by what has it. */
export function* waysToAddress(
  entries: Entries,
  asked: Asked & { host: string },
): Steps<Front[]> {
  const { scene } = entries;
  const ways = yield* waysBy(entries, object =>
    object.kind === 'Ingress'
      ? balancerHosts(object).includes(asked.host)
      : isListening(object) && addressesOf(scene, object).includes(asked.host),
  );
  append(ways, yield* straightTo(entries, asked));
  return ways;
}

/** The ways of a request to a name. */
export function* waysToName(
  entries: Entries,
  asked: Asked & { host: string },
): Steps<Front[]> {
  const { scene, gatewayRoutes, holders } = entries;
  const straight = yield* straightTo(entries, asked);
  if (straight.length > 0 && isNameWithin(asked.host)) {
    return straight;
  }
  const ingresses = besideOf(entries, 'ingresses');
  const openShift = besideOf(entries, 'openShift');
  yield;
  const found = yield* ingressWays(
    scene,
    ingresses.own,
    asked,
    ingresses.others,
  );
  append(
    found,
    yield* openShiftWays(scene, openShift.own, asked, openShift.others),
  );
  append(found, yield* gatewayWays(scene, gatewayRoutes, asked));
  append(found, straight);
  const hits = found.filter(({ isMiss }) => !isMiss);
  if (hits.length > 0) {
    return hits;
  }
  return found.length > 0
    ? found
    : yield* listenersWithoutRoute(scene, holders, asked);
}
