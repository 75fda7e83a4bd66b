import { createPolicyModel } from '../../index';
import { SHOP, gnp } from '../../__testUtils__/calico';

const portOf = (port: unknown) => ({
  ingress: [
    { action: 'Allow', protocol: 'TCP', destination: { ports: [port] } },
  ],
});

describe('a Calico policy that cannot be read', () => {
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
    [
      'global() in a policy’s own namespaceSelector',
      { namespaceSelector: 'global()' },
      'spec.namespaceSelector',
    ],
    [
      'global() in a rule’s selector',
      { ingress: [{ action: 'Allow', source: { selector: 'global()' } }] },
      'spec.ingress[0].source.selector',
    ],
    ['a type of another name', { types: ['Forward'] }, 'spec.types[0]'],
    [
      'a protocol of another name',
      { egress: [{ action: 'Deny', protocol: 'GRE' }] },
      'spec.egress[0].protocol',
    ],
    [
      'a range of ports from high to low',
      {
        ingress: [
          {
            action: 'Allow',
            protocol: 'TCP',
            destination: { ports: ['81:80'] },
          },
        ],
      },
      'spec.ingress[0].destination.ports[0]',
    ],
    [
      'icmp without a protocol',
      { ingress: [{ action: 'Allow', icmp: { type: 8 } }] },
      'spec.ingress[0].icmp',
    ],
    [
      'an icmp code without a type',
      { ingress: [{ action: 'Allow', protocol: 'ICMP', icmp: { code: 0 } }] },
      'spec.ingress[0].icmp.code',
    ],
    [
      'a Service without a namespace in a global policy',
      {
        egress: [
          { action: 'Allow', destination: { services: { name: 'db' } } },
        ],
      },
      'spec.egress[0].destination.services.namespace',
    ],
    ['an order that is no number', { order: 'first' }, 'spec.order'],
    ['port 0', portOf(0), 'spec.ingress[0].destination.ports[0]'],
    ['port 65536', portOf(65536), 'spec.ingress[0].destination.ports[0]'],
    ['half a port', portOf(80.5), 'spec.ingress[0].destination.ports[0]'],
    [
      'a range without end',
      portOf('80:'),
      'spec.ingress[0].destination.ports[0]',
    ],
    ['true for a port', portOf(true), 'spec.ingress[0].destination.ports[0]'],
    [
      'a bad source port',
      {
        ingress: [
          { action: 'Allow', protocol: 'TCP', source: { notPorts: ['1:0'] } },
        ],
      },
      'spec.ingress[0].source.notPorts[0]',
    ],
  ])('refuses %s', (_, spec, path) => {
    expect(
      createPolicyModel([...SHOP, gnp('bad', spec)]).problems,
    ).toMatchObject([{ kind: 'invalid', path, object: { name: 'bad' } }]);
  });
});
