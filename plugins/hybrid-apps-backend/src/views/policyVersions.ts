import { ClusterStore } from '../clusters';
import { createClusterPolicies } from '../policy';

type Policies = ReturnType<typeof createClusterPolicies>;

/**
 * Names what policy has to say on a cluster: another one only where verdicts, or
 * what is told of them, may differ. Most changes of a cluster change none.
 */
export function createPolicyVersions(
  policies: Policies,
): (store: ClusterStore) => number {
  const known = new WeakMap<
    ClusterStore,
    { policy: ReturnType<Policies>; told: string; version: number }
  >();
  let last = 0;
  return store => {
    const policy = policies(store);
    const before = known.get(store);
    if (before?.policy === policy) {
      return before.version;
    }
    const told = JSON.stringify([policy.gaps, policy.enforcement]);
    const isSame =
      before?.policy.model === policy.model && before.told === told;
    const version = before && isSame ? before.version : ++last;
    known.set(store, { policy, told, version });
    return version;
  };
}
