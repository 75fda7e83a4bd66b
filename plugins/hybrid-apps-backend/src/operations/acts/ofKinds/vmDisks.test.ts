import { createStoreFromObjects } from '../../../kinds';
import { PlainObject } from '../../../clusters';
import { aboutOf } from '../offers';
import { Progress } from '../types';
import { vmDiskActs } from './vmDisks';

const [add, remove] = vmDiskActs;
const place = (name: string, namespace = 'shop') => ({
  name,
  namespace,
  uid: `${namespace} ${name}`,
});
const vm = (
  name: string,
  volumes: object[] = [],
  devices: object = {},
): PlainObject => ({
  apiVersion: 'kubevirt.io/v1',
  kind: 'VirtualMachine',
  metadata: place(name),
  spec: { template: { spec: { volumes, domain: { devices } } } },
});
const instance = (volumeStatus: object[] = []): PlainObject => ({
  apiVersion: 'kubevirt.io/v1',
  kind: 'VirtualMachineInstance',
  metadata: place('db'),
  status: { phase: 'Running', volumeStatus },
});
const claim = (name: string, more: object = {}): PlainObject => ({
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  metadata: { ...place(name), ...more },
  spec: { resources: { requests: { storage: '5Gi' } } },
});
const volume = (name: string): PlainObject => ({
  apiVersion: 'cdi.kubevirt.io/v1beta1',
  kind: 'DataVolume',
  metadata: { ...place(name), uid: `volume ${name}` },
});
function within(objects: readonly PlainObject[]) {
  const store = createStoreFromObjects('onprem', objects);
  const object = store.get({
    group: 'kubevirt.io',
    kind: 'VirtualMachine',
    namespace: 'shop',
    name: 'db',
  })!;
  return { store, object };
}

it('offers claims of its namespace that nothing uses', () => {
  const { store, object } = within([
    vm('db'),
    vm('other', [{ name: 'a', dataVolume: { name: 'of-vm' } }]),
    {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: place('pod'),
      spec: {
        volumes: [
          { name: 'a', persistentVolumeClaim: { claimName: 'of-pod' } },
        ],
      },
    },
    claim('free'),
    claim('of-vm'),
    claim('of-pod'),
    claim('going', { deletionTimestamp: '2026-01-01T00:00:00Z' }),
    claim('prime', {
      ownerReferences: [
        {
          apiVersion: 'v1',
          kind: 'PersistentVolumeClaim',
          name: 'free',
          uid: 'free',
        },
      ],
    }),
    claim('elsewhere', place('elsewhere', 'bank')),
    claim('persistent-state-for-other'),
    claim('state-x2b7k', { labels: { 'persistent-state-for': 'other' } }),
  ]);
  expect(aboutOf(add, object, store).choices).toEqual({
    claim: [{ value: 'free', label: 'free: 5Gi' }],
  });
});

it('is not possible while it runs where it takes none then', () => {
  const closed = [vm('db', [], { disableHotplug: true }), claim('free')];
  const running = within([...closed, instance()]);
  expect(add.offer(running.object, running.store)).toMatchObject({
    possible: false,
  });
  const off = within(closed);
  expect(add.offer(off.object, off.store)).toEqual({ possible: true });
});

it.each<[string, PlainObject[], object]>([
  [
    'a claim',
    [],
    { persistentVolumeClaim: { claimName: 'a.b', hotpluggable: true } },
  ],
  [
    'the DataVolume of it',
    [volume('a.b')],
    { dataVolume: { name: 'a.b', hotpluggable: true } },
  ],
])('names %s', (_, others, volumeSource) => {
  const { store, object } = within([vm('db'), claim('a.b'), ...others]);
  const [{ request }] = add.steps(object, { claim: 'a.b' }, store);
  expect(request).toEqual({
    method: 'PUT',
    path: '/apis/subresources.kubevirt.io/v1/namespaces/shop/virtualmachines/db/addvolume',
    accept: '*/*',
    body: {
      name: 'a-b',
      disk: { name: 'a-b', disk: { bus: 'scsi' }, serial: 'a-b' },
      volumeSource,
    },
  });
});

it.each<[string, PlainObject[]]>([
  ['a volume', [vm('db', [{ name: 'data', dataVolume: { name: 'root' } }])]],
  [
    'a drive that is empty',
    [vm('db', [], { disks: [{ name: 'data', cdrom: {} }] })],
  ],
  [
    'a volume that its guest was started with',
    [vm('db'), { ...instance(), spec: { volumes: [{ name: 'data' }] } }],
  ],
])('is called otherwise than %s', (_, objects) => {
  const { store, object } = within([...objects, claim('data')]);
  const [{ request, progress }] = add.steps(object, { claim: 'data' }, store);
  expect(request).toMatchObject({
    body: { name: 'data-2', disk: { name: 'data-2' } },
  });
  expect(progress(store)).toEqual({ state: 'going' });
  const written = vm('db', [
    { name: 'data', dataVolume: { name: 'root' } },
    { name: 'data-2', persistentVolumeClaim: { claimName: 'data' } },
  ]);
  const now = (name: string) =>
    progress(within([written, instance([{ name, phase: 'Ready' }])]).store);
  expect(now('data')).toEqual({ state: 'going' });
  expect(now('data-2')).toEqual({ state: 'done' });
});

const plugged = [
  { name: 'more', dataVolume: { name: 'more', hotpluggable: true } },
];

it.each<[string, PlainObject[], Progress]>([
  ['is not written', [vm('db'), instance()], { state: 'going' }],
  [
    'is on its way',
    [vm('db', plugged), instance([{ name: 'more', phase: 'Pending' }])],
    { state: 'going' },
  ],
  [
    'is there',
    [vm('db', plugged), instance([{ name: 'more', phase: 'Ready' }])],
    { state: 'done' },
  ],
  [
    'comes as it starts',
    [vm('db', plugged)],
    { state: 'done', note: 'It is off, and has it as it starts.' },
  ],
])('a disk %s', (_, objects, expected) => {
  const { store, object } = within([vm('db'), claim('more')]);
  const [{ progress }] = add.steps(object, { claim: 'more' }, store);
  expect(progress(within(objects).store)).toEqual(expected);
});

it('is taken out where it was plugged in, and gone once the guest is without it', () => {
  const { store, object } = within([
    vm('db', [{ name: 'root', dataVolume: { name: 'root' } }, ...plugged]),
  ]);
  expect(aboutOf(remove, object, store).choices).toEqual({
    volume: [{ value: 'more', label: 'more' }],
  });
  const [{ progress }] = remove.steps(object, { volume: 'more' }, store);
  expect(progress(store)).toEqual({ state: 'going' });
  expect(
    progress(within([vm('db'), instance([{ name: 'more' }])]).store),
  ).toEqual({ state: 'going' });
  expect(progress(within([vm('db'), instance()]).store)).toEqual({
    state: 'done',
  });
});
