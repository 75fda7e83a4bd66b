import { KubeObject } from '../clusters';
import { getOrMake } from '../getOrMake';
import { at, idOf, list, texts } from '../objects';
import { Steps } from '../unhurried';
import { Attachment, createUpTo, waysByMatches } from './attachment';
import { dnsHop } from './front';
import { byPrecedence, candidatesOf, matchesOf } from './gatewayRules';
import { hop, said } from './hop';
import { closerListener, isolationHop } from './isolation';
import { tlsHops } from './listenerTls';
import {
  addressesOf,
  attach,
  gatewayHops,
  hostOf,
  isAskedFor,
  isHostOf,
  Listener,
  listenerHop,
  listenersOf,
} from './listeners';
import { OnListener, waysOnListener } from './onListener';
import { append, withHops } from './others';
import { Asked } from './question';
import { Front, Scene } from './scene';

/** Whether a route may be for a host; without hosts of its own, its listeners say. */
function isMeant(route: KubeObject, { host }: Asked): boolean {
  const hosts = texts(at(route, 'spec', 'hostnames'));
  return host === undefined || hosts.length === 0 || isHostOf(hosts, host);
}

/** The listeners that a route hangs on, and why it hangs on none. */
function attachmentsOf(
  scene: Scene,
  route: KubeObject,
  asked: Asked,
): { attached: Attachment[]; stopped: Front[] } {
  const stopped: Front[] = [];
  const attached: Attachment[] = [];
  list(at(route, 'spec', 'parentRefs')).forEach((reference, index) => {
    const fieldPath = `spec.parentRefs[${index}]`;
    const found = attach(scene, route, { reference, fieldPath }, asked);
    if (found && 'listeners' in found) {
      found.listeners.forEach(listener =>
        attached.push({ route, listener, reference }),
      );
    } else if (found) {
      const { holder, stops, isMiss } = found;
      stopped.push({
        scene,
        entry: route,
        ...(asked.host && { host: asked.host }),
        hops: [
          ...(holder
            ? [
                ...dnsHop(asked.host, addressesOf(scene, holder)),
                ...gatewayHops(scene, holder),
              ]
            : dnsHop(asked.host, [])),
          stops,
        ],
        ...(isMiss && { isMiss }),
      });
    }
  });
  return { attached, stopped };
}

const keyOf = ({ holder, fieldPath }: Listener) =>
  `${idOf('', holder)} ${fieldPath}`;

/** Puts what hangs on the listeners of the app's routes beside these. */
function* addOthers(
  scene: Scene,
  own: ReadonlySet<KubeObject>,
  byListener: ReadonlyMap<string, OnListener>,
  asked: Asked,
): Steps<KubeObject[]> {
  const holders = new Set(
    [...byListener.values()].map(({ own: [{ listener }] }) => listener.holder),
  );
  const others = new Set<KubeObject>();
  for (const holder of holders) {
    for (const { object, name } of scene.store.naming(holder)) {
      if (
        name.relation === 'listens' &&
        !own.has(object) &&
        isMeant(object, asked)
      ) {
        others.add(object);
      }
    }
    yield;
  }
  for (const route of others) {
    for (const one of attachmentsOf(scene, route, asked).attached) {
      byListener.get(keyOf(one.listener))?.others.push(one);
    }
    yield;
  }
  return [...others];
}

/** The ways by routes of the Gateway API: those that a request to a host takes, or without one all that there are. */
export function* gatewayWays(
  scene: Scene,
  routes: readonly KubeObject[],
  asked: Asked,
): Steps<Front[]> {
  const stopped: Front[] = [];
  const attached: Attachment[] = [];
  for (const route of routes) {
    if (isMeant(route, asked)) {
      const found = attachmentsOf(scene, route, asked);
      append(attached, found.attached);
      append(stopped, found.stopped);
    }
    yield;
  }
  const upTo = createUpTo(scene);
  const { host, path = '/' } = asked;
  const ways: Front[] = [];
  if (host === undefined) {
    for (const attachment of attached) {
      const matches = matchesOf(attachment.route).sort(byPrecedence);
      if (scene.budget.spend(matches.length)) {
        append(
          ways,
          waysByMatches(scene, attachment, matches, { asked, upTo }),
        );
      }
      yield;
    }
    return [...ways, ...stopped];
  }
  const byListener = new Map<string, OnListener>();
  for (const one of attached) {
    getOrMake(
      byListener,
      keyOf(one.listener),
      (): OnListener => ({ own: [], others: [] }),
    ).own.push(one);
  }
  const own = yield* candidatesOf(
    scene,
    new Set(attached.map(({ route }) => route)),
    path,
  );
  const rivals = yield* addOthers(scene, new Set(routes), byListener, asked);
  const others = yield* candidatesOf(scene, rivals, path);
  for (const some of byListener.values()) {
    const found = yield* waysOnListener(
      scene,
      some,
      { own, others },
      { ...asked, host },
      upTo,
    );
    const [{ listener }] = some.own;
    const closer = closerListener(listener, host);
    const there = closer && byListener.get(keyOf(closer))?.own;
    const onCloser = new Set(there?.map(({ route }) => route));
    const more = closer ? [isolationHop(scene, listener, closer, host)] : [];
    append(
      ways,
      found.map(way => (onCloser.has(way.entry) ? way : withHops(way, more))),
    );
  }
  return [...ways, ...stopped];
}

/** Listeners of a Gateway that take a host, by which no route of the app gets it. */
const withoutRoute = (
  scene: Scene,
  gateway: KubeObject,
  asked: Asked & { host: string },
): Front[] =>
  listenersOf(gateway).flatMap((listener): Front[] => {
    const { holder, name } = listener;
    const hostname = hostOf(listener);
    // One for all hosts tells nothing of this one.
    if (
      hostname === undefined ||
      !isHostOf([hostname], asked.host) ||
      !isAskedFor(listener, asked)
    ) {
      return [];
    }
    return [
      {
        scene,
        entry: holder,
        host: asked.host,
        hops: [
          ...dnsHop(asked.host, addressesOf(scene, holder)),
          ...gatewayHops(scene, holder),
          listenerHop(scene, listener),
          ...tlsHops(scene, listener, asked.host),
          hop(
            'route.none',
            { host: asked.host, listener: name },
            {
              evidence: said(
                scene.store,
                holder,
                `${listener.fieldPath}.hostname`,
                hostname,
              ),
            },
          ),
        ],
      },
    ];
  });

/** The same of some Gateways. */
export function* listenersWithoutRoute(
  scene: Scene,
  gateways: readonly KubeObject[],
  asked: Asked & { host: string },
): Steps<Front[]> {
  const ways: Front[] = [];
  for (const gateway of gateways) {
    append(ways, withoutRoute(scene, gateway, asked));
    yield;
  }
  return ways;
}
