import { at, list, text } from '../../objects';
import { generic } from '../generic';
import { HealthRule } from '../types';

/**
 * By its conditions, where it has any; else by whether a cluster is told that
 * exports to it. One that nobody exports leads nowhere.
 * Source: KEP-1645, ServiceImportStatus.Clusters.
 */
export const importHealth: HealthRule = (imported, world) => {
  const told = generic.judge(imported, world);
  if (told.state !== 'unjudged') {
    return told;
  }
  const clusters = at(imported, 'status', 'clusters');
  if (clusters === undefined) {
    return told;
  }
  return list(clusters).some(one => text(at(one, 'cluster')))
    ? { state: 'healthy', reason: 'Imported' }
    : {
        state: 'degraded',
        reason: 'NoExports',
        message: 'No cluster is told that exports it',
      };
};
