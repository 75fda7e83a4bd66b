import { createPolicyModel } from '../index';
import { answerTo, evaluateOne } from '../__testUtils__/ask';
import type { Fact } from '../__testUtils__/ask';
import { ALLOW, DENY, SHOP, V3, gnp, np } from '../__testUtils__/calico';
import {
  namespace,
  networkPolicy,
  object,
  pod,
  service,
  withPorts,
} from '../__testUtils__/objects';
import type { Manifest } from '../__testUtils__/objects';

/** The same object with other metadata, which an API server would not take. */
const named = (manifest: Manifest, metadata: object): Manifest => ({
  ...manifest,
  metadata: { ...(manifest.metadata as object), ...metadata },
});

const typo = { ingress: [{ action: 'deny' }] };
const set = (nets: unknown[], rest: object = {}) =>
  object(
    V3,
    'GlobalNetworkSet',
    'partners',
    { spec: { nets, ...rest } },
    { labels: { kind: 'partner' } },
  );
const fromPartners = gnp('partners', {
  ingress: [{ action: 'Allow', source: { selector: "kind == 'partner'" } }],
});
const notFromPartners = gnp('partners', {
  ingress: [
    { action: 'Deny', source: { selector: "kind == 'partner'" } },
    ALLOW,
  ],
});
const byName = networkPolicy('shop/sql', {
  podSelector: { matchLabels: { app: 'db' } },
  ingress: [{ ports: [{ port: 'sql' }] }],
});
const badPorts = (...ports: object[]) =>
  pod('shop/db', { app: 'db' }, { containers: [{ ports }] });

describe('what cannot be read', () => {
  it.each<Fact>([
    [
      'a mistyped action may deny',
      [gnp('typo', typo)],
      'shop/web -> shop/db TCP 80 uncertain',
    ],
    [
      'and nothing of the pods that the policy does not select',
      [gnp('typo', typo)],
      'shop/db -> shop/web TCP 80 allowed',
    ],
    [
      'nor in the direction that it does not have',
      [gnp('typo', { ...typo, types: ['Ingress'] })],
      'shop/db -> other/web TCP 80 allowed',
    ],
    [
      'nor in another namespace',
      [np('typo', { ...typo, selector: 'app ==' })],
      'shop/web -> other/web TCP 80 allowed',
    ],
    [
      'nor what a policy before it decides',
      [
        gnp('typo', { ...typo, order: 2 }),
        gnp('first', { order: 1, ingress: [ALLOW] }),
      ],
      'shop/web -> shop/db TCP 80 allowed',
    ],
    [
      'but what one after it decides',
      [
        gnp('typo', { ...typo, order: 1 }),
        gnp('second', { order: 2, ingress: [ALLOW] }),
      ],
      'shop/web -> shop/db TCP 80 uncertain',
    ],
    [
      'a selector that cannot be read may mean all',
      [gnp('typo', { selector: 'app ==', ingress: [DENY] })],
      'other/web -> shop/web TCP 80 uncertain',
    ],
    [
      'a field that rules do not have may limit them',
      [
        gnp('names', {
          egress: [{ action: 'Allow', destination: { domains: ['x.org'] } }],
        }),
      ],
      'shop/db -> 203.0.113.1 TCP 80 uncertain',
    ],
    [
      'so may one that specs do not have',
      [
        networkPolicy('shop/a', {
          podSelector: {},
          ingress: [{}],
          enforce: false,
        }),
      ],
      'shop/web -> shop/db TCP 80 uncertain',
    ],
    [
      'and one beside the spec, as a misspelt spec is',
      [{ ...np('a', { ingress: [DENY] }), specs: {} }],
      'shop/web -> shop/db TCP 80 uncertain',
    ],
    [
      'labels of a policy that no object can have: it is not there as it stands',
      [named(np('a', { ingress: [DENY] }), { labels: { a: 1 } })],
      'shop/web -> shop/db TCP 80 uncertain',
    ],
    [
      'a policy without a name is one all the same',
      [named(np('a', { ingress: [DENY] }), { name: undefined })],
      'shop/web -> shop/db TCP 80 uncertain',
    ],
    [
      'and so is each of several',
      [
        named(np('a', { ingress: [DENY] }), { name: undefined }),
        named(np('b', { selector: "app == 'web'", ingress: [DENY] }), {
          name: undefined,
        }),
      ],
      'shop/db -> shop/web TCP 80 uncertain',
    ],
    [
      'a namespace that nobody knows may be any',
      [named(np('a', { ingress: [DENY] }), { namespace: 7 })],
      'shop/web -> other/web TCP 80 allowed',
    ],
    [
      'of the pods that it may select there',
      [
        named(np('a', { selector: "app == 'web'", ingress: [DENY] }), {
          namespace: 7,
        }),
      ],
      'shop/db -> other/web TCP 80 uncertain',
    ],
    [
      'a set with one bad net may hold any address',
      [fromPartners, set(['203.0.113.0/24', '10.0.0.0/33'])],
      '198.51.100.1 -> shop/db TCP 80 uncertain',
    ],
    [
      'where it is denied too',
      [notFromPartners, set(['203.0.113.0/24', '10.0.0.0/33'])],
      '203.0.113.1 -> shop/db TCP 80 uncertain',
    ],
    [
      'and with a field that sets do not have',
      [fromPartners, set(['203.0.113.0/24'], { except: [] })],
      '203.0.113.1 -> shop/db TCP 80 uncertain',
    ],
    [
      'a HostEndpoint with a bad address may be any node',
      [
        object(V3, 'HostEndpoint', 'eth0', {
          spec: { node: 'n1', expectedIPs: ['x'] },
        }),
      ],
      'shop/web -> 203.0.113.1 TCP 80 uncertain',
    ],
    [
      'a Namespace whose labels cannot be read may be meant',
      [
        named(namespace('other'), { labels: { team: 1 } }),
        networkPolicy('shop/team', {
          podSelector: {},
          ingress: [
            { from: [{ namespaceSelector: { matchLabels: { team: 'b' } } }] },
          ],
        }),
      ],
      'other/web -> shop/db TCP 80 uncertain',
    ],
    [
      'a Pod whose labels cannot be read may be selected',
      [
        named(pod('shop/odd'), { labels: { app: 1 } }),
        networkPolicy('shop/all', {
          podSelector: { matchLabels: { app: 'x' } },
        }),
      ],
      'shop/web -> shop/odd TCP 80 uncertain',
    ],
    [
      'and may be who is let in',
      [
        named(pod('shop/odd'), { labels: { app: 1 } }),
        networkPolicy('shop/all', {
          podSelector: { matchLabels: { app: 'db' } },
          ingress: [{ from: [{ podSelector: { matchLabels: { app: 'x' } } }] }],
        }),
      ],
      'shop/odd -> shop/db TCP 80 uncertain',
    ],
    [
      'a Pod with a bad port is there: nothing denies it',
      [badPorts({ containerPort: 0 })],
      'shop/web -> shop/db TCP 80 allowed',
    ],
    [
      'and what has no name decides nothing by name',
      [badPorts({ containerPort: 0 }), byName],
      'shop/web -> shop/db TCP 80 denied',
    ],
    [
      'where its port has the name that is asked for, it may be any',
      [badPorts({ containerPort: 0, name: 'sql' }), byName],
      'shop/web -> shop/db TCP 81 uncertain',
    ],
    [
      'also where that name cannot be read',
      [badPorts({ containerPort: 81, name: 7 }), byName],
      'shop/web -> shop/db TCP 81 uncertain',
    ],
    [
      'but not of another protocol',
      [badPorts({ containerPort: 0, name: 'sql' }), byName],
      'shop/web -> shop/db UDP 81 denied',
    ],
    [
      'and its other ports are what they are',
      [
        badPorts({ containerPort: 0 }, { containerPort: 82, name: 'sql' }),
        byName,
      ],
      'shop/web -> shop/db TCP 82 allowed',
    ],
    [
      'one that must not have the name may have it',
      [
        badPorts({ containerPort: 0, name: 'sql' }),
        gnp('not', {
          ingress: [
            {
              action: 'Allow',
              protocol: 'TCP',
              destination: { notPorts: ['sql'] },
            },
          ],
        }),
      ],
      'shop/web -> shop/db TCP 81 uncertain',
    ],
  ])('%s', (_, objects, answer) => {
    const names = objects.map(each => JSON.stringify(each.metadata));
    const others = SHOP.filter(
      each =>
        !names.some(name =>
          name.includes(`"${(each.metadata as { name: string }).name}"`),
        ),
    );
    expect(answerTo(answer, [...others, ...objects])).toBe(answer);
  });

  it('is told as the reason, and as a problem', () => {
    const objects = [...SHOP, gnp('typo', typo)];
    const { reasons } = evaluateOne(objects, 'shop/web', 'shop/db');
    expect(reasons).toEqual([
      'GlobalNetworkPolicy typo: it cannot be read: spec.ingress[0].action must be one of Allow, Deny, Log, Pass, not "deny"',
    ]);
    expect(createPolicyModel(objects).problems).toHaveLength(1);
  });

  it('is listed as uncertain, to the port', () => {
    const objects = [
      pod('shop/web', { app: 'web' }),
      badPorts(
        { containerPort: 0, name: 'sql' },
        { containerPort: 82, name: 'sql' },
      ),
      byName,
    ];
    const found = createPolicyModel(objects)
      .connections()
      .find(
        ({ source, destination }) =>
          [source, destination].every(each => each.type === 'workload') &&
          'name' in destination &&
          destination.name === 'db',
      );
    expect(found?.allowed).toEqual({ TCP: [{ from: 82, to: 82 }] });
    expect(found?.uncertain).toEqual({
      TCP: [
        { from: 1, to: 81 },
        { from: 83, to: 65535 },
      ],
    });
  });

  it.each<[string, Manifest[]]>([
    [
      'a named targetPort of a pod',
      [
        badPorts({ containerPort: 0, name: 'sql' }),
        service('shop/svc', {
          selector: { app: 'db' },
          ports: [{ port: 1, targetPort: 'sql' }],
        }),
      ],
    ],
    [
      'the labels of a pod that may be behind it',
      [
        named(badPorts(), { labels: { app: 1 } }),
        service('shop/svc', {
          selector: { app: 'db' },
          ports: [{ port: 1, targetPort: 2 }],
        }),
      ],
    ],
    [
      'its EndpointSlice',
      [
        service('shop/svc', { ports: [{ port: 1 }] }),
        object(
          'discovery.k8s.io/v1',
          'EndpointSlice',
          'svc-1',
          { endpoints: [{ addresses: [7] }], ports: [{ port: 1 }] },
          {
            namespace: 'shop',
            labels: { 'kubernetes.io/service-name': 'svc' },
          },
        ),
      ],
    ],
  ])('makes a Service uncertain: %s', (_, objects) => {
    const model = createPolicyModel([
      pod('shop/web', { app: 'web' }),
      ...objects,
    ]);
    const { verdict, reasons } = model.evaluate({
      source: { namespace: 'shop', name: 'web' },
      destination: { namespace: 'shop', name: 'svc', kind: 'Service' },
      port: 1,
    });
    expect(verdict).toBe('uncertain');
    expect(reasons.join()).toMatch(/cannot be read/);
  });

  it('leaves a Pod in the list, so that nobody takes it for closed', () => {
    const open = pod('a/open', {}, withPorts({ containerPort: 0 }));
    const listed = createPolicyModel([open]).connections();
    expect(listed.map(each => each.destination.type)).toContain('workload');
  });
});
