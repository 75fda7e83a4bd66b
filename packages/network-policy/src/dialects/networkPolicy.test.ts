import { createPolicyModel } from '../index';
import { ask, evaluateOne } from '../__testUtils__/ask';
import {
  namespace,
  networkPolicy,
  pod,
  service,
  withPorts,
} from '../__testUtils__/objects';
import type { Manifest } from '../__testUtils__/objects';

const db = { matchLabels: { app: 'db' } };
const web = { matchLabels: { app: 'web' } };

const pods = [
  namespace('other', { team: 'b' }),
  pod(
    'shop/db',
    { app: 'db' },
    withPorts({ name: 'sql', containerPort: 5432 }),
    { podIP: '10.0.0.1' },
  ),
  pod(
    'shop/db-2',
    { app: 'db' },
    withPorts({ name: 'sql', containerPort: 5433 }),
  ),
  pod('shop/web', { app: 'web' }, {}, { podIP: '10.0.0.2' }),
  pod('shop/bare'),
  pod('other/web', { app: 'web' }),
];

/** A policy on shop's db pods with one ingress rule. */
const ingress = (...rules: unknown[]) =>
  networkPolicy('shop/db', { podSelector: db, ingress: rules });
const egress = (...rules: unknown[]) =>
  networkPolicy('shop/web', { podSelector: web, egress: rules });

describe('NetworkPolicy', () => {
  it.each<[string, Manifest[], string, string, string, string]>([
    [
      'a pod that no policy selects is open',
      [],
      'other/web',
      'shop/db',
      'TCP 1',
      'allowed',
    ],
    [
      'a pod that a policy selects is isolated',
      [ingress()],
      'shop/web',
      'shop/db',
      'TCP 1',
      'denied',
    ],
    [
      'replies are implied: only the ingress of the destination counts',
      [ingress()],
      'shop/db',
      'shop/web',
      'TCP 1',
      'allowed',
    ],
    [
      'policies add up',
      [
        ingress(),
        networkPolicy('shop/more', {
          podSelector: {},
          ingress: [{ from: [{ podSelector: web }] }],
        }),
      ],
      'shop/web',
      'shop/db',
      'TCP 1',
      'allowed',
    ],
    [
      'egress at the source is needed too',
      [
        ingress({}),
        networkPolicy('shop/web', {
          podSelector: web,
          policyTypes: ['Egress'],
        }),
      ],
      'shop/web',
      'shop/db',
      'TCP 1',
      'denied',
    ],
    [
      'an empty rule means anyone',
      [ingress({})],
      '8.8.8.8',
      'shop/db',
      'UDP 9',
      'allowed',
    ],
    [
      'missing from means anyone',
      [ingress({ ports: [{ port: 80 }] })],
      '8.8.8.8',
      'shop/db',
      'TCP 80',
      'allowed',
    ],
    [
      'empty from means anyone',
      [ingress({ from: [], ports: [] })],
      '2001:db8::1',
      'shop/db',
      'SCTP 80',
      'allowed',
    ],
    [
      'ingress: [] means none',
      [ingress()],
      'shop/web',
      'shop/db',
      'TCP 80',
      'denied',
    ],
    [
      "without namespaceSelector it is the policy's own namespace",
      [ingress({ from: [{ podSelector: web }] })],
      'other/web',
      'shop/db',
      'TCP 80',
      'denied',
    ],
    [
      'namespaceSelector {} is all namespaces',
      [ingress({ from: [{ namespaceSelector: {} }] })],
      'other/web',
      'shop/db',
      'TCP 80',
      'allowed',
    ],
    [
      'namespaceSelector {} is no address outside',
      [ingress({ from: [{ namespaceSelector: {} }] })],
      '8.8.8.8',
      'shop/db',
      'TCP 80',
      'denied',
    ],
    [
      'both selectors in one peer: AND',
      [
        ingress({
          from: [
            {
              podSelector: web,
              namespaceSelector: { matchLabels: { team: 'b' } },
            },
          ],
        }),
      ],
      'shop/web',
      'shop/db',
      'TCP 80',
      'denied',
    ],
    [
      'both selectors in one peer: AND, matching',
      [
        ingress({
          from: [
            {
              podSelector: web,
              namespaceSelector: { matchLabels: { team: 'b' } },
            },
          ],
        }),
      ],
      'other/web',
      'shop/db',
      'TCP 80',
      'allowed',
    ],
    [
      'two peers: OR',
      [
        ingress({
          from: [
            { podSelector: web },
            { namespaceSelector: { matchLabels: { team: 'b' } } },
          ],
        }),
      ],
      'shop/web',
      'shop/db',
      'TCP 80',
      'allowed',
    ],
    [
      'policyTypes default to Ingress without egress rules',
      [networkPolicy('shop/web', { podSelector: web })],
      'shop/web',
      'other/web',
      'TCP 80',
      'allowed',
    ],
    [
      'policyTypes default to both with egress rules',
      [egress({ to: [{ podSelector: db }] })],
      'shop/db',
      'shop/web',
      'TCP 80',
      'denied',
    ],
    [
      'egress: [] with no policyTypes isolates no egress',
      [egress()],
      'shop/web',
      'shop/db',
      'TCP 80',
      'allowed',
    ],
    [
      'NotIn matches an absent key',
      [
        ingress({
          from: [
            {
              podSelector: {
                matchExpressions: [
                  { key: 'app', operator: 'NotIn', values: ['web'] },
                ],
              },
            },
          ],
        }),
      ],
      'shop/bare',
      'shop/db',
      'TCP 80',
      'allowed',
    ],
    [
      'DoesNotExist matches an absent key',
      [
        ingress({
          from: [
            {
              podSelector: {
                matchExpressions: [{ key: 'app', operator: 'DoesNotExist' }],
              },
            },
          ],
        }),
      ],
      'shop/bare',
      'shop/db',
      'TCP 80',
      'allowed',
    ],
    [
      'In does not match an absent key',
      [
        ingress({
          from: [
            {
              podSelector: {
                matchExpressions: [
                  { key: 'app', operator: 'In', values: ['web'] },
                ],
              },
            },
          ],
        }),
      ],
      'shop/bare',
      'shop/db',
      'TCP 80',
      'denied',
    ],
    [
      'a namespace without an object carries its name label',
      [
        ingress({
          from: [
            {
              namespaceSelector: {
                matchLabels: { 'kubernetes.io/metadata.name': 'shop' },
              },
            },
          ],
        }),
      ],
      'shop/web',
      'shop/db',
      'TCP 80',
      'allowed',
    ],
    [
      'the protocol defaults to TCP',
      [ingress({ ports: [{ port: 80 }] })],
      'shop/web',
      'shop/db',
      'UDP 80',
      'denied',
    ],
    [
      'no port is all ports of that protocol',
      [ingress({ ports: [{ protocol: 'UDP' }] })],
      'shop/web',
      'shop/db',
      'UDP 65535',
      'allowed',
    ],
    [
      'no port is no port of another protocol',
      [ingress({ ports: [{ protocol: 'UDP' }] })],
      'shop/web',
      'shop/db',
      'TCP 80',
      'denied',
    ],
    [
      'endPort is a range with both ends',
      [ingress({ ports: [{ port: 80, endPort: 90 }] })],
      'shop/web',
      'shop/db',
      'TCP 90',
      'allowed',
    ],
    [
      'endPort is a range and no more',
      [ingress({ ports: [{ port: 80, endPort: 90 }] })],
      'shop/web',
      'shop/db',
      'TCP 91',
      'denied',
    ],
    [
      'a named port resolves per destination pod',
      [ingress({ ports: [{ port: 'sql' }] })],
      'shop/web',
      'shop/db',
      'TCP 5432',
      'allowed',
    ],
    [
      'the same rule means another number on another pod',
      [ingress({ ports: [{ port: 'sql' }] })],
      'shop/web',
      'shop/db-2',
      'TCP 5432',
      'denied',
    ],
    [
      'a named port resolves per protocol',
      [ingress({ ports: [{ port: 'sql', protocol: 'UDP' }] })],
      'shop/web',
      'shop/db',
      'TCP 5432',
      'denied',
    ],
    [
      'a named port in egress resolves at the destination',
      [egress({ to: [{ podSelector: db }], ports: [{ port: 'sql' }] })],
      'shop/web',
      'shop/db-2',
      'TCP 5433',
      'allowed',
    ],
    [
      'a named port is none of a pod on the host network',
      [
        egress({ ports: [{ port: 'agent' }] }),
        pod(
          'shop/agent',
          {},
          {
            ...withPorts({ name: 'agent', containerPort: 9100 }),
            hostNetwork: true,
          },
        ),
      ],
      'shop/web',
      'shop/agent',
      'TCP 9100',
      'denied',
    ],
    [
      'a named port on an ipBlock matches nothing',
      [
        egress({
          to: [{ ipBlock: { cidr: '0.0.0.0/0' } }],
          ports: [{ port: 'sql' }],
        }),
      ],
      'shop/web',
      '8.8.8.8',
      'TCP 5432',
      'denied',
    ],
    [
      'ipBlock goes family by family: IPv4 is no IPv6',
      [ingress({ from: [{ ipBlock: { cidr: '0.0.0.0/0' } }] })],
      '2001:db8::1',
      'shop/db',
      'TCP 80',
      'denied',
    ],
    [
      'ipBlock in IPv6',
      [
        ingress({
          from: [
            { ipBlock: { cidr: '2001:db8::/32', except: ['2001:db8:1::/48'] } },
          ],
        }),
      ],
      '2001:db8::1',
      'shop/db',
      'TCP 80',
      'allowed',
    ],
    [
      'except in IPv6',
      [
        ingress({
          from: [
            { ipBlock: { cidr: '2001:db8::/32', except: ['2001:db8:1::/48'] } },
          ],
        }),
      ],
      '2001:db8:1::1',
      'shop/db',
      'TCP 80',
      'denied',
    ],
    [
      'except is left out of its cidr',
      [
        ingress({
          from: [{ ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] } }],
        }),
      ],
      '10.1.2.3',
      'shop/db',
      'TCP 80',
      'denied',
    ],
    [
      'an ipBlock is not of pods by default',
      [ingress({ from: [{ ipBlock: { cidr: '10.0.0.0/8' } }] })],
      'shop/web',
      'shop/db',
      'TCP 80',
      'denied',
    ],
    [
      'a pod always reaches itself',
      [ingress()],
      'shop/db',
      'shop/db',
      'TCP 80',
      'allowed',
    ],
    [
      'an address of a pod is that pod',
      [ingress({ from: [{ podSelector: web }] })],
      '10.0.0.2',
      '10.0.0.1',
      'TCP 80',
      'allowed',
    ],
  ])('%s', (_, policies, source, destination, traffic, verdict) => {
    expect(ask([...pods, ...policies], source, destination, traffic)).toBe(
      verdict,
    );
  });

  it('says that ipBlock may match pods, and does so by option', () => {
    const objects = [
      ...pods,
      ingress({ from: [{ ipBlock: { cidr: '10.0.0.0/8' } }] }),
    ];
    expect(evaluateOne(objects, 'shop/web', 'shop/db').notes.join()).toContain(
      'ipBlockMatchesPods',
    );
    const asOption = { ipBlockMatchesPods: true };
    expect(ask(objects, 'shop/web', 'shop/db', 'TCP 80', asOption)).toBe(
      'allowed',
    );
    // The address of this pod is not known.
    expect(
      evaluateOne(objects, 'shop/bare', 'shop/db', 'TCP 80', asOption),
    ).toMatchObject({
      verdict: 'uncertain',
      reasons: [expect.stringContaining('address is not known')],
    });
  });

  it('is uncertain for ICMP where a policy isolates, since NetworkPolicy does not speak of it', () => {
    expect(ask([...pods, ingress()], 'shop/web', 'shop/db', 'ICMP')).toBe(
      'uncertain',
    );
    expect(ask(pods, 'shop/web', 'shop/db', 'ICMP')).toBe('allowed');
  });

  it.each<[string, unknown, string]>([
    [
      'a peer with no field',
      { ingress: [{ from: [{}] }] },
      'spec.ingress[0].from[0]',
    ],
    [
      'ipBlock beside a selector',
      {
        ingress: [
          { from: [{ ipBlock: { cidr: '10.0.0.0/8' }, podSelector: {} }] },
        ],
      },
      'spec.ingress[0].from[0]',
    ],
    [
      'except outside cidr',
      {
        ingress: [
          {
            from: [
              { ipBlock: { cidr: '10.0.0.0/8', except: ['11.0.0.0/16'] } },
            ],
          },
        ],
      },
      'spec.ingress[0].from[0].ipBlock.except[0]',
    ],
    [
      'except as wide as cidr',
      {
        ingress: [
          {
            from: [{ ipBlock: { cidr: '10.0.0.0/8', except: ['10.0.0.0/8'] } }],
          },
        ],
      },
      'spec.ingress[0].from[0].ipBlock.except[0]',
    ],
    [
      'an address with leading zeros',
      { ingress: [{ from: [{ ipBlock: { cidr: '010.0.0.0/8' } }] }] },
      'spec.ingress[0].from[0].ipBlock.cidr',
    ],
    [
      'endPort without port',
      { ingress: [{ ports: [{ endPort: 90 }] }] },
      'spec.ingress[0].ports[0].endPort',
    ],
    [
      'endPort beside a named port',
      { ingress: [{ ports: [{ port: 'http', endPort: 90 }] }] },
      'spec.ingress[0].ports[0].endPort',
    ],
    [
      'endPort below port',
      { ingress: [{ ports: [{ port: 80, endPort: 79 }] }] },
      'spec.ingress[0].ports[0].endPort',
    ],
    [
      'port 0',
      { ingress: [{ ports: [{ port: 0 }] }] },
      'spec.ingress[0].ports[0].port',
    ],
    [
      'an unknown protocol',
      { egress: [{ ports: [{ protocol: 'tcp' }] }] },
      'spec.egress[0].ports[0].protocol',
    ],
    [
      'an unknown operator',
      { podSelector: { matchExpressions: [{ key: 'a', operator: 'Gt' }] } },
      'spec.podSelector.matchExpressions[0].operator',
    ],
    [
      'In without values',
      { podSelector: { matchExpressions: [{ key: 'a', operator: 'In' }] } },
      'spec.podSelector.matchExpressions[0].values',
    ],
    [
      'a misspelt selector',
      { podSelector: { matchLables: { a: 'b' } } },
      'spec.podSelector.matchLables',
    ],
    [
      'a misspelt peer',
      { ingress: [{ from: [{ namespaceselector: {} }] }] },
      'spec.ingress[0].from[0].namespaceselector',
    ],
  ])(
    'refuses %s, names the place, and leaves open what hangs on the policy',
    (_, spec, path) => {
      const bad = networkPolicy('shop/bad', {
        podSelector: {},
        ...(spec as object),
      });
      const objects = [...pods, bad];
      expect(createPolicyModel(objects).problems).toMatchObject([
        { kind: 'invalid', path, object: { name: 'bad' } },
      ]);
      const answer = evaluateOne(objects, 'shop/web', 'shop/db');
      expect(answer.verdict).toBe('uncertain');
      expect(answer.reasons.join()).toContain(path);
    },
  );
});

describe('nodes and pods on the host network', () => {
  const onHost = (node?: string) =>
    pod(
      'shop/agent',
      { app: 'web' },
      { hostNetwork: true, ...(node ? { nodeName: node } : {}) },
      { hostIP: '192.168.0.7', podIP: '192.168.0.7' },
    );
  const target = (node?: string) =>
    pod(
      'shop/target',
      { app: 'target' },
      node ? { nodeName: node } : {},
      node === 'n1' ? { hostIP: '192.168.0.7' } : {},
    );
  const isolate = networkPolicy('shop/target', {
    podSelector: {},
    ingress: [{ from: [{ podSelector: web }] }],
    policyTypes: ['Ingress', 'Egress'],
  });

  it.each<[string, Manifest[], string, string, string]>([
    [
      'a hostNetwork pod is not selected',
      [onHost('n1'), isolate],
      '8.8.8.8',
      'shop/agent',
      'allowed',
    ],
    [
      'its traffic is its node’s: its labels do not count',
      [onHost('n1'), target('n2'), isolate],
      'shop/agent',
      'shop/target',
      'denied',
    ],
    [
      'an ipBlock that holds its node’s address does',
      [
        onHost('n1'),
        target('n2'),
        networkPolicy('shop/t', {
          podSelector: {},
          ingress: [{ from: [{ ipBlock: { cidr: '192.168.0.0/24' } }] }],
        }),
      ],
      'shop/agent',
      'shop/target',
      'allowed',
    ],
    [
      'a node always reaches its own pods',
      [onHost('n1'), target('n1'), isolate],
      'shop/agent',
      'shop/target',
      'allowed',
    ],
    [
      'also when asked by its address',
      [onHost('n1'), target('n1'), isolate],
      '192.168.0.7',
      'shop/target',
      'allowed',
    ],
    [
      'it is uncertain where the nodes are not known',
      [onHost(), target(), isolate],
      'shop/agent',
      'shop/target',
      'uncertain',
    ],
    [
      'pods in phase Succeeded or Failed are out',
      [pod('shop/target', {}, {}, { phase: 'Succeeded' }), pod('shop/a')],
      'shop/a',
      'shop/a',
      'allowed',
    ],
  ])('%s', (_, objects, source, destination, verdict) => {
    expect(ask(objects, source, destination)).toBe(verdict);
  });

  it('knows no finished pod', () => {
    const model = createPolicyModel([
      pod('shop/done', {}, {}, { phase: 'Failed' }),
      pod('shop/alive'),
    ]);
    expect(model.workloads.map(each => each.name)).toEqual(['alive']);
  });
});

describe('a NetworkPolicy that cannot be read', () => {
  const bad = (spec: object) =>
    networkPolicy('shop/bad', {
      podSelector: { matchLabels: { app: 'db' } },
      ingress: [{ ports: [{ port: 0 }] }],
      ...spec,
    });

  it.each<[string, Manifest[], string, string, string]>([
    [
      'leaves alone the pods that it does not select',
      [bad({})],
      'shop/db',
      'shop/web',
      'allowed',
    ],
    [
      'makes them all uncertain where the selector is what cannot be read',
      [bad({ podSelector: { matchLables: {} } })],
      'shop/db',
      'shop/web',
      'uncertain',
    ],
    [
      'takes nothing away from what another policy allows',
      [bad({}), networkPolicy('shop/good', { podSelector: {}, ingress: [{}] })],
      'shop/web',
      'shop/db',
      'allowed',
    ],
    [
      'may allow what another policy denies',
      [bad({}), networkPolicy('shop/good', { podSelector: {} })],
      'shop/web',
      'shop/db',
      'uncertain',
    ],
  ])('%s', (_, policies, source, destination, verdict) => {
    expect(ask([...pods, ...policies], source, destination)).toBe(verdict);
  });
});

describe('Services', () => {
  const backends = [
    ...pods,
    service('shop/db', {
      clusterIP: '10.96.0.1',
      selector: { app: 'db' },
      ports: [{ port: 80, targetPort: 'sql' }],
    }),
    service('shop/headless', {
      clusterIP: 'None',
      selector: { app: 'db' },
      ports: [{ port: 5432 }],
    }),
  ];

  it('is uncertain when backends differ, and says which', () => {
    const answer = evaluateOne(
      [...backends, ingress({ ports: [{ port: 5432 }] })],
      'shop/web',
      '10.96.0.1',
    );
    expect(answer.verdict).toBe('uncertain');
    expect(answer.reasons.join()).toContain(
      'shop/db-2[Pod] TCP 5433 is denied',
    );
  });

  it('keeps the port of a headless Service, which has no address of its own', () => {
    const model = createPolicyModel([
      ...backends,
      ingress({ ports: [{ port: 5432 }] }),
    ]);
    expect(
      model.evaluate({
        source: { namespace: 'shop', name: 'web' },
        destination: { namespace: 'shop', name: 'headless', kind: 'Service' },
        port: 5432,
      }),
    ).toMatchObject({ verdict: 'allowed', port: 5432 });
  });
});
