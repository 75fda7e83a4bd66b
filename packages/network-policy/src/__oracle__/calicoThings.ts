/**
 * What Calico's selectors are asked about, pods and sets of addresses, with the
 * labels that Calico sees on them: after `conversion/workload_endpoint_default.go`
 * and the profiles of namespaces (`pcns.`) and service accounts (`pcsa.`).
 */
import { isWithin } from './addresses';
import type {
  End,
  Labels,
  Match,
  Meta,
  PodManifest,
  PolicyManifest,
  World,
} from './world';
import { is, isOnHost, some } from './world';

/** A NetworkSet, or a GlobalNetworkSet without a namespace. */
export type NetworkSet = PolicyManifest<{
  nets?: string[];
  allowedEgressDomains?: string[];
}>;

const prefixed = (prefix: string, labels: Labels = {}): Labels =>
  Object.fromEntries(
    Object.entries(labels).map(([key, value]) => [prefix + key, value]),
  );

/** Of anything in a namespace. */
function namespaceLabels(name: string, { namespaces }: World): Labels {
  return {
    'projectcalico.org/namespace': name,
    'pcns.projectcalico.org/name': name,
    ...prefixed('pcns.', namespaces.get(name)),
  };
}

export function labelsOfPod(
  { metadata, spec }: PodManifest,
  world: World,
): Labels {
  const { namespace, labels } = metadata;
  const account = spec.serviceAccountName ?? 'default';
  return {
    ...labels,
    'projectcalico.org/orchestrator': 'k8s',
    'projectcalico.org/serviceaccount': account,
    'pcsa.projectcalico.org/name': account,
    ...prefixed('pcsa.', world.serviceAccounts.get(`${namespace}/${account}`)),
    ...namespaceLabels(namespace, world),
  };
}

function labelsOfSet({ labels, namespace }: Meta, world: World): Labels {
  return {
    ...labels,
    ...(namespace === undefined ? {} : namespaceLabels(namespace, world)),
  };
}

/**
 * Whether an end is a pod whose labels the test takes, or an address of a set
 * that it takes: to the data plane, a selector is a list of addresses.
 */
export function isMember(
  end: End,
  sets: readonly NetworkSet[],
  takes: (labels: Labels) => boolean,
  world: World,
): Match {
  const isPod =
    'pod' in end && !isOnHost(end.pod) && takes(labelsOfPod(end.pod, world));
  const taken = sets.filter(({ metadata }) =>
    takes(labelsOfSet(metadata, world)),
  );
  // Which addresses a domain name has, no manifest says: no pod's.
  const isNamed =
    taken.some(({ spec }) => spec.allowedEgressDomains?.length) &&
    ('ip' in end || isOnHost(end.pod));
  return some(
    is(isPod),
    isNamed ? 'maybe' : 'no',
    ...taken.map(({ spec }) => isWithin(end, spec.nets ?? [], [], world)),
  );
}
