import { createPolicyModel } from '../index';
import type { FindingKind } from '../index';
import {
  deployment,
  networkPolicy,
  object,
  pod,
  service,
  virtualMachine,
  withPorts,
} from '../__testUtils__/objects';
import type { Manifest } from '../__testUtils__/objects';

const db = { matchLabels: { app: 'db' } };
const pods = [
  pod(
    'shop/db',
    { app: 'db' },
    withPorts({ name: 'sql', containerPort: 5432 }),
  ),
  pod('shop/web', { app: 'web' }),
];
const dns = pod('kube-system/coredns', { 'k8s-app': 'kube-dns' });
const webOnly = { from: [{ podSelector: { matchLabels: { app: 'web' } } }] };

const cnp = (
  name: string,
  priority: number,
  action = 'Deny',
  protocols?: unknown[],
) =>
  object('policy.networking.k8s.io/v1alpha2', 'ClusterNetworkPolicy', name, {
    spec: {
      tier: 'Admin',
      priority,
      subject: { namespaces: {} },
      ingress: [
        {
          action,
          from: [{ namespaces: {} }],
          ...(protocols ? { protocols } : {}),
        },
      ],
    },
  });

/** The places of the findings of a kind: `name path`. */
function places(kind: FindingKind, objects: Manifest[]): string[] {
  return createPolicyModel(objects)
    .findings()
    .filter(each => each.kind === kind)
    .map(each => `${each.object.name} ${each.path}`.trim());
}

describe('findings', () => {
  it.each<[FindingKind, string, Manifest[], string[]]>([
    [
      'policy-selects-nothing',
      'no pod has the labels',
      [
        networkPolicy('shop/np', {
          podSelector: { matchLabels: { app: 'none' } },
        }),
      ],
      ['np spec.podSelector'],
    ],
    [
      'policy-selects-nothing',
      'a pod has them',
      [networkPolicy('shop/np', { podSelector: db })],
      [],
    ],
    [
      'peer-matches-nothing',
      'a selector of nobody',
      [
        networkPolicy('shop/np', {
          podSelector: db,
          ingress: [
            {
              from: [
                webOnly.from[0],
                { podSelector: { matchLabels: { app: 'none' } } },
              ],
            },
          ],
        }),
      ],
      ['np spec.ingress[0].from[1]'],
    ],
    [
      'peer-matches-nothing',
      'an ipBlock is somebody',
      [
        networkPolicy('shop/np', {
          podSelector: db,
          ingress: [{ from: [{ ipBlock: { cidr: '10.0.0.0/8' } }] }],
        }),
      ],
      [],
    ],
    [
      'named-port-unresolved',
      'no selected pod declares it',
      [
        networkPolicy('shop/np', {
          podSelector: {},
          ingress: [{ ports: [{ port: 'sql' }, { port: 'http' }] }],
        }),
      ],
      ['np spec.ingress[0].ports[1]'],
    ],
    [
      'named-port-unresolved',
      'egress: no destination declares it',
      [
        networkPolicy('shop/np', {
          podSelector: db,
          egress: [{ to: webOnly.from, ports: [{ port: 'sql' }] }],
        }),
      ],
      ['np spec.egress[0].ports[0]'],
    ],
    [
      'egress-without-dns',
      'egress to one app alone',
      [
        dns,
        networkPolicy('shop/np', {
          podSelector: db,
          egress: [{ to: webOnly.from }],
        }),
      ],
      ['np spec.egress'],
    ],
    [
      'egress-without-dns',
      'egress to nobody, who has no names to ask for',
      [
        dns,
        networkPolicy('shop/np', { podSelector: db, policyTypes: ['Egress'] }),
      ],
      [],
    ],
    [
      'egress-without-dns',
      'and to DNS',
      [
        dns,
        networkPolicy('shop/np', {
          podSelector: db,
          egress: [
            {
              to: [{ namespaceSelector: {} }],
              ports: [{ port: 53, protocol: 'UDP' }],
            },
          ],
        }),
      ],
      [],
    ],
    [
      'service-port-blocked',
      'policy lets nobody reach the targetPort',
      [
        service('shop/db', {
          selector: { app: 'db' },
          ports: [{ port: 80 }, { port: 5432, targetPort: 'sql' }],
        }),
        networkPolicy('shop/np', {
          podSelector: db,
          ingress: [{ ...webOnly, ports: [{ port: 5432 }] }],
        }),
      ],
      ['db spec.ports[0]'],
    ],
    [
      'policy-shadowed',
      'one before it matches all',
      [
        cnp('a', 1),
        cnp('b', 2, 'Accept', [{ tcp: { destinationPort: { number: 80 } } }]),
      ],
      ['b'],
    ],
    [
      'policy-shadowed',
      'one before it matches less',
      [
        cnp('a', 1, 'Deny', [{ udp: { destinationPort: { number: 80 } } }]),
        cnp('b', 2, 'Accept', [{ tcp: { destinationPort: { number: 80 } } }]),
      ],
      [],
    ],
    [
      'equal-priority',
      'the same pods',
      [cnp('a', 1), cnp('b', 1)],
      ['a spec.priority'],
    ],
    ['equal-priority', 'other priorities', [cnp('a', 1), cnp('b', 2)], []],
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
      'workload-open-beside-isolated',
      'one is left out',
      [
        networkPolicy('shop/np', { podSelector: db }),
        deployment('shop/free', { app: 'free' }),
      ],
      ['free', 'web'],
    ],
    [
      'rule-open-to-world',
      'no from at all',
      [networkPolicy('shop/np', { podSelector: db, ingress: [{}] })],
      ['np spec.ingress[0]'],
    ],
    [
      'rule-open-to-world',
      '0.0.0.0/0',
      [
        networkPolicy('shop/np', {
          podSelector: db,
          ingress: [{ from: [{ ipBlock: { cidr: '0.0.0.0/0' } }] }],
        }),
      ],
      ['np spec.ingress[0].from[0]'],
    ],
    [
      'rule-open-to-world',
      'private addresses',
      [
        networkPolicy('shop/np', {
          podSelector: db,
          ingress: [{ from: [{ ipBlock: { cidr: '10.0.0.0/8' } }] }],
        }),
      ],
      [],
    ],
    [
      'invalid-object',
      'a field that a server refuses',
      [
        networkPolicy('shop/np', {
          podSelector: db,
          ingress: [{ from: [{}] }],
        }),
      ],
      ['np spec.ingress[0].from[0]'],
    ],
  ])('%s: %s', (kind, _, objects, expected) => {
    expect(places(kind, [...pods, ...objects])).toEqual(expected);
  });

  it('says of each what to do', () => {
    const found = createPolicyModel([
      ...pods,
      networkPolicy('shop/np', { podSelector: db, ingress: [{ from: [{}] }] }),
    ]).findings();
    expect(found.length).toBeGreaterThan(0);
    for (const finding of found) {
      expect(finding.fix).toMatch(/^[A-Z].{10}/);
      expect(finding.message).not.toContain('undefined');
    }
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
});
