import { PolicyModel } from '@hybrid-apps/network-policy';
import {
  Evidence,
  Postures,
  TopologyEdge,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { AppMembers, Member } from '../apps';
import { ClusterStore, KubeObject, ObjectKey } from '../clusters';
import { namedPorts, servicePorts } from '../kinds';
import {
  groupOf,
  idOf,
  isMadeByWorkload,
  isWorkload,
  ObjectName,
  parseNodeId,
} from '../objects';
import { INTERNET, PolicyOverlay, Structure, StructureEdge } from '../topology';
import { appliesTo } from './appliesTo';
import { ClusterPolicies, ClusterPolicy } from './clusterPolicy';
import { gapsIn } from './knowledge';
import { PolicyMember } from './peers';
import { PolicyKinds } from './policyStore';
import { clustersOf } from './policyStatus';
import { ifKnown, policiesOf, posturesOf } from './postures';

type Verdict = NonNullable<TopologyEdge['verdict']>;

/** What policy reads of an edge. */
export type PolicyEdge = Pick<
  StructureEdge,
  'id' | 'relation' | 'source' | 'target' | 'wiredPorts'
>;

/** What policy says of an app on one cluster, in words that a thread can say too. */
export interface ClusterOverlay {
  policies: Array<{ id: string; key: ObjectKey; reason: Evidence }>;
  applies: Array<{ source: string; target: string; evidence: Evidence }>;
  postures: Array<[id: string, postures: Postures]>;
  verdicts: Array<[edge: string, verdict: Verdict]>;
}

/** What is not allowed somewhere is told first. */
const worst = (verdicts: readonly Verdict[]): Verdict | undefined =>
  (['denied', 'uncertain', 'allowed'] as const).find(verdict =>
    verdicts.includes(verdict),
  );

/** The policies that apply to a workload, of any dialect, each once. */
function policiesOn(
  model: PolicyModel,
  id: string,
  kinds: PolicyKinds,
): ObjectName[] {
  const posture = ifKnown(() => model.posture(parseNodeId(id)));
  const uses = posture
    ? [posture.ingress, posture.egress].flatMap(one => policiesOf(one, kinds))
    : [];
  return uses.map(({ apiVersion, kind, namespace, name }) => ({
    group: groupOf(apiVersion),
    kind,
    namespace,
    name,
  }));
}

/** Which policies apply to the workloads of an app on one cluster, those that are staged too. */
function appliedTo(
  { store, model, staged }: ClusterPolicy,
  workloads: readonly PolicyMember[],
): Pick<ClusterOverlay, 'policies' | 'applies'> {
  const models = [model, staged()].flatMap(one => one ?? []);
  const applies = workloads.flatMap(({ id, object }) =>
    models
      .flatMap(one => policiesOn(one, id, store.kinds))
      .flatMap(key => {
        const policy = store.get(key);
        return policy
          ? [
              {
                key,
                source: idOf(store.name, policy),
                target: id,
                evidence: appliesTo(store, policy, object),
              },
            ]
          : [];
      }),
  );
  const policies = new Map<string, ClusterOverlay['policies'][number]>();
  // Workloads come in the order of their ids, so the first reason is the least.
  for (const { key, source: id, evidence } of applies) {
    if (!policies.has(id)) {
      policies.set(id, { id, key, reason: evidence });
    }
  }
  return {
    policies: [...policies.values()],
    applies: applies.map(({ key, ...one }) => one),
  };
}

/** Ends of an edge on one cluster. */
interface Scene {
  policy: ClusterPolicy;
  byId: ReadonlyMap<string, KubeObject>;
  /** By the Service's id: the workloads that it sends to. */
  backends: ReadonlyMap<string, readonly string[]>;
  /** The number of a workload's port that a Service means, by number or name. */
  portOf(workload: string, target: string): number | undefined;
  /** Whether one more question may be asked. */
  mayAsk(): boolean;
}

/** So many questions are asked for the wires of an app; the others stay open. */
const MOST_QUESTIONS = 10_000;

function createScene(
  policy: ClusterPolicy,
  byId: Scene['byId'],
  backends: Scene['backends'],
): Scene {
  const named = new Map<string, ReadonlyMap<string, number>>();
  let asked = 0;
  return {
    policy,
    byId,
    backends,
    portOf(workload, target) {
      if (/^\d+$/.test(target)) {
        return Number(target);
      }
      const object = byId.get(workload);
      const ports =
        named.get(workload) ?? (object ? namedPorts(object) : new Map());
      named.set(workload, ports);
      return ports.get(target);
    },
    mayAsk: () => asked++ < MOST_QUESTIONS,
  };
}

/**
 * Whether policy lets a workload through to what a Service selects: the worst of
 * all that it may hit, at the ports that it names or, where it names none, at any.
 */
function verdictOfWire(
  { policy, byId, backends, portOf, mayAsk }: Scene,
  { source, target, wiredPorts = [] }: PolicyEdge,
): Verdict | undefined {
  const ports = servicePorts(byId.get(target) ?? {}).filter(
    ({ port }) => wiredPorts.length === 0 || wiredPorts.includes(port),
  );
  const verdicts: Verdict[] = [];
  for (const backend of backends.get(target) ?? []) {
    for (const { target: to, protocol } of ports) {
      const port = portOf(backend, to);
      if (port === undefined) {
        continue;
      }
      if (!mayAsk()) {
        return 'uncertain';
      }
      const verdict = ifKnown(() =>
        policy.model.evaluate({
          source: parseNodeId(source),
          destination: parseNodeId(backend),
          port,
          protocol,
        }),
      )?.verdict;
      if (verdict === 'denied') {
        return verdict; // nothing is worse
      }
      if (verdict) {
        verdicts.push(verdict);
      }
    }
  }
  return worst(verdicts);
}

/** Whether policy lets requests from outside through to what a Service selects, by one way in. */
function verdictOfEntry(
  { policy }: Scene,
  { source, target }: PolicyEdge,
): Verdict | undefined {
  const service = parseNodeId(target);
  const route = source === INTERNET ? service : parseNodeId(source);
  return worst(
    policy
      .waysIn(route)
      .filter(
        way =>
          way.service.name === service.name &&
          (way.service.namespace ?? '') === service.namespace &&
          way.port !== undefined,
      )
      .map(({ verdict }) => verdict),
  );
}

/**
 * What policy says of an edge; nothing of one that carries no traffic, nor of one
 * to what is only named: policies know what the viewer may not, and a verdict would
 * tell that it is there.
 */
function verdictOf(scene: Scene, edge: PolicyEdge): Verdict | undefined {
  const toService = parseNodeId(edge.target).kind === 'Service';
  const isTraffic =
    edge.relation === 'connects' || (edge.relation === 'routes' && toService);
  const areShown = [edge.source, edge.target].every(
    id => id === INTERNET || scene.byId.has(id),
  );
  if (!isTraffic || !areShown) {
    return undefined;
  }
  // What comes from outside has an address, which may be that of a Pod anywhere.
  const ends =
    edge.relation === 'connects'
      ? [edge.source, edge.target].map(id => parseNodeId(id).namespace)
      : [];
  if (gapsIn(scene.policy.gaps, ends).length > 0) {
    return 'uncertain';
  }
  return edge.relation === 'connects'
    ? verdictOfWire(scene, edge)
    : verdictOfEntry(scene, edge);
}

function backendsOf(
  edges: readonly PolicyEdge[],
): Map<string, readonly string[]> {
  const backends = new Map<string, string[]>();
  for (const { relation, source, target } of edges) {
    if (relation === 'selects') {
      const known = backends.get(source) ?? [];
      known.push(target);
      backends.set(source, known);
    }
  }
  return backends;
}

/**
 * The edges that policy has a say on, with both ends on a cluster, and what these
 * lead to. What goes to another one leaves as it does to any address outside.
 */
export const edgesOn = (
  edges: readonly StructureEdge[],
  cluster: string,
): PolicyEdge[] =>
  edges
    .filter(
      ({ relation, source, target }) =>
        ['connects', 'routes', 'selects'].includes(relation) &&
        [source, target].every(
          id => id === INTERNET || parseNodeId(id).cluster === cluster,
        ),
    )
    .map(({ id, relation, source, target, wiredPorts }) => ({
      id,
      relation,
      source,
      target,
      ...(wiredPorts && { wiredPorts }),
    }));

/** How the workloads among these stand. */
export const posturesOn = (
  members: readonly PolicyMember[],
  policy: ClusterPolicy,
): ClusterOverlay['postures'] =>
  members
    .filter(({ object }) => isWorkload(object))
    .map(({ id }) => [id, posturesOf(policy, parseNodeId(id))]);

/**
 * What policy says of an app on one cluster.
 *
 * @param members - all of the app that is on the cluster
 * @param edges - see {@link edgesOn}
 */
export function overlayOn(
  members: readonly PolicyMember[],
  edges: readonly PolicyEdge[],
  policy: ClusterPolicy,
): ClusterOverlay {
  const byId = new Map(members.map(({ id, object }) => [id, object]));
  const scene = createScene(policy, byId, backendsOf(edges));
  const workloads = members.filter(({ object }) => isWorkload(object));
  return {
    ...appliedTo(
      policy,
      workloads.filter(({ object }) => !isMadeByWorkload(object)),
    ),
    postures: posturesOn(workloads, policy),
    verdicts: edges.flatMap((edge): ClusterOverlay['verdicts'] => {
      const verdict = verdictOf(scene, edge);
      return verdict ? [[edge.id, verdict]] : [];
    }),
  };
}

/** What policy says of an app on all of its clusters. Policies go by their names: what is said of them hangs on less than all that they are. */
export interface AppOverlay extends Omit<PolicyOverlay, 'policies'> {
  policies: ReadonlyArray<Omit<Member, 'object'> & { key: ObjectKey }>;
}

export const joinOverlay = (
  clusters: ReadonlyArray<{ cluster: string; told: ClusterOverlay }>,
): AppOverlay => ({
  policies: clusters.flatMap(({ cluster, told }) =>
    told.policies.map(policy => ({ cluster, ...policy })),
  ),
  applies: clusters.flatMap(({ told }) => told.applies),
  postures: new Map(clusters.flatMap(({ told }) => told.postures)),
  verdicts: new Map(clusters.flatMap(({ told }) => told.verdicts)),
});

/** The same with the policies as they are now; of one that is gone by now, nothing. */
export function overlayIn(
  stores: readonly ClusterStore[],
  overlay: AppOverlay,
): PolicyOverlay {
  const policies = overlay.policies.flatMap(({ key, ...policy }) => {
    const store = stores.find(({ name }) => name === policy.cluster);
    const object = store?.get(key);
    return object ? [{ ...policy, object }] : [];
  });
  const there = new Set(policies.map(({ id }) => id));
  return {
    ...overlay,
    policies,
    applies: overlay.applies.filter(({ source }) => there.has(source)),
  };
}

/** What of an app is on one cluster. */
export const membersOn = <M extends { cluster: string }>(
  { members }: { members: readonly M[] },
  cluster: string,
): M[] => members.filter(one => one.cluster === cluster);

/**
 * What policy says of an app: how its workloads stand, which policies apply to
 * them, and whether what is drawn as traffic comes through. Of a cluster whose
 * policies are not known, postures are unknown and verdicts uncertain.
 */
export const policyOverlay = (
  app: AppMembers,
  { edges }: Pick<Structure, 'edges'>,
  stores: readonly ClusterStore[],
  policies: ClusterPolicies,
): AppOverlay =>
  joinOverlay(
    clustersOf(app, stores).map(store => ({
      cluster: store.name,
      told: overlayOn(
        membersOn(app, store.name),
        edgesOn(edges, store.name),
        policies(store),
      ),
    })),
  );
