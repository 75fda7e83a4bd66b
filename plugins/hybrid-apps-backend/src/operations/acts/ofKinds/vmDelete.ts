import {
  ActId,
  actWords,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { ClusterStore, KubeObject } from '../../../clusters';
import { factsOf, instanceOf, runStrategyOf } from '../../../kinds';
import { at, list } from '../../../objects';
import { DONE, doneIf, nowOf } from '../progress';
import { Act, not, Progress } from '../types';
import { claimOf, volumesOf } from './freeClaims';
import { deletionOf, isGoing, MINUTE_MS, unlessGoing } from './shared';
import { guestGraceMs, liveInstance, VIRTUAL_MACHINE, vmPath } from './vm';

const DELETE_MS = 10 * MINUTE_MS;

/** A disk by the name that its DataVolume and its claim have, and how large it is, if that is known. */
interface Disk {
  name: string;
  size?: string;
}

const isDisk = ({ kind }: KubeObject) =>
  kind === 'DataVolume' || kind === 'PersistentVolumeClaim';

/**
 * What goes with a VM, as each of its owners goes: its DataVolumes, and the
 * claims of these, or its own where CDI collected the DataVolume.
 * Source: Kubernetes, "Garbage Collection", Cascading deletion.
 */
function ownedBy(vm: KubeObject, store: ClusterStore): KubeObject[] {
  const going = new Set([vm.metadata.uid]);
  const found: KubeObject[] = [];
  const add = (owner: KubeObject) => {
    for (const one of store.listOwnedBy(owner.metadata.uid)) {
      const owners = one.metadata.ownerReferences ?? [];
      if (
        isDisk(one) &&
        !going.has(one.metadata.uid) &&
        owners.every(({ uid }) => going.has(uid))
      ) {
        going.add(one.metadata.uid);
        found.push(one);
        add(one);
      }
    }
  };
  add(vm);
  return found;
}

/** The disks of a VM that go with it, and those that stay. */
function disksOf(
  vm: KubeObject,
  store: ClusterStore,
): { go: Disk[]; stay: Disk[] } {
  const { namespace } = vm.metadata;
  const owned = ownedBy(vm, store);
  const ofClaim = (name: string) =>
    store.get({ group: '', kind: 'PersistentVolumeClaim', namespace, name });
  const isThere = (name: string) =>
    ofClaim(name) ??
    store.get({
      group: 'cdi.kubevirt.io',
      kind: 'DataVolume',
      namespace,
      name,
    });
  const told = (name: string): Disk => {
    const disk = isThere(name);
    return { name, size: disk && factsOf(disk, store, {}).size };
  };
  const names = new Set([
    ...owned.map(({ metadata }) => metadata.name),
    ...volumesOf(vm).flatMap(volume => claimOf(volume) ?? []),
  ]);
  const templates = list(at(vm, 'spec', 'dataVolumeTemplates')).map(one =>
    at(one, 'metadata', 'name'),
  );
  const goes = (name: string) =>
    owned.some(({ metadata }) => metadata.name === name) ||
    // It may be there all the same, where the portal knows of none.
    (templates.includes(name) && !isThere(name));
  const all = [...names].sort((a, b) => a.localeCompare(b, 'en-US'));
  return {
    go: all.filter(goes).map(told),
    stay: all.filter(name => !goes(name)).map(told),
  };
}

const inWords = (disks: readonly Disk[]) =>
  disks
    .map(({ name, size }) => `'${name}'${size ? ` (${size})` : ''}`)
    .join(', ');

const tell = (what: string, disks: readonly Disk[]) =>
  disks.length > 0 ? [`${what}: ${inWords(disks)}.`] : [];

const needs = [
  { group: 'kubevirt.io', resource: 'virtualmachines', verb: 'delete' },
];

const isGone = (vm: KubeObject, store: ClusterStore) =>
  !nowOf(vm, store) && !instanceOf(vm, store);

const basis = (vm: KubeObject, store: ClusterStore) => ({
  uid: vm.metadata.uid,
  isGoing: isGoing(vm),
  strategy: runStrategyOf(vm),
  isOff: !instanceOf(vm, store),
  disks: disksOf(vm, store),
});

const common = (id: ActId) => ({
  id,
  kinds: VIRTUAL_MACHINE,
  right: 'destroy' as const,
  words: actWords[id],
  danger: 'asksName' as const,
  needs,
  basis,
});

const remove: Act = {
  ...common('vm-delete'),
  offer: unlessGoing,
  about(vm, store) {
    const { go, stay } = disksOf(vm, store);
    return {
      tells: [
        ...tell('Disks that are deleted with it', go),
        ...tell('Disks that stay, as it did not make them', stay),
      ],
    };
  },
  steps: (vm, _, all) => [
    {
      request: { method: 'DELETE', path: vmPath(vm), body: deletionOf(vm) },
      progress: store => doneIf(isGone(vm, store)),
      timeoutMs: DELETE_MS + guestGraceMs(vm, all),
    },
  ],
};

/** Without the VM, and with the disks that it had. */
function kept(
  vm: KubeObject,
  store: ClusterStore,
  disks: readonly KubeObject[],
): Progress {
  if (!isGone(vm, store)) {
    return { state: 'going' };
  }
  const lost = disks.filter(disk => !nowOf(disk, store));
  return lost.length > 0
    ? {
        state: 'failed',
        why: `It is gone, and so is ${lost
          .map(({ kind, metadata }) => `${kind} '${metadata.name}'`)
          .join(', ')}.`,
      }
    : DONE;
}

/**
 * Its disks are let go of by the garbage collector, not by hand before: while there
 * is the VM, virt-controller takes those of its templates again. One that runs
 * would be let go of as well, and run on without a VM.
 * Source: kubevirt, `pkg/controller/controller_ref_manager.go`, `ClaimMatchedDataVolumes`,
 * and `pkg/virt-controller/watch/vm/vm.go`, `sync`; Kubernetes, "Garbage
 * Collection", Orphaned dependents.
 */
const removeAlone: Act = {
  ...common('vm-delete-alone'),
  offer(vm, store) {
    if (disksOf(vm, store).go.length === 0) {
      return undefined;
    }
    if (liveInstance(vm, store)) {
      return not('It runs, and would run on without its VM. Stop it first.');
    }
    return instanceOf(vm, store)
      ? not(
          'Its last run is still there, and would stay without its VM. Change its run strategy to Halted first.',
        )
      : unlessGoing(vm);
  },
  about(vm, store) {
    const { go, stay } = disksOf(vm, store);
    return {
      tells: [
        ...tell('Disks that stay', [...go, ...stay]),
        'What KubeVirt noted of it (ControllerRevisions) stays as well.',
      ],
    };
  },
  steps(vm, _, all) {
    const disks = ownedBy(vm, all);
    return [
      {
        request: {
          method: 'DELETE',
          path: vmPath(vm),
          body: {
            ...deletionOf(vm),
            propagationPolicy: 'Orphan',
            // As it is known: one that starts meanwhile is another.
            preconditions: {
              uid: vm.metadata.uid,
              resourceVersion: vm.metadata.resourceVersion,
            },
          },
        },
        progress: store => kept(vm, store, disks),
        timeoutMs: DELETE_MS,
      },
    ];
  },
};

/** The end of a VM. */
export const vmDeleteActs: readonly Act[] = [removeAlone, remove];
