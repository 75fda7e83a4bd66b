import { Config, readDurationFromConfig } from '@backstage/config';
import { durationToMilliseconds, HumanDuration } from '@backstage/types';

const DEFAULT_RETENTION: HumanDuration = { days: 90 };

/** How long history is kept, in milliseconds: `hybridApps.history.retention`, 90 days unless told. */
export function readRetention(config: Config): number {
  const key = 'hybridApps.history.retention';
  return durationToMilliseconds(
    config.has(key)
      ? readDurationFromConfig(config, { key })
      : DEFAULT_RETENTION,
  );
}
