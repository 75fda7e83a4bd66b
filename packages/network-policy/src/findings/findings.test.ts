import { createPolicyModel } from '../index';
import type { Finding, FindingKind } from '../index';
import { findingsOf } from '../__testUtils__/findings';
import {
  networkPolicy,
  object,
  pod,
  service,
  virtualMachine,
  withPorts,
} from '../__testUtils__/objects';
import type { Manifest } from '../__testUtils__/objects';

const db = { matchLabels: { app: 'db' } };
const none = { matchLabels: { app: 'none' } };
const pods = [
  pod(
    'shop/db',
    { app: 'db' },
    withPorts({ name: 'sql', containerPort: 5432 }),
  ),
  pod('shop/web', { app: 'web' }),
];
const onDb = (spec: object) =>
  networkPolicy('shop/np', { podSelector: db, ...spec });
const cnp = (name: string, priority: number) =>
  object('policy.networking.k8s.io/v1alpha2', 'ClusterNetworkPolicy', name, {
    spec: {
      tier: 'Admin',
      priority,
      subject: { namespaces: {} },
      ingress: [{ action: 'Deny', from: [{ namespaces: {} }] }],
    },
  });

type Said = Pick<Finding, 'severity' | 'path' | 'message' | 'fix'> & {
  /** Kind and name of the object that it is told of, and of those that have a part in it. */
  readonly objects: readonly string[];
};

/** One of each kind, in full: its place, what is said of it, and what to do. */
const EXAMPLES: Record<FindingKind, [Manifest[], Said]> = {
  'invalid-object': [
    [onDb({ ingress: [{ from: [{}] }] })],
    {
      severity: 'error',
      objects: ['NetworkPolicy np'],
      path: 'spec.ingress[0].from[0]',
      message:
        'NetworkPolicy shop/np: spec.ingress[0].from[0] must have one of podSelector, namespaceSelector, ipBlock; leave the list out to mean everyone',
      fix: 'Correct it: a cluster would refuse it as it stands, or take it otherwise',
    },
  ],
  'unsupported-object': [
    [
      object(
        'cilium.io/v2',
        'CiliumNetworkPolicy',
        'l7',
        { spec: {} },
        { namespace: 'shop' },
      ),
    ],
    {
      severity: 'warning',
      objects: ['CiliumNetworkPolicy l7'],
      path: '',
      message:
        'CiliumNetworkPolicy shop/l7: CiliumNetworkPolicy of cilium.io/v2 is not read by this engine: verdicts for pods in namespace shop are uncertain',
      fix: 'Check by other means what it does',
    },
  ],
  'policy-selects-nothing': [
    [networkPolicy('shop/np', { podSelector: none })],
    {
      severity: 'warning',
      objects: ['NetworkPolicy np'],
      path: 'spec.podSelector',
      message: 'NetworkPolicy shop/np selects no pod',
      fix: 'Make spec.podSelector match the labels of the pods that it is meant for, or delete the policy',
    },
  ],
  'peer-matches-nothing': [
    [onDb({ ingress: [{ from: [{ podSelector: none }] }] })],
    {
      severity: 'warning',
      objects: ['NetworkPolicy np'],
      path: 'spec.ingress[0].from[0]',
      message:
        'spec.ingress[0].from[0] means pods app=none in namespace shop, and there are none',
      fix: 'Correct the labels of the selector, or remove the peer',
    },
  ],
  'named-port-unresolved': [
    [onDb({ ingress: [{ ports: [{ port: 'http' }] }] })],
    {
      severity: 'error',
      objects: ['NetworkPolicy np'],
      path: 'spec.ingress[0].ports[0]',
      message:
        'port "http" (TCP) is declared by none of the destination pods, so the rule matches nothing',
      fix: 'Declare a container port (or a VM\'s interface port) named "http" with that protocol, or use the port\'s number',
    },
  ],
  'egress-without-dns': [
    [onDb({ egress: [{ to: [{ podSelector: db }] }] })],
    {
      severity: 'warning',
      objects: ['NetworkPolicy np'],
      path: 'spec.egress',
      message:
        'shop/db[Pod] may open connections to some peers alone, and cannot ask DNS for their names',
      fix: 'Allow egress to UDP and TCP port 53 of the DNS pods (namespace kube-system, k8s-app=kube-dns)',
    },
  ],
  'service-port-blocked': [
    [
      service('shop/db', { selector: { app: 'db' }, ports: [{ port: 80 }] }),
      onDb({ ingress: [{ ports: [{ port: 5432 }] }] }),
    ],
    {
      severity: 'error',
      objects: ['Service db', 'NetworkPolicy np'],
      path: 'spec.ports[0]',
      message:
        'Service shop/db offers TCP 80, and policy lets nobody reach TCP 80 of its pods',
      fix: 'Allow ingress on TCP 80 from whom the Service is for, or correct its targetPort',
    },
  ],
  'policy-shadowed': [
    [cnp('a', 1), cnp('b', 2)],
    {
      severity: 'warning',
      objects: ['ClusterNetworkPolicy b', 'ClusterNetworkPolicy a'],
      path: '',
      message:
        'ClusterNetworkPolicy b never decides: ClusterNetworkPolicy a comes before it and matches all that it matches',
      fix: 'Put the policy before the other one, narrow the other one, or delete this one',
    },
  ],
  'equal-priority': [
    [cnp('a', 1), cnp('b', 1)],
    {
      severity: 'warning',
      objects: ['ClusterNetworkPolicy a', 'ClusterNetworkPolicy b'],
      path: 'spec.priority',
      message:
        'ClusterNetworkPolicy a, ClusterNetworkPolicy b have priority 1 and select the same pods: which comes first is not defined',
      fix: 'Give each policy of the tier a priority of its own',
    },
  ],
  'policies-not-enforced': [
    [onDb({}), pod('kube-flannel/kube-flannel-ds-x')],
    {
      severity: 'error',
      objects: ['NetworkPolicy np'],
      path: '',
      message:
        'there are 1 policies, and the network plugin kube-flannel-ds-x enforces none',
      fix: 'Install a network plugin that enforces policies, such as Calico or Cilium (Canal keeps flannel)',
    },
  ],
  'workload-open-beside-isolated': [
    [onDb({})],
    {
      severity: 'warning',
      objects: ['Pod web'],
      path: '',
      message:
        'shop/web[Pod] is open in both directions, while others in namespace shop are isolated',
      fix: 'Add a NetworkPolicy that selects it, or one with an empty podSelector that isolates the namespace',
    },
  ],
  'rule-open-to-world': [
    [onDb({ ingress: [{ ports: [{ port: 5432 }] }] })],
    {
      severity: 'warning',
      objects: ['NetworkPolicy np'],
      path: 'spec.ingress[0]',
      message: 'spec.ingress[0] lets every address in on its ports',
      fix: 'Name the pods, namespaces or addresses that need it in from',
    },
  ],
  'secondary-interface-uncovered': [
    [
      virtualMachine(
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
      ),
    ],
    {
      severity: 'warning',
      objects: ['VirtualMachine vm'],
      path: '',
      message:
        'shop/vm[VirtualMachine] has interface storage on shop/storage-net, which NetworkPolicy does not cover and no MultiNetworkPolicy selects',
      fix: 'Add a MultiNetworkPolicy with policy-for: shop/storage-net, or make sure that the network is separated elsewhere',
    },
  ],
};

describe('findings', () => {
  it.each(Object.keys(EXAMPLES) as FindingKind[])(
    '%s: names the place and the way out',
    kind => {
      const [objects, said] = EXAMPLES[kind];
      const found = findingsOf(kind, [...pods, ...objects]);
      expect(
        found.map(({ severity, path, message, fix, object: at, related }) => ({
          severity,
          objects: [at, ...related].map(each => `${each.kind} ${each.name}`),
          path,
          message,
          fix,
        })),
      ).toEqual([said]);
    },
  );

  it('come sorted by object and place, whatever the order of the input', () => {
    const objects = [
      ...pods,
      networkPolicy('shop/b', { podSelector: none }),
      networkPolicy('shop/a', { podSelector: none, ingress: [{}] }),
    ];
    const told = (input: Manifest[]) =>
      createPolicyModel(input)
        .findings()
        .map(each => `${each.object.name} ${each.path}`);
    expect(told(objects)).toEqual([
      'a spec.ingress[0]',
      'a spec.podSelector',
      'b spec.podSelector',
    ]);
    expect(told([...objects].reverse())).toEqual(told(objects));
  });

  it('are none where nothing is wrong', () => {
    const fine = onDb({
      ingress: [
        {
          from: [{ podSelector: { matchLabels: { app: 'web' } } }],
          ports: [{ port: 'sql' }],
        },
      ],
    });
    const web = networkPolicy('shop/web', {
      podSelector: { matchLabels: { app: 'web' } },
    });
    expect(createPolicyModel([...pods, fine, web]).findings()).toEqual([]);
  });
});
