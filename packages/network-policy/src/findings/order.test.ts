import type { FindingKind } from '../index';
import { places } from '../__testUtils__/findings';
import { networkPolicy, object, pod } from '../__testUtils__/objects';
import type { Manifest } from '../__testUtils__/objects';

const pods = [pod('shop/db', { app: 'db' }), pod('shop/web', { app: 'web' })];
const labelled = (app: string) => ({
  pods: { namespaceSelector: {}, podSelector: { matchLabels: { app } } },
});
const web = labelled('web');

const policy = (name: string, spec: object) =>
  object('policy.networking.k8s.io/v1alpha2', 'ClusterNetworkPolicy', name, {
    spec: { tier: 'Admin', subject: { namespaces: {} }, ...spec },
  });
const cnp = (
  name: string,
  priority: number,
  action = 'Deny',
  protocols?: unknown[],
  subject: object = { namespaces: {} },
) =>
  policy(name, {
    priority,
    subject,
    ingress: [
      {
        action,
        from: [{ namespaces: {} }],
        ...(protocols ? { protocols } : {}),
      },
    ],
  });
const egressCnp = (name: string, priority: number) =>
  policy(name, {
    priority,
    egress: [{ action: 'Deny', to: [{ namespaces: {} }] }],
  });
const gnp = (name: string, spec: object) =>
  object('projectcalico.org/v3', 'GlobalNetworkPolicy', name, { spec });

describe('findings about policies in each other’s way', () => {
  it.each<[FindingKind, string, Manifest[], string[]]>([
    [
      'policy-shadowed',
      'one before it matches all',
      [
        cnp('a', 1),
        cnp('b', 2, 'Accept', [{ tcp: { destinationPort: { number: 80 } } }]),
      ],
      ['b'],
    ],
    [
      'policy-shadowed',
      'one before it matches less',
      [
        cnp('a', 1, 'Deny', [{ udp: { destinationPort: { number: 80 } } }]),
        cnp('b', 2, 'Accept', [{ tcp: { destinationPort: { number: 80 } } }]),
      ],
      [],
    ],
    [
      'equal-priority',
      'the same pods',
      [cnp('a', 1), cnp('b', 1)],
      ['a spec.priority'],
    ],
    ['equal-priority', 'other priorities', [cnp('a', 1), cnp('b', 2)], []],

    [
      'policy-shadowed',
      'one of a later tier',
      [
        cnp('a', 1),
        networkPolicy('shop/np', { podSelector: {}, ingress: [{}] }),
      ],
      [],
    ],
    [
      'policy-shadowed',
      'a Pass before one of its tier',
      [cnp('a', 1, 'Pass'), cnp('b', 2)],
      ['b'],
    ],
    [
      'policy-shadowed',
      'one before it selects fewer pods',
      [cnp('a', 1, 'Deny', undefined, web), cnp('b', 2)],
      [],
    ],
    [
      'policy-shadowed',
      'one before it is of the other direction',
      [
        cnp('a', 1),
        gnp('b', {
          egress: [{ action: 'Deny' }],
          tier: 'kube-admin',
          order: 2,
        }),
      ],
      [],
    ],
    [
      'policy-shadowed',
      'a Calico policy that lets all be decided before it',
      [
        gnp('a', { order: 1, ingress: [{ action: 'Allow' }] }),
        gnp('b', { order: 2, ingress: [{ action: 'Deny' }] }),
      ],
      ['b'],
    ],
    [
      'policy-shadowed',
      'a Log before it decides nothing',
      [
        gnp('a', { order: 1, ingress: [{ action: 'Log' }] }),
        gnp('b', { order: 2, ingress: [{ action: 'Deny' }] }),
      ],
      [],
    ],
    [
      'policy-shadowed',
      'of two with one priority neither',
      [cnp('a', 1), cnp('b', 1)],
      [],
    ],
    [
      'equal-priority',
      'other pods',
      [
        cnp('a', 1, 'Deny', undefined, web),
        cnp('b', 1, 'Deny', undefined, labelled('db')),
      ],
      [],
    ],
    [
      'equal-priority',
      'other directions',
      [cnp('a', 1), egressCnp('b', 1)],
      [],
    ],
    [
      'equal-priority',
      'where Calico settles it by name',
      [
        cnp('a', 1),
        cnp('b', 1),
        object('projectcalico.org/v3', 'Tier', 'x', { spec: { order: 5 } }),
      ],
      [],
    ],
    [
      'equal-priority',
      'three of them are two findings, each with those after it',
      [cnp('a', 1), cnp('b', 1), cnp('c', 1)],
      ['a spec.priority', 'b spec.priority'],
    ],
  ])('%s: %s', (kind, _, objects, expected) => {
    expect(places(kind, [...pods, ...objects])).toEqual(expected);
  });
});
