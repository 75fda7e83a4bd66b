import { KubeObject, recordAt } from '../../objects';
import { isTrue } from '../meta';
import { readyCount, sandbox, Sandbox } from '../testing';

const redis = (spec = {}, image = 'registry.example/redis:7'): KubeObject => ({
  apiVersion: 'apps/v1',
  kind: 'StatefulSet',
  metadata: { name: 'redis', namespace: 'demo' },
  spec: {
    replicas: 3,
    serviceName: 'redis',
    selector: { matchLabels: { app: 'redis' } },
    template: {
      metadata: { labels: { app: 'redis' } },
      spec: { containers: [{ name: 'redis', image }] },
    },
    volumeClaimTemplates: [
      {
        metadata: { name: 'data' },
        spec: {
          accessModes: ['ReadWriteOnce'],
          resources: { requests: { storage: '10Gi' } },
        },
      },
    ],
    ...spec,
  },
});

const pods = (cluster: Sandbox) => cluster.view.list('Pod');
const names = (cluster: Sandbox) => pods(cluster).map(pod => pod.metadata.name);
const claims = (cluster: Sandbox) => cluster.view.list('PersistentVolumeClaim');

describe('a StatefulSet', () => {
  it('starts its pods one after the other, each with a claim of its own', () => {
    const cluster = sandbox();
    cluster.create(redis());
    cluster.pass(1);
    expect(names(cluster)).toEqual(['redis-0']);
    cluster.pass(10);
    expect(names(cluster)).toEqual(['redis-0', 'redis-1', 'redis-2']);
    expect(readyCount(pods(cluster))).toBe(3);
    expect(
      claims(cluster).map(({ metadata, status }) => [
        metadata.name,
        status?.phase,
      ]),
    ).toEqual([
      ['data-redis-0', 'Bound'],
      ['data-redis-1', 'Bound'],
      ['data-redis-2', 'Bound'],
    ]);
    expect(pods(cluster)[1].spec).toMatchObject({
      hostname: 'redis-1',
      subdomain: 'redis',
      volumes: [
        {
          name: 'data',
          persistentVolumeClaim: { claimName: 'data-redis-1' },
        },
      ],
    });
    expect(
      cluster.view.get('StatefulSet', 'redis', 'demo')?.status,
    ).toMatchObject({
      replicas: 3,
      readyReplicas: 3,
      currentReplicas: 3,
      updatedReplicas: 3,
    });
    expect(cluster.errors).toEqual([]);
  });

  it('goes no further than a pod that is not ready', () => {
    const cluster = sandbox();
    cluster.create(redis({}, 'registry.example/does-not-exist:1'));
    cluster.pass(30);
    expect(names(cluster)).toEqual(['redis-0']);
  });

  it('gives up its last pod first, and keeps the claims', () => {
    const cluster = sandbox();
    const set = cluster.create(redis());
    cluster.pass(15);
    cluster.change(set, { replicas: 1 });
    cluster.pass(1);
    expect(
      pods(cluster)
        .filter(pod => pod.metadata.deletionTimestamp)
        .map(pod => pod.metadata.name),
    ).toEqual(['redis-2']);
    cluster.pass(10);
    expect(names(cluster)).toEqual(['redis-0']);
    expect(claims(cluster)).toHaveLength(3);
  });

  it('rolls to a new template from the last pod to the first', () => {
    const cluster = sandbox();
    const set = cluster.create(redis());
    cluster.pass(15);
    const order: string[] = [];
    cluster.store.subscribe(({ type, object }) => {
      if (type === 'DELETED' && object.kind === 'Pod') {
        order.push(object.metadata.name);
      }
    });
    const template = recordAt(
      redis({}, 'registry.example/redis:8'),
      'spec',
      'template',
    );
    cluster.change(set, { template });
    cluster.pass(40);
    expect(order).toEqual(['redis-2', 'redis-1', 'redis-0']);
    expect(pods(cluster).every(pod => isTrue(pod, 'Ready'))).toBe(true);
    const { status } = cluster.view.get('StatefulSet', 'redis', 'demo') ?? {};
    expect(status?.currentRevision).toBe(status?.updateRevision);
  });
});
