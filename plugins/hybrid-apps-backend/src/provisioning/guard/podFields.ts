import { z } from 'zod';
import { action, Pod } from './pods';
import { Found, pathOf, Placed, shown } from './reading';

/** A control of the Pod Security Standards. */
export interface Control {
  name: string;
  level: 'baseline' | 'restricted';
  find(pod: Pod): Iterable<Found>;
}

/** The values at places that are none of the good ones. */
export function* unless<T>(
  places: Iterable<Placed<T>>,
  isGood: (value: T) => boolean,
  instead: string,
): Iterable<Found> {
  for (const { path, value } of places) {
    if (!isGood(value)) {
      yield { path, is: `is ${shown(value)}`, instead };
    }
  }
}

export const REMOVE = 'Leave it out.';
export const isUnset = (value: unknown) =>
  value === undefined || value === null;
export const isOff = (value: boolean | null | undefined) => !value;
export const oneOf =
  (...good: readonly string[]) =>
  (value: string | null | undefined) =>
    isUnset(value) || good.includes(value ?? '');

export type Container = Pod['containers'][number]['value'];
export type ContainerSecurity = NonNullable<Container['securityContext']>;

/** The security contexts of the containers, with an empty one where there is none. */
export const ofContainers = (pod: Pod): Array<Placed<ContainerSecurity>> =>
  pod.containers.map(({ path, value }) => ({
    path: pathOf(path, 'securityContext'),
    value: value.securityContext ?? {},
  }));

/** What Pod and containers have in common. */
export type Security = Pick<
  ContainerSecurity,
  | 'windowsOptions'
  | 'appArmorProfile'
  | 'seLinuxOptions'
  | 'seccompProfile'
  | 'runAsNonRoot'
  | 'runAsUser'
>;

export const ofPod = ({ path, spec }: Pod): Placed<Security> => ({
  path: pathOf(path, 'securityContext'),
  value: spec.securityContext ?? {},
});

export const ofBoth = (pod: Pod): Array<Placed<Security>> => [
  ofPod(pod),
  ...ofContainers(pod),
];

/** One field of each. */
export const field = <T, V>(
  places: ReadonlyArray<Placed<T>>,
  parts: readonly PropertyKey[],
  valueOf: (value: T) => V,
): Array<Placed<V>> =>
  places.map(({ path, value }) => ({
    path: pathOf(path, ...parts),
    value: valueOf(value),
  }));

/** The hosts that probes and hooks ask, where they name one. */
export const askedHosts = (
  path: string,
  actions: ReadonlyArray<
    readonly [where: readonly string[], z.infer<typeof action>]
  >,
): Array<Placed<string | null | undefined>> =>
  actions.flatMap(([where, asked]) =>
    (['httpGet', 'tcpSocket'] as const).map(by => ({
      path: pathOf(path, ...where, by, 'host'),
      value: asked?.[by]?.host,
    })),
  );

export const hostsOf = ({ path, value }: Pod['containers'][number]) =>
  askedHosts(path, [
    [['livenessProbe'], value.livenessProbe],
    [['readinessProbe'], value.readinessProbe],
    [['startupProbe'], value.startupProbe],
    [['lifecycle', 'postStart'], value.lifecycle?.postStart],
    [['lifecycle', 'preStop'], value.lifecycle?.preStop],
  ]);
