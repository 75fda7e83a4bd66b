import { createStoreFromObjects } from '../../../kinds';
import { PlainObject } from '../../../clusters';
import { aboutOf } from '../offers';
import { vmExposeActs } from './vmExpose';

const [expose] = vmExposeActs(() => false);
const [openExpose] = vmExposeActs(() => true);

const vm = (name: string, spec: object = {}, labels = {}): PlainObject => ({
  apiVersion: 'kubevirt.io/v1',
  kind: 'VirtualMachine',
  metadata: { name, namespace: 'shop', uid: name, labels },
  spec: { runStrategy: 'Always', template: { spec } },
});
const service = (name: string, nodePort?: number): PlainObject => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name, namespace: 'shop', uid: name },
  spec: { ports: [{ port: 80, nodePort }] },
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
const PORTS = {
  domain: {
    devices: {
      interfaces: [{ name: 'a', ports: [{ port: 53, protocol: 'UDP' }] }],
    },
  },
};
const input = { name: 'web', port: 80, protocol: 'TCP', type: 'ClusterIP' };

describe('a port of a VM', () => {
  it('is exposed where it is on the network of Pods', () => {
    const { store, object } = within([vm('db'), vm('other')]);
    expect(expose.offer(object, store)).toEqual({ possible: true });
  });

  it.each<[string, PlainObject[], string]>([
    [
      'is on other networks alone',
      [vm('db', { networks: [{ name: 'a', multus: { networkName: 'b' } }] })],
      'not on the network of Pods',
    ],
    [
      'has the host name of another',
      [vm('db'), vm('other', { hostname: 'db' })],
      "VM 'other' has the same label vm.kubevirt.io/name",
    ],
  ])('is not where it %s', (_, objects, why) => {
    const { store, object } = within(objects);
    expect(expose.offer(object, store)).toEqual({
      possible: false,
      why: expect.stringContaining(why),
    });
  });

  it('has a form with what is free, and what is declared', () => {
    const { store, object } = within([vm('db', PORTS)]);
    expect(aboutOf(expose, object, store)).toEqual({
      now: { name: 'db', port: 53, protocol: 'UDP', type: 'ClusterIP' },
      choices: { type: [{ value: 'ClusterIP', label: 'ClusterIP' }] },
      tells: [expect.stringContaining('NodePort')],
    });
    const taken = within([vm('db'), service('db')]);
    expect(aboutOf(openExpose, taken.object, taken.store)).toMatchObject({
      now: { name: undefined, port: undefined, protocol: 'TCP' },
      choices: { type: [{ value: 'ClusterIP' }, { value: 'NodePort' }] },
      tells: [],
    });
  });

  it('is of a Service that selects its launcher Pods, and has the labels of the app', () => {
    const { store, object } = within([
      vm(
        'db',
        { hostname: 'sql' },
        {
          'app.kubernetes.io/part-of': 'shop',
          'app.kubernetes.io/instance': 'shop-argo',
          'app.kubernetes.io/managed-by': 'Helm',
          'argocd.argoproj.io/instance': 'shop',
          tier: 'data',
        },
      ),
    ]);
    const [{ request }] = expose.steps(
      object,
      { ...input, targetPort: 8080 },
      store,
    );
    expect(request).toMatchObject({
      method: 'POST',
      body: {
        metadata: {
          name: 'web',
          namespace: 'shop',
          labels: { 'app.kubernetes.io/part-of': 'shop', tier: 'data' },
        },
        spec: {
          type: 'ClusterIP',
          selector: { 'vm.kubevirt.io/name': 'sql' },
          ports: [{ port: 80, targetPort: 8080, protocol: 'TCP' }],
        },
      },
    });
    expect(request).not.toHaveProperty(
      'body.metadata.labels.app.kubernetes.io/instance',
    );
    expect(
      Object.keys(Object(Object(request).body).metadata.labels),
    ).toHaveLength(2);
  });

  it('is there with its Service, and tells the port of the nodes', () => {
    const { store, object } = within([vm('db')]);
    const [{ progress }] = expose.steps(object, input, store);
    expect(progress(store)).toEqual({ state: 'going' });
    expect(progress(within([vm('db'), service('web')]).store)).toEqual({
      state: 'done',
    });
    expect(progress(within([vm('db'), service('web', 30_080)]).store)).toEqual({
      state: 'done',
      note: 'It is at port 30080 of each node.',
    });
  });

  it('is refused where the name is taken', () => {
    const { store, object } = within([vm('db'), service('web')]);
    expect(() => expose.steps(object, input, store)).toThrow(
      "There is a Service 'web' already. Choose another name.",
    );
  });
});
