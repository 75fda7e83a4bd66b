import { answerTo } from '../__testUtils__/ask';
import type { Fact } from '../__testUtils__/ask';
import { ALL, SHOP, WEB, cnp, from, to } from '../__testUtils__/clusterPolicy';

describe('ClusterNetworkPolicy: whom and which ports a rule means', () => {
  it.each<Fact>([
    [
      'the subject leaves hostNetwork pods out',
      [cnp('a', { ingress: [from('Deny')] })],
      'shop/web -> shop/host TCP 80 allowed',
    ],
    [
      'peers leave hostNetwork pods out',
      [cnp('a', { ingress: [from('Deny')] })],
      'shop/host -> shop/db TCP 80 allowed',
    ],
    [
      'peers of namespaces are no addresses outside',
      [cnp('a', { ingress: [from('Deny')] })],
      '8.8.8.8 -> shop/db TCP 80 allowed',
    ],
    [
      'networks also match pod addresses',
      [
        cnp('a', {
          subject: WEB,
          egress: [to('Deny', { networks: ['10.0.0.0/8'] })],
        }),
      ],
      'shop/web -> shop/db TCP 80 denied',
    ],
    [
      'networks match addresses outside',
      [
        cnp('a', {
          subject: WEB,
          egress: [to('Deny', { networks: ['8.0.0.0/8'] })],
        }),
      ],
      'shop/web -> 8.8.8.8 TCP 80 denied',
    ],
    [
      'nodes match node addresses by label',
      [
        cnp('a', {
          subject: WEB,
          egress: [to('Deny', { nodes: { matchLabels: { zone: 'a' } } })],
        }),
      ],
      'shop/web -> 192.168.0.1 TCP 80 denied',
    ],
    [
      'nodes match hostNetwork pods, whose address is the node’s',
      [cnp('a', { subject: WEB, egress: [to('Deny', { nodes: {} })] })],
      'shop/web -> shop/host TCP 80 denied',
    ],
    [
      'nodes of other labels do not',
      [
        cnp('a', {
          subject: WEB,
          egress: [to('Deny', { nodes: { matchLabels: { zone: 'b' } } })],
        }),
      ],
      'shop/web -> 192.168.0.1 TCP 80 allowed',
    ],
    [
      'domainNames make addresses uncertain',
      [
        cnp('a', {
          subject: WEB,
          egress: [
            to('Accept', { domainNames: ['example.org'] }),
            to('Deny', { networks: ['0.0.0.0/0'] }),
          ],
        }),
      ],
      'shop/web -> 8.8.8.8 TCP 80 uncertain',
    ],
    [
      'destinationNamedPort resolves at the destination',
      [
        cnp('a', {
          ingress: [
            from('Deny', { protocols: [{ destinationNamedPort: 'sql' }] }),
          ],
        }),
      ],
      'shop/web -> shop/db TCP 80 denied',
    ],
    [
      'a rule of another protocol does not match',
      [
        cnp('a', {
          ingress: [
            from('Deny', {
              protocols: [{ udp: { destinationPort: { number: 80 } } }],
            }),
          ],
        }),
      ],
      'shop/web -> shop/db TCP 80 allowed',
    ],
    [
      'a port range matches within',
      [
        cnp('a', {
          ingress: [
            from('Deny', {
              protocols: [
                { tcp: { destinationPort: { range: { start: 79, end: 81 } } } },
              ],
            }),
          ],
        }),
      ],
      'shop/web -> shop/db TCP 80 denied',
    ],
    [
      'destinationNamedPort is no port that the pod does not call so',
      [
        cnp('a', {
          ingress: [
            from('Deny', { protocols: [{ destinationNamedPort: 'sql' }] }),
          ],
        }),
      ],
      'shop/web -> shop/db TCP 81 allowed',
    ],
    [
      'nor one of a pod that has no such name',
      [
        cnp('a', {
          subject: WEB,
          ingress: [
            from('Deny', { protocols: [{ destinationNamedPort: 'sql' }] }),
          ],
        }),
      ],
      'shop/db -> shop/web TCP 80 allowed',
    ],
    [
      'a port number is that one',
      [
        cnp('a', {
          ingress: [
            from('Deny', {
              protocols: [{ tcp: { destinationPort: { number: 80 } } }],
            }),
          ],
        }),
      ],
      'shop/web -> shop/db TCP 80 denied',
    ],
    [
      'and no other',
      [
        cnp('a', {
          ingress: [
            from('Deny', {
              protocols: [{ tcp: { destinationPort: { number: 80 } } }],
            }),
          ],
        }),
      ],
      'shop/web -> shop/db TCP 81 allowed',
    ],
    [
      'a port range matches its ends',
      [
        cnp('a', {
          ingress: [
            from('Deny', {
              protocols: [
                { tcp: { destinationPort: { range: { start: 70, end: 80 } } } },
              ],
            }),
          ],
        }),
      ],
      'shop/web -> shop/db TCP 80 denied',
    ],
    [
      'and nothing beside',
      [
        cnp('a', {
          ingress: [
            from('Deny', {
              protocols: [
                { tcp: { destinationPort: { range: { start: 70, end: 80 } } } },
              ],
            }),
          ],
        }),
      ],
      'shop/web -> shop/db TCP 81 allowed',
    ],
    [
      'networks match no address beside',
      [
        cnp('a', {
          subject: WEB,
          egress: [to('Deny', { networks: ['8.0.0.0/8'] })],
        }),
      ],
      'shop/web -> 9.9.9.9 TCP 80 allowed',
    ],
    [
      'networks match node addresses',
      [
        cnp('a', {
          subject: WEB,
          egress: [to('Deny', { networks: ['192.168.0.0/24'] })],
        }),
      ],
      'shop/web -> shop/host TCP 80 denied',
    ],
    [
      'nodes match no address outside',
      [cnp('a', { subject: WEB, egress: [to('Deny', { nodes: {} })] })],
      'shop/web -> 8.8.8.8 TCP 80 allowed',
    ],
    [
      'domainNames mean no pod',
      [
        cnp('a', {
          subject: WEB,
          egress: [
            to('Accept', { domainNames: ['example.org'] }),
            to('Deny', ALL),
          ],
        }),
      ],
      'shop/web -> shop/db TCP 80 denied',
    ],
  ])('%s', (_, policies, answer) => {
    expect(answerTo(answer, [...SHOP, ...policies])).toBe(answer);
  });
});
