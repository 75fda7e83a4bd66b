import { KUBERNETES_KINDS } from './kubernetesKinds';
import { KUBEVIRT_KINDS } from './kubevirtKinds';
import { NETWORK_POLICY_KINDS } from './networkPolicyKinds';
import { WatchedKind } from './watchedKind';

export type { WatchedKind };

/**
 * Everything that is watched. Secrets are not here and never will be: they are
 * known from the references to them.
 */
export const WATCHED_KINDS: readonly WatchedKind[] = [
  ...KUBERNETES_KINDS,
  ...KUBEVIRT_KINDS,
  ...NETWORK_POLICY_KINDS,
];
