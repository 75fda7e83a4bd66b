import { isPolicy, translatePolicies } from './dialects';
import type { TranslationCache } from './dialects';
import {
  collectInventory,
  otherObjects,
  withOtherObjects,
} from './endpoints/collect';
import type { Inventory } from './endpoints/collect';
import {
  onSecondaryNetwork,
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
import type { Finding } from './findings/types';
import type { ObjectReference, ParsedObject, Problem } from './objects/object';
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
  findings(): Finding[];
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
   * A model of the objects after changes. Where only policies change, all that
   * they do not touch is taken over, and {@link diffConnections} between both
   * models looks at nothing else.
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

function build(
  inventory: Inventory,
  options: PolicyModelOptions,
  cache: TranslationCache,
  before?: BuiltModel,
): PolicyModel {
  const { ipBlockMatchesPods, enforceStaged = false, network } = options;
  const policies = translatePolicies(inventory, {
    cache,
    enforceStaged,
    ...(ipBlockMatchesPods === undefined ? {} : { ipBlockMatchesPods }),
    ...(network === undefined ? {} : { network }),
  });
  const built = buildModel(inventory, policies, before);
  const model: PolicyModel = {
    evaluate: query => evaluate(built, query),
    connections: asked => [...eachConnection(built, asked)],
    eachConnection: asked => eachConnection(built, asked),
    posture: peer => posture(built, peer),
    postures: () => postures(built),
    waysIn: () => waysIn(built),
    findings: () => findings(built),
    recommend: (wanted, { dialect = 'NetworkPolicy' } = {}) =>
      recommend(built, wanted, dialect),
    update: changes => update(built, changes, options, cache),
    get networks() {
      return secondaryNetworks(inventory);
    },
    workloads: built.directory.peers,
    problems: built.problems,
  };
  builtModels.set(model, built);
  return model;
}

function update(
  built: BuiltModel,
  { apply = [], remove = [] }: PolicyModelChanges,
  options: PolicyModelOptions,
  cache: TranslationCache,
): PolicyModel {
  const { inventory } = built;
  const unreadable = [...inventory.unreadable];
  const others = otherObjects(inventory);
  const applied = parseAll(apply, unreadable);
  const removed = [...remove].map(objectKey);
  const touched = [
    ...applied.values(),
    ...removed.flatMap(
      key => others.get(key) ?? inventory.objects.get(key) ?? [],
    ),
  ];
  const change = (objects: Map<string, ParsedObject>) => {
    removed.forEach(key => objects.delete(key));
    applied.forEach((object, key) => objects.set(key, object));
    return objects;
  };
  if (touched.every(isPolicy)) {
    const next = withOtherObjects(inventory, change(others), unreadable);
    return build(next, options, cache, built);
  }
  const objects = change(new Map([...inventory.objects, ...others]));
  return build(collect(objects, unreadable, options), options, new WeakMap());
}

function collect(
  objects: ReadonlyMap<string, ParsedObject>,
  unreadable: readonly Problem[],
  { network, workloads }: PolicyModelOptions,
): Inventory {
  const inventory = collectInventory(objects, unreadable, {
    ...POD_TEMPLATES,
    ...workloads,
  });
  return network === undefined
    ? inventory
    : onSecondaryNetwork(inventory, network);
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
  const parsed = parseAll(objects, unreadable);
  return build(collect(parsed, unreadable, options), options, new WeakMap());
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
