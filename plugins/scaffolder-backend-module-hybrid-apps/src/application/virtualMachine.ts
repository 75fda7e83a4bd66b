import { Manifest } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { Conventions } from './conventions';
import { HybridApplication } from './schema';

const SIZES = {
  small: { cores: 1, memory: '2Gi' },
  medium: { cores: 2, memory: '4Gi' },
  large: { cores: 4, memory: '8Gi' },
};

/** What the disk is a copy of. */
function diskSource({ image, goldenImage }: HybridApplication['vm']) {
  if (!goldenImage) {
    return { source: { registry: { url: `docker://${image}` } } };
  }
  const [namespace, name] = goldenImage.split('/');
  return { sourceRef: { kind: 'DataSource', namespace, name } };
}

/**
 * The database's VM. It has no readiness probe: the image decides whether
 * something listens already when it boots, and a VM without its database is
 * there to be set up.
 */
export function virtualMachine(
  { vm, database }: HybridApplication,
  { metadataOf, names, labelsOf }: Conventions,
): Manifest {
  const size = SIZES[vm.size || 'small'];
  const bus = { disk: { bus: 'virtio' } };
  return {
    apiVersion: 'kubevirt.io/v1',
    kind: 'VirtualMachine',
    metadata: metadataOf('database'),
    spec: {
      runStrategy: 'Always',
      ...(vm.instancetype && { instancetype: { name: vm.instancetype } }),
      dataVolumeTemplates: [
        {
          metadata: { name: names.disk, labels: labelsOf('database') },
          spec: {
            ...diskSource(vm),
            storage: { resources: { requests: { storage: vm.diskSize } } },
          },
        },
      ],
      template: {
        metadata: { labels: labelsOf('database') },
        spec: {
          domain: {
            ...(!vm.instancetype && {
              cpu: { cores: size.cores },
              memory: { guest: size.memory },
            }),
            devices: {
              disks: [
                { name: 'root', ...bus },
                ...(vm.cloudInitSecret ? [{ name: 'cloudinit', ...bus }] : []),
              ],
              interfaces: [
                {
                  name: 'default',
                  masquerade: {},
                  ports: [
                    {
                      name: 'database',
                      port: database.port,
                      protocol: 'TCP',
                    },
                  ],
                },
              ],
            },
          },
          networks: [{ name: 'default', pod: {} }],
          volumes: [
            { name: 'root', dataVolume: { name: names.disk } },
            // Never as text: passwords and keys would be for all to read who
            // may read VMs, and in the task's record.
            ...(vm.cloudInitSecret
              ? [
                  {
                    name: 'cloudinit',
                    cloudInitNoCloud: {
                      secretRef: { name: vm.cloudInitSecret },
                    },
                  },
                ]
              : []),
          ],
        },
      },
    },
  };
}
