import { KubeObject, textAt } from '../../objects';
import { getCondition } from '../meta';
import { printableStatus, Sandbox, sandbox, virtualMachine } from '../testing';

/** The words that the VM's status goes through. */
function watchStatus({ store }: Sandbox): string[] {
  const seen: string[] = [];
  store.subscribe(({ object }) => {
    const status =
      object.kind === 'VirtualMachine'
        ? textAt(object, 'status', 'printableStatus')
        : '';
    if (status && seen[seen.length - 1] !== status) {
      seen.push(status);
    }
  });
  return seen;
}

function withDisk(url: string, storageClassName?: string): KubeObject {
  return virtualMachine('vm', {
    spec: {
      dataVolumeTemplates: [
        {
          metadata: { name: 'disk' },
          spec: {
            source: { http: { url } },
            storage: {
              storageClassName,
              resources: { requests: { storage: '10Gi' } },
            },
          },
        },
      ],
    },
    template: { volumes: [{ name: 'root', dataVolume: { name: 'disk' } }] },
  });
}

describe('a VirtualMachine with disks', () => {
  it('imports its disk before it starts', () => {
    const cluster = sandbox();
    const seen = watchStatus(cluster);
    cluster.create(withDisk('https://images.example/fedora.qcow2'));
    cluster.pass(3);
    const [volume] = cluster.view.list('DataVolume');
    expect(volume.status).toMatchObject({
      phase: 'ImportInProgress',
      progress: expect.stringMatching(/^\d+\.\d\d%$/),
      claimName: 'disk',
    });
    cluster.pass(10);
    expect(cluster.view.list('DataVolume')[0].status).toMatchObject({
      phase: 'Succeeded',
      progress: '100.0%',
    });
    // The VMI is created in the same breath that says Stopped, as recorded.
    expect(seen).toEqual([
      'Stopped',
      'Provisioning',
      'Stopped',
      'Starting',
      'Running',
    ]);
  });

  it('is the consumer that a volume waits for', () => {
    const cluster = sandbox([
      {
        apiVersion: 'storage.k8s.io/v1',
        kind: 'StorageClass',
        metadata: { name: 'local' },
        provisioner: 'local.example.com',
        volumeBindingMode: 'WaitForFirstConsumer',
      },
    ]);
    const seen = watchStatus(cluster);
    cluster.create(withDisk('https://images.example/fedora.qcow2', 'local'));
    cluster.pass(30);
    expect(seen).toEqual(
      expect.arrayContaining(['WaitingForVolumeBinding', 'Starting']),
    );
    expect(printableStatus(cluster, 'vm')).toBe('Running');
    expect(cluster.view.list('DataVolume')[0].status?.phase).toBe('Succeeded');
  });

  it('shows an import that fails, with the importer’s words', () => {
    const cluster = sandbox();
    cluster.create(withDisk('https://images.example/does-not-exist.qcow2'));
    cluster.pass(20);
    expect(printableStatus(cluster, 'vm')).toBe('DataVolumeError');
    const [volume] = cluster.view.list('DataVolume');
    expect(volume.status?.restartCount).toBeGreaterThan(0);
    expect(getCondition(volume, 'Running')).toMatchObject({
      status: 'False',
      reason: 'Error',
      message:
        'Unable to connect to http data source: expected status code 200, got 404. Status: 404 Not Found',
    });
  });

  it('goes with its disks when it is deleted', () => {
    const cluster = sandbox();
    cluster.create(withDisk('https://images.example/fedora.qcow2'));
    cluster.pass(20);
    expect(printableStatus(cluster, 'vm')).toBe('Running');
    cluster.store.delete({
      group: 'kubevirt.io',
      kind: 'VirtualMachine',
      namespace: 'demo',
      name: 'vm',
    });
    cluster.pass(1);
    expect(printableStatus(cluster, 'vm')).toBe('Terminating');
    cluster.pass(10);
    for (const kind of [
      'VirtualMachine',
      'VirtualMachineInstance',
      'Pod',
      'DataVolume',
      'PersistentVolumeClaim',
      'PersistentVolume',
    ] as const) {
      expect(cluster.view.list(kind)).toEqual([]);
    }
  });
});
