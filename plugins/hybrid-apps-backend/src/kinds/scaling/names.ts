import { KubeObject } from '../../clusters';
import {
  at,
  called,
  groupOf,
  readSelector,
  Selector,
  text,
} from '../../objects';
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
 * The selector of a disruption budget. An empty one means all Pods of the
 * namespace, but none in v1beta1; where there is none, it means no Pod.
 * Source: k8s.io/api/policy/v1 and v1beta1, PodDisruptionBudgetSpec.Selector.
 */
export function budgetSelector(budget: KubeObject): Selector | undefined {
  const selector = readSelector(at(budget, 'spec', 'selector'));
  return selector?.length === 0 && budget.apiVersion === 'policy/v1beta1'
    ? undefined
    : selector;
}

/** The Pods of which not too many may be taken away at once. */
export function disruptionBudgetSelects(budget: KubeObject): Selection[] {
  const selector = budgetSelector(budget);
  return selector
    ? [{ relation: 'protects', selector, fieldPath: 'spec.selector' }]
    : [];
}
