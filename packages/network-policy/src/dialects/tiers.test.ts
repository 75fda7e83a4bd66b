import { createPolicyModel } from '../index';
import { answerTo } from '../__testUtils__/ask';
import type { Fact } from '../__testUtils__/ask';
import {
  ALLOW,
  DENY,
  PASS,
  SHOP,
  gnp,
  np,
  tier,
} from '../__testUtils__/calico';
import { object } from '../__testUtils__/objects';

/** A tier of this order that denies, against one that allows by its own name. */
const against = (name: string, order: number) => [
  tier('custom', { order }),
  gnp('a', { tier: 'custom', ingress: [DENY] }),
  gnp('b', { tier: name, ingress: [ALLOW] }),
];

const cnp = (where: 'Admin' | 'Baseline', priority: number) =>
  object('policy.networking.k8s.io/v1alpha2', 'ClusterNetworkPolicy', 'cnp', {
    spec: {
      tier: where,
      priority,
      subject: { namespaces: {} },
      ingress: [{ action: 'Accept', from: [{ namespaces: {} }] }],
    },
  });

describe('tiers', () => {
  it.each<Fact>([
    [
      'tiers go by order',
      [
        tier('late', { order: 200 }),
        tier('early', { order: 100 }),
        gnp('a', { tier: 'late', ingress: [ALLOW] }),
        gnp('b', { tier: 'early', ingress: [DENY] }),
      ],
      'shop/web -> shop/db TCP 80 denied',
    ],
    [
      'tiers of one order go by name',
      [
        tier('b', { order: 100 }),
        tier('a', { order: 100 }),
        gnp('x', { tier: 'b', ingress: [DENY] }),
        gnp('y', { tier: 'a', ingress: [ALLOW] }),
      ],
      'shop/web -> shop/db TCP 80 allowed',
    ],
    [
      'Pass leaves for the next tier',
      [
        tier('early', { order: 100 }),
        gnp('a', { tier: 'early', ingress: [PASS, ALLOW] }),
        np('b', { ingress: [DENY] }),
      ],
      'shop/web -> shop/db TCP 80 denied',
    ],
    [
      'Pass after the last tier leaves for the profiles, which allow',
      [np('a', { ingress: [PASS] })],
      'shop/web -> shop/db TCP 80 allowed',
    ],
    [
      'a tier that passes by default goes on',
      [
        tier('early', { order: 100, defaultAction: 'Pass' }),
        gnp('a', { tier: 'early' }),
        np('b', { ingress: [ALLOW] }),
      ],
      'shop/web -> shop/db TCP 80 allowed',
    ],
    [
      'a tier that denies by default ends',
      [
        tier('early', { order: 100 }),
        gnp('a', { tier: 'early' }),
        np('b', { ingress: [ALLOW] }),
      ],
      'shop/web -> shop/db TCP 80 denied',
    ],
    [
      'kube-admin has order 1,000: one of 999 comes before it',
      against('kube-admin', 999),
      'shop/web -> shop/db TCP 80 denied',
    ],
    [
      'kube-admin has order 1,000: one of 1,001 comes after it',
      against('kube-admin', 1_001),
      'shop/web -> shop/db TCP 80 allowed',
    ],
    [
      'default has order 1,000,000: one of 999,999 comes before it',
      against('default', 999_999),
      'shop/web -> shop/db TCP 80 denied',
    ],
    [
      'default has order 1,000,000: one of 1,000,001 comes after it',
      against('default', 1_000_001),
      'shop/web -> shop/db TCP 80 allowed',
    ],
    [
      'kube-baseline has order 10,000,000: one of 9,999,999 comes before it',
      against('kube-baseline', 9_999_999),
      'shop/web -> shop/db TCP 80 denied',
    ],
    [
      'kube-baseline has order 10,000,000: one of 10,000,001 comes after it',
      against('kube-baseline', 10_000_001),
      'shop/web -> shop/db TCP 80 allowed',
    ],
    [
      'a tier without an order comes last',
      [
        tier('custom', {}),
        gnp('a', { tier: 'custom', ingress: [DENY] }),
        gnp('b', { tier: 'kube-baseline', ingress: [ALLOW] }),
      ],
      'shop/web -> shop/db TCP 80 allowed',
    ],
    [
      'a tier that is not in the input may come anywhere: it may deny',
      [
        gnp('a', { tier: 'missing', ingress: [DENY] }),
        gnp('b', { tier: 'kube-admin', ingress: [ALLOW] }),
      ],
      'shop/web -> shop/db TCP 80 uncertain',
    ],
    [
      'or allow',
      [
        gnp('a', { tier: 'missing', ingress: [ALLOW] }),
        gnp('b', { tier: 'kube-admin', ingress: [DENY] }),
      ],
      'shop/web -> shop/db TCP 80 uncertain',
    ],
    [
      'or deny by default what it does not match',
      [gnp('a', { tier: 'missing' })],
      'shop/web -> shop/db TCP 80 uncertain',
    ],
    [
      'but does nothing to pods that its policies do not select',
      [gnp('a', { tier: 'missing', ingress: [DENY] })],
      'shop/db -> shop/web TCP 80 allowed',
    ],
    [
      'and what is denied either way is denied',
      [
        gnp('a', { tier: 'missing', ingress: [DENY] }),
        gnp('b', { tier: 'kube-admin', ingress: [DENY] }),
      ],
      'shop/web -> shop/db TCP 80 denied',
    ],
    [
      'kube-admin passes by default',
      [gnp('a', { tier: 'kube-admin' })],
      'shop/web -> shop/db TCP 80 allowed',
    ],
    [
      'default denies by default',
      [gnp('a', { tier: 'default' })],
      'shop/web -> shop/db TCP 80 denied',
    ],
    [
      'kube-baseline passes by default, and then the profiles allow',
      [gnp('a', { tier: 'kube-baseline' })],
      'shop/web -> shop/db TCP 80 allowed',
    ],
    [
      'Admin ClusterNetworkPolicies are in kube-admin: before a later order',
      [
        cnp('Admin', 5),
        gnp('a', { tier: 'kube-admin', order: 6, ingress: [DENY] }),
      ],
      'shop/web -> shop/db TCP 80 allowed',
    ],
    [
      'Admin ClusterNetworkPolicies are in kube-admin: after an earlier order',
      [
        cnp('Admin', 5),
        gnp('a', { tier: 'kube-admin', order: 4, ingress: [DENY] }),
      ],
      'shop/web -> shop/db TCP 80 denied',
    ],
    [
      'Baseline ClusterNetworkPolicies are in kube-baseline: before a later order',
      [
        cnp('Baseline', 5),
        gnp('a', { tier: 'kube-baseline', order: 6, ingress: [DENY] }),
      ],
      'shop/web -> shop/db TCP 80 allowed',
    ],
    [
      'Baseline ClusterNetworkPolicies are in kube-baseline: after an earlier order',
      [
        cnp('Baseline', 5),
        gnp('a', { tier: 'kube-baseline', order: 4, ingress: [DENY] }),
      ],
      'shop/web -> shop/db TCP 80 denied',
    ],
  ])('%s', (_, policies, answer) => {
    expect(answerTo(answer, [...SHOP, ...policies])).toBe(answer);
  });

  // Source: the rules in Calico's CRD of Tier.
  it.each<[string, object, string]>([
    ['default', { order: 10 }, 'spec.order'],
    ['default', { defaultAction: 'Pass' }, 'spec.defaultAction'],
    ['kube-admin', { order: 1001 }, 'spec.order'],
    ['kube-admin', { defaultAction: 'Deny' }, 'spec.defaultAction'],
    ['kube-baseline', { order: 1 }, 'spec.order'],
  ])('%s stays as it is: refuses %j', (name, spec, path) => {
    const objects = [...SHOP, tier(name, spec), gnp('a', { tier: name })];
    expect(createPolicyModel(objects).problems).toMatchObject([
      { kind: 'invalid', object: { kind: 'Tier', name }, path },
    ]);
    const answer = `shop/web -> shop/db TCP 80 ${
      name === 'default' ? 'denied' : 'allowed'
    }`;
    expect(answerTo(answer, objects)).toBe(answer);
  });

  it('may be written out as they are', () => {
    const objects = [
      tier('kube-admin', { order: 1_000, defaultAction: 'Pass' }),
      tier('default', { order: 1_000_000, defaultAction: 'Deny' }),
      tier('kube-baseline', { order: 10_000_000, defaultAction: 'Pass' }),
    ];
    expect(createPolicyModel(objects).problems).toEqual([]);
  });
});
