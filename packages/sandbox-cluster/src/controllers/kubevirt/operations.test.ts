import { KubeObject, recordAt, textAt } from '../../objects';
import { sandbox, Sandbox, virtualMachine } from '../testing';

const object = (
  apiVersion: string,
  kind: string,
  name: string,
  spec: object,
): KubeObject => ({
  apiVersion,
  kind,
  metadata: { name, namespace: 'demo' },
  spec,
});

const migration = object(
  'kubevirt.io/v1',
  'VirtualMachineInstanceMigration',
  'move',
  { vmiName: 'vm' },
);
const source = { apiGroup: 'kubevirt.io', kind: 'VirtualMachine', name: 'vm' };
const snapshot = object(
  'snapshot.kubevirt.io/v1beta1',
  'VirtualMachineSnapshot',
  'before',
  { source },
);

const launchers = ({ view }: Sandbox) =>
  view
    .list('Pod')
    .filter(pod => pod.metadata.labels?.['kubevirt.io'] === 'virt-launcher');
const vmOf = ({ view }: Sandbox, name = 'vm') =>
  view.get('VirtualMachine', name, 'demo');

describe('a migration', () => {
  it('moves the guest to the other node, with two launcher Pods on the way', () => {
    const cluster = sandbox();
    const statuses = new Set<string>();
    let most = 0;
    cluster.create(virtualMachine('vm'));
    cluster.pass(10);
    const [before] = launchers(cluster);
    cluster.store.subscribe(({ object: changed }) => {
      most = Math.max(most, launchers(cluster).length);
      if (changed.kind === 'VirtualMachine') {
        statuses.add(textAt(changed, 'status', 'printableStatus'));
      }
    });
    cluster.create(migration);
    cluster.pass(20);

    const vmi = cluster.view.get('VirtualMachineInstance', 'vm', 'demo');
    const [after] = launchers(cluster);
    expect(most).toBe(2);
    expect(launchers(cluster)).toHaveLength(1);
    expect(after.spec.nodeName).not.toBe(before.spec.nodeName);
    expect(vmi?.status).toMatchObject({
      phase: 'Running',
      nodeName: after.spec.nodeName,
      migrationState: {
        completed: true,
        sourceNode: before.spec.nodeName,
        targetNode: after.spec.nodeName,
      },
      interfaces: [{ ipAddress: after.status?.podIP }],
    });
    expect([...statuses]).toEqual(['Migrating', 'Running']);
    expect(
      cluster.view.get('VirtualMachineInstanceMigration', 'move', 'demo')
        ?.status?.phase,
    ).toBe('Succeeded');
    expect(cluster.errors).toEqual([]);
  });

  it('fails with the reason where the guest cannot be moved', () => {
    const cluster = sandbox();
    const claim = object('v1', 'PersistentVolumeClaim', 'disk', {
      accessModes: ['ReadWriteOnce'],
      resources: { requests: { storage: '1Gi' } },
    });
    cluster.create(claim);
    cluster.create(
      virtualMachine('vm', {
        template: {
          volumes: [
            { name: 'root', persistentVolumeClaim: { claimName: 'disk' } },
          ],
        },
      }),
    );
    cluster.pass(10);
    cluster.create(migration);
    cluster.pass(5);
    expect(
      cluster.view.get('VirtualMachineInstanceMigration', 'move', 'demo')
        ?.status?.phase,
    ).toBe('Failed');
    expect(cluster.events('FailedMigration')).toEqual([
      'cannot migrate VMI: PVC disk is not shared, live migration requires that all PVCs must be shared (using ReadWriteMany access mode)',
    ]);
  });
});

describe('a snapshot', () => {
  it('is ready to use, and brings a stopped VM back to what it was', () => {
    const cluster = sandbox();
    const vm = cluster.create(virtualMachine('vm'));
    cluster.pass(10);
    cluster.create(snapshot);
    cluster.pass(5);
    expect(
      cluster.view.get('VirtualMachineSnapshot', 'before', 'demo')?.status,
    ).toMatchObject({ phase: 'Succeeded', readyToUse: true });

    const template = recordAt(
      virtualMachine('vm', { image: 'registry.example/other:1' }),
      'spec',
      'template',
    );
    cluster.change(vm, { template, runStrategy: 'Halted' });
    cluster.create(
      object('snapshot.kubevirt.io/v1beta1', 'VirtualMachineRestore', 'back', {
        target: source,
        virtualMachineSnapshotName: 'before',
      }),
    );
    cluster.pass(20);
    expect(
      cluster.view.get('VirtualMachineRestore', 'back', 'demo')?.status
        ?.complete,
    ).toBe(true);
    const { spec } = vmOf(cluster) ?? {};
    expect(spec?.template.spec.volumes?.[0].containerDisk?.image).toBe(
      'registry.example/mongodb-vm:7',
    );
    expect(spec?.runStrategy).toBe('Halted');
    expect(cluster.errors).toEqual([]);
  });
});

describe('a clone', () => {
  it('makes a stopped VM with disks of its own', () => {
    const cluster = sandbox();
    const disk = {
      metadata: { name: 'disk' },
      spec: {
        source: { blank: {} },
        storage: { resources: { requests: { storage: '1Gi' } } },
      },
    };
    cluster.create(
      virtualMachine('vm', {
        spec: { dataVolumeTemplates: [disk] },
        template: { volumes: [{ name: 'root', dataVolume: { name: 'disk' } }] },
      }),
    );
    cluster.pass(15);
    cluster.create(
      object('clone.kubevirt.io/v1beta1', 'VirtualMachineClone', 'copy', {
        source,
        target: { ...source, name: 'vm2' },
      }),
    );
    cluster.pass(10);
    expect(vmOf(cluster, 'vm2')?.spec).toMatchObject({
      runStrategy: 'Halted',
      dataVolumeTemplates: [{ metadata: { name: 'disk-vm2' } }],
      template: { spec: { volumes: [{ dataVolume: { name: 'disk-vm2' } }] } },
    });
    expect(
      cluster.view.get('VirtualMachineClone', 'copy', 'demo')?.status?.phase,
    ).toBe('Succeeded');
    expect(cluster.errors).toEqual([]);
  });
});
