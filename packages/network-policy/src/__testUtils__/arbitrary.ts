import fc from 'fast-check';
import {
  NAMESPACES,
  CIDRS,
  labels,
  selector,
  namespaceSelector,
  protocol,
} from './arbitraryBasics';
import type { Make } from './arbitraryBasics';
import { calicoPolicyArbitrary, calicoSurroundings } from './arbitraryCalico';
import { namespace, networkPolicy, object, pod, service } from './objects';
import type { Manifest } from './objects';

/** Small clusters with every dialect, for properties. */

const podArbitrary = fc
  .record({
    labels,
    hostNetwork: fc.boolean(),
    node: fc.option(fc.constantFrom('n1', 'n2'), { nil: undefined }),
    addresses: fc.subarray(['v4', 'v6']),
    port: fc.constantFrom(80, 81),
    protocol,
  })
  .map(
    each =>
      (path: string, index: number): Manifest =>
        pod(
          path,
          each.labels,
          {
            hostNetwork: each.hostNetwork && index === 0,
            ...(each.node ? { nodeName: each.node } : {}),
            containers: [
              {
                name: 'main',
                ports: [
                  {
                    name: 'web',
                    containerPort: each.port,
                    protocol: each.protocol,
                  },
                ],
              },
            ],
          },
          {
            podIPs: each.addresses.map(family => ({
              ip:
                family === 'v4' ? `10.0.0.${index + 1}` : `fd00::${index + 1}`,
            })),
          },
        ),
  );

const port = fc.oneof(
  fc.record({ port: fc.constantFrom(80, 81) }),
  fc.record({ port: fc.constantFrom(80, 81), protocol }),
  fc.record({ protocol }),
  fc.constant({ port: 79, endPort: 80 }),
  fc.record({ port: fc.constant('web'), protocol }),
);

const peer = fc.oneof(
  selector.map(podSelector => ({ podSelector })),
  namespaceSelector.map(each => ({ namespaceSelector: each })),
  fc.record({ podSelector: selector, namespaceSelector }),
  fc.constantFrom(...CIDRS).map(cidr => ({ ipBlock: { cidr } })),
  fc.constant({
    ipBlock: { cidr: '203.0.113.0/24', except: ['203.0.113.64/26'] },
  }),
);

const rule = (key: 'from' | 'to') =>
  fc.record(
    {
      [key]: fc.array(peer, { maxLength: 2 }),
      ports: fc.array(port, { maxLength: 2 }),
    },
    { requiredKeys: [] },
  );

export const networkPolicyArbitrary = fc
  .record({
    ns: fc.constantFrom(...NAMESPACES),
    spec: fc.record(
      {
        podSelector: selector,
        policyTypes: fc.subarray(['Ingress', 'Egress']),
        ingress: fc.array(rule('from'), { maxLength: 2 }),
        egress: fc.array(rule('to'), { maxLength: 2 }),
      },
      { requiredKeys: ['podSelector'] },
    ),
  })
  .map(
    ({ ns, spec }) =>
      (index: number): Manifest =>
        networkPolicy(`${ns}/np-${index}`, spec),
  );

const clusterPeer = fc.oneof(
  namespaceSelector.map(namespaces => ({ namespaces })),
  fc
    .record({ namespaceSelector, podSelector: selector })
    .map(pods => ({ pods })),
);

/** What sets v1alpha1 and v1alpha2 apart. */
interface ClusterDialect {
  actions: string[];
  portsKey: string;
  port: fc.Arbitrary<object>;
  /** Peers that not every test can settle. */
  special: ('domainNames' | 'nodes')[];
}

/** Subject and rules, as both versions of the API write them. */
function clusterSpec({
  actions,
  portsKey,
  port: each,
  special,
}: ClusterDialect) {
  const outside = (action: string) => [
    fc.constantFrom(...CIDRS).map(cidr => ({ networks: [cidr] })),
    ...(special.includes('nodes') ? [fc.constant({ nodes: {} })] : []),
    // Other actions take none.
    ...(special.includes('domainNames') && action === 'Accept'
      ? [fc.constant({ domainNames: ['example.org'] })]
      : []),
  ];
  const ports = fc.array(each, { minLength: 1, maxLength: 2 });
  const peers = (...of: fc.Arbitrary<object>[]) =>
    fc.array(fc.oneof(...of), { minLength: 1, maxLength: 2 });
  const action = fc.constantFrom(...actions);
  const amongPods = (key: 'from' | 'to') =>
    fc.record(
      { action, [key]: peers(clusterPeer), [portsKey]: ports },
      { requiredKeys: ['action', key] },
    );
  // Ports that are numbers: addresses have no names for them.
  const toOutside = action.chain(chosen =>
    fc.record({
      action: fc.constant(chosen),
      to: peers(clusterPeer, ...outside(chosen)),
    }),
  );
  return fc.record({
    subject: clusterPeer,
    ingress: fc.array(amongPods('from'), { maxLength: 2 }),
    egress: fc.array(fc.oneof(amongPods('to'), toOutside), { maxLength: 2 }),
  });
}

const clusterPolicyArbitrary = (special: ClusterDialect['special']) =>
  fc
    .record({
      tier: fc.constantFrom('Admin', 'Baseline'),
      priority: fc.constantFrom(1, 2),
      spec: clusterSpec({
        actions: ['Accept', 'Deny', 'Pass'],
        portsKey: 'protocols',
        port: fc.constantFrom<object[]>(
          { tcp: { destinationPort: { number: 80 } } },
          { udp: { destinationPort: { range: { start: 80, end: 81 } } } },
          { sctp: { destinationPort: { range: { start: 1, end: 65535 } } } },
          { destinationNamedPort: 'web' },
        ),
        special,
      }),
    })
    .map(
      ({ spec, ...rest }) =>
        (index: number): Manifest =>
          object(
            'policy.networking.k8s.io/v1alpha2',
            'ClusterNetworkPolicy',
            `cnp-${index}`,
            { spec: { ...spec, ...rest } },
          ),
    );

const adminSpec = (actions: string[]) =>
  clusterSpec({
    actions,
    portsKey: 'ports',
    port: fc.constantFrom<object[]>(
      { portNumber: { protocol: 'TCP', port: 80 } },
      { portRange: { protocol: 'UDP', start: 80, end: 81 } },
      { namedPort: 'web' },
    ),
    special: [],
  });

const adminPolicyArbitrary = fc
  .record({
    priority: fc.constantFrom(1, 2),
    spec: adminSpec(['Allow', 'Deny', 'Pass']),
  })
  .map(
    ({ spec, priority }) =>
      (index: number): Manifest =>
        object(
          'policy.networking.k8s.io/v1alpha1',
          'AdminNetworkPolicy',
          `anp-${index}`,
          { spec: { ...spec, priority } },
        ),
  );

const baselineArbitrary = adminSpec(['Allow', 'Deny']).map(
  spec => (): Manifest =>
    object(
      'policy.networking.k8s.io/v1alpha1',
      'BaselineAdminNetworkPolicy',
      'default',
      { spec },
    ),
);

/** AdminNetworkPolicies and perhaps the baseline. */
const adminPolicies: fc.Arbitrary<Make[]> = fc
  .tuple(
    fc.array(adminPolicyArbitrary, { maxLength: 2 }),
    fc.array(baselineArbitrary, { maxLength: 1 }),
  )
  .map(all => all.flat());

export interface Cluster {
  readonly pods: readonly Manifest[];
  readonly policies: readonly Manifest[];
  readonly others: readonly Manifest[];
}

export const everythingOf = ({ pods, policies, others }: Cluster) => [
  ...others,
  ...pods,
  ...policies,
];

interface Choices {
  clusterPolicies: fc.Arbitrary<Make[]>;
  calicoPolicies: fc.Arbitrary<Make[]>;
}

const none: fc.Arbitrary<Make[]> = fc.constant([]);

/** Clusters of a few pods in two namespaces, under policies of some dialects. */
const clustersWith = ({
  clusterPolicies,
  calicoPolicies,
}: Choices): fc.Arbitrary<Cluster> =>
  fc
    .record({
      pods: fc.array(podArbitrary, { minLength: 2, maxLength: 5 }),
      namespaceLabels: fc.tuple(labels, labels),
      plain: fc.array(networkPolicyArbitrary, { maxLength: 3 }),
      cluster: clusterPolicies,
      calico: calicoPolicies,
    })
    .map(({ pods, namespaceLabels, plain, cluster, calico }) => ({
      pods: pods.map((make, i) => make(`${NAMESPACES[i % 2]}/pod-${i}`, i)),
      policies: [
        ...plain.map((make, i) => make(i)),
        ...cluster.map((make, i) => make(i)),
        ...calico.map((make, i) => make(i)),
      ],
      others: [
        ...NAMESPACES.map((name, i) => namespace(name, namespaceLabels[i])),
        service('a/svc', { selector: { app: 'x' }, ports: [{ port: 80 }] }),
        ...(calico.length > 0 ? calicoSurroundings : []),
      ],
    }));

export const clusterArbitrary = clustersWith({
  clusterPolicies: fc.array(clusterPolicyArbitrary(['domainNames', 'nodes']), {
    maxLength: 3,
  }),
  calicoPolicies: fc.array(calicoPolicyArbitrary, { maxLength: 3 }),
});

/**
 * Clusters of the dialects that the oracle knows, without peers that are nodes;
 * under Calico's policies or ClusterNetworkPolicies, as it depends on Calico's
 * version how the two mix.
 */
export const oracleClusterArbitrary = fc.oneof(
  clustersWith({
    clusterPolicies: fc.array(clusterPolicyArbitrary(['domainNames']), {
      maxLength: 3,
    }),
    calicoPolicies: none,
  }),
  // Which version's policy goes first is for the cluster: it has one of them.
  clustersWith({ clusterPolicies: adminPolicies, calicoPolicies: none }),
  clustersWith({
    clusterPolicies: none,
    calicoPolicies: fc.array(calicoPolicyArbitrary, {
      minLength: 1,
      maxLength: 3,
    }),
  }),
);
