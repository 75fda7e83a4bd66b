import { createPolicyModel } from '../index';
import type { FindingKind } from '../index';
import { db, places, pods } from '../__testUtils__/findings';
import {
  networkPolicy,
  object,
  pod,
  virtualMachine,
} from '../__testUtils__/objects';
import type { Manifest } from '../__testUtils__/objects';

const webOnly = { from: [{ podSelector: { matchLabels: { app: 'web' } } }] };

const gnp = (spec: object) =>
  object('projectcalico.org/v3', 'GlobalNetworkPolicy', 'gnp', { spec });
const fromAddresses = (ipBlock: object) =>
  networkPolicy('shop/np', {
    podSelector: db,
    ingress: [{ from: [{ ipBlock }] }],
  });

describe('findings about one policy', () => {
  it.each<[FindingKind, string, Manifest[], string[]]>([
    [
      'policy-selects-nothing',
      'no pod has the labels',
      [
        networkPolicy('shop/np', {
          podSelector: { matchLabels: { app: 'none' } },
        }),
      ],
      ['np spec.podSelector'],
    ],
    [
      'policy-selects-nothing',
      'a pod has them',
      [networkPolicy('shop/np', { podSelector: db })],
      [],
    ],
    [
      'peer-matches-nothing',
      'a selector of nobody',
      [
        networkPolicy('shop/np', {
          podSelector: db,
          ingress: [
            {
              from: [
                webOnly.from[0],
                { podSelector: { matchLabels: { app: 'none' } } },
              ],
            },
          ],
        }),
      ],
      ['np spec.ingress[0].from[1]'],
    ],
    [
      'peer-matches-nothing',
      'an ipBlock is somebody',
      [
        networkPolicy('shop/np', {
          podSelector: db,
          ingress: [{ from: [{ ipBlock: { cidr: '10.0.0.0/8' } }] }],
        }),
      ],
      [],
    ],
    [
      'named-port-unresolved',
      'no selected pod declares it',
      [
        networkPolicy('shop/np', {
          podSelector: {},
          ingress: [{ ports: [{ port: 'sql' }, { port: 'http' }] }],
        }),
      ],
      ['np spec.ingress[0].ports[1]'],
    ],
    [
      'named-port-unresolved',
      'egress: no destination declares it',
      [
        networkPolicy('shop/np', {
          podSelector: db,
          egress: [{ to: webOnly.from, ports: [{ port: 'sql' }] }],
        }),
      ],
      ['np spec.egress[0].ports[0]'],
    ],
    [
      'named-port-unresolved',
      'egress: addresses have no named ports',
      [
        networkPolicy('shop/np', {
          podSelector: db,
          egress: [
            {
              to: [{ ipBlock: { cidr: '10.0.0.0/8' } }],
              ports: [{ port: 'sql' }],
            },
          ],
        }),
      ],
      ['np spec.egress[0].ports[0]'],
    ],
    [
      'rule-open-to-world',
      'no from at all',
      [networkPolicy('shop/np', { podSelector: db, ingress: [{}] })],
      ['np spec.ingress[0]'],
    ],
    [
      'rule-open-to-world',
      '0.0.0.0/0',
      [
        networkPolicy('shop/np', {
          podSelector: db,
          ingress: [{ from: [{ ipBlock: { cidr: '0.0.0.0/0' } }] }],
        }),
      ],
      ['np spec.ingress[0].from[0]'],
    ],
    [
      'rule-open-to-world',
      'private addresses',
      [
        networkPolicy('shop/np', {
          podSelector: db,
          ingress: [{ from: [{ ipBlock: { cidr: '10.0.0.0/8' } }] }],
        }),
      ],
      [],
    ],

    [
      'policy-selects-nothing',
      'pods of another namespace alone have them',
      [networkPolicy('other/np', { podSelector: db })],
      ['np spec.podSelector'],
    ],
    [
      'policy-selects-nothing',
      'a pod on the host’s network alone has them',
      [
        pod('shop/host', { app: 'host' }, { hostNetwork: true }),
        networkPolicy('shop/np', {
          podSelector: { matchLabels: { app: 'host' } },
        }),
      ],
      ['np spec.podSelector'],
    ],
    [
      'policy-selects-nothing',
      'a Calico selector of nobody',
      [gnp({ selector: "app == 'none'" })],
      ['gnp spec.selector'],
    ],
    [
      'policy-selects-nothing',
      'a subject of nobody',
      [
        object(
          'policy.networking.k8s.io/v1alpha2',
          'ClusterNetworkPolicy',
          'cnp',
          {
            spec: {
              tier: 'Admin',
              priority: 1,
              subject: { namespaces: { matchLabels: { team: 'none' } } },
            },
          },
        ),
      ],
      ['cnp spec.subject'],
    ],
    [
      'peer-matches-nothing',
      'a namespace that is not there',
      [
        networkPolicy('shop/np', {
          podSelector: db,
          egress: [
            { to: [{ namespaceSelector: { matchLabels: { team: 'none' } } }] },
          ],
        }),
      ],
      ['np spec.egress[0].to[0]'],
    ],
    [
      'peer-matches-nothing',
      'a Calico source of nobody',
      [
        gnp({
          ingress: [{ action: 'Allow', source: { selector: 'has(none)' } }],
        }),
      ],
      ['gnp spec.ingress[0].source'],
    ],
    [
      'named-port-unresolved',
      'of pods that the input has not',
      [
        networkPolicy('shop/np', {
          podSelector: db,
          egress: [
            {
              to: [{ namespaceSelector: { matchLabels: { team: 'none' } } }],
              ports: [{ port: 'dns', protocol: 'UDP' }],
            },
          ],
        }),
      ],
      [],
    ],
    [
      'named-port-unresolved',
      'a pod declares it for another protocol',
      [
        networkPolicy('shop/np', {
          podSelector: {},
          ingress: [{ ports: [{ port: 'sql', protocol: 'UDP' }] }],
        }),
      ],
      ['np spec.ingress[0].ports[0]'],
    ],
    [
      'named-port-unresolved',
      'a pod declares it that the policy does not select',
      [
        networkPolicy('shop/np', {
          podSelector: { matchLabels: { app: 'web' } },
          ingress: [{ ports: [{ port: 'sql' }] }],
        }),
      ],
      ['np spec.ingress[0].ports[0]'],
    ],
    [
      'named-port-unresolved',
      'an interface of a stopped VM declares it',
      [
        virtualMachine('shop/vm', { app: 'vm' }, [
          {
            name: 'default',
            masquerade: {},
            ports: [{ name: 'ssh', port: 22 }],
          },
        ]),
        networkPolicy('shop/np', {
          podSelector: { matchLabels: { app: 'vm' } },
          ingress: [{ ports: [{ port: 'ssh' }] }],
        }),
      ],
      [],
    ],
    [
      'rule-open-to-world',
      '::/0',
      [fromAddresses({ cidr: '::/0' })],
      ['np spec.ingress[0].from[0]'],
    ],
    [
      'rule-open-to-world',
      'everything but private networks',
      [
        fromAddresses({
          cidr: '0.0.0.0/0',
          except: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'],
        }),
      ],
      ['np spec.ingress[0].from[0]'],
    ],
    [
      'rule-open-to-world',
      'everything but a part of the world',
      [fromAddresses({ cidr: '0.0.0.0/0', except: ['8.0.0.0/8'] })],
      [],
    ],
    [
      'rule-open-to-world',
      'half of the world',
      [fromAddresses({ cidr: '0.0.0.0/1' })],
      [],
    ],
    [
      'rule-open-to-world',
      'out to everybody',
      [networkPolicy('shop/np', { podSelector: db, egress: [{}] })],
      ['np spec.egress[0]'],
    ],
    [
      'rule-open-to-world',
      'all pods are not the world',
      [
        networkPolicy('shop/np', {
          podSelector: db,
          ingress: [{ from: [{ namespaceSelector: {} }] }],
        }),
      ],
      [],
    ],
    [
      'rule-open-to-world',
      'a Calico rule of anyone',
      [gnp({ ingress: [{ action: 'Allow' }] })],
      ['gnp spec.ingress[0]'],
    ],
    [
      'rule-open-to-world',
      'a Calico rule that takes some out',
      [
        gnp({
          ingress: [
            {
              action: 'Allow',
              source: { nets: ['0.0.0.0/0'], notNets: ['8.0.0.0/8'] },
            },
          ],
        }),
      ],
      [],
    ],
    [
      'rule-open-to-world',
      'a Calico rule that denies anyone',
      [gnp({ ingress: [{ action: 'Deny' }] })],
      [],
    ],
  ])('%s: %s', (kind, _, objects, expected) => {
    expect(places(kind, [...pods, ...objects])).toEqual(expected);
  });

  it('tells a peer that is misspelt from one whose manifests were not read', () => {
    const severities = [
      { podSelector: { matchLabels: { app: 'none' } } },
      { namespaceSelector: {}, podSelector: { matchLabels: { app: 'none' } } },
      { namespaceSelector: { matchLabels: { team: 'none' } } },
    ].map(peer =>
      createPolicyModel([
        ...pods,
        networkPolicy('shop/np', {
          podSelector: db,
          ingress: [{ from: [peer] }],
        }),
      ])
        .findings()
        .filter(each => each.kind === 'peer-matches-nothing')
        .map(each => each.severity),
    );
    expect(severities).toEqual([['warning'], ['warning'], ['info']]);
  });
});
