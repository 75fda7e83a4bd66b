import { answerTo } from '../../__testUtils__/ask';
import type { Fact } from '../../__testUtils__/ask';
import {
  DB,
  DENY,
  SHOP,
  ALLOW,
  gnp,
  np,
  source,
} from '../../__testUtils__/calico';
import { pod } from '../../__testUtils__/objects';

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
      'and mean its namespace: not a service account of that name elsewhere',
      [
        pod('other/robot', { app: 'bot' }, { serviceAccountName: 'robot' }),
        np('a', source({ serviceAccounts: { names: ['robot'] } })),
      ],
      'other/robot -> shop/db TCP 80 denied',
    ],
    [
      'with a namespaceSelector it is one of those',
      [
        pod('other/robot', { app: 'bot' }, { serviceAccountName: 'robot' }),
        np(
          'a',
          source({
            serviceAccounts: { names: ['robot'] },
            namespaceSelector: "team == 'b'",
          }),
        ),
      ],
      'other/robot -> shop/db TCP 80 allowed',
    ],
    [
      'names and selector of service accounts: AND',
      [
        np(
          'a',
          source({
            serviceAccounts: { names: ['robot'], selector: "role == 'dev'" },
          }),
        ),
      ],
      'shop/web -> shop/db TCP 80 denied',
    ],
    [
      'a policy’s own serviceAccountSelector',
      [
        gnp('a', {
          selector: '',
          serviceAccountSelector: "role == 'ci'",
          ingress: [DENY],
        }),
      ],
      'shop/db -> shop/web TCP 80 denied',
    ],
    [
      'and no pod of another service account',
      [
        gnp('a', {
          selector: '',
          serviceAccountSelector: "role == 'ci'",
          ingress: [DENY],
        }),
      ],
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
      'selector and nets together: AND, matching both',
      [gnp('a', source({ selector: "app == 'web'", nets: ['10.0.1.0/24'] }))],
      'other/web -> shop/db TCP 80 allowed',
    ],
    [
      'selector and nets together: AND, matching one',
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
      'selector and notSelector together subtract',
      [gnp('a', source({ selector: 'has(app)', notSelector: "app == 'web'" }))],
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
      'global() means no pod',
      [
        gnp('a', {
          egress: [
            { action: 'Allow', destination: { namespaceSelector: 'global()' } },
          ],
        }),
      ],
      'shop/db -> shop/web TCP 80 denied',
    ],
    [
      'all() in a namespaceSelector means pods, and no address outside',
      [np('a', source({ namespaceSelector: 'all()' }))],
      '8.8.8.8 -> shop/db TCP 80 denied',
    ],
    [
      'nets and no pod beside',
      [gnp('a', source({ nets: ['10.0.1.0/24'] }))],
      'shop/web -> shop/db TCP 80 denied',
    ],
    [
      'nets in IPv6',
      [gnp('a', source({ nets: ['2001:db8::/32'] }))],
      '2001:db8::1 -> shop/db TCP 80 allowed',
    ],
    [
      'notNets leave what they do not hold',
      [gnp('a', source({ notNets: ['10.0.0.2/32'] }))],
      'other/web -> shop/db TCP 80 allowed',
    ],
  ])('%s', (_, policies, answer) => {
    expect(answerTo(answer, [...SHOP, ...policies])).toBe(answer);
  });
});
