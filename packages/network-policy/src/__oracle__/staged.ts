/**
 * What staged policies would do if they were enforced, after Calico's
 * `StagedAction`: Set (also where none is given) puts a policy in the place of
 * the enforced one of its name, or adds it; Delete takes that one away; Learn
 * and Ignore do nothing.
 */
import type { CalicoPolicy } from './calico';
import type { NetworkPolicy } from './networkPolicy';
import type { PolicyManifest } from './world';

interface Policies {
  networkPolicies: readonly NetworkPolicy[];
  calicoPolicies: readonly CalicoPolicy[];
}

type Staged<P extends PolicyManifest<object>> = P & {
  spec: { stagedAction?: 'Set' | 'Delete' | 'Learn' | 'Ignore' };
};

function apply<P extends PolicyManifest<object>>(
  enforced: readonly P[],
  staged: readonly Staged<P>[],
  enforcedKind: string,
): P[] {
  const doing = (action: string) =>
    staged.filter(({ spec }) => (spec.stagedAction ?? 'Set') === action);
  const isMeantBy = (policy: P) => (each: P) =>
    policy.kind === enforcedKind &&
    policy.metadata.name === each.metadata.name &&
    policy.metadata.namespace === each.metadata.namespace;
  const gone = [...doing('Set'), ...doing('Delete')];
  return [
    ...enforced.filter(policy => !gone.some(isMeantBy(policy))),
    ...doing('Set').map(each => ({ ...each, kind: enforcedKind })),
  ];
}

export function enforceStaged(
  { networkPolicies, calicoPolicies }: Policies,
  ofKind: <P>(kind: string) => readonly Staged<P & PolicyManifest<object>>[],
): Policies {
  return {
    networkPolicies: apply(
      networkPolicies,
      ofKind<NetworkPolicy>('StagedKubernetesNetworkPolicy'),
      'NetworkPolicy',
    ),
    calicoPolicies: ['NetworkPolicy', 'GlobalNetworkPolicy'].reduce(
      (policies, kind) =>
        apply(policies, ofKind<CalicoPolicy>(`Staged${kind}`), kind),
      [...calicoPolicies],
    ),
  };
}
