import { createPolicyModel } from '../../index';
import { SHOP, gnp } from '../../__testUtils__/calico';

const SERVICE = { name: 'db', namespace: 'shop' };
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
    [
      'a name of a port for a protocol that has none',
      {
        ingress: [
          {
            action: 'Allow',
            protocol: 'ICMP',
            destination: { notPorts: ['sql'] },
          },
        ],
      },
      'spec.ingress[0].destination.notPorts[0]',
    ],
    [
      'source ports without a protocol',
      { ingress: [{ action: 'Allow', source: { ports: [1] } }] },
      'spec.ingress[0].source.ports[0]',
    ],
    [
      'icmp of a protocol that has none',
      { ingress: [{ action: 'Allow', protocol: 'TCP', icmp: { type: 8 } }] },
      'spec.ingress[0].icmp',
    ],
    [
      'notICMP of a protocol that has none',
      { ingress: [{ action: 'Deny', protocol: 'UDP', notICMP: { type: 8 } }] },
      'spec.ingress[0].notICMP',
    ],
    [
      'global() beside something',
      {
        ingress: [
          {
            action: 'Allow',
            source: { namespaceSelector: "global() || team == 'a'" },
          },
        ],
      },
      'spec.ingress[0].source.namespaceSelector',
    ],
    [
      'services beside a selector',
      {
        egress: [
          {
            action: 'Allow',
            destination: { services: SERVICE, selector: 'all()' },
          },
        ],
      },
      'spec.egress[0].destination.selector',
    ],
    [
      'services beside nets',
      {
        egress: [
          {
            action: 'Allow',
            destination: { services: SERVICE, nets: ['10.0.0.0/8'] },
          },
        ],
      },
      'spec.egress[0].destination.nets',
    ],
    [
      'services as the destination of ingress',
      { ingress: [{ action: 'Allow', destination: { services: SERVICE } }] },
      'spec.ingress[0].destination.services',
    ],
    [
      'services as the source of egress',
      { egress: [{ action: 'Allow', source: { services: SERVICE } }] },
      'spec.egress[0].source.services',
    ],
  ])('refuses %s', (_, spec, path) => {
    expect(
      createPolicyModel([...SHOP, gnp('bad', spec)]).problems,
    ).toMatchObject([{ kind: 'invalid', path, object: { name: 'bad' } }]);
  });
});
