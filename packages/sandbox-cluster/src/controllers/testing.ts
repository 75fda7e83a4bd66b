/** For the tests of this package: a store that the controllers run on, and time that stands still. */
import { KubeObject } from '../objects';
import { createStore } from '../store';
import { manualClock } from './clock';
import { reconcilers, startControllers } from './index';
import { isTrue } from './meta';
import { Condition, shaped, View } from './shapes';

const NAMESPACE = 'demo';

export function node(name: string, more: Partial<KubeObject> = {}): KubeObject {
  const address = `10.0.0.${10 + Number(name.replace(/\D/g, ''))}`;
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name,
      labels: {
        'kubernetes.io/hostname': name,
        'kubernetes.io/arch': 'amd64',
        'kubevirt.io/schedulable': 'true',
        'machine-type.node.kubevirt.io/q35': 'true',
      },
    },
    spec: { podCIDR: `10.244.${name.replace(/\D/g, '')}.0/24` },
    status: {
      addresses: [{ type: 'InternalIP', address }],
      allocatable: {
        cpu: '8',
        memory: '16Gi',
        pods: '110',
        'ephemeral-storage': '100Gi',
        'devices.kubevirt.io/kvm': '1k',
        'devices.kubevirt.io/tun': '1k',
      },
    },
    ...more,
  };
}

export interface Sandbox {
  store: ReturnType<typeof createStore>;
  view: View;
  /** Lets time pass, step by step. */
  pass(seconds: number): void;
  create(object: KubeObject): KubeObject;
  /** Merges `spec` fields into a stored object's. */
  change(object: KubeObject, spec: Record<string, unknown>): void;
  events(reason?: string): string[];
  errors: Error[];
}

/** A cluster of two nodes with the storage class `standard`, and `seed`. */
export function sandbox(seed: KubeObject[] = []): Sandbox {
  const clock = manualClock();
  const errors: Error[] = [];
  const store = createStore({ clock, kubelet: true, validate: () => {} });
  store.seed([
    node('node1'),
    node('node2'),
    {
      apiVersion: 'storage.k8s.io/v1',
      kind: 'StorageClass',
      metadata: {
        name: 'standard',
        annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' },
      },
      provisioner: 'csi.example.com',
    },
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: NAMESPACE } },
    ...seed,
  ]);
  startControllers(store, {
    clock,
    reconcilers: reconcilers(),
    onError: error => errors.push(error),
  });
  const view = shaped(store);
  return {
    store,
    view,
    errors,
    pass: seconds => clock.advance(seconds * 1000),
    create: object =>
      store.create({
        ...object,
        metadata: { namespace: NAMESPACE, ...object.metadata },
      }),
    change(object, spec) {
      const { name, namespace } = object.metadata;
      const group = object.apiVersion.includes('/')
        ? object.apiVersion.split('/')[0]
        : '';
      const stored = store.get({ group, kind: object.kind, name, namespace });
      if (!stored) {
        throw new Error(`${object.kind} ${name} is gone`);
      }
      store.update({ ...stored, spec: { ...(stored.spec ?? {}), ...spec } });
    },
    events: reason =>
      store
        .list('', 'Event')
        .filter(event => !reason || event.reason === reason)
        .map(event => String(event.message)),
  };
}

export function readyCount(
  objects: Array<{ status?: { conditions?: Condition[] } }>,
): number {
  return objects.filter(object => isTrue(object, 'Ready')).length;
}

export function deployment(
  name: string,
  {
    image = 'registry.example/web:1.0',
    container = {},
    spec = {},
    podSpec = {},
  } = {},
): KubeObject {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace: NAMESPACE, labels: { app: name } },
    spec: {
      replicas: 2,
      selector: { matchLabels: { app: name } },
      template: {
        metadata: { labels: { app: name } },
        spec: {
          containers: [
            {
              name,
              image,
              ports: [{ name: 'http', containerPort: 8080 }],
              readinessProbe: { httpGet: { path: '/healthz', port: 'http' } },
              ...container,
            },
          ],
          ...podSpec,
        },
      },
      ...spec,
    },
  };
}

export function virtualMachine(
  name: string,
  { image = 'registry.example/mongodb-vm:7', spec = {}, template = {} } = {},
): KubeObject {
  return {
    apiVersion: 'kubevirt.io/v1',
    kind: 'VirtualMachine',
    metadata: { name, namespace: NAMESPACE },
    spec: {
      runStrategy: 'Always',
      template: {
        metadata: { labels: { 'kubevirt.io/domain': name } },
        spec: {
          domain: {
            cpu: { cores: 1 },
            memory: { guest: '1Gi' },
            devices: {
              disks: [{ name: 'root', disk: { bus: 'virtio' } }],
              interfaces: [
                {
                  name: 'default',
                  masquerade: {},
                  ports: [{ name: 'mongo', port: 27017, protocol: 'TCP' }],
                },
              ],
            },
          },
          networks: [{ name: 'default', pod: {} }],
          volumes: [{ name: 'root', containerDisk: { image } }],
          ...template,
        },
      },
      ...spec,
    },
  };
}

/** What `kubectl get vm` says of it. */
export function printableStatus(
  { view }: Sandbox,
  name: string,
): string | undefined {
  return view.get('VirtualMachine', name, NAMESPACE)?.status?.printableStatus;
}
