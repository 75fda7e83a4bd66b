import { Entity } from '@backstage/catalog-model';
import { draw } from '../__testUtils__/drawn';
import { PlainObject } from '../clusters';

const shop: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'System',
  metadata: { name: 'shop' },
};
const partOf = (app: string) => ({ 'app.kubernetes.io/part-of': app });

const object = (
  apiVersion: string,
  kind: string,
  name: string,
  body: object = {},
  metadata: object = {},
): PlainObject => ({
  apiVersion,
  kind,
  metadata: { name, namespace: 'shop', uid: `${kind}/${name}`, ...metadata },
  ...body,
});

const deployment = (name: string, app = 'shop', spec: object = {}) =>
  object(
    'apps/v1',
    'Deployment',
    name,
    { spec: { template: { metadata: { labels: { app: name } }, spec } } },
    { labels: partOf(app) },
  );
const service = (name: string) =>
  object('v1', 'Service', name, {
    spec: { selector: { app: name }, ports: [{ port: 80 }] },
  });
const owner = (apiVersion: string, kind: string, name: string) => ({
  ownerReferences: [
    { apiVersion, kind, name, uid: `${kind}/${name}`, controller: true },
  ],
});
const gateway = object('gateway.networking.k8s.io/v1', 'Gateway', 'public', {
  spec: {
    listeners: [
      {
        hostname: 'shop.example.com',
        tls: { certificateRefs: [{ name: 'public-tls' }] },
      },
    ],
  },
});
const route = (name: string, to: string, namespace = 'shop') =>
  object(
    'gateway.networking.k8s.io/v1',
    'HTTPRoute',
    name,
    {
      spec: {
        parentRefs: [{ name: 'public', namespace: 'shop' }],
        rules: [{ backendRefs: [{ name: to, namespace: 'shop', port: 80 }] }],
      },
    },
    { namespace },
  );
const certificate = object('cert-manager.io/v1', 'Certificate', 'public', {
  spec: { secretName: 'public-tls' },
});

const short = (id: string) => id.split('/').slice(-2).join(' ');

/** What is drawn of the app, and the lines between. */
function drawn(...objects: PlainObject[]) {
  const { nodes, edges } = draw(shop, objects);
  return {
    cards: nodes.map(({ id }) => short(id)).sort(),
    lines: edges
      .map(
        ({ source, relation, target }) =>
          `${short(source)} ${relation} ${short(target)}`,
      )
      .sort(),
    nodes,
  };
}

describe('how objects of an app stand to each other', () => {
  it('requests come in by a Gateway, then a route, and the Gateway shows a certificate', () => {
    const { lines } = drawn(
      deployment('web'),
      service('web'),
      gateway,
      route('web', 'web'),
      certificate,
    );
    expect(lines).toEqual([
      'Gateway public routes HTTPRoute web',
      'Gateway public serves Certificate public',
      'HTTPRoute web routes Service web',
      'Service web selects Deployment web',
      'internet routes Gateway public',
    ]);
  });

  it('a Gateway that apps share brings none of the others in', () => {
    const { cards } = drawn(
      deployment('web'),
      service('web'),
      gateway,
      route('web', 'web'),
      deployment('cart', 'cart'),
      service('cart'),
      route('cart', 'cart'),
    );
    expect(cards).toEqual([
      'Deployment web',
      'Gateway public',
      'HTTPRoute web',
      'Service web',
      'internet',
    ]);
  });

  it('what is of another namespace brings in nothing of that', () => {
    const elsewhere = { namespace: 'theirs' };
    const theirs = deployment('theirs', 'other');
    const net = 'k8s.v1.cni.cncf.io/networks';
    const ours = object(
      'apps/v1',
      'Deployment',
      'ours',
      {
        spec: {
          replicas: 0,
          template: {
            metadata: { annotations: { [net]: 'theirs/backup' } },
            spec: {},
          },
        },
      },
      { labels: partOf('shop') },
    );
    const { cards } = drawn(
      ours,
      object(
        'k8s.cni.cncf.io/v1',
        'NetworkAttachmentDefinition',
        'backup',
        {},
        { ...elsewhere, ...owner('apps/v1', 'Deployment', 'theirs') },
      ),
      {
        ...theirs,
        metadata: { ...theirs.metadata, ...elsewhere },
      },
      object(
        'v1',
        'Service',
        'theirs',
        { spec: { selector: { app: 'theirs' }, ports: [{ port: 80 }] } },
        elsewhere,
      ),
    );
    expect(cards).toEqual([
      'Deployment ours',
      'NetworkAttachmentDefinition backup',
    ]);
  });

  it('a Gateway of another namespace brings in nothing that its controller made', () => {
    const edge = {
      ...gateway,
      metadata: { ...gateway.metadata, namespace: 'edge' },
      spec: { listeners: [{ allowedRoutes: { namespaces: { from: 'All' } } }] },
    };
    const proxy = deployment('proxy', 'other');
    const ours = route('web', 'web');
    const { cards } = drawn(
      {
        ...ours,
        metadata: { ...ours.metadata, labels: partOf('shop') },
        spec: { parentRefs: [{ name: 'public', namespace: 'edge' }] },
      },
      edge,
      {
        ...proxy,
        metadata: {
          ...proxy.metadata,
          namespace: 'edge',
          ...owner('gateway.networking.k8s.io/v1', 'Gateway', 'public'),
        },
      },
    );
    expect(cards).toEqual(['Gateway public', 'HTTPRoute web', 'internet']);
  });

  it('what apps share by name brings none of the others in', () => {
    const volumes = {
      volumes: [
        { name: 'flags', configMap: { name: 'flags' } },
        { name: 'files', persistentVolumeClaim: { claimName: 'files' } },
        { name: 'tls', secret: { secretName: 'public-tls' } },
      ],
    };
    const { cards, lines } = drawn(
      deployment('web', 'shop', volumes),
      deployment('cart', 'cart', volumes),
      object('v1', 'ConfigMap', 'flags'),
      object('v1', 'PersistentVolumeClaim', 'files'),
      certificate,
    );
    expect(cards).toEqual([
      'Certificate public',
      'ConfigMap flags',
      'Deployment web',
      'PersistentVolumeClaim files',
    ]);
    // Who mounts the Secret that a certificate fills means the certificate.
    expect(lines).toEqual([
      'Deployment web mounts PersistentVolumeClaim files',
      'Deployment web uses Certificate public',
      'Deployment web uses ConfigMap flags',
    ]);
  });

  it('a route of another namespace counts where a grant lets it in', () => {
    const objects = [
      deployment('web'),
      service('web'),
      route('theirs', 'web', 'elsewhere'),
    ];
    expect(drawn(...objects).cards).not.toContain('HTTPRoute theirs');
    const grant = object(
      'gateway.networking.k8s.io/v1beta1',
      'ReferenceGrant',
      'theirs',
      {
        spec: {
          from: [
            {
              group: 'gateway.networking.k8s.io',
              kind: 'HTTPRoute',
              namespace: 'elsewhere',
            },
          ],
          to: [{ group: '', kind: 'Service' }],
        },
      },
    );
    expect(drawn(...objects, grant).lines).toContain(
      'HTTPRoute theirs routes Service web',
    );
  });

  it.each([
    [undefined, false],
    [{ from: 'Same' }, false],
    [{ from: 'None' }, false],
    [{ from: 'All' }, true],
    [{ from: 'Selector', selector: { matchLabels: { edge: 'yes' } } }, true],
    [{ from: 'Selector', selector: { matchLabels: { edge: 'no' } } }, false],
  ])(
    'a Gateway of another namespace counts where it takes routes from here: %j',
    (namespaces, isTaken) => {
      const shared = {
        ...gateway,
        metadata: { ...gateway.metadata, namespace: 'edge' },
        spec: { listeners: [{ allowedRoutes: { namespaces } }] },
      };
      const ours = route('web', 'web');
      const { cards } = drawn(
        deployment('web'),
        service('web'),
        shared,
        {
          ...ours,
          spec: {
            ...Object(ours.spec),
            parentRefs: [{ name: 'public', namespace: 'edge' }],
          },
        },
        {
          apiVersion: 'v1',
          kind: 'Namespace',
          metadata: { name: 'shop', labels: { edge: 'yes' } },
        },
      );
      expect(cards.includes('Gateway public')).toBe(isTaken);
    },
  );

  it('what a way in, or an autoscaler, names and is not there is told as missing', () => {
    const ours = { labels: partOf('shop') };
    const { nodes, lines } = drawn(
      deployment('web'),
      {
        ...route('web', 'wbe'),
        metadata: { ...route('web', 'wbe').metadata, ...ours },
      },
      object(
        'networking.k8s.io/v1',
        'Ingress',
        'web',
        { spec: { defaultBackend: { service: { name: 'webb' } } } },
        ours,
      ),
      object(
        'autoscaling/v2',
        'HorizontalPodAutoscaler',
        'web',
        {
          spec: {
            scaleTargetRef: {
              apiVersion: 'apps/v1',
              kind: 'Deployment',
              name: 'wen',
            },
          },
        },
        ours,
      ),
    );
    expect(
      nodes
        .filter(({ status }) => status.reason === 'NotFound')
        .map(({ kind, apiVersion, status }) => [
          apiVersion,
          kind,
          status.message,
        ])
        .sort(),
    ).toEqual([
      [
        'apps/v1',
        'Deployment',
        'Deployment wen does not exist in namespace shop',
      ],
      [
        'gateway.networking.k8s.io/v1',
        'Gateway',
        'Gateway public does not exist in namespace shop',
      ],
      ['v1', 'Service', 'Service wbe does not exist in namespace shop'],
      ['v1', 'Service', 'Service webb does not exist in namespace shop'],
    ]);
    // It is no workload that history would tell of.
    expect(nodes.find(({ name }) => name === 'wen')?.category).toBe('config');
    expect(lines).toEqual([
      'Gateway public routes HTTPRoute web',
      'HTTPRoute web routes Service wbe',
      'HorizontalPodAutoscaler web scales Deployment wen',
      'Ingress web routes Service webb',
      'internet routes Ingress web',
    ]);
  });

  it('what is in a namespace of which nothing is here is not known to be missing', () => {
    const ours = route('web', 'web');
    const hanging = {
      ...ours,
      metadata: { ...ours.metadata, labels: partOf('shop') },
      spec: { parentRefs: [{ name: 'public', namespace: 'edge' }] },
    };
    const gatewayOf = (...objects: PlainObject[]) =>
      drawn(hanging, ...objects).nodes.find(({ kind }) => kind === 'Gateway')
        ?.status;
    expect(gatewayOf()).toEqual({
      health: 'unknown',
      message: 'Whether it is in namespace edge is not known',
    });
    const account = object(
      'v1',
      'ServiceAccount',
      'default',
      {},
      {
        namespace: 'edge',
      },
    );
    expect(gatewayOf(account)).toMatchObject({
      health: 'degraded',
      reason: 'NotFound',
    });
  });

  it('a Service that is there and does not let itself be named is not missing', () => {
    const theirs = {
      ...service('web'),
      metadata: { ...service('web').metadata, namespace: 'elsewhere' },
    };
    const named = route('web', 'web');
    const { nodes } = drawn(deployment('web'), theirs, {
      ...named,
      metadata: { ...named.metadata, labels: partOf('shop') },
      spec: {
        rules: [{ backendRefs: [{ name: 'web', namespace: 'elsewhere' }] }],
      },
    });
    expect(nodes.map(({ kind }) => kind).sort()).toEqual([
      'Deployment',
      'External',
      'HTTPRoute',
    ]);
  });

  it('a workload says itself why a Service sends to it, not a Pod of its own', () => {
    const web = deployment('web');
    const pod = object(
      'v1',
      'Pod',
      'a-web-1',
      { spec: {} },
      { labels: { app: 'web' }, ...owner('apps/v1', 'Deployment', 'web') },
    );
    const { edges } = draw(shop, [pod, service('web'), web]);
    expect(edges.map(({ evidence }) => evidence.text)).toEqual([
      'Service web selects the Pods of Deployment web',
    ]);
  });

  it('an autoscaler and a disruption budget stand by their workload', () => {
    const { lines } = drawn(
      deployment('web'),
      object('autoscaling/v2', 'HorizontalPodAutoscaler', 'web', {
        spec: {
          scaleTargetRef: {
            apiVersion: 'apps/v1',
            kind: 'Deployment',
            name: 'web',
          },
        },
      }),
      object('policy/v1', 'PodDisruptionBudget', 'web', {
        spec: { selector: { matchLabels: { app: 'web' } } },
      }),
    );
    expect(lines).toEqual([
      'HorizontalPodAutoscaler web scales Deployment web',
      'PodDisruptionBudget web protects Deployment web',
    ]);
  });

  it('an owner that nobody watches is drawn as what owns, and hides nothing', () => {
    const broker = {
      ...deployment('broker'),
      metadata: {
        ...deployment('broker').metadata,
        ...owner('kafka.strimzi.io/v1', 'Kafka', 'events'),
      },
    };
    const { cards, lines, nodes } = drawn(broker);
    expect(cards).toEqual(['Deployment broker', 'Kafka events']);
    expect(lines).toEqual(['Kafka events owns Deployment broker']);
    expect(nodes.find(({ kind }) => kind === 'Kafka')).toMatchObject({
      category: 'config',
      status: {
        health: 'unjudged',
        message:
          'The portal does not watch Kafka; this one is known from what it owns',
      },
      reason: { text: 'Kafka events owns Deployment broker' },
    });
    expect(nodes.find(({ kind }) => kind === 'Deployment')?.posture).toEqual({
      ingress: 'open',
      egress: 'open',
    });
  });

  it('an owner of a kind without a description is itself drawn where it is there, once', () => {
    const kafka = object('kafka.strimzi.io/v1', 'Kafka', 'events', {
      status: { conditions: [{ type: 'Ready', status: 'True' }] },
    });
    const broker = (name: string, labels: Record<string, string>) => ({
      ...deployment(name, 'other'),
      metadata: {
        ...deployment(name, 'other').metadata,
        labels,
        ...owner('kafka.strimzi.io/v1', 'Kafka', 'events'),
      },
    });
    const { cards, lines, nodes } = drawn(
      kafka,
      broker('broker', partOf('shop')),
      broker('theirs', {}),
    );
    expect(cards).toEqual(['Deployment broker', 'Kafka events']);
    expect(lines).toEqual(['Kafka events owns Deployment broker']);
    expect(nodes.find(({ kind }) => kind === 'Kafka')?.status.health).toBe(
      'healthy',
    );
  });

  it('what owns a part of the app brings none of the others that it owns', () => {
    const pool = object('pool.kubevirt.io/v1alpha1', 'VirtualMachinePool', 'p');
    const vm = (name: string, labels: object) =>
      object(
        'kubevirt.io/v1',
        'VirtualMachine',
        name,
        { spec: { template: {} } },
        {
          labels,
          ...owner('pool.kubevirt.io/v1alpha1', 'VirtualMachinePool', 'p'),
        },
      );
    const ours = vm('ours', partOf('shop'));
    expect(drawn(pool, ours, vm('theirs', {})).cards).toEqual([
      'VirtualMachine ours',
      'VirtualMachinePool p',
    ]);
    // But where it is of the app itself.
    const whole = {
      ...pool,
      metadata: { ...pool.metadata, labels: partOf('shop') },
    };
    expect(drawn(whole, ours, vm('theirs', {})).cards).toContain(
      'VirtualMachine theirs',
    );
  });

  it('a static Pod brings neither its node nor what else runs on that', () => {
    const onNode = owner('v1', 'Node', 'worker-1');
    const pod = (name: string, labels: object) =>
      object('v1', 'Pod', name, { spec: {} }, { labels, ...onNode });
    const { cards } = drawn(
      pod('agent-worker-1', partOf('shop')),
      pod('etcd-worker-1', {}),
      {
        apiVersion: 'v1',
        kind: 'Node',
        metadata: { name: 'worker-1', uid: 'Node/worker-1' },
      },
    );
    expect(cards).toEqual(['Pod agent-worker-1']);
  });

  it('a Service of one Pod of a set stands by the set', () => {
    const set = object(
      'apps/v1',
      'StatefulSet',
      'db',
      {
        spec: {
          volumeClaimTemplates: [{ metadata: { name: 'data' } }],
          template: { metadata: { labels: { app: 'db' } } },
        },
      },
      { labels: partOf('shop') },
    );
    const pod = object(
      'v1',
      'Pod',
      'db-0',
      { spec: {} },
      {
        labels: { app: 'db', 'statefulset.kubernetes.io/pod-name': 'db-0' },
        ...owner('apps/v1', 'StatefulSet', 'db'),
      },
    );
    const { cards, lines } = drawn(
      set,
      pod,
      object('v1', 'PersistentVolumeClaim', 'data-db-0'),
      object('v1', 'PersistentVolumeClaim', 'data-db-main'),
      object('v1', 'Service', 'db-0', {
        spec: {
          selector: { 'statefulset.kubernetes.io/pod-name': 'db-0' },
          ports: [{ port: 5432 }],
        },
      }),
    );
    expect(cards).toEqual([
      'PersistentVolumeClaim data-db-0',
      'Service db-0',
      'StatefulSet db',
    ]);
    expect(lines).toEqual([
      'Service db-0 selects StatefulSet db',
      'StatefulSet db mounts PersistentVolumeClaim data-db-0',
    ]);
  });
});
