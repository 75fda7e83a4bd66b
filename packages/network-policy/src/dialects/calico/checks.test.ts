import { createPolicyModel } from '../../index';
import { ask } from '../../__testUtils__/ask';
import { DENY, SHOP, STORED, V3, gnp, np } from '../../__testUtils__/calico';
import { object } from '../../__testUtils__/objects';
import type { Manifest } from '../../__testUtils__/objects';

const TCP = { protocol: 'TCP' };
const SERVICE = { name: 'db', namespace: 'shop' };

/** A rule that comes in, of db from anywhere, with these fields. */
const allow = (rule: object) => ({ ingress: [{ action: 'Allow', ...rule }] });
const from = (source: object, rule: object = {}) => allow({ source, ...rule });
const out = (rule: object) => ({
  types: ['Ingress', 'Egress'],
  egress: [{ action: 'Allow', ...rule }],
});

/** Each row names the function of calico `libcalico-go/lib/validator/v3/validator.go`. */
const REFUSED: [source: string, what: string, spec: object, path: string][] = [
  [
    'validateRule',
    'IPv4 and IPv6 in one list',
    from({ nets: ['10.0.0.0/8', 'fd00::/8'] }),
    'source.nets[1]',
  ],
  [
    'validateRule',
    'both at the two ends',
    from({ nets: ['10.0.0.0/8'] }, { destination: { nets: ['fd00::/8'] } }),
    'destination.nets[0]',
  ],
  [
    'validateRule',
    'both in nets and notNets',
    from({ nets: ['fd00::/8'], notNets: ['10.0.0.0/8'] }),
    'source.notNets[0]',
  ],
  [
    'validateRule',
    'nets of another ipVersion',
    from({ nets: ['10.0.0.0/8'] }, { ipVersion: 6 }),
    'source.nets[0]',
  ],
  [
    'validateRule',
    'notNets of another ipVersion',
    from({ notNets: ['fd00::/8'] }, { ipVersion: 4 }),
    'source.notNets[0]',
  ],
  [
    'validateRule',
    'ICMP of IPv6',
    allow({ protocol: 'ICMP', ipVersion: 6 }),
    'ipVersion',
  ],
  [
    'validateRule',
    'ICMPv6 of IPv4',
    allow({ protocol: 58, ipVersion: 4 }),
    'ipVersion',
  ],
  [
    'validateRule',
    'notProtocol ICMP of IPv6',
    allow({ notProtocol: 1, ipVersion: 6 }),
    'ipVersion',
  ],
  [
    'validateRule',
    'HTTP of UDP',
    allow({ protocol: 'UDP', http: { methods: ['GET'] } }),
    'http',
  ],
  [
    'validateRule',
    'a Service with ports of the rule',
    out({ ...TCP, destination: { services: SERVICE, ports: [80] } }),
    'destination.ports',
  ],
  [
    'validateRule',
    'a Service with notPorts of the rule',
    out({ ...TCP, destination: { services: SERVICE, notPorts: [80] } }),
    'destination.notPorts',
  ],
  [
    'validateNetworkPolicySpec',
    'HTTP that goes out',
    out({ http: { methods: ['GET'] } }),
    'http',
  ],
  [
    'validateEntityRule',
    'a Service in namespaces',
    out({ destination: { services: SERVICE, namespaceSelector: 'all()' } }),
    'destination.namespaceSelector',
  ],
  [
    'validateEntityRule',
    'a Service of accounts',
    out({
      destination: { services: SERVICE, serviceAccounts: { names: ['a'] } },
    }),
    'destination.serviceAccounts',
  ],
  ['validateIPVersion', 'ipVersion 5', allow({ ipVersion: 5 }), 'ipVersion'],
  [
    'api/pkg/apis/projectcalico/v3 ICMPFields',
    'ICMP type 255',
    allow({ protocol: 'ICMP', icmp: { type: 255 } }),
    'icmp.type',
  ],
  [
    'felix/rules/policy.go',
    'notNets of all of IPv4',
    from({ notNets: ['0.0.0.0/0'] }),
    'source.notNets[0]',
  ],
  [
    'felix/rules/policy.go',
    'notNets of all of IPv6',
    from({ notNets: ['::/0'] }),
    'source.notNets[0]',
  ],
];

/** What was stored around the checks is read as it stands. */
const UNCHECKED: typeof REFUSED = [
  [
    'validateRule',
    'a bare address',
    from({ nets: ['10.0.0.2'] }),
    'source.nets[0]',
  ],
  [
    'validateRule',
    'a bare address of IPv6',
    from({ notNets: ['fd00::1'] }),
    'source.notNets[0]',
  ],
  [
    'validateIPNetwork',
    'a CIDR that is not masked',
    from({ nets: ['10.0.0.2/8'] }),
    'source.nets[0]',
  ],
  [
    'validateRule',
    'ports without a protocol',
    allow({ destination: { ports: ['sql'] } }),
    'destination.ports[0]',
  ],
  [
    'validateRule',
    'notPorts without a protocol',
    allow({ source: { notPorts: ['sql'] } }),
    'source.notPorts[0]',
  ],
  [
    'validateNetworkPolicySpec',
    'a type that is there twice',
    { types: ['Ingress', 'Ingress'] },
    'types[1]',
  ],
];

const problemsOf = (policy: Manifest) =>
  createPolicyModel([...SHOP, policy]).problems.filter(
    ({ kind }) => kind === 'invalid',
  );

const stored = (policy: Manifest) => ({ ...policy, apiVersion: STORED });

describe.each<[string, (spec: object) => Manifest]>([
  ['NetworkPolicy', spec => np('bad', spec)],
  ['GlobalNetworkPolicy', spec => gnp('bad', spec)],
])('a %s that Calico refuses', (_, policyOf) => {
  it.each([...REFUSED, ...UNCHECKED])(
    '%s: %s',
    (_source, _what, spec, path) => {
      const policy = policyOf(spec);
      const [problem, ...more] = problemsOf(policy);
      expect(more).toEqual([]);
      expect(problem.path.replace(/^spec\.((in|e)gress\[0\]\.)?/, '')).toBe(
        path,
      );
      const verdicts = [
        ask([...SHOP, policy], 'shop/web', 'shop/db'),
        ask([...SHOP, policy], 'shop/db', 'shop/web'),
      ];
      expect(verdicts).toContain('uncertain');
    },
  );

  it.each(REFUSED)(
    'also where it was stored: %s: %s',
    (_source, _what, spec) => {
      expect(problemsOf(stored(policyOf(spec)))).toHaveLength(1);
    },
  );

  it.each(UNCHECKED)('but not: %s: %s', (_source, _what, spec) => {
    expect(problemsOf(stored(policyOf(spec)))).toEqual([]);
  });

  it.each<[string, object]>([
    ['nets of one family', from({ nets: ['10.0.0.0/8', '11.0.0.0/8'] })],
    ['an IPv6 block', from({ nets: ['fd00::/8'] }, { ipVersion: 6 })],
    [
      'families in rules of their own',
      {
        ingress: [
          ...from({ nets: ['10.0.0.0/8'] }).ingress,
          ...from({ nets: ['fd00::/8'] }).ingress,
        ],
      },
    ],
    ['all addresses', from({ nets: ['0.0.0.0/0'] })],
    ['half of them but', from({ notNets: ['0.0.0.0/1'] })],
    ['HTTP without a protocol', allow({ http: { methods: ['GET'] } })],
    ['ICMP type 254', allow({ protocol: 'ICMP', icmp: { type: 254 } })],
    ['both types', { types: ['Ingress', 'Egress'] }],
  ])('takes %s', (_what, spec) => {
    expect(problemsOf(policyOf(spec))).toEqual([]);
  });
});

describe('options for host endpoints that Calico refuses', () => {
  it.each<[string, object]>([
    [
      'preDNAT and doNotTrack',
      { preDNAT: true, doNotTrack: true, applyOnForward: true },
    ],
    ['preDNAT without applyOnForward', { preDNAT: true }],
    ['doNotTrack without applyOnForward', { doNotTrack: true }],
    [
      'preDNAT with egress',
      { preDNAT: true, applyOnForward: true, egress: [DENY] },
    ],
    [
      'preDNAT with its type',
      { preDNAT: true, applyOnForward: true, types: ['Egress'] },
    ],
  ])('validateGlobalNetworkPolicySpec: %s', (_, spec) => {
    expect(problemsOf(gnp('bad', spec))).toHaveLength(1);
  });

  it.each<[string, Manifest]>([
    [
      'validateHostEndpointSpec: neither interface nor address',
      object(V3, 'HostEndpoint', 'a', { spec: { node: 'n1' } }),
    ],
    [
      'validateHostEndpointSpec: no node',
      object(V3, 'HostEndpoint', 'a', { spec: { interfaceName: 'eth0' } }),
    ],
    [
      'validateNetworkSet: a label of Calico’s own',
      object(
        V3,
        'GlobalNetworkSet',
        'a',
        { spec: {} },
        { labels: { 'projectcalico.org/namespace': 'x' } },
      ),
    ],
  ])('%s', (_, manifest) => {
    expect(problemsOf(manifest)).toHaveLength(1);
  });
});

it('takes no object for a protocol, not even one that cannot be made a text', () => {
  const policy: Manifest = {
    apiVersion: 'projectcalico.org/v3',
    kind: 'GlobalNetworkPolicy',
    metadata: { name: 'p' },
    spec: {
      ingress: [
        { action: 'Deny', ipVersion: 4, protocol: { toString: 2, valueOf: 1 } },
      ],
    },
  };
  expect(createPolicyModel([policy]).problems).toHaveLength(1);
});
