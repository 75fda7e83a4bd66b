import { answerTo } from '../../__testUtils__/ask';
import type { Fact } from '../../__testUtils__/ask';
import { SHOP, gnp } from '../../__testUtils__/calico';

describe('a rule’s protocols and ports', () => {
  it.each<Fact>([
    [
      'notPorts subtract',
      [
        gnp('a', {
          ingress: [
            {
              action: 'Allow',
              protocol: 'TCP',
              destination: { notPorts: [80] },
            },
          ],
        }),
      ],
      'shop/web -> shop/db TCP 80 denied',
    ],
    [
      'ports by range',
      [
        gnp('a', {
          ingress: [
            {
              action: 'Allow',
              protocol: 'TCP',
              destination: { ports: ['79:81'] },
            },
          ],
        }),
      ],
      'shop/web -> shop/db TCP 80 allowed',
    ],
    [
      'ports by name',
      [
        gnp('a', {
          ingress: [
            {
              action: 'Allow',
              protocol: 'TCP',
              destination: { ports: ['sql'] },
            },
          ],
        }),
      ],
      'shop/web -> shop/db TCP 80 allowed',
    ],
    [
      'protocol by number',
      [gnp('a', { ingress: [{ action: 'Allow', protocol: 17 }] })],
      'shop/web -> shop/db UDP 80 allowed',
    ],
    [
      'notProtocol',
      [gnp('a', { ingress: [{ action: 'Allow', notProtocol: 'UDP' }] })],
      'shop/web -> shop/db UDP 80 denied',
    ],
    [
      'icmp by type',
      [
        gnp('a', {
          ingress: [{ action: 'Allow', protocol: 'ICMP', icmp: { type: 8 } }],
        }),
      ],
      'shop/web -> shop/db ICMP allowed',
    ],
    [
      'icmp of another type',
      [
        gnp('a', {
          ingress: [{ action: 'Allow', protocol: 'ICMP', icmp: { type: 3 } }],
        }),
      ],
      'shop/web -> shop/db ICMP denied',
    ],
    [
      'http is uncertain',
      [
        gnp('a', {
          ingress: [{ action: 'Allow', http: { methods: ['GET'] } }],
        }),
      ],
      'shop/web -> shop/db TCP 80 uncertain',
    ],
    [
      'source ports are uncertain',
      [
        gnp('a', {
          ingress: [
            { action: 'Allow', protocol: 'TCP', source: { ports: [1] } },
          ],
        }),
      ],
      'shop/web -> shop/db TCP 80 uncertain',
    ],
  ])('%s', (_, policies, answer) => {
    expect(answerTo(answer, [...SHOP, ...policies])).toBe(answer);
  });
});
