import fc from 'fast-check';
import {
  CIDRS,
  NAMES,
  NAMESPACES,
  namespaceSelector,
  protocol,
  selector,
} from './arbitraryBasics';
import type { Make } from './arbitraryBasics';
import { networkPolicy, object } from './objects';
import type { Manifest } from './objects';

const port = fc.oneof(
  fc.record({ port: fc.constantFrom(80, 81) }),
  fc.record({ port: fc.constantFrom(80, 81), protocol }),
  fc.record({ protocol }),
  fc.constant({ port: 79, endPort: 80 }),
  fc.constant({ port: 65534, endPort: 65535 }),
  fc.record({ port: fc.constant('web'), protocol }),
);

const peer = fc.oneof(
  selector.map(podSelector => ({ podSelector })),
  namespaceSelector.map(each => ({ namespaceSelector: each })),
  fc.record({ podSelector: selector, namespaceSelector }),
  fc.constantFrom(...CIDRS).map(cidr => ({ ipBlock: { cidr } })),
  fc
    .constantFrom(
      { cidr: '203.0.113.0/24', except: ['203.0.113.64/26'] },
      { cidr: '10.0.0.0/30', except: ['10.0.0.2/32'] },
      { cidr: 'fd00::/126', except: ['fd00::2/127'] },
    )
    .map(ipBlock => ({ ipBlock })),
);

const rule = (key: 'from' | 'to') =>
  fc.record(
    {
      [key]: fc.array(peer, { maxLength: 2 }),
      ports: fc.array(port, { maxLength: 2 }),
    },
    { requiredKeys: [] },
  );

const policy = fc.record({
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
});

export const networkPolicyArbitrary: fc.Arbitrary<Make> = policy.map(
  ({ ns, spec }) =>
    index =>
      networkPolicy(`${ns}/np-${index}`, spec),
);

/** Some with names that policies of other dialects have too. */
export const namedNetworkPolicyArbitrary: fc.Arbitrary<Make> = fc
  .tuple(policy, fc.constantFrom(...NAMES))
  .map(
    ([{ ns, spec }, name]) =>
      () =>
        networkPolicy(`${ns}/${name}`, spec),
  );

export const stagedAction = fc.constantFrom(
  {},
  { stagedAction: 'Set' },
  { stagedAction: 'Delete' },
  { stagedAction: 'Learn' },
  { stagedAction: 'Ignore' },
);

export const stagedNetworkPolicyArbitrary: fc.Arbitrary<Make> = fc
  .tuple(policy, fc.constantFrom(...NAMES), stagedAction)
  .map(
    ([{ ns, spec }, name, action]) =>
      () =>
        object(
          'projectcalico.org/v3',
          'StagedKubernetesNetworkPolicy',
          name,
          { spec: { ...spec, ...action } },
          { namespace: ns },
        ),
  );

/** For secondary networks, named with their namespace or without. */
export const multiNetworkPolicyArbitrary: fc.Arbitrary<Make> = fc
  .tuple(
    policy,
    fc.constantFrom('a/lan', 'b/lan', 'lan', 'lan, a/wan', 'a/lan,b/lan'),
  )
  .map(
    ([{ ns, spec }, networks]) =>
      (index): Manifest =>
        object(
          'k8s.cni.cncf.io/v1beta1',
          'MultiNetworkPolicy',
          `mnp-${index}`,
          { spec },
          {
            namespace: ns,
            annotations: { 'k8s.v1.cni.cncf.io/policy-for': networks },
          },
        ),
  );
