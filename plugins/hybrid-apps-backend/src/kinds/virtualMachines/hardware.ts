import { ObjectKey } from '@hybrid-apps/backstage-plugin-hybrid-apps-node';
import { KubeObject } from '../../clusters';
import { at, list, number, quantity, text } from '../../objects';
import { World } from '../types';

/** All that says what a guest is made of. */
export interface Guest {
  vm: KubeObject;
  /** While it runs. */
  instance?: KubeObject;
  /** The spec of its instances, as the VM has it. */
  spec: unknown;
  type: TypeOfVm;
  preference: TypeOfVm;
}

/** An instance type or preference: named, and found or not. */
export interface TypeOfVm {
  isNamed: boolean;
  spec?: unknown;
}

const KINDS = { instancetype: 'Instancetype', preference: 'Preference' };

type TypeField = keyof typeof KINDS;

/** What a VM says of its instance type or preference: by name, or as KubeVirt found it by a volume. */
const matcherOf = (vm: KubeObject, field: TypeField): unknown =>
  text(at(vm, 'spec', field, 'name'))
    ? at(vm, 'spec', field)
    : at(vm, 'status', `${field}Ref`);

/**
 * The instance type or preference of a VM. `kind` may also be written as the
 * plural of the resource, in lower case; it is of the cluster unless told.
 * Source: kubevirt.io/api/core/v1, `InstancetypeMatcher` and `InstancetypeStatusRef`.
 */
export function typeKey(
  vm: KubeObject,
  field: TypeField,
): ObjectKey | undefined {
  const matcher = matcherOf(vm, field);
  const name = text(at(matcher, 'name'));
  const written = text(at(matcher, 'kind')) ?? '';
  const isOfNamespace = new RegExp(`^virtualmachine${field}s?$`, 'i').test(
    written,
  );
  return name
    ? {
        group: 'instancetype.kubevirt.io',
        kind: `VirtualMachine${isOfNamespace ? '' : 'Cluster'}${KINDS[field]}`,
        ...(isOfNamespace && { namespace: vm.metadata.namespace }),
        name,
      }
    : undefined;
}

/** Whether KubeVirt keeps a copy of it for the VM, which then needs it no more. Source: KubeVirt, user guide, Instance types, Versioning. */
export const hasOwnCopy = (vm: KubeObject, field: TypeField): boolean =>
  text(at(vm, 'spec', field, 'revisionName')) !== undefined ||
  at(vm, 'status', `${field}Ref`, 'controllerRevisionRef') !== undefined;

/** What that copy is called. */
const copyOf = (vm: KubeObject, field: TypeField): string | undefined =>
  text(at(vm, 'spec', field, 'revisionName')) ??
  text(at(vm, 'status', `${field}Ref`, 'controllerRevisionRef', 'name'));

/** A uid and a generation, with which KubeVirt's names of copies end. */
const COPIED = /-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}-\d+$/;

/**
 * Whether a VM goes by what is here, and not by a copy of something else: of what
 * was written otherwise since then, or of another one. A copy that somebody named
 * himself tells nothing of that.
 * Source: KubeVirt, user guide, Instance types, Versioning; kubevirt,
 * pkg/instancetype/revision, GetRevisionName.
 */
function isAsCopied(
  vm: KubeObject,
  field: TypeField,
  { metadata: { uid, generation } }: KubeObject,
): boolean {
  const copy = copyOf(vm, field);
  return (
    copy === undefined ||
    generation === undefined ||
    !COPIED.test(copy) ||
    copy.endsWith(`-${uid}-${generation}`)
  );
}

/** The instance type or preference of a VM, as far as it is here and counts. */
export function typeOf(
  vm: KubeObject,
  field: TypeField,
  world: World,
): TypeOfVm {
  const key = typeKey(vm, field);
  const found = key && world.get(key);
  const counts = found !== undefined && isAsCopied(vm, field, found);
  return key
    ? { isNamed: true, ...(counts && { spec: at(found, 'spec') }) }
    : { isNamed: at(vm, 'spec', field) !== undefined };
}

/** What the instance says, or else the VM: of lists, the one that is not empty. */
export function listOf({ instance, spec }: Guest, ...path: string[]) {
  const told = list(at(instance, 'spec', ...path));
  return told.length > 0 ? told : list(at(spec, ...path));
}

/** A CPU quantity in whole CPUs, rounded up; undefined for what is none. */
function wholeCpus(written: unknown): number | undefined {
  const cpus = quantity(written);
  return cpus === undefined ? undefined : Math.ceil(cpus);
}

/** Sockets by cores by threads; undefined where none of them is told. */
function topology(cpu: unknown): number | undefined {
  const told = ['sockets', 'cores', 'threads'].map(field =>
    number(at(cpu, field)),
  );
  return told.some(Boolean)
    ? told.reduce<number>((product, one) => product * (one || 1), 1)
    : undefined;
}

/** How many sockets a guest has where its spec tells no topology; undefined where it tells nothing of CPUs. */
export const socketsByResources = (spec: unknown): number | undefined =>
  wholeCpus(at(spec, 'domain', 'resources', 'limits', 'cpu')) ??
  wholeCpus(at(spec, 'domain', 'resources', 'requests', 'cpu'));

/**
 * The CPUs of a guest. Without a topology they are as many as the limit or else
 * the request says, and without these one.
 * Source: kubevirt, `pkg/virt-launcher/virtwrap/converter/vcpu`, `GetCPUTopology`.
 */
export function cpusOf({ instance, spec, type }: Guest): number | undefined {
  return (
    topology(at(instance, 'status', 'currentCPUTopology')) ??
    topology(at(instance, 'spec', 'domain', 'cpu')) ??
    topology(at(spec, 'domain', 'cpu')) ??
    number(at(type.spec, 'cpu', 'guest')) ??
    socketsByResources(spec) ??
    // An instance type that could not be read tells nothing.
    (type.isNamed ? undefined : 1)
  );
}

/** `4Gi` as people write it: `4 GiB`. */
export const readable = (written: string | undefined): string | undefined =>
  written?.replace(/^(\d+(?:\.\d+)?)([KMGT]i)$/, '$1 $2B');

/**
 * The memory of a guest: without its own field as much as is requested, or else
 * the limit.
 * Source: kubevirt, `pkg/virt-launcher/virtwrap/converter/vcpu`, `GetVirtualMemory`.
 */
export function memoryOf({ instance, spec, type }: Guest): string | undefined {
  const ofSpec = (one: unknown) =>
    text(at(one, 'domain', 'memory', 'guest')) ??
    text(at(one, 'domain', 'resources', 'requests', 'memory')) ??
    text(at(one, 'domain', 'resources', 'limits', 'memory'));
  return (
    text(at(instance, 'status', 'memory', 'guestCurrent')) ??
    ofSpec(at(instance, 'spec')) ??
    text(at(type.spec, 'memory', 'guest')) ??
    ofSpec(spec)
  );
}
