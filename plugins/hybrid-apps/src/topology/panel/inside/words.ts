import { ObjectInside } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { Translate } from '../../../translation';

type Container = NonNullable<ObjectInside['containers']>[number];
type Probe = NonNullable<Container['probes']>[number];
type Volume = NonNullable<ObjectInside['volumes']>[number];
type KeysRead = NonNullable<Volume['reads']>[number];

/** `Secret db: password, user`; never a value. */
export function keysRead(
  { kind, name, keys, isOptional }: KeysRead,
  t: Translate,
): string {
  const which = keys ? keys.join(', ') : t('inside.allKeys');
  return [
    `${kind} ${name}: ${which}`,
    ...(isOptional ? [`(${t('inside.optional')})`] : []),
  ].join(' ');
}

/** `GET /ready on port 8080: every 10 s, after 5 s`. */
export function probeLine(probe: Probe, t: Translate): string {
  const timings = (
    [
      'initialDelaySeconds',
      'periodSeconds',
      'timeoutSeconds',
      'successThreshold',
      'failureThreshold',
    ] as const
  ).flatMap(field => {
    const n = probe[field];
    return n === undefined ? [] : t(`inside.${field}`, { n: String(n) });
  });
  return [probe.asks, timings.join(', ')].filter(Boolean).join(': ');
}
