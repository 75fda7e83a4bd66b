import { answerTo } from '../../__testUtils__/ask';
import type { Fact } from '../../__testUtils__/ask';
import { SHOP, V3, gnp, np, source } from '../../__testUtils__/calico';
import { object, service } from '../../__testUtils__/objects';
import type { Manifest } from '../../__testUtils__/objects';

const ROLE = { labels: { role: 'partner' } };
const NETS = { nets: ['203.0.113.0/24'] };

const networkSet = (namespace: string): Manifest =>
  object(V3, 'NetworkSet', 'partners', { spec: NETS }, { namespace, ...ROLE });
const globalNetworkSet = (spec: object = NETS): Manifest =>
  object(V3, 'GlobalNetworkSet', 'partners', { spec }, ROLE);

describe('network sets and Services in a rule', () => {
  it.each<Fact>([
    [
      'NetworkSets of another namespace are not meant',
      [networkSet('other'), np('a', source({ selector: "role == 'partner'" }))],
      '203.0.113.7 -> shop/db TCP 80 denied',
    ],
    [
      'NetworkSets of every namespace are meant by a global policy',
      [
        networkSet('other'),
        gnp('a', source({ selector: "role == 'partner'" })),
      ],
      '203.0.113.7 -> shop/db TCP 80 allowed',
    ],
    [
      'GlobalNetworkSets too',
      [globalNetworkSet(), gnp('a', source({ selector: "role == 'partner'" }))],
      '203.0.113.7 -> shop/db TCP 80 allowed',
    ],
    [
      'allowedEgressDomains of a set are uncertain',
      [
        globalNetworkSet({ allowedEgressDomains: ['example.org'] }),
        gnp('a', {
          egress: [
            { action: 'Allow', destination: { selector: "role == 'partner'" } },
          ],
        }),
      ],
      'shop/db -> 203.0.113.7 TCP 80 uncertain',
    ],
    [
      'NetworkSets match by label within the namespace',
      [networkSet('shop'), np('a', source({ selector: "role == 'partner'" }))],
      '203.0.113.7 -> shop/db TCP 80 allowed',
    ],
    [
      'GlobalNetworkSets are reached by global() from a namespaced policy',
      [
        globalNetworkSet(),
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
      [globalNetworkSet(), np('a', source({ selector: "role == 'partner'" }))],
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
    [
      'services of another namespace, by a global policy',
      [
        service('shop/db', { selector: { app: 'db' }, ports: [{ port: 80 }] }),
        gnp('a', {
          selector: "app == 'web'",
          egress: [
            {
              action: 'Allow',
              destination: { services: { name: 'db', namespace: 'shop' } },
            },
          ],
        }),
      ],
      'other/web -> shop/db TCP 80 allowed',
    ],
    [
      'services: no pod that is not behind it',
      [
        service('shop/db', { selector: { app: 'db' }, ports: [{ port: 80 }] }),
        np('a', {
          selector: "app == 'web'",
          egress: [
            { action: 'Allow', destination: { services: { name: 'db' } } },
          ],
        }),
      ],
      'shop/web -> other/web TCP 80 denied',
    ],
    [
      'services as a source: whoever is behind it, on any port',
      [
        service('shop/web', { selector: { app: 'web' }, ports: [{ port: 1 }] }),
        np('a', source({ services: { name: 'web' } })),
      ],
      'shop/web -> shop/db UDP 53 allowed',
    ],
    [
      'NetworkSets are in their namespace: its labels count',
      [
        networkSet('other'),
        np('a', source({ namespaceSelector: "team == 'b'" })),
      ],
      '203.0.113.7 -> shop/db TCP 80 allowed',
    ],
    [
      'its name too',
      [
        networkSet('other'),
        np(
          'a',
          source({ namespaceSelector: "projectcalico.org/name == 'other'" }),
        ),
      ],
      '203.0.113.7 -> shop/db TCP 80 allowed',
    ],
    [
      'and not those of others',
      [
        networkSet('other'),
        np('a', source({ namespaceSelector: "team == 'a'" })),
      ],
      '203.0.113.7 -> shop/db TCP 80 denied',
    ],
    [
      'HostEndpoints are found by their labels, at their expectedIPs',
      [
        object(
          V3,
          'HostEndpoint',
          'gateway',
          { spec: { node: 'gateway', expectedIPs: ['203.0.113.7'] } },
          ROLE,
        ),
        gnp('a', {
          ...source({ notSelector: "role == 'partner'" }),
        }),
      ],
      '203.0.113.7 -> shop/db TCP 80 denied',
    ],
  ])('%s', (_, policies, answer) => {
    expect(answerTo(answer, [...SHOP, ...policies])).toBe(answer);
  });
});
