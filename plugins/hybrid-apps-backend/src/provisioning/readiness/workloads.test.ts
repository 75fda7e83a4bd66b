import { checkReadiness } from '.';
import { Given, given, kinds, standing } from '../../__testUtils__/standing';
import { allOpen } from '../../__testUtils__/open';
import { createStoreFromObjects } from '../../kinds';

const deployment = (status: object, spec: object = {}) =>
  given('apps/v1', 'Deployment', 'web', {
    spec: { replicas: 2, ...spec },
    status: { observedGeneration: 1, ...status },
  });

const pod = (owner: Given, status: object) => {
  const replicaSet = given('apps/v1', 'ReplicaSet', 'web-1', {}, owner);
  return [
    replicaSet,
    given(
      'v1',
      'Pod',
      'web-1-a',
      {
        spec: { containers: [{ name: 'web', image: 'quay.io/shop/web:9' }] },
        status: { phase: 'Pending', ...status },
      },
      replicaSet,
    ),
  ];
};

const waiting = (reason: string, message?: string, rest: object = {}) => ({
  containerStatuses: [
    { name: 'web', state: { waiting: { reason, message } }, ...rest },
  ],
});

describe('workloads', () => {
  it('is ready when all pods of the present template are available', () => {
    expect(
      standing(
        deployment({ replicas: 2, updatedReplicas: 2, availableReplicas: 2 }),
      ),
    ).toEqual({ state: 'ready' });
  });

  it.each([
    ['no status yet', {}],
    [
      'a pod missing',
      { replicas: 2, updatedReplicas: 2, availableReplicas: 1 },
    ],
    [
      'an old pod left',
      { replicas: 3, updatedReplicas: 2, availableReplicas: 2 },
    ],
    [
      'a status of an earlier generation',
      {
        observedGeneration: 0,
        replicas: 2,
        updatedReplicas: 2,
        availableReplicas: 2,
      },
    ],
  ])('goes on with %s', (_, status) => {
    expect(standing(deployment(status)).state).toBe('progressing');
  });

  it('counts its pods while they come up', () => {
    expect(
      standing(
        deployment({ replicas: 2, updatedReplicas: 2, availableReplicas: 1 }),
      ).message,
    ).toBe("Deployment 'web': 1 of 2 pods ready");
  });

  it('is ready with no pods where none are wanted', () => {
    expect(standing(deployment({}, { replicas: 0 }))).toEqual({
      state: 'ready',
    });
  });

  it('fails on an image that cannot be pulled, naming it', () => {
    const web = deployment({ replicas: 2, updatedReplicas: 2 });
    expect(
      standing(
        web,
        ...pod(web, waiting('ImagePullBackOff', 'Back-off pulling image')),
      ),
    ).toEqual({
      state: 'failed',
      message:
        "Image 'quay.io/shop/web:9' cannot be pulled: Back-off pulling image. Check its name and tag, and that the cluster may pull it.",
    });
  });

  it.each([
    [
      'failed to resolve reference "quay.io/shop/web:9": quay.io/shop/web:9: not found',
      'its registry does not know it',
    ],
    [
      'pull access denied, repository does not exist or may require authorization',
      'its registry does not let the cluster have it',
    ],
  ])('puts the words of the container runtime short: %s', (words, reason) => {
    const web = deployment({});
    expect(
      standing(web, ...pod(web, waiting('ImagePullBackOff', words))).message,
    ).toBe(
      `Image 'quay.io/shop/web:9' cannot be pulled: ${reason}. Check its name and tag, and that the cluster may pull it.`,
    );
  });

  it('gives a first failed pull another chance', () => {
    const web = deployment({});
    expect(standing(web, ...pod(web, waiting('ErrImagePull'))).state).toBe(
      'progressing',
    );
  });

  it('gives a crashing container time, as its database may come later', () => {
    const web = deployment({});
    expect(
      standing(
        web,
        ...pod(
          web,
          waiting('CrashLoopBackOff', undefined, {
            restartCount: 3,
            lastState: { terminated: { exitCode: 1 } },
          }),
        ),
      ),
    ).toEqual({
      state: 'progressing',
      message:
        "Container 'web' of pod 'web-1-a' keeps ending with exit code 1, 3 restarts so far. Its log tells why",
    });
  });

  it('fails on a reference to a missing ConfigMap', () => {
    const web = deployment({});
    expect(
      standing(
        web,
        ...pod(
          web,
          waiting('CreateContainerConfigError', 'configmap "x" not found'),
        ),
      ),
    ).toEqual({
      state: 'failed',
      message:
        "Container 'web' of pod 'web-1-a' does not start: ConfigMap 'x' does not exist in namespace 'shop'. Create it, or mark the reference to it as optional.",
    });
  });

  it.each([
    'container has runAsNonRoot and image will run as root',
    'container has runAsNonRoot and image has non-numeric user (nginx), cannot verify user is non-root',
  ])('says how to build an image of which kubelet says: %s', message => {
    const web = deployment({});
    expect(
      standing(
        web,
        ...pod(web, waiting('CreateContainerConfigError', message)),
      ),
    ).toEqual({
      state: 'failed',
      message: `Image 'quay.io/shop/web:9' may not run: ${message}. Build it with a USER that is a number other than 0.`,
    });
  });

  it('says why no node takes a pod', () => {
    const web = deployment({});
    expect(
      standing(
        web,
        ...pod(web, {
          conditions: [
            {
              type: 'PodScheduled',
              status: 'False',
              reason: 'Unschedulable',
              message: '0/3 nodes are available',
            },
          ],
        }),
      ),
    ).toEqual({
      state: 'progressing',
      message:
        "No node of cluster 'onprem' takes pod 'web-1-a': 0/3 nodes are available. Ask for less, choose another cluster, or have nodes added.",
    });
  });

  it('says what runs without being ready, as on another port', () => {
    const web = deployment({});
    const status = {
      containerStatuses: [
        { name: 'web', ready: false, state: { running: {} } },
      ],
    };
    expect(standing(web, ...pod(web, status))).toEqual({
      state: 'progressing',
      message:
        "Container 'web' of pod 'web-1-a' runs, but is not ready yet: does it listen on its port?",
    });
  });

  it.each([
    [
      'a quota',
      'failed',
      'pods "web-1-a" is forbidden: exceeded quota: team-a, requested: pods=1, used: pods=4, limited: pods=4',
      ". Ask for less or change what is objected to, choose another namespace, or ask the cluster's administrators.",
    ],
    ['what may pass', 'progressing', 'etcdserver: request timed out', ''],
  ])('says that its pods are refused by %s', (_, state, message, wayOut) => {
    const conditions = [{ type: 'ReplicaFailure', status: 'True', message }];
    expect(standing(deployment({ conditions }))).toEqual({
      state,
      message: `Deployment 'web' gets no pods on cluster 'onprem': ${message}${wayOut}`,
    });
  });

  it('fails when the deadline has passed', () => {
    expect(
      standing(
        deployment({
          conditions: [
            {
              type: 'Progressing',
              status: 'False',
              reason: 'ProgressDeadlineExceeded',
              message: 'ReplicaSet "web-1" has timed out progressing.',
            },
          ],
        }),
      ),
    ).toEqual({
      state: 'failed',
      message:
        'Deployment \'web\' gave up: ReplicaSet "web-1" has timed out progressing.',
    });
  });

  it('reads a DaemonSet by its nodes', () => {
    const agent = (numberAvailable: number) =>
      given('apps/v1', 'DaemonSet', 'agent', {
        status: {
          observedGeneration: 1,
          desiredNumberScheduled: 3,
          updatedNumberScheduled: 3,
          numberReady: numberAvailable,
          numberAvailable,
        },
      });
    expect(standing(agent(2)).message).toBe(
      "DaemonSet 'agent': 2 of 3 pods ready",
    );
    expect(standing(agent(3)).state).toBe('ready');
  });

  it('follows a Job to its end', () => {
    const job = (conditions: object[]) =>
      given('batch/v1', 'Job', 'load', { status: { conditions } });
    expect(standing(job([])).message).toBe("Job 'load' is running");
    expect(standing(job([{ type: 'Complete', status: 'True' }])).state).toBe(
      'ready',
    );
    expect(
      standing(
        job([
          { type: 'Failed', status: 'True', message: 'BackoffLimitExceeded' },
        ]),
      ),
    ).toEqual({
      state: 'failed',
      message: "Job 'load' failed: BackoffLimitExceeded",
    });
  });
});

describe('a Job that goes after its end', () => {
  const ref = {
    apiVersion: 'batch/v1',
    kind: 'Job',
    namespace: 'shop',
    name: 'load',
    uid: 'u2',
  };
  const event = (reason: string, uid: string, message?: string) =>
    given('v1', 'Event', `load.${reason}`, {
      involvedObject: { kind: 'Job', name: 'load', uid },
      reason,
      message,
    });
  const check = (...objects: Given[]) => {
    const store = createStoreFromObjects('onprem', objects);
    const [{ object, ...rest }] = checkReadiness(
      { store, kinds, openness: allOpen },
      [ref],
    );
    return rest;
  };

  it('is done where its controller said so', () => {
    expect(
      check(event('SuccessfulCreate', 'u2'), event('Completed', 'u2')),
    ).toEqual({ state: 'ready' });
  });

  it('has failed where its controller said so', () => {
    expect(
      check(
        event(
          'BackoffLimitExceeded',
          'u2',
          'Job has reached the specified backoff limit',
        ),
      ),
    ).toEqual({
      state: 'failed',
      message: "Job 'load' failed: Job has reached the specified backoff limit",
    });
  });

  it('is absent where nothing tells, or of another Job of its name', () => {
    expect(check(event('Completed', 'u1')).state).toBe('absent');
    expect(check(event('FailedCreate', 'u2')).state).toBe('absent');
  });

  it('counts as it ended while it is being deleted, and not before', () => {
    const job = (conditions: object[]) => {
      const one = given('batch/v1', 'Job', 'load', { status: { conditions } });
      one.metadata.deletionTimestamp = '2026-11-21T01:04:26Z';
      return one;
    };
    expect(check(job([{ type: 'Complete', status: 'True' }])).state).toBe(
      'ready',
    );
    expect(
      check(job([{ type: 'Failed', status: 'True', message: 'no' }])).message,
    ).toBe("Job 'load' failed: no");
    expect(check(job([])).message).toBe("Job 'load' is being deleted.");
  });
});
