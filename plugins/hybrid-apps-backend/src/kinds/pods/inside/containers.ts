import { ObjectInside } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { KubeObject } from '../../../clusters';
import { at, flag, list, number, text } from '../../../objects';
import { present, unique } from '../../presentFacts';
import { Container } from '../containers';
import { readsOfVariables } from './keys';
import { probesOf } from './probes';
import { byName, InPods, standingOf } from './standing';

type ContainerInside = NonNullable<ObjectInside['containers']>[number];
type Port = NonNullable<ContainerInside['ports']>[number];

/** A container as a Pod, or a template of Pods, declares it. */
export interface Declared {
  name: string;
  role: Container['role'];
  spec: unknown;
  /** Where, like `containers[0]`. */
  path: string;
}

/**
 * The containers of a Pod's spec, in the order in which they start.
 * Source: KEP-753: an init container with `restartPolicy: Always` is a sidecar.
 */
export const declaredIn = (podSpec: unknown): Declared[] =>
  (['initContainers', 'containers'] as const).flatMap(field =>
    list(at(podSpec, field)).flatMap((spec, index): Declared[] => {
      const name = text(at(spec, 'name'));
      const starter =
        at(spec, 'restartPolicy') === 'Always' ? 'sidecar' : 'init';
      return name
        ? [
            {
              name,
              role: field === 'containers' ? 'app' : starter,
              spec,
              path: `${field}[${index}]`,
            },
          ]
        : [];
    }),
  );

/** Source: k8s.io/api/core/v1, ContainerPort. */
export const portsOf = (container: unknown): Port[] =>
  list(at(container, 'ports')).flatMap(declared => {
    const port = number(at(declared, 'containerPort'));
    const protocol = at(declared, 'protocol');
    return port === undefined
      ? []
      : [
          present({
            name: text(at(declared, 'name')),
            port,
            protocol:
              protocol === 'UDP' || protocol === 'SCTP' ? protocol : 'TCP',
            hostPort: number(at(declared, 'hostPort')) || undefined,
          } satisfies Port),
        ];
  });

/** Quantities may be written as numbers. */
const quantity = (value: unknown): string | undefined =>
  text(value) ?? number(value)?.toString();

const fieldsOf = (value: unknown): string[] =>
  typeof value === 'object' && value !== null ? Object.keys(value) : [];

/** Source: k8s.io/api/core/v1, ResourceRequirements. */
const resourcesOf = (container: unknown): ContainerInside['resources'] => {
  const [requests, limits] = ['requests', 'limits'].map(field =>
    at(container, 'resources', field),
  );
  return unique([...fieldsOf(requests), ...fieldsOf(limits)])
    .sort()
    .map(name =>
      present({
        name,
        request: quantity(at(requests, name)),
        limit: quantity(at(limits, name)),
      }),
    );
};

/** Source: k8s.io/api/core/v1, VolumeMount and VolumeDevice. */
const mountsOf = (container: unknown): ContainerInside['mounts'] => [
  ...list(at(container, 'volumeMounts')).flatMap(mount => {
    const volume = text(at(mount, 'name'));
    const path = text(at(mount, 'mountPath'));
    return volume && path
      ? [
          present({
            volume,
            path,
            readOnly: flag(at(mount, 'readOnly')) || undefined,
            subPath:
              text(at(mount, 'subPath')) ?? text(at(mount, 'subPathExpr')),
          }),
        ]
      : [];
  }),
  ...list(at(container, 'volumeDevices')).flatMap(device => {
    const volume = text(at(device, 'name'));
    const path = text(at(device, 'devicePath'));
    return volume && path ? [{ volume, path, isDevice: true }] : [];
  }),
];

/** What runs to an end is never asked whether it is ready. */
const lacksOf = (
  { role, spec }: Declared,
  runsOn: boolean,
): ContainerInside['lacks'] =>
  runsOn && role !== 'init'
    ? (['readiness', 'liveness'] as const).filter(
        kind => at(spec, `${kind}Probe`) === undefined,
      )
    : [];

const insideOf = (
  declared: Declared,
  inPods: InPods,
  runsOn: boolean,
): ContainerInside => {
  const { name, role, spec } = declared;
  return present({
    name,
    role,
    image: text(at(spec, 'image')),
    ports: portsOf(spec),
    probes: probesOf(spec),
    lacks: lacksOf(declared, runsOn),
    resources: resourcesOf(spec),
    reads: readsOfVariables(spec),
    mounts: mountsOf(spec),
    stands: standingOf(inPods, name),
  });
};

/** So many Pods are looked into for what was put there: who does it does it to each. */
const LOOKED_INTO = 50;

/** Those that only the Pods have: a service mesh puts its proxy there. */
function injectedInto(
  pods: readonly KubeObject[],
  template: readonly Declared[],
): Declared[] {
  const known = new Set(template.map(({ name }) => name));
  const found = new Map(
    pods
      .slice(0, LOOKED_INTO)
      .flatMap(pod => declaredIn(at(pod, 'spec')))
      .filter(({ name }) => !known.has(name))
      .map(declared => [declared.name, declared]),
  );
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/**
 * The containers of a template, or a Pod, and how they stand.
 *
 * @param runsOn - whether its Pods are meant to run on, and not to an end
 */
export function containersInside(
  template: readonly Declared[],
  pods: readonly KubeObject[],
  runsOn: boolean,
): ContainerInside[] {
  const inPods = byName(pods);
  return [
    ...template.map(declared => insideOf(declared, inPods, runsOn)),
    ...injectedInto(pods, template).map(declared => ({
      ...insideOf(declared, inPods, runsOn),
      isInjected: true,
    })),
  ];
}
