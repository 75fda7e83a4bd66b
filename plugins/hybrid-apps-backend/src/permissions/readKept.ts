import { Config, readDurationFromConfig } from '@backstage/config';
import { durationToMilliseconds, HumanDuration } from '@backstage/types';

const DEFAULT_KEPT: HumanDuration = { seconds: 5 };

/**
 * For how long what policy and catalog say to who reads is kept for them, in
 * milliseconds: `hybridApps.permissions.readKept`, 5 seconds unless told.
 */
export function readKept(config: Config): number {
  const key = 'hybridApps.permissions.readKept';
  return durationToMilliseconds(
    config.has(key) ? readDurationFromConfig(config, { key }) : DEFAULT_KEPT,
  );
}
