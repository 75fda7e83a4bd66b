import { ClusterStore, PlainObject } from '../clusters';
import { createStoreFromObjects } from '../kinds';
import { aboutOf, allActs } from '../operations/acts';
import { namesAlone } from './namesAlone';

const type = (name: string, namespace?: string): PlainObject => ({
  apiVersion: 'instancetype.kubevirt.io/v1beta1',
  kind: namespace
    ? 'VirtualMachineInstancetype'
    : 'VirtualMachineClusterInstancetype',
  metadata: { name, uid: name, ...(namespace && { namespace }) },
  spec: { cpu: { guest: 7 }, memory: { guest: '7Gi' } },
});

const full = createStoreFromObjects('onprem', [
  {
    apiVersion: 'kubevirt.io/v1',
    kind: 'VirtualMachine',
    metadata: { name: 'db', namespace: 'shop', uid: 'db' },
    spec: {
      instancetype: {
        name: 'named',
        kind: 'VirtualMachineClusterInstancetype',
      },
      template: { spec: { domain: {} } },
    },
  },
  type('named'),
  type('of-others'),
  type('own', 'shop'),
  {
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClass',
    metadata: { name: 'slow', uid: 'slow' },
    provisioner: 'p',
    allowVolumeExpansion: false,
  },
  {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name: 'data', namespace: 'shop', uid: 'data' },
    spec: { storageClassName: 'slow' },
    status: { phase: 'Bound' },
  },
]);

/** What an act tells of an object of the namespace, and whether it is possible. */
function told(id: string, group: string, kind: string, store: ClusterStore) {
  const act = allActs(() => new Date(0)).find(one => one.id === id)!;
  const [object] = store.list({ group, kind, namespace: 'shop' });
  return JSON.stringify([
    act.offer(object, store),
    aboutOf(act, object, store),
  ]);
}

describe('what is in no namespace', () => {
  it('is told by its name where something names it, and no other is, to who may not read clusters', () => {
    const tell = (store: ClusterStore) =>
      told('vm-instance-type', 'kubevirt.io', 'VirtualMachine', store);
    expect(tell(full)).toContain('of-others');
    const text = tell(namesAlone(full));
    expect(text).not.toContain('of-others');
    expect(text).toContain('It has named now.');
    expect(text).toContain('shop/own: 7');
  });

  it('says nothing of itself to them', () => {
    const tell = (store: ClusterStore) =>
      told('claim-grow', '', 'PersistentVolumeClaim', store);
    expect(tell(full)).toContain('allowVolumeExpansion');
    expect(tell(namesAlone(full))).not.toContain('allowVolumeExpansion');
  });
});
