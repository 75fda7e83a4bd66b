import { createPolicyModel } from '../index';
import { ask } from '../__testUtils__/ask';
import { SHOP, WEB, cnp, from, to } from '../__testUtils__/clusterPolicy';

describe('a ClusterNetworkPolicy with what cannot be read', () => {
  it.each<[string, object, string, string]>([
    [
      'a bad Deny denies all',
      { ingress: [{ action: 'Deny', from: [{}] }] },
      'spec.ingress[0].from[0]',
      'denied',
    ],
    [
      'a bad Pass denies all',
      { ingress: [{ action: 'Pass', from: [{ future: {} }] }] },
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
      'named ports with networks fail closed',
      {
        subject: WEB,
        egress: [
          to(
            'Deny',
            { networks: ['8.0.0.0/8'] },
            { protocols: [{ destinationNamedPort: 'sql' }] },
          ),
        ],
      },
      'spec.egress[0].to[0]',
      'denied',
    ],
    [
      'domainNames in a Deny fail closed',
      { subject: WEB, egress: [to('Deny', { domainNames: ['example.org'] })] },
      'spec.egress[0].to[0].domainNames',
      'denied',
    ],
  ])('%s, and is a problem', (_, spec, path, verdict) => {
    const objects = [...SHOP, cnp('bad', spec)];
    expect(createPolicyModel(objects).problems).toMatchObject([
      { kind: 'invalid', path },
    ]);
    expect(ask(objects, 'shop/web', 'shop/db')).toBe(verdict);
  });

  it('refuses a priority above 1000', () => {
    expect(
      createPolicyModel([...SHOP, cnp('a', { priority: 1001 })]).problems,
    ).toMatchObject([{ path: 'spec.priority' }]);
  });
});
