import { actWords } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { InputError } from '@backstage/errors';
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { ClusterStore, KubeObject, resourcePath } from '../../../clusters';
import { instanceOf } from '../../../kinds';
import { at, flag, list, text } from '../../../objects';
import { towardsGone, towardsMade } from '../progress';
import { Act, Choice, not, POSSIBLE, Step } from '../types';
import { claimOf, volumesOf } from './freeClaims';
import {
  deletionOf,
  isGoing,
  MINUTE_MS,
  nameWithin,
  unlessGoing,
  WRITES,
} from './shared';
import { VIRTUAL_MACHINE } from './vm';

/** Copies of disks take as long as these are large. */
const COPY_MS = 60 * MINUTE_MS;

/** What KubeVirt does with a VM is an object that asks for it. */
interface Asking {
  group: string;
  kind: string;
  plural: string;
}
const SNAPSHOT: Asking = {
  group: 'snapshot.kubevirt.io',
  kind: 'VirtualMachineSnapshot',
  plural: 'virtualmachinesnapshots',
};
const RESTORE: Asking = {
  group: 'snapshot.kubevirt.io',
  kind: 'VirtualMachineRestore',
  plural: 'virtualmachinerestores',
};
const CLONE: Asking = {
  group: 'clone.kubevirt.io',
  kind: 'VirtualMachineClone',
  plural: 'virtualmachineclones',
};
const VERSION = 'v1beta1';

/** As `spec.source` and `spec.target` name a VM. */
const vmRef = (name: string) => ({
  apiGroup: 'kubevirt.io',
  kind: 'VirtualMachine',
  name,
});

/** A name that nothing has, of 63 characters at most. */
const nameFor = (name: string) =>
  `${nameWithin(name, 50)}-${randomBytes(4).toString('hex')}`;

/** Makes an object that asks, and waits for what its own conditions tell. */
function asking(
  { group, kind, plural }: Asking,
  { metadata: { namespace, name } }: KubeObject,
  spec: object,
  noteOf?: (made: KubeObject) => string | undefined,
): Step {
  const made = { namespace, name: nameFor(name) };
  const key = { group, kind, ...made };
  return {
    request: {
      method: 'POST',
      path: resourcePath({ group, version: VERSION, plural }, { namespace }),
      query: WRITES,
      body: {
        apiVersion: `${group}/${VERSION}`,
        kind,
        metadata: made,
        spec,
      },
    },
    progress(store) {
      const progress = towardsMade(key, store);
      const found = store.get(key);
      const note = progress.state === 'done' && found && noteOf?.(found);
      return note ? { state: 'done', note } : progress;
    },
    timeoutMs: COPY_MS,
  };
}

const creates = ({ group, plural }: Asking) => [
  { group, resource: plural, verb: 'create' },
];

/**
 * Disks of a VM that are not in a snapshot of it, which is ready all the same:
 * their storage takes none. What is no claim holds nothing to be kept.
 * Source: kubevirt.io/api/snapshot, SnapshotVolumesLists.
 */
function leftOutOf(snapshotOf: KubeObject, vm: KubeObject): string | undefined {
  const disks = volumesOf(vm).flatMap(volume =>
    claimOf(volume) === undefined ? [] : [at(volume, 'name')],
  );
  const names = list(
    at(snapshotOf, 'status', 'snapshotVolumes', 'excludedVolumes'),
  )
    .filter(name => disks.includes(name))
    .map(name => `'${name}'`);
  return names.length > 0 ? names.join(', ') : undefined;
}

const snapshot: Act = {
  id: 'vm-snapshot',
  kinds: VIRTUAL_MACHINE,
  right: 'change',
  words: actWords['vm-snapshot'],
  danger: 'none',
  needs: creates(SNAPSHOT),
  offer: unlessGoing,
  basis: vm => ({ uid: vm.metadata.uid, isGoing: isGoing(vm) }),
  steps: vm => [
    asking(SNAPSHOT, vm, { source: vmRef(vm.metadata.name) }, made => {
      const leftOut = leftOutOf(made, vm);
      return leftOut && `It is without ${leftOut}, whose storage takes none.`;
    }),
  ],
};

const takenAt = (of: KubeObject) =>
  text(at(of, 'status', 'creationTime')) ?? of.metadata.creationTimestamp ?? '';

/** Those that were taken of a VM, the newest first. */
const snapshotsOf = (
  { metadata: { namespace, name } }: KubeObject,
  store: ClusterStore,
): KubeObject[] =>
  store
    .list({ group: SNAPSHOT.group, kind: SNAPSHOT.kind, namespace })
    .filter(
      one =>
        at(one, 'spec', 'source', 'kind') === 'VirtualMachine' &&
        at(one, 'spec', 'source', 'name') === name &&
        !isGoing(one),
    )
    .sort((a, b) => takenAt(b).localeCompare(takenAt(a)));

const isReady = (of: KubeObject) => flag(at(of, 'status', 'readyToUse'));

/** `before, of 2026-01-01 12:00:00 UTC, without 'data'` */
const choiceOf =
  (vm: KubeObject) =>
  (of: KubeObject): Choice => {
    const taken = takenAt(of);
    const leftOut = leftOutOf(of, vm);
    const { name } = of.metadata;
    return {
      value: name,
      label: [
        name,
        taken && `of ${taken.replace('T', ' ').replace(/Z$/, ' UTC')}`,
        leftOut && `without ${leftOut}`,
      ]
        .filter(Boolean)
        .join(', '),
    };
  };

const snapshotInput = z.strictObject({ snapshot: z.string().max(253) });

const restore: Act<z.infer<typeof snapshotInput>> = {
  id: 'vm-restore',
  kinds: VIRTUAL_MACHINE,
  right: 'destroy',
  words: actWords['vm-restore'],
  danger: 'asksName',
  input: snapshotInput,
  needs: creates(RESTORE),
  offer(vm, store) {
    const all = snapshotsOf(vm, store);
    if (all.length === 0) {
      return undefined;
    }
    if (!all.some(isReady)) {
      return not('None of its snapshots is ready to use.');
    }
    // virt-controller waits for that, at most some minutes.
    return instanceOf(vm, store)
      ? not('It runs. Stop it first.')
      : unlessGoing(vm);
  },
  about: (vm, store) => ({
    choices: {
      snapshot: snapshotsOf(vm, store).filter(isReady).map(choiceOf(vm)),
    },
  }),
  basis: (vm, store) => ({
    uid: vm.metadata.uid,
    isGoing: isGoing(vm),
    isOff: !instanceOf(vm, store),
  }),
  steps: (vm, input) => [
    asking(RESTORE, vm, {
      target: vmRef(vm.metadata.name),
      virtualMachineSnapshotName: input.snapshot,
    }),
  ],
};

const removeSnapshot: Act<z.infer<typeof snapshotInput>> = {
  id: 'vm-snapshot-delete',
  kinds: VIRTUAL_MACHINE,
  right: 'destroy',
  words: actWords['vm-snapshot-delete'],
  danger: 'asks',
  input: snapshotInput,
  needs: [{ group: SNAPSHOT.group, resource: SNAPSHOT.plural, verb: 'delete' }],
  offer: (vm, store) =>
    snapshotsOf(vm, store).length > 0 ? POSSIBLE : undefined,
  about: (vm, store) => ({
    choices: { snapshot: snapshotsOf(vm, store).map(choiceOf(vm)) },
  }),
  basis: vm => ({ uid: vm.metadata.uid }),
  steps(vm, input, all) {
    const found = snapshotsOf(vm, all).find(
      ({ metadata }) => metadata.name === input.snapshot,
    );
    if (!found) {
      throw new InputError(`There is no snapshot '${input.snapshot}' of it.`);
    }
    return [
      {
        request: {
          method: 'DELETE',
          path: resourcePath(
            {
              group: SNAPSHOT.group,
              version: VERSION,
              plural: SNAPSHOT.plural,
            },
            found.metadata,
          ),
          body: deletionOf(found),
        },
        progress: store => towardsGone(found, store),
        timeoutMs: COPY_MS,
      },
    ];
  },
};

/** A name as Kubernetes takes it: RFC 1123, a label. */
const cloneInput = z.strictObject({
  name: z
    .string()
    .max(63)
    .regex(/^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/),
});

const clone: Act<z.infer<typeof cloneInput>> = {
  id: 'vm-clone',
  kinds: VIRTUAL_MACHINE,
  right: 'change',
  words: actWords['vm-clone'],
  danger: 'asks',
  input: cloneInput,
  needs: creates(CLONE),
  offer: unlessGoing,
  basis: vm => ({ uid: vm.metadata.uid, isGoing: isGoing(vm) }),
  steps: (vm, { name }) => [
    asking(CLONE, vm, {
      source: vmRef(vm.metadata.name),
      target: vmRef(name),
    }),
  ],
};

/** Copies of a VM, and what is made of them. */
export const vmSnapshotActs: readonly Act[] = [
  snapshot,
  restore,
  removeSnapshot,
  clone,
];
