import { UseFinding } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { Grid, Values } from './answer';
import { Measured } from './overTime';

/**
 * More of its periods than this is a container held back.
 * Source: kubernetes-mixin, alerts/resource_alerts.libsonnet, CPUThrottlingHigh
 * (cpuThrottlingPercent 25, for 15 minutes).
 */
const THROTTLED_SHARE = 0.25;
const THROTTLED_SECONDS = 15 * 60;

/** From here on, little more makes it end. */
export const NEAR_LIMIT = 0.9;

const MOST_FINDINGS = 20;

const lastOf = (values: Values): number | undefined =>
  values.reduce<number | undefined>((last, value) => value ?? last, undefined);

/** What was measured in the last seconds of a grid; one time at least. */
const recent = (
  values: Values,
  { stepSeconds }: Grid,
  seconds: number,
): number[] =>
  values
    .slice(-Math.max(1, Math.floor(seconds / stepSeconds)))
    .flatMap(value => value ?? []);

function throttled(
  { name, labels, values }: Measured,
  grid: Grid,
): UseFinding[] {
  const shares =
    name === 'cpu-throttled' ? recent(values, grid, THROTTLED_SECONDS) : [];
  const share = shares[shares.length - 1];
  if (
    share === undefined ||
    !shares.every(one => one > THROTTLED_SHARE && one <= 1)
  ) {
    return [];
  }
  const pod = labels.get('pod');
  const container = labels.get('container');
  return [
    {
      code: 'cpu-throttled',
      share,
      ...(pod !== undefined && { pod }),
      ...(container !== undefined && { container }),
    },
  ];
}

/** A guest that has little memory left, by what it says itself. */
function guestNearLimit(
  { name, subject, values }: Measured,
  grid: Grid,
  memory: number | undefined,
): UseFinding[] {
  const used =
    name === 'memory' && subject === 'vms'
      ? lastOf(recent(values, grid, 0))
      : undefined;
  const share = used !== undefined && memory ? used / memory : 0;
  return used !== undefined && memory !== undefined && share >= NEAR_LIMIT
    ? [{ code: 'memory-near-limit', share, used, limit: memory }]
    : [];
}

/**
 * What is to be acted on, of what was used until now.
 *
 * @param memory - of the guest of a VM, in bytes
 */
export const findingsOverTime = (
  series: readonly Measured[],
  grid: Grid,
  memory: number | undefined,
): UseFinding[] =>
  series
    .flatMap(one => [
      ...throttled(one, grid),
      ...guestNearLimit(one, grid, memory),
    ])
    .slice(0, MOST_FINDINGS);
