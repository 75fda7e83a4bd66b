import { answerTo } from '../../__testUtils__/ask';
import type { Fact } from '../../__testUtils__/ask';
import {
  DB,
  DENY,
  SHOP,
  V3,
  ALLOW,
  gnp,
  np,
  source,
} from '../../__testUtils__/calico';
import { object, service } from '../../__testUtils__/objects';

describe('a rule’s source and destination', () => {
  it.each<Fact>([
    [
      'in a namespaced policy a selector means its namespace',
      [np('a', source({ selector: "app == 'web'" }))],
      'other/web -> shop/db TCP 80 denied',
    ],
    [
      'with a namespaceSelector it means those',
      [
        np(
          'a',
          source({
            selector: "app == 'web'",
            namespaceSelector: "team == 'b'",
          }),
        ),
      ],
      'other/web -> shop/db TCP 80 allowed',
    ],
    [
      'a notSelector alone means its namespace too',
      [np('a', source({ notSelector: DB }))],
      'other/web -> shop/db TCP 80 denied',
    ],
    [
      'serviceAccounts alone too',
      [np('a', source({ serviceAccounts: { names: ['robot'] } }))],
      'shop/web -> shop/db TCP 80 allowed',
    ],
    [
      'a service account’s labels',
      [np('a', source({ serviceAccounts: { selector: "role == 'ci'" } }))],
      'shop/web -> shop/db TCP 80 allowed',
    ],
    [
      'a rule with none of them means anyone',
      [np('a', { ingress: [ALLOW] })],
      '8.8.8.8 -> shop/db TCP 80 allowed',
    ],
    [
      'a global policy’s selector means all namespaces',
      [gnp('a', source({ selector: "app == 'web'" }))],
      'other/web -> shop/db TCP 80 allowed',
    ],
    [
      'a rule’s empty selector is none: it means anyone, not the own namespace',
      [
        np('a', {
          selector: '',
          egress: [{ action: 'Allow', destination: { selector: '' } }],
        }),
      ],
      'shop/web -> 8.8.8.8 TCP 80 allowed',
    ],
    [
      'a global policy’s own namespaceSelector',
      [
        gnp('a', {
          selector: '',
          namespaceSelector: "team == 'b'",
          ingress: [DENY],
        }),
      ],
      'shop/web -> other/web TCP 80 denied',
    ],
    [
      'selector and nets together: AND',
      [gnp('a', source({ selector: "app == 'web'", nets: ['10.0.1.0/24'] }))],
      'shop/web -> shop/db TCP 80 denied',
    ],
    [
      'nets are of pods too',
      [gnp('a', source({ nets: ['10.0.0.0/24'] }))],
      'shop/web -> shop/db TCP 80 allowed',
    ],
    [
      'notNets subtract',
      [gnp('a', source({ nets: ['10.0.0.0/16'], notNets: ['10.0.0.2/32'] }))],
      'shop/web -> shop/db TCP 80 denied',
    ],
    [
      'notSelector subtracts, and lets addresses outside be',
      [gnp('a', source({ notSelector: "app == 'web'" }))],
      '8.8.8.8 -> shop/db TCP 80 allowed',
    ],
    [
      'ipVersion',
      [gnp('a', { ingress: [{ action: 'Allow', ipVersion: 6 }] })],
      '8.8.8.8 -> shop/db TCP 80 denied',
    ],
    [
      'a rule’s own side can be limited',
      [
        gnp('a', {
          selector: 'all()',
          ingress: [{ action: 'Deny', destination: { selector: DB } }, ALLOW],
        }),
      ],
      'shop/db -> shop/web TCP 80 allowed',
    ],
    [
      'NetworkSets match by label within the namespace',
      [
        object(
          V3,
          'NetworkSet',
          'partners',
          { spec: { nets: ['203.0.113.0/24'] } },
          { namespace: 'shop', labels: { role: 'partner' } },
        ),
        np('a', source({ selector: "role == 'partner'" })),
      ],
      '203.0.113.7 -> shop/db TCP 80 allowed',
    ],
    [
      'GlobalNetworkSets are reached by global() from a namespaced policy',
      [
        object(
          V3,
          'GlobalNetworkSet',
          'partners',
          { spec: { nets: ['203.0.113.0/24'] } },
          { labels: { role: 'partner' } },
        ),
        np(
          'a',
          source({
            selector: "role == 'partner'",
            namespaceSelector: 'global()',
          }),
        ),
      ],
      '203.0.113.7 -> shop/db TCP 80 allowed',
    ],
    [
      'and not without it',
      [
        object(
          V3,
          'GlobalNetworkSet',
          'partners',
          { spec: { nets: ['203.0.113.0/24'] } },
          { labels: { role: 'partner' } },
        ),
        np('a', source({ selector: "role == 'partner'" })),
      ],
      '203.0.113.7 -> shop/db TCP 80 denied',
    ],
    [
      'services: egress to the endpoints and their ports',
      [
        service('shop/db', {
          selector: { app: 'db' },
          ports: [{ port: 8080, targetPort: 80 }],
        }),
        np('a', {
          selector: "app == 'web'",
          egress: [
            { action: 'Allow', destination: { services: { name: 'db' } } },
          ],
        }),
      ],
      'shop/web -> shop/db TCP 80 allowed',
    ],
    [
      'services: no other port',
      [
        service('shop/db', {
          selector: { app: 'db' },
          ports: [{ port: 8080, targetPort: 80 }],
        }),
        np('a', {
          selector: "app == 'web'",
          egress: [
            { action: 'Allow', destination: { services: { name: 'db' } } },
          ],
        }),
      ],
      'shop/web -> shop/db TCP 8080 denied',
    ],
  ])('%s', (_, policies, answer) => {
    expect(answerTo(answer, [...SHOP, ...policies])).toBe(answer);
  });
});
