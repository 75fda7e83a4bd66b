import { createPolicyModel } from '../index';
import { ask } from '../__testUtils__/ask';
import { SHOP } from '../__testUtils__/clusterPolicy';
import { object, pod } from '../__testUtils__/objects';

describe('policies of dialects that are not read', () => {
  it('make uncertain what they may select, and are a problem', () => {
    const cilium = object(
      'cilium.io/v2',
      'CiliumNetworkPolicy',
      'l7',
      { spec: {} },
      { namespace: 'shop' },
    );
    const objects = [...SHOP, pod('other/a'), pod('other/b'), cilium];
    expect(ask(objects, 'shop/web', 'shop/db')).toBe('uncertain');
    expect(ask(objects, 'other/a', 'other/b')).toBe('allowed');
    expect(createPolicyModel(objects).problems).toMatchObject([
      { kind: 'unsupported', object: { name: 'l7' } },
    ]);
  });
});

describe('kinds that are words of JavaScript', () => {
  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])(
    'are kinds like others: %s',
    kind => {
      const objects = [
        'projectcalico.org/v3',
        'networking.k8s.io/v1',
        'gateway.networking.k8s.io/v1',
        'policy.networking.k8s.io/v1alpha2',
      ].map(apiVersion => object(apiVersion, kind, 'x', { spec: {} }));
      const model = createPolicyModel([...SHOP, ...objects]);
      expect(model.problems).toEqual([]);
      expect(model.waysIn()).toEqual([]);
    },
  );

  it('are told where they stand for a word', () => {
    const rule = (action: string) => ({ action, from: [{ namespaces: {} }] });
    const objects = [
      object('policy.networking.k8s.io/v1alpha2', 'ClusterNetworkPolicy', 'a', {
        spec: {
          tier: 'Admin',
          priority: 1,
          subject: { namespaces: {} },
          ingress: [rule('toString')],
        },
      }),
      object('projectcalico.org/v3', 'GlobalNetworkPolicy', 'b', {
        spec: { ingress: [{ action: 'Allow', protocol: 'constructor' }] },
      }),
    ];
    expect(createPolicyModel([...SHOP, ...objects]).problems).toMatchObject([
      { object: { name: 'a' }, path: 'spec.ingress[0].action' },
      { object: { name: 'b' }, path: 'spec.ingress[0].protocol' },
    ]);
  });
});
