import { createPolicyModel } from '../index';
import { answerTo, evaluateOne } from '../__testUtils__/ask';
import type { Fact } from '../__testUtils__/ask';
import { SHOP } from '../__testUtils__/networkPolicy';
import { networkPolicy } from '../__testUtils__/objects';

describe('a NetworkPolicy that cannot be read', () => {
  const bad = (spec: object) =>
    networkPolicy('shop/bad', {
      podSelector: { matchLabels: { app: 'db' } },
      ingress: [{ ports: [{ port: 0 }] }],
      ...spec,
    });

  it.each<Fact>([
    [
      'leaves alone the pods that it does not select',
      [bad({})],
      'shop/db -> shop/web TCP 80 allowed',
    ],
    [
      'makes them all uncertain where the selector is what cannot be read',
      [bad({ podSelector: { matchLables: {} } })],
      'shop/db -> shop/web TCP 80 uncertain',
    ],
    [
      'takes nothing away from what another policy allows',
      [bad({}), networkPolicy('shop/good', { podSelector: {}, ingress: [{}] })],
      'shop/web -> shop/db TCP 80 allowed',
    ],
    [
      'may allow what another policy denies',
      [bad({}), networkPolicy('shop/good', { podSelector: {} })],
      'shop/web -> shop/db TCP 80 uncertain',
    ],
  ])('%s', (_, policies, answer) => {
    expect(answerTo(answer, [...SHOP, ...policies])).toBe(answer);
  });

  it.each<[string, unknown, string]>([
    [
      'a peer with no field',
      { ingress: [{ from: [{}] }] },
      'spec.ingress[0].from[0]',
    ],
    [
      'a selector of a label that no object can have',
      { podSelector: { matchLabels: { 'app!': 'db' } } },
      'spec.podSelector.matchLabels["app!"]',
    ],
    [
      'a selector of a value that no label can have',
      { podSelector: { matchLabels: { 'example.org/app': 'the db' } } },
      'spec.podSelector.matchLabels["example.org/app"]',
    ],
    [
      'a value that is too long',
      {
        podSelector: {
          matchExpressions: [
            { key: 'app', operator: 'In', values: ['', 'x'.repeat(64)] },
          ],
        },
      },
      'spec.podSelector.matchExpressions[0]',
    ],
    [
      'ipBlock beside a selector',
      {
        ingress: [
          { from: [{ ipBlock: { cidr: '10.0.0.0/8' }, podSelector: {} }] },
        ],
      },
      'spec.ingress[0].from[0]',
    ],
    [
      'except outside cidr',
      {
        ingress: [
          {
            from: [
              { ipBlock: { cidr: '10.0.0.0/8', except: ['11.0.0.0/16'] } },
            ],
          },
        ],
      },
      'spec.ingress[0].from[0].ipBlock.except[0]',
    ],
    [
      'except as wide as cidr',
      {
        ingress: [
          {
            from: [{ ipBlock: { cidr: '10.0.0.0/8', except: ['10.0.0.0/8'] } }],
          },
        ],
      },
      'spec.ingress[0].from[0].ipBlock.except[0]',
    ],
    [
      'an address with leading zeros',
      { ingress: [{ from: [{ ipBlock: { cidr: '010.0.0.0/8' } }] }] },
      'spec.ingress[0].from[0].ipBlock.cidr',
    ],
    [
      'endPort without port',
      { ingress: [{ ports: [{ endPort: 90 }] }] },
      'spec.ingress[0].ports[0].endPort',
    ],
    [
      'endPort beside a named port',
      { ingress: [{ ports: [{ port: 'http', endPort: 90 }] }] },
      'spec.ingress[0].ports[0].endPort',
    ],
    [
      'endPort below port',
      { ingress: [{ ports: [{ port: 80, endPort: 79 }] }] },
      'spec.ingress[0].ports[0].endPort',
    ],
    [
      'port 0',
      { ingress: [{ ports: [{ port: 0 }] }] },
      'spec.ingress[0].ports[0].port',
    ],
    [
      'a number in quotes, which would be a name',
      { ingress: [{ ports: [{ port: '80' }] }] },
      'spec.ingress[0].ports[0].port',
    ],
    [
      'a name of more than 15 characters',
      { ingress: [{ ports: [{ port: 'a-very-long-name' }] }] },
      'spec.ingress[0].ports[0].port',
    ],
    [
      'a name that ends with a hyphen',
      { ingress: [{ ports: [{ port: 'web-' }] }] },
      'spec.ingress[0].ports[0].port',
    ],
    [
      'an unknown protocol',
      { egress: [{ ports: [{ protocol: 'tcp' }] }] },
      'spec.egress[0].ports[0].protocol',
    ],
    [
      'an unknown operator',
      { podSelector: { matchExpressions: [{ key: 'a', operator: 'Gt' }] } },
      'spec.podSelector.matchExpressions[0].operator',
    ],
    [
      'In without values',
      { podSelector: { matchExpressions: [{ key: 'a', operator: 'In' }] } },
      'spec.podSelector.matchExpressions[0].values',
    ],
    [
      'a misspelt selector',
      { podSelector: { matchLables: { a: 'b' } } },
      'spec.podSelector.matchLables',
    ],
    [
      'a misspelt peer',
      { ingress: [{ from: [{ namespaceselector: {} }] }] },
      'spec.ingress[0].from[0].namespaceselector',
    ],
  ])(
    'refuses %s, names the place, and leaves open what hangs on the policy',
    (_, spec, path) => {
      const policy = networkPolicy('shop/bad', {
        podSelector: {},
        ...(spec as object),
      });
      const objects = [...SHOP, policy];
      expect(createPolicyModel(objects).problems).toMatchObject([
        { kind: 'invalid', path, object: { name: 'bad' } },
      ]);
      const answer = evaluateOne(objects, 'shop/web', 'shop/db');
      expect(answer.verdict).toBe('uncertain');
      expect(answer.reasons.join()).toContain(path);
    },
  );
});
