import { KubeObject } from '../../clusters';
import { at, called, groupOf, text } from '../../objects';
import { templateNames } from '../pods';
import { Name } from '../types';

/**
 * What its Pods name, and the workload that it takes their template from.
 * Source: argo-rollouts, pkg/apis/rollouts/v1alpha1, RolloutSpec.WorkloadRef.
 */
export function rolloutNames(rollout: KubeObject): Name[] {
  const reference = at(rollout, 'spec', 'workloadRef');
  const kind = text(at(reference, 'kind'));
  const name = text(at(reference, 'name'));
  const apiVersion = text(at(reference, 'apiVersion')) ?? 'apps/v1';
  return [
    ...templateNames(rollout),
    ...(kind && name
      ? [
          {
            relation: 'uses' as const,
            apiVersion,
            to: {
              group: groupOf(apiVersion),
              kind,
              namespace: rollout.metadata.namespace,
              name,
            },
            text: `${called(rollout)} makes its Pods as ${kind} ${name} would`,
            fieldPath: 'spec.workloadRef',
          },
        ]
      : []),
  ];
}
