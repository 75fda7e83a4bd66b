import { at, condition, flag, text } from '../../objects';
import { conditionVerdicts, worst } from '../generic';
import { HealthRule } from '../types';

/** Why a namespace does not go, the graver reasons first. */
const STUCK = [
  'NamespaceDeletionDiscoveryFailure',
  'NamespaceDeletionGroupVersionParsingFailure',
  'NamespaceDeletionContentFailure',
];
const LEFT = ['NamespaceFinalizersRemaining', 'NamespaceContentRemaining'];

/**
 * Namespace: there, going, or stuck as it goes.
 * Source: k8s.io/api/core/v1, NamespacePhase, NamespaceConditionType.
 */
export const namespaceHealth: HealthRule = namespace => {
  const phase = text(at(namespace, 'status', 'phase'));
  if (phase !== 'Terminating' && !namespace.metadata.deletionTimestamp) {
    return phase === 'Active'
      ? { state: 'healthy', reason: phase }
      : { state: 'unknown' };
  }
  const [told] = [...STUCK, ...LEFT]
    .map(type => ({ type, ...condition(namespace, type) }))
    .filter(({ status }) => status === 'True');
  return {
    state: told && STUCK.includes(told.type) ? 'degraded' : 'progressing',
    reason: 'Terminating',
    message: told?.message,
    since: told?.since ?? namespace.metadata.deletionTimestamp,
  };
};

/**
 * Node: what its kubelet says, and whether it is heard. One that takes no new
 * Pods runs those that it has.
 *
 * Source: k8s.io/api/core/v1, NodeConditionType; kubectl, SchedulingDisabled.
 */
export const nodeHealth: HealthRule = node => {
  const ready = condition(node, 'Ready');
  if (!ready || ready.status === 'Unknown') {
    return {
      state: 'unknown',
      reason: ready?.reason ?? 'NotHeard',
      message: ready?.message ?? 'Its kubelet has not reported yet',
      since: ready?.since,
    };
  }
  if (ready.status !== 'True') {
    return {
      state: 'degraded',
      reason: ready.reason ?? 'NotReady',
      message: ready.message,
      since: ready.since,
    };
  }
  const told = worst(conditionVerdicts(at(node, 'status', 'conditions')));
  return told?.state === 'healthy' && flag(at(node, 'spec', 'unschedulable'))
    ? {
        ...told,
        reason: 'SchedulingDisabled',
        message: 'It takes no new Pods',
      }
    : told ?? { state: 'unknown' };
};
