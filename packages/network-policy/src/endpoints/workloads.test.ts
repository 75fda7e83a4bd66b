import { createPolicyModel, formatPeer, podLabelsOf } from '../index';
import { networkPolicy, object, pod } from '../__testUtils__/objects';

const typed = (
  apiVersion: string,
  kind: string,
  name: string,
  rest = {},
  metadata = {},
) => ({ ...object(apiVersion, kind, name, rest, metadata), apiVersion, kind });

const ROLLOUT = { 'argoproj.io/Rollout': ['spec', 'template'] };

const LAUNCHER = {
  'kubevirt.io': 'virt-launcher',
  'vm.kubevirt.io/name': 'db',
  'vmi.kubevirt.io/id': 'db',
};

describe('podLabelsOf', () => {
  const template = { metadata: { labels: { app: 'web' } } };

  it.each<[string, { apiVersion: string; kind: string }, object | undefined]>([
    [
      'of a Pod, its own',
      typed('v1', 'Pod', 'a', {}, { labels: { app: 'web' } }),
      { app: 'web' },
    ],
    [
      'of a Deployment, its template’s',
      typed('apps/v1', 'Deployment', 'web', { spec: { template } }),
      { app: 'web' },
    ],
    [
      'of a CronJob, those of its Jobs’ template',
      typed('batch/v1', 'CronJob', 'web', {
        spec: { jobTemplate: { spec: { template } } },
      }),
      { app: 'web' },
    ],
    [
      'of a VM that is off, its launcher’s too',
      typed('kubevirt.io/v1', 'VirtualMachine', 'db', { spec: { template } }),
      { app: 'web', ...LAUNCHER },
    ],
    [
      'and those of an annotation and a hostname',
      typed('kubevirt.io/v1', 'VirtualMachine', 'db', {
        spec: {
          template: {
            metadata: { annotations: { 'sidecar.istio.io/inject': 'true' } },
            spec: { hostname: 'sql' },
          },
        },
      }),
      {
        ...LAUNCHER,
        'vm.kubevirt.io/name': 'sql',
        'sidecar.istio.io/inject': 'true',
      },
    ],
    [
      'of a VM’s instance, that of its uid too',
      typed(
        'kubevirt.io/v1',
        'VirtualMachineInstance',
        'db',
        {},
        {
          uid: 'u-1',
        },
      ),
      { ...LAUNCHER, 'kubevirt.io/created-by': 'u-1' },
    ],
    [
      'as far as they can be read',
      typed('apps/v1', 'Deployment', 'web', {
        spec: { template: { metadata: { labels: { app: 'web', n: 1 } } } },
      }),
      { app: 'web' },
    ],
    [
      'none where there is no template',
      typed('apps/v1', 'Deployment', 'web'),
      {},
    ],
    [
      'undefined for what no Pods come of',
      typed('v1', 'Service', 'web', { spec: { template } }),
      undefined,
    ],
    [
      'and for a kind of the same name in another group',
      typed('example.com/v1', 'Deployment', 'web', { spec: { template } }),
      undefined,
    ],
  ])('%s', (_, of, labels) => {
    expect(podLabelsOf(of)).toEqual(labels);
  });

  it('of a kind that is added, where the table says', () => {
    expect(
      podLabelsOf(
        typed('argoproj.io/v1alpha1', 'Rollout', 'web', {
          spec: { template },
        }),
        ROLLOUT,
      ),
    ).toEqual({ app: 'web' });
  });
});

describe('a kind of workload that is added', () => {
  const rollout = object(
    'argoproj.io/v1alpha1',
    'Rollout',
    'web',
    {
      spec: {
        template: {
          metadata: { labels: { app: 'web' } },
          spec: { containers: [] },
        },
      },
    },
    { namespace: 'shop' },
  );
  const owned = (apiVersion: string, kind: string, name: string) => ({
    ownerReferences: [{ apiVersion, kind, name, controller: true }],
  });
  const replicaSet = object(
    'apps/v1',
    'ReplicaSet',
    'web-7d9',
    { spec: rollout.spec },
    { namespace: 'shop', ...owned('argoproj.io/v1alpha1', 'Rollout', 'web') },
  );
  const running = pod(
    'shop/web-7d9-x',
    { app: 'web' },
    {},
    {},
    owned('apps/v1', 'ReplicaSet', 'web-7d9'),
  );
  const isolated = networkPolicy('shop/web', {
    podSelector: { matchLabels: { app: 'web' } },
  });

  it.each([
    ['is what its Pods belong to', [rollout, replicaSet, running]],
    ['also where it is not in the input itself', [replicaSet, running]],
    ['stands for its Pods while there are none', [rollout]],
  ])('%s', (_, objects) => {
    const model = createPolicyModel([...objects, isolated], {
      workloads: ROLLOUT,
    });
    expect(model.workloads.map(formatPeer)).toEqual(['shop/web[Rollout]']);
    expect(
      model.posture({ namespace: 'shop', name: 'web', kind: 'Rollout' })
        .ingress,
    ).toMatchObject({ posture: 'isolated' });
  });

  it('is one after an update too', () => {
    const model = createPolicyModel([isolated], { workloads: ROLLOUT });
    expect(
      model.update({ apply: [rollout] }).workloads.map(formatPeer),
    ).toEqual(['shop/web[Rollout]']);
  });

  it('is none unless it is said', () => {
    expect(
      createPolicyModel([rollout, replicaSet, running]).workloads.map(
        formatPeer,
      ),
    ).toEqual(['shop/web-7d9[ReplicaSet]']);
  });
});
