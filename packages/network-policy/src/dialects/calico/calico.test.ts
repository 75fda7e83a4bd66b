import { createPolicyModel, diffConnections } from '../../index';
import { ask, evaluateOne } from '../../__testUtils__/ask';
import {
  namespace,
  networkPolicy,
  object,
  pod,
  service,
  withPorts,
} from '../../__testUtils__/objects';
import type { Manifest } from '../../__testUtils__/objects';

const v3 = 'projectcalico.org/v3';

const pods = [
  namespace('shop', { team: 'a' }),
  namespace('other', { team: 'b' }),
  object(
    'v1',
    'ServiceAccount',
    'robot',
    {},
    { namespace: 'shop', labels: { role: 'ci' } },
  ),
  pod('shop/db', { app: 'db' }, withPorts({ name: 'sql', containerPort: 80 }), {
    podIP: '10.0.0.1',
  }),
  pod(
    'shop/web',
    { app: 'web' },
    { serviceAccountName: 'robot' },
    { podIP: '10.0.0.2' },
  ),
  pod('other/web', { app: 'web' }, {}, { podIP: '10.0.1.2' }),
  pod(
    'shop/host',
    { app: 'db' },
    { hostNetwork: true, nodeName: 'n1' },
    { hostIP: '192.168.0.1' },
  ),
];

const db = "app == 'db'";
const np = (name: string, spec: object, apiVersion = v3): Manifest =>
  object(
    apiVersion,
    'NetworkPolicy',
    name,
    { spec: { selector: db, ...spec } },
    { namespace: 'shop' },
  );
const gnp = (
  name: string,
  spec: object,
  kind = 'GlobalNetworkPolicy',
): Manifest => object(v3, kind, name, { spec: { selector: db, ...spec } });
const tier = (
  name: string,
  order: number | undefined,
  defaultAction?: string,
): Manifest =>
  object(v3, 'Tier', name, {
    spec: {
      ...(order === undefined ? {} : { order }),
      ...(defaultAction ? { defaultAction } : {}),
    },
  });
const allow = { action: 'Allow' };
const deny = { action: 'Deny' };
const pass = { action: 'Pass' };
const source = (entity: object, action = 'Allow') => ({
  ingress: [{ action, source: entity }],
});
const openPolicy = networkPolicy('shop/open', {
  podSelector: {},
  ingress: [{}],
});

describe('Calico', () => {
  it.each<[string, Manifest[], string, string, string, string]>([
    [
      'the default tier denies what it selects and nothing allows',
      [np('a', {})],
      'shop/web',
      'shop/db',
      'TCP 80',
      'denied',
    ],
    [
      'a tier’s default action applies only to what some policy of it selects',
      [np('a', {})],
      'shop/web',
      'other/web',
      'TCP 80',
      'allowed',
    ],
    [
      'the first match wins',
      [np('a', { ingress: [allow, deny] })],
      'shop/web',
      'shop/db',
      'TCP 80',
      'allowed',
    ],
    [
      'Log goes on to the next rule',
      [np('a', { ingress: [{ action: 'Log' }, deny, allow] })],
      'shop/web',
      'shop/db',
      'TCP 80',
      'denied',
    ],
    [
      'policies go by order',
      [
        np('z', { order: 1, ingress: [deny] }),
        np('a', { order: 2, ingress: [allow] }),
      ],
      'shop/web',
      'shop/db',
      'TCP 80',
      'denied',
    ],
    [
      'no order is last',
      [
        np('a', { ingress: [deny] }),
        np('z', { order: 5000, ingress: [allow] }),
      ],
      'shop/web',
      'shop/db',
      'TCP 80',
      'allowed',
    ],
    [
      'ties go by name',
      [
        np('b', { order: 1, ingress: [allow] }),
        np('a', { order: 1, ingress: [deny] }),
      ],
      'shop/web',
      'shop/db',
      'TCP 80',
      'denied',
    ],
    [
      'Kubernetes NetworkPolicy sits at order 1000: before it',
      [np('a', { order: 999, ingress: [deny] }), openPolicy],
      'shop/web',
      'shop/db',
      'TCP 80',
      'denied',
    ],
    [
      'Kubernetes NetworkPolicy sits at order 1000: after it',
      [np('a', { order: 1001, ingress: [deny] }), openPolicy],
      'shop/web',
      'shop/db',
      'TCP 80',
      'allowed',
    ],
    [
      'a Calico policy after it may allow what it does not',
      [
        np('a', { order: 1001, ingress: [allow] }),
        networkPolicy('shop/x', { podSelector: {} }),
      ],
      'shop/web',
      'shop/db',
      'TCP 80',
      'allowed',
    ],
    [
      'tiers go by order',
      [
        tier('late', 200),
        tier('early', 100),
        gnp('a', { tier: 'late', ingress: [allow] }),
        gnp('b', { tier: 'early', ingress: [deny] }),
      ],
      'shop/web',
      'shop/db',
      'TCP 80',
      'denied',
    ],
    [
      'tiers of one order go by name',
      [
        tier('b', 100),
        tier('a', 100),
        gnp('x', { tier: 'b', ingress: [deny] }),
        gnp('y', { tier: 'a', ingress: [allow] }),
      ],
      'shop/web',
      'shop/db',
      'TCP 80',
      'allowed',
    ],
    [
      'Pass leaves for the next tier',
      [
        tier('early', 100),
        gnp('a', { tier: 'early', ingress: [pass, allow] }),
        np('b', { ingress: [deny] }),
      ],
      'shop/web',
      'shop/db',
      'TCP 80',
      'denied',
    ],
    [
      'Pass after the last tier leaves for the profiles, which allow',
      [np('a', { ingress: [pass] })],
      'shop/web',
      'shop/db',
      'TCP 80',
      'allowed',
    ],
    [
      'a tier that passes by default goes on',
      [
        tier('early', 100, 'Pass'),
        gnp('a', { tier: 'early' }),
        np('b', { ingress: [allow] }),
      ],
      'shop/web',
      'shop/db',
      'TCP 80',
      'allowed',
    ],
    [
      'a tier that denies by default ends',
      [
        tier('early', 100),
        gnp('a', { tier: 'early' }),
        np('b', { ingress: [allow] }),
      ],
      'shop/web',
      'shop/db',
      'TCP 80',
      'denied',
    ],
    [
      'types default to Ingress without rules',
      [np('a', {})],
      'shop/db',
      'shop/web',
      'TCP 80',
      'allowed',
    ],
    [
      'types default to Egress with egress rules alone',
      [np('a', { egress: [deny] })],
      'shop/web',
      'shop/db',
      'TCP 80',
      'allowed',
    ],
    [
      'as stored in crd.projectcalico.org/v1',
      [
        np(
          'default.a',
          { tier: 'default', ingress: [deny] },
          'crd.projectcalico.org/v1',
        ),
      ],
      'shop/web',
      'shop/db',
      'TCP 80',
      'denied',
    ],
    [
      'in a namespaced policy a selector means its namespace',
      [np('a', source({ selector: "app == 'web'" }))],
      'other/web',
      'shop/db',
      'TCP 80',
      'denied',
    ],
    [
      'with a namespaceSelector it means those',
      [
        np(
          'a',
          source({
            selector: "app == 'web'",
            namespaceSelector: "team == 'b'",
          }),
        ),
      ],
      'other/web',
      'shop/db',
      'TCP 80',
      'allowed',
    ],
    [
      'a notSelector alone means its namespace too',
      [np('a', source({ notSelector: db }))],
      'other/web',
      'shop/db',
      'TCP 80',
      'denied',
    ],
    [
      'serviceAccounts alone too',
      [np('a', source({ serviceAccounts: { names: ['robot'] } }))],
      'shop/web',
      'shop/db',
      'TCP 80',
      'allowed',
    ],
    [
      'a service account’s labels',
      [np('a', source({ serviceAccounts: { selector: "role == 'ci'" } }))],
      'shop/web',
      'shop/db',
      'TCP 80',
      'allowed',
    ],
    [
      'a rule with none of them means anyone',
      [np('a', { ingress: [allow] })],
      '8.8.8.8',
      'shop/db',
      'TCP 80',
      'allowed',
    ],
    [
      'a global policy’s selector means all namespaces',
      [gnp('a', source({ selector: "app == 'web'" }))],
      'other/web',
      'shop/db',
      'TCP 80',
      'allowed',
    ],
    [
      'a rule’s empty selector is none: it means anyone, not the own namespace',
      [
        np('a', {
          selector: '',
          egress: [{ action: 'Allow', destination: { selector: '' } }],
        }),
      ],
      'shop/web',
      '8.8.8.8',
      'TCP 80',
      'allowed',
    ],
    [
      'a global policy’s own namespaceSelector',
      [
        gnp('a', {
          selector: '',
          namespaceSelector: "team == 'b'",
          ingress: [deny],
        }),
      ],
      'shop/web',
      'other/web',
      'TCP 80',
      'denied',
    ],
    [
      'selector and nets together: AND',
      [gnp('a', source({ selector: "app == 'web'", nets: ['10.0.1.0/24'] }))],
      'shop/web',
      'shop/db',
      'TCP 80',
      'denied',
    ],
    [
      'nets are of pods too',
      [gnp('a', source({ nets: ['10.0.0.0/24'] }))],
      'shop/web',
      'shop/db',
      'TCP 80',
      'allowed',
    ],
    [
      'notNets subtract',
      [gnp('a', source({ nets: ['10.0.0.0/16'], notNets: ['10.0.0.2/32'] }))],
      'shop/web',
      'shop/db',
      'TCP 80',
      'denied',
    ],
    [
      'notSelector subtracts, and lets addresses outside be',
      [gnp('a', source({ notSelector: "app == 'web'" }))],
      '8.8.8.8',
      'shop/db',
      'TCP 80',
      'allowed',
    ],
    [
      'notPorts subtract',
      [
        gnp('a', {
          ingress: [
            {
              action: 'Allow',
              protocol: 'TCP',
              destination: { notPorts: [80] },
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
      'ports by range',
      [
        gnp('a', {
          ingress: [
            {
              action: 'Allow',
              protocol: 'TCP',
              destination: { ports: ['79:81'] },
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
      'ports by name',
      [
        gnp('a', {
          ingress: [
            {
              action: 'Allow',
              protocol: 'TCP',
              destination: { ports: ['sql'] },
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
      'protocol by number',
      [gnp('a', { ingress: [{ action: 'Allow', protocol: 17 }] })],
      'shop/web',
      'shop/db',
      'UDP 80',
      'allowed',
    ],
    [
      'notProtocol',
      [gnp('a', { ingress: [{ action: 'Allow', notProtocol: 'UDP' }] })],
      'shop/web',
      'shop/db',
      'UDP 80',
      'denied',
    ],
    [
      'icmp by type',
      [
        gnp('a', {
          ingress: [{ action: 'Allow', protocol: 'ICMP', icmp: { type: 8 } }],
        }),
      ],
      'shop/web',
      'shop/db',
      'ICMP',
      'allowed',
    ],
    [
      'icmp of another type',
      [
        gnp('a', {
          ingress: [{ action: 'Allow', protocol: 'ICMP', icmp: { type: 3 } }],
        }),
      ],
      'shop/web',
      'shop/db',
      'ICMP',
      'denied',
    ],
    [
      'ipVersion',
      [gnp('a', { ingress: [{ action: 'Allow', ipVersion: 6 }] })],
      '8.8.8.8',
      'shop/db',
      'TCP 80',
      'denied',
    ],
    [
      'http is uncertain',
      [
        gnp('a', {
          ingress: [{ action: 'Allow', http: { methods: ['GET'] } }],
        }),
      ],
      'shop/web',
      'shop/db',
      'TCP 80',
      'uncertain',
    ],
    [
      'source ports are uncertain',
      [
        gnp('a', {
          ingress: [
            { action: 'Allow', protocol: 'TCP', source: { ports: [1] } },
          ],
        }),
      ],
      'shop/web',
      'shop/db',
      'TCP 80',
      'uncertain',
    ],
    [
      'a rule’s own side can be limited',
      [
        gnp('a', {
          selector: 'all()',
          ingress: [{ action: 'Deny', destination: { selector: db } }, allow],
        }),
      ],
      'shop/db',
      'shop/web',
      'TCP 80',
      'allowed',
    ],
    [
      'NetworkSets match by label within the namespace',
      [
        object(
          v3,
          'NetworkSet',
          'partners',
          { spec: { nets: ['203.0.113.0/24'] } },
          { namespace: 'shop', labels: { role: 'partner' } },
        ),
        np('a', source({ selector: "role == 'partner'" })),
      ],
      '203.0.113.7',
      'shop/db',
      'TCP 80',
      'allowed',
    ],
    [
      'GlobalNetworkSets are reached by global() from a namespaced policy',
      [
        object(
          v3,
          'GlobalNetworkSet',
          'partners',
          { spec: { nets: ['203.0.113.0/24'] } },
          { labels: { role: 'partner' } },
        ),
        np(
          'a',
          source({
            selector: "role == 'partner'",
            namespaceSelector: 'global()',
          }),
        ),
      ],
      '203.0.113.7',
      'shop/db',
      'TCP 80',
      'allowed',
    ],
    [
      'and not without it',
      [
        object(
          v3,
          'GlobalNetworkSet',
          'partners',
          { spec: { nets: ['203.0.113.0/24'] } },
          { labels: { role: 'partner' } },
        ),
        np('a', source({ selector: "role == 'partner'" })),
      ],
      '203.0.113.7',
      'shop/db',
      'TCP 80',
      'denied',
    ],
    [
      'services: egress to the endpoints and their ports',
      [
        service('shop/db', {
          selector: { app: 'db' },
          ports: [{ port: 8080, targetPort: 80 }],
        }),
        np('a', {
          selector: "app == 'web'",
          egress: [
            { action: 'Allow', destination: { services: { name: 'db' } } },
          ],
        }),
      ],
      'shop/web',
      'shop/db',
      'TCP 80',
      'allowed',
    ],
    [
      'services: no other port',
      [
        service('shop/db', {
          selector: { app: 'db' },
          ports: [{ port: 8080, targetPort: 80 }],
        }),
        np('a', {
          selector: "app == 'web'",
          egress: [
            { action: 'Allow', destination: { services: { name: 'db' } } },
          ],
        }),
      ],
      'shop/web',
      'shop/db',
      'TCP 8080',
      'denied',
    ],
    [
      'staged policies are not enforced',
      [gnp('a', { ingress: [deny] }, 'StagedGlobalNetworkPolicy')],
      'shop/web',
      'shop/db',
      'TCP 80',
      'allowed',
    ],
    [
      'a tier of staged policies alone does not exist',
      [
        tier('early', 100),
        gnp('a', { tier: 'early', ingress: [] }, 'StagedGlobalNetworkPolicy'),
      ],
      'shop/web',
      'shop/db',
      'TCP 80',
      'allowed',
    ],
    [
      'a ClusterNetworkPolicy tie is settled by name',
      [
        tier('x', 1),
        ...['b', 'a'].map(name =>
          object(
            'policy.networking.k8s.io/v1alpha2',
            'ClusterNetworkPolicy',
            name,
            {
              spec: {
                tier: 'Admin',
                priority: 1,
                subject: { namespaces: {} },
                ingress: [
                  {
                    action: name === 'a' ? 'Deny' : 'Accept',
                    from: [{ namespaces: {} }],
                  },
                ],
              },
            },
          ),
        ),
      ],
      'shop/web',
      'shop/db',
      'TCP 80',
      'denied',
    ],
    [
      'a HostEndpoint makes its node’s own traffic uncertain',
      [
        object(v3, 'HostEndpoint', 'eth0', {
          spec: { node: 'n1', interfaceName: '*' },
        }),
      ],
      'shop/web',
      'shop/host',
      'TCP 80',
      'uncertain',
    ],
    [
      'a preDNAT policy is not of pods',
      [gnp('a', { preDNAT: true, applyOnForward: true, ingress: [deny] })],
      'shop/web',
      'shop/db',
      'TCP 80',
      'allowed',
    ],
    [
      'with a HostEndpoint it makes traffic from outside uncertain',
      [
        object(v3, 'HostEndpoint', 'eth0', { spec: { node: 'n1' } }),
        gnp('a', { preDNAT: true, applyOnForward: true, ingress: [deny] }),
      ],
      '8.8.8.8',
      'shop/db',
      'TCP 80',
      'uncertain',
    ],
  ])('%s', (_, policies, from, to, traffic, verdict) => {
    expect(ask([...pods, ...policies], from, to, traffic)).toBe(verdict);
  });

  it.each<[string, boolean]>([
    ['', true],
    ['all()', true],
    ["app == 'web'", true],
    ['app == "web"', true],
    ["app=='db'", false],
    ["app != 'db'", true],
    ["absent != 'x'", true],
    ["app in {'web', 'db'}", true],
    ["app not in {'web'}", false],
    ["absent not in {'web'}", true],
    ['has(app)', true],
    ['!has(app)', false],
    ["app contains 'e'", true],
    ["app starts with 'w'", true],
    ["app ends with 'x'", false],
    ["app == 'db' || app == 'web' && has(app)", true],
    ["(app == 'db' || app == 'web') && !has(app)", false],
    ["!(app == 'db') && !! has(app)", true],
    ["projectcalico.org/namespace == 'shop'", true],
    ["projectcalico.org/orchestrator == 'k8s'", true],
    ["projectcalico.org/serviceaccount == 'robot'", true],
    ["pcns.team == 'a' && pcsa.role == 'ci'", true],
    ['has(in)', false],
    ["in == 'x'", false],
  ])('selector %s on shop/web: %s', (selector, matches) => {
    const objects = [...pods, gnp('a', { selector, ingress: [deny] })];
    expect(ask(objects, '8.8.8.8', 'shop/web')).toBe(
      matches ? 'denied' : 'allowed',
    );
  });

  it.each<[string, object, string]>([
    ['a selector that ends early', { selector: 'app ==' }, 'spec.selector'],
    ['an unclosed set', { selector: "app in {'a'" }, 'spec.selector'],
    ['global() in a selector', { selector: 'global()' }, 'spec.selector'],
    [
      'a selector nested without end',
      { selector: '('.repeat(1000) },
      'spec.selector',
    ],
    [
      'ports without a protocol',
      { ingress: [{ action: 'Allow', destination: { ports: [80] } }] },
      'spec.ingress[0].destination.ports[0]',
    ],
    [
      'a bad net',
      { ingress: [{ action: 'Allow', source: { nets: ['10.0.0.0/33'] } }] },
      'spec.ingress[0].source.nets[0]',
    ],
    [
      'a misspelt action',
      { ingress: [{ action: 'allow' }] },
      'spec.ingress[0].action',
    ],
    ['a Tier that is not there', { tier: 'missing' }, 'spec.tier'],
  ])('refuses %s', (_, spec, path) => {
    expect(
      createPolicyModel([...pods, gnp('bad', spec)]).problems,
    ).toMatchObject([{ kind: 'invalid', path, object: { name: 'bad' } }]);
  });

  it('takes one object that comes by two groups as one', () => {
    const model = createPolicyModel([
      ...pods,
      np('a', {}),
      np('default.a', {}, 'crd.projectcalico.org/v1'),
    ]);
    expect(
      model.posture({ namespace: 'shop', name: 'db' }).ingress.policies,
    ).toHaveLength(1);
  });

  it('names the rule, and the ones that it went by', () => {
    const answer = evaluateOne(
      [...pods, np('a', { ingress: [{ action: 'Log' }, pass] })],
      'shop/web',
      'shop/db',
    );
    expect(answer.ingress.passed).toMatchObject([
      { action: 'Log', tier: 'default' },
      { action: 'Pass', rule: 'spec.ingress[1]' },
    ]);
  });
});

describe('staging', () => {
  const objects = [
    ...pods,
    np('live', { order: 1, ingress: [allow] }),
    object(
      v3,
      'StagedNetworkPolicy',
      'live',
      { spec: { stagedAction: 'Delete' } },
      { namespace: 'shop' },
    ),
    object(
      v3,
      'StagedNetworkPolicy',
      'new',
      {
        spec: {
          selector: db,
          ingress: [
            { action: 'Allow', protocol: 'TCP', destination: { ports: [80] } },
          ],
        },
      },
      { namespace: 'shop' },
    ),
    object(
      v3,
      'StagedNetworkPolicy',
      'learnt',
      {
        spec: {
          selector: db,
          stagedAction: 'Learn',
          ingress: [deny],
          order: 0,
        },
      },
      { namespace: 'shop' },
    ),
    object(
      v3,
      'StagedKubernetesNetworkPolicy',
      'k8s',
      { spec: { podSelector: { matchLabels: { app: 'web' } } } },
      { namespace: 'shop' },
    ),
  ];

  it('shows what it would do, as a before and after', () => {
    const diff = diffConnections(
      createPolicyModel(objects),
      createPolicyModel(objects, { enforceStaged: true }),
    );
    const toDb = diff.changed.find(
      each =>
        each.source.type === 'workload' &&
        each.source.name === 'web' &&
        'name' in each.destination &&
        each.destination.name === 'db',
    );
    expect(toDb?.after.allowed).toEqual({ TCP: [{ from: 80, to: 80 }] });
    expect(
      toDb?.causes.map(each => [
        each.object.kind,
        each.object.name,
        each.change,
      ]),
    ).toEqual(
      expect.arrayContaining([
        ['NetworkPolicy', 'live', 'removed'],
        ['StagedNetworkPolicy', 'new', 'added'],
      ]),
    );
    expect(
      diff.removed.some(
        each => 'name' in each.destination && each.destination.name === 'web',
      ),
    ).toBe(true);
  });
});
