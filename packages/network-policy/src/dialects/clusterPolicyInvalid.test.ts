import { createPolicyModel } from '../index';
import { ask } from '../__testUtils__/ask';
import { tier } from '../__testUtils__/calico';
import {
  ALL,
  DB,
  SHOP,
  WEB,
  cnp,
  from,
  to,
} from '../__testUtils__/clusterPolicy';

const egress = (...rules: object[]) => ({ subject: WEB, egress: rules });
const namedPort = { protocols: [{ destinationNamedPort: 'sql' }] };
const toNetwork = { networks: ['8.0.0.0/8'] };
const toName = { domainNames: ['example.org'] };

describe('a ClusterNetworkPolicy with a peer or port of a kind that is not known', () => {
  // Closed or open can be told apart in each: the rest of the policy says otherwise.
  it.each<[string, object, string, string]>([
    [
      'a bad Deny denies all',
      { ingress: [{ action: 'Deny', from: [{}] }] },
      'spec.ingress[0].from[0]',
      'denied',
    ],
    [
      'a bad Pass denies all',
      { ingress: [{ action: 'Pass', from: [{ future: {} }] }, from('Accept')] },
      'spec.ingress[0].from[0]',
      'denied',
    ],
    [
      'a bad Accept matches nothing',
      { ingress: [{ action: 'Accept', from: [{}] }, from('Deny')] },
      'spec.ingress[0].from[0]',
      'denied',
    ],
    [
      'and a bad Accept alone leaves open what it does not match',
      { ingress: [{ action: 'Accept', from: [{}] }] },
      'spec.ingress[0].from[0]',
      'allowed',
    ],
    [
      'networks are no peer of ingress',
      { ingress: [from('Pass', { from: [toNetwork] })] },
      'spec.ingress[0].from[0]',
      'denied',
    ],
    [
      'nor are nodes',
      { ingress: [from('Pass', { from: [{ nodes: {} }] })] },
      'spec.ingress[0].from[0]',
      'denied',
    ],
    [
      'nor are domainNames',
      { ingress: [from('Pass', { from: [toName] })] },
      'spec.ingress[0].from[0]',
      'denied',
    ],
    [
      'a protocol without a port that is known',
      { ingress: [from('Pass', { protocols: [{ tcp: {} }] })] },
      'spec.ingress[0].protocols[0].tcp',
      'denied',
    ],
  ])('%s, and is a problem', (_, spec, path, verdict) => {
    const objects = [...SHOP, cnp('bad', spec)];
    expect(createPolicyModel(objects).problems).toMatchObject([
      { kind: 'invalid', path },
    ]);
    expect(ask(objects, 'shop/web', 'shop/db')).toBe(verdict);
  });
});

describe('a ClusterNetworkPolicy that no API server takes', () => {
  it.each<[string, object, string]>([
    [
      'two fields in one peer',
      { ingress: [from('Deny', { from: [{ ...ALL, pods: DB.pods }] })] },
      'spec.ingress[0].from[0]',
    ],
    [
      'pods without a podSelector',
      {
        ingress: [
          from('Pass', { from: [{ pods: { namespaceSelector: {} } }] }),
        ],
      },
      'spec.ingress[0].from[0].pods.podSelector',
    ],
    [
      'no peer at all',
      { ingress: [from('Pass', { from: [] })] },
      'spec.ingress[0].from',
    ],
    [
      'a bad CIDR',
      egress(to('Pass', { networks: ['8.0.0.0'] })),
      'spec.egress[0].to[0].networks[0]',
    ],
    [
      'domainNames in a Deny',
      egress(to('Deny', toName)),
      'spec.egress[0].to[0].domainNames',
    ],
    [
      'domainNames in a Pass',
      egress(to('Pass', toName)),
      'spec.egress[0].to[0].domainNames',
    ],
    [
      'named ports with networks',
      egress(to('Deny', toNetwork, namedPort)),
      'spec.egress[0].to[0]',
    ],
    [
      'named ports with nodes',
      egress(to('Deny', { nodes: {} }, namedPort)),
      'spec.egress[0].to[0]',
    ],
    [
      'named ports with domainNames',
      egress(to('Accept', toName, namedPort), to('Deny', ALL)),
      'spec.egress[0].to[0]',
    ],
    [
      'an empty list of protocols',
      { ingress: [from('Pass', { protocols: [] })] },
      'spec.ingress[0].protocols',
    ],
    [
      'a range that does not rise',
      {
        ingress: [
          from('Pass', {
            protocols: [
              { udp: { destinationPort: { range: { start: 9, end: 9 } } } },
            ],
          }),
        ],
      },
      'spec.ingress[0].protocols[0].udp.destinationPort.range.end',
    ],
    [
      'a field that rules do not have',
      { ingress: [from('Deny', { ports: [] })] },
      'spec.ingress[0].ports',
    ],
    [
      'a field that specs do not have',
      { selector: {}, ingress: [from('Deny')] },
      'spec.selector',
    ],
  ])('with %s is a problem, and makes uncertain', (_, spec, path) => {
    const objects = [...SHOP, cnp('bad', spec)];
    expect(createPolicyModel(objects).problems).toMatchObject([
      { kind: 'invalid', path },
    ]);
    expect(ask(objects, 'shop/web', 'shop/db')).toBe('uncertain');
  });

  it.each<[string, object, string]>([
    ['a priority above 1000', { priority: 1001 }, 'spec.priority'],
    ['a priority below 0', { priority: -1 }, 'spec.priority'],
    ['no priority', { priority: null }, 'spec.priority'],
    ['a tier of another name', { tier: 'Middle' }, 'spec.tier'],
    ['no tier', { tier: null }, 'spec.tier'],
    ['no subject', { subject: {} }, 'spec.subject'],
    ['two subjects', { subject: { ...ALL, ...DB } }, 'spec.subject'],
    [
      'the action of v1alpha1',
      { ingress: [from('Allow')] },
      'spec.ingress[0].action',
    ],
  ])('is refused with %s', (_, spec, path) => {
    expect(createPolicyModel([...SHOP, cnp('a', spec)]).problems).toMatchObject(
      [{ kind: 'invalid', path }],
    );
  });
});

/** Calico has no rules for these; libcalico-go `clusternetworkpolicy.go` fails closed. */
describe('what Calico does not read of a ClusterNetworkPolicy', () => {
  const calico = tier('calico-enforces', { order: 1 });
  const nodes = { nodes: {} };

  it.each<[string, object, string, string, string]>([
    [
      'a Deny to nodes denies all',
      egress(to('Deny', nodes)),
      'spec.egress[0].to[0].nodes',
      'denied',
      'denied',
    ],
    [
      'a Pass to nodes denies all',
      egress(to('Pass', nodes), to('Accept', ALL)),
      'spec.egress[0].to[0].nodes',
      'denied',
      'allowed',
    ],
    [
      'an Accept to nodes matches nothing',
      egress(to('Accept', nodes), to('Deny', { networks: ['0.0.0.0/0'] })),
      'spec.egress[0].to[0].nodes',
      'denied',
      'allowed',
    ],
    [
      'an Accept to domainNames matches nothing',
      egress(to('Accept', toName), to('Deny', { networks: ['0.0.0.0/0'] })),
      'spec.egress[0].to[0].domainNames',
      'denied',
      'uncertain',
    ],
    [
      'a Deny of a named port denies all',
      { subject: ALL, egress: [to('Deny', DB, namedPort)] },
      'spec.egress[0].protocols[0].destinationNamedPort',
      'denied',
      'allowed',
    ],
  ])('%s', (_, spec, path, withCalico, without) => {
    const objects = [...SHOP, cnp('cnp', spec)];
    const address = path.endsWith('nodes') ? '192.168.0.1' : '8.8.8.8';
    expect(createPolicyModel([...objects, calico]).problems).toMatchObject([
      { kind: 'unsupported', path },
    ]);
    expect(ask([...objects, calico], 'shop/web', address)).toBe(withCalico);
    expect(createPolicyModel(objects).problems).toEqual([]);
    expect(ask(objects, 'shop/web', address)).toBe(without);
  });
});
