import { Entity } from '@backstage/catalog-model';
import { draw } from '../__testUtils__/drawn';
import { resolveApp } from '../apps';
import { PlainObject } from '../clusters';
import { createStoreFromObjects } from '../kinds';
import { structureSteps } from '../topology';
import { atOnce } from '../unhurried';
import { createClusterPolicies } from './clusterPolicy';
import { overlayIn, policyOverlay } from './overlay';

const shop: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'System',
  metadata: { name: 'shop', namespace: 'default' },
};
const partOfShop = { 'app.kubernetes.io/part-of': 'shop' };

const deployment = (
  name: string,
  labels: Record<string, string>,
  container: object = {},
): PlainObject => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name, namespace: 'shop', labels },
  spec: {
    template: {
      metadata: { labels: { app: name } },
      spec: { containers: [{ name, ...container }] },
    },
  },
});

describe('policies of an app', () => {
  const selects = { matchLabels: { app: 'web' } };
  const inShop = { matchLabels: { 'kubernetes.io/metadata.name': 'shop' } };
  const policy = (
    apiVersion: string,
    kind: string,
    name: string,
    spec: object,
    namespace?: string,
  ): PlainObject => ({
    apiVersion,
    kind,
    metadata: { name, ...(namespace && { namespace }) },
    spec,
  });
  const CALICO = 'projectcalico.org/v3';
  const CLUSTER_WIDE = 'policy.networking.k8s.io/v1alpha1';
  const denyAll = [{ action: 'Deny', from: [{ namespaces: {} }] }];

  it.each([
    [
      policy(
        'networking.k8s.io/v1',
        'NetworkPolicy',
        'p',
        { podSelector: selects },
        'shop',
      ),
      { fieldPath: 'spec.podSelector', value: 'app=web' },
    ],
    [
      policy(
        CALICO,
        'NetworkPolicy',
        'p',
        { selector: "app == 'web'", ingress: [{ action: 'Deny' }] },
        'shop',
      ),
      { fieldPath: 'spec.selector', value: "selector: app == 'web'" },
    ],
    [
      policy(CALICO, 'GlobalNetworkPolicy', 'p', {
        namespaceSelector: "kubernetes.io/metadata.name == 'shop'",
        ingress: [{ action: 'Deny' }],
      }),
      {
        fieldPath: 'spec.namespaceSelector',
        value: "namespaceSelector: kubernetes.io/metadata.name == 'shop'",
      },
    ],
    [
      policy(CLUSTER_WIDE, 'AdminNetworkPolicy', 'p', {
        priority: 1,
        subject: { pods: { namespaceSelector: inShop, podSelector: selects } },
        ingress: denyAll,
      }),
      {
        fieldPath: 'spec.subject',
        value: 'app=web in kubernetes.io/metadata.name=shop',
      },
    ],
    [
      policy(CLUSTER_WIDE, 'BaselineAdminNetworkPolicy', 'default', {
        subject: { namespaces: {} },
        ingress: denyAll,
      }),
      { fieldPath: 'spec.subject', value: 'every namespace' },
    ],
    [
      policy('policy.networking.k8s.io/v1alpha2', 'ClusterNetworkPolicy', 'p', {
        tier: 'Admin',
        priority: 1,
        subject: { namespaces: inShop },
        ingress: [{ action: 'Deny', from: [{ namespaces: {} }] }],
      }),
      {
        fieldPath: 'spec.subject',
        value: 'kubernetes.io/metadata.name=shop',
      },
    ],
  ])('%j is drawn with the app, by what it selects', (object, evidence) => {
    const { nodes, edges } = draw(shop, [
      {
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { name: 'shop' },
      },
      deployment('web', partOfShop),
      object,
    ]);
    const node = nodes.find(({ kind }) => kind === object.kind);
    expect(node?.reason).toMatchObject({
      text: `${object.kind} ${object.metadata.name} applies to Deployment web`,
      ...evidence,
    });
    expect(edges).toContainEqual(
      expect.objectContaining({
        source: node?.id,
        target: 'onprem/shop/apps/Deployment/web',
        relation: 'applies-to',
      }),
    );
  });

  it('that select nothing of the app do not', () => {
    const elsewhere = policy(
      'networking.k8s.io/v1',
      'NetworkPolicy',
      'p',
      { podSelector: { matchLabels: { app: 'else' } } },
      'shop',
    );
    const { nodes } = draw(shop, [deployment('web', partOfShop), elsewhere]);
    expect(nodes.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      'Deployment web',
    ]);
  });
});

describe('what is drawn as traffic', () => {
  const service = (spec: object): PlainObject => ({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'rabbit', namespace: 'shop' },
    spec: { selector: { app: 'rabbit' }, ...spec },
  });
  const allow = (...ports: number[]): PlainObject => ({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'rabbit', namespace: 'shop' },
    spec: {
      podSelector: { matchLabels: { app: 'rabbit' } },
      policyTypes: ['Ingress'],
      ingress:
        ports.length > 0 ? [{ ports: ports.map(port => ({ port })) }] : [],
    },
  });
  /** What a rule cannot be told of: whose address a domain is. */
  const perhaps: PlainObject = {
    apiVersion: 'projectcalico.org/v3',
    kind: 'NetworkPolicy',
    metadata: { name: 'rabbit', namespace: 'shop' },
    spec: {
      selector: "app == 'rabbit'",
      ingress: [
        {
          action: 'Allow',
          protocol: 'TCP',
          source: { domains: ['shop.example.com'] },
          destination: { ports: [5672] },
        },
        { action: 'Allow', protocol: 'TCP', destination: { ports: [15672] } },
      ],
    },
  };

  it.each<[string, PlainObject, string]>([
    ['denied at one of them', allow(5672), 'denied'],
    ['allowed, and nobody asks at the third', allow(5672, 15672), 'allowed'],
    ['uncertain at one of them', perhaps, 'uncertain'],
  ])('a wire to several ports is %s', (_, policy, verdict) => {
    const { edges } = draw(shop, [
      deployment('shop', partOfShop, {
        env: [
          { name: 'RABBIT_HOST', value: 'rabbit' },
          { name: 'RABBIT_API', value: 'http://rabbit:15672' },
          { name: 'AMQP_URL', value: 'amqp://rabbit:5672' },
        ],
      }),
      deployment('rabbit', partOfShop),
      service({ ports: [{ port: 5672 }, { port: 15672 }, { port: 25672 }] }),
      policy,
    ]);
    expect(edges.find(({ relation }) => relation === 'connects')).toMatchObject(
      { ports: '5672, 15672', verdict },
    );
  });

  it.each([
    ['LoadBalancer', allow(), 'denied'],
    ['NodePort', allow(), 'denied'],
    ['NodePort', allow(5672), 'allowed'],
  ])(
    'a Service of type %s, by what policy lets in',
    (type, policy, verdict) => {
      const { edges } = draw(shop, [
        deployment('rabbit', partOfShop),
        service({ type, ports: [{ port: 5672, nodePort: 30672 }] }),
        policy,
      ]);
      expect(edges.find(({ source }) => source === 'internet')).toMatchObject({
        target: 'onprem/shop//Service/rabbit',
        verdict,
      });
    },
  );

  it('a route, by what policy lets in behind it', () => {
    const { edges } = draw(shop, [
      deployment('rabbit', partOfShop),
      service({ ports: [{ port: 5672 }] }),
      {
        apiVersion: 'networking.k8s.io/v1',
        kind: 'Ingress',
        metadata: { name: 'rabbit', namespace: 'shop' },
        spec: {
          defaultBackend: {
            service: { name: 'rabbit', port: { number: 5672 } },
          },
        },
      },
      allow(),
    ]);
    const hops = edges
      .filter(({ relation }) => relation === 'routes')
      .map(({ source, verdict }) => [source, verdict]);
    expect(hops).toEqual([
      ['internet', undefined],
      ['onprem/shop/networking.k8s.io/Ingress/rabbit', 'denied'],
    ]);
  });

  it('a route to where its viewer may not look is the same, whatever is there', () => {
    const GATEWAY = 'gateway.networking.k8s.io';
    const seen: PlainObject[] = [
      {
        apiVersion: `${GATEWAY}/v1`,
        kind: 'HTTPRoute',
        metadata: { name: 'front', namespace: 'shop', labels: partOfShop },
        spec: {
          parentRefs: [{ name: 'edge' }],
          rules: [
            { backendRefs: [{ name: 'db', namespace: 'bank', port: 80 }] },
          ],
        },
      },
      {
        apiVersion: `${GATEWAY}/v1`,
        kind: 'Gateway',
        metadata: { name: 'edge', namespace: 'shop' },
        spec: { listeners: [{ name: 'web', protocol: 'HTTP', port: 80 }] },
      },
    ];
    const hidden: PlainObject[] = [
      {
        apiVersion: `${GATEWAY}/v1beta1`,
        kind: 'ReferenceGrant',
        metadata: { name: 'all', namespace: 'bank' },
        spec: {
          from: [{ group: GATEWAY, kind: 'HTTPRoute', namespace: 'shop' }],
          to: [{ group: '', kind: 'Service' }],
        },
      },
      {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name: 'db', namespace: 'bank' },
        spec: { selector: { app: 'db' }, ports: [{ port: 80 }] },
      },
      {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name: 'db', namespace: 'bank', labels: { app: 'db' } },
        spec: { containers: [{ name: 'db' }] },
      },
    ];
    const shown = [createStoreFromObjects('onprem', seen)];
    const app = resolveApp({ entity: shop, parts: [] }, shown);
    const structure = atOnce(structureSteps(app, shown));
    const told = (whole: readonly PlainObject[]) =>
      policyOverlay(
        app,
        structure,
        [createStoreFromObjects('onprem', whole)],
        createClusterPolicies(),
      ).verdicts;
    expect(structure.edges.map(({ target }) => target)).toContain(
      'onprem/bank//Service/db',
    );
    expect(told([...seen, ...hidden])).toEqual(told(seen));
  });

  it('a staged policy would apply, and decides nothing', () => {
    const staged: PlainObject = {
      apiVersion: 'projectcalico.org/v3',
      kind: 'StagedNetworkPolicy',
      metadata: { name: 'deny', namespace: 'shop' },
      spec: { selector: "app == 'rabbit'", types: ['Ingress'] },
    };
    const { nodes, edges } = draw(shop, [
      deployment('rabbit', partOfShop),
      staged,
    ]);
    expect(
      edges.find(({ relation }) => relation === 'applies-to')?.evidence.text,
    ).toBe('StagedNetworkPolicy deny would apply to Deployment rabbit');
    expect(nodes.find(({ name }) => name === 'rabbit')?.posture).toEqual({
      ingress: 'open',
      egress: 'open',
    });
  });
});

it('shows policies as they are by then, and nothing of those that are gone', () => {
  const policy = (name: string, labels?: Record<string, string>) => ({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name, namespace: 'shop', ...(labels && { labels }) },
    spec: { podSelector: {} },
  });
  const on = (...policies: PlainObject[]) =>
    createStoreFromObjects('onprem', [
      deployment('web', partOfShop),
      ...policies,
    ]);
  const before = [on(policy('changes'), policy('goes'))];
  const app = resolveApp({ entity: shop, parts: [] }, before);
  const told = policyOverlay(
    app,
    atOnce(structureSteps(app, before)),
    before,
    createClusterPolicies(),
  );
  const labels = { by: 'now' };
  const { policies, applies } = overlayIn(
    [on(policy('changes', labels))],
    told,
  );
  const id = 'onprem/shop/networking.k8s.io/NetworkPolicy/changes';
  expect(policies).toMatchObject([{ id, object: { metadata: { labels } } }]);
  expect(applies.map(({ source }) => source)).toEqual([id]);
  expect(overlayIn([], told)).toMatchObject({ policies: [], applies: [] });
});
