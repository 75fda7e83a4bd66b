import { z } from 'zod';
import { at } from '../../objects';
import { clipped, listOf, pathOf, Placed, read } from './reading';
import { Rule, Subject } from './types';

const reference = z.object({ namespace: z.string().nullish() }).nullish();
const source = z.object({ pvc: reference, snapshot: reference }).nullish();

/** The specs of DataVolumes that a manifest has. */
function dataVolumesOf({ kind, manifest }: Subject): Array<Placed<unknown>> {
  if (kind === 'cdi.kubevirt.io/DataVolume') {
    return [{ path: 'spec', value: at(manifest, 'spec') }];
  }
  const path = 'spec.dataVolumeTemplates';
  const templates = read(
    listOf(z.object({ spec: z.unknown().optional() })),
    at(manifest, 'spec', 'dataVolumeTemplates'),
    path,
  );
  return (templates ?? []).map(({ spec }, index) => ({
    path: pathOf(path, index, 'spec'),
    value: spec,
  }));
}

export const storageRules: readonly Rule[] = [
  {
    name: 'Copies of disks',
    source:
      "https://github.com/kubevirt/containerized-data-importer/blob/main/doc/clone-datavolume.md: whoever creates the DataVolume needs the right to copy from the other namespace, and that is the portal's account",
    kinds: ['cdi.kubevirt.io/DataVolume', 'kubevirt.io/VirtualMachine'],
    *find(subject) {
      for (const { path, value } of dataVolumesOf(subject)) {
        const sources = read(source, at(value, 'source'), `${path}.source`);
        for (const by of ['pvc', 'snapshot'] as const) {
          const namespace = sources?.[by]?.namespace;
          if (namespace && namespace !== subject.app.namespace) {
            yield {
              path: pathOf(path, 'source', by, 'namespace'),
              is: `is '${clipped(namespace)}', another namespace than its own`,
              instead:
                'Take one of its own namespace, or a DataSource (sourceRef) that those who have it publish.',
            };
          }
        }
      }
    },
  },
];
