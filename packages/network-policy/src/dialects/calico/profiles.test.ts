import { createPolicyModel } from '../../index';
import { ask } from '../../__testUtils__/ask';
import { SHOP, V3, np } from '../../__testUtils__/calico';
import { object } from '../../__testUtils__/objects';

const profile = (name: string, spec: object) =>
  object(V3, 'Profile', name, { spec });
const allowing = [{ action: 'Allow' }];

describe('Profiles', () => {
  const toDb = [...SHOP, np('a', { ingress: [{ action: 'Pass' }] })];

  it.each<[string, string, object]>([
    [
      'as Calico makes it',
      'kns.shop',
      {
        ingress: [{ action: 'Allow', source: {}, destination: {} }],
        egress: allowing,
        labelsToApply: { 'pcns.team': 'a' },
      },
    ],
    ['of a service account, which has no rules', 'ksa.shop.robot', {}],
    ['of host endpoints', 'admins', { ingress: [{ action: 'Deny' }] }],
  ])('one %s leaves everything as it is', (_, name, spec) => {
    const objects = [...toDb, profile(name, spec)];
    expect(createPolicyModel(objects).problems).toEqual([]);
    expect(ask(objects, 'shop/web', 'shop/db')).toBe('allowed');
  });

  it.each<[string, object]>([
    ['denies', { ingress: [{ action: 'Deny' }], egress: allowing }],
    ['has no rules', { ingress: [], egress: allowing }],
    [
      'allows some',
      {
        ingress: [{ action: 'Allow', protocol: 'TCP' }],
        egress: allowing,
      },
    ],
    [
      'allows some sources',
      {
        ingress: [{ action: 'Allow', source: { nets: ['10.0.0.0/8'] } }],
        egress: allowing,
      },
    ],
    ['lets nothing out', { ingress: allowing }],
  ])('of a namespace one that %s makes uncertain, and is told', (_, spec) => {
    const objects = [...toDb, profile('kns.shop', spec)];
    expect(createPolicyModel(objects).problems).toMatchObject([
      { kind: 'unsupported', object: { kind: 'Profile', name: 'kns.shop' } },
    ]);
    expect(ask(objects, 'shop/web', 'shop/db')).toBe('uncertain');
  });
});
