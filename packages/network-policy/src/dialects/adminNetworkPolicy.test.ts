import { answerTo } from '../__testUtils__/ask';
import type { Fact } from '../__testUtils__/ask';
import { DB, ISOLATE, OPEN, SHOP, from } from '../__testUtils__/clusterPolicy';
import { object } from '../__testUtils__/objects';

describe('AdminNetworkPolicy and BaselineAdminNetworkPolicy v1alpha1', () => {
  const anp = (spec: object) =>
    object('policy.networking.k8s.io/v1alpha1', 'AdminNetworkPolicy', 'a', {
      spec: { priority: 10, subject: DB, ...spec },
    });
  const banp = (name: string, spec: object) =>
    object(
      'policy.networking.k8s.io/v1alpha1',
      'BaselineAdminNetworkPolicy',
      name,
      { spec: { subject: DB, ...spec } },
    );
  it.each<Fact>([
    [
      'Allow is its word for Accept',
      [anp({ ingress: [from('Allow')] }), ISOLATE],
      'shop/web -> shop/db TCP 80 allowed',
    ],
    [
      'portNumber',
      [
        anp({
          ingress: [
            from('Deny', {
              ports: [{ portNumber: { protocol: 'TCP', port: 80 } }],
            }),
          ],
        }),
      ],
      'shop/web -> shop/db TCP 80 denied',
    ],
    [
      'portRange',
      [
        anp({
          ingress: [
            from('Deny', {
              ports: [{ portRange: { protocol: 'TCP', start: 70, end: 79 } }],
            }),
          ],
        }),
      ],
      'shop/web -> shop/db TCP 80 allowed',
    ],
    [
      'namedPort',
      [anp({ ingress: [from('Deny', { ports: [{ namedPort: 'sql' }] })] })],
      'shop/web -> shop/db TCP 80 denied',
    ],
    [
      'the baseline comes after NetworkPolicy',
      [banp('default', { ingress: [from('Deny')] }), OPEN],
      'shop/web -> shop/db TCP 80 allowed',
    ],
    [
      'the baseline decides where nothing did',
      [banp('default', { ingress: [from('Deny')] })],
      'shop/web -> shop/db TCP 80 denied',
    ],
    [
      'the baseline is a singleton named default',
      [banp('other', { ingress: [from('Deny')] })],
      'shop/web -> shop/db TCP 80 allowed',
    ],
  ])('%s', (_, policies, answer) => {
    expect(answerTo(answer, [...SHOP, ...policies])).toBe(answer);
  });
});
