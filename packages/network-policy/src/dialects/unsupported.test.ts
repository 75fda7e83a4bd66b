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
