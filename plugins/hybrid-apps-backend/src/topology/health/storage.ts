import { at, condition, text } from '../../objects';
import { HealthRule } from './types';

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
    return { health: 'healthy', reason: phase };
  }
  if (phase === 'Failed' || phase === 'Unknown') {
    const running = condition(volume, 'Running');
    return {
      health: phase === 'Failed' ? 'degraded' : 'unknown',
      reason: phase,
      message: running?.message,
    };
  }
  const running = condition(volume, 'Running');
  if (running?.status === 'False' && running.reason === 'Error') {
    return { health: 'degraded', reason: phase, message: running.message };
  }
  const progress = importProgress(volume);
  return {
    health: 'progressing',
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
      return { health: 'healthy', reason: phase };
    case 'Lost':
      return {
        health: 'degraded',
        reason: phase,
        message: 'The PersistentVolume that it was bound to is gone',
      };
    default:
      return phase
        ? { health: 'progressing', reason: phase }
        : { health: 'unknown' };
  }
};
