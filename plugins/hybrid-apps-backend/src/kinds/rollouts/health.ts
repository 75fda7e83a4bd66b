import { KubeObject } from '../../clusters';
import { at, called, condition, number, text } from '../../objects';
import { podsOf } from '../parts';
import { troubleOfPods } from '../pods';
import { Health, HealthRule } from '../types';

/**
 * Whether the controller has seen a Rollout as it is now written. It says so as
 * a text, which older versions filled with a hash.
 * Source: argo-rollouts, pkg/apis/rollouts/v1alpha1, RolloutStatus.ObservedGeneration.
 */
function isObserved(rollout: KubeObject): boolean {
  const seen = text(at(rollout, 'status', 'observedGeneration')) ?? '';
  return (
    !/^\d+$/.test(seen) || Number(seen) >= (rollout.metadata.generation ?? 0)
  );
}

/**
 * Rollout of Argo: its phase, which its controller works out, and what is wrong
 * with its Pods where that is behind it.
 * Source: argo-rollouts, utils/rollout, CalculateRolloutPhase; Argo CD,
 * resource_customizations/argoproj.io/Rollout/health.lua.
 */
export const rolloutHealth: HealthRule = (rollout, world) => {
  const reason = text(at(rollout, 'status', 'phase'));
  const message = text(at(rollout, 'status', 'message'));
  const invalid = condition(rollout, 'InvalidSpec');
  if (invalid?.status === 'True') {
    return {
      state: 'degraded',
      reason: invalid.reason ?? 'InvalidSpec',
      message: invalid.message,
      since: invalid.since,
      settled: true,
    };
  }
  if (!reason || !isObserved(rollout)) {
    return {
      state: 'progressing',
      reason: 'Not taken up yet',
      message: `${called(rollout)} was not yet taken up by its controller`,
    };
  }
  const trouble = () => {
    const found = troubleOfPods(podsOf(rollout, world), world);
    return found?.state === 'degraded' ? found : undefined;
  };
  const told = (state: Health['state']): Health => ({
    state,
    reason,
    ...(message && { message }),
  });
  switch (reason) {
    case 'Healthy':
      return at(rollout, 'spec', 'replicas') === 0 &&
        (number(at(rollout, 'status', 'replicas')) ?? 0) === 0
        ? { state: 'stopped', reason: 'Scaled to zero' }
        : told('healthy');
    case 'Paused':
      return {
        ...told('progressing'),
        message: `${called(rollout)} waits until somebody resumes it${
          message ? `: ${message}` : ''
        }`,
      };
    case 'Progressing':
      return trouble() ?? told('progressing');
    case 'Degraded':
      return trouble() ?? told('degraded');
    default:
      return told('unknown');
  }
};
