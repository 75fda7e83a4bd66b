import { isAroundPolicies, translatePolicies } from './dialects';
import type { TranslationCache } from './dialects';
import { changeInventory, objectOf } from './endpoints/change';
import type { Change } from './endpoints/change';
import { collectInventory } from './endpoints/collect';
import type { Inventory } from './endpoints/collect';
import {
  createNetworkView,
  secondaryNetworks,
} from './endpoints/secondaryNetworks';
import type { WorkloadPeer } from './endpoints/types';
import { POD_TEMPLATES } from './endpoints/workloads';
import type { PodTemplates } from './endpoints/workloads';
import { buildModel } from './evaluate/build';
import type { BuiltModel } from './evaluate/built';
import { eachConnection } from './evaluate/connections';
import type { Connection, ConnectionsOptions } from './evaluate/connections';
import { diffModels, joinDiffs } from './evaluate/diff';
import type { ConnectionDiff } from './evaluate/diff';
import { evaluate } from './evaluate/evaluate';
import { posture, postures } from './evaluate/posture';
import type {
  ConnectionQuery,
  EndpointPosture,
  Evaluation,
  PeerInput,
} from './evaluate/types';
import { findings } from './findings';
import type { Finding, FindingsOptions } from './findings/types';
import type { ObjectReference, Problem } from './objects/object';
import { objectKey, parseAll } from './objects/parseAll';
import { recommend } from './recommend';
import type { Recommendation } from './recommend';
import type { WantedConnection } from './recommend/plan';
import { waysIn } from './routes/waysIn';
import type { WayIn } from './routes/waysIn';

/**
 * What manifests leave to the cluster.
 * @public
 */
export interface PolicyModelOptions {
  /**
   * Whether a NetworkPolicy's ipBlock matches pods' addresses too: it depends on
   * the network plugin. Defaults to false, and to true when Calico's objects are
   * in the input, since Calico does so.
   */
  readonly ipBlockMatchesPods?: boolean;
  /**
   * Whether Calico's staged policies are taken as enforced. Defaults to false;
   * the difference between both models is what staging would do.
   */
  readonly enforceStaged?: boolean;
  /**
   * A secondary network, as `namespace/name` of its NetworkAttachmentDefinition:
   * the model is then of the interfaces on it, under MultiNetworkPolicy alone.
   * Without it, the model is of the pod network.
   */
  readonly network?: string;
  /**
   * Kinds that Pods come of beside {@link POD_TEMPLATES}, as
   * `{ 'argoproj.io/Rollout': ['spec', 'template'] }`. Peers are told by kind,
   * namespace and name: two that have all three alike are one.
   */
  readonly workloads?: PodTemplates;
}

/**
 * Objects that come, change or go.
 * @public
 */
export interface PolicyModelChanges {
  /** New objects, and those that take the place of one with the same name. */
  readonly apply?: Iterable<unknown>;
  /** Objects that are gone; of `apiVersion` the group alone counts. */
  readonly remove?: Iterable<ObjectReference>;
}

/**
 * Answers questions about the reachability in one set of objects. It never
 * changes; the objects must not be changed either.
 * @public
 */
export interface PolicyModel {
  /**
   * Answers whether one connection is allowed, and by which rules.
   * @throws {@link PeerNotFoundError} when the query names what the input does not have.
   * @throws RangeError when the query has no valid port.
   */
  evaluate(query: ConnectionQuery): Evaluation;
  /**
   * Every permitted connection, sorted by source and destination. Between
   * workloads it is what any of their pods may do, without a workload's
   * connections to itself; between pods, without a pod's to itself. Ranges of
   * addresses outside are split only where answers differ; that a pod's own node
   * always reaches it is not among them, nor that a node may be its own.
   */
  connections(options?: ConnectionsOptions): Connection[];
  /**
   * The same, one by one: thousands of workloads that all reach each other have
   * millions of connections, which need not be held all at once.
   */
  eachConnection(options?: ConnectionsOptions): IterableIterator<Connection>;
  /**
   * How one workload or Pod stands.
   * @throws {@link PeerNotFoundError} when the input does not have it.
   */
  posture(peer: PeerInput): EndpointPosture;
  /** How every workload stands, sorted by namespace, name and kind. */
  postures(): EndpointPosture[];
  /** How connections come in from outside by routes and Services, sorted by route. */
  waysIn(): WayIn[];
  /**
   * What is worth acting on, each with its place and a way out; the problems are
   * among them. Sorted by object.
   */
  findings(options?: FindingsOptions): Finding[];
  /**
   * The smallest set of policies that permits the wanted connections and no
   * others, to stand in place of those that are there: one for the workloads of
   * a namespace that want the same. Workloads on the host's network are beyond policies.
   * @throws {@link PeerNotFoundError} when a wanted connection names what the input does not have.
   */
  recommend(
    wanted: readonly WantedConnection[],
    options?: {
      /** Defaults to `NetworkPolicy`. */
      readonly dialect?:
        | 'NetworkPolicy'
        | 'CalicoNetworkPolicy'
        | 'ClusterNetworkPolicy';
    },
  ): Recommendation;
  /**
   * A model of the objects after changes. All that these do not touch is taken
   * over, and {@link diffConnections} between both models looks at nothing else.
   * Changes of policies, and of Pods that policies cannot tell from others, cost
   * least; those of Namespaces and Nodes cost the whole.
   */
  update(changes: PolicyModelChanges): PolicyModel;
  /** Every workload, sorted by namespace, name and kind. */
  readonly workloads: readonly WorkloadPeer[];
  /** The secondary networks that pods and VMs are on, as `namespace/name`. */
  readonly networks: readonly string[];
  /** What of the input could not be taken as it stands; the rest is answered. */
  readonly problems: readonly Problem[];
}

/** What a face stands for, for functions that take two models. */
const builtModels = new WeakMap<PolicyModel, BuiltModel>();

function builtOf(model: PolicyModel): BuiltModel {
  const built = builtModels.get(model);
  if (!built) {
    throw new TypeError('the model was not made by createPolicyModel');
  }
  return built;
}

/** What stays the same from one model to its updates. */
interface Workshop {
  readonly options: PolicyModelOptions;
  /** The kinds that Pods come of. */
  readonly templates: PodTemplates;
  /** The part of an inventory that models are of. */
  readonly view: (inventory: Inventory) => Inventory;
  readonly cache: TranslationCache;
}

function build(
  inventory: Inventory,
  workshop: Workshop,
  before?: BuiltModel,
): PolicyModel {
  const { options, view, cache } = workshop;
  const { ipBlockMatchesPods, enforceStaged = false, network } = options;
  const seen = view(inventory);
  const policies = translatePolicies(
    seen,
    {
      cache,
      enforceStaged,
      ...(ipBlockMatchesPods === undefined ? {} : { ipBlockMatchesPods }),
      ...(network === undefined ? {} : { network }),
    },
    before?.policySet,
  );
  const built = buildModel(seen, policies, before);
  const model: PolicyModel = {
    evaluate: query => evaluate(built, query),
    connections: asked => [...eachConnection(built, asked)],
    eachConnection: asked => eachConnection(built, asked),
    posture: peer => posture(built, peer),
    postures: () => postures(built),
    waysIn: () => waysIn(built),
    findings: asked => findings(built, asked),
    recommend: (wanted, { dialect = 'NetworkPolicy' } = {}) =>
      recommend(built, wanted, dialect),
    update: changes => update(built, inventory, changes, workshop),
    get networks() {
      return secondaryNetworks(seen);
    },
    get workloads() {
      return built.directory.peers;
    },
    problems: built.problems,
  };
  builtModels.set(model, built);
  return model;
}

/** What becomes of each object that is told. */
function changesOf(
  inventory: Inventory,
  { apply = [], remove = [] }: PolicyModelChanges,
  unreadable: Problem[],
): Change[] {
  const changes = new Map<string, Change>();
  const add = (
    key: string,
    reference: ObjectReference,
    is?: Change['is'],
  ): void => {
    const was = objectOf(inventory, reference, key);
    if (was || is) {
      changes.set(key, {
        key,
        reference,
        ...(was ? { was } : {}),
        ...(is ? { is } : {}),
      });
    }
  };
  for (const reference of remove) {
    add(objectKey(reference), reference);
  }
  parseAll(apply, unreadable).forEach((object, key) =>
    add(key, object.reference, object),
  );
  return [...changes.values()];
}

/** What was wrong with objects goes with them, and where they are told anew. */
function stillUnreadable(
  { unreadable }: Inventory,
  changes: readonly Change[],
): Problem[] {
  const keys = new Set(changes.map(each => each.key));
  // One that does not say its namespace is in `default`, as its key tells.
  return unreadable.filter(
    ({ object }) =>
      !keys.has(objectKey(object)) &&
      !keys.has(objectKey({ namespace: 'default', ...object })),
  );
}

function update(
  built: BuiltModel,
  inventory: Inventory,
  told: PolicyModelChanges,
  workshop: Workshop,
): PolicyModel {
  const unreadable: Problem[] = [];
  const changes = changesOf(inventory, told, unreadable);
  const after = changeInventory(
    inventory,
    changes,
    [...stillUnreadable(inventory, changes), ...unreadable],
    workshop.templates,
  );
  const touchesCalico =
    after.namespaces !== inventory.namespaces ||
    changes.some(({ was, is }) =>
      [was, is].some(each => each && isAroundPolicies(each)),
    );
  const next =
    built.calico && touchesCalico
      ? { ...workshop, cache: new WeakMap() }
      : workshop;
  return build(after, next, built);
}

/**
 * Builds a model from plain Kubernetes objects in any mix and order: pods,
 * workloads, namespaces, Services, policies of every dialect. `List`s stand for
 * their items; kinds that have no part in reachability are passed over. What was
 * read of an object is used again by the next model of it: it must not be changed.
 * @public
 */
export function createPolicyModel(
  objects: Iterable<unknown>,
  options: PolicyModelOptions = {},
): PolicyModel {
  const unreadable: Problem[] = [];
  const { network, workloads } = options;
  const templates = { ...POD_TEMPLATES, ...workloads };
  const inventory = collectInventory(
    parseAll(objects, unreadable),
    unreadable,
    templates,
  );
  return build(inventory, {
    options,
    templates,
    view: network === undefined ? whole => whole : createNetworkView(network),
    cache: new WeakMap(),
  });
}

/**
 * What changes from one model to another, and by which objects. Between a model
 * and its `update` it costs no more than what changed.
 * @public
 */
export function diffConnections(
  before: PolicyModel,
  after: PolicyModel,
  options: ConnectionsOptions = {},
): ConnectionDiff {
  return joinDiffs(diffConnectionsInSteps(before, after, options));
}

/**
 * The same, in as many steps as there are peers: between thousands of workloads
 * a change takes its time, and who asks may have others to serve meanwhile.
 * @public
 */
export function diffConnectionsInSteps(
  before: PolicyModel,
  after: PolicyModel,
  options: ConnectionsOptions = {},
): IterableIterator<ConnectionDiff> {
  return diffModels(builtOf(before), builtOf(after), options);
}
