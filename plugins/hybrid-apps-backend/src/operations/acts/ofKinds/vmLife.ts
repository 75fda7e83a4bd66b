import { actWords } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { ClusterStore, KubeObject, resourcePath } from '../../../clusters';
import { instanceOf, runStrategyOf } from '../../../kinds';
import { at, flag, text } from '../../../objects';
import { doneIf, nowOf, towardsGone, towardsMade } from '../progress';
import { Act, not, Step } from '../types';
import { deletionOf, isGoing, MINUTE_MS, unlessGoing, WRITES } from './shared';

const VIRTUAL_MACHINE = ['kubevirt.io/VirtualMachine'];
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
  `${name.slice(0, 50)}-${randomBytes(4).toString('hex')}`;

/** Makes an object that asks, and waits for what its own conditions tell. */
function asking(
  { group, kind, plural }: Asking,
  { metadata: { namespace, name } }: KubeObject,
  spec: object,
): Step {
  const made = { namespace, name: nameFor(name) };
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
    progress: store => towardsMade({ group, kind, ...made }, store),
    timeoutMs: COPY_MS,
  };
}

const creates = ({ group, plural }: Asking) => [
  { group, resource: plural, verb: 'create' },
];

const snapshot: Act = {
  id: 'vm-snapshot',
  kinds: VIRTUAL_MACHINE,
  right: 'change',
  words: actWords['vm-snapshot'],
  danger: 'none',
  needs: creates(SNAPSHOT),
  offer: unlessGoing,
  basis: vm => ({ uid: vm.metadata.uid, isGoing: isGoing(vm) }),
  steps: vm => [asking(SNAPSHOT, vm, { source: vmRef(vm.metadata.name) })],
};

const sourceOf = (of: KubeObject) => text(at(of, 'spec', 'source', 'name'));

const restore: Act = {
  id: 'vm-restore',
  kinds: ['snapshot.kubevirt.io/VirtualMachineSnapshot'],
  right: 'destroy',
  words: actWords['vm-restore'],
  danger: 'asksName',
  needs: creates(RESTORE),
  offer(of, store) {
    const { namespace } = of.metadata;
    const name = sourceOf(of);
    if (!flag(at(of, 'status', 'readyToUse'))) {
      return not('It is not ready to use.');
    }
    const vm =
      name !== undefined &&
      store.get({
        group: 'kubevirt.io',
        kind: 'VirtualMachine',
        namespace,
        name,
      });
    if (!vm) {
      return not('The VM that it was taken of is not there.');
    }
    // virt-controller waits for that, at most some minutes.
    return instanceOf(vm, store)
      ? not(`VM '${name}' runs. Stop it first.`)
      : unlessGoing(of);
  },
  basis: of => ({
    uid: of.metadata.uid,
    isReady: flag(at(of, 'status', 'readyToUse')),
    isGoing: isGoing(of),
  }),
  steps: of => [
    asking(RESTORE, of, {
      target: vmRef(sourceOf(of) ?? ''),
      virtualMachineSnapshotName: of.metadata.name,
    }),
  ],
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

/** The migrations of a VM that have not ended. Source: kubevirt.io/api/core/v1, VirtualMachineInstanceMigrationPhase. */
const migrationsOf = (
  { metadata: { namespace, name } }: KubeObject,
  store: ClusterStore,
): readonly KubeObject[] =>
  store
    .list({
      group: 'kubevirt.io',
      kind: 'VirtualMachineInstanceMigration',
      namespace,
    })
    .filter(
      one =>
        at(one, 'spec', 'vmiName') === name &&
        !['Succeeded', 'Failed'].includes(
          text(at(one, 'status', 'phase')) ?? '',
        ),
    );

const cancel: Act = {
  id: 'vm-cancel-migration',
  kinds: VIRTUAL_MACHINE,
  right: 'power',
  words: actWords['vm-cancel-migration'],
  danger: 'none',
  needs: [
    {
      group: 'kubevirt.io',
      resource: 'virtualmachineinstancemigrations',
      verb: 'delete',
    },
  ],
  offer: (vm, store) =>
    migrationsOf(vm, store).length > 0 ? unlessGoing(vm) : undefined,
  basis: (vm, store) => ({
    uid: vm.metadata.uid,
    migrations: migrationsOf(vm, store).map(({ metadata }) => metadata.uid),
  }),
  steps: (vm, _, store) =>
    migrationsOf(vm, store).map(migration => ({
      request: {
        method: 'DELETE',
        path: resourcePath(
          {
            group: 'kubevirt.io',
            version: 'v1',
            plural: 'virtualmachineinstancemigrations',
          },
          migration.metadata,
        ),
        body: deletionOf(migration),
      },
      progress: now => towardsGone(migration, now),
      timeoutMs: 5 * MINUTE_MS,
    })),
};

const remove: Act = {
  id: 'vm-delete',
  kinds: VIRTUAL_MACHINE,
  right: 'destroy',
  words: actWords['vm-delete'],
  danger: 'asksName',
  needs: [
    { group: 'kubevirt.io', resource: 'virtualmachines', verb: 'delete' },
  ],
  offer: unlessGoing,
  basis: vm => ({
    uid: vm.metadata.uid,
    isGoing: isGoing(vm),
    strategy: runStrategyOf(vm),
  }),
  steps: vm => [
    {
      request: {
        method: 'DELETE',
        path: resourcePath(
          { group: 'kubevirt.io', version: 'v1', plural: 'virtualmachines' },
          vm.metadata,
        ),
        body: deletionOf(vm),
      },
      progress: store => doneIf(!nowOf(vm, store) && !instanceOf(vm, store)),
      timeoutMs: 10 * MINUTE_MS,
    },
  ],
};

/** What calls off the move of a VM. */
export const vmMoveActs: readonly Act[] = [cancel];

/** What becomes of a VM: its copies, its end. */
export const vmLifeActs: readonly Act[] = [snapshot, clone, restore, remove];
