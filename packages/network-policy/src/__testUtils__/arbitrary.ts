/** Small clusters with every dialect, for properties. */
import fc from 'fast-check';
import { NAMESPACES, labels, protocol } from './arbitraryBasics';
import type { Make } from './arbitraryBasics';
import { calicoPolicyArbitrary, calicoSurroundings } from './arbitraryCalico';
import {
  adminPolicies,
  clusterPolicyArbitrary,
} from './arbitraryClusterPolicy';
import {
  multiNetworkPolicyArbitrary,
  namedNetworkPolicyArbitrary,
  networkPolicyArbitrary,
  stagedNetworkPolicyArbitrary,
} from './arbitraryNetworkPolicy';
import {
  deployment,
  namespace,
  object,
  pod,
  service,
  virtualMachine,
} from './objects';
import type { Manifest } from './objects';

export { networkPolicyArbitrary } from './arbitraryNetworkPolicy';

const NODES = { n1: '192.168.0.1', n2: '192.168.0.2' };

const networks = fc.constantFrom(
  undefined,
  'lan',
  'a/lan',
  '[{"name":"lan","namespace":"a"},{"name":"wan"}]',
);

/** What a pod is attached to beside the pod network, and with which address. */
function attached(annotation: string | undefined, index: number) {
  return annotation === undefined
    ? {}
    : {
        'k8s.v1.cni.cncf.io/networks': annotation,
        ...(index % 2 === 0
          ? {
              'k8s.v1.cni.cncf.io/network-status': JSON.stringify(
                ['a/lan', 'b/lan'].map((name, lan) => ({
                  name,
                  ips: [`10.${lan + 1}.0.${index + 1}`],
                })),
              ),
            }
          : {}),
      };
}

/** Pods with it are replicas of one workload of their namespace. */
const OWNER = { kind: 'StatefulSet', name: 'set', controller: true };

const podArbitrary = fc
  .record({
    labels,
    hostNetwork: fc.boolean(),
    node: fc.constantFrom(undefined, 'n1' as const, 'n2' as const),
    addresses: fc.subarray(['v4', 'v6']),
    account: fc.constantFrom({}, { serviceAccountName: 'robot' }),
    port: fc.constantFrom(80, 81),
    protocol,
    networks,
    isOwned: fc.boolean(),
    saysHost: fc.boolean(),
  })
  .map(each => (path: string, index: number): Manifest => {
    const hostNetwork = each.hostNetwork && index < 2;
    const own = each.addresses.map(family =>
      family === 'v4' ? `10.0.0.${index + 1}` : `fd00::${index + 1}`,
    );
    const ofNode =
      each.node && each.addresses.length > 0 ? [NODES[each.node]] : [];
    return pod(
      path,
      each.labels,
      {
        hostNetwork,
        ...(each.node ? { nodeName: each.node } : {}),
        ...each.account,
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
          // A name is one per container and protocol.
          {
            name: 'other',
            ports: [{ name: 'web', containerPort: 82, protocol: 'SCTP' }],
          },
        ],
      },
      {
        podIPs: (hostNetwork ? ofNode : own).map(ip => ({ ip })),
        ...(each.node && each.saysHost ? { hostIP: NODES[each.node] } : {}),
      },
      {
        annotations: attached(each.networks, index),
        ...(each.isOwned ? { ownerReferences: [OWNER] } : {}),
      },
    );
  });

/** Workloads without pods: one that would run them, and a VM that is stopped. */
const workloadsArbitrary: fc.Arbitrary<Manifest[]> = fc
  .record({
    labels,
    port: fc.constantFrom(80, 81),
    protocol,
    lan: fc.boolean(),
  })
  .chain(each =>
    fc.subarray([
      deployment('a/waiting', each.labels, {
        serviceAccountName: 'robot',
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
      }),
      virtualMachine(
        'b/vm',
        each.labels,
        [
          {
            name: 'default',
            masquerade: {},
            ports: [{ name: 'web', port: each.port, protocol: each.protocol }],
          },
        ],
        [
          { name: 'default', pod: {} },
          ...(each.lan
            ? [{ name: 'second', multus: { networkName: 'a/lan' } }]
            : []),
        ],
      ),
    ]),
  );

const nodesArbitrary = fc.constantFrom<Manifest[]>(
  [],
  Object.entries(NODES).map(([name, address]) =>
    object(
      'v1',
      'Node',
      name,
      { status: { addresses: [{ type: 'InternalIP', address }] } },
      { labels: { app: name === 'n1' ? 'x' : 'y' } },
    ),
  ),
);

const endpointSlice = (name: string, ports: object[]) =>
  object(
    'discovery.k8s.io/v1',
    'EndpointSlice',
    `${name}-1`,
    {
      endpoints: [
        { addresses: ['203.0.113.5', '10.0.0.2'] },
        { addresses: ['203.0.113.6'], conditions: { ready: false } },
      ],
      ports,
    },
    { namespace: 'a', labels: { 'kubernetes.io/service-name': name } },
  );

const servicesArbitrary = fc
  .constantFrom({}, { targetPort: 81 }, { targetPort: 'web' })
  .map(target => [
    service('a/svc', {
      selector: { app: 'x' },
      ports: [{ name: 'main', port: 80, ...target }],
    }),
    service('b/headless', {
      clusterIP: 'None',
      selector: { app: 'x' },
      ports: [{ port: 80, ...target }],
    }),
    service('b/named', {
      selector: { tier: 'x' },
      ports: [
        { name: 'main', port: 80, ...target },
        { name: 'other', port: 81, protocol: 'UDP' },
      ],
    }),
    service('a/external', { ports: [{ port: 80, ...target }] }),
    endpointSlice('external', [
      { port: 80 },
      { port: 81, protocol: 'UDP' },
      { name: 'any', protocol: 'SCTP' },
    ]),
    // Of a Service that is not among the manifests.
    endpointSlice('elsewhere', [{ port: 80 }]),
  ]);

const accounts: Manifest[] = [
  object(
    'v1',
    'ServiceAccount',
    'robot',
    {},
    { namespace: 'a', labels: { app: 'x' } },
  ),
  object(
    'v1',
    'ServiceAccount',
    'default',
    {},
    { namespace: 'b', labels: { tier: 'y' } },
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

/** Of several with the same name, the API server keeps one; Calico stores what it serves. */
function named(manifests: Manifest[]): Manifest[] {
  const keyOf = ({ apiVersion, kind, metadata }: Manifest) =>
    JSON.stringify([
      `${apiVersion}`.replace(/^crd\.|\/v\d.*$/g, ''),
      kind,
      (metadata as { namespace?: string }).namespace,
      (metadata as { name: string }).name,
    ]);
  return [...new Map(manifests.map(each => [keyOf(each), each])).values()];
}

/** Clusters of a few pods and workloads in two namespaces, under policies. */
const clustersWith = (
  policies: fc.Arbitrary<Make[]>,
  surroundings: fc.Arbitrary<Manifest[]> = fc.constant([]),
): fc.Arbitrary<Cluster> =>
  fc
    .record({
      pods: fc.array(podArbitrary, { minLength: 1, maxLength: 4 }),
      workloads: workloadsArbitrary,
      namespaceLabels: fc.tuple(labels, fc.option(labels, { freq: 5 })),
      policies,
      others: fc.tuple(nodesArbitrary, servicesArbitrary, surroundings),
    })
    .map(({ pods, workloads, namespaceLabels, others, ...each }) => ({
      pods: [
        ...pods.map((make, i) => make(`${NAMESPACES[i % 2]}/pod-${i}`, i)),
        ...workloads,
      ],
      policies: named(each.policies.map((make, i) => make(i))),
      others: [
        ...NAMESPACES.flatMap((name, i) => {
          const own = namespaceLabels[i];
          return own ? [namespace(name, own)] : [];
        }),
        ...accounts,
        ...others.flat(),
      ],
    }));

const upTo = (maxLength: number, make: fc.Arbitrary<Make>) =>
  fc.array(make, { maxLength });

const together = (...parts: fc.Arbitrary<Make[]>[]): fc.Arbitrary<Make[]> =>
  fc.tuple(...parts).map(all => all.flat());

const underKubernetes = clustersWith(
  together(
    upTo(3, networkPolicyArbitrary),
    fc.oneof(upTo(3, clusterPolicyArbitrary), adminPolicies),
  ),
);

/** Both versions of the API side by side, where an equal priority leaves open which is first. */
const underBothVersions = clustersWith(
  together(
    upTo(1, networkPolicyArbitrary),
    upTo(2, clusterPolicyArbitrary),
    adminPolicies,
  ),
);

const underCalico = clustersWith(
  together(
    upTo(2, namedNetworkPolicyArbitrary),
    upTo(1, stagedNetworkPolicyArbitrary),
    upTo(4, calicoPolicyArbitrary),
  ),
  calicoSurroundings,
);

const underCalicoAndKubernetes = clustersWith(
  together(
    upTo(1, networkPolicyArbitrary),
    upTo(2, calicoPolicyArbitrary),
    upTo(1, clusterPolicyArbitrary),
    adminPolicies,
  ),
  calicoSurroundings,
);

export const clusterArbitrary = fc.oneof(
  { weight: 3, arbitrary: underKubernetes },
  { weight: 1, arbitrary: underBothVersions },
  { weight: 4, arbitrary: underCalico },
  { weight: 1, arbitrary: underCalicoAndKubernetes },
);

/** Clusters with secondary networks, whose policies stand alone. */
export const secondaryNetworkArbitrary = clustersWith(
  together(
    upTo(4, multiNetworkPolicyArbitrary),
    upTo(1, networkPolicyArbitrary),
    upTo(1, clusterPolicyArbitrary),
  ),
);
