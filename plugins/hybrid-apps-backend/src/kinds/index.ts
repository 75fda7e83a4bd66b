/**
 * All that the portal knows of a kind, a folder a kind or close family: how it
 * is watched, what it is to a person, what it names and selects, how well it is,
 * what is worth telling of it. Pure.
 */
import { toError } from '@backstage/errors';
import {
  NodeFacts,
  ObjectInside,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import {
  attempt,
  ClusterStore,
  createKindTable,
  createStoreFromObjects as createStoreOfKinds,
  Kinds,
  KindTable,
  KubeObject,
  LiveStore,
  PlainObject,
} from '../clusters';
import { groupOf, podTemplateOf } from '../objects';
import { certificates } from './certificates';
import { configuration } from './configuration';
import { events } from './events';
import { generic } from './generic';
import { jobs } from './jobs';
import { migrations } from './migrations';
import { multicluster } from './multicluster';
import { openshift } from './openshift';
import { platform } from './platform';
import { containerFacts, pods, podsInside, templateNames } from './pods';
import { policies } from './policies';
import { rights } from './rights';
import { rollouts } from './rollouts';
import { routes } from './routes';
import { scaling } from './scaling';
import { services } from './services';
import { snapshots } from './snapshots';
import { storage } from './storage';
import { Health, InsideWorld, Kind, Overlay, World } from './types';
import { virtualMachines } from './virtualMachines';
import { workloads } from './workloads';

export { balancerHosts } from './balancerHosts';
export { lastSeen } from './events';
export { holderOf, holdersOf } from './holder';
export { endOfJob, hasEnded } from './jobs';
export { statusOf } from './status';
export { runStrategyOf, socketsByResources } from './virtualMachines';
export { certificateHosts, isCertificateFor, outOfTime } from './certificates';
export { coversAnyLabels, coversOneLabel, isNameWithin } from './hosts';
export { labelOfNode, regionOf, zoneOf } from './platform';
export { openshiftHosts, routeBackends, routersOf } from './openshift';
export { tellsNoConflict } from './generic';
export { ownedBy, podsOf } from './parts';
export { meantBy, podRequest } from './pods';
export {
  classMeant,
  GATEWAY_API,
  ingressDefault,
  ingressPaths,
  isGranted,
  isSection,
  isUnder,
  listenerTakes,
  parentMeant,
  saidByParent,
  serviceMeant,
  type IngressBackend,
  type IngressPath,
} from './routes';
export {
  readAllows,
  rightsFindings,
  type Right,
  type RoleAllows,
} from './rights';
export { selected } from './selected';
export {
  behind,
  endpointSlicesOf,
  endpointsOf,
  FROM_SOME,
  namedPorts,
  portMeant,
  serviceHosts,
  servicePorts,
  takesFromSome,
  type Endpoint,
  type ServicePort,
} from './services';
export { CALICO_TUNNELS, FLANNEL_BACKEND } from './platform';
export { instanceOf, typeKey } from './virtualMachines';
export type { Health, Kind, World } from './types';

const BUILT_IN: readonly Kind[] = [
  ...platform,
  ...pods,
  ...workloads,
  ...rollouts,
  ...jobs,
  ...virtualMachines,
  ...migrations,
  ...snapshots,
  ...services,
  ...routes,
  ...openshift,
  ...multicluster,
  ...certificates,
  ...scaling,
  ...storage,
  ...configuration,
  ...rights,
  ...policies,
  ...events,
];

/** Whatever Pods come of names what its template does, and is told of by its containers. */
const asWorkload = (kind: Kind): Kind =>
  kind.template
    ? {
        facts: containerFacts,
        inside: podsInside,
        reachability: 'subject',
        wanted: () => 'on',
        ...kind,
        names: object => [
          ...templateNames(object),
          ...(kind.names?.(object) ?? []),
        ],
      }
    : kind;

/** A Namespace keeps these annotations, whoever describes it. */
const withAnnotations =
  (ofNamespaces: readonly string[]) =>
  (kind: Kind): Kind =>
    kind.kind === 'Namespace' && kind.watch
      ? {
          ...kind,
          watch: {
            ...kind.watch,
            annotations: [...(kind.watch.annotations ?? []), ...ofNamespaces],
          },
        }
      : kind;

/**
 * What stays of a kind that is described here where others describe it too:
 * their word counts in the groups that they name. Who decides on verdicts the
 * engine reads by itself, so that another description would make these wrong.
 *
 * @throws Error where the kind is one of those
 */
function besides(
  kind: Kind,
  added: readonly Kind[],
  onReplaced: (group: string, kind: string) => void,
): Kind[] {
  const isTaken = (group: string) =>
    added.some(
      other => other.kind === kind.kind && other.groups.includes(group),
    );
  const taken = kind.groups.filter(isTaken);
  const [first, ...rest] = kind.groups.filter(group => !isTaken(group));
  if (taken.length === 0) {
    return [kind];
  }
  if (kind.reachability === 'decides') {
    throw new Error(
      `The kind ${kind.kind} of ${
        taken[0] || 'the core group'
      } decides who reaches whom, so no module may describe it: take it out of what is added.`,
    );
  }
  taken.forEach(group => onReplaced(group, kind.kind));
  return first === undefined ? [] : [{ ...kind, groups: [first, ...rest] }];
}

/** What a kind has to do with who reaches whom stays, where a module says nothing of it. */
function withReachability(kind: Kind): Kind {
  const known = BUILT_IN.find(
    one =>
      one.kind === kind.kind &&
      one.groups.some(group => kind.groups.includes(group)),
  );
  return known?.reachability
    ? { reachability: known.reachability, ...kind }
    : kind;
}

/**
 * The kinds of a portal: those that are described here, and what others add,
 * which takes the place of what is described here of the same kind.
 *
 * @param options.ofNamespaces - annotations of Namespaces that the configuration
 * has the portal read
 * @param options.onReplaced - told of each kind whose place an added one takes
 * @throws Error where two that are added are of one kind, or one is of a kind
 * that decides who reaches whom
 */
export const createKinds = (
  added: readonly Kind[] = [],
  {
    ofNamespaces = [],
    onReplaced = () => {},
  }: {
    ofNamespaces?: readonly string[];
    onReplaced?: (group: string, kind: string) => void;
  } = {},
): KindTable =>
  createKindTable(
    [
      ...BUILT_IN.flatMap(kind => besides(kind, added, onReplaced)),
      ...added.map(asWorkload).map(withReachability),
    ].map(withAnnotations(ofNamespaces)),
  );

/** The kinds of a portal to which nothing is added. */
export const KINDS = createKinds();

/** A store with these objects, of the kinds described here unless told. */
export const createStoreFromObjects = (
  name: string,
  objects: readonly PlainObject[],
  options: Partial<Parameters<typeof createStoreOfKinds>[2]> = {},
): LiveStore => createStoreOfKinds(name, objects, { kinds: KINDS, ...options });

type Named = Pick<KubeObject, 'apiVersion' | 'kind'>;

/** How well an object is, and by whose rule. */
export type SourcedHealth = Health & { source: string };

/**
 * How well an object is, by the one rule of its kind, or else by what any kind
 * may tell. A rule that fails costs no more than what it would have said.
 */
export function healthOf(
  object: KubeObject,
  store: World & Pick<ClusterStore, 'kinds' | 'problemOf'>,
): SourcedHealth {
  const { judge, source } = store.kinds.of(object)?.health ?? generic;
  const failed = (what: string, why: string): SourcedHealth => ({
    state: 'unknown',
    reason: 'RuleFailed',
    message: `${what} for ${object.kind} failed on it: ${why}`,
    source,
  });
  const problem = store.problemOf(object);
  if (problem !== undefined) {
    return failed('What tells the names in it', problem);
  }
  try {
    return { ...judge(object, store), source };
  } catch (error) {
    return failed('The rule', toError(error).message);
  }
}

/** What a person wants to know of an object at one glance. */
export function factsOf(
  object: KubeObject,
  store: ClusterStore,
  overlay: Overlay,
): NodeFacts {
  const facts =
    store.kinds.of(object)?.facts ??
    (podTemplateOf(object) ? containerFacts : undefined);
  return attempt(() => facts?.(object, store, overlay)) ?? {};
}

/** What an object is made of, and how each part stands; undefined where its kind tells nothing of it. */
export function insideOf(
  object: KubeObject,
  store: ClusterStore,
  { readsClusters }: Pick<InsideWorld, 'readsClusters'>,
): ObjectInside | undefined {
  const inside =
    store.kinds.of(object)?.inside ??
    (podTemplateOf(object) ? podsInside : undefined);
  const world: InsideWorld = {
    name: store.name,
    readsClusters,
    get: store.get,
    list: store.list,
    listByLabel: store.listByLabel,
    listOwnedBy: store.listOwnedBy,
    matching: store.matching,
    naming: store.naming,
    eventsOf: store.eventsOf,
    wantedOf: store.wantedOf,
    knowledge: store.knowledge,
  };
  return inside && attempt(() => inside(object, world));
}

/** What a kind that the table does not have is to a person, by its group and name. */
function guessCategory({ apiVersion, kind }: Named): Kind['category'] {
  const group = groupOf(apiVersion);
  if (/Polic(y|yV\d)$/.test(kind) || group.endsWith('projectcalico.org')) {
    return 'policy';
  }
  if (group === 'apps' || group === 'batch') {
    return 'container';
  }
  if (
    kind === 'NetworkAttachmentDefinition' ||
    group === 'networking.k8s.io' ||
    group === 'gateway.networking.k8s.io'
  ) {
    return 'network';
  }
  return group === 'cdi.kubevirt.io' ? 'storage' : 'config';
}

/** What an object is to a person who looks at an app. */
export const categoryOf = (
  object: Named,
  kinds: Kinds | undefined,
): Kind['category'] => kinds?.of(object)?.category ?? guessCategory(object);
