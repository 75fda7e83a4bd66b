import { createPolicyModel } from '../../index';
import { SHOP, gnp } from '../../__testUtils__/calico';

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
  ])('refuses %s', (_, spec, path) => {
    expect(
      createPolicyModel([...SHOP, gnp('bad', spec)]).problems,
    ).toMatchObject([{ kind: 'invalid', path, object: { name: 'bad' } }]);
  });
});
