import { answerTo, evaluateOne } from '../__testUtils__/ask';
import type { Fact } from '../__testUtils__/ask';
import {
  DB,
  ISOLATE,
  OPEN,
  SHOP,
  WEB,
  cnp,
  from,
} from '../__testUtils__/clusterPolicy';

describe('ClusterNetworkPolicy v1alpha2', () => {
  it.each<Fact>([
    [
      'an Admin Deny comes before NetworkPolicy',
      [cnp('a', { ingress: [from('Deny')] }), OPEN],
      'shop/web -> shop/db TCP 80 denied',
    ],
    [
      'an Admin Accept comes before NetworkPolicy',
      [cnp('a', { ingress: [from('Accept')] }), ISOLATE],
      'shop/web -> shop/db TCP 80 allowed',
    ],
    [
      'Pass in Admin goes on to NetworkPolicy',
      [cnp('a', { ingress: [from('Pass'), from('Accept')] }), ISOLATE],
      'shop/web -> shop/db TCP 80 denied',
    ],
    [
      'Pass skips the rest of its tier, and Baseline decides',
      [
        cnp('a', { ingress: [from('Pass')] }),
        cnp('b', { priority: 20, ingress: [from('Accept')] }),
        cnp('c', { tier: 'Baseline', ingress: [from('Deny')] }),
      ],
      'shop/web -> shop/db TCP 80 denied',
    ],
    [
      'Pass in Admin goes on to Baseline where no NetworkPolicy selects the pod',
      [
        cnp('a', { ingress: [from('Pass')] }),
        cnp('b', { tier: 'Baseline', ingress: [from('Deny')] }),
      ],
      'shop/web -> shop/db TCP 80 denied',
    ],
    [
      'Pass in Baseline leaves the pod open',
      [
        cnp('a', { tier: 'Baseline', ingress: [from('Pass')] }),
        cnp('b', { tier: 'Baseline', priority: 20, ingress: [from('Deny')] }),
      ],
      'shop/web -> shop/db TCP 80 allowed',
    ],
    [
      'a rule without protocols matches every protocol, ICMP too',
      [cnp('a', { ingress: [from('Deny')] })],
      'shop/web -> shop/db ICMP denied',
    ],
    [
      'ingress rules alone leave egress alone',
      [cnp('a', { subject: WEB, ingress: [from('Deny')] })],
      'shop/web -> shop/db TCP 80 allowed',
    ],
    [
      'a pods peer without namespaceSelector means all namespaces',
      [
        cnp('a', {
          ingress: [
            from('Deny', {
              from: [
                { pods: { podSelector: { matchLabels: { app: 'web' } } } },
              ],
            }),
          ],
        }),
      ],
      'shop/web -> shop/db TCP 80 denied',
    ],
    [
      'NetworkPolicy is final for the pods that it selects',
      [OPEN, cnp('b', { tier: 'Baseline', ingress: [from('Deny')] })],
      'shop/web -> shop/db TCP 80 allowed',
    ],
    [
      'Baseline decides for pods that no NetworkPolicy selects',
      [cnp('b', { tier: 'Baseline', ingress: [from('Deny')] })],
      'shop/web -> shop/db TCP 80 denied',
    ],
    [
      'a tier ends without a deny',
      [cnp('a', { ingress: [from('Accept', { from: [DB] })] })],
      'shop/web -> shop/db TCP 80 allowed',
    ],
    [
      'the lower priority number comes first',
      [
        cnp('z', { priority: 1, ingress: [from('Accept')] }),
        cnp('a', { priority: 2, ingress: [from('Deny')] }),
      ],
      'shop/web -> shop/db TCP 80 allowed',
    ],
    [
      'the first rule of a policy that matches decides',
      [cnp('a', { ingress: [from('Deny'), from('Accept')] })],
      'shop/web -> shop/db TCP 80 denied',
    ],
    [
      'priority 0 comes before all',
      [
        cnp('z', { priority: 0, ingress: [from('Accept')] }),
        cnp('a', { priority: 1, ingress: [from('Deny')] }),
      ],
      'shop/web -> shop/db TCP 80 allowed',
    ],
    [
      'priority 1000 comes after all',
      [
        cnp('a', { priority: 1000, ingress: [from('Accept')] }),
        cnp('z', { priority: 999, ingress: [from('Deny')] }),
      ],
      'shop/web -> shop/db TCP 80 denied',
    ],
    [
      'a tie whose rules disagree is undefined',
      [
        cnp('a', { ingress: [from('Accept')] }),
        cnp('b', { ingress: [from('Deny')] }),
      ],
      'shop/web -> shop/db TCP 80 uncertain',
    ],
    [
      'a tie whose rules agree is not',
      [
        cnp('a', { ingress: [from('Deny')] }),
        cnp('b', { ingress: [from('Deny')] }),
      ],
      'shop/web -> shop/db TCP 80 denied',
    ],
  ])('%s', (_, policies, answer) => {
    expect(answerTo(answer, [...SHOP, ...policies])).toBe(answer);
  });

  it('names the tier, the rule and what was overruled', () => {
    const answer = evaluateOne(
      [
        ...SHOP,
        cnp('a', { ingress: [from('Deny', { name: 'nobody' })] }),
        OPEN,
      ],
      'shop/web',
      'shop/db',
    );
    expect(answer.ingress.decision).toMatchObject({
      by: 'rule',
      tier: 'Admin',
      rule: 'spec.ingress[0]',
      name: 'nobody',
      peer: 'spec.ingress[0].from[0]',
    });
    expect(answer.ingress.overruled).toMatchObject([
      { policy: { name: 'open' }, action: 'Allow' },
    ]);
    expect(answer.ingress.nearest).toMatchObject({
      policy: { name: 'open' },
      lacks: [{ what: 'precedence' }],
    });
  });
});
