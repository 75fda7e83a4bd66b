import fc from 'fast-check';
import { CIDRS, namespaceSelector, selector } from './arbitraryBasics';
import type { Make } from './arbitraryBasics';
import { object } from './objects';
import type { Manifest } from './objects';

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
  /** Those that are numbers: addresses have no names for them. */
  numbers: object[];
  names: object[];
}

/** Subject and rules, as both versions of the API write them. */
function clusterSpec({ actions, portsKey, numbers, names }: ClusterDialect) {
  const outside = (action: string): fc.Arbitrary<object>[] => [
    fc.constantFrom(...CIDRS).map(cidr => ({ networks: [cidr] })),
    fc.subarray(CIDRS, { minLength: 2, maxLength: 2 }).map(networks => ({
      networks,
    })),
    selector.map(nodes => ({ nodes })),
    // Other actions take none.
    ...(action === 'Accept' || action === 'Allow'
      ? [fc.constant({ domainNames: ['example.org'] })]
      : []),
  ];
  const ports = (among: object[]) =>
    fc.array(fc.constantFrom(...among), { minLength: 1, maxLength: 2 });
  const peers = (...of: fc.Arbitrary<object>[]) =>
    fc.array(fc.oneof(...of), { minLength: 1, maxLength: 2 });
  const action = fc.constantFrom(...actions);
  const amongPods = (key: 'from' | 'to') =>
    fc.record(
      {
        action,
        [key]: peers(clusterPeer),
        [portsKey]: ports([...numbers, ...names]),
      },
      { requiredKeys: ['action', key] },
    );
  const toOutside = action.chain(chosen =>
    fc.record(
      {
        action: fc.constant(chosen),
        to: peers(clusterPeer, ...outside(chosen)),
        [portsKey]: ports(numbers),
      },
      { requiredKeys: ['action', 'to'] },
    ),
  );
  return fc.record({
    subject: clusterPeer,
    ingress: fc.array(amongPods('from'), { maxLength: 2 }),
    egress: fc.array(fc.oneof(amongPods('to'), toOutside), { maxLength: 2 }),
  });
}

export const clusterPolicyArbitrary: fc.Arbitrary<Make> = fc
  .record({
    tier: fc.constantFrom('Admin', 'Baseline'),
    priority: fc.constantFrom(0, 1, 2),
    spec: clusterSpec({
      actions: ['Accept', 'Deny', 'Pass'],
      portsKey: 'protocols',
      numbers: [
        { tcp: { destinationPort: { number: 80 } } },
        { udp: { destinationPort: { range: { start: 80, end: 81 } } } },
        { sctp: { destinationPort: { range: { start: 1, end: 65535 } } } },
      ],
      names: [{ destinationNamedPort: 'web' }],
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
    numbers: [
      { portNumber: { protocol: 'TCP', port: 80 } },
      { portRange: { protocol: 'UDP', start: 80, end: 81 } },
    ],
    names: [{ namedPort: 'web' }],
  });

const adminPolicyArbitrary: fc.Arbitrary<Make> = fc
  .record({
    priority: fc.constantFrom(0, 1, 2),
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

const baselineArbitrary: fc.Arbitrary<Make> = adminSpec(['Allow', 'Deny']).map(
  spec => () =>
    object(
      'policy.networking.k8s.io/v1alpha1',
      'BaselineAdminNetworkPolicy',
      'default',
      { spec },
    ),
);

/** AdminNetworkPolicies and perhaps the baseline. */
export const adminPolicies: fc.Arbitrary<Make[]> = fc
  .tuple(
    fc.array(adminPolicyArbitrary, { maxLength: 2 }),
    fc.array(baselineArbitrary, { maxLength: 1 }),
  )
  .map(all => all.flat());
