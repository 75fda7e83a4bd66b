/**
 * What addvolume and removevolume make of a VM, and of its instance where it runs.
 * Source: kubevirt, pkg/virt-api/rest, `verifyVolumeOption`; a claim that is not
 * there is taken, as it was recorded.
 */
import { isJson, Json, KubeObject, recordAt, recordsAt } from '../objects';
import { badRequest, StatusError } from '../status';

type Refuse = (why: string) => StatusError;

const SOURCES = ['dataVolume', 'persistentVolumeClaim'] as const;

const isPlugged = (volume: Json): boolean =>
  SOURCES.some(source => recordAt(volume, source).hotpluggable === true);

const claimOf = (volume: Json): unknown =>
  recordAt(volume, 'dataVolume').name ??
  recordAt(volume, 'persistentVolumeClaim').claimName;

/** The spec of a guest with other volumes and disks. */
const withDisks = (spec: Json, volumes: Json[], disks: Json[]): Json => {
  const domain = recordAt(spec, 'domain');
  return {
    ...spec,
    domain: { ...domain, devices: { ...recordAt(domain, 'devices'), disks } },
    volumes,
  };
};

/** Changes the guest's spec in a VM and in its instance alike. */
export const inBoth = (
  objects: readonly KubeObject[],
  change: (spec: Json) => Json,
): KubeObject[] =>
  objects.map(object => {
    const spec = recordAt(object, 'spec');
    if (object.kind !== 'VirtualMachine') {
      return { ...object, spec: change(spec) };
    }
    const template = recordAt(spec, 'template');
    return {
      ...object,
      spec: {
        ...spec,
        template: { ...template, spec: change(recordAt(template, 'spec')) },
      },
    };
  });

/** With one more disk, which can be taken out again. */
export function plug(options: Json, refuse: Refuse): (spec: Json) => Json {
  const { name, disk, volumeSource } = options;
  if (typeof name !== 'string' || name === '') {
    throw badRequest('AddVolumeOptions requires name to be set');
  }
  if (!isJson(disk)) {
    throw badRequest('AddVolumeOptions requires disk to not be nil');
  }
  if (!isJson(volumeSource)) {
    throw badRequest('AddVolumeOptions requires VolumeSource to not be nil');
  }
  const volume: Json = {
    name,
    ...Object.fromEntries(
      SOURCES.flatMap(source =>
        isJson(volumeSource[source])
          ? [[source, { ...volumeSource[source], hotpluggable: true }]]
          : [],
      ),
    ),
  };
  return spec => {
    const volumes = recordsAt(spec, 'volumes');
    if (volumes.some(one => one.name === name)) {
      throw refuse(
        `Unable to add volume [${name}] because volume with that name already exists`,
      );
    }
    if (volumes.some(one => claimOf(one) === claimOf(volume))) {
      throw refuse(
        `Unable to add volume source [${claimOf(
          volume,
        )}] because it already exists`,
      );
    }
    return withDisks(
      spec,
      [...volumes, volume],
      [...recordsAt(spec, 'domain', 'devices', 'disks'), { ...disk, name }],
    );
  };
}

/** Without a disk that was plugged in; of what is not there nothing changes, as it was recorded. */
export function unplug({ name }: Json, refuse: Refuse): (spec: Json) => Json {
  if (typeof name !== 'string' || name === '') {
    throw badRequest('RemoveVolumeOptions requires name to be set');
  }
  return spec => {
    const volumes = recordsAt(spec, 'volumes');
    const found = volumes.find(one => one.name === name);
    if (!found) {
      return spec;
    }
    if (!isPlugged(found)) {
      throw refuse(
        `Unable to remove volume [${name}] because it is not hotpluggable`,
      );
    }
    const isOther = (one: Json) => one.name !== name;
    return withDisks(
      spec,
      volumes.filter(isOther),
      recordsAt(spec, 'domain', 'devices', 'disks').filter(isOther),
    );
  };
}
