import { at, condition, number } from '../../objects';
import { beforeStatus, genericHealth } from '../generic';
import { selected } from '../selected';
import { HealthRule } from '../types';
import { budgetSelector } from './names';

/**
 * HorizontalPodAutoscaler: whether it can scale. That it has come to a limit is
 * as it was told to.
 *
 * Source: k8s.io/api/autoscaling/v2, HorizontalPodAutoscalerConditionType;
 * pkg/controller/podautoscaler/horizontal.go, ScalingDisabled.
 */
export const autoscalerHealth: HealthRule = (autoscaler, world) => {
  const before = beforeStatus(autoscaler);
  if (before) {
    return before;
  }
  const able = condition(autoscaler, 'AbleToScale');
  const active = condition(autoscaler, 'ScalingActive');
  if (active?.status === 'False' && active.reason === 'ScalingDisabled') {
    return {
      state: 'stopped',
      reason: active.reason,
      message: active.message,
      since: active.since,
    };
  }
  if (!able && !active) {
    return {
      state: 'progressing',
      reason: 'Pending',
      message: 'The autoscaler has not looked at it yet',
    };
  }
  const told = genericHealth(autoscaler, world);
  if (told.state !== 'unjudged') {
    return told;
  }
  const limited = condition(autoscaler, 'ScalingLimited');
  const replicas = number(at(autoscaler, 'status', 'currentReplicas')) ?? 0;
  return limited?.status === 'True'
    ? {
        state: 'healthy',
        reason: limited.reason ?? 'ScalingLimited',
        message: limited.message,
        since: limited.since,
      }
    : { state: 'healthy', reason: `${replicas} replicas` };
};

/**
 * PodDisruptionBudget: whether as many Pods are well as it asks for.
 *
 * Source: k8s.io/api/policy/v1, PodDisruptionBudgetStatus, DisruptionAllowedCondition.
 */
export const disruptionBudgetHealth: HealthRule = (budget, world) => {
  const before = beforeStatus(budget);
  if (before) {
    return before;
  }
  const count = (field: string) => number(at(budget, 'status', field));
  const current = count('currentHealthy');
  const desired = count('desiredHealthy');
  const allowed = condition(budget, 'DisruptionAllowed');
  if (allowed?.status === 'False' && allowed.reason === 'SyncFailed') {
    return {
      state: 'degraded',
      reason: allowed.reason,
      message: allowed.message,
      since: allowed.since,
    };
  }
  if (current === undefined || desired === undefined) {
    return {
      state: 'progressing',
      reason: 'Pending',
      message: 'Its Pods have not been counted yet',
    };
  }
  if (count('expectedPods') === 0) {
    const selector = budgetSelector(budget);
    const { on, off } = selected(
      budget.metadata.namespace ?? '',
      selector ?? [],
      world,
    );
    return selector && on.length === 0 && off.length > 0
      ? { state: 'stopped', reason: 'NoPods' }
      : {
          state: 'unjudged',
          reason: 'NoPods',
          message: 'There are no Pods that it would protect',
        };
  }
  if (current < desired) {
    return {
      state: 'degraded',
      reason: 'InsufficientPods',
      message: `${current} of the ${desired} Pods that have to be there are healthy`,
    };
  }
  return {
    state: 'healthy',
    reason: `${count('disruptionsAllowed') ?? 0} may go`,
    ...(count('disruptionsAllowed') === 0 && {
      message: 'No Pod may be evicted now, so that a drain of its node waits',
    }),
  };
};
