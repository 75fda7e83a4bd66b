import { TraceHop } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { KubeObject } from '../clusters';
import { getOrMake } from '../getOrMake';
import { GATEWAY_API, isGranted, saidByParent, serviceMeant } from '../kinds';
import { at, list, number, objectField, text, texts } from '../objects';
import { dnsHop } from './front';
import {
  byPrecedence,
  Candidate,
  candidatesOf,
  matchesOf,
  RuleMatch,
  ruleHops,
  taken,
} from './gatewayRules';
import { hop, said } from './hop';
import { tlsHops } from './listenerTls';
import {
  addressesOf,
  attach,
  gatewayHops,
  hostOf,
  hostsBy,
  isAskedFor,
  isHostOf,
  Listener,
  listenerHop,
  listenersOf,
} from './listeners';
import { Asked } from './question';
import { Front, isKindKnown, Scene, ToService } from './scene';

/** So many of what may take a request on one listener are followed, in the order in which they count. */
const MOST_MATCHES = 100;

/** A route on a listener. */
interface Attachment {
  route: KubeObject;
  listener: Listener;
  reference: unknown;
}

const isAccepted = ({ route, reference }: Attachment): boolean =>
  list(at(saidByParent(route, reference), 'conditions')).some(
    one => at(one, 'type') === 'Accepted' && at(one, 'status') === 'True',
  );

/** What the parent's controller says of the route. */
function routeHop(
  { store }: Scene,
  { route, reference, listener }: Attachment,
): TraceHop {
  const object = objectField(store.name, route);
  const by = `${listener.holder.kind} ${listener.holder.metadata.name}`;
  const told = list(at(saidByParent(route, reference), 'conditions'));
  const evidence = said(store, route, 'status.parents');
  const failed = told.find(
    one =>
      ['Accepted', 'ResolvedRefs'].includes(text(at(one, 'type')) ?? '') &&
      at(one, 'status') === 'False',
  );
  if (failed !== undefined) {
    return hop(
      'route.notAccepted',
      {
        by,
        reason: text(at(failed, 'reason')) ?? '',
        message: text(at(failed, 'message')),
      },
      { object, evidence },
    );
  }
  return hop(
    isAccepted({ route, reference, listener })
      ? 'route.accepted'
      : 'route.waiting',
    { by },
    { object, evidence },
  );
}

/** Whether a Service of another namespace may be named. */
function grantHops(
  scene: Scene,
  route: KubeObject,
  key: NonNullable<ReturnType<typeof serviceMeant>>,
  evidence: TraceHop['evidence'],
): TraceHop[] {
  const { namespace = '' } = key;
  if (namespace === route.metadata.namespace) {
    return [];
  }
  const values = { namespace, from: route.metadata.namespace };
  if (isGranted(route, key, scene.store)) {
    return [hop('grant.given', values, { evidence })];
  }
  const grants = { group: GATEWAY_API, kind: 'ReferenceGrant', namespace };
  const isKnown = scene.sees(namespace) && isKindKnown(scene, grants);
  return [
    hop(isKnown ? 'grant.missing' : 'grant.unknown', values, { evidence }),
  ];
}

/** Where a rule sends a request, one part for each backend. */
function targetsOf(
  scene: Scene,
  { route, rule, fieldPath }: RuleMatch,
): Array<{ hops: readonly TraceHop[]; to?: ToService }> {
  const { store } = scene;
  return list(at(rule, 'backendRefs')).map((reference, index) => {
    const place = `${fieldPath}.backendRefs[${index}]`;
    const key = serviceMeant(route, reference);
    if (!key) {
      const kind = text(at(reference, 'kind')) ?? '';
      const other = hop(
        'rule.otherBackend',
        { kind },
        { evidence: said(store, route, place, kind) },
      );
      return { hops: [other] };
    }
    const evidence = said(store, route, place, key.name);
    const weight = number(at(reference, 'weight')) ?? 1;
    const unused =
      weight === 0
        ? [hop('rule.noWeight', { service: key.name }, { evidence })]
        : [];
    return {
      hops: [...unused, ...grantHops(scene, route, key, evidence)],
      to: { key, port: at(reference, 'port'), evidence },
    };
  });
}

/** The way up to the route, whatever its rules. */
function frontOf(scene: Scene, attachment: Attachment, asked: Asked): Front {
  const { route, listener } = attachment;
  const [ofRoute] = hostsBy(route, listener).filter(one => one !== '*');
  const host = asked.host ?? ofRoute;
  return {
    scene,
    entry: route,
    ...(host && { host }),
    hops: [
      ...dnsHop(host, addressesOf(scene, listener.holder)),
      ...gatewayHops(scene, listener.holder),
      listenerHop(scene, listener),
      ...tlsHops(scene, listener, host),
      routeHop(scene, attachment),
    ],
  };
}

function waysBy(
  scene: Scene,
  attachment: Attachment,
  matches: readonly RuleMatch[],
  asked: Asked,
): Front[] {
  const front = frontOf(scene, attachment, asked);
  return matches.flatMap((match): Front[] => {
    const hops = [...front.hops, ...ruleHops(scene, match, asked.path)];
    const targets = targetsOf(scene, match);
    return targets.length > 0
      ? targets.map(({ hops: named, to }) => ({
          ...front,
          hops: [...hops, ...named],
          ...(to && { to }),
        }))
      : [{ ...front, hops }];
  });
}

/** That none of the rules on a listener takes the path. */
function noPath(
  scene: Scene,
  attachments: readonly Attachment[],
  asked: Asked,
): Front[] {
  const [attachment] = attachments;
  const { route } = attachment;
  const matches = attachments
    .slice(0, MOST_MATCHES)
    .flatMap(one => matchesOf(one.route));
  const paths = [...new Set(matches.map(({ path }) => path))].join(', ');
  const { store } = scene;
  const front = frontOf(scene, attachment, asked);
  return [
    {
      ...front,
      hops: [
        ...front.hops,
        hop(
          'rule.noPath',
          { path: asked.path, paths },
          {
            object: objectField(store.name, route),
            evidence: said(store, route, 'spec.rules', paths),
          },
        ),
      ],
    },
  ];
}

/** Of however many: spread out as arguments, they would be too many for the stack. */
const highest = (values: readonly number[]): number =>
  values.reduce((most, value) => Math.max(most, value), 0);

/**
 * How close a host of a route is: itself, or the longest with `*.` in front.
 * Source: Gateway API, HTTPRouteSpec.Hostnames, precedence.
 */
function closeness({ route, listener }: Attachment, host: string): number {
  const hosts = hostsBy(route, listener).filter(one => isHostOf([one], host));
  return highest(hosts.map(one => (one === host ? 1_000 : one.length)));
}

/**
 * Of the routes on one listener, the ways that a request takes.
 *
 * @param candidates - of all routes, the matches that may take it
 */
function onListener(
  scene: Scene,
  attachments: readonly Attachment[],
  candidates: readonly Candidate[],
  asked: Asked & { host: string },
): Front[] {
  const near = (one: Attachment) => closeness(one, asked.host);
  // One that was not accepted takes nothing from the others.
  const accepted = attachments.filter(isAccepted);
  const meant = accepted.length > 0 ? accepted : attachments;
  const nearest = highest(meant.map(near));
  const closest = meant.filter(one => near(one) === nearest);
  const routes = new Set(closest.map(({ route }) => route));
  const found = taken(
    candidates.filter(({ match }) => routes.has(match.route)),
  );
  if (found.length === 0) {
    return noPath(scene, closest, asked);
  }
  const byRoute = new Map<KubeObject, RuleMatch[]>();
  for (const match of found.slice(0, MOST_MATCHES)) {
    getOrMake(byRoute, match.route, (): RuleMatch[] => []).push(match);
  }
  return closest.flatMap(attachment => {
    const matches = byRoute.get(attachment.route);
    return matches ? waysBy(scene, attachment, matches, asked) : [];
  });
}

/** Whether a route may be for a host; without hosts of its own, its listeners say. */
function isMeant(route: KubeObject, { host }: Asked): boolean {
  const hosts = texts(at(route, 'spec', 'hostnames'));
  return host === undefined || hosts.length === 0 || isHostOf(hosts, host);
}

/** The ways by routes of the Gateway API: those that a request to a host takes, or without one all that there are. */
export function gatewayWays(
  scene: Scene,
  routes: readonly KubeObject[],
  asked: Asked,
): Front[] {
  const stopped: Front[] = [];
  const attached: Attachment[] = [];
  for (const route of routes.filter(one => isMeant(one, asked))) {
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
  }
  const { host } = asked;
  if (host === undefined) {
    const ways = attached.flatMap(attachment =>
      waysBy(scene, attachment, byPrecedence([attachment.route]), asked),
    );
    return [...ways, ...stopped];
  }
  const byListener = new Map<string, Attachment[]>();
  for (const one of attached) {
    const { holder, name } = one.listener;
    const key = `${holder.metadata.uid} ${name}`;
    getOrMake(byListener, key, (): Attachment[] => []).push(one);
  }
  const candidates = candidatesOf(
    [...new Set(attached.map(({ route }) => route))],
    asked.path ?? '/',
  );
  return [
    ...[...byListener.values()].flatMap(some =>
      onListener(scene, some, candidates, { ...asked, host }),
    ),
    ...stopped,
  ];
}

/** Listeners of Gateways that take a host, by which no route of the app gets it. */
export function listenersWithoutRoute(
  scene: Scene,
  gateways: readonly KubeObject[],
  asked: Asked & { host: string },
): Front[] {
  return gateways.flatMap(listenersOf).flatMap((listener): Front[] => {
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
}
