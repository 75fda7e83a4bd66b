import { getCondition, isTrue } from '../meta';
import { deployment, sandbox, Sandbox } from '../testing';

const pods = (cluster: Sandbox) =>
  cluster.view.list('Pod', { namespace: 'demo' });
const container = (cluster: Sandbox) =>
  pods(cluster)[0].status?.containerStatuses?.[0];
const one = { spec: { replicas: 1 } };

describe('a Pod', () => {
  it('is placed, started and ready within three seconds', () => {
    const cluster = sandbox();
    cluster.create(deployment('web'));
    cluster.pass(0);
    expect(pods(cluster).map(pod => pod.status?.phase)).toEqual([
      'Pending',
      'Pending',
    ]);
    expect(container(cluster)?.state.waiting?.reason).toBe('ContainerCreating');

    cluster.pass(2);
    expect(container(cluster)?.state.running).toBeDefined();
    expect(isTrue(pods(cluster)[0], 'Ready')).toBe(false);

    cluster.pass(1);
    for (const pod of pods(cluster)) {
      expect(isTrue(pod, 'Ready')).toBe(true);
      expect(pod.status).toMatchObject({
        phase: 'Running',
        qosClass: 'BestEffort',
        podIP: expect.stringMatching(/^10\.244\.[12]\.\d+$/),
      });
    }
    expect(new Set(pods(cluster).map(pod => pod.status?.podIP)).size).toBe(2);
    expect(new Set(pods(cluster).map(pod => pod.spec.nodeName)).size).toBe(2);
    expect(cluster.errors).toEqual([]);
  });

  it('says what keeps it from every node', () => {
    const cluster = sandbox();
    cluster.create(
      deployment('web', {
        ...one,
        podSpec: { nodeSelector: { disk: 'nvme' } },
      }),
    );
    cluster.create(
      deployment('large', {
        ...one,
        container: { resources: { requests: { memory: '64Gi' } } },
      }),
    );
    cluster.pass(1);
    const why = (app: string) =>
      getCondition(
        pods(cluster).find(pod => pod.metadata.labels?.app === app),
        'PodScheduled',
      );
    expect(why('web')).toMatchObject({
      status: 'False',
      reason: 'Unschedulable',
      message:
        "0/2 nodes are available: 2 node(s) didn't match Pod's node affinity/selector. preemption: 0/2 nodes are available: 2 Preemption is not helpful for scheduling.",
    });
    expect(why('large')?.message).toContain('2 Insufficient memory');
    expect(cluster.events('FailedScheduling')).toHaveLength(2);
  });

  it('does not take more of a node than that has', () => {
    const cluster = sandbox();
    cluster.create(
      deployment('web', {
        spec: { replicas: 5 },
        container: { resources: { requests: { cpu: '4' } } },
      }),
    );
    cluster.pass(5);
    const placed = pods(cluster).filter(pod => pod.spec.nodeName);
    expect(placed).toHaveLength(4);
  });

  it('backs off from an image that does not exist', () => {
    const cluster = sandbox();
    const image = 'registry.example/web:does-not-exist';
    cluster.create(deployment('web', { ...one, image }));
    cluster.pass(2);
    expect(container(cluster)?.state.waiting).toEqual({
      reason: 'ErrImagePull',
      message: `rpc error: code = NotFound desc = failed to pull and unpack image "${image}": failed to resolve reference "${image}": ${image}: not found`,
    });
    cluster.pass(5);
    expect(container(cluster)?.state.waiting).toMatchObject({
      reason: 'ImagePullBackOff',
      message: expect.stringContaining(`Back-off pulling image "${image}"`),
    });
    expect(cluster.events('Failed')).toEqual(
      expect.arrayContaining([
        'Error: ErrImagePull',
        'Error: ImagePullBackOff',
      ]),
    );
  });

  it('restarts what crashes, each time later', () => {
    const cluster = sandbox();
    cluster.create(
      deployment('web', { ...one, image: 'registry.example/crash-loop:1' }),
    );
    cluster.pass(5);
    expect(container(cluster)).toMatchObject({
      restartCount: 0,
      state: { waiting: { reason: 'CrashLoopBackOff' } },
      lastState: { terminated: { exitCode: 1, reason: 'Error' } },
    });
    expect(container(cluster)?.state.waiting?.message).toMatch(
      /^back-off 10s restarting failed container=web pod=web-/,
    );
    cluster.pass(60);
    expect(container(cluster)?.restartCount).toBe(2);
    expect(container(cluster)?.state.waiting?.message).toContain('40s');
  });

  it('is not ready while its readiness probe fails, and runs on', () => {
    const cluster = sandbox();
    cluster.create(
      deployment('web', {
        ...one,
        image: 'registry.example/failing-readiness:1',
      }),
    );
    cluster.pass(60);
    expect(container(cluster)).toMatchObject({ ready: false, restartCount: 0 });
    expect(cluster.events('Unhealthy')).toEqual([
      'Readiness probe failed: HTTP probe failed with statuscode: 503',
    ]);
  });

  it('is restarted when its liveness probe fails', () => {
    const cluster = sandbox();
    cluster.create(
      deployment('web', {
        ...one,
        image: 'registry.example/failing-liveness:1',
        container: { livenessProbe: { httpGet: { path: '/', port: 8080 } } },
      }),
    );
    cluster.pass(20);
    expect(container(cluster)?.restartCount).toBe(1);
    expect(cluster.events('Killing')).toEqual([
      'Container web failed liveness probe, will be restarted',
    ]);
  });

  it('waits for the Secrets and ConfigMaps that it names', () => {
    const cluster = sandbox();
    cluster.create(
      deployment('web', {
        ...one,
        podSpec: {
          volumes: [{ name: 'password', secret: { secretName: 'redis' } }],
        },
      }),
    );
    cluster.pass(5);
    expect(container(cluster)?.state.waiting?.reason).toBe('ContainerCreating');
    expect(cluster.events('FailedMount')).toEqual([
      'MountVolume.SetUp failed for volume "password" : secret "redis" not found',
    ]);
    cluster.create({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'redis' },
    });
    cluster.pass(15);
    expect(isTrue(pods(cluster)[0], 'Ready')).toBe(true);
  });

  it('ends gracefully when it is deleted', () => {
    const cluster = sandbox();
    const web = cluster.create(deployment('web', one));
    cluster.pass(5);
    cluster.change(web, { replicas: 0 });
    cluster.pass(0);
    const [going] = pods(cluster);
    expect(going.metadata.deletionGracePeriodSeconds).toBe(30);
    expect(going.status?.phase).toBe('Running');
    cluster.pass(2);
    expect(pods(cluster)).toEqual([]);
    expect(cluster.events('Killing')).toEqual(['Stopping container web']);
  });
});
