import { createStoreFromObjects } from '../../../kinds';
import { PlainObject } from '../../../clusters';
import { aboutOf } from '../offers';
import { vmNetworkActs } from './vmNetworks';

const [add, remove] = vmNetworkActs;
const place = (name: string, namespace = 'shop') => ({
  name,
  namespace,
  uid: `${namespace} ${name}`,
});
const vm = (interfaces: object[], networks: object[]): PlainObject => ({
  apiVersion: 'kubevirt.io/v1',
  kind: 'VirtualMachine',
  metadata: place('db'),
  spec: {
    template: { spec: { networks, domain: { devices: { interfaces } } } },
  },
});
const definition = (name: string, namespace?: string): PlainObject => ({
  apiVersion: 'k8s.cni.cncf.io/v1',
  kind: 'NetworkAttachmentDefinition',
  metadata: place(name, namespace),
});
const instance = (status: object): PlainObject => ({
  apiVersion: 'kubevirt.io/v1',
  kind: 'VirtualMachineInstance',
  metadata: place('db'),
  status: { phase: 'Running', ...status },
});
const has = (...names: string[]) =>
  instance({
    interfaces: names.map(name => ({
      name,
      infoSource: 'domain, guest-agent',
    })),
  });
const multus = (name: string, networkName = name) => ({
  name,
  multus: { networkName },
});
const pod = { name: 'default', pod: {} };
const masquerade = { name: 'default', masquerade: {} };
const wired = (state?: string) =>
  vm(
    [
      masquerade,
      { name: 'red', bridge: {}, state },
      { name: 'blue', bridge: {} },
    ],
    [pod, multus('red', 'shop/red'), multus('blue', 'other')],
  );
function within(objects: readonly PlainObject[]) {
  const store = createStoreFromObjects('onprem', objects);
  const [object] = store.list({ group: 'kubevirt.io', kind: 'VirtualMachine' });
  return { store, object };
}

it('offers networks of its namespace that it is not on', () => {
  const { store, object } = within([
    wired(),
    definition('red'),
    definition('blue'),
    definition('theirs', 'bank'),
  ]);
  expect(aboutOf(add, object, store)).toEqual({
    choices: { network: [{ value: 'blue', label: 'blue' }] },
    tells: ['It is off: this holds as it starts.'],
  });
});

it('adds an interface by a bridge, of a name that none has', () => {
  const { store, object } = within([wired(), definition('blue')]);
  const [{ request, progress }] = add.steps(object, { network: 'blue' }, store);
  expect(request).toMatchObject({
    body: expect.arrayContaining([
      {
        op: 'add',
        path: '/spec/template/spec/networks/-',
        value: { name: 'blue-2', multus: { networkName: 'blue' } },
      },
      {
        op: 'add',
        path: '/spec/template/spec/domain/devices/interfaces/-',
        value: { name: 'blue-2', bridge: {} },
      },
    ]),
  });
  const written = vm([{ name: 'blue-2', bridge: {} }], []);
  expect(progress(store)).toEqual({ state: 'going' });
  expect(progress(within([written, has('red')]).store)).toEqual({
    state: 'going',
  });
  expect(progress(within([written, has('blue-2')]).store)).toEqual({
    state: 'done',
  });
});

it('tells that one that cannot be moved needs a restart', () => {
  const conditions = [{ type: 'LiveMigratable', status: 'False' }];
  for (const [status, told] of [
    [{ conditions }, /after a restart\.$/],
    [{}, /once it is moved to another node/],
  ] as const) {
    const { store, object } = within([wired(), instance(status)]);
    expect(aboutOf(remove, object, store).tells?.[0]).toMatch(told);
  }
});

it('removes one that is on another network, by saying that it is absent', () => {
  const { store, object } = within([wired()]);
  expect(aboutOf(remove, object, store).choices).toEqual({
    nic: [
      { value: 'red', label: 'red: shop/red' },
      { value: 'blue', label: 'blue: other' },
    ],
  });
  const [{ request, progress }] = remove.steps(object, { nic: 'red' }, store);
  expect(request).toMatchObject({
    body: expect.arrayContaining([
      {
        op: 'add',
        path: '/spec/template/spec/domain/devices/interfaces/1/state',
        value: 'absent',
      },
    ]),
  });
  expect(progress(store)).toEqual({ state: 'going' });
  expect(progress(within([wired('absent'), has('red')]).store)).toEqual({
    state: 'going',
  });
  expect(progress(within([wired('absent'), has('blue')]).store)).toEqual({
    state: 'done',
  });
  // KubeVirt takes it out of the VM once no guest has it.
  expect(progress(within([vm([], []), has('blue')]).store)).toEqual({
    state: 'done',
  });
  const absent = within([wired('absent')]);
  expect(
    aboutOf(remove, absent.object, absent.store).choices?.nic.map(
      ({ value }) => value,
    ),
  ).toEqual(['blue']);
});

it('removes none that is in the place of the network of Pods', () => {
  const first = {
    name: 'red',
    multus: { networkName: 'red', default: true },
  };
  const { store, object } = within([
    vm([{ name: 'red', bridge: {} }], [first]),
  ]);
  expect(remove.offer(object, store)).toBeUndefined();
});
