import { KubeObject } from '../objects';
import { validate } from './index';
import { Refused, vm } from './testing';

const root = {
  name: 'root',
  containerDisk: { image: 'registry.example/vm:1' },
};
const nic = { name: 'default', masquerade: {} };

describe('validation of VMs', () => {
  it.each<[string, KubeObject]>([
    [
      'a VM whose volume has no disk',
      vm(
        { devices: { interfaces: [nic] } },
        { volumes: [root], networks: [{ name: 'default', pod: {} }] },
      ),
    ],
    [
      'a VM with nothing in its CD-ROM drive',
      vm({ devices: { disks: [{ name: 'cd', cdrom: { bus: 'sata' } }] } }),
    ],
    [
      'a VM with the older running',
      vm({}, {}, { running: true, runStrategy: undefined }),
    ],
    [
      'a VM with an instance type',
      vm({ memory: undefined }, {}, { instancetype: { name: 'u1' } }),
    ],
  ])('takes %s', (_what, valid) => {
    expect(validate(valid)).toEqual([]);
  });

  it.each<Refused>([
    [
      'a disk without volume',
      vm({ devices: { disks: [{ name: 'nope' }] } }),
      'spec.template.spec.domain.devices.disks[0].name',
      "spec.template.spec.domain.devices.disks[0].Name 'nope' not found.",
    ],
    [
      'a volume without source',
      vm({}, { volumes: [{ name: 'root' }] }),
      'spec.template.spec.volumes[0]',
      'spec.template.spec.volumes[0] must have exactly one source type set',
    ],
    [
      'two volumes of a name',
      vm({}, { volumes: [root, root] }),
      'spec.template.spec.volumes[1].name',
      'spec.template.spec.volumes[1] and spec.template.spec.volumes[0] must not have the same Name.',
    ],
    [
      'an interface without network',
      vm({ devices: { interfaces: [nic] } }),
      'spec.template.spec.domain.devices.interfaces[0].name',
      "spec.template.spec.domain.devices.interfaces[0].name 'default' not found.",
    ],
    [
      'a network without interface',
      vm({}, { networks: [{ name: 'default', pod: {} }] }),
      'spec.template.spec.networks[0].name',
      "spec.template.spec.networks[0].name 'default' not found.",
    ],
    [
      'running beside runStrategy',
      vm({}, {}, { running: true }),
      'spec.running',
      'Running and RunStrategy are mutually exclusive. Note that Running is deprecated, please use RunStrategy instead',
    ],
    [
      'a run strategy that is none',
      vm({}, {}, { runStrategy: 'Sometimes' }),
      'spec.runStrategy',
      'Invalid RunStrategy (Sometimes)',
    ],
    [
      'a CPU beside an instance type',
      vm(
        { memory: undefined, cpu: { cores: 2 } },
        {},
        { instancetype: { name: 'u1' } },
      ),
      'spec.template.spec.domain.cpu',
      'VM field(s) spec.template.spec.domain.cpu conflicts with selected instance type',
    ],
    [
      'a DataVolume template that no volume uses',
      vm(
        {},
        {},
        {
          dataVolumeTemplates: [
            { metadata: { name: 'disk' }, spec: { storage: {} } },
          ],
        },
      ),
      'spec.dataVolumeTemplate[0]',
      "DataVolumeTemplate entry spec.dataVolumeTemplate[0] must be referenced in the VMI template's 'volumes' list",
    ],
  ])('refuses %s', (_what, bad, field, message) => {
    expect(validate(bad)).toEqual([
      expect.objectContaining({
        field,
        message: expect.stringContaining(message),
      }),
    ]);
  });
});
