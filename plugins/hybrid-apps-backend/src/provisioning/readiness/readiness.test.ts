import { KindKnowledge } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { createStoreFromObjects } from '../../clusters';
import { WATCHED_KINDS } from '../../clusters/kinds/watchedKinds';
import { checkReadiness } from '.';

const kinds = WATCHED_KINDS.map(({ groups: [group], kind, resource }) => ({
  group,
  version: 'v1',
  kind,
  plural: resource,
  namespaced: true,
  verbs: ['get', 'list', 'watch'],
}));

interface Given {
  apiVersion: string;
  kind: string;
  metadata: {
    name: string;
    namespace?: string;
    uid?: string;
    generation?: number;
    deletionTimestamp?: string;
    ownerReferences?: Array<{
      apiVersion: string;
      kind: string;
      name: string;
      uid: string;
    }>;
  };
  [field: string]: unknown;
}

function given(
  apiVersion: string,
  kind: string,
  name: string,
  body: object = {},
  owner?: Given,
): Given {
  return {
    apiVersion,
    kind,
    metadata: {
      name,
      namespace: kind === 'StorageClass' ? undefined : 'shop',
      uid: `${kind}/${name}`,
      generation: 1,
      ...(owner && {
        ownerReferences: [
          {
            apiVersion: owner.apiVersion,
            kind: owner.kind,
            name: owner.metadata.name,
            uid: owner.metadata.uid ?? '',
          },
        ],
      }),
    },
    ...body,
  };
}

/** The standing of the first object. */
function standing(...objects: Given[]) {
  const store = createStoreFromObjects('onprem', objects);
  const { apiVersion, kind, metadata } = objects[0];
  const { namespace, name } = metadata;
  const [{ object, ...rest }] = checkReadiness({ store, kinds }, [
    { apiVersion, kind, namespace, name },
  ]);
  return rest;
}

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
        "Container 'web' of pod 'web-1-a' does not start: CreateContainerConfigError: configmap \"x\" not found",
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
      message: "No node takes pod 'web-1-a': 0/3 nodes are available",
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
    const agent = (numberReady: number) =>
      given('apps/v1', 'DaemonSet', 'agent', {
        status: {
          observedGeneration: 1,
          desiredNumberScheduled: 3,
          updatedNumberScheduled: 3,
          numberReady,
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

describe('virtual machines', () => {
  const vm = (status: object, spec: object = {}) =>
    given('kubevirt.io/v1', 'VirtualMachine', 'mongodb-vm', {
      spec: {
        runStrategy: 'Always',
        template: {
          spec: {
            volumes: [
              { name: 'root', containerDisk: { image: 'quay.io/vm:1' } },
              { name: 'data', dataVolume: { name: 'mongodb-data' } },
            ],
          },
        },
        ...spec,
      },
      status,
    });
  const disk = (status: object) =>
    given('cdi.kubevirt.io/v1beta1', 'DataVolume', 'mongodb-data', { status });

  it('is ready when KubeVirt says so', () => {
    expect(standing(vm({ ready: true, printableStatus: 'Running' }))).toEqual({
      state: 'ready',
    });
  });

  it('tells how far the import of its disk is', () => {
    expect(
      standing(
        vm({ printableStatus: 'Provisioning' }),
        disk({ phase: 'ImportInProgress', progress: '42.17%' }),
      ),
    ).toEqual({
      state: 'progressing',
      message: 'Importing disk mongodb-data: 42 %',
      progress: 42,
    });
  });

  it('fails with its disk', () => {
    expect(
      standing(
        vm({ printableStatus: 'DataVolumeError' }),
        disk({
          phase: 'Failed',
          conditions: [
            { type: 'Running', status: 'False', message: '404 Not Found' },
          ],
        }),
      ),
    ).toEqual({
      state: 'failed',
      message:
        "Disk 'mongodb-data' could not be filled: 404 Not Found. Check its source.",
    });
  });

  it('fails when the registry does not know the image of its disk', () => {
    const message =
      'Unable to process data: Failed to read registry image: reading manifest: manifest unknown';
    expect(
      standing(
        vm({ printableStatus: 'DataVolumeError' }),
        disk({
          phase: 'ImportInProgress',
          progress: 'N/A',
          conditions: [
            { type: 'Running', status: 'False', reason: 'Error', message },
          ],
        }),
      ),
    ).toEqual({
      state: 'failed',
      message: `Disk 'mongodb-data' could not be filled: ${message}. Check its source.`,
    });
  });

  it('goes on while an import is tried again', () => {
    expect(
      standing(
        vm({ printableStatus: 'DataVolumeError' }),
        disk({
          phase: 'ImportInProgress',
          progress: 'N/A',
          conditions: [
            {
              type: 'Running',
              status: 'False',
              reason: 'Error',
              message: 'connection reset by peer',
            },
          ],
        }),
      ),
    ).toEqual({
      state: 'progressing',
      message: 'Importing disk mongodb-data (connection reset by peer)',
    });
  });

  it('fails when its golden image does not exist', () => {
    const copy = given('cdi.kubevirt.io/v1beta1', 'DataVolume', 'root', {
      spec: {
        sourceRef: { kind: 'DataSource', namespace: 'images', name: 'rhel9' },
      },
      status: { phase: 'Pending' },
    });
    const image = given('cdi.kubevirt.io/v1beta1', 'DataSource', 'rhel9');
    image.metadata.namespace = 'images';
    expect(standing(copy)).toEqual({
      state: 'failed',
      message:
        "Golden image 'images/rhel9' does not exist on cluster 'onprem'. Choose another one.",
    });
    expect(standing(copy, image).state).toBe('progressing');
  });

  it('fails on a container disk that cannot be pulled', () => {
    expect(standing(vm({ printableStatus: 'ImagePullBackOff' }))).toEqual({
      state: 'failed',
      message:
        "Image 'quay.io/vm:1' cannot be pulled. Check its name and tag, and that the cluster may pull it.",
    });
  });

  it('waits for a node', () => {
    const object = vm({ printableStatus: 'ErrorUnschedulable' });
    const instance = given(
      'kubevirt.io/v1',
      'VirtualMachineInstance',
      'mongodb-vm',
      {
        status: {
          conditions: [
            {
              type: 'PodScheduled',
              status: 'False',
              message: '0/3 nodes are available: insufficient memory',
            },
          ],
        },
      },
    );
    expect(standing(object, instance)).toEqual({
      state: 'progressing',
      message:
        "No node takes VM 'mongodb-vm': 0/3 nodes are available: insufficient memory",
    });
  });

  it('is ready while stopped, where that is what its manifest wants', () => {
    expect(
      standing(vm({ printableStatus: 'Stopped' }, { runStrategy: 'Halted' }))
        .state,
    ).toBe('ready');
    expect(standing(vm({ printableStatus: 'Stopped' })).state).toBe(
      'progressing',
    );
  });
});

describe('storage', () => {
  const claim = (phase: string) =>
    given('v1', 'PersistentVolumeClaim', 'data', {
      spec: { storageClassName: 'local' },
      status: { phase },
    });
  const local = given('storage.k8s.io/v1', 'StorageClass', 'local', {
    volumeBindingMode: 'WaitForFirstConsumer',
  });

  it('waits for a claim to be bound, unless that takes a pod', () => {
    expect(standing(claim('Bound')).state).toBe('ready');
    expect(standing(claim('Pending')).state).toBe('progressing');
    expect(standing(claim('Pending'), local).state).toBe('ready');
    expect(standing(claim('Lost')).state).toBe('failed');
  });

  it('says when the progress is not known', () => {
    expect(
      standing(
        given('cdi.kubevirt.io/v1beta1', 'DataVolume', 'data', {
          status: { phase: 'CloneInProgress', progress: 'N/A' },
        }),
      ),
    ).toEqual({ state: 'progressing', message: 'Cloning disk data' });
  });
});

describe('what else there is', () => {
  it('is ready as soon as it exists', () => {
    expect(standing(given('v1', 'Service', 'web'))).toEqual({ state: 'ready' });
  });

  it('is not ready while it is being deleted', () => {
    const service = given('v1', 'Service', 'web');
    service.metadata.deletionTimestamp = '2026-11-21T01:04:26Z';
    expect(standing(service)).toEqual({
      state: 'failed',
      message: "Service 'web' is being deleted.",
    });
  });

  it('is absent where it does not exist', () => {
    const store = createStoreFromObjects('onprem', []);
    const ref = {
      apiVersion: 'v1',
      kind: 'Service',
      namespace: 'shop',
      name: 'web',
    };
    expect(checkReadiness({ store, kinds }, [ref])).toEqual([
      {
        object: ref,
        state: 'absent',
        message:
          "Service 'web' does not exist in namespace 'shop' of cluster 'onprem'",
      },
    ]);
  });
});

describe('what is not known', () => {
  const ref = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    namespace: 'shop',
    name: 'web',
  };
  const check = (knowledge: KindKnowledge) => {
    const store = createStoreFromObjects('onprem', [], {
      knowledge: [knowledge],
    });
    return checkReadiness({ store, kinds }, [ref])[0];
  };

  it('never passes for absent', () => {
    expect(
      check({
        cluster: 'onprem',
        kind: '*',
        state: 'unreachable',
        message: 'connect ECONNREFUSED',
      }),
    ).toEqual({
      object: ref,
      state: 'progressing',
      message:
        "How far it is cannot be told, deployments.apps of cluster 'onprem' being unreachable: connect ECONNREFUSED",
    });
  });

  it('is final where the portal may not look', () => {
    expect(
      check({ cluster: 'onprem', kind: 'deployments.apps', state: 'forbidden' })
        .state,
    ).toBe('failed');
  });
});
