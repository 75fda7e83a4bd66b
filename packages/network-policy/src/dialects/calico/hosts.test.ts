import { answerTo } from '../../__testUtils__/ask';
import type { Fact } from '../../__testUtils__/ask';
import { DENY, SHOP, V3, gnp } from '../../__testUtils__/calico';
import { object } from '../../__testUtils__/objects';

describe('HostEndpoints and the policies for them', () => {
  it.each<Fact>([
    [
      'a HostEndpoint makes its node’s own traffic uncertain',
      [
        object(V3, 'HostEndpoint', 'eth0', {
          spec: { node: 'n1', interfaceName: '*' },
        }),
      ],
      'shop/web -> shop/host TCP 80 uncertain',
    ],
    [
      'a preDNAT policy is not of pods',
      [gnp('a', { preDNAT: true, applyOnForward: true, ingress: [DENY] })],
      'shop/web -> shop/db TCP 80 allowed',
    ],
    [
      'with a HostEndpoint it makes traffic from outside uncertain',
      [
        object(V3, 'HostEndpoint', 'eth0', { spec: { node: 'n1' } }),
        gnp('a', { preDNAT: true, applyOnForward: true, ingress: [DENY] }),
      ],
      '8.8.8.8 -> shop/db TCP 80 uncertain',
    ],
  ])('%s', (_, policies, answer) => {
    expect(answerTo(answer, [...SHOP, ...policies])).toBe(answer);
  });
});
