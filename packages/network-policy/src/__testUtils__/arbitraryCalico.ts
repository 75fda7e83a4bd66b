import fc from 'fast-check';
import { NAMESPACES, CIDRS } from './arbitraryBasics';
import { object } from './objects';
import type { Manifest } from './objects';

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

export const calicoPolicyArbitrary = fc
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

export const calicoSurroundings: Manifest[] = [
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
