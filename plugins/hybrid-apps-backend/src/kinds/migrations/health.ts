import { at, condition, text } from '../../objects';
import { HealthRule } from '../types';

/**
 * VirtualMachineInstanceMigration: done, failed, or under way.
 * Source: kubevirt.io/api/core/v1, `VirtualMachineInstanceMigrationPhase`.
 */
export const migrationHealth: HealthRule = migration => {
  const phase = text(at(migration, 'status', 'phase')) ?? 'Pending';
  const name = text(at(migration, 'spec', 'vmiName')) ?? '';
  if (phase === 'Succeeded') {
    return { state: 'healthy', reason: phase };
  }
  if (phase === 'Failed') {
    const why = text(
      at(migration, 'status', 'migrationState', 'failureReason'),
    );
    return {
      state: 'degraded',
      reason: phase,
      message: `VM '${name}' was not moved, and runs on where it was${
        why ? `: ${why}` : ''
      }`,
      settled: true,
    };
  }
  const refused = condition(migration, 'migrationRejectedByResourceQuota');
  return refused?.status === 'True'
    ? {
        state: 'degraded',
        reason: refused.reason ?? 'RejectedByResourceQuota',
        message: `No quota for the second pod of VM '${name}' while it moves${
          refused.message ? `: ${refused.message}` : ''
        }`,
        since: refused.since,
      }
    : {
        state: 'progressing',
        reason: phase,
        message: `VM '${name}' is being moved to another node`,
      };
};
