import { createStoreFromObjects } from '../../../kinds';
import { PlainObject } from '../../../clusters';
import { aboutOf } from '../offers';
import { vmMediaActs } from './vmMedia';

const [eject, insert] = vmMediaActs;
const place = (name: string) => ({ name, namespace: 'shop', uid: name });
const vm = (volumes: object[]): PlainObject => ({
  apiVersion: 'kubevirt.io/v1',
  kind: 'VirtualMachine',
  metadata: { ...place('db'), generation: 4 },
  spec: {
    template: {
      spec: {
        domain: {
          devices: {
            disks: [
              { name: 'root', disk: {} },
              { name: 'cd', cdrom: { bus: 'sata' } },
              { name: 'tools', cdrom: { bus: 'sata' } },
            ],
          },
        },
        volumes,
      },
    },
  },
});
const root = { name: 'root', persistentVolumeClaim: { claimName: 'root' } };
const tools = { name: 'tools', containerDisk: { image: 'tools:1' } };
const iso = (hotpluggable?: boolean) => ({
  name: 'cd',
  persistentVolumeClaim: { claimName: 'iso', hotpluggable },
});
const claim: PlainObject = {
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  metadata: { ...place('iso'), uid: 'iso' },
};
const instance = (...volumeStatus: object[]): PlainObject => ({
  apiVersion: 'kubevirt.io/v1',
  kind: 'VirtualMachineInstance',
  metadata: { ...place('db'), uid: 'db-1' },
  status: { phase: 'Running', volumeStatus },
});
function within(objects: readonly PlainObject[]) {
  const store = createStoreFromObjects('onprem', objects);
  const [object] = store.list({ group: 'kubevirt.io', kind: 'VirtualMachine' });
  return { store, object };
}
const GATE = expect.stringContaining('DeclarativeHotplugVolumes');

it.each([
  [true, [GATE]],
  [false, [expect.stringContaining("'cd': that comes out after"), GATE]],
])('ejects what is in by a claim, plugged in: %s', (isPlugged, tells) => {
  const { store, object } = within([vm([root, iso(isPlugged)]), instance()]);
  expect(aboutOf(eject, object, store)).toEqual({
    choices: { drive: [{ value: 'cd', label: 'cd: iso' }] },
    tells,
  });
  const [{ request, progress }] = eject.steps(object, { drive: 'cd' }, store);
  expect(request).toMatchObject({
    body: [
      { op: 'test', path: '/metadata/uid', value: 'db' },
      { op: 'test', path: '/metadata/generation', value: 4 },
      { op: 'remove', path: '/spec/template/spec/volumes/1' },
    ],
  });
  expect(progress(store)).toEqual({ state: 'going' });
  const out = (...left: object[]) =>
    progress(within([vm([root]), instance(...left)]).store);
  expect(out({ name: 'cd' })).toEqual({ state: 'going' });
  expect(out({ name: 'root' })).toEqual({ state: 'done' });
});

it('inserts a claim that nothing uses into a drive that is empty', () => {
  const { store, object } = within([vm([root, tools]), claim, instance()]);
  expect(eject.offer(object, store)).toBeUndefined();
  expect(aboutOf(insert, object, store).choices).toEqual({
    drive: [{ value: 'cd', label: 'cd' }],
    claim: [{ value: 'iso', label: 'iso' }],
  });
  const [{ request, progress }] = insert.steps(
    object,
    { drive: 'cd', claim: 'iso' },
    store,
  );
  expect(request).toMatchObject({
    body: expect.arrayContaining([
      { op: 'add', path: '/spec/template/spec/volumes/-', value: iso(true) },
    ]),
  });
  expect(progress(store)).toEqual({ state: 'going' });
  const inside = (phase: string) =>
    progress(
      within([vm([root, iso(true)]), instance({ name: 'cd', phase })]).store,
    );
  expect(inside('Pending')).toEqual({ state: 'going' });
  expect(inside('Ready')).toEqual({ state: 'done' });
});

it('writes the first volume of a VM that has none', () => {
  const { store, object } = within([vm([]), claim]);
  const [{ request }] = insert.steps(
    object,
    { drive: 'tools', claim: 'iso' },
    store,
  );
  expect(request).toMatchObject({
    body: expect.arrayContaining([
      {
        op: 'add',
        path: '/spec/template/spec/volumes',
        value: [{ ...iso(true), name: 'tools' }],
      },
    ]),
  });
});
