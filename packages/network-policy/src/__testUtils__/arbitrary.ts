import fc from 'fast-check';
import { namespace, networkPolicy, object, pod, service } from './objects';
import type { Manifest } from './objects';

/** Small clusters with every dialect, for properties. */

/** A manifest with a name of its own. */
type Make = (index: number) => Manifest;

const NAMESPACES = ['a', 'b'];
const KEYS = ['app', 'tier'];
const VALUES = ['x', 'y'];
const CIDRS = [
  '0.0.0.0/0',
  '10.0.0.0/8',
  '10.0.0.0/30',
  '203.0.113.0/24',
  '::/0',
  'fd00::/126',
];

const labels = fc.dictionary(
  fc.constantFrom(...KEYS),
  fc.constantFrom(...VALUES),
  { maxKeys: 2 },
);

const expression = fc.oneof(
  fc.record({
    key: fc.constantFrom(...KEYS),
    operator: fc.constantFrom('In', 'NotIn'),
    values: fc.uniqueArray(fc.constantFrom(...VALUES), {
      minLength: 1,
      maxLength: 2,
    }),
  }),
  fc.record({
    key: fc.constantFrom(...KEYS),
    operator: fc.constantFrom('Exists', 'DoesNotExist'),
  }),
);

const selector = fc.oneof(
  { weight: 2, arbitrary: labels.map(matchLabels => ({ matchLabels })) },
  {
    weight: 1,
    arbitrary: fc
      .array(expression, { minLength: 1, maxLength: 2 })
      .map(matchExpressions => ({ matchExpressions })),
  },
  { weight: 1, arbitrary: fc.constant({}) },
);

const namespaceSelector = fc.oneof(
  fc.constant({}),
  fc.constantFrom(...NAMESPACES).map(name => ({
    matchLabels: { 'kubernetes.io/metadata.name': name },
  })),
  selector,
);

const protocol = fc.constantFrom('TCP', 'UDP', 'SCTP');

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
          { sctp: {} },
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

const calicoSelector = fc.constantFrom(
  '',
  'all()',
  "app == 'x'",
  "app != 'x'",
  "tier in {'x','y'} && !has(app)",
  "tier not in {'x'} || app starts with 'y'",
);

/** Two fields at most: a rule of all of them matches next to nothing. */
const calicoEntity = fc
  .array(
    fc.oneof(
      fc.record({ selector: calicoSelector }),
      fc.record({ notSelector: fc.constantFrom("app == 'y'", 'has(tier)') }),
      fc.record({
        namespaceSelector: fc.constantFrom(
          'all()',
          'global()',
          "projectcalico.org/name == 'b'",
        ),
      }),
      fc.record({ nets: fc.subarray(CIDRS.slice(1), { minLength: 1 }) }),
      fc.record({ notNets: fc.constantFrom(['10.0.0.2/32'], ['fd00::/126']) }),
    ),
    { maxLength: 2 },
  )
  .map((parts): object => Object.assign({}, ...parts));

const calicoRule = fc
  .record(
    {
      action: fc.constantFrom('Allow', 'Deny', 'Log', 'Pass'),
      protocol: fc.constantFrom('TCP', 'UDP', 'ICMP', 6),
      notProtocol: fc.constantFrom('TCP', 'UDP'),
      sourcePorts: fc.constant(['1024:65535']),
      source: calicoEntity,
      destination: calicoEntity,
      ports: fc.subarray([80, '80:81', 'web'], { minLength: 1 }),
      notPorts: fc.constant([81]),
      http: fc.constant({ methods: ['GET'] }),
    },
    { requiredKeys: ['action'] },
  )
  .map(({ ports, notPorts, sourcePorts, http, ...each }) => {
    const hasPorts = each.protocol === 'TCP' || each.protocol === 'UDP';
    return {
      ...each,
      ...(http && each.action === 'Allow' ? { http } : {}),
      source: {
        ...each.source,
        ...(sourcePorts && hasPorts ? { ports: sourcePorts } : {}),
      },
      destination: {
        ...each.destination,
        ...(ports && hasPorts ? { ports } : {}),
        ...(notPorts && hasPorts ? { notPorts } : {}),
      },
    };
  });

const calicoPolicyArbitrary = fc
  .record({
    ns: fc.constantFrom(undefined, ...NAMESPACES),
    staged: fc.boolean(),
    /** Of a global policy. */
    scope: fc.constantFrom(
      {},
      { namespaceSelector: "projectcalico.org/name == 'b'" },
    ),
    spec: fc.record(
      {
        tier: fc.constantFrom(
          'default',
          'security',
          'kube-admin',
          'kube-baseline',
        ),
        order: fc.constantFrom(500, 1000, 2000),
        selector: calicoSelector,
        types: fc.subarray(['Ingress', 'Egress'], { minLength: 1 }),
        ingress: fc.array(calicoRule, { maxLength: 2 }),
        egress: fc.array(calicoRule, { maxLength: 2 }),
      },
      { requiredKeys: ['selector'] },
    ),
  })
  .map(
    ({ ns, scope, spec, staged }) =>
      (index: number): Manifest =>
        object(
          'projectcalico.org/v3',
          `${staged && index === 0 ? 'Staged' : ''}${
            ns ? '' : 'Global'
          }NetworkPolicy`,
          `calico-${index}`,
          { spec: ns ? spec : { ...spec, ...scope } },
          ns ? { namespace: ns } : {},
        ),
  );

const calicoSurroundings: Manifest[] = [
  object('projectcalico.org/v3', 'Tier', 'security', {
    spec: { order: 100, defaultAction: 'Pass' },
  }),
  object(
    'projectcalico.org/v3',
    'GlobalNetworkSet',
    'partners',
    { spec: { nets: ['203.0.113.0/25'] } },
    { labels: { app: 'x' } },
  ),
  object(
    'projectcalico.org/v3',
    'NetworkSet',
    'local',
    { spec: { nets: ['203.0.113.128/25'] } },
    { namespace: 'a', labels: { tier: 'y' } },
  ),
];

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
