import { KubeObject, recordAt } from '../../objects';
import { getCondition } from '../meta';
import { REVISION } from './deployment';
import { node, readyCount, sandbox, Sandbox } from '../testing';

const pods = (cluster: Sandbox) => cluster.view.list('Pod');
const live = (cluster: Sandbox) =>
  pods(cluster).filter(({ metadata }) => !metadata.deletionTimestamp);
const images = (cluster: Sandbox) =>
  live(cluster).map(({ spec }) => spec.containers[0].image);

const template = (image: string) => ({
  metadata: { labels: { app: 'work' } },
  spec: {
    containers: [
      {
        name: 'work',
        image,
        readinessProbe: { httpGet: { path: '/', port: 80 } },
      },
    ],
  },
});

const workload = (kind: string, spec: object = {}): KubeObject => ({
  apiVersion: 'apps/v1',
  kind,
  metadata: { name: 'work', namespace: 'demo' },
  spec: {
    selector: { matchLabels: { app: 'work' } },
    template: template('web:1'),
    ...spec,
  },
});

const get = (cluster: Sandbox, kind: string) =>
  cluster.store.get({ group: 'apps', kind, namespace: 'demo', name: 'work' });
const status = (cluster: Sandbox, kind: string) =>
  recordAt(get(cluster, kind), 'status');

describe.each([
  ['Deployment', 'readyReplicas', 'availableReplicas', 1],
  ['ReplicaSet', 'readyReplicas', 'availableReplicas', 1],
  ['StatefulSet', 'readyReplicas', 'availableReplicas', 1],
  ['DaemonSet', 'numberReady', 'numberAvailable', 2],
])('a %s', (kind, ready, available, count) => {
  it('counts pods as available that have been ready for minReadySeconds', () => {
    const cluster = sandbox();
    cluster.create(workload(kind, { minReadySeconds: 20 }));
    cluster.pass(10);
    expect(status(cluster, kind)[ready]).toBe(count);
    expect(status(cluster, kind)[available] ?? 0).toBe(0);
    cluster.pass(15);
    expect(status(cluster, kind)[available]).toBe(count);
    expect(cluster.errors).toEqual([]);
  });
});

describe('a strategy', () => {
  const percents = { maxUnavailable: '25%', maxSurge: '25%' };
  const ones = { maxUnavailable: 1, maxSurge: 0 };
  it.each([
    ['Deployment', 'strategy', {}, percents],
    ['Deployment', 'strategy', { type: 'RollingUpdate' }, percents],
    [
      'Deployment',
      'strategy',
      { rollingUpdate: { maxSurge: 2 } },
      { ...percents, maxSurge: 2 },
    ],
    ['Deployment', 'strategy', { type: 'Recreate' }, undefined],
    ['StatefulSet', 'updateStrategy', {}, { partition: 0 }],
    [
      'StatefulSet',
      'updateStrategy',
      { rollingUpdate: { partition: 2 } },
      { partition: 2 },
    ],
    ['StatefulSet', 'updateStrategy', { type: 'OnDelete' }, undefined],
    [
      'DaemonSet',
      'updateStrategy',
      { rollingUpdate: { maxUnavailable: 3 } },
      { ...ones, maxUnavailable: 3 },
    ],
    ['DaemonSet', 'updateStrategy', { type: 'RollingUpdate' }, ones],
  ])('of a %s (%s %j) is completed', (kind, field, given, rollingUpdate) => {
    const cluster = sandbox();
    const made = cluster.create(workload(kind, { [field]: given }));
    expect(recordAt(made, 'spec')[field]).toEqual({
      type: 'RollingUpdate',
      ...given,
      ...(rollingUpdate && { rollingUpdate }),
    });
  });
});

it('a Deployment that is rolled back is at a newer revision, as kubectl rollout undo has it', () => {
  const cluster = sandbox();
  const revisions = () => [
    get(cluster, 'Deployment')?.metadata.annotations?.[REVISION],
    ...cluster.view
      .list('ReplicaSet')
      .map(({ metadata, spec }) => [
        spec.template?.spec.containers[0].image,
        metadata.annotations?.[REVISION],
      ])
      .sort(),
  ];
  const web = cluster.create(workload('Deployment'));
  cluster.pass(10);
  cluster.change(web, { template: template('web:2') });
  cluster.pass(10);
  expect(revisions()).toEqual(['2', ['web:1', '1'], ['web:2', '2']]);
  cluster.change(web, { template: template('web:1') });
  cluster.pass(10);
  expect(revisions()).toEqual(['3', ['web:1', '3'], ['web:2', '2']]);
  expect(images(cluster)).toEqual(['web:1']);
});

it('a Deployment hands a new minReadySeconds on', () => {
  const cluster = sandbox();
  const web = cluster.create(workload('Deployment', { minReadySeconds: 600 }));
  cluster.pass(10);
  expect(status(cluster, 'Deployment').availableReplicas).toBeUndefined();
  cluster.change(web, { minReadySeconds: 0 });
  cluster.pass(10);
  expect(status(cluster, 'Deployment').availableReplicas).toBe(1);
});

describe('a paused Deployment', () => {
  const sizes = (cluster: Sandbox) =>
    cluster.view
      .list('ReplicaSet')
      .map(({ spec }) => spec.replicas ?? 1)
      .sort((a, b) => a - b);
  const progress = (cluster: Sandbox) =>
    getCondition(cluster.view.get('Deployment', 'work', 'demo'), 'Progressing');

  it('makes nothing where it was never anything else', () => {
    const cluster = sandbox();
    const web = cluster.create(workload('Deployment', { paused: true }));
    cluster.pass(10);
    expect(sizes(cluster)).toEqual([]);
    expect(progress(cluster)).toMatchObject({
      status: 'Unknown',
      reason: 'DeploymentPaused',
    });
    cluster.change(web, { paused: false });
    cluster.pass(10);
    expect(readyCount(pods(cluster))).toBe(1);
    expect(progress(cluster)?.reason).toBe('NewReplicaSetAvailable');
  });

  it('scales what it has, and rolls on when it is resumed', () => {
    const cluster = sandbox();
    const web = cluster.create(workload('Deployment', { replicas: 2 }));
    cluster.pass(10);
    cluster.change(web, { template: template('web:2') });
    cluster.pass(20);
    cluster.change(web, {
      paused: true,
      replicas: 4,
      template: template('web:3'),
    });
    cluster.pass(20);
    expect(sizes(cluster)).toEqual([0, 4]);
    expect(images(cluster)).toEqual(Array(4).fill('web:2'));
    cluster.change(web, { paused: false });
    cluster.pass(40);
    expect(images(cluster)).toEqual(Array(4).fill('web:3'));
    expect(cluster.errors).toEqual([]);
  });

  it('scales in proportion what was caught on its way', () => {
    const cluster = sandbox();
    const strategy = { rollingUpdate: { maxSurge: 2, maxUnavailable: 2 } };
    const web = cluster.create(
      workload('Deployment', { replicas: 8, strategy }),
    );
    cluster.pass(10);
    cluster.change(web, { template: template('does-not-exist:1') });
    cluster.pass(10);
    expect(sizes(cluster)).toEqual([4, 6]);
    cluster.change(web, { paused: true, replicas: 18 });
    cluster.pass(10);
    expect(sizes(cluster)).toEqual([8, 12]);
    cluster.change(web, { replicas: 3 });
    cluster.pass(10);
    expect(sizes(cluster)).toEqual([2, 3]);
  });

  it('runs out of no time', () => {
    const cluster = sandbox();
    const web = cluster.create(
      workload('Deployment', {
        template: template('does-not-exist:1'),
        progressDeadlineSeconds: 30,
      }),
    );
    cluster.pass(10);
    cluster.change(web, { paused: true });
    cluster.pass(60);
    expect(progress(cluster)?.reason).toBe('DeploymentPaused');
    cluster.change(web, { paused: false });
    cluster.pass(10);
    expect(progress(cluster)?.reason).toBe('DeploymentResumed');
    cluster.pass(30);
    expect(progress(cluster)).toMatchObject({
      status: 'False',
      reason: 'ProgressDeadlineExceeded',
    });
  });
});

it('a Deployment is available with as few pods as its strategy allows', () => {
  const cluster = sandbox();
  const strategy = { rollingUpdate: { maxSurge: 0, maxUnavailable: '25%' } };
  const web = cluster.create(workload('Deployment', { replicas: 2, strategy }));
  cluster.pass(10);
  cluster.change(web, { template: template('does-not-exist:1') });
  cluster.pass(10);
  expect(status(cluster, 'Deployment').availableReplicas).toBe(1);
  expect(
    getCondition(cluster.view.get('Deployment', 'work', 'demo'), 'Available')
      ?.status,
  ).toBe('True');
});

describe('a DaemonSet that rolls', () => {
  const three = () => sandbox([node('node3')]);

  /** How few were ready, and how many there were, from now on. */
  function watch(cluster: Sandbox) {
    const seen = { ready: Infinity, all: 0 };
    cluster.store.subscribe(() => {
      const now = live(cluster);
      seen.ready = Math.min(seen.ready, readyCount(now));
      seen.all = Math.max(seen.all, now.length);
    });
    return seen;
  }

  it.each([
    [{}, { ready: 2, all: 3 }],
    [{ maxUnavailable: 2 }, { ready: 1, all: 3 }],
    [{ maxUnavailable: '100%' }, { ready: 0, all: 3 }],
    [
      { maxUnavailable: 0, maxSurge: 1 },
      { ready: 3, all: 4 },
    ],
    [
      { maxUnavailable: 0, maxSurge: '50%' },
      { ready: 3, all: 5 },
    ],
  ])('by %j keeps to it', (rollingUpdate, expected) => {
    const cluster = three();
    const updateStrategy = { rollingUpdate };
    const set = cluster.create(workload('DaemonSet', { updateStrategy }));
    cluster.pass(10);
    const seen = watch(cluster);
    cluster.change(set, { template: template('web:2') });
    cluster.pass(60);
    expect(images(cluster)).toEqual(Array(3).fill('web:2'));
    expect(seen).toEqual(expected);
    expect(status(cluster, 'DaemonSet')).toMatchObject({
      desiredNumberScheduled: 3,
      currentNumberScheduled: 3,
      updatedNumberScheduled: 3,
      numberAvailable: 3,
    });
    expect(cluster.errors).toEqual([]);
  });

  it.each([{}, { maxUnavailable: 0, maxSurge: 1 }])(
    'by %j gets over a template that never worked',
    rollingUpdate => {
      const cluster = three();
      const updateStrategy = { rollingUpdate };
      const set = cluster.create(workload('DaemonSet', { updateStrategy }));
      cluster.pass(10);
      cluster.change(set, { template: template('does-not-exist:1') });
      cluster.pass(20);
      expect(readyCount(live(cluster))).toBeGreaterThanOrEqual(2);
      cluster.change(set, { template: template('web:3') });
      cluster.pass(60);
      expect(images(cluster)).toEqual(Array(3).fill('web:3'));
      expect(readyCount(live(cluster))).toBe(3);
    },
  );

  it('has one pod on a node again where it surges no more', () => {
    const cluster = three();
    const surge = { rollingUpdate: { maxUnavailable: 0, maxSurge: 3 } };
    const set = cluster.create(
      workload('DaemonSet', { updateStrategy: surge }),
    );
    cluster.pass(10);
    cluster.change(set, { template: template('does-not-exist:1') });
    cluster.pass(10);
    expect(live(cluster)).toHaveLength(6);
    cluster.change(set, { updateStrategy: { type: 'OnDelete' } });
    cluster.pass(10);
    expect(images(cluster)).toEqual(Array(3).fill('web:1'));
  });
});

describe('a StatefulSet that rolls', () => {
  const afterAMistake = (spec: object) => {
    const cluster = sandbox();
    const set = cluster.create(
      workload('StatefulSet', { replicas: 2, ...spec }),
    );
    cluster.pass(20);
    cluster.change(set, { template: template('does-not-exist:1') });
    cluster.pass(20);
    cluster.change(set, { template: template('web:3') });
    cluster.pass(60);
    return images(cluster);
  };

  it('gets over a template that never worked where its pods are independent', () => {
    expect(afterAMistake({ podManagementPolicy: 'Parallel' })).toEqual([
      'web:3',
      'web:3',
    ]);
  });

  // "Forced rollback" of the StatefulSet's documentation: someone has to delete the Pod.
  it('waits for a pod that never becomes ready where they are not', () => {
    expect(afterAMistake({})).toEqual(['web:1', 'does-not-exist:1']);
  });

  it('is at no new revision while others replace its pods', () => {
    const cluster = sandbox();
    const set = cluster.create(
      workload('StatefulSet', { updateStrategy: { type: 'OnDelete' } }),
    );
    cluster.pass(10);
    cluster.change(set, { template: template('web:2') });
    cluster.pass(10);
    const [{ metadata }] = pods(cluster);
    cluster.store.delete({ group: '', kind: 'Pod', ...metadata });
    cluster.pass(10);
    expect(images(cluster)).toEqual(['web:2']);
    const { currentRevision, updateRevision, updatedReplicas } = status(
      cluster,
      'StatefulSet',
    );
    expect(updatedReplicas).toBe(1);
    expect(currentRevision).not.toBe(updateRevision);
  });
});
