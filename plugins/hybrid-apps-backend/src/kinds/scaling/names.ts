import { KubeObject } from '../../clusters';
import { at, called, groupOf, readSelector, text } from '../../objects';
import { Name, Selection } from '../types';

/**
 * The workload whose Pods an autoscaler counts.
 * Source: k8s.io/api/autoscaling/v2, HorizontalPodAutoscalerSpec.ScaleTargetRef.
 */
export function autoscalerNames(autoscaler: KubeObject): Name[] {
  const target = at(autoscaler, 'spec', 'scaleTargetRef');
  const kind = text(at(target, 'kind'));
  const name = text(at(target, 'name'));
  const apiVersion = text(at(target, 'apiVersion')) ?? 'v1';
  return kind && name
    ? [
        {
          relation: 'scales',
          apiVersion,
          to: {
            group: groupOf(apiVersion),
            kind,
            namespace: autoscaler.metadata.namespace,
            name,
          },
          text: `${called(autoscaler)} sets the replicas of ${kind} ${name}`,
          fieldPath: 'spec.scaleTargetRef',
          value: name,
        },
      ]
    : [];
}

/**
 * The Pods of which not too many may be taken away at once. An empty selector
 * means all of the namespace, none at all no Pod.
 * Source: k8s.io/api/policy/v1, PodDisruptionBudgetSpec.Selector.
 */
export function disruptionBudgetSelects(budget: KubeObject): Selection[] {
  const selector = readSelector(at(budget, 'spec', 'selector'));
  return selector
    ? [{ relation: 'protects', selector, fieldPath: 'spec.selector' }]
    : [];
}
