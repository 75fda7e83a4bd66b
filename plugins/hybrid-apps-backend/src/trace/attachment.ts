import { TraceHop } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { KubeObject } from '../clusters';
import { getOrMake } from '../getOrMake';
import { GATEWAY_API, isGranted, saidByParent, serviceMeant } from '../kinds';
import { at, list, number, objectField, text } from '../objects';
import { dnsHop } from './front';
import { RuleMatch, ruleHops } from './gatewayRules';
import { hop, said } from './hop';
import { tlsHops } from './listenerTls';
import {
  addressesOf,
  gatewayHops,
  hostsBy,
  Listener,
  listenerHop,
} from './listeners';
import { Asked } from './question';
import { Front, isKindKnown, Scene, ToService } from './scene';

/** A route on a listener. */
export interface Attachment {
  route: KubeObject;
  listener: Listener;
  reference: unknown;
}

export const isAccepted = (
  { store }: Pick<Scene, 'store'>,
  { route, reference }: Pick<Attachment, 'route' | 'reference'>,
): boolean =>
  list(at(saidByParent(route, reference, store), 'conditions')).some(
    one => at(one, 'type') === 'Accepted' && at(one, 'status') === 'True',
  );

/**
 * Whether a condition was said of an object as it was before.
 * Source: k8s.io/apimachinery, meta/v1, Condition.ObservedGeneration.
 */
const isOutdated = ({ metadata }: KubeObject, condition: unknown): boolean => {
  const { generation = 0 } = metadata;
  return (
    (number(at(condition, 'observedGeneration')) ?? generation) < generation
  );
};

/** What the parent's controller says of the route. */
function routeHop(scene: Scene, attachment: Attachment): TraceHop {
  const { store } = scene;
  const { route, reference, listener } = attachment;
  const object = objectField(store.name, route);
  const by = `${listener.holder.kind} ${listener.holder.metadata.name}`;
  const told = list(at(saidByParent(route, reference, store), 'conditions'));
  const evidence = said(store, route, 'status.parents');
  const deciding = told.filter(one =>
    ['Accepted', 'ResolvedRefs'].includes(text(at(one, 'type')) ?? ''),
  );
  if (deciding.some(one => isOutdated(route, one))) {
    return hop('route.outdated', { by }, { object, evidence });
  }
  const failed = deciding.find(one => at(one, 'status') === 'False');
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
    isAccepted(scene, attachment) ? 'route.accepted' : 'route.waiting',
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

/** Up to the listener, which its routes share. */
export type UpTo = (
  listener: Listener,
  host: string | undefined,
) => readonly TraceHop[];

/** Works out once what listeners share. */
export function createUpTo(scene: Scene): UpTo {
  const known = new Map<string, readonly TraceHop[]>();
  return (listener, host) => {
    const { holder } = listener;
    const { kind, metadata } = holder;
    const key = [
      kind,
      metadata.namespace,
      metadata.name,
      listener.fieldPath,
      host,
    ].join(' ');
    return getOrMake(known, key, () => [
      ...dnsHop(host, addressesOf(scene, holder)),
      ...gatewayHops(scene, holder),
      listenerHop(scene, listener),
      ...tlsHops(scene, listener, host),
    ]);
  };
}

/** The way up to the route, whatever its rules. */
export function frontOf(
  scene: Scene,
  attachment: Attachment,
  asked: Asked,
  upTo: UpTo,
): Front {
  const { route, listener } = attachment;
  const [ofRoute] = hostsBy(route, listener).filter(one => one !== '*');
  const host = asked.host ?? ofRoute;
  return {
    scene,
    entry: route,
    ...(host && { host }),
    hops: [...upTo(listener, host), routeHop(scene, attachment)],
  };
}

/**
 * The ways by some matches of a route on a listener.
 *
 * @param more - what else there is to say of a match
 */
export function waysByMatches(
  scene: Scene,
  attachment: Attachment,
  matches: readonly RuleMatch[],
  {
    asked,
    upTo,
    more = () => [],
  }: {
    asked: Asked;
    upTo: UpTo;
    more?: (match: RuleMatch) => readonly TraceHop[];
  },
): Front[] {
  const front = frontOf(scene, attachment, asked, upTo);
  return matches.flatMap((match): Front[] => {
    const hops = [
      ...front.hops,
      ...ruleHops(scene, match, asked.path),
      ...more(match),
    ];
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
