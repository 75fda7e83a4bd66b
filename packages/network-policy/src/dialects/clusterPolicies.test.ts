import { createPolicyModel } from '../index';
import { ask, evaluateOne } from '../__testUtils__/ask';
import {
  namespace,
  networkPolicy,
  object,
  pod,
  withPorts,
} from '../__testUtils__/objects';
import type { Manifest } from '../__testUtils__/objects';

const all = { namespaces: {} };
const db = {
  pods: { namespaceSelector: {}, podSelector: { matchLabels: { app: 'db' } } },
};
const web = {
  pods: { namespaceSelector: {}, podSelector: { matchLabels: { app: 'web' } } },
};

const pods = [
  namespace('shop'),
  pod('shop/db', { app: 'db' }, withPorts({ name: 'sql', containerPort: 80 }), {
    podIP: '10.0.0.1',
  }),
  pod('shop/web', { app: 'web' }, {}, { podIP: '10.0.0.2' }),
  pod(
    'shop/host',
    { app: 'db' },
    { hostNetwork: true, nodeName: 'n1' },
    { hostIP: '192.168.0.1' },
  ),
  object(
    'v1',
    'Node',
    'n1',
    { status: { addresses: [{ type: 'InternalIP', address: '192.168.0.1' }] } },
    { labels: { zone: 'a' } },
  ),
];

const cnp = (name: string, spec: object): Manifest =>
  object('policy.networking.k8s.io/v1alpha2', 'ClusterNetworkPolicy', name, {
    spec: { tier: 'Admin', priority: 10, subject: db, ...spec },
  });
const from = (action: string, rest: object = {}) => ({
  action,
  from: [all],
  ...rest,
});
const to = (action: string, peer: object, rest: object = {}) => ({
  action,
  to: [peer],
  ...rest,
});
const isolate = networkPolicy('shop/isolate', {
  podSelector: { matchLabels: { app: 'db' } },
});
const open = networkPolicy('shop/open', {
  podSelector: { matchLabels: { app: 'db' } },
  ingress: [{}],
});

describe('ClusterNetworkPolicy v1alpha2', () => {
  it.each<[string, Manifest[], string, string, string]>([
    [
      'an Admin Deny comes before NetworkPolicy',
      [cnp('a', { ingress: [from('Deny')] }), open],
      'shop/web',
      'shop/db',
      'denied',
    ],
    [
      'an Admin Accept comes before NetworkPolicy',
      [cnp('a', { ingress: [from('Accept')] }), isolate],
      'shop/web',
      'shop/db',
      'allowed',
    ],
    [
      'Pass in Admin goes on to NetworkPolicy',
      [cnp('a', { ingress: [from('Pass'), from('Accept')] }), isolate],
      'shop/web',
      'shop/db',
      'denied',
    ],
    [
      'Pass skips the rest of its tier, and Baseline decides',
      [
        cnp('a', { ingress: [from('Pass')] }),
        cnp('b', { priority: 20, ingress: [from('Accept')] }),
        cnp('c', { tier: 'Baseline', ingress: [from('Deny')] }),
      ],
      'shop/web',
      'shop/db',
      'denied',
    ],
    [
      'NetworkPolicy is final for the pods that it selects',
      [open, cnp('b', { tier: 'Baseline', ingress: [from('Deny')] })],
      'shop/web',
      'shop/db',
      'allowed',
    ],
    [
      'Baseline decides for pods that no NetworkPolicy selects',
      [cnp('b', { tier: 'Baseline', ingress: [from('Deny')] })],
      'shop/web',
      'shop/db',
      'denied',
    ],
    [
      'a tier ends without a deny',
      [cnp('a', { ingress: [from('Accept', { from: [db] })] })],
      'shop/web',
      'shop/db',
      'allowed',
    ],
    [
      'the lower priority number comes first',
      [
        cnp('z', { priority: 1, ingress: [from('Accept')] }),
        cnp('a', { priority: 2, ingress: [from('Deny')] }),
      ],
      'shop/web',
      'shop/db',
      'allowed',
    ],
    [
      'the first rule of a policy that matches decides',
      [cnp('a', { ingress: [from('Deny'), from('Accept')] })],
      'shop/web',
      'shop/db',
      'denied',
    ],
    [
      'a tie whose rules disagree is undefined',
      [
        cnp('a', { ingress: [from('Accept')] }),
        cnp('b', { ingress: [from('Deny')] }),
      ],
      'shop/web',
      'shop/db',
      'uncertain',
    ],
    [
      'a tie whose rules agree is not',
      [
        cnp('a', { ingress: [from('Deny')] }),
        cnp('b', { ingress: [from('Deny')] }),
      ],
      'shop/web',
      'shop/db',
      'denied',
    ],
    [
      'the subject leaves hostNetwork pods out',
      [cnp('a', { ingress: [from('Deny')] })],
      'shop/web',
      'shop/host',
      'allowed',
    ],
    [
      'peers leave hostNetwork pods out',
      [cnp('a', { ingress: [from('Deny')] })],
      'shop/host',
      'shop/db',
      'allowed',
    ],
    [
      'peers of namespaces are no addresses outside',
      [cnp('a', { ingress: [from('Deny')] })],
      '8.8.8.8',
      'shop/db',
      'allowed',
    ],
    [
      'networks also match pod addresses',
      [
        cnp('a', {
          subject: web,
          egress: [to('Deny', { networks: ['10.0.0.0/8'] })],
        }),
      ],
      'shop/web',
      'shop/db',
      'denied',
    ],
    [
      'networks match addresses outside',
      [
        cnp('a', {
          subject: web,
          egress: [to('Deny', { networks: ['8.0.0.0/8'] })],
        }),
      ],
      'shop/web',
      '8.8.8.8',
      'denied',
    ],
    [
      'nodes match node addresses by label',
      [
        cnp('a', {
          subject: web,
          egress: [to('Deny', { nodes: { matchLabels: { zone: 'a' } } })],
        }),
      ],
      'shop/web',
      '192.168.0.1',
      'denied',
    ],
    [
      'nodes match hostNetwork pods, whose address is the node’s',
      [cnp('a', { subject: web, egress: [to('Deny', { nodes: {} })] })],
      'shop/web',
      'shop/host',
      'denied',
    ],
    [
      'nodes of other labels do not',
      [
        cnp('a', {
          subject: web,
          egress: [to('Deny', { nodes: { matchLabels: { zone: 'b' } } })],
        }),
      ],
      'shop/web',
      '192.168.0.1',
      'allowed',
    ],
    [
      'domainNames make addresses uncertain',
      [
        cnp('a', {
          subject: web,
          egress: [
            to('Accept', { domainNames: ['example.org'] }),
            to('Deny', { networks: ['0.0.0.0/0'] }),
          ],
        }),
      ],
      'shop/web',
      '8.8.8.8',
      'uncertain',
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
      'shop/web',
      'shop/db',
      'denied',
    ],
    [
      'a rule of another protocol does not match',
      [cnp('a', { ingress: [from('Deny', { protocols: [{ udp: {} }] })] })],
      'shop/web',
      'shop/db',
      'allowed',
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
      'shop/web',
      'shop/db',
      'denied',
    ],
  ])('%s', (_, policies, source, destination, verdict) => {
    expect(ask([...pods, ...policies], source, destination)).toBe(verdict);
  });

  it('names the tier, the rule and what was overruled', () => {
    const answer = evaluateOne(
      [
        ...pods,
        cnp('a', { ingress: [from('Deny', { name: 'nobody' })] }),
        open,
      ],
      'shop/web',
      'shop/db',
    );
    expect(answer.ingress.decision).toMatchObject({
      by: 'rule',
      tier: 'Admin',
      rule: 'spec.ingress[0]',
      name: 'nobody',
      peer: 'spec.ingress[0].from[0]',
    });
    expect(answer.ingress.overruled).toMatchObject([
      { policy: { name: 'open' }, action: 'Allow' },
    ]);
    expect(answer.ingress.nearest).toMatchObject({
      policy: { name: 'open' },
      lacks: [{ what: 'precedence' }],
    });
  });

  it.each<[string, object, string, string]>([
    [
      'a bad Deny denies all',
      { ingress: [{ action: 'Deny', from: [{}] }] },
      'spec.ingress[0].from[0]',
      'denied',
    ],
    [
      'a bad Pass denies all',
      { ingress: [{ action: 'Pass', from: [{ future: {} }] }] },
      'spec.ingress[0].from[0]',
      'denied',
    ],
    [
      'a bad Accept matches nothing',
      { ingress: [{ action: 'Accept', from: [{}] }, from('Deny')] },
      'spec.ingress[0].from[0]',
      'denied',
    ],
    [
      'named ports with networks fail closed',
      {
        subject: web,
        egress: [
          to(
            'Deny',
            { networks: ['8.0.0.0/8'] },
            { protocols: [{ destinationNamedPort: 'sql' }] },
          ),
        ],
      },
      'spec.egress[0].to[0]',
      'denied',
    ],
    [
      'domainNames in a Deny fail closed',
      { subject: web, egress: [to('Deny', { domainNames: ['example.org'] })] },
      'spec.egress[0].to[0].domainNames',
      'denied',
    ],
  ])('%s, and is a problem', (_, spec, path, verdict) => {
    const objects = [...pods, cnp('bad', spec)];
    expect(createPolicyModel(objects).problems).toMatchObject([
      { kind: 'invalid', path },
    ]);
    expect(ask(objects, 'shop/web', 'shop/db')).toBe(verdict);
  });

  it('refuses a priority above 1000', () => {
    expect(
      createPolicyModel([...pods, cnp('a', { priority: 1001 })]).problems,
    ).toMatchObject([{ path: 'spec.priority' }]);
  });
});

describe('AdminNetworkPolicy and BaselineAdminNetworkPolicy v1alpha1', () => {
  const anp = (spec: object) =>
    object('policy.networking.k8s.io/v1alpha1', 'AdminNetworkPolicy', 'a', {
      spec: { priority: 10, subject: db, ...spec },
    });
  const banp = (name: string, spec: object) =>
    object(
      'policy.networking.k8s.io/v1alpha1',
      'BaselineAdminNetworkPolicy',
      name,
      { spec: { subject: db, ...spec } },
    );
  it.each<[string, Manifest[], string]>([
    [
      'Allow is its word for Accept',
      [anp({ ingress: [from('Allow')] }), isolate],
      'allowed',
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
      'denied',
    ],
    [
      'portRange',
      [
        anp({
          ingress: [
            from('Deny', {
              ports: [{ portRange: { protocol: 'TCP', start: 70, end: 79 } }],
            }),
          ],
        }),
      ],
      'allowed',
    ],
    [
      'namedPort',
      [anp({ ingress: [from('Deny', { ports: [{ namedPort: 'sql' }] })] })],
      'denied',
    ],
    [
      'the baseline comes after NetworkPolicy',
      [banp('default', { ingress: [from('Deny')] }), open],
      'allowed',
    ],
    [
      'the baseline decides where nothing did',
      [banp('default', { ingress: [from('Deny')] })],
      'denied',
    ],
    [
      'the baseline is a singleton named default',
      [banp('other', { ingress: [from('Deny')] })],
      'allowed',
    ],
  ])('%s', (_, policies, verdict) => {
    expect(ask([...pods, ...policies], 'shop/web', 'shop/db')).toBe(verdict);
  });
});

describe('policies of dialects that are not read', () => {
  it('make uncertain what they may select, and are a problem', () => {
    const cilium = object(
      'cilium.io/v2',
      'CiliumNetworkPolicy',
      'l7',
      { spec: {} },
      { namespace: 'shop' },
    );
    const objects = [...pods, pod('other/a'), pod('other/b'), cilium];
    expect(ask(objects, 'shop/web', 'shop/db')).toBe('uncertain');
    expect(ask(objects, 'other/a', 'other/b')).toBe('allowed');
    expect(createPolicyModel(objects).problems).toMatchObject([
      { kind: 'unsupported', object: { name: 'l7' } },
    ]);
  });
});
