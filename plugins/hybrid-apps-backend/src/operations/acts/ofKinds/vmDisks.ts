import { actWords } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { z } from 'zod';
import { ClusterStore, KubeObject } from '../../../clusters';
import { at, flag, list, text } from '../../../objects';
import { Act, Choice, not } from '../types';
import { claimOf, freeClaims, sourceOf, volumesOf } from './freeClaims';
import { freeName, MINUTE_MS, unlessGoing } from './shared';
import {
  askKubevirt,
  liveInstance,
  shape,
  SUBRESOURCES,
  towardsChange,
  VIRTUAL_MACHINE,
} from './vm';

const PLUG_MS = 10 * MINUTE_MS;

const needs = (subresource: string) => [
  {
    group: SUBRESOURCES,
    resource: `virtualmachines/${subresource}`,
    verb: 'update',
  },
];

const named = (all: readonly unknown[], name: string | undefined) =>
  all.find(one => at(one, 'name') === name);

/** What a guest that runs has of a volume. */
const statusOf = (instance: KubeObject, name: string | undefined) =>
  named(list(at(instance, 'status', 'volumeStatus')), name);

/** What is called something in a VM already: virt-api takes no volume of such a name. Source: kubevirt, pkg/virt-api/rest, `verifyVolumeOption`. */
const namesIn = (vm: KubeObject, store: ClusterStore): unknown[] =>
  [
    ...volumesOf(vm),
    ...list(at(vm, 'spec', 'template', 'spec', 'domain', 'devices', 'disks')),
    ...list(at(liveInstance(vm, store), 'spec', 'volumes')),
  ].map(one => at(one, 'name'));

/** The volume that is of a claim, whatever it is called. */
const volumeOf = (vm: KubeObject, claim: string) =>
  volumesOf(vm).find(volume => claimOf(volume) === claim);

/** It takes no disk while it runs. Source: kubevirt.io/api/core/v1, `Devices.DisableHotplug`. */
const isClosed = (vm: KubeObject, store: ClusterStore) =>
  liveInstance(vm, store) !== undefined &&
  flag(
    at(vm, 'spec', 'template', 'spec', 'domain', 'devices', 'disableHotplug'),
  );

const addInput = z.strictObject({ claim: z.string().max(253) });

/**
 * As `virtctl addvolume --persist` does. The cluster takes a claim that is not
 * there, too, and never plugs it in.
 */
const add: Act<z.infer<typeof addInput>> = {
  id: 'vm-disk-add',
  kinds: VIRTUAL_MACHINE,
  right: 'change',
  words: actWords['vm-disk-add'],
  danger: 'asks',
  input: addInput,
  needs: needs('addvolume'),
  offer(vm, store) {
    if (isClosed(vm, store)) {
      return not(
        'It takes no disk while it runs (disableHotplug). Stop it first.',
      );
    }
    return freeClaims(vm, store).length > 0
      ? unlessGoing(vm)
      : not(
          'Its namespace has no claim that nothing uses. Make a DataVolume or a PersistentVolumeClaim there first.',
        );
  },
  about: (vm, store) => ({
    choices: { claim: freeClaims(vm, store) },
    tells: [
      liveInstance(vm, store)
        ? 'It runs, and has the disk at once where KubeVirt plugs disks in.'
        : 'It is off, and has the disk as it starts.',
    ],
  }),
  basis: (vm, store) => ({
    ...shape(vm, store),
    isClosed: isClosed(vm, store),
  }),
  steps(vm, { claim }, all) {
    const name = freeName(claim, namesIn(vm, all));
    return [
      {
        request: askKubevirt(vm, 'virtualmachines/addvolume', {
          name,
          disk: { name, disk: { bus: 'scsi' }, serial: name },
          volumeSource: sourceOf(vm, claim, all),
        }),
        progress: store =>
          towardsChange(vm, store, {
            isWritten: now => volumeOf(now, claim) !== undefined,
            hasIt: (instance, now) =>
              at(
                statusOf(instance, text(at(volumeOf(now, claim), 'name'))),
                'phase',
              ) === 'Ready',
          }),
        timeoutMs: PLUG_MS,
      },
    ];
  },
};

/** Volumes that can be taken out again. Source: kubevirt, pkg/virt-api/rest, `volumeHotpluggable`. */
const pluggedIn = (vm: KubeObject): Choice[] =>
  volumesOf(vm).flatMap(volume => {
    const name = text(at(volume, 'name'));
    const isPlugged = ['dataVolume', 'persistentVolumeClaim'].some(source =>
      flag(at(volume, source, 'hotpluggable')),
    );
    return name !== undefined && isPlugged
      ? [
          {
            value: name,
            label:
              claimOf(volume) === name ? name : `${name}: ${claimOf(volume)}`,
          },
        ]
      : [];
  });

const removeInput = z.strictObject({ volume: z.string().max(63) });

const remove: Act<z.infer<typeof removeInput>> = {
  id: 'vm-disk-remove',
  kinds: VIRTUAL_MACHINE,
  right: 'change',
  words: actWords['vm-disk-remove'],
  danger: 'asks',
  input: removeInput,
  needs: needs('removevolume'),
  offer: vm => (pluggedIn(vm).length > 0 ? unlessGoing(vm) : undefined),
  about: vm => ({ choices: { volume: pluggedIn(vm) } }),
  basis: shape,
  steps: (vm, { volume }) => [
    {
      request: askKubevirt(vm, 'virtualmachines/removevolume', {
        name: volume,
      }),
      progress: store =>
        towardsChange(vm, store, {
          isWritten: now => named(volumesOf(now), volume) === undefined,
          hasIt: instance => statusOf(instance, volume) === undefined,
        }),
      timeoutMs: PLUG_MS,
    },
  ],
};

/** Acts on the disks of a VM. */
export const vmDiskActs: readonly Act[] = [add, remove];
