import { createPolicyModel, diffConnections } from '../index';
import { answerTo } from '../__testUtils__/ask';
import type { Fact } from '../__testUtils__/ask';
import {
  ALLOW,
  DB,
  DENY,
  SHOP,
  STORED,
  V3,
  gnp,
  np,
  tier,
} from '../__testUtils__/calico';
import { networkPolicy, object } from '../__testUtils__/objects';

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

describe('staged policies as if they were enforced', () => {
  const staged = (name: string, spec: object, kind = 'StagedNetworkPolicy') =>
    np(name, spec, V3, kind);
  const kubernetes = (name: string, spec: object) =>
    object(
      V3,
      'StagedKubernetesNetworkPolicy',
      name,
      { spec },
      { namespace: 'shop' },
    );
  const live = np('live', { ingress: [ALLOW] });

  it.each<Fact>([
    [
      'Set is what stagedAction is without a word',
      [staged('new', { ingress: [DENY] })],
      'shop/web -> shop/db TCP 80 denied',
    ],
    [
      'Set adds a policy',
      [staged('new', { stagedAction: 'Set', ingress: [DENY] })],
      'shop/web -> shop/db TCP 80 denied',
    ],
    [
      'Set takes the place of the policy of its name',
      [live, staged('live', { stagedAction: 'Set', ingress: [DENY] })],
      'shop/web -> shop/db TCP 80 denied',
    ],
    [
      'Set replaces what is stored with its tier before the name',
      [
        np('default.live', { types: ['Ingress'], ingress: [ALLOW] }, STORED),
        staged('live', { ingress: [DENY] }),
      ],
      'shop/web -> shop/db TCP 80 denied',
    ],
    [
      'Set that cannot be read may allow what the one that it replaces denies',
      [
        np('live', { ingress: [DENY] }),
        staged('live', { ingress: [{ action: 'No' }] }),
      ],
      'shop/web -> shop/db TCP 80 uncertain',
    ],
    [
      'and may deny what others allow',
      [
        np('other', { order: 2, ingress: [ALLOW] }),
        staged('new', { order: 1, ingress: [{ action: 'No' }] }),
      ],
      'shop/web -> shop/db TCP 80 uncertain',
    ],
    [
      'but not what one before it allows',
      [
        np('other', { order: 1, ingress: [ALLOW] }),
        staged('new', { order: 2, ingress: [{ action: 'No' }] }),
      ],
      'shop/web -> shop/db TCP 80 allowed',
    ],
    [
      'an action that there is not may be any',
      [
        np('live', { ingress: [DENY] }),
        staged('live', { stagedAction: 'Keep' }),
      ],
      'shop/web -> shop/db TCP 80 uncertain',
    ],
    [
      'Delete removes the policy of its name',
      [
        np('live', { ingress: [DENY] }),
        staged('live', { stagedAction: 'Delete' }),
      ],
      'shop/web -> shop/db TCP 80 allowed',
    ],
    [
      'and no other',
      [
        np('live', { ingress: [DENY] }),
        staged('gone', { stagedAction: 'Delete' }),
      ],
      'shop/web -> shop/db TCP 80 denied',
    ],
    [
      'nor one of Kubernetes that has its name',
      [
        networkPolicy('shop/live', { podSelector: {} }),
        staged('live', { stagedAction: 'Delete' }),
      ],
      'shop/web -> shop/db TCP 80 denied',
    ],
    [
      'Learn does nothing',
      [staged('new', { stagedAction: 'Learn', ingress: [DENY] })],
      'shop/web -> shop/db TCP 80 allowed',
    ],
    [
      'Learn leaves the policy of its name',
      [live, staged('live', { stagedAction: 'Learn', ingress: [DENY] })],
      'shop/web -> shop/db TCP 80 allowed',
    ],
    [
      'Ignore does nothing',
      [staged('new', { stagedAction: 'Ignore', ingress: [DENY] })],
      'shop/web -> shop/db TCP 80 allowed',
    ],
    [
      'Ignore leaves the policy of its name',
      [live, staged('live', { stagedAction: 'Ignore', ingress: [DENY] })],
      'shop/web -> shop/db TCP 80 allowed',
    ],
    [
      'a global one stands for a global one',
      [
        gnp('live', { ingress: [DENY] }),
        gnp('live', { stagedAction: 'Delete' }, 'StagedGlobalNetworkPolicy'),
      ],
      'shop/web -> shop/db TCP 80 allowed',
    ],
    [
      'a staged tier comes to be with its policies',
      [
        tier('early', { order: 100 }),
        gnp('a', { tier: 'early' }, 'StagedGlobalNetworkPolicy'),
      ],
      'shop/web -> shop/db TCP 80 denied',
    ],
    [
      'StagedKubernetesNetworkPolicy sets one of Kubernetes',
      [kubernetes('new', { podSelector: {} })],
      'shop/web -> shop/db TCP 80 denied',
    ],
    [
      'and deletes one',
      [
        networkPolicy('shop/live', { podSelector: {} }),
        kubernetes('live', { stagedAction: 'Delete' }),
      ],
      'shop/web -> shop/db TCP 80 allowed',
    ],
    [
      'and sits at order 1000',
      [
        np('early', { order: 999, ingress: [ALLOW] }),
        kubernetes('new', { podSelector: {} }),
      ],
      'shop/web -> shop/db TCP 80 allowed',
    ],
  ])('%s', (_, policies, answer) => {
    expect(
      answerTo(answer, [...SHOP, ...policies], { enforceStaged: true }),
    ).toBe(answer);
  });

  it('is told of an action that there is not', () => {
    expect(
      createPolicyModel([...SHOP, staged('a', { stagedAction: 'Keep' })])
        .problems,
    ).toMatchObject([{ kind: 'invalid', path: 'spec.stagedAction' }]);
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
