import { TraceHop } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { KubeObject } from '../clusters';
import { getOrMake } from '../getOrMake';
import {
  balancerHosts,
  classMeant,
  coversOneLabel,
  IngressBackend,
  ingressDefault,
  ingressPaths,
} from '../kinds';
import { at, list, objectField, text, texts } from '../objects';
import { Steps } from '../unhurried';
import { certificateHop } from './certificate';
import { addressHop, dnsHop } from './front';
import { hop, said } from './hop';
import {
  bestOf,
  byPrecedence,
  Candidate,
  candidatesOf,
  compareWithHost,
  nearestOf,
  takes,
} from './ingressRules';
import { append, Beside, takenHop, withHops } from './others';
import { Asked, isByTls } from './question';
import { Front, isKindKnown, lookUp, Scene } from './scene';

const INGRESS_CLASS = { group: 'networking.k8s.io', kind: 'IngressClass' };

/**
 * The class, by which a controller takes the Ingress or does not.
 * Source: Kubernetes docs, Ingress, Ingress class and Default Ingress class.
 */
function classHop(scene: Scene, ingress: KubeObject): TraceHop {
  const { store } = scene;
  const named = classMeant(ingress);
  const hasAddress = balancerHosts(ingress).length > 0;
  if (!named) {
    const evidence = said(store, ingress, 'spec.ingressClassName');
    if (hasAddress) {
      return hop('class.byAddress', {}, { evidence });
    }
    // A default class is written into what is made after it.
    return scene.readsClusters && isKindKnown(scene, INGRESS_CLASS)
      ? hop('class.none', {}, { evidence })
      : hop('class.unknown', { class: '' }, { evidence });
  }
  const evidence = said(store, ingress, named.fieldPath, named.name);
  const found = lookUp(scene, { ...INGRESS_CLASS, name: named.name });
  if (typeof found !== 'string') {
    const controller = text(at(found, 'spec', 'controller'));
    return controller
      ? hop('class.known', { class: named.name, controller }, { evidence })
      : hop(
          'class.notAccepted',
          { class: named.name },
          {
            object: objectField(store.name, found),
            evidence: said(store, found, 'spec.controller'),
          },
        );
  }
  // An annotation need not name an object, and an address is a controller's word.
  return found === 'unknown' ||
    hasAddress ||
    !named.fieldPath.startsWith('spec')
    ? hop('class.unknown', { class: named.name }, { evidence })
    : hop('class.missing', { class: named.name }, { evidence });
}

function tlsHop(
  scene: Scene,
  ingress: KubeObject,
  host: string | undefined,
  asked: Asked,
): TraceHop[] {
  const { store } = scene;
  const entries = list(at(ingress, 'spec', 'tls')).map((tls, index) => ({
    hosts: texts(at(tls, 'hosts')),
    secret: text(at(tls, 'secretName')),
    fieldPath: `spec.tls[${index}]`,
  }));
  const [own] = [
    ...entries.filter(
      ({ hosts }) =>
        host !== undefined && hosts.some(one => coversOneLabel(one, host)),
    ),
    ...entries.filter(({ hosts }) => hosts.length === 0),
  ];
  const byTls = isByTls(asked) ?? own !== undefined;
  if (!byTls) {
    return [];
  }
  if (!own?.secret) {
    const fieldPath = own?.fieldPath ?? 'spec.tls';
    return [
      hop(
        'certificate.default',
        {},
        { evidence: said(store, ingress, fieldPath) },
      ),
    ];
  }
  const { namespace } = ingress.metadata;
  const fieldPath = `${own.fieldPath}.secretName`;
  return [
    certificateHop(
      scene,
      {
        by: ingress,
        secret: { namespace, name: own.secret },
        evidence: said(store, ingress, fieldPath, own.secret),
      },
      host,
    ),
  ];
}

/** The way up to the rules of an Ingress, which those of one host share. */
const upToRules = (
  scene: Scene,
  ingress: KubeObject,
  host: string | undefined,
  asked: Asked,
): TraceHop[] => [
  ...dnsHop(host, balancerHosts(ingress)),
  addressHop(scene, ingress, {
    addresses: balancerHosts(ingress),
    fieldPath: 'status.loadBalancer.ingress',
  }),
  classHop(scene, ingress),
  ...tlsHop(scene, ingress, host, asked),
];

/** A way by one backend of an Ingress, or up to where none takes the request. */
function wayBy(
  scene: Scene,
  ingress: KubeObject,
  asked: Asked,
  rule: {
    host?: string;
    hop: TraceHop;
    backend?: IngressBackend;
    /** Up to the rule, where that is known. */
    before?: readonly TraceHop[];
  },
): Front {
  const { store } = scene;
  const host = asked.host ?? rule.host;
  const before = rule.before ?? upToRules(scene, ingress, host, asked);
  const hops = [...before, rule.hop];
  const { namespace } = ingress.metadata;
  const { backend } = rule;
  return {
    scene,
    entry: ingress,
    ...(host && { host }),
    hops,
    ...(backend && {
      to: {
        key: { group: '', kind: 'Service', namespace, name: backend.service },
        port: backend.port,
        evidence: said(store, ingress, backend.fieldPath, backend.service),
      },
    }),
  };
}

function byPath(
  scene: Scene,
  asked: Asked,
  { ingress, path }: Pick<Candidate, 'ingress' | 'path'>,
  before: readonly TraceHop[],
): Front {
  const { store } = scene;
  const isOwnRule =
    asked.path !== undefined && takes(path, asked.path) === undefined;
  const values = { path: path.path, type: path.type };
  const more = {
    object: objectField(store.name, ingress),
    evidence: said(store, ingress, path.fieldPath, path.path),
  };
  const { backend } = path;
  if (!backend) {
    return wayBy(scene, ingress, asked, {
      host: path.host,
      hop: hop('rule.otherBackend', { ...values, kind: 'resource' }, more),
      before,
    });
  }
  return wayBy(scene, ingress, asked, {
    host: path.host,
    hop: hop(isOwnRule ? 'rule.pattern' : 'rule.takes', values, more),
    backend,
    before,
  });
}

function byDefault(scene: Scene, asked: Asked, ingress: KubeObject): Front[] {
  const backend = ingressDefault(ingress);
  return backend
    ? [
        wayBy(scene, ingress, asked, {
          hop: hop(
            'rule.default',
            {},
            {
              object: objectField(scene.store.name, ingress),
              evidence: said(
                scene.store,
                ingress,
                backend.fieldPath,
                backend.service,
              ),
            },
          ),
          backend,
        }),
      ]
    : [];
}

/**
 * What an Ingress beside those of the app takes from them: the request itself, or
 * perhaps, where both have the very same path.
 *
 * @param best - those of the app that take the request
 */
function takenBy(
  { store }: Scene,
  own: readonly Candidate[],
  best: readonly Candidate[],
  others: readonly Candidate[],
): TraceHop[] {
  const [first] = bestOf(
    nearestOf(others.filter(({ takes: isTaken }) => isTaken)),
  );
  const [nearest] = nearestOf(own);
  if (!first || (nearest && first.near < nearest.near)) {
    return [];
  }
  const rank = best[0] ? compareWithHost(first, best[0]) : -1;
  if (rank > 0) {
    return [];
  }
  const { ingress, path } = first;
  return [
    takenHop(store, rank < 0 ? 'rule.taken' : 'rule.shared', ingress, path),
  ];
}

const hasNoPaths = (ingress: KubeObject): boolean =>
  list(at(ingress, 'spec', 'rules')).every(
    rule => list(at(rule, 'http', 'paths')).length === 0,
  );

/** Of Ingresses of one class, those ways that a request to a host takes. */
function* ofClass(
  scene: Scene,
  { own, others }: Beside,
  asked: Asked & { host: string },
): Steps<Front[]> {
  const wanted = asked.path ?? '/';
  const meant = { host: asked.host, path: wanted };
  const all = yield* candidatesOf(scene, own, meant);
  const ofHost = nearestOf(all);
  const best = bestOf(ofHost.filter(({ takes: isTaken }) => isTaken));
  const theirs = yield* candidatesOf(scene, others, meant);
  const taken = takenBy(scene, all, best, theirs);
  const upTo = new Map<KubeObject, TraceHop[]>();
  const by = (candidate: Candidate): Front => {
    const { ingress } = candidate;
    const before = getOrMake(upTo, ingress, () =>
      upToRules(scene, ingress, asked.host, asked),
    );
    return withHops(byPath(scene, asked, candidate, before), taken);
  };
  if (best.length > 0) {
    return best.map(by);
  }
  const perhaps = ofHost.filter(({ takes: isTaken }) => isTaken === undefined);
  if (perhaps.length > 0) {
    const ways: Front[] = [];
    for (const one of perhaps.sort(byPrecedence)) {
      ways.push(by(one));
      yield;
    }
    return ways;
  }
  const owners =
    ofHost.length > 0
      ? [...new Set(ofHost.map(({ ingress }) => ingress))]
      : own.filter(hasNoPaths);
  const defaults = owners
    .flatMap(ingress => byDefault(scene, asked, ingress))
    .map(way => withHops(way, taken));
  if (defaults.length > 0 || ofHost.length === 0) {
    return defaults;
  }
  const [{ ingress }] = ofHost;
  const paths = [...new Set(ofHost.map(({ path }) => path.path))].join(', ');
  const none = wayBy(scene, ingress, asked, {
    hop: hop(
      'rule.noPath',
      { path: wanted, paths },
      {
        object: objectField(scene.store.name, ingress),
        evidence: said(scene.store, ingress, 'spec.rules', paths),
      },
    ),
  });
  return [withHops(none, taken)];
}

/** All ways by one Ingress, whatever host is asked for. */
function* allWays(
  scene: Scene,
  ingress: KubeObject,
  asked: Asked,
): Steps<Front[]> {
  const paths = ingressPaths(ingress);
  if (!scene.budget.spend(paths.length)) {
    return [];
  }
  const known = new Map<string | undefined, TraceHop[]>();
  const before = (host: string | undefined) =>
    getOrMake(known, host, () => upToRules(scene, ingress, host, asked));
  const ways: Front[] = [];
  for (const path of paths) {
    ways.push(byPath(scene, asked, { ingress, path }, before(path.host)));
    yield;
  }
  return [...ways, ...byDefault(scene, asked, ingress)];
}

/**
 * The ways by Ingresses: those that a request to a host takes, or without one all that there are.
 *
 * @param others - that are not of the app, and may take a request before its own
 */
export function* ingressWays(
  scene: Scene,
  ingresses: readonly KubeObject[],
  asked: Asked,
  others: readonly KubeObject[] = [],
): Steps<Front[]> {
  const { host } = asked;
  const ways: Front[] = [];
  if (host === undefined) {
    for (const ingress of ingresses) {
      append(ways, yield* allWays(scene, ingress, asked));
    }
    return ways;
  }
  const byClass = new Map<
    string,
    { own: KubeObject[]; others: KubeObject[] }
  >();
  const nameOf = (ingress: KubeObject) => classMeant(ingress)?.name ?? '';
  for (const ingress of ingresses) {
    getOrMake(byClass, nameOf(ingress), () => ({
      own: [],
      others: [],
    })).own.push(ingress);
  }
  for (const ingress of others) {
    byClass.get(nameOf(ingress))?.others.push(ingress);
  }
  for (const some of byClass.values()) {
    append(ways, yield* ofClass(scene, some, { ...asked, host }));
  }
  return ways;
}
