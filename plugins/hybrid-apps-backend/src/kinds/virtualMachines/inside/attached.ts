import { ObjectInside } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { KubeObject } from '../../../clusters';
import { at, objectField } from '../../../objects';
import { migrations } from '../../migrations';
import { present } from '../../presentFacts';
import { snapshots } from '../../snapshots';
import { statusOf } from '../../status';
import { World } from '../../types';

type Attached = NonNullable<ObjectInside['attached']>[number];

/** So many are told; each snapshot that was ever taken is there until somebody removes it. */
const MOST = 25;

/** What may be started on a VM, or made of it. */
const KINDS = [...migrations, ...snapshots];

/** What of these there are, to be asked whether they are known. */
export const ATTACHED = KINDS.flatMap(({ groups: [group], watch }) =>
  watch ? [{ group, resource: watch.resource }] : [],
);

/**
 * Whether one is about a VM, or its instance, which has the same name.
 * Source: kubevirt.io/api/core/v1, `VirtualMachineInstanceMigrationSpec`;
 * kubevirt.io/api/snapshot, clone and export: `source` and `target`.
 */
const isAbout = (object: KubeObject, name: string): boolean =>
  at(object, 'spec', 'vmiName') === name ||
  ['source', 'target'].some(
    field =>
      at(object, 'spec', field, 'kind') === 'VirtualMachine' &&
      at(object, 'spec', field, 'name') === name,
  );

const told = (
  object: KubeObject,
  { health }: (typeof KINDS)[number],
  world: World,
): Attached[] =>
  health
    ? [
        present({
          object: objectField(world.name, object),
          status: statusOf({
            ...health.judge(object, world),
            source: health.source,
          }),
          createdAt: object.metadata.creationTimestamp,
        }),
      ]
    : [];

const compare = (one: Attached, other: Attached): number => {
  const [a, b] = [one.createdAt ?? '', other.createdAt ?? ''];
  if (a !== b) {
    return a > b ? -1 : 1;
  }
  return (one.object.id ?? '') < (other.object.id ?? '') ? -1 : 1;
};

/** What was started on a VM or made of it, the newest first. */
export function attachedTo(vm: KubeObject, world: World): Attached[] {
  const { namespace = '', name } = vm.metadata;
  return KINDS.flatMap(kind =>
    world
      .list({ group: kind.groups[0], kind: kind.kind, namespace })
      .filter(object => isAbout(object, name))
      .flatMap(object => told(object, kind, world)),
  )
    .sort(compare)
    .slice(0, MOST);
}
