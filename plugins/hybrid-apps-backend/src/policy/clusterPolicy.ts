import {
  Connection,
  createPolicyModel,
  Finding as EngineFinding,
  PolicyModel,
  WorkloadPeer,
} from '@hybrid-apps/network-policy';
import {
  Enforcement,
  KindKnowledge,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { ClusterStore } from '../clusters';
import { detectEnforcement } from './enforcement';
import { decisiveGaps, modelObjects } from './modelObjects';
import { peerKey } from './peers';

/** What there is to say on policies of one cluster, at one revision of its store. */
export interface ClusterPolicy {
  readonly store: ClusterStore;
  readonly model: PolicyModel;
  /** Empty where posture and verdicts can be told. */
  readonly gaps: readonly KindKnowledge[];
  readonly enforcement: Enforcement;
  /** All that the engine finds in the cluster. */
  findings(): readonly EngineFinding[];
  /** The connections that a workload takes part in, at either end. */
  connectionsOf(workload: WorkloadPeer): readonly Connection[];
}

/** Gives what holds for a store now; see {@link createClusterPolicies}. */
export type ClusterPolicies = (store: ClusterStore) => ClusterPolicy;

function createClusterPolicy(store: ClusterStore): ClusterPolicy {
  const model = createPolicyModel(modelObjects(store));
  let byWorkload: Map<string, Connection[]> | undefined;
  let findings: readonly EngineFinding[] | undefined;

  function index(): Map<string, Connection[]> {
    const connections = new Map<string, Connection[]>();
    for (const connection of model.connections()) {
      for (const peer of [connection.source, connection.destination]) {
        if (peer.type === 'workload') {
          const key = peerKey(peer);
          const known = connections.get(key);
          if (known) {
            known.push(connection);
          } else {
            connections.set(key, [connection]);
          }
        }
      }
    }
    return connections;
  }

  return {
    store,
    model,
    gaps: decisiveGaps(store),
    enforcement: detectEnforcement(store),
    findings() {
      findings ??= model.findings();
      return findings;
    },
    connectionsOf(workload) {
      byWorkload ??= index();
      return byWorkload.get(peerKey(workload)) ?? [];
    },
  };
}

/**
 * Builds the model of a cluster once per revision of its store, however many
 * apps and viewers ask.
 */
export function createClusterPolicies(): ClusterPolicies {
  const known = new WeakMap<
    ClusterStore,
    { revision: number; policy: ClusterPolicy }
  >();
  return store => {
    const { revision } = store;
    const hit = known.get(store);
    if (hit?.revision === revision) {
      return hit.policy;
    }
    const policy = createClusterPolicy(store);
    known.set(store, { revision, policy });
    return policy;
  };
}
