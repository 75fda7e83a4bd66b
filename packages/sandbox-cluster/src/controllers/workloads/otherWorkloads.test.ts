import { KubeObject, recordAt } from '../../objects';
import { getCondition, isTrue } from '../meta';
import { deployment, node, readyCount, sandbox, Sandbox } from '../testing';

const pods = (cluster: Sandbox) => cluster.view.list('Pod');

const template = (image = 'registry.example/work:1', spec = {}) => ({
  metadata: { labels: { app: 'work' } },
  spec: { containers: [{ name: 'work', image }], ...spec },
});

const workload = (
  apiVersion: string,
  kind: string,
  spec: object,
): KubeObject => ({
  apiVersion,
  kind,
  metadata: { name: 'work', namespace: 'demo' },
  spec,
});

const job = (spec = {}, image?: string) =>
  workload('batch/v1', 'Job', {
    template: template(image, { restartPolicy: 'Never' }),
    ...spec,
  });

describe('a DaemonSet', () => {
  const daemon = (spec = {}) =>
    workload('apps/v1', 'DaemonSet', {
      selector: { matchLabels: { app: 'work' } },
      template: template('registry.example/work:1', spec),
    });

  it('has a pod on each node, also on one that joins later', () => {
    const cluster = sandbox();
    cluster.create(daemon());
    cluster.pass(5);
    expect(
      pods(cluster)
        .map(pod => pod.spec.nodeName)
        .sort(),
    ).toEqual(['node1', 'node2']);
    cluster.store.create(node('node3'));
    cluster.pass(5);
    expect(readyCount(pods(cluster))).toBe(3);
    expect(cluster.view.get('DaemonSet', 'work', 'demo')?.status).toMatchObject(
      {
        desiredNumberScheduled: 3,
        numberReady: 3,
        updatedNumberScheduled: 3,
      },
    );
    expect(cluster.errors).toEqual([]);
  });

  it('keeps off nodes whose taints it does not tolerate', () => {
    const tainted = node('node3', {
      spec: {
        podCIDR: '10.244.3.0/24',
        taints: [
          {
            key: 'node-role.kubernetes.io/control-plane',
            effect: 'NoSchedule',
          },
        ],
      },
    });
    const cluster = sandbox([tainted]);
    cluster.create(daemon());
    cluster.pass(5);
    expect(pods(cluster)).toHaveLength(2);
  });

  it('replaces its pods one by one when its template changes', () => {
    const cluster = sandbox();
    const set = cluster.create(daemon());
    cluster.pass(5);
    cluster.change(set, { template: template('registry.example/work:2') });
    cluster.pass(20);
    expect(pods(cluster).map(pod => pod.spec.containers[0].image)).toEqual([
      'registry.example/work:2',
      'registry.example/work:2',
    ]);
  });
});

describe('a Job', () => {
  it('is complete when its pods have succeeded', () => {
    const cluster = sandbox();
    cluster.create(job({ parallelism: 2, completions: 3 }));
    cluster.pass(2);
    expect(cluster.view.get('Job', 'work', 'demo')?.status?.active).toBe(2);
    cluster.pass(20);
    const done = cluster.view.get('Job', 'work', 'demo');
    expect(done?.status).toMatchObject({
      succeeded: 3,
      completionTime: expect.any(String),
    });
    expect(isTrue(done, 'Complete')).toBe(true);
    expect(cluster.errors).toEqual([]);
  });

  it('fails once its pods have failed too often', () => {
    const cluster = sandbox();
    cluster.create(job({ backoffLimit: 1 }, 'registry.example/crash-loop:1'));
    cluster.pass(60);
    const failed = cluster.view.get('Job', 'work', 'demo');
    expect(getCondition(failed, 'Failed')).toMatchObject({
      status: 'True',
      reason: 'BackoffLimitExceeded',
      message: 'Job has reached the specified backoff limit',
    });
    expect(failed?.status?.failed).toBe(2);
  });

  it('rests while it is suspended, and its time with it', () => {
    const cluster = sandbox();
    const work = cluster.create(job({ activeDeadlineSeconds: 30 }));
    const stored = () => cluster.view.get('Job', 'work', 'demo');
    cluster.pass(3);
    expect(stored()?.status?.active).toBe(1);
    cluster.change(work, { suspend: true });
    cluster.pass(60);
    expect(pods(cluster)).toEqual([]);
    expect(stored()?.status).toEqual({
      ready: 0,
      terminating: 0,
      conditions: [
        expect.objectContaining({
          type: 'Suspended',
          status: 'True',
          reason: 'JobSuspended',
        }),
      ],
    });
    cluster.change(work, { suspend: false });
    cluster.pass(20);
    expect(getCondition(stored(), 'Suspended')).toMatchObject({
      status: 'False',
      reason: 'JobResumed',
    });
    expect(isTrue(stored(), 'Complete')).toBe(true);
    expect(cluster.events('Suspended')).toEqual(['Job suspended']);
    expect(cluster.errors).toEqual([]);
  });

  it('goes when its time after the end is over', () => {
    const cluster = sandbox();
    cluster.create(job({ ttlSecondsAfterFinished: 10 }));
    cluster.pass(10);
    expect(cluster.view.list('Job')).toHaveLength(1);
    cluster.pass(20);
    expect(cluster.view.list('Job')).toEqual([]);
    expect(pods(cluster)).toEqual([]);
  });
});

describe('a CronJob', () => {
  const cron = (spec = {}) =>
    workload('batch/v1', 'CronJob', {
      schedule: '*/5 * * * *',
      jobTemplate: { spec: job().spec },
      ...spec,
    });

  it('starts a Job at each time of its schedule, and keeps the last three', () => {
    const cluster = sandbox();
    cluster.create(cron());
    cluster.pass(4 * 60);
    expect(cluster.view.list('Job')).toEqual([]);
    cluster.pass(2 * 60);
    expect(cluster.view.list('Job')).toHaveLength(1);
    expect(cluster.view.get('CronJob', 'work', 'demo')?.status).toMatchObject({
      lastScheduleTime: '2026-01-01T00:05:00Z',
      lastSuccessfulTime: expect.any(String),
    });
    cluster.pass(30 * 60);
    expect(cluster.view.list('Job')).toHaveLength(3);
    expect(cluster.errors).toEqual([]);
  });

  it('starts none while it is suspended', () => {
    const cluster = sandbox();
    cluster.create(cron({ suspend: true }));
    cluster.pass(20 * 60);
    expect(cluster.view.list('Job')).toEqual([]);
  });
});

describe('a HorizontalPodAutoscaler', () => {
  const scaler = (name: string) =>
    workload('autoscaling/v2', 'HorizontalPodAutoscaler', {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name },
      minReplicas: 3,
      maxReplicas: 5,
    });

  it('brings its target within its bounds', () => {
    const cluster = sandbox();
    cluster.create(deployment('web'));
    cluster.create(scaler('web'));
    cluster.pass(5);
    expect(
      recordAt(cluster.view.get('Deployment', 'web', 'demo'), 'spec').replicas,
    ).toBe(3);
    const { status } =
      cluster.view.get('HorizontalPodAutoscaler', 'work', 'demo') ?? {};
    expect(status).toMatchObject({ currentReplicas: 3, desiredReplicas: 3 });
  });

  it('leaves a target off that somebody switched off', () => {
    const cluster = sandbox();
    const web = cluster.create(deployment('web', { spec: { replicas: 0 } }));
    cluster.create(scaler('web'));
    const scaling = () =>
      getCondition(
        cluster.view.get('HorizontalPodAutoscaler', 'work', 'demo'),
        'ScalingActive',
      );
    cluster.pass(5);
    expect(pods(cluster)).toEqual([]);
    expect(scaling()).toMatchObject({
      status: 'False',
      reason: 'ScalingDisabled',
    });
    cluster.change(web, { replicas: 1 });
    cluster.pass(5);
    expect(pods(cluster)).toHaveLength(3);
    expect(scaling()?.status).toBe('True');
  });

  it('says that its target is absent', () => {
    const cluster = sandbox();
    cluster.create(scaler('absent'));
    cluster.pass(1);
    const absent = cluster.view.get('HorizontalPodAutoscaler', 'work', 'demo');
    expect(getCondition(absent, 'AbleToScale')).toMatchObject({
      status: 'False',
      reason: 'FailedGetScale',
    });
  });
});

describe('a PodDisruptionBudget', () => {
  it('says how many pods may go', () => {
    const cluster = sandbox();
    cluster.create(deployment('web', { spec: { replicas: 3 } }));
    cluster.create(
      workload('policy/v1', 'PodDisruptionBudget', {
        minAvailable: 2,
        selector: { matchLabels: { app: 'web' } },
      }),
    );
    cluster.pass(0);
    const allowed = () =>
      cluster.view.get('PodDisruptionBudget', 'work', 'demo')?.status
        ?.disruptionsAllowed;
    expect(allowed()).toBe(0);
    cluster.pass(5);
    expect(allowed()).toBe(1);
  });
});
