import { actWords } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { ClusterStore, KubeObject, resourcePath } from '../../../clusters';
import { at, text } from '../../../objects';
import { towardsGone } from '../progress';
import { Act } from '../types';
import { deletionOf, MINUTE_MS, unlessGoing } from './shared';
import { VIRTUAL_MACHINE } from './vm';

/** The migrations that there are of a VM, also those that ended. */
export const allMigrationsOf = (
  { metadata: { namespace, name } }: KubeObject,
  store: ClusterStore,
): readonly KubeObject[] =>
  store
    .list({
      group: 'kubevirt.io',
      kind: 'VirtualMachineInstanceMigration',
      namespace,
    })
    .filter(one => at(one, 'spec', 'vmiName') === name);

/** Those that have not ended. Source: kubevirt.io/api/core/v1, VirtualMachineInstanceMigrationPhase. */
const migrationsOf = (vm: KubeObject, store: ClusterStore) =>
  allMigrationsOf(vm, store).filter(
    one =>
      !['Succeeded', 'Failed'].includes(text(at(one, 'status', 'phase')) ?? ''),
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

/** Acts on the moves of a VM. */
export const vmMoveActs: readonly Act[] = [cancel];
