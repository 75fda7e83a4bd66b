import { ObjectInside } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { KubeObject } from '../../clusters';
import { at, list, number, text } from '../../objects';
import { present } from '../presentFacts';
import { InsideRule } from '../types';

type Metric = NonNullable<
  NonNullable<ObjectInside['scaling']>['metrics']
>[number];

/** Fields of a metric by its type. Source: k8s.io/api/autoscaling/v2, MetricSpec and MetricStatus. */
const SOURCES: Readonly<Record<string, string>> = {
  Resource: 'resource',
  ContainerResource: 'containerResource',
  Pods: 'pods',
  Object: 'object',
  External: 'external',
};

/** What is written in a metric, by the field of its type. */
const sourceOf = (metric: unknown) => {
  const type = text(at(metric, 'type')) ?? '';
  return { type, source: at(metric, SOURCES[type] ?? '') };
};

const nameOf = (source: unknown): string | undefined => {
  const name = text(at(source, 'name')) ?? text(at(source, 'metric', 'name'));
  const container = text(at(source, 'container'));
  const described = at(source, 'describedObject');
  if (name && container) {
    return `${name} of container ${container}`;
  }
  return name && described !== undefined
    ? `${name} of ${text(at(described, 'kind'))} ${text(at(described, 'name'))}`
    : name;
};

/** Of a target or a measurement, of which only one field is meant. */
const amountOf = (value: unknown): string | undefined => {
  const percent = number(at(value, 'averageUtilization'));
  const plain = at(value, 'averageValue') ?? at(value, 'value');
  return percent === undefined
    ? text(plain) ?? number(plain)?.toString()
    : `${percent} %`;
};

/** The metrics of `autoscaling/v2`, each with what was measured of the very same. */
function metricsOf(autoscaler: KubeObject): Metric[] {
  const measured = new Map(
    list(at(autoscaler, 'status', 'currentMetrics')).map(metric => {
      const { type, source } = sourceOf(metric);
      return [`${type} ${nameOf(source)}`, at(source, 'current')];
    }),
  );
  return list(at(autoscaler, 'spec', 'metrics')).flatMap((metric): Metric[] => {
    const { type, source } = sourceOf(metric);
    const name = nameOf(source);
    return name
      ? [
          present({
            name,
            type,
            current: amountOf(measured.get(`${type} ${name}`)),
            target: amountOf(at(source, 'target')),
          }),
        ]
      : [];
  });
}

/** Source: k8s.io/api/autoscaling/v1, where there is no metric but this one. */
function cpuOf(autoscaler: KubeObject): Metric[] {
  const percent = (...path: string[]) => {
    const value = number(at(autoscaler, ...path));
    return value === undefined ? undefined : `${value} %`;
  };
  const target = percent('spec', 'targetCPUUtilizationPercentage');
  return target
    ? [
        present({
          name: 'cpu',
          type: 'Resource',
          current: percent('status', 'currentCPUUtilizationPercentage'),
          target,
        }),
      ]
    : [];
}

/** Of an autoscaler: its bounds, and each metric as it is and as it should be. */
export const autoscalerInside: InsideRule = autoscaler => {
  const count = (...path: string[]) => number(at(autoscaler, ...path));
  return {
    scaling: present({
      min: count('spec', 'minReplicas'),
      max: count('spec', 'maxReplicas') ?? 0,
      current: count('status', 'currentReplicas'),
      desired: count('status', 'desiredReplicas'),
      lastScaledAt: text(at(autoscaler, 'status', 'lastScaleTime')),
      metrics: [...metricsOf(autoscaler), ...cpuOf(autoscaler)],
    }),
  };
};

/** A number, or a share like `50%`. */
const amount = (value: unknown): string | undefined =>
  text(value) ?? number(value)?.toString();

/**
 * Of a disruption budget: how many Pods may go now.
 * Source: k8s.io/api/policy/v1, PodDisruptionBudgetSpec and -Status.
 */
export const disruptionBudgetInside: InsideRule = budget => {
  const count = (field: string) => number(at(budget, 'status', field));
  return {
    disruption: present({
      minAvailable: amount(at(budget, 'spec', 'minAvailable')),
      maxUnavailable: amount(at(budget, 'spec', 'maxUnavailable')),
      allowed: count('disruptionsAllowed'),
      healthy: count('currentHealthy'),
      wanted: count('desiredHealthy'),
      pods: count('expectedPods'),
      unhealthyPodEvictionPolicy: text(
        at(budget, 'spec', 'unhealthyPodEvictionPolicy'),
      ),
    }),
  };
};
