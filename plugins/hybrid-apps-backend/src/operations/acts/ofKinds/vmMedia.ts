import { actWords } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { InputError } from '@backstage/errors';
import { z } from 'zod';
import { ClusterStore, KubeObject } from '../../../clusters';
import { at, flag, list, text } from '../../../objects';
import { Act, Choice, not } from '../types';
import { claimOf, freeClaims, sourceOf, volumesOf } from './freeClaims';
import { MINUTE_MS, unlessGoing } from './shared';
import {
  liveInstance,
  PATCHES_VM,
  patchVm,
  shape,
  towardsChange,
  VIRTUAL_MACHINE,
} from './vm';

const MEDIA_MS = 10 * MINUTE_MS;
const VOLUMES = '/spec/template/spec/volumes';

/** A drive stays where its volume is taken out. */
const TAKES =
  'KubeVirt changes what is in a drive from version 1.6 on, with its feature gate DeclarativeHotplugVolumes; without, the cluster refuses it.';

/** The names of the CD-ROM drives of a VM. */
const drivesOf = (vm: KubeObject): string[] =>
  list(
    at(vm, 'spec', 'template', 'spec', 'domain', 'devices', 'disks'),
  ).flatMap(disk =>
    at(disk, 'cdrom') === undefined ? [] : text(at(disk, 'name')) ?? [],
  );

/** The volume in a drive: it has the drive's name. */
const volumeIn = (vm: KubeObject, drive: string) =>
  volumesOf(vm).find(volume => at(volume, 'name') === drive);

const statusOf = (instance: KubeObject, drive: string) =>
  list(at(instance, 'status', 'volumeStatus')).find(
    one => at(one, 'name') === drive,
  );

/** What is in by a claim; an image of a container cannot be put in again. */
const filled = (vm: KubeObject): Choice[] =>
  drivesOf(vm).flatMap(drive => {
    const claim = claimOf(volumeIn(vm, drive));
    return claim === undefined
      ? []
      : [{ value: drive, label: `${drive}: ${claim}` }];
  });

const empty = (vm: KubeObject): Choice[] =>
  drivesOf(vm)
    .filter(drive => volumeIn(vm, drive) === undefined)
    .map(drive => ({ value: drive, label: drive }));

/** Only what was plugged in comes out of a guest that runs. */
const isFixed = (volume: unknown) =>
  ['dataVolume', 'persistentVolumeClaim'].every(
    source => !flag(at(volume, source, 'hotpluggable')),
  );

function howItComesOut(vm: KubeObject, store: ClusterStore): string[] {
  if (!liveInstance(vm, store)) {
    return [];
  }
  const fixed = drivesOf(vm).filter(drive => {
    const volume = volumeIn(vm, drive);
    return volume !== undefined && isFixed(volume);
  });
  return fixed.length > 0
    ? [
        `It runs, and was started with what is in ${fixed
          .map(drive => `'${drive}'`)
          .join(', ')}: that comes out after a restart.`,
      ]
    : [];
}

const ejectInput = z.strictObject({ drive: z.string().max(63) });

const eject: Act<z.infer<typeof ejectInput>> = {
  id: 'vm-media-eject',
  kinds: VIRTUAL_MACHINE,
  right: 'change',
  words: actWords['vm-media-eject'],
  danger: 'asks',
  input: ejectInput,
  needs: PATCHES_VM,
  offer: vm => (filled(vm).length > 0 ? unlessGoing(vm) : undefined),
  about: (vm, store) => ({
    choices: { drive: filled(vm) },
    tells: [...howItComesOut(vm, store), TAKES],
  }),
  basis: shape,
  steps(vm, { drive }) {
    const index = volumesOf(vm).findIndex(one => at(one, 'name') === drive);
    if (index < 0) {
      throw new InputError(`There is nothing in '${drive}'.`);
    }
    return [
      {
        request: patchVm(vm, [{ op: 'remove', path: `${VOLUMES}/${index}` }]),
        progress: store =>
          towardsChange(vm, store, {
            isWritten: now => volumeIn(now, drive) === undefined,
            hasIt: instance => statusOf(instance, drive) === undefined,
          }),
        timeoutMs: MEDIA_MS,
      },
    ];
  },
};

const insertInput = z.strictObject({
  drive: z.string().max(63),
  claim: z.string().max(253),
});

const insert: Act<z.infer<typeof insertInput>> = {
  id: 'vm-media-insert',
  kinds: VIRTUAL_MACHINE,
  right: 'change',
  words: actWords['vm-media-insert'],
  danger: 'asks',
  input: insertInput,
  needs: PATCHES_VM,
  offer(vm, store) {
    if (empty(vm).length === 0) {
      return undefined;
    }
    return freeClaims(vm, store).length > 0
      ? unlessGoing(vm)
      : not('Its namespace has no claim that nothing uses.');
  },
  about: (vm, store) => ({
    choices: { drive: empty(vm), claim: freeClaims(vm, store) },
    tells: [TAKES],
  }),
  basis: shape,
  steps(vm, { drive, claim }, all) {
    const volume = { name: drive, ...sourceOf(vm, claim, all) };
    return [
      {
        request: patchVm(vm, [
          volumesOf(vm).length > 0
            ? { op: 'add', path: `${VOLUMES}/-`, value: volume }
            : { op: 'add', path: VOLUMES, value: [volume] },
        ]),
        progress: store =>
          towardsChange(vm, store, {
            isWritten: now => claimOf(volumeIn(now, drive)) === claim,
            hasIt: instance =>
              at(statusOf(instance, drive), 'phase') === 'Ready',
          }),
        timeoutMs: MEDIA_MS,
      },
    ];
  },
};

/** Acts on what is in the CD-ROM drives of a VM. */
export const vmMediaActs: readonly Act[] = [eject, insert];
