import type { FindingKind } from '../index';
import { db, places, pods } from '../__testUtils__/findings';
import {
  deployment,
  networkPolicy,
  pod,
  service,
} from '../__testUtils__/objects';
import type { Manifest } from '../__testUtils__/objects';

const dns = pod('kube-system/coredns', { 'k8s-app': 'kube-dns' });
const ingressNamespace = {
  matchLabels: { 'kubernetes.io/metadata.name': 'ingress-nginx' },
};
const webOnly = { from: [{ podSelector: { matchLabels: { app: 'web' } } }] };

describe('findings about workloads and Services', () => {
  it.each<[FindingKind, string, Manifest[], string[]]>([
    [
      'egress-without-dns',
      'egress to one app alone',
      [
        dns,
        networkPolicy('shop/np', {
          podSelector: db,
          egress: [{ to: webOnly.from }],
        }),
      ],
      ['np spec.egress'],
    ],
    [
      'egress-without-dns',
      'egress to nobody, who has no names to ask for',
      [
        dns,
        networkPolicy('shop/np', { podSelector: db, policyTypes: ['Egress'] }),
      ],
      [],
    ],
    [
      'egress-without-dns',
      'and to DNS',
      [
        dns,
        networkPolicy('shop/np', {
          podSelector: db,
          egress: [
            {
              to: [{ namespaceSelector: {} }],
              ports: [{ port: 53, protocol: 'UDP' }],
            },
          ],
        }),
      ],
      [],
    ],
    [
      'egress-without-dns',
      'to all ports of one app, where no DNS server is in the input',
      [
        networkPolicy('shop/np', {
          podSelector: db,
          egress: [{ to: webOnly.from }],
        }),
      ],
      ['np spec.egress'],
    ],
    [
      'egress-without-dns',
      'to all pods, where no DNS server is in the input',
      [
        networkPolicy('shop/np', {
          podSelector: db,
          egress: [{ to: [{ namespaceSelector: {} }] }],
        }),
      ],
      [],
    ],
    [
      'egress-without-dns',
      'to the usual DNS server, where none is in the input',
      [
        networkPolicy('shop/np', {
          podSelector: db,
          egress: [
            { to: webOnly.from },
            {
              to: [
                {
                  namespaceSelector: {
                    matchLabels: {
                      'kubernetes.io/metadata.name': 'kube-system',
                    },
                  },
                  podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } },
                },
              ],
              ports: [{ port: 'dns', protocol: 'UDP' }],
            },
          ],
        }),
      ],
      [],
    ],
    [
      'egress-without-dns',
      'to a DNS server outside, or a cache on the node',
      [
        dns,
        networkPolicy('shop/np', {
          podSelector: db,
          egress: [
            {
              to: [{ ipBlock: { cidr: '169.254.20.10/32' } }],
              ports: [{ port: 53, protocol: 'UDP' }],
            },
          ],
        }),
      ],
      [],
    ],
    [
      'egress-without-dns',
      'and to the DNS of OpenShift',
      [
        pod('openshift-dns/dns-default'),
        networkPolicy('shop/np', {
          podSelector: db,
          egress: [
            {
              to: [
                {
                  namespaceSelector: {
                    matchLabels: {
                      'kubernetes.io/metadata.name': 'openshift-dns',
                    },
                  },
                },
              ],
              ports: [{ port: 5353, protocol: 'UDP' }],
            },
          ],
        }),
      ],
      [],
    ],
    [
      'service-port-blocked',
      'policy lets nobody reach the targetPort',
      [
        service('shop/db', {
          selector: { app: 'db' },
          ports: [{ port: 80 }, { port: 5432, targetPort: 'sql' }],
        }),
        networkPolicy('shop/np', {
          podSelector: db,
          ingress: [{ ...webOnly, ports: [{ port: 5432 }] }],
        }),
      ],
      ['db spec.ports[0]'],
    ],
    [
      'workload-open-beside-isolated',
      'one is left out',
      [
        networkPolicy('shop/np', { podSelector: db }),
        deployment('shop/free', { app: 'free' }),
      ],
      ['free', 'web'],
    ],

    [
      'egress-without-dns',
      'and to DNS over TCP alone, which is the second try',
      [
        dns,
        networkPolicy('shop/np', {
          podSelector: db,
          egress: [{ ports: [{ port: 53 }] }],
        }),
      ],
      ['np spec.egress'],
    ],
    [
      'egress-without-dns',
      'to port 53 of other pods than DNS',
      [
        dns,
        networkPolicy('shop/np', {
          podSelector: db,
          egress: [
            { to: webOnly.from, ports: [{ port: 53, protocol: 'UDP' }] },
          ],
        }),
      ],
      ['np spec.egress'],
    ],
    [
      'egress-without-dns',
      'another policy lets it ask',
      [
        dns,
        networkPolicy('shop/np', {
          podSelector: db,
          egress: [{ to: webOnly.from }],
        }),
        networkPolicy('shop/dns', {
          podSelector: {},
          egress: [{ ports: [{ port: 53, protocol: 'UDP' }] }],
        }),
      ],
      [],
    ],
    [
      'egress-without-dns',
      'ingress alone is isolated',
      [dns, networkPolicy('shop/np', { podSelector: db })],
      [],
    ],
    [
      'service-port-blocked',
      'one peer may',
      [
        service('shop/db', { selector: { app: 'db' }, ports: [{ port: 80 }] }),
        networkPolicy('shop/np', {
          podSelector: db,
          ingress: [{ ...webOnly, ports: [{ port: 80 }] }],
        }),
      ],
      [],
    ],
    [
      'service-port-blocked',
      'pods of a namespace may that the input has not',
      [
        service('shop/db', { selector: { app: 'db' }, ports: [{ port: 80 }] }),
        networkPolicy('shop/np', {
          podSelector: db,
          ingress: [
            {
              from: [{ namespaceSelector: ingressNamespace }],
              ports: [{ port: 80 }],
            },
          ],
        }),
      ],
      [],
    ],
    [
      'service-port-blocked',
      'pods of such a namespace may, and on another port',
      [
        service('shop/db', { selector: { app: 'db' }, ports: [{ port: 80 }] }),
        networkPolicy('shop/np', {
          podSelector: db,
          ingress: [
            {
              from: [{ namespaceSelector: ingressNamespace }],
              ports: [{ port: 81 }],
            },
          ],
        }),
      ],
      ['db spec.ports[0]'],
    ],
    [
      'service-port-blocked',
      'its own pods alone may',
      [
        service('shop/db', { selector: { app: 'db' }, ports: [{ port: 80 }] }),
        networkPolicy('shop/np', {
          podSelector: db,
          ingress: [{ from: [{ podSelector: db }] }],
        }),
      ],
      ['db spec.ports[0]'],
    ],
    [
      'service-port-blocked',
      'the one that may enter may not leave',
      [
        service('shop/db', { selector: { app: 'db' }, ports: [{ port: 80 }] }),
        networkPolicy('shop/np', { podSelector: db, ingress: [webOnly] }),
        networkPolicy('shop/web', {
          podSelector: { matchLabels: { app: 'web' } },
          policyTypes: ['Egress'],
        }),
      ],
      ['db spec.ports[0]'],
    ],
    [
      'service-port-blocked',
      'addresses outside alone may',
      [
        service('shop/db', { selector: { app: 'db' }, ports: [{ port: 80 }] }),
        networkPolicy('shop/np', {
          podSelector: db,
          ingress: [{ from: [{ ipBlock: { cidr: '8.0.0.0/8' } }] }],
        }),
      ],
      [],
    ],
    [
      'workload-open-beside-isolated',
      'one is open in one direction alone',
      [
        networkPolicy('shop/np', { podSelector: db }),
        networkPolicy('shop/web', {
          podSelector: { matchLabels: { app: 'web' } },
          policyTypes: ['Egress'],
        }),
      ],
      [],
    ],
    [
      'workload-open-beside-isolated',
      'those of another namespace are',
      [
        networkPolicy('shop/np', { podSelector: {} }),
        deployment('other/free', { app: 'free' }),
      ],
      [],
    ],
    [
      'workload-open-beside-isolated',
      'one on the host’s network is no pod’s',
      [
        networkPolicy('shop/np', { podSelector: {} }),
        pod('shop/host', {}, { hostNetwork: true }),
      ],
      [],
    ],
    ['workload-open-beside-isolated', 'all are open', [], []],
  ])('%s: %s', (kind, _, objects, expected) => {
    expect(places(kind, [...pods, ...objects])).toEqual(expected);
  });
});
