import { at, condition, text } from '../../objects';
import { HealthRule } from '../types';

/** A DataVolume's progress as people write it, `42 %`; undefined where it has none. */
export function importProgress(volume: unknown): string | undefined {
  const [, percent] =
    text(at(volume, 'status', 'progress'))?.match(/^(\d+)(?:\.\d+)?%$/) ?? [];
  return percent && `${percent} %`;
}

/**
 * DataVolume: done, failed, or how far its import is.
 * Source: containerized-data-importer, `DataVolumePhase`.
 */
export const dataVolumeHealth: HealthRule = volume => {
  const phase = text(at(volume, 'status', 'phase'));
  if (phase === 'Succeeded') {
    return { state: 'healthy', reason: phase };
  }
  if (phase === 'Failed' || phase === 'Unknown') {
    const running = condition(volume, 'Running');
    return {
      state: phase === 'Failed' ? 'degraded' : 'unknown',
      reason: phase,
      message: running?.message,
    };
  }
  const running = condition(volume, 'Running');
  if (running?.status === 'False' && running.reason === 'Error') {
    return { state: 'degraded', reason: phase, message: running.message };
  }
  const progress = importProgress(volume);
  return {
    state: 'progressing',
    reason: phase ?? 'Pending',
    message: progress
      ? `Importing disk ${volume.metadata.name}: ${progress}`
      : `Waiting for disk ${volume.metadata.name}`,
  };
};

/** PersistentVolumeClaim: bound, lost, or waiting. */
export const claimHealth: HealthRule = claim => {
  const phase = text(at(claim, 'status', 'phase'));
  switch (phase) {
    case 'Bound':
      return { state: 'healthy', reason: phase };
    case 'Lost':
      return {
        state: 'degraded',
        reason: phase,
        message: 'The PersistentVolume that it was bound to is gone',
      };
    default:
      return phase
        ? { state: 'progressing', reason: phase }
        : { state: 'unknown' };
  }
};
