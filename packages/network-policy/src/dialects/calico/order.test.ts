import { createPolicyModel } from '../../index';
import { answerTo, evaluateOne } from '../../__testUtils__/ask';
import type { Fact } from '../../__testUtils__/ask';
import {
  ALLOW,
  DENY,
  LOG,
  OPEN_SHOP,
  PASS,
  SHOP,
  STORED,
  gnp,
  np,
  tier,
} from '../../__testUtils__/calico';
import { networkPolicy, object } from '../../__testUtils__/objects';

describe('which Calico policy and rule decides', () => {
  it.each<Fact>([
    [
      'the default tier denies what it selects and nothing allows',
      [np('a', {})],
      'shop/web -> shop/db TCP 80 denied',
    ],
    [
      'a tier’s default action applies only to what some policy of it selects',
      [np('a', {})],
      'shop/web -> other/web TCP 80 allowed',
    ],
    [
      'and in the direction that it is for',
      [np('a', { types: ['Ingress'] })],
      'shop/db -> shop/web TCP 80 allowed',
    ],
    [
      'the first match wins',
      [np('a', { ingress: [ALLOW, DENY] })],
      'shop/web -> shop/db TCP 80 allowed',
    ],
    [
      'Log goes on to the next rule',
      [np('a', { ingress: [LOG, DENY, ALLOW] })],
      'shop/web -> shop/db TCP 80 denied',
    ],
    [
      'policies go by order',
      [
        np('z', { order: 1, ingress: [DENY] }),
        np('a', { order: 2, ingress: [ALLOW] }),
      ],
      'shop/web -> shop/db TCP 80 denied',
    ],
    [
      'no order is last',
      [
        np('a', { ingress: [DENY] }),
        np('z', { order: 5000, ingress: [ALLOW] }),
      ],
      'shop/web -> shop/db TCP 80 allowed',
    ],
    [
      'ties go by name',
      [
        np('b', { order: 1, ingress: [ALLOW] }),
        np('a', { order: 1, ingress: [DENY] }),
      ],
      'shop/web -> shop/db TCP 80 denied',
    ],
    [
      'as one text with the namespace, in which a-b/shop is before a/shop',
      [
        np('a', { order: 1, ingress: [ALLOW] }),
        np('a-b', { order: 1, ingress: [DENY] }),
      ],
      'shop/web -> shop/db TCP 80 denied',
    ],
    [
      'ties of one name and namespace go by kind: Kubernetes’ policy is first',
      [
        np('open', { order: 1000, ingress: [DENY] }),
        networkPolicy('shop/open', { podSelector: {}, ingress: [{}] }),
      ],
      'shop/web -> shop/db TCP 80 allowed',
    ],
    [
      'ties of one name go by namespace: a global policy has none and is first',
      [
        np('a', { order: 1, ingress: [DENY] }),
        gnp('a', { order: 1, ingress: [ALLOW] }),
      ],
      'shop/web -> shop/db TCP 80 allowed',
    ],
    [
      'an order may be a fraction or below zero',
      [
        np('z', { order: -0.5, ingress: [DENY] }),
        np('a', { order: 0, ingress: [ALLOW] }),
      ],
      'shop/web -> shop/db TCP 80 denied',
    ],
    [
      'performanceHints change nothing',
      [
        np('a', {
          ingress: [DENY],
          performanceHints: ['AssumeNeededOnEveryNode'],
        }),
      ],
      'shop/web -> shop/db TCP 80 denied',
    ],
    [
      'Kubernetes NetworkPolicy sits at order 1000: before it',
      [np('a', { order: 999, ingress: [DENY] }), OPEN_SHOP],
      'shop/web -> shop/db TCP 80 denied',
    ],
    [
      'Kubernetes NetworkPolicy sits at order 1000: after it',
      [np('a', { order: 1001, ingress: [DENY] }), OPEN_SHOP],
      'shop/web -> shop/db TCP 80 allowed',
    ],
    [
      'a Calico policy after it may allow what it does not',
      [
        np('a', { order: 1001, ingress: [ALLOW] }),
        networkPolicy('shop/x', { podSelector: {} }),
      ],
      'shop/web -> shop/db TCP 80 allowed',
    ],
    [
      'types default to Ingress without rules',
      [np('a', {})],
      'shop/db -> shop/web TCP 80 allowed',
    ],
    [
      'types default to Egress with egress rules alone',
      [np('a', { egress: [DENY] })],
      'shop/web -> shop/db TCP 80 allowed',
    ],
    [
      'types default to Ingress with ingress rules alone',
      [np('a', { selector: "app == 'web'", ingress: [DENY] })],
      'shop/web -> shop/db TCP 80 allowed',
    ],
    [
      'types default to both with both: ingress',
      [np('a', { ingress: [ALLOW], egress: [DENY] })],
      'shop/web -> shop/db UDP 7 allowed',
    ],
    [
      'types default to both with both: egress',
      [np('a', { ingress: [ALLOW], egress: [DENY] })],
      'shop/db -> shop/web UDP 7 denied',
    ],
    [
      'rules of a direction that is not among the types do nothing',
      [np('a', { types: ['Egress'], ingress: [DENY], egress: [ALLOW] })],
      'shop/web -> shop/db TCP 80 allowed',
    ],
    [
      'felix takes what was stored without types as both',
      [np('a', { ingress: [ALLOW] }, STORED)],
      'shop/db -> shop/web TCP 80 denied',
    ],
    [
      'what was stored with types holds in these',
      [np('a', { types: ['Ingress'], ingress: [ALLOW] }, STORED)],
      'shop/db -> shop/web TCP 80 allowed',
    ],
    [
      'as stored in crd.projectcalico.org/v1',
      [np('default.a', { tier: 'default', ingress: [DENY] }, STORED)],
      'shop/web -> shop/db TCP 80 denied',
    ],
    [
      'a ClusterNetworkPolicy tie is settled by name',
      [
        tier('x', { order: 1 }),
        ...['b', 'a'].map(name =>
          object(
            'policy.networking.k8s.io/v1alpha2',
            'ClusterNetworkPolicy',
            name,
            {
              spec: {
                tier: 'Admin',
                priority: 1,
                subject: { namespaces: {} },
                ingress: [
                  {
                    action: name === 'a' ? 'Deny' : 'Accept',
                    from: [{ namespaces: {} }],
                  },
                ],
              },
            },
          ),
        ),
      ],
      'shop/web -> shop/db TCP 80 denied',
    ],
  ])('%s', (_, policies, answer) => {
    expect(answerTo(answer, [...SHOP, ...policies])).toBe(answer);
  });

  it('takes one object that comes by two groups as one', () => {
    const model = createPolicyModel([
      ...SHOP,
      np('a', {}),
      np('default.a', {}, STORED),
    ]);
    expect(
      model.posture({ namespace: 'shop', name: 'db' }).ingress.policies,
    ).toHaveLength(1);
  });

  it('names the rule, and the ones that it went by', () => {
    const answer = evaluateOne(
      [...SHOP, np('a', { ingress: [LOG, PASS] })],
      'shop/web',
      'shop/db',
    );
    expect(answer.ingress.passed).toMatchObject([
      { action: 'Log', tier: 'default' },
      { action: 'Pass', rule: 'spec.ingress[1]' },
    ]);
  });
});
