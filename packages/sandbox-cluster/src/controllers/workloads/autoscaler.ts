import { event, setCondition, timestamp } from '../meta';
import {
  Condition,
  Deployment,
  HorizontalPodAutoscaler,
  reconciler,
  StatefulSet,
  View,
  withStatus,
} from '../shapes';
import { Write } from '../types';

/** Nothing works here, so no load is measured: a steady share of the request. */
const UTILIZATION = 42;

/** Keeps a workload within its autoscaler's bounds, and says what it sees. */
export const autoscalers = reconciler({
  name: 'horizontal-pod-autoscaler',
  kind: 'HorizontalPodAutoscaler',
  watches: {
    Deployment: (target, view) => scalersOf(target, view),
    StatefulSet: (target, view) => scalersOf(target, view),
  },
  reconcile(scaler, view, now) {
    const { scaleTargetRef: ref, minReplicas = 1, maxReplicas } = scaler.spec;
    const target = targetOf(scaler, view);
    if (!target) {
      return {
        writes: [
          withStatus(scaler, {
            ...scaler.status,
            currentReplicas: 0,
            desiredReplicas: 0,
            conditions: conditions(
              scaler,
              [
                {
                  type: 'AbleToScale',
                  status: 'False',
                  reason: 'FailedGetScale',
                  message: `the HPA controller was unable to get the target's current scale: ${ref.kind.toLowerCase()}s.apps "${
                    ref.name
                  }" not found`,
                },
              ],
              now,
            ),
          }),
        ],
      };
    }
    const current = target.spec.replicas ?? 1;
    // What somebody switched off stays off (`ScalingDisabled` of horizontal.go).
    const isOff = current === 0 && minReplicas > 0;
    const desired = isOff
      ? 0
      : Math.min(maxReplicas, Math.max(minReplicas, current));
    return {
      writes: [
        ...(desired === current ? [] : rescale(scaler, target, desired)),
        withStatus(scaler, {
          ...scaler.status,
          observedGeneration: scaler.metadata.generation,
          currentReplicas: current,
          desiredReplicas: desired,
          ...(desired !== current && { lastScaleTime: timestamp(now) }),
          currentMetrics: (scaler.spec.metrics ?? []).flatMap(({ resource }) =>
            resource
              ? [
                  {
                    type: 'Resource',
                    resource: {
                      name: resource.name,
                      current: { averageUtilization: UTILIZATION },
                    },
                  },
                ]
              : [],
          ),
          conditions: conditions(
            scaler,
            [
              {
                type: 'AbleToScale',
                status: 'True',
                reason: 'ReadyForNewScale',
                message: 'recommended size matches current size',
              },
              isOff
                ? {
                    type: 'ScalingActive',
                    status: 'False',
                    reason: 'ScalingDisabled',
                    message:
                      'scaling is disabled since the replica count of the target is zero',
                  }
                : {
                    type: 'ScalingActive',
                    status: 'True',
                    reason: 'ValidMetricFound',
                    message:
                      'the HPA was able to successfully calculate a replica count from cpu resource utilization (percentage of request)',
                  },
              {
                type: 'ScalingLimited',
                status: 'False',
                reason: 'DesiredWithinRange',
                message: 'the desired count is within the acceptable range',
              },
            ],
            now,
          ),
        }),
      ],
    };
  },
});

type Target = Deployment | StatefulSet;

function scalersOf(target: Target, view: View) {
  return view
    .list('HorizontalPodAutoscaler', { namespace: target.metadata.namespace })
    .filter(
      ({ spec: { scaleTargetRef: ref } }) =>
        ref.kind === target.kind && ref.name === target.metadata.name,
    )
    .map(scaler => scaler.metadata);
}

function targetOf(
  { spec, metadata }: HorizontalPodAutoscaler,
  view: View,
): Target | undefined {
  const { kind, name } = spec.scaleTargetRef;
  if (kind === 'Deployment' || kind === 'StatefulSet') {
    return view.get(kind, name, metadata.namespace);
  }
  return undefined;
}

function rescale(
  scaler: HorizontalPodAutoscaler,
  target: Target,
  replicas: number,
): Write[] {
  return [
    {
      verb: 'update',
      object: { ...target, spec: { ...target.spec, replicas } },
    },
    event(
      scaler,
      'Normal',
      'SuccessfulRescale',
      `New size: ${replicas}; reason: Current number of replicas ${
        (target.spec.replicas ?? 1) < replicas
          ? 'below Spec.MinReplicas'
          : 'above Spec.MaxReplicas'
      }`,
    ),
  ];
}

function conditions(
  scaler: HorizontalPodAutoscaler,
  next: Condition[],
  now: number,
): Condition[] {
  return next.reduce<Condition[]>(
    (all, condition) => setCondition(all, condition, now),
    scaler.status?.conditions ?? [],
  );
}
