import type { FindingKind } from '../index';
import { createPolicyModel } from '../index';
import { places } from '../__testUtils__/findings';
import {
  networkPolicy,
  object,
  pod,
  virtualMachine,
} from '../__testUtils__/objects';
import type { Manifest } from '../__testUtils__/objects';

const anyPolicy = networkPolicy('shop/np', { podSelector: {} });

describe('findings about the network plugin', () => {
  it.each<[FindingKind, string, Manifest[], string[]]>([
    [
      'policies-not-enforced',
      'flannel alone',
      [
        pod('kube-flannel/kube-flannel-ds-x'),
        networkPolicy('shop/np', { podSelector: {} }),
      ],
      ['np'],
    ],
    [
      'policies-not-enforced',
      'flannel and Calico: Canal',
      [
        pod('kube-flannel/kube-flannel-ds-x'),
        pod('kube-system/calico-node-x'),
        networkPolicy('shop/np', { podSelector: {} }),
      ],
      [],
    ],
    [
      'policies-not-enforced',
      'flannel and what enforces policies for any plugin',
      [
        pod('kube-flannel/kube-flannel-ds-x'),
        pod('kube-system/kube-network-policies-x'),
        anyPolicy,
      ],
      [],
    ],
    [
      'policies-not-enforced',
      'flannel, as older charts name it',
      [pod('kube-system/flannel-x'), anyPolicy],
      ['np'],
    ],
    [
      'policies-not-enforced',
      'flannel and no policy',
      [pod('kube-flannel/kube-flannel-ds-x')],
      [],
    ],
    ['policies-not-enforced', 'no plugin is known', [anyPolicy], []],
    [
      'policies-not-enforced',
      'Cilium',
      [pod('kube-system/cilium-x'), anyPolicy],
      [],
    ],
  ])('%s: %s', (kind, _, objects, expected) => {
    expect(places(kind, objects)).toEqual(expected);
  });
});

describe('secondary networks', () => {
  const vm = virtualMachine(
    'shop/vm',
    { app: 'vm' },
    [
      { name: 'default', masquerade: {} },
      { name: 'storage', bridge: {} },
    ],
    [
      { name: 'default', pod: {} },
      { name: 'storage', multus: { networkName: 'storage-net' } },
    ],
  );
  const client = pod(
    'shop/client',
    { app: 'client' },
    {},
    {},
    {
      annotations: { 'k8s.v1.cni.cncf.io/networks': 'storage-net@net1' },
    },
  );
  const multi = object(
    'k8s.cni.cncf.io/v1beta1',
    'MultiNetworkPolicy',
    'storage',
    {
      spec: {
        podSelector: { matchLabels: { app: 'vm' } },
        ingress: [{ ports: [{ port: 2049 }] }],
      },
    },
    {
      namespace: 'shop',
      annotations: { 'k8s.v1.cni.cncf.io/policy-for': 'storage-net' },
    },
  );

  it('are uncovered without a MultiNetworkPolicy', () => {
    expect(places('secondary-interface-uncovered', [vm, client])).toEqual([
      'client',
      'vm',
    ]);
    expect(
      places('secondary-interface-uncovered', [vm, client, multi]),
    ).toEqual(['client']);
  });

  it('of a VM that runs are told by its own names', () => {
    const owned = (kind: string) => ({
      labels: { app: 'vm' },
      ownerReferences: [
        { apiVersion: 'kubevirt.io/v1', kind, name: 'vm', controller: true },
      ],
    });
    const instance = object(
      'kubevirt.io/v1',
      'VirtualMachineInstance',
      'vm',
      {
        spec: {
          domain: { devices: {} },
          networks: [
            { name: 'default', pod: {} },
            { name: 'storage', multus: { networkName: 'storage-net' } },
            { name: 'backup', multus: { networkName: 'backup-net' } },
          ],
        },
      },
      { namespace: 'shop', ...owned('VirtualMachine') },
    );
    const launcher = pod(
      'shop/virt-launcher-vm-x',
      {},
      {},
      {},
      {
        ...owned('VirtualMachineInstance'),
        annotations: {
          'k8s.v1.cni.cncf.io/networks': JSON.stringify([
            {
              name: 'backup-net',
              namespace: 'shop',
              interface: 'podd5e2ab1a0e3',
            },
            {
              name: 'storage-net',
              namespace: 'shop',
              interface: 'podc7d19f113db',
            },
            { name: 'hot-net', namespace: 'shop', interface: 'pod16477688c0e' },
          ]),
        },
      },
    );
    const told = createPolicyModel([vm, instance, launcher])
      .findings()
      .filter(({ kind }) => kind === 'secondary-interface-uncovered')
      .map(({ message }) => /interface (\S+ on \S+),/.exec(message)?.[1]);
    expect(told).toEqual([
      'backup on shop/backup-net',
      'storage on shop/storage-net',
      // Of one that no VM has, as nobody knows better.
      'pod16477688c0e on shop/hot-net',
    ]);
  });

  it('are asked about by their name, and NetworkPolicy does not count there', () => {
    const objects = [
      vm,
      client,
      multi,
      networkPolicy('shop/np', { podSelector: {} }),
    ];
    const query = {
      source: { namespace: 'shop', name: 'client' },
      destination: { namespace: 'shop', name: 'vm' },
    };
    const onPods = createPolicyModel(objects);
    expect(onPods.networks).toEqual(['shop/storage-net']);
    expect(onPods.evaluate({ ...query, port: 2049 }).verdict).toBe('denied');
    const onStorage = createPolicyModel(objects, {
      network: 'shop/storage-net',
    });
    expect(onStorage.evaluate({ ...query, port: 2049 }).verdict).toBe(
      'allowed',
    );
    expect(onStorage.evaluate({ ...query, port: 22 }).verdict).toBe('denied');
  });

  it.each<[string, string, string]>([
    ['by a name in its own namespace', 'storage-net', 'storage-net'],
    ['with its namespace', 'shop/storage-net', 'shop/storage-net@net1'],
    ['as one of several', 'x, storage-net ,y', 'z,storage-net@net1'],
    [
      'as JSON',
      'storage-net',
      '[{"name":"storage-net","namespace":"shop","interface":"net1"}]',
    ],
  ])('are named %s', (_, policyFor, networks) => {
    const attached = pod(
      'shop/client',
      { app: 'vm' },
      {},
      {},
      { annotations: { 'k8s.v1.cni.cncf.io/networks': networks } },
    );
    const covering = {
      ...multi,
      metadata: {
        name: 'storage',
        namespace: 'shop',
        annotations: { 'k8s.v1.cni.cncf.io/policy-for': policyFor },
      },
    };
    const model = createPolicyModel([attached, covering]);
    expect(model.networks).toContain('shop/storage-net');
    expect(
      places('secondary-interface-uncovered', [attached, covering]).length,
    ).toBe(model.networks.length - 1);
  });

  it('of another namespace are not those of the same name in the pod’s', () => {
    const attached = pod(
      'shop/client',
      {},
      {},
      {},
      { annotations: { 'k8s.v1.cni.cncf.io/networks': 'other/storage-net' } },
    );
    expect(createPolicyModel([attached]).networks).toEqual([
      'other/storage-net',
    ]);
  });

  it('are uncovered by one that is for another network, namespace or pod', () => {
    const others = [
      { podSelector: { matchLabels: { app: 'none' } } },
      {
        podSelector: {},
        metadata: { namespace: 'other' },
        for: 'shop/storage-net',
      },
      { podSelector: {}, for: 'other-net' },
    ].map(({ podSelector, metadata, for: network = 'storage-net' }, index) =>
      object(
        'k8s.cni.cncf.io/v1beta1',
        'MultiNetworkPolicy',
        `other-${index}`,
        { spec: { podSelector } },
        {
          namespace: 'shop',
          ...metadata,
          annotations: { 'k8s.v1.cni.cncf.io/policy-for': network },
        },
      ),
    );
    expect(places('secondary-interface-uncovered', [vm, ...others])).toEqual([
      'vm',
    ]);
  });

  it('are uncovered by one that cannot be read, which is told', () => {
    const broken = (spec: object, policyFor: unknown = 'storage-net') =>
      object(
        'k8s.cni.cncf.io/v1beta1',
        'MultiNetworkPolicy',
        'broken',
        { spec },
        {
          namespace: 'shop',
          annotations: { 'k8s.v1.cni.cncf.io/policy-for': policyFor },
        },
      );
    for (const [policy, path] of [
      [
        broken({ podSelector: { matchLables: {} } }),
        'spec.podSelector.matchLables',
      ],
      [broken({ podSelector: {}, ingress: {} }), 'spec.ingress'],
      [
        broken({ podSelector: {} }, 7),
        'metadata.annotations["k8s.v1.cni.cncf.io/policy-for"]',
      ],
    ] as const) {
      expect(places('invalid-object', [vm, policy])).toEqual([
        `broken ${path}`,
      ]);
    }
    expect(
      places('secondary-interface-uncovered', [
        vm,
        broken({ podSelector: { matchLables: {} } }),
      ]),
    ).toEqual(['vm']);
  });
});
