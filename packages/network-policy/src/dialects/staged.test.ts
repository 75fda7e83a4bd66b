import { createPolicyModel, diffConnections } from '../index';
import { answerTo } from '../__testUtils__/ask';
import type { Fact } from '../__testUtils__/ask';
import {
  ALLOW,
  DB,
  DENY,
  SHOP,
  V3,
  gnp,
  np,
  tier,
} from '../__testUtils__/calico';
import { object } from '../__testUtils__/objects';

describe('staged policies', () => {
  it.each<Fact>([
    [
      'staged policies are not enforced',
      [gnp('a', { ingress: [DENY] }, 'StagedGlobalNetworkPolicy')],
      'shop/web -> shop/db TCP 80 allowed',
    ],
    [
      'a tier of staged policies alone does not exist',
      [
        tier('early', { order: 100 }),
        gnp('a', { tier: 'early', ingress: [] }, 'StagedGlobalNetworkPolicy'),
      ],
      'shop/web -> shop/db TCP 80 allowed',
    ],
  ])('%s', (_, policies, answer) => {
    expect(answerTo(answer, [...SHOP, ...policies])).toBe(answer);
  });
});

describe('staging', () => {
  const objects = [
    ...SHOP,
    np('live', { order: 1, ingress: [ALLOW] }),
    object(
      V3,
      'StagedNetworkPolicy',
      'live',
      { spec: { stagedAction: 'Delete' } },
      { namespace: 'shop' },
    ),
    object(
      V3,
      'StagedNetworkPolicy',
      'new',
      {
        spec: {
          selector: DB,
          ingress: [
            { action: 'Allow', protocol: 'TCP', destination: { ports: [80] } },
          ],
        },
      },
      { namespace: 'shop' },
    ),
    object(
      V3,
      'StagedNetworkPolicy',
      'learnt',
      {
        spec: {
          selector: DB,
          stagedAction: 'Learn',
          ingress: [DENY],
          order: 0,
        },
      },
      { namespace: 'shop' },
    ),
    object(
      V3,
      'StagedKubernetesNetworkPolicy',
      'k8s',
      { spec: { podSelector: { matchLabels: { app: 'web' } } } },
      { namespace: 'shop' },
    ),
  ];

  it('shows what it would do, as a before and after', () => {
    const diff = diffConnections(
      createPolicyModel(objects),
      createPolicyModel(objects, { enforceStaged: true }),
    );
    const toDb = diff.changed.find(
      each =>
        each.source.type === 'workload' &&
        each.source.name === 'web' &&
        'name' in each.destination &&
        each.destination.name === 'db',
    );
    expect(toDb?.after.allowed).toEqual({ TCP: [{ from: 80, to: 80 }] });
    expect(
      toDb?.causes.map(each => [
        each.object.kind,
        each.object.name,
        each.change,
      ]),
    ).toEqual(
      expect.arrayContaining([
        ['NetworkPolicy', 'live', 'removed'],
        ['StagedNetworkPolicy', 'new', 'added'],
      ]),
    );
    expect(
      diff.removed.some(
        each => 'name' in each.destination && each.destination.name === 'web',
      ),
    ).toBe(true);
  });
});
