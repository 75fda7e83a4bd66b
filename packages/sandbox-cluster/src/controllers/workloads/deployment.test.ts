import fc from 'fast-check';
import { recordAt } from '../../objects';
import { getCondition } from '../meta';
import { deployment, readyCount, sandbox, Sandbox } from '../testing';

const stored = (cluster: Sandbox) =>
  cluster.view.get('Deployment', 'web', 'demo');
const sets = (cluster: Sandbox) => cluster.view.list('ReplicaSet');
const pods = (cluster: Sandbox) => cluster.view.list('Pod');

const templateWith = (image: string) => ({
  template: recordAt(deployment('web', { image }), 'spec', 'template'),
});

describe('a Deployment', () => {
  it('comes to as many ready pods as it asks for, and says so', () => {
    const cluster = sandbox();
    cluster.create(deployment('web'));
    cluster.pass(1);
    expect(getCondition(stored(cluster), 'Available')).toMatchObject({
      status: 'False',
      reason: 'MinimumReplicasUnavailable',
    });
    cluster.pass(4);
    const [set] = sets(cluster);
    expect(stored(cluster)?.status).toMatchObject({
      observedGeneration: 1,
      replicas: 2,
      updatedReplicas: 2,
      readyReplicas: 2,
      availableReplicas: 2,
      terminatingReplicas: 0,
    });
    expect(stored(cluster)?.status).not.toHaveProperty('unavailableReplicas');
    expect(getCondition(stored(cluster), 'Available')).toMatchObject({
      status: 'True',
      reason: 'MinimumReplicasAvailable',
      message: 'Deployment has minimum availability.',
    });
    expect(getCondition(stored(cluster), 'Progressing')).toMatchObject({
      status: 'True',
      reason: 'NewReplicaSetAvailable',
      message: `ReplicaSet "${set.metadata.name}" has successfully progressed.`,
    });
    expect(stored(cluster)?.metadata.annotations).toEqual({
      'deployment.kubernetes.io/revision': '1',
    });
    expect(set.metadata).toMatchObject({
      annotations: {
        'deployment.kubernetes.io/desired-replicas': '2',
        'deployment.kubernetes.io/max-replicas': '3',
        'deployment.kubernetes.io/revision': '1',
      },
      labels: {
        app: 'web',
        'pod-template-hash': set.metadata.name.replace('web-', ''),
      },
    });
    expect(cluster.events('ScalingReplicaSet')).toEqual([
      `Scaled up replica set ${set.metadata.name} from 0 to 2`,
    ]);
    expect(cluster.errors).toEqual([]);
  });

  it('goes with its namespace, pods and all', () => {
    const cluster = sandbox();
    cluster.create(deployment('web'));
    cluster.create({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'web', namespace: 'demo' },
      spec: { selector: { app: 'web' }, ports: [{ port: 80 }] },
    });
    cluster.pass(5);
    expect(pods(cluster)).toHaveLength(2);
    expect(cluster.view.list('EndpointSlice')).toHaveLength(1);
    cluster.store.delete({ group: '', kind: 'Namespace', name: 'demo' });
    cluster.pass(60);
    expect(pods(cluster)).toEqual([]);
    expect(
      cluster.store.get({ group: '', kind: 'Namespace', name: 'demo' }),
    ).toBeUndefined();
    expect(cluster.errors).toEqual([]);
  });

  it('rolls to a new template without falling short', () => {
    const cluster = sandbox();
    const web = cluster.create(deployment('web', { spec: { replicas: 4 } }));
    cluster.pass(5);
    let fewest = 4;
    let most = 4;
    cluster.store.subscribe(() => {
      const live = pods(cluster).filter(pod => !pod.metadata.deletionTimestamp);
      fewest = Math.min(fewest, readyCount(live));
      most = Math.max(most, live.length);
    });
    cluster.change(web, templateWith('registry.example/web:2.0'));
    cluster.pass(30);

    // 25 % of four, up and down.
    expect(fewest).toBe(3);
    expect(most).toBe(5);
    expect(pods(cluster).map(pod => pod.spec.containers[0].image)).toEqual(
      Array(4).fill('registry.example/web:2.0'),
    );
    expect(
      sets(cluster)
        .map(set => set.spec.replicas)
        .sort(),
    ).toEqual([0, 4]);
    expect(stored(cluster)?.metadata.annotations).toMatchObject({
      'deployment.kubernetes.io/revision': '2',
    });
  });

  it('stays on its old pods when the new ones fail, and gives up after its deadline', () => {
    const cluster = sandbox();
    const web = cluster.create(
      deployment('web', { spec: { replicas: 4, progressDeadlineSeconds: 60 } }),
    );
    cluster.pass(5);
    cluster.change(web, templateWith('registry.example/web:does-not-exist'));
    cluster.pass(30);
    expect(stored(cluster)?.status?.availableReplicas).toBe(3);
    expect(getCondition(stored(cluster), 'Progressing')?.status).toBe('True');

    cluster.pass(60);
    expect(getCondition(stored(cluster), 'Progressing')).toMatchObject({
      status: 'False',
      reason: 'ProgressDeadlineExceeded',
      message: expect.stringMatching(
        /^ReplicaSet "web-.*" has timed out progressing\.$/,
      ),
    });
    expect(cluster.errors).toEqual([]);
  });

  it('ends all pods before it makes new ones under Recreate', () => {
    const cluster = sandbox();
    const web = cluster.create(
      deployment('web', { spec: { strategy: { type: 'Recreate' } } }),
    );
    cluster.pass(5);
    const images = new Set<string>();
    cluster.store.subscribe(() => {
      const all = pods(cluster).map(pod => pod.spec.containers[0].image);
      images.add([...new Set(all)].join(' and '));
    });
    cluster.change(web, templateWith('registry.example/web:2.0'));
    cluster.pass(10);
    expect([...images]).toEqual([
      'registry.example/web:1.0',
      '',
      'registry.example/web:2.0',
    ]);
  });

  it('leaves out of its status what there is none of, as a real one', () => {
    const cluster = sandbox();
    cluster.create(deployment('web', { image: 'r/failing-readiness:1' }));
    cluster.pass(10);
    const { conditions: _conditions, ...counts } =
      stored(cluster)?.status ?? {};
    expect(counts).toEqual({
      observedGeneration: 1,
      replicas: 2,
      updatedReplicas: 2,
      unavailableReplicas: 2,
      terminatingReplicas: 0,
    });
    expect(sets(cluster)[0].status).toEqual({
      observedGeneration: 1,
      replicas: 2,
      fullyLabeledReplicas: 2,
      terminatingReplicas: 0,
    });
  });

  it('is scaled to nought and back', () => {
    const cluster = sandbox();
    const web = cluster.create(deployment('web'));
    cluster.pass(5);
    cluster.change(web, { replicas: 0 });
    cluster.pass(5);
    expect(pods(cluster)).toEqual([]);
    cluster.change(web, { replicas: 3 });
    cluster.pass(5);
    expect(stored(cluster)?.status?.readyReplicas).toBe(3);
  });

  it('replaces a pod that is deleted', () => {
    const cluster = sandbox();
    cluster.create(deployment('web'));
    cluster.pass(5);
    const [{ metadata }] = pods(cluster);
    cluster.store.delete({
      group: '',
      kind: 'Pod',
      namespace: 'demo',
      name: metadata.name,
    });
    cluster.pass(5);
    expect(readyCount(pods(cluster))).toBe(2);
    expect(pods(cluster).map(pod => pod.metadata.name)).not.toContain(
      metadata.name,
    );
  });

  it('keeps within its strategy’s bounds, whatever they are, and gets there', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 0, max: 3 }),
        fc.integer({ min: 0, max: 3 }),
        (replicas, maxSurge, maxUnavailable) => {
          const cluster = sandbox();
          const rollingUpdate = { maxSurge, maxUnavailable };
          const web = cluster.create(
            deployment('web', {
              spec: {
                replicas,
                strategy: { type: 'RollingUpdate', rollingUpdate },
              },
            }),
          );
          cluster.pass(5);
          const sizes: Array<{ ready: number; all: number }> = [];
          cluster.store.subscribe(() => {
            const live = pods(cluster).filter(
              pod => !pod.metadata.deletionTimestamp,
            );
            sizes.push({ ready: readyCount(live), all: live.length });
          });
          cluster.change(web, templateWith('registry.example/web:2.0'));
          cluster.pass(60);

          // Both nought would never move: then one may be missing.
          const missing = Math.max(maxUnavailable, maxSurge === 0 ? 1 : 0);
          expect(
            Math.min(...sizes.map(({ ready }) => ready)),
          ).toBeGreaterThanOrEqual(Math.max(0, replicas - missing));
          expect(Math.max(...sizes.map(({ all }) => all))).toBeLessThanOrEqual(
            replicas + maxSurge,
          );
          expect(
            pods(cluster).map(pod => pod.spec.containers[0].image),
          ).toEqual(Array(replicas).fill('registry.example/web:2.0'));
          expect(cluster.errors).toEqual([]);
        },
      ),
      { numRuns: 20 },
    );
  });
});
