import { createStoreFromObjects } from '../../../kinds';
import { PlainObject } from '../../../clusters';
import { aboutOf } from '../offers';
import { vmDeleteActs } from './vmDelete';

const [alone, remove] = vmDeleteActs;
const place = (name: string) => ({ name, namespace: 'shop', uid: name });
const owners = (kind: 'VirtualMachine' | 'DataVolume', uid: string) => [
  {
    apiVersion:
      kind === 'DataVolume' ? 'cdi.kubevirt.io/v1beta1' : 'kubevirt.io/v1',
    kind,
    name: kind === 'DataVolume' ? 'root' : uid,
    uid,
  },
];

const vm: PlainObject = {
  apiVersion: 'kubevirt.io/v1',
  kind: 'VirtualMachine',
  metadata: place('db'),
  spec: {
    runStrategy: 'Halted',
    dataVolumeTemplates: [
      { metadata: { name: 'root' } },
      { metadata: { name: 'unknown' } },
    ],
    template: {
      spec: {
        volumes: [
          { name: 'a', dataVolume: { name: 'root' } },
          { name: 'b', dataVolume: { name: 'unknown' } },
          { name: 'c', persistentVolumeClaim: { claimName: 'data' } },
          { name: 'd', persistentVolumeClaim: { claimName: 'collected' } },
          { name: 'e', containerDisk: { image: 'a' } },
        ],
      },
    },
  },
};
const claim = (
  name: string,
  ownerReferences: ReturnType<typeof owners> = [],
): PlainObject => ({
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  metadata: { ...place(name), uid: `claim ${name}`, ownerReferences },
  spec: { resources: { requests: { storage: '5Gi' } } },
});
const root: PlainObject = {
  apiVersion: 'cdi.kubevirt.io/v1beta1',
  kind: 'DataVolume',
  metadata: {
    ...place('root'),
    uid: 'volume root',
    ownerReferences: owners('VirtualMachine', 'db'),
  },
};
const disks = [
  root,
  claim('root', owners('DataVolume', 'volume root')),
  claim('collected', owners('VirtualMachine', 'db')),
  claim('data'),
];

function within(objects: readonly PlainObject[]) {
  const store = createStoreFromObjects('onprem', objects);
  const [object] = store.list({ group: 'kubevirt.io', kind: 'VirtualMachine' });
  return { store, object };
}

it('tells of each disk whether it goes or stays', () => {
  const { store, object } = within([vm, ...disks]);
  expect(aboutOf(remove, object, store).tells).toEqual([
    "Disks that are deleted with it: 'collected' (5Gi), 'root' (5Gi), 'unknown'.",
    "Disks that stay, as it did not make them: 'data' (5Gi).",
  ]);
  expect(aboutOf(alone, object, store).tells).toEqual([
    "Disks that stay: 'collected' (5Gi), 'root' (5Gi), 'unknown', 'data' (5Gi).",
    'What KubeVirt noted of it (ControllerRevisions) stays as well.',
  ]);
});

it('lets no disk go with it that another owns, too', () => {
  const shared = {
    ...root,
    metadata: {
      ...root.metadata,
      ownerReferences: [
        ...owners('VirtualMachine', 'db'),
        ...owners('VirtualMachine', 'other'),
      ],
    },
  };
  const { store, object } = within([vm, shared]);
  expect(aboutOf(remove, object, store).tells).toContain(
    "Disks that stay, as it did not make them: 'collected', 'data', 'root'.",
  );
});

it('leaves its disks to themselves, of the VM as it is known', () => {
  const { store, object } = within([
    { ...vm, metadata: { ...vm.metadata, resourceVersion: '7' } },
    ...disks,
  ]);
  const [{ request }] = alone.steps(object, undefined, store);
  expect(request).toMatchObject({
    method: 'DELETE',
    body: {
      propagationPolicy: 'Orphan',
      preconditions: { uid: 'db', resourceVersion: '7' },
    },
  });
});

it('is done with the disks, and says which is gone', () => {
  const { store, object } = within([vm, ...disks]);
  const [{ progress }] = alone.steps(object, undefined, store);
  expect(progress(store)).toEqual({ state: 'going' });
  expect(progress(createStoreFromObjects('onprem', disks))).toEqual({
    state: 'done',
  });
  expect(progress(createStoreFromObjects('onprem', disks.slice(1)))).toEqual({
    state: 'failed',
    why: "It is gone, and so is DataVolume 'root'.",
  });
});
