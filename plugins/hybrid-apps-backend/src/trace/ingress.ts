import { TraceHop } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { KubeObject } from '../clusters';
import { getOrMake } from '../getOrMake';
import {
  balancerHosts,
  classMeant,
  coversOneLabel,
  IngressBackend,
  ingressDefault,
  IngressPath,
  ingressPaths,
  isUnder,
} from '../kinds';
import { at, list, objectField, text, texts } from '../objects';
import { certificateHop } from './certificate';
import { addressHop, dnsHop } from './front';
import { hop, said } from './hop';
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
    const controller = text(at(found, 'spec', 'controller')) ?? '';
    return hop('class.known', { class: named.name, controller }, { evidence });
  }
  // An annotation need not name an object, and an address is a controller's word.
  return found === 'unknown' ||
    hasAddress ||
    !named.fieldPath.startsWith('spec')
    ? hop('class.unknown', { class: named.name }, { evidence })
    : hop('class.missing', { class: named.name }, { evidence });
}

/**
 * Of the hosts of rules that mean the one that is asked for, the closest counts.
 * Source: k8s.io/api/networking/v1, IngressRule.Host.
 */
function closeness(rule: string | undefined, host: string): number {
  if (rule === undefined) {
    return 1;
  }
  if (rule === host) {
    return 3;
  }
  return coversOneLabel(rule, host) ? 2 : 0;
}

/** Whether a path of a rule takes one that is asked for; undefined where the controller's own rule decides. */
function takes(
  { path, type }: IngressPath,
  asked: string,
): boolean | undefined {
  if (type === 'Exact') {
    return path === asked;
  }
  if (isUnder(asked, path)) {
    return true;
  }
  return type === 'Prefix' ? false : undefined;
}

interface Candidate {
  ingress: KubeObject;
  path: IngressPath;
}

/**
 * The longest path counts, and of two that are equal the exact one.
 * Source: Kubernetes docs, Ingress, Multiple matches.
 */
const compareRank = (a: Candidate, b: Candidate): number =>
  b.path.path.length - a.path.path.length ||
  Number(b.path.type === 'Exact') - Number(a.path.type === 'Exact');

const nameOf = ({ ingress: { metadata } }: Candidate) =>
  `${metadata.name} ${metadata.namespace}`;

const byPrecedence = (a: Candidate, b: Candidate): number =>
  compareRank(a, b) || (nameOf(a) < nameOf(b) ? -1 : 1);

/**
 * The first by precedence, one of each Ingress: of two that have the very same
 * path, which one counts is the controller's own rule (the older one, a canary's weight).
 */
function bestOf(candidates: readonly Candidate[]): Candidate[] {
  const sorted = [...candidates].sort(byPrecedence);
  const best = new Map<KubeObject, Candidate>();
  for (const one of sorted) {
    if (compareRank(one, sorted[0]) === 0 && !best.has(one.ingress)) {
      best.set(one.ingress, one);
    }
  }
  return [...best.values()];
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
  { ingress, path }: Candidate,
  before?: readonly TraceHop[],
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

/** Of Ingresses of one class, those ways that a request to a host takes. */
function ofClass(
  scene: Scene,
  ingresses: readonly KubeObject[],
  asked: Asked & { host: string },
): Front[] {
  const near = (host: string | undefined) => closeness(host, asked.host);
  const all = ingresses.flatMap(ingress =>
    ingressPaths(ingress, host => near(host) > 0).map(
      (path): Candidate => ({ ingress, path }),
    ),
  );
  const nearest = all.reduce(
    (most, { path }) => Math.max(most, near(path.host)),
    0,
  );
  const ofHost = all.filter(({ path }) => near(path.host) === nearest);
  const wanted = asked.path ?? '/';
  const best = bestOf(ofHost.filter(({ path }) => takes(path, wanted)));
  if (best.length > 0) {
    return best.map(one => byPath(scene, asked, one));
  }
  const own = ofHost.filter(({ path }) => takes(path, wanted) === undefined);
  if (own.length > 0) {
    return own.sort(byPrecedence).map(one => byPath(scene, asked, one));
  }
  const owners =
    ofHost.length > 0
      ? [...new Set(ofHost.map(({ ingress }) => ingress))]
      : ingresses.filter(ingress => ingressPaths(ingress).length === 0);
  const defaults = owners.flatMap(ingress => byDefault(scene, asked, ingress));
  if (defaults.length > 0 || ofHost.length === 0) {
    return defaults;
  }
  const [{ ingress }] = ofHost;
  const paths = [...new Set(ofHost.map(({ path }) => path.path))].join(', ');
  return [
    wayBy(scene, ingress, asked, {
      hop: hop(
        'rule.noPath',
        { path: wanted, paths },
        {
          object: objectField(scene.store.name, ingress),
          evidence: said(scene.store, ingress, 'spec.rules', paths),
        },
      ),
    }),
  ];
}

/** All ways by one Ingress, whatever host is asked for. */
function allWays(scene: Scene, ingress: KubeObject, asked: Asked): Front[] {
  const known = new Map<string | undefined, TraceHop[]>();
  const before = (host: string | undefined) =>
    getOrMake(known, host, () => upToRules(scene, ingress, host, asked));
  return [
    ...ingressPaths(ingress).map(path =>
      byPath(scene, asked, { ingress, path }, before(path.host)),
    ),
    ...byDefault(scene, asked, ingress),
  ];
}

/** The ways by Ingresses: those that a request to a host takes, or without one all that there are. */
export function ingressWays(
  scene: Scene,
  ingresses: readonly KubeObject[],
  asked: Asked,
): Front[] {
  const { host } = asked;
  if (host === undefined) {
    return ingresses.flatMap(ingress => allWays(scene, ingress, asked));
  }
  const byClass = new Map<string, KubeObject[]>();
  for (const ingress of ingresses) {
    const name = classMeant(ingress)?.name ?? '';
    getOrMake(byClass, name, (): KubeObject[] => []).push(ingress);
  }
  return [...byClass.values()].flatMap(some =>
    ofClass(scene, some, { ...asked, host }),
  );
}
