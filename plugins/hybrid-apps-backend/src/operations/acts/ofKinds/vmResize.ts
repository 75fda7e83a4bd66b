import { actWords } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { InputError } from '@backstage/errors';
import { z } from 'zod';
import { ClusterStore, KubeObject } from '../../../clusters';
import { factsOf, socketsByResources, typeKey } from '../../../kinds';
import { at, condition, number, quantity, text } from '../../../objects';
import { Act, Choice, not } from '../types';
import { MINUTE_MS, unlessGoing } from './shared';
import {
  liveInstance,
  Operation,
  PATCHES_VM,
  patchVm,
  shape,
  towardsChange,
  VIRTUAL_MACHINE,
} from './vm';

/** The guest may be moved to another node for it. */
const RESIZE_MS = 30 * MINUTE_MS;
const DOMAIN = '/spec/template/spec/domain';

const hasType = (vm: KubeObject) =>
  at(vm, 'spec', 'instancetype') !== undefined;
const domainOf = (vm: KubeObject) =>
  at(vm, 'spec', 'template', 'spec', 'domain');

/** How many CPUs a topology makes; a part that is not told is one. */
const cpusOf = (topology: unknown): number =>
  ['sockets', 'cores', 'threads'].reduce(
    (product, part) => product * (number(at(topology, part)) || 1),
    1,
  );

/**
 * What becomes of a guest that runs: it takes more sockets and memory while it
 * runs, up to what it was started with as the most, by being moved.
 * Source: kubevirt, `pkg/virt-controller/watch/vm/vm.go`, `handleCPUChangeRequest`
 * and `handleMemoryHotplugRequest`; user guide, "CPU Hotplug" and "Memory Hotplug".
 */
function howItTakesIt(vm: KubeObject, store: ClusterStore): string {
  const instance = liveInstance(vm, store);
  if (!instance) {
    return 'It is off, and has its new size as it starts.';
  }
  const migratable = condition(instance, 'LiveMigratable');
  if (migratable?.status === 'False') {
    return `It runs, and has its new size after a restart, as KubeVirt says that it cannot be moved: ${
      migratable.message ?? migratable.reason ?? 'no reason is told'
    }.`;
  }
  const domain = at(instance, 'spec', 'domain');
  const sockets = number(at(domain, 'cpu', 'maxSockets'));
  const memory = text(at(domain, 'memory', 'maxGuest'));
  const most = [
    `more CPU sockets${sockets ? ` up to ${sockets}` : ''}`,
    `more memory${memory ? ` up to ${memory}` : ''}`,
  ].join(' and ');
  return `It runs. Where KubeVirt updates VMs live (its vmRolloutStrategy), it takes ${most} by being moved to another node. Less of either, and all else, it has after a restart.`;
}

/** Whether a guest has as much as is wanted; what is not known is not waited for. */
const hasSize = (
  instance: KubeObject,
  { cpus, memory }: { cpus?: number; memory?: string },
): boolean =>
  (cpus === undefined ||
    cpusOf(
      at(instance, 'status', 'currentCPUTopology') ??
        at(instance, 'spec', 'domain', 'cpu'),
    ) === cpus) &&
  (memory === undefined ||
    (quantity(
      at(instance, 'status', 'memory', 'guestCurrent') ??
        at(instance, 'spec', 'domain', 'memory', 'guest'),
    ) ?? 0) >= (quantity(memory) ?? 0));

/** How many CPUs each socket of a topology has. */
const perSocketOf = (topology: unknown) =>
  cpusOf({ cores: at(topology, 'cores'), threads: at(topology, 'threads') });

/** Without a topology each CPU that is asked of the node is a socket. */
function socketsOf(vm: KubeObject): number {
  const cpu = at(domainOf(vm), 'cpu');
  const isTold = ['sockets', 'cores', 'threads'].some(part =>
    number(at(cpu, part)),
  );
  const untold = isTold
    ? undefined
    : socketsByResources(at(vm, 'spec', 'template', 'spec'));
  return number(at(cpu, 'sockets')) || untold || 1;
}
const memoryOf = (vm: KubeObject) =>
  text(at(domainOf(vm), 'memory', 'guest')) ??
  text(at(domainOf(vm), 'resources', 'requests', 'memory'));

/** Sets a field of a map that may not be there yet. */
const setIn = (vm: KubeObject, map: string, field: string, value: unknown) =>
  at(domainOf(vm), map) === undefined
    ? {
        op: 'add' as const,
        path: `${DOMAIN}/${map}`,
        value: { [field]: value },
      }
    : { op: 'add' as const, path: `${DOMAIN}/${map}/${field}`, value };

const resizeInput = z.strictObject({
  sockets: z.int().min(1).max(512),
  /** Like `4Gi`. */
  memory: z.string().regex(/^[1-9][0-9]{0,8}(Mi|Gi|Ti)$/),
});

const resize: Act<z.infer<typeof resizeInput>> = {
  id: 'vm-resize',
  kinds: VIRTUAL_MACHINE,
  right: 'change',
  words: actWords['vm-resize'],
  danger: 'asks',
  input: resizeInput,
  needs: PATCHES_VM,
  offer: vm => (hasType(vm) ? undefined : unlessGoing(vm)),
  about(vm, store) {
    const perSocket = perSocketOf(at(domainOf(vm), 'cpu'));
    const requested = text(at(domainOf(vm), 'resources', 'requests', 'memory'));
    return {
      now: { sockets: socketsOf(vm), memory: memoryOf(vm) },
      tells: [
        ...(perSocket > 1 ? [`Each socket has ${perSocket} vCPU.`] : []),
        // Source: KubeVirt, user guide, "Node overcommit".
        ...(requested
          ? [
              `Its Pod goes on requesting ${requested} of memory, as 'resources.requests.memory' says, whatever its guest has.`,
            ]
          : []),
        howItTakesIt(vm, store),
      ],
    };
  },
  basis: shape,
  steps(vm, { sockets, memory }) {
    const operations: Operation[] = [
      ...(sockets === socketsOf(vm)
        ? []
        : [setIn(vm, 'cpu', 'sockets', sockets)]),
      ...(memory === memoryOf(vm)
        ? []
        : [setIn(vm, 'memory', 'guest', memory)]),
    ];
    if (operations.length === 0) {
      throw new InputError('It has that size already.');
    }
    const cpus = perSocketOf(at(domainOf(vm), 'cpu')) * sockets;
    return [
      {
        request: patchVm(vm, operations),
        progress: store =>
          towardsChange(vm, store, {
            isWritten: now =>
              socketsOf(now) === sockets && memoryOf(now) === memory,
            hasIt: instance => hasSize(instance, { cpus, memory }),
          }),
        timeoutMs: RESIZE_MS,
      },
    ];
  },
};

const TYPES = 'instancetype.kubevirt.io';
const OF_CLUSTER = 'VirtualMachineClusterInstancetype';
const OF_NAMESPACE = 'VirtualMachineInstancetype';

/** One of the cluster goes by its name, one of the namespace by both names. */
const called = ({ metadata: { namespace, name } }: KubeObject) =>
  namespace === undefined ? name : `${namespace}/${name}`;

const typesFor = (
  { metadata: { namespace } }: KubeObject,
  store: ClusterStore,
): readonly KubeObject[] => [
  ...store.list({ group: TYPES, kind: OF_NAMESPACE, namespace }),
  ...store.list({ group: TYPES, kind: OF_CLUSTER }),
];

/** The type that a VM names. */
function typeNow(vm: KubeObject, store: ClusterStore): KubeObject | undefined {
  const key = typeKey(vm, 'instancetype');
  return key && store.get(key);
}

/** With what it gives, as far as the reader may know it. */
function labelOf(type: KubeObject, store: ClusterStore): string {
  const { cpu, memory } = factsOf(type, store, {});
  const gives = [cpu, memory].filter(Boolean).join(', ');
  return gives ? `${called(type)}: ${gives}` : called(type);
}

const otherTypes = (vm: KubeObject, store: ClusterStore): Choice[] => {
  const now = typeNow(vm, store);
  return typesFor(vm, store)
    .filter(({ metadata }) => metadata.uid !== now?.metadata.uid)
    .map(type => ({ value: called(type), label: labelOf(type, store) }));
};

const typeInput = z.strictObject({ instancetype: z.string().max(300) });

/**
 * The whole reference is written anew, without the revision of the type that it
 * has now: KubeVirt keeps one of the new type.
 * Source: KubeVirt, user guide, "Instance types and preferences", "Resizing".
 */
const retype: Act<z.infer<typeof typeInput>> = {
  id: 'vm-instance-type',
  kinds: VIRTUAL_MACHINE,
  right: 'change',
  words: actWords['vm-instance-type'],
  danger: 'asks',
  input: typeInput,
  needs: PATCHES_VM,
  offer(vm, store) {
    if (!hasType(vm)) {
      return undefined;
    }
    return otherTypes(vm, store).length > 0
      ? unlessGoing(vm)
      : not('No other instance type is known that it could have.');
  },
  about(vm, store) {
    const now = typeNow(vm, store);
    return {
      choices: { instancetype: otherTypes(vm, store) },
      tells: [
        ...(now ? [`It has ${labelOf(now, store)} now.`] : []),
        howItTakesIt(vm, store),
      ],
    };
  },
  basis: shape,
  steps(vm, { instancetype }, all) {
    const type = typesFor(vm, all).find(one => called(one) === instancetype);
    if (!type) {
      throw new InputError(`There is no instance type '${instancetype}'.`);
    }
    const { name } = type.metadata;
    const size = {
      cpus: number(at(type, 'spec', 'cpu', 'guest')),
      memory: text(at(type, 'spec', 'memory', 'guest')),
    };
    return [
      {
        request: patchVm(vm, [
          {
            op: 'replace',
            path: '/spec/instancetype',
            value: { kind: type.kind, name },
          },
        ]),
        progress: store =>
          towardsChange(vm, store, {
            isWritten: now => at(now, 'spec', 'instancetype', 'name') === name,
            hasIt: instance => hasSize(instance, size),
          }),
        timeoutMs: RESIZE_MS,
      },
    ];
  },
};

/** Acts on how much a VM has. */
export const vmResizeActs: readonly Act[] = [resize, retype];
