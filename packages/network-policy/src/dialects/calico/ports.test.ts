import { answerTo } from '../../__testUtils__/ask';
import type { Fact } from '../../__testUtils__/ask';
import { SHOP, STORED, gnp, ingress } from '../../__testUtils__/calico';

/** As it is stored: what checks that ports have a protocol has not seen it. */
const stored = (name: string, spec: object) => ({
  ...gnp(name, spec),
  apiVersion: STORED,
});

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
    [
      'notPorts leave the other ports',
      [gnp('a', ingress({ protocol: 'TCP', destination: { notPorts: [80] } }))],
      'shop/web -> shop/db TCP 81 allowed',
    ],
    [
      'notPorts by range',
      [
        gnp(
          'a',
          ingress({ protocol: 'TCP', destination: { notPorts: ['79:81'] } }),
        ),
      ],
      'shop/web -> shop/db TCP 81 denied',
    ],
    [
      'notPorts by name',
      [
        gnp(
          'a',
          ingress({ protocol: 'TCP', destination: { notPorts: ['sql'] } }),
        ),
      ],
      'shop/web -> shop/db TCP 80 denied',
    ],
    [
      'a port of another protocol',
      [gnp('a', ingress({ protocol: 'UDP', destination: { ports: [80] } }))],
      'shop/web -> shop/db TCP 80 denied',
    ],
    [
      'a name that the pod has for another protocol',
      [gnp('a', ingress({ protocol: 'UDP', destination: { ports: ['sql'] } }))],
      'shop/web -> shop/db UDP 80 denied',
    ],
    [
      'protocol by name, no other',
      [gnp('a', ingress({ protocol: 'UDP' }))],
      'shop/web -> shop/db TCP 80 denied',
    ],
    [
      'protocol by number, no other',
      [gnp('a', ingress({ protocol: 17 }))],
      'shop/web -> shop/db TCP 80 denied',
    ],
    [
      'protocol by a number in quotes',
      [gnp('a', ingress({ protocol: '6' }))],
      'shop/web -> shop/db TCP 80 allowed',
    ],
    [
      'protocol in capitals of its own',
      [gnp('a', ingress({ protocol: 'SCTP', destination: { ports: [80] } }))],
      'shop/web -> shop/db SCTP 80 allowed',
    ],
    [
      'no protocol is every protocol',
      [gnp('a', ingress({}))],
      'shop/web -> shop/db SCTP 80 allowed',
    ],
    [
      'notProtocol lets the others be',
      [gnp('a', ingress({ notProtocol: 'UDP' }))],
      'shop/web -> shop/db TCP 80 allowed',
    ],
    [
      'notProtocol by number',
      [gnp('a', ingress({ notProtocol: 6 }))],
      'shop/web -> shop/db TCP 80 denied',
    ],
    [
      'icmp without a type is every type',
      [gnp('a', ingress({ protocol: 'ICMP' }))],
      'shop/web -> shop/db ICMP allowed',
    ],
    [
      'icmp by type and code',
      [gnp('a', ingress({ protocol: 'ICMP', icmp: { type: 8, code: 0 } }))],
      'shop/web -> shop/db ICMP allowed',
    ],
    [
      'icmp of another code',
      [gnp('a', ingress({ protocol: 'ICMP', icmp: { type: 8, code: 1 } }))],
      'shop/web -> shop/db ICMP denied',
    ],
    [
      'notICMP subtracts',
      [gnp('a', ingress({ protocol: 'ICMP', notICMP: { type: 8 } }))],
      'shop/web -> shop/db ICMP denied',
    ],
    [
      'notICMP of another type',
      [gnp('a', ingress({ protocol: 'ICMP', notICMP: { type: 3 } }))],
      'shop/web -> shop/db ICMP allowed',
    ],
    [
      'ICMP is not ICMPv6',
      [gnp('a', ingress({ protocol: 'ICMP' }))],
      'shop/web -> shop/db ICMPv6 denied',
    ],
    [
      'source notPorts are uncertain',
      [gnp('a', ingress({ protocol: 'TCP', source: { notPorts: [1] } }))],
      'shop/web -> shop/db TCP 80 uncertain',
    ],
    [
      'a stored name without a protocol is that of the pod',
      [stored('a', ingress({ destination: { ports: ['sql'] } }))],
      'shop/web -> shop/db TCP 80 allowed',
    ],
    [
      'and of no other protocol than the pod’s',
      [stored('a', ingress({ destination: { ports: ['sql'] } }))],
      'shop/web -> shop/db UDP 80 denied',
    ],
    [
      'nor of another port',
      [stored('a', ingress({ destination: { ports: ['sql'] } }))],
      'shop/web -> shop/db TCP 81 denied',
    ],
    [
      'notPorts by name without a protocol subtract',
      [stored('a', ingress({ destination: { notPorts: ['sql'] } }))],
      'shop/web -> shop/db TCP 80 denied',
    ],
    [
      'and leave the rest, of every protocol',
      [stored('a', ingress({ destination: { notPorts: ['sql'] } }))],
      'shop/web -> shop/db UDP 80 allowed',
    ],
    [
      'a port and no other',
      [gnp('a', ingress({ protocol: 'TCP', destination: { ports: [81] } }))],
      'shop/web -> shop/db TCP 80 denied',
    ],
    [
      'a range and nothing beside',
      [
        gnp(
          'a',
          ingress({ protocol: 'TCP', destination: { ports: ['81:90'] } }),
        ),
      ],
      'shop/web -> shop/db TCP 80 denied',
    ],
    [
      'a number in quotes is a number',
      [gnp('a', ingress({ protocol: 'TCP', destination: { ports: ['80'] } }))],
      'shop/web -> shop/db TCP 80 allowed',
    ],
    [
      'a name that no container has',
      [
        gnp(
          'a',
          ingress({ protocol: 'TCP', destination: { ports: ['http'] } }),
        ),
      ],
      'shop/web -> shop/db TCP 80 denied',
    ],
  ])('%s', (_, policies, answer) => {
    expect(answerTo(answer, [...SHOP, ...policies])).toBe(answer);
  });
});
