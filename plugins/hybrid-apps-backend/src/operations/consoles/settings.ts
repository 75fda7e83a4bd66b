import { Config, readDurationFromConfig } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds, HumanDuration } from '@backstage/types';

/** How long consoles may last, and how many there may be. */
export interface ConsoleSettings {
  timeLimitMs: number;
  idleLimitMs: number;
  perPerson: number;
  perReplica: number;
}

const KEY = 'hybridApps.consoles';

function durationOf(config: Config, name: string, unless: HumanDuration) {
  const key = `${KEY}.${name}`;
  const ms = durationToMilliseconds(
    config.has(key) ? readDurationFromConfig(config, { key }) : unless,
  );
  if (!(ms > 0)) {
    throw new InputError(`${key}: must be longer than nothing`);
  }
  return ms;
}

function countOf(config: Config, name: string, unless: number): number {
  const key = `${KEY}.${name}`;
  const count = config.getOptionalNumber(key) ?? unless;
  if (!Number.isInteger(count) || count < 0) {
    throw new InputError(`${key}: must be a whole number, 0 or more`);
  }
  return count;
}

/** Reads `hybridApps.consoles` of app-config. */
export function readConsoleSettings(config: Config): ConsoleSettings {
  return {
    timeLimitMs: durationOf(config, 'timeLimit', { hours: 8 }),
    idleLimitMs: durationOf(config, 'idleLimit', { minutes: 30 }),
    perPerson: countOf(config, 'perPerson', 10),
    perReplica: countOf(config, 'perReplica', 200),
  };
}
