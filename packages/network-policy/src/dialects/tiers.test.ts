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
  ])('%s', (_, policies, answer) => {
    expect(answerTo(answer, [...SHOP, ...policies])).toBe(answer);
  });
});
