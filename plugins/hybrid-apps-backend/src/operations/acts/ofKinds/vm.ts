/** What acts on VMs have in common. */
import { ClusterStore, KubeObject, resourcePath } from '../../../clusters';
import { instanceOf } from '../../../kinds';
import { at, condition, number, text } from '../../../objects';
import { DONE, towards } from '../progress';
import { AccessNeed, Progress, StepRequest } from '../types';
import { graceMs, isGoing, MINUTE_MS, WRITES } from './shared';

export const VIRTUAL_MACHINE = ['kubevirt.io/VirtualMachine'];
export const SUBRESOURCES = 'subresources.kubevirt.io';
/** Images are pulled and disks are filled before a VM runs. */
export const START_MS = 15 * MINUTE_MS;

const RESOURCE = {
  group: 'kubevirt.io',
  version: 'v1',
  plural: 'virtualmachines',
};

export const vmPath = ({ metadata }: KubeObject): string =>
  resourcePath(RESOURCE, metadata);

/** A request to virt-api, which takes no `Accept: application/json` (406). */
export function askKubevirt(
  { metadata: { namespace, name } }: KubeObject,
  resource: string,
  body?: object,
): StepRequest {
  const [plural, subresource] = resource.split('/');
  return {
    method: 'PUT',
    path: resourcePath(
      { group: SUBRESOURCES, version: 'v1', plural },
      { namespace, name, subresource },
    ),
    accept: '*/*',
    ...(body && { body }),
  };
}

export const phaseOf = (instance: KubeObject | undefined) =>
  text(at(instance, 'status', 'phase'));

/** The instance of a VM that has not ended. */
export function liveInstance(
  vm: KubeObject,
  store: ClusterStore,
): KubeObject | undefined {
  const instance = instanceOf(vm, store);
  return ['Succeeded', 'Failed'].includes(phaseOf(instance) ?? '')
    ? undefined
    : instance;
}

/** How long its guest may take to shut down. */
export const guestGraceMs = (vm: KubeObject, store: ClusterStore): number =>
  graceMs(
    at(liveInstance(vm, store), 'spec') ?? at(vm, 'spec', 'template', 'spec'),
  );

/** Grows with each change of what is wanted, and with no status. */
const generationOf = (vm: KubeObject) =>
  number(at(vm, 'metadata', 'generation'));

/** What acts go by that change a VM: all of its spec, and whether it runs. */
export const shape = (vm: KubeObject, store: ClusterStore) => ({
  uid: vm.metadata.uid,
  isGoing: isGoing(vm),
  generation: generationOf(vm),
  instance: liveInstance(vm, store)?.metadata.uid,
});

/** An operation of a JSON Patch. Source: RFC 6902. */
export interface Operation {
  op: 'add' | 'remove' | 'replace' | 'test';
  path: string;
  value?: unknown;
}

export const PATCHES_VM: AccessNeed[] = [
  { group: 'kubevirt.io', resource: 'virtualmachines', verb: 'patch' },
];

/** A change of a VM as it was when it was offered: nobody else's change is lost. */
export const patchVm = (
  vm: KubeObject,
  operations: readonly Operation[],
): StepRequest => ({
  method: 'PATCH',
  path: vmPath(vm),
  query: WRITES,
  contentType: 'application/json-patch+json',
  body: [
    { op: 'test', path: '/metadata/uid', value: vm.metadata.uid },
    ...(generationOf(vm) === undefined
      ? []
      : [
          { op: 'test', path: '/metadata/generation', value: generationOf(vm) },
        ]),
    ...operations,
  ],
});

export const HAS_IT_AS_IT_STARTS = 'It is off, and has it as it starts.';
export const NEEDS_RESTART = 'It needs a restart to have it.';

/**
 * Whether virt-controller has seen what is wanted now. It writes that together
 * with the condition RestartRequired.
 * Source: kubevirt, `pkg/virt-controller/watch/vm/vm.go`, `syncGenerationInfo`.
 */
function isSeen(vm: KubeObject): boolean {
  const seen = number(at(vm, 'status', 'desiredGeneration'));
  return seen === undefined || seen >= (generationOf(vm) ?? 0);
}

/**
 * How far a VM is that is to have something else in its template: done where it
 * is written and its guest has it, or will not have it before a restart.
 */
export const towardsChange = (
  vm: KubeObject,
  store: ClusterStore,
  {
    isWritten,
    hasIt,
  }: {
    isWritten(now: KubeObject): boolean;
    hasIt(instance: KubeObject, now: KubeObject): boolean;
  },
): Progress => {
  let note: string | undefined;
  const progress = towards(vm, store, now => {
    if (!isWritten(now)) {
      return false;
    }
    const instance = liveInstance(now, store);
    if (!instance) {
      note = HAS_IT_AS_IT_STARTS;
      return true;
    }
    if (condition(now, 'RestartRequired')?.status === 'True') {
      note = NEEDS_RESTART;
      return isSeen(now);
    }
    return isSeen(now) && hasIt(instance, now);
  });
  return progress.state === 'done'
    ? { ...DONE, ...(note && { note }) }
    : progress;
};
