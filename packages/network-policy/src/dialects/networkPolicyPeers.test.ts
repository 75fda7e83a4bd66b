import { answerTo, ask, evaluateOne } from '../__testUtils__/ask';
import type { Fact } from '../__testUtils__/ask';
import { SHOP, WEB, ingress } from '../__testUtils__/networkPolicy';
import { pod } from '../__testUtils__/objects';

describe('NetworkPolicy: whom a peer means', () => {
  it.each<Fact>([
    [
      "without namespaceSelector it is the policy's own namespace",
      [ingress({ from: [{ podSelector: WEB }] })],
      'other/web -> shop/db TCP 80 denied',
    ],
    [
      'namespaceSelector {} is all namespaces',
      [ingress({ from: [{ namespaceSelector: {} }] })],
      'other/web -> shop/db TCP 80 allowed',
    ],
    [
      'namespaceSelector {} is no address outside',
      [ingress({ from: [{ namespaceSelector: {} }] })],
      '8.8.8.8 -> shop/db TCP 80 denied',
    ],
    [
      'both selectors in one peer: AND',
      [
        ingress({
          from: [
            {
              podSelector: WEB,
              namespaceSelector: { matchLabels: { team: 'b' } },
            },
          ],
        }),
      ],
      'shop/web -> shop/db TCP 80 denied',
    ],
    [
      'both selectors in one peer: AND, matching',
      [
        ingress({
          from: [
            {
              podSelector: WEB,
              namespaceSelector: { matchLabels: { team: 'b' } },
            },
          ],
        }),
      ],
      'other/web -> shop/db TCP 80 allowed',
    ],
    [
      'both selectors in one peer: AND, with another label',
      [
        ingress({
          from: [
            {
              podSelector: { matchLabels: { app: 'batch' } },
              namespaceSelector: { matchLabels: { team: 'b' } },
            },
          ],
        }),
      ],
      'other/web -> shop/db TCP 80 denied',
    ],
    [
      'two peers: OR, by the second',
      [
        ingress({
          from: [
            { podSelector: WEB },
            { namespaceSelector: { matchLabels: { team: 'b' } } },
          ],
        }),
      ],
      'other/web -> shop/db TCP 80 allowed',
    ],
    [
      'two peers: OR, by the first',
      [
        ingress({
          from: [
            { podSelector: WEB },
            { namespaceSelector: { matchLabels: { team: 'b' } } },
          ],
        }),
      ],
      'shop/web -> shop/db TCP 80 allowed',
    ],
    [
      'NotIn matches an absent key',
      [
        ingress({
          from: [
            {
              podSelector: {
                matchExpressions: [
                  { key: 'app', operator: 'NotIn', values: ['web'] },
                ],
              },
            },
          ],
        }),
      ],
      'shop/bare -> shop/db TCP 80 allowed',
    ],
    [
      'DoesNotExist matches an absent key',
      [
        ingress({
          from: [
            {
              podSelector: {
                matchExpressions: [{ key: 'app', operator: 'DoesNotExist' }],
              },
            },
          ],
        }),
      ],
      'shop/bare -> shop/db TCP 80 allowed',
    ],
    [
      'In does not match an absent key',
      [
        ingress({
          from: [
            {
              podSelector: {
                matchExpressions: [
                  { key: 'app', operator: 'In', values: ['web'] },
                ],
              },
            },
          ],
        }),
      ],
      'shop/bare -> shop/db TCP 80 denied',
    ],
    [
      'In takes the empty value for one',
      [
        pod('shop/blank', { app: '' }),
        ingress({
          from: [
            {
              podSelector: {
                matchExpressions: [
                  { key: 'app', operator: 'In', values: ['', 'x'] },
                ],
              },
            },
          ],
        }),
      ],
      'shop/blank -> shop/db TCP 80 allowed',
    ],
    [
      'a namespace without an object carries its name label',
      [
        ingress({
          from: [
            {
              namespaceSelector: {
                matchLabels: { 'kubernetes.io/metadata.name': 'shop' },
              },
            },
          ],
        }),
      ],
      'shop/web -> shop/db TCP 80 allowed',
    ],
    [
      'a namespace whose object does not say it carries it too',
      [
        ingress({
          from: [
            {
              namespaceSelector: {
                matchLabels: { 'kubernetes.io/metadata.name': 'other' },
              },
            },
          ],
        }),
      ],
      'other/web -> shop/db TCP 80 allowed',
    ],
    [
      'ipBlock goes family by family: IPv4 is no IPv6',
      [ingress({ from: [{ ipBlock: { cidr: '0.0.0.0/0' } }] })],
      '2001:db8::1 -> shop/db TCP 80 denied',
    ],
    [
      'ipBlock in IPv6',
      [
        ingress({
          from: [
            { ipBlock: { cidr: '2001:db8::/32', except: ['2001:db8:1::/48'] } },
          ],
        }),
      ],
      '2001:db8::1 -> shop/db TCP 80 allowed',
    ],
    [
      'except in IPv6',
      [
        ingress({
          from: [
            { ipBlock: { cidr: '2001:db8::/32', except: ['2001:db8:1::/48'] } },
          ],
        }),
      ],
      '2001:db8:1::1 -> shop/db TCP 80 denied',
    ],
    [
      'except is left out of its cidr',
      [
        ingress({
          from: [{ ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] } }],
        }),
      ],
      '10.1.2.3 -> shop/db TCP 80 denied',
    ],
    [
      'an ipBlock is not of pods by default',
      [ingress({ from: [{ ipBlock: { cidr: '10.0.0.0/8' } }] })],
      'shop/web -> shop/db TCP 80 denied',
    ],
    [
      'an address of a pod is that pod',
      [ingress({ from: [{ podSelector: WEB }] })],
      '10.0.0.2 -> 10.0.0.1 TCP 80 allowed',
    ],
  ])('%s', (_, policies, answer) => {
    expect(answerTo(answer, [...SHOP, ...policies])).toBe(answer);
  });

  it('says that ipBlock may match pods, and does so by option', () => {
    const objects = [
      ...SHOP,
      ingress({ from: [{ ipBlock: { cidr: '10.0.0.0/8' } }] }),
    ];
    expect(evaluateOne(objects, 'shop/web', 'shop/db').notes.join()).toContain(
      'ipBlockMatchesPods',
    );
    const asOption = { ipBlockMatchesPods: true };
    expect(ask(objects, 'shop/web', 'shop/db', 'TCP 80', asOption)).toBe(
      'allowed',
    );
    // The address of this pod is not known.
    expect(
      evaluateOne(objects, 'shop/bare', 'shop/db', 'TCP 80', asOption),
    ).toMatchObject({
      verdict: 'uncertain',
      reasons: [expect.stringContaining("the pod's address is not known")],
    });
  });
});
