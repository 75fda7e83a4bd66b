import { collectInventory } from './endpoints/collect';
import { translatePolicies } from './dialects';
import type { WorkloadPeer } from './endpoints/types';
import { buildModel } from './evaluate/build';
import type { BuiltModel } from './evaluate/built';
import { listConnections } from './evaluate/connections';
import type { Connection } from './evaluate/connections';
import { evaluate } from './evaluate/evaluate';
import { posture, postures } from './evaluate/posture';
import type {
  ConnectionQuery,
  EndpointPosture,
  Evaluation,
  PeerInput,
} from './evaluate/types';
import type { Problem } from './objects/object';

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
   * How one workload or Pod stands.
   * @throws {@link PeerNotFoundError} when the input does not have it.
   */
  posture(peer: PeerInput): EndpointPosture;
  /** How every workload stands, sorted by namespace, name and kind. */
  postures(): EndpointPosture[];
  /**
   * Every permitted connection, sorted by source and destination. Between
   * workloads it is what any of their pods may do, without a workload's
   * connections to itself; between pods, without a pod's to itself. Ranges of
   * addresses outside are split only where answers differ; that a pod's own node
   * always reaches it is not among them.
   */
  connections(options?: {
    /** Defaults to `workload`. */
    readonly granularity?: 'workload' | 'pod';
  }): Connection[];
  /** Every workload, sorted by namespace, name and kind. */
  readonly workloads: readonly WorkloadPeer[];
  /** What of the input could not be taken as it stands; the rest is answered. */
  readonly problems: readonly Problem[];
}

function face(model: BuiltModel): PolicyModel {
  return {
    evaluate: query => evaluate(model, query),
    posture: peer => posture(model, peer),
    postures: () => postures(model),
    connections: ({ granularity = 'workload' } = {}) =>
      listConnections(model, granularity),
    workloads: model.directory.workloads.map(each => each.peer),
    problems: model.problems,
  };
}

/**
 * Builds a model from plain Kubernetes objects in any mix and order: pods,
 * workloads, namespaces, Services, policies of every dialect. `List`s stand for
 * their items; kinds that have no part in reachability are passed over.
 * @public
 */
export function createPolicyModel(
  objects: Iterable<unknown>,
  options: PolicyModelOptions = {},
): PolicyModel {
  const { ipBlockMatchesPods, enforceStaged = false } = options;
  const inventory = collectInventory(objects);
  const policies = translatePolicies(inventory, {
    enforceStaged,
    ...(ipBlockMatchesPods === undefined ? {} : { ipBlockMatchesPods }),
  });
  return face(buildModel(inventory, policies));
}
