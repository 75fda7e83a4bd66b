import { KubeObject } from '../../clusters';
import { at, called, groupOf, text } from '../../objects';
import { templateNames } from '../pods';
import { Name } from '../types';

/**
 * The workload that a Rollout takes the template of its Pods from.
 * Source: argo-rollouts, pkg/apis/rollouts/v1alpha1, RolloutSpec.WorkloadRef.
 */
export function workloadMeant(
  rollout: KubeObject,
): { apiVersion: string; key: Name['to'] } | undefined {
  const reference = at(rollout, 'spec', 'workloadRef');
  const kind = text(at(reference, 'kind'));
  const name = text(at(reference, 'name'));
  const apiVersion = text(at(reference, 'apiVersion')) ?? 'apps/v1';
  const { namespace } = rollout.metadata;
  return kind && name
    ? { apiVersion, key: { group: groupOf(apiVersion), kind, namespace, name } }
    : undefined;
}

/** What its Pods name, and the workload that it takes their template from. */
export function rolloutNames(rollout: KubeObject): Name[] {
  const meant = workloadMeant(rollout);
  return [
    ...templateNames(rollout),
    ...(meant
      ? [
          {
            relation: 'uses' as const,
            apiVersion: meant.apiVersion,
            to: meant.key,
            text: `${called(rollout)} makes its Pods as ${meant.key.kind} ${
              meant.key.name
            } would`,
            fieldPath: 'spec.workloadRef',
          },
        ]
      : []),
  ];
}
