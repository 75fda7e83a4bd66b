import type { Labels } from '../selectors/labels';
import type { Inventory } from './collect';
import { ofNamespace, ofServiceAccount, profilesOf } from './profiles';
import type { Endpoint } from './types';

type Known = Pick<Inventory, 'namespaces' | 'profiles' | 'serviceAccounts'>;

const prefixed = (prefix: string, labels: Labels = {}): Labels =>
  Object.fromEntries(
    Object.entries(labels).map(([key, value]) => [prefix + key, value]),
  );

/** What a profile in the input says; what Calico would make of its source where it is not, or says nothing. */
function labelsOfProfile(name: string, { profiles }: Known, made: Labels) {
  const labels = profiles.get(name)?.labels ?? {};
  return Object.keys(labels).length > 0 ? labels : made;
}

/** The labels that everything in a namespace inherits. */
export function labelsOfNamespace(name: string, known: Known): Labels {
  return labelsOfProfile(ofNamespace(name), known, {
    ...prefixed('pcns.', known.namespaces.get(name)?.labels),
    'pcns.projectcalico.org/name': name,
  });
}

function labelsOfAccount(
  namespace: string,
  name: string,
  known: Known,
): Labels {
  const account = known.serviceAccounts.get(`${namespace}/${name}`);
  return labelsOfProfile(ofServiceAccount(namespace, name), known, {
    ...prefixed('pcsa.', account?.labels),
    'pcsa.projectcalico.org/name': name,
  });
}

/**
 * The labels that an endpoint has from its profiles: its own come before these, and
 * of several profiles the first counts.
 * Source: calico `felix/labelindex/label_inheritance_index.go`, and
 * `libcalico-go/lib/backend/k8s/conversion`.
 */
export function inheritedLabels(
  endpoint: Pick<Endpoint, 'namespace' | 'profiles' | 'serviceAccount'>,
  known: Known,
): Labels {
  const { serviceAccount } = endpoint;
  const { name } = endpoint.namespace;
  const labelsOf = (profile: string): Labels => {
    switch (profile) {
      case ofNamespace(name):
        return labelsOfNamespace(name, known);
      case ofServiceAccount(name, serviceAccount):
        return labelsOfAccount(name, serviceAccount, known);
      default:
        return known.profiles.get(profile)?.labels ?? {};
    }
  };
  return Object.assign(
    {},
    ...[...profilesOf(endpoint)].reverse().map(labelsOf),
  );
}

/** Those of them that are not about a namespace or service account, which Kubernetes' selectors find too. */
export function inheritedByPods(inherited: Labels): Labels {
  return Object.fromEntries(
    Object.entries(inherited).filter(([key]) => !/^pc(ns|sa)\./.test(key)),
  );
}
