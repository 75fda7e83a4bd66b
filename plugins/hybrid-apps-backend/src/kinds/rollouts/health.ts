import { KubeObject } from '../../clusters';
import { at, called, condition, list, number, text } from '../../objects';
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
 * For how long a paused Rollout waits before it goes on by itself, as it is written;
 * undefined where somebody has to resume it. A duration of nothing is none.
 * Source: argo-rollouts, pkg/apis/rollouts/v1alpha1, RolloutPause.Duration and
 * BlueGreenStrategy.AutoPromotionSeconds; PauseReason, which is the message.
 */
function pauseOf(
  rollout: KubeObject,
  reason: string | undefined,
): string | undefined {
  const strategy = at(rollout, 'spec', 'strategy');
  const told = (written: unknown) => {
    const amount = String(written ?? '');
    return /^0*[a-z]*$/.test(amount) ? undefined : amount;
  };
  switch (reason) {
    case 'CanaryPauseStep': {
      const index = number(at(rollout, 'status', 'currentStepIndex')) ?? 0;
      const step = list(at(strategy, 'canary', 'steps'))[index];
      const duration = told(at(step, 'pause', 'duration'));
      return duration && /^\d+$/.test(duration) ? `${duration}s` : duration;
    }
    case 'BlueGreenPause': {
      const seconds = told(at(strategy, 'blueGreen', 'autoPromotionSeconds'));
      return seconds && `${seconds}s`;
    }
    default:
      return undefined;
  }
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
    case 'Paused': {
      const pause = pauseOf(rollout, message);
      return {
        ...told('progressing'),
        message: `${called(rollout)} ${
          pause
            ? `waits for ${pause}, and then goes on by itself`
            : 'waits until somebody resumes it'
        }${message ? `: ${message}` : ''}`,
      };
    }
    case 'Progressing':
      return trouble() ?? told('progressing');
    case 'Degraded':
      return trouble() ?? told('degraded');
    default:
      return told('unknown');
  }
};
