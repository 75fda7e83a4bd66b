import { KubeObject } from '../../objects';
import { deployment, sandbox, Sandbox } from '../testing';

const claim = (name: string, spec = {}): KubeObject => ({
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  metadata: { name, namespace: 'demo' },
  spec: {
    accessModes: ['ReadWriteOnce'],
    resources: { requests: { storage: '10Gi' } },
    ...spec,
  },
});

const storageClass = (name: string, more = {}): KubeObject => ({
  apiVersion: 'storage.k8s.io/v1',
  kind: 'StorageClass',
  metadata: { name },
  provisioner: 'csi.example.com',
  ...more,
});

const stored = ({ view }: Sandbox, name = 'data') =>
  view.get('PersistentVolumeClaim', name, 'demo');
const remove = ({ store }: Sandbox, name = 'data') =>
  store.delete({
    group: '',
    kind: 'PersistentVolumeClaim',
    namespace: 'demo',
    name,
  });

describe('a claim', () => {
  it('gets a volume of the default class, and that goes with it', () => {
    const cluster = sandbox();
    cluster.create(claim('data'));
    cluster.pass(1);
    expect(stored(cluster)).toMatchObject({
      spec: { storageClassName: 'standard' },
      status: { phase: 'Bound', capacity: { storage: '10Gi' } },
    });
    const [volume] = cluster.view.list('PersistentVolume');
    expect(volume).toMatchObject({
      metadata: { name: stored(cluster)?.spec.volumeName },
      spec: { claimRef: { namespace: 'demo', name: 'data' } },
      status: { phase: 'Bound' },
    });
    remove(cluster);
    cluster.pass(1);
    expect(cluster.view.list('PersistentVolume')).toEqual([]);
    expect(cluster.errors).toEqual([]);
  });

  it('leaves its volume behind where the class retains it', () => {
    const cluster = sandbox([
      storageClass('kept', { reclaimPolicy: 'Retain' }),
    ]);
    cluster.create(claim('data', { storageClassName: 'kept' }));
    cluster.pass(1);
    remove(cluster);
    cluster.pass(1);
    expect(cluster.view.list('PersistentVolume')[0].status?.phase).toBe(
      'Released',
    );
  });

  it('waits for a class that is missing, says so, and gets its volume once that is there', () => {
    const cluster = sandbox();
    cluster.create(claim('data', { storageClassName: 'fast' }));
    cluster.pass(1);
    expect(stored(cluster)?.status?.phase).toBe('Pending');
    expect(cluster.events('ProvisioningFailed')).toEqual([
      'storageclass.storage.k8s.io "fast" not found',
    ]);
    cluster.store.create(storageClass('fast'));
    cluster.pass(1);
    expect(stored(cluster)?.status?.phase).toBe('Bound');
  });

  it('waits for its first consumer where the class does', () => {
    const cluster = sandbox([
      storageClass('local', { volumeBindingMode: 'WaitForFirstConsumer' }),
    ]);
    cluster.create(claim('data', { storageClassName: 'local' }));
    cluster.pass(5);
    expect(stored(cluster)?.status?.phase).toBe('Pending');
    cluster.create(
      deployment('web', {
        spec: { replicas: 1 },
        podSpec: {
          volumes: [
            { name: 'data', persistentVolumeClaim: { claimName: 'data' } },
          ],
        },
      }),
    );
    cluster.pass(5);
    expect(stored(cluster)?.status?.phase).toBe('Bound');
    expect(
      cluster.view.get('Deployment', 'web', 'demo')?.status?.readyReplicas,
    ).toBe(1);
  });

  it('takes a volume that is kept for it', () => {
    const cluster = sandbox();
    cluster.store.create({
      apiVersion: 'v1',
      kind: 'PersistentVolume',
      metadata: { name: 'old' },
      spec: {
        capacity: { storage: '20Gi' },
        accessModes: ['ReadWriteOnce'],
        persistentVolumeReclaimPolicy: 'Retain',
        claimRef: { namespace: 'demo', name: 'data' },
      },
    });
    cluster.pass(1);
    cluster.create(claim('data', { storageClassName: 'manual' }));
    cluster.pass(1);
    expect(stored(cluster)).toMatchObject({
      spec: { volumeName: 'old' },
      status: { phase: 'Bound', capacity: { storage: '20Gi' } },
    });
  });

  it('grows when more is asked of it', () => {
    const cluster = sandbox();
    const data = cluster.create(claim('data'));
    cluster.pass(1);
    cluster.change(data, { resources: { requests: { storage: '20Gi' } } });
    cluster.pass(1);
    expect(stored(cluster)?.status?.capacity).toEqual({ storage: '20Gi' });
  });

  it('keeps pods that name it waiting while it is absent', () => {
    const cluster = sandbox();
    cluster.create(
      deployment('web', {
        spec: { replicas: 1 },
        podSpec: {
          volumes: [
            { name: 'data', persistentVolumeClaim: { claimName: 'data' } },
          ],
        },
      }),
    );
    cluster.pass(1);
    expect(cluster.events('FailedScheduling')[0]).toMatch(
      /^0\/2 nodes are available: persistentvolumeclaim "data" not found\./,
    );
    cluster.create(claim('data'));
    cluster.pass(15);
    expect(
      cluster.view.get('Deployment', 'web', 'demo')?.status?.readyReplicas,
    ).toBe(1);
  });
});
