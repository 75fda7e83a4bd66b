import { createPolicyModel, formatPeer } from '../index';
import {
  deployment,
  networkPolicy,
  object,
  pod,
  virtualMachine,
} from '../__testUtils__/objects';
import type { Manifest } from '../__testUtils__/objects';

const API_VERSIONS: Readonly<Record<string, string>> = {
  Deployment: 'apps/v1',
  ReplicaSet: 'apps/v1',
  StatefulSet: 'apps/v1',
  Job: 'batch/v1',
  CronJob: 'batch/v1',
  VirtualMachine: 'kubevirt.io/v1',
  VirtualMachineInstance: 'kubevirt.io/v1',
  Node: 'v1',
  Pod: 'v1',
};

const ownedBy = (
  kind: string,
  name: string,
  apiVersion = API_VERSIONS[kind] ?? 'example.com/v1',
) => ({
  ownerReferences: [{ apiVersion, kind, name, controller: true }],
});

const replicaSet = (name: string, metadata: object = {}): Manifest =>
  object(
    'apps/v1',
    'ReplicaSet',
    name,
    {
      spec: {
        template: {
          metadata: { labels: { app: 'web' } },
          spec: { containers: [] },
        },
      },
    },
    { namespace: 'shop', ...metadata },
  );

const peersOf = (...objects: Manifest[]) =>
  createPolicyModel(objects).workloads.map(formatPeer);

describe('peers', () => {
  it.each<[string, Manifest[], string[]]>([
    ['a bare Pod is itself', [pod('shop/a')], ['shop/a[Pod]']],
    [
      'a Pod takes the name of its Deployment, by its ReplicaSet',
      [
        deployment('shop/web', { app: 'web' }),
        replicaSet('web-7d9', ownedBy('Deployment', 'web')),
        pod(
          'shop/web-7d9-x',
          { app: 'web' },
          {},
          {},
          ownedBy('ReplicaSet', 'web-7d9'),
        ),
      ],
      ['shop/web[Deployment]'],
    ],
    [
      'also when the ReplicaSet is not in the input, by the hash',
      [
        pod(
          'shop/web-7d9-x',
          { 'pod-template-hash': '7d9' },
          {},
          {},
          ownedBy('ReplicaSet', 'web-7d9'),
        ),
      ],
      ['shop/web[Deployment]'],
    ],
    [
      'a Job’s pods are its CronJob’s',
      [
        object(
          'batch/v1',
          'Job',
          'tidy-1',
          { spec: { template: { spec: { containers: [] } } } },
          { namespace: 'shop', ...ownedBy('CronJob', 'tidy') },
        ),
        pod('shop/tidy-1-x', {}, {}, {}, ownedBy('Job', 'tidy-1')),
      ],
      ['shop/tidy[CronJob]'],
    ],
    [
      'a virt-launcher Pod is its VM’s, by its VMI',
      [
        virtualMachine('shop/db', {}),
        object(
          'kubevirt.io/v1',
          'VirtualMachineInstance',
          'db',
          { spec: {} },
          { namespace: 'shop', ...ownedBy('VirtualMachine', 'db') },
        ),
        pod(
          'shop/virt-launcher-db-1',
          {},
          {},
          {},
          ownedBy('VirtualMachineInstance', 'db'),
        ),
        pod(
          'shop/virt-launcher-db-2',
          {},
          {},
          {},
          ownedBy('VirtualMachineInstance', 'db'),
        ),
      ],
      ['shop/db[VirtualMachine]'],
    ],
    [
      'a pod that attaches a volume to a VM is itself, not the VM’s',
      [
        virtualMachine('shop/db', {}),
        pod(
          'shop/virt-launcher-db-1',
          {},
          {},
          {},
          ownedBy('VirtualMachineInstance', 'db'),
        ),
        pod(
          'shop/hp-volume-x',
          {},
          {},
          {},
          ownedBy('Pod', 'virt-launcher-db-1'),
        ),
      ],
      ['shop/db[VirtualMachine]', 'shop/hp-volume-x[Pod]'],
    ],
    [
      'a static pod is itself, not its node’s',
      [
        pod('kube-system/etcd-n1', {}, {}, {}, ownedBy('Node', 'n1')),
        pod('kube-system/kube-apiserver-n1', {}, {}, {}, ownedBy('Node', 'n1')),
      ],
      ['kube-system/etcd-n1[Pod]', 'kube-system/kube-apiserver-n1[Pod]'],
    ],
    [
      'a ReplicaSet that is named otherwise is its own',
      [
        pod(
          'shop/web-x',
          { 'pod-template-hash': '7d9' },
          {},
          {},
          ownedBy('ReplicaSet', 'web'),
        ),
      ],
      ['shop/web[ReplicaSet]'],
    ],
    [
      'a VMI of its own that has ended has no peer',
      [
        object(
          'kubevirt.io/v1',
          'VirtualMachineInstance',
          'once',
          { spec: {} },
          { namespace: 'shop' },
        ),
        pod(
          'shop/virt-launcher-once-x',
          {},
          {},
          { phase: 'Succeeded' },
          ownedBy('VirtualMachineInstance', 'once'),
        ),
      ],
      [],
    ],
    [
      'nor has one whose phase says so',
      [
        object(
          'kubevirt.io/v1',
          'VirtualMachineInstance',
          'once',
          { spec: {}, status: { phase: 'Failed' } },
          { namespace: 'shop' },
        ),
      ],
      [],
    ],
    [
      'but the VM of one that has ended has',
      [
        virtualMachine('shop/db', {}),
        object(
          'kubevirt.io/v1',
          'VirtualMachineInstance',
          'db',
          { spec: {}, status: { phase: 'Succeeded' } },
          { namespace: 'shop', ...ownedBy('VirtualMachine', 'db') },
        ),
      ],
      ['shop/db[VirtualMachine]'],
    ],
    [
      'each kind of workload stands for pods that are not there',
      [
        ...['StatefulSet', 'DaemonSet'].map(kind =>
          object(
            'apps/v1',
            kind,
            kind.toLowerCase(),
            {
              spec: {
                template: {
                  metadata: { labels: {} },
                  spec: { containers: [] },
                },
              },
            },
            { namespace: 'shop' },
          ),
        ),
        object(
          'v1',
          'ReplicationController',
          'rc',
          { spec: { template: { spec: { containers: [] } } } },
          { namespace: 'shop' },
        ),
        object(
          'batch/v1',
          'CronJob',
          'cron',
          {
            spec: {
              jobTemplate: { spec: { template: { spec: { containers: [] } } } },
            },
          },
          { namespace: 'shop' },
        ),
      ],
      [
        'shop/cron[CronJob]',
        'shop/daemonset[DaemonSet]',
        'shop/rc[ReplicationController]',
        'shop/statefulset[StatefulSet]',
      ],
    ],
    [
      'a Job that is done has no peer',
      [
        object(
          'batch/v1',
          'Job',
          'once',
          { spec: { template: { spec: { containers: [] } } } },
          { namespace: 'shop' },
        ),
        pod(
          'shop/once-x',
          {},
          {},
          { phase: 'Succeeded' },
          ownedBy('Job', 'once'),
        ),
      ],
      [],
    ],
    [
      'Lists stand for their items, and what has no namespace is in default',
      [
        {
          apiVersion: 'v1',
          kind: 'List',
          items: [object('v1', 'Pod', 'a', { spec: { containers: [] } })],
        },
      ],
      ['default/a[Pod]'],
    ],
  ])('%s', (_, objects, peers) => {
    expect(peersOf(...objects)).toEqual(peers);
  });

  it('has the labels that the Deployment would give now, not those of an old ReplicaSet', () => {
    const { workloads, findings } = createPolicyModel([
      deployment('shop/web', { app: 'web', version: 'new' }),
      replicaSet('web-old', ownedBy('Deployment', 'web')),
      networkPolicy('shop/np', {
        podSelector: { matchLabels: { version: 'new' } },
        ingress: [{}],
      }),
    ]);
    expect(workloads.map(formatPeer)).toEqual(['shop/web[Deployment]']);
    expect(findings().map(each => each.kind)).not.toContain(
      'policy-selects-nothing',
    );
  });

  it('has the labels that its VMI has, as against its VM’s template', () => {
    const model = createPolicyModel([
      virtualMachine('shop/db', { version: 'next' }),
      object(
        'kubevirt.io/v1',
        'VirtualMachineInstance',
        'db',
        { spec: {} },
        {
          namespace: 'shop',
          labels: { version: 'now' },
          ...ownedBy('VirtualMachine', 'db'),
        },
      ),
      networkPolicy('shop/np', {
        podSelector: { matchLabels: { version: 'now' } },
      }),
    ]);
    expect(
      model.posture({ namespace: 'shop', name: 'db' }).ingress.posture,
    ).toBe('isolated');
  });

  it.each([
    ['Job', 'batch/v1', 'shop/a[Job]'],
    ['Job', 'batch.volcano.sh/v1alpha1', 'shop/a-1[Pod]'],
    ['Cluster', 'postgresql.cnpg.io/v1', 'shop/a-1[Pod]'],
    ['Rollout', 'argoproj.io/v1alpha1', 'shop/a-1[Pod]'],
  ])(
    'of an owner that is not there, %s of %s, sees a workload or what it owns',
    (kind, apiVersion, peer) => {
      const owner = ownedBy(kind, 'a', apiVersion);
      expect(peersOf(pod('shop/a-1', {}, {}, {}, owner))).toEqual([peer]);
    },
  );

  it('takes no operator for the workload that it controls', () => {
    const owned = replicaSet('web', ownedBy('Rollout', 'shop-web'));
    expect(
      peersOf(
        owned,
        pod('shop/web-1', {}, {}, {}, ownedBy('ReplicaSet', 'web')),
      ),
    ).toEqual(['shop/web[ReplicaSet]']);
  });
});
