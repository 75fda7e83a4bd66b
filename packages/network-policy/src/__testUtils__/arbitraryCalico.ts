import fc from 'fast-check';
import { CIDRS, KEYS, NAMES, NAMESPACES, VALUES } from './arbitraryBasics';
import type { Make } from './arbitraryBasics';
import { stagedAction } from './arbitraryNetworkPolicy';
import { object } from './objects';
import type { Manifest } from './objects';

const V3 = 'projectcalico.org/v3';

const quoted = fc
  .tuple(fc.constantFrom(...VALUES), fc.constantFrom("'", '"'))
  .map(([value, quote]) => quote + value + quote);

/** Expressions with every operator, over the labels of one kind of thing. */
function selectorOf(keys: string[], words: string[]): fc.Arbitrary<string> {
  const key = fc.constantFrom(...keys);
  const test = fc.oneof(
    fc.constantFrom(...words),
    key.map(each => `has(${each})`),
    fc
      .tuple(
        key,
        fc.constantFrom('==', '!=', 'contains', 'starts with', 'ends with'),
        quoted,
      )
      .map(parts => parts.join(' ')),
    fc
      .tuple(
        key,
        fc.constantFrom('in', 'not in'),
        fc.array(quoted, { maxLength: 2 }),
      )
      .map(
        ([each, operator, set]) => `${each} ${operator} {${set.join(', ')}}`,
      ),
  );
  const perhapsNot = fc
    .tuple(test, fc.constantFrom('', '!', '!!'))
    .map(([each, not]) => (not ? `${not}(${each})` : each));
  return fc.oneof(
    { weight: 4, arbitrary: test },
    {
      weight: 1,
      arbitrary: fc
        .tuple(
          perhapsNot,
          fc.constantFrom('&&', '||'),
          perhapsNot,
          fc.constantFrom('&&', '||'),
          perhapsNot,
        )
        .map(parts => parts.join(' ')),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(perhapsNot, perhapsNot, perhapsNot)
        .map(([a, b, c]) => `!(${a} || ${b})&&${c}`),
    },
  );
}

const endpointSelector = fc.oneof(
  { weight: 1, arbitrary: fc.constant('') },
  {
    weight: 3,
    arbitrary: selectorOf(
      [...KEYS, ...KEYS, 'pcns.tier', 'pcsa.app'],
      ['all()'],
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      "projectcalico.org/namespace == 'a'",
      "vm.kubevirt.io/name == 'vm'",
      "projectcalico.org/orchestrator == 'k8s' && projectcalico.org/serviceaccount != 'robot'",
    ),
  },
);

/** Of namespaces: a policy's own, and a rule's, which may be global() alone. */
const ofPolicy = fc.oneof(
  fc.constantFrom(
    'all()',
    "projectcalico.org/name == 'a'",
    "projectcalico.org/name in {'b'}",
  ),
  selectorOf(KEYS, ['all()']),
);
const ofRule = fc.oneof(
  { weight: 4, arbitrary: ofPolicy },
  { weight: 1, arbitrary: fc.constant('global()') },
);

const accountSelector = selectorOf(KEYS, ['all()']);

/** Two fields at most: a rule of all of them matches next to nothing. */
const entityArbitrary = fc
  .array(
    fc.oneof(
      fc.record({ selector: endpointSelector }),
      fc.record({ notSelector: endpointSelector }),
      fc.record({ namespaceSelector: ofRule }),
      fc.record({ namespaceSelector: ofRule }),
      fc.record({
        serviceAccounts: fc.record(
          {
            names: fc.subarray(['robot', 'default']),
            selector: accountSelector,
          },
          { requiredKeys: [] },
        ),
      }),
      fc.record({ nets: fc.subarray(CIDRS.slice(1), { minLength: 1 }) }),
      fc.record({
        notNets: fc.constantFrom(['10.0.0.2/32'], ['fd00::/126']),
      }),
    ),
    { maxLength: 2 },
  )
  .map((parts): object => Object.assign({}, ...parts));

const port = fc.constantFrom(80, '80:81', 'web', 65535);

interface RuleTraffic {
  protocol?: string | number;
  notProtocol?: string | number;
  icmp?: object;
  notICMP?: object;
  ports?: unknown[];
  notPorts?: unknown[];
  sourcePorts?: unknown[];
}

/** What of a rule is not its ends: of one protocol, or of all but one. */
const trafficArbitrary = fc.oneof<fc.Arbitrary<RuleTraffic>[]>(
  fc.constant({}),
  // Names alone may be without a protocol, in rules that nothing checked.
  fc.constantFrom<RuleTraffic>({ ports: ['web'] }, { notPorts: ['web'] }),
  fc.record({
    protocol: fc.constantFrom('TCP', 'UDP', 'SCTP', 6, 17),
    ports: fc.array(port, { maxLength: 2 }),
    notPorts: fc.array(port, { maxLength: 1 }),
    sourcePorts: fc.constantFrom<string[]>([], [], ['1024:65535']),
  }),
  fc.record(
    {
      protocol: fc.constantFrom('ICMP', 'ICMPv6'),
      icmp: fc.constantFrom({ type: 8 }, { type: 3, code: 1 }),
      notICMP: fc.constantFrom({ type: 8, code: 0 }, { type: 128 }),
    },
    { requiredKeys: ['protocol'] },
  ),
  fc.record({ protocol: fc.constantFrom(47, 'UDPLite', 132, 58) }),
  fc.record({ notProtocol: fc.constantFrom('TCP', 'UDP', 'ICMP', 6, 136) }),
);

const someOf = (key: string, list: unknown[] = []) =>
  list.length > 0 ? { [key]: list } : {};

const calicoRule = fc
  .record(
    {
      action: fc.constantFrom('Allow', 'Allow', 'Deny', 'Log', 'Pass'),
      traffic: trafficArbitrary,
      ipVersion: fc.constantFrom(undefined, undefined, undefined, 4, 6),
      http: fc.constantFrom(undefined, undefined, { methods: ['GET'] }),
      source: entityArbitrary,
      destination: entityArbitrary,
    },
    { requiredKeys: ['action', 'traffic'] },
  )
  .map(({ traffic, action, http, ipVersion, ...ends }) => {
    const { ports, notPorts, sourcePorts, ...rest } = traffic;
    return {
      action,
      ...rest,
      ...(ipVersion ? { ipVersion } : {}),
      ...(http && action === 'Allow' ? { http } : {}),
      source: { ...ends.source, ...someOf('ports', sourcePorts) },
      destination: {
        ...ends.destination,
        ...someOf('ports', ports),
        ...someOf('notPorts', notPorts),
      },
    };
  });

type Rule = Record<string, unknown> & {
  source?: Entity;
  destination?: Entity;
};
type Entity = Record<string, unknown> & { nets?: string[]; notNets?: string[] };

const isIPv6 = (net: string) => net.includes(':');
const ICMP = ['ICMP', 'ICMPv6', 58];

/**
 * What Calico takes of a rule, by its `libcalico-go/lib/validator/v3`: nets of one
 * family, ports of a protocol, HTTP that comes in by TCP.
 */
function admitted(rule: Rule, isIngress: boolean, isStored: boolean): Rule {
  const { source = {}, destination = {}, ipVersion, http, ...rest } = rule;
  const [first] = [source, destination].flatMap(({ nets, notNets }) => [
    ...(nets ?? []),
    ...(notNets ?? []),
  ]);
  const ofFamily = ({ nets, notNets, ...entity }: Entity): Entity => ({
    ...entity,
    ...someOf(
      'nets',
      nets?.filter(each => isIPv6(each) === isIPv6(first)),
    ),
    ...someOf(
      'notNets',
      notNets?.filter(each => isIPv6(each) === isIPv6(first)),
    ),
  });
  const withPorts = ({ ports, notPorts, ...entity }: Entity): Entity =>
    rule.protocol === undefined && !isStored
      ? entity
      : {
          ...entity,
          ...(ports ? { ports } : {}),
          ...(notPorts ? { notPorts } : {}),
        };
  const isFamily = first === undefined || ipVersion === (isIPv6(first) ? 6 : 4);
  const isIcmp = [rule.protocol, rule.notProtocol].some(
    each => each === 1 || ICMP.some(icmp => icmp === each),
  );
  const isTcp = [undefined, 'TCP', 6].some(each => each === rule.protocol);
  return {
    ...rest,
    ...(ipVersion && isFamily && !isIcmp ? { ipVersion } : {}),
    ...(http && isIngress && isTcp ? { http } : {}),
    source: withPorts(ofFamily(source)),
    destination: withPorts(ofFamily(destination)),
  };
}

/** A rule that names a Service, which takes nothing beside it at that end. */
const serviceRule = (end: 'source' | 'destination') =>
  fc.record({
    action: fc.constantFrom('Allow', 'Deny', 'Pass'),
    [end]: fc.record({
      services: fc.constantFrom(
        { name: 'svc', namespace: 'a' },
        { name: 'named', namespace: 'b' },
        { name: 'external', namespace: 'a' },
        { name: 'elsewhere', namespace: 'a' },
        { name: 'missing', namespace: 'a' },
      ),
    }),
  });

const rules = (end: 'source' | 'destination'): fc.Arbitrary<Rule[]> =>
  fc.array(
    fc.oneof<fc.MaybeWeightedArbitrary<Rule>[]>(
      // One that matches all shows which policy comes first.
      {
        weight: 2,
        arbitrary: fc.record({
          action: fc.constantFrom('Allow', 'Deny', 'Log', 'Pass'),
        }),
      },
      { weight: 5, arbitrary: calicoRule },
      { weight: 1, arbitrary: serviceRule(end) },
    ),
    { maxLength: 2 },
  );

export const calicoPolicyArbitrary: fc.Arbitrary<Make> = fc
  .record({
    ns: fc.constantFrom(undefined, ...NAMESPACES),
    name: fc.constantFrom(...NAMES),
    /** Served, or as it is stored. */
    apiVersion: fc.constantFrom(V3, V3, V3, 'crd.projectcalico.org/v1'),
    isStaged: fc.constantFrom(false, false, true),
    staged: stagedAction,
    /** Of a global policy. */
    scope: fc.record({ namespaceSelector: ofPolicy }, { requiredKeys: [] }),
    spec: fc.record(
      {
        tier: fc.constantFrom(
          'default',
          'default',
          'default',
          'security',
          'twin',
          'late',
          'kube-admin',
          'kube-baseline',
        ),
        order: fc.constantFrom(500, 1000, 1000, 1000, 1000),
        selector: endpointSelector,
        serviceAccountSelector: accountSelector,
        types: fc.subarray(['Ingress', 'Egress']),
        ingress: rules('source'),
        egress: rules('destination'),
      },
      { requiredKeys: ['selector'] },
    ),
  })
  .map(({ apiVersion, ns, name, scope, spec, isStaged, staged }) => () => {
    const kind = ns ? 'NetworkPolicy' : 'GlobalNetworkPolicy';
    const isStored = apiVersion !== V3;
    return object(
      apiVersion,
      isStaged ? `Staged${kind}` : kind,
      name,
      {
        spec: {
          ...spec,
          ...(spec.ingress
            ? {
                ingress: spec.ingress.map(each =>
                  admitted(each, true, isStored),
                ),
              }
            : {}),
          ...(spec.egress
            ? {
                egress: spec.egress.map(each =>
                  admitted(each, false, isStored),
                ),
              }
            : {}),
          ...(ns ? {} : scope),
          ...(isStaged ? staged : {}),
        },
      },
      ns ? { namespace: ns } : {},
    );
  });

const tier = (name: string, spec: object): Manifest =>
  object(V3, 'Tier', name, { spec });

const defaultAction = fc.constantFrom(
  {},
  { defaultAction: 'Deny' },
  { defaultAction: 'Pass' },
);

const hostEndpoint = (node: string, spec: object): Manifest =>
  object(
    V3,
    'HostEndpoint',
    `${node}-eth0`,
    { spec: { node, ...spec } },
    { labels: { app: 'x' } },
  );

/** Tiers with and without an order, sets of addresses, and perhaps a HostEndpoint. */
export const calicoSurroundings: fc.Arbitrary<Manifest[]> = fc
  .record({
    security: defaultAction,
    twin: defaultAction,
    late: defaultAction,
    host: fc.constantFrom(
      [],
      [],
      [],
      [hostEndpoint('n1', { expectedIPs: ['192.168.0.1'] })],
      [hostEndpoint('n2', { interfaceName: 'eth0' })],
    ),
    domains: fc.constantFrom({}, {}, { allowedEgressDomains: ['example.org'] }),
  })
  .map(({ security, twin, late, host, domains }) => [
    tier('security', { order: 100, ...security }),
    tier('twin', { order: 100, ...twin }),
    tier('late', late),
    object(
      V3,
      'GlobalNetworkSet',
      'partners',
      { spec: { nets: ['203.0.113.0/25'], ...domains } },
      { labels: { app: 'x' } },
    ),
    object(
      V3,
      'NetworkSet',
      'local',
      { spec: { nets: ['203.0.113.128/25', '10.0.0.3'] } },
      { namespace: 'a', labels: { tier: 'y' } },
    ),
    ...host,
  ]);
