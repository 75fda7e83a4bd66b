import {
  PolicyStatus,
  ReachabilityQuery,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { AppMembers } from '../apps';
import { ClusterStore } from '../clusters';
import { IsOfCluster } from '../namespaces';
import { PolicyOverlay, Structure } from '../topology';
import { ClusterPolicy, createClusterPolicies } from './clusterPolicy';
import { policyOverlay } from './overlay';
import { policyStatus } from './policyStatus';
import { checkReachability, ReachabilityAnswer } from './reachability';
import { Reader } from './reader';

/** What policy has to say, wherever it is worked out. */
export interface PolicyAnswers {
  /**
   * Names what policy has to say on a cluster: another one only where verdicts, or
   * what is told of them, may differ. Most changes of a cluster change none.
   */
  version(store: ClusterStore): string;
  /** What it lays over the structure of an app. */
  overlay(
    app: AppMembers,
    structure: Structure,
    stores: readonly ClusterStore[],
  ): Promise<PolicyOverlay>;
  /** @param reader - who is told; everything may be, unless told */
  status(
    app: AppMembers,
    stores: readonly ClusterStore[],
    reader?: Reader,
  ): Promise<Omit<PolicyStatus, 'revision'>>;
  /**
   * @param reader - who is told; everything may be, unless told
   * @throws NotFoundError where a workload does not exist.
   * @throws InputError where no peer is a workload, or an address is none.
   */
  reachability(
    query: ReachabilityQuery,
    stores: readonly ClusterStore[],
    reader?: Reader,
  ): Promise<ReachabilityAnswer>;
  /** Forgets everything, and ends what runs. */
  close(): Promise<void>;
}

/** Works everything out as it is asked for. */
export function answerInPlace(isOfCluster?: IsOfCluster): PolicyAnswers {
  const policies = createClusterPolicies(isOfCluster);
  const known = new WeakMap<
    ClusterStore,
    { policy: ClusterPolicy; told: string; version: number }
  >();
  let last = 0;

  function version(store: ClusterStore): string {
    const policy = policies(store);
    const before = known.get(store);
    if (before?.policy === policy) {
      return String(before.version);
    }
    const told = JSON.stringify([policy.gaps, policy.enforcement]);
    const isSame =
      before?.policy.model === policy.model && before.told === told;
    const now = before && isSame ? before.version : ++last;
    known.set(store, { policy, told, version: now });
    return String(now);
  }

  return {
    version,
    overlay: async (app, structure, stores) =>
      policyOverlay(app, structure, stores, policies),
    status: async (app, stores, reader) =>
      policyStatus(app, stores, policies, reader),
    reachability: async (query, stores, reader) =>
      checkReachability(query, stores, policies, reader),
    async close() {},
  };
}
