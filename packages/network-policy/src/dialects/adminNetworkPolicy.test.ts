import { createPolicyModel } from '../index';
import { answerTo } from '../__testUtils__/ask';
import type { Fact } from '../__testUtils__/ask';
import {
  DB,
  ISOLATE,
  OPEN,
  SHOP,
  WEB,
  from,
  to,
} from '../__testUtils__/clusterPolicy';
import { object } from '../__testUtils__/objects';
import type { Manifest } from '../__testUtils__/objects';

const V1ALPHA1 = 'policy.networking.k8s.io/v1alpha1';

const anp = (spec: object, name = 'a') =>
  object(V1ALPHA1, 'AdminNetworkPolicy', name, {
    spec: { priority: 10, subject: DB, ...spec },
  });

const banp = (name: string, spec: object) =>
  object(V1ALPHA1, 'BaselineAdminNetworkPolicy', name, {
    spec: { subject: DB, ...spec },
  });

describe('AdminNetworkPolicy and BaselineAdminNetworkPolicy v1alpha1', () => {
  it.each<Fact>([
    [
      'Allow is its word for Accept',
      [anp({ ingress: [from('Allow')] }), ISOLATE],
      'shop/web -> shop/db TCP 80 allowed',
    ],
    [
      'Deny comes before NetworkPolicy',
      [anp({ ingress: [from('Deny')] }), OPEN],
      'shop/web -> shop/db TCP 80 denied',
    ],
    [
      'Pass goes on to NetworkPolicy',
      [anp({ ingress: [from('Pass'), from('Allow')] }), ISOLATE],
      'shop/web -> shop/db TCP 80 denied',
    ],
    [
      'Pass goes on to the baseline where no NetworkPolicy selects the pod',
      [
        anp({ ingress: [from('Pass'), from('Allow')] }),
        banp('default', { ingress: [from('Deny')] }),
      ],
      'shop/web -> shop/db TCP 80 denied',
    ],
    [
      'the lower priority number comes first',
      [
        anp({ priority: 2, ingress: [from('Deny')] }),
        anp({ priority: 1, ingress: [from('Allow')] }, 'z'),
      ],
      'shop/web -> shop/db TCP 80 allowed',
    ],
    [
      'a tie whose rules disagree is undefined',
      [
        anp({ ingress: [from('Deny')] }),
        anp({ ingress: [from('Allow')] }, 'z'),
      ],
      'shop/web -> shop/db TCP 80 uncertain',
    ],
    [
      'the subject leaves hostNetwork pods out',
      [anp({ ingress: [from('Deny')] })],
      'shop/web -> shop/host TCP 80 allowed',
    ],
    [
      'networks also match pod addresses',
      [
        anp({
          subject: WEB,
          egress: [to('Deny', { networks: ['10.0.0.0/8'] })],
        }),
      ],
      'shop/web -> shop/db TCP 80 denied',
    ],
    [
      'nodes match node addresses',
      [anp({ subject: WEB, egress: [to('Deny', { nodes: {} })] })],
      'shop/web -> 192.168.0.1 TCP 80 denied',
    ],
    [
      'portNumber',
      [
        anp({
          ingress: [
            from('Deny', {
              ports: [{ portNumber: { protocol: 'TCP', port: 80 } }],
            }),
          ],
        }),
      ],
      'shop/web -> shop/db TCP 80 denied',
    ],
    [
      'portNumber of another protocol',
      [
        anp({
          ingress: [
            from('Deny', {
              ports: [{ portNumber: { protocol: 'UDP', port: 80 } }],
            }),
          ],
        }),
      ],
      'shop/web -> shop/db TCP 80 allowed',
    ],
    [
      'the last port of a portRange',
      [
        anp({
          ingress: [
            from('Deny', {
              ports: [{ portRange: { protocol: 'TCP', start: 70, end: 80 } }],
            }),
          ],
        }),
      ],
      'shop/web -> shop/db TCP 80 denied',
    ],
    [
      'a port beside a portRange',
      [
        anp({
          ingress: [
            from('Deny', {
              ports: [{ portRange: { protocol: 'TCP', start: 70, end: 79 } }],
            }),
          ],
        }),
      ],
      'shop/web -> shop/db TCP 80 allowed',
    ],
    [
      'namedPort',
      [anp({ ingress: [from('Deny', { ports: [{ namedPort: 'sql' }] })] })],
      'shop/web -> shop/db TCP 80 denied',
    ],
    [
      'the baseline comes after NetworkPolicy',
      [banp('default', { ingress: [from('Deny')] }), OPEN],
      'shop/web -> shop/db TCP 80 allowed',
    ],
    [
      'the baseline decides where nothing did',
      [banp('default', { ingress: [from('Deny')] })],
      'shop/web -> shop/db TCP 80 denied',
    ],
    [
      'the baseline is a singleton named default: no API server takes another',
      [banp('other', { ingress: [from('Deny')] })],
      'shop/web -> shop/db TCP 80 uncertain',
    ],
    [
      'namedPort is no other port',
      [anp({ ingress: [from('Deny', { ports: [{ namedPort: 'sql' }] })] })],
      'shop/web -> shop/db TCP 81 allowed',
    ],
    [
      'portNumber is no other port',
      [
        anp({
          ingress: [
            from('Deny', {
              ports: [{ portNumber: { protocol: 'TCP', port: 80 } }],
            }),
          ],
        }),
      ],
      'shop/web -> shop/db TCP 81 allowed',
    ],
    [
      'portNumber is of TCP where it does not say',
      [
        anp({
          ingress: [from('Deny', { ports: [{ portNumber: { port: 80 } }] })],
        }),
      ],
      'shop/web -> shop/db TCP 80 denied',
    ],
  ])('%s', (_, policies, answer) => {
    expect(answerTo(answer, [...SHOP, ...policies])).toBe(answer);
  });

  it.each<[string, Manifest, string]>([
    [
      'a baseline of another name',
      banp('other', { ingress: [from('Deny')] }),
      'metadata.name',
    ],
    [
      'Pass in the baseline, after which there is nothing',
      banp('default', { ingress: [from('Pass')] }),
      'spec.ingress[0].action',
    ],
    [
      'the action of v1alpha2',
      anp({ ingress: [from('Accept')] }),
      'spec.ingress[0].action',
    ],
    [
      'pods without a namespaceSelector',
      anp({ subject: { pods: { podSelector: {} } } }),
      'spec.subject.pods.namespaceSelector',
    ],
    ['a priority above 1000', anp({ priority: 1001 }), 'spec.priority'],
    ['no priority', anp({ priority: null }), 'spec.priority'],
  ])('refuse %s', (_, policy, path) => {
    expect(createPolicyModel([...SHOP, policy]).problems).toMatchObject([
      { kind: 'invalid', path },
    ]);
  });
});
