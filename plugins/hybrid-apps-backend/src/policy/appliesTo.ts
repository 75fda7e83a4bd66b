import { Evidence } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { KubeObject } from '../clusters';
import {
  at,
  called,
  formatSelector,
  groupOf,
  objectField,
  readSelector,
  text,
} from '../objects';
import { PolicyStore } from './policyStore';

const labels = (value: unknown, all: string): string =>
  formatSelector(readSelector(value) ?? []) || all;

/** Where a policy says to whom it applies, and what it says there, by its dialect. */
function subjectOf(
  policy: KubeObject,
): Required<Pick<Evidence, 'fieldPath' | 'value'>> {
  const field = (name: string) => at(policy, 'spec', name);
  switch (groupOf(policy.apiVersion)) {
    case 'networking.k8s.io':
      return {
        fieldPath: 'spec.podSelector',
        value: labels(field('podSelector'), 'every Pod of the namespace'),
      };
    case 'policy.networking.k8s.io': {
      const pods = at(field('subject'), 'pods');
      const namespaces =
        at(pods, 'namespaceSelector') ?? at(field('subject'), 'namespaces');
      const where = labels(namespaces, 'every namespace');
      return {
        fieldPath: 'spec.subject',
        value: pods
          ? `${labels(at(pods, 'podSelector'), 'every Pod')} in ${where}`
          : where,
      };
    }
    default: {
      // Calico; each of its selectors narrows the others.
      const selectors = [
        'selector',
        'namespaceSelector',
        'serviceAccountSelector',
      ].filter(name => text(field(name)));
      return {
        fieldPath: `spec.${selectors[0] ?? 'selector'}`,
        value:
          selectors.map(name => `${name}: ${field(name)}`).join(', ') ||
          'all()',
      };
    }
  }
}

/** That a policy applies to a workload, and by what. */
export const appliesTo = (
  store: PolicyStore,
  policy: KubeObject,
  workload: KubeObject,
): Evidence => ({
  text: `${called(policy)} ${
    policy.kind.startsWith('Staged') ? 'would apply' : 'applies'
  } to ${called(workload)}`,
  object: objectField(store.name, policy),
  ...subjectOf(policy),
});
