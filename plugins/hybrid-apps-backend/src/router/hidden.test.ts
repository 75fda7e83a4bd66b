import {
  clusterReadPermission,
  namespaceReadPermission,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { deployment } from '../__testUtils__/judged';
import { denied, startPortal } from '../__testUtils__/portal';
import { PlainObject } from '../clusters';
import {
  createNamespaceConditionalDecision,
  namespaceConditions,
} from '../permissions';

jest.setTimeout(60_000);

/** In every name that there is in the namespace that is hidden, and in its own. */
const MARK = 'vault';
const HIDDEN = `${MARK}-ns`;
const SEEN = 'shop';
const labels = { 'app.kubernetes.io/part-of': 'shop', app: 'shop' };

const named = (
  apiVersion: string,
  kind: string,
  name: string,
  namespace: string | undefined,
  body: object = {},
): PlainObject => ({
  apiVersion,
  kind,
  metadata: { name, ...(namespace && { namespace }), labels },
  ...body,
});

const space = (name: string, owner: string): PlainObject => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: {
    name,
    labels: { 'kubernetes.io/metadata.name': name },
    annotations: { 'backstage.io/owner': owner },
  },
});

/** A workload with all that an app has, in one namespace; its Pods are selected by what is in each. */
function teamsOwn(namespace: string, mark: string, ip: string): PlainObject[] {
  const one = (apiVersion: string, kind: string, body: object) =>
    named(
      apiVersion,
      kind,
      `${mark}${kind.toLocaleLowerCase('en-US')}`,
      namespace,
      body,
    );
  const template = {
    metadata: { labels: { app: 'shop', of: `${mark}x` } },
    spec: {
      serviceAccountName: `${mark}serviceaccount`,
      containers: [
        {
          name: `${mark}main`,
          image: 'web',
          ports: [{ name: 'http', containerPort: 8080 }],
          env: [{ name: 'DB', value: `${mark}service:5432` }],
        },
      ],
    },
  };
  return [
    one('apps/v1', 'Deployment', {
      spec: { selector: { matchLabels: { app: 'shop' } }, template },
    }),
    one('apps/v1', 'StatefulSet', {
      spec: { selector: { matchLabels: { app: 'shop' } }, template },
    }),
    one('kubevirt.io/v1', 'VirtualMachine', {
      spec: {
        runStrategy: 'Halted',
        template: { ...template, spec: { domain: {} } },
      },
    }),
    one('v1', 'Pod', {
      spec: template.spec,
      status: {
        phase: 'Running',
        podIP: ip,
        conditions: [
          { type: 'Ready', status: 'False', message: `${mark}said` },
        ],
      },
    }),
    one('v1', 'Service', {
      spec: {
        type: 'NodePort',
        selector: { app: 'shop' },
        ports: [{ port: 5432, nodePort: 30000 }],
      },
    }),
    one('v1', 'ConfigMap', {}),
    one('v1', 'ServiceAccount', {}),
    one('v1', 'PersistentVolumeClaim', {
      spec: { volumeName: `${mark}volume` },
    }),
    one('networking.k8s.io/v1', 'Ingress', {
      spec: {
        defaultBackend: {
          service: { name: `${mark}service`, port: { number: 5432 } },
        },
      },
    }),
    one('networking.k8s.io/v1', 'NetworkPolicy', {
      spec: {
        podSelector: {},
        policyTypes: ['Ingress', 'Egress'],
        ingress: [{ from: [{ namespaceSelector: {} }] }],
        egress: [{ to: [{ namespaceSelector: {} }] }],
      },
    }),
    one('gateway.networking.k8s.io/v1', 'HTTPRoute', {
      spec: {
        rules: [
          { backendRefs: [{ name: `${mark}service`, namespace, port: 5432 }] },
        ],
      },
    }),
    one('v1', 'Event', {
      involvedObject: {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        namespace,
        name: `${mark}deployment`,
      },
      reason: 'Odd',
      message: `${mark}event`,
    }),
    named('v1', 'PersistentVolume', `${mark}volume`, undefined, {
      spec: { claimRef: { namespace, name: `${mark}persistentvolumeclaim` } },
    }),
  ];
}

/** What is hidden that has to do with what is seen. */
const meddling: PlainObject[] = [
  named('gateway.networking.k8s.io/v1', 'HTTPRoute', `${MARK}-into`, HIDDEN, {
    spec: {
      rules: [
        { backendRefs: [{ name: 'service', namespace: SEEN, port: 5432 }] },
      ],
    },
  }),
  named(
    'gateway.networking.k8s.io/v1beta1',
    'ReferenceGrant',
    `${MARK}-grant`,
    HIDDEN,
    {
      spec: {
        from: [
          {
            group: 'gateway.networking.k8s.io',
            kind: 'HTTPRoute',
            namespace: SEEN,
          },
        ],
        to: [{ group: '', kind: 'Service' }],
      },
    },
  ),
  named('apps/v1', 'Deployment', `${MARK}-client`, HIDDEN, {
    spec: {
      selector: { matchLabels: { app: 'client' } },
      template: {
        metadata: { labels: { app: 'client' } },
        spec: {
          containers: [
            { name: 'c', env: [{ name: 'DB', value: `service.${SEEN}` }] },
          ],
        },
      },
    },
  }),
  // Called as what tells of a whole cluster.
  named('apps/v1', 'Deployment', 'console', HIDDEN, {
    spec: {
      selector: { matchLabels: { app: 'console' } },
      template: {
        metadata: { labels: { app: 'console' } },
        spec: { containers: [{ name: 'c', image: `web:${MARK}-1` }] },
      },
    },
  }),
  named('apps/v1', 'DaemonSet', 'calico-node', HIDDEN, {
    spec: {
      selector: { matchLabels: { app: 'node' } },
      template: {
        metadata: { labels: { app: 'node' } },
        spec: {
          hostNetwork: true,
          containers: [{ name: 'calico-node', image: `node:${MARK}-1` }],
        },
      },
    },
    status: { desiredNumberScheduled: 3 },
  }),
  named('networking.k8s.io/v1', 'NetworkPolicy', `${MARK}-broken`, HIDDEN, {
    spec: {
      podSelector: { matchExpressions: [{ key: 'app', operator: 'Odd' }] },
    },
  }),
  named('projectcalico.org/v3', 'NetworkSet', `${MARK}-nets`, HIDDEN, {
    spec: { nets: ['not-a-net'] },
  }),
  // Roles that are given to an account which is seen.
  ...[
    { kind: 'RoleBinding', namespace: HIDDEN, more: [] },
    {
      kind: 'ClusterRoleBinding',
      namespace: undefined,
      more: [
        {
          kind: 'ServiceAccount',
          name: `${MARK}-serviceaccount`,
          namespace: HIDDEN,
        },
      ],
    },
  ].map(({ kind, namespace, more }) =>
    named('rbac.authorization.k8s.io/v1', kind, `${MARK}-binding`, namespace, {
      roleRef: { kind: 'ClusterRole', name: `${MARK}-role` },
      subjects: [
        { kind: 'ServiceAccount', name: 'serviceaccount', namespace: SEEN },
        ...more,
      ],
    }),
  ),
  named(
    'snapshot.kubevirt.io/v1beta1',
    'VirtualMachineSnapshot',
    `${MARK}-snapshot`,
    HIDDEN,
    { spec: { source: { kind: 'VirtualMachine', name: 'virtualmachine' } } },
  ),
  // A policy of the whole cluster names both.
  named(
    'policy.networking.k8s.io/v1alpha1',
    'AdminNetworkPolicy',
    'for-all',
    undefined,
    {
      spec: {
        priority: 5,
        subject: {
          namespaces: {
            matchExpressions: [
              {
                key: 'kubernetes.io/metadata.name',
                operator: 'In',
                values: [SEEN, HIDDEN],
              },
            ],
          },
        },
        ingress: [
          {
            name: 'from-the-other',
            action: 'Deny',
            from: [
              {
                namespaces: {
                  matchLabels: { 'kubernetes.io/metadata.name': HIDDEN },
                },
              },
            ],
          },
        ],
      },
    },
  ),
];

const system = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'System',
  metadata: { name: 'shop', namespace: 'default' },
  spec: { owner: 'group:default/team-a' },
  relations: [{ type: 'ownedBy', targetRef: 'group:default/team-a' }],
};

const APP = '/v1/apps/system/default/shop';
const peersOf = (peer: string) =>
  `${APP}/policy/peers?peer=${encodeURIComponent(peer)}`;
/** What the policy status tells of the hidden namespace, to who may see it. */
const GROUP = `onprem///Namespace/${HIDDEN}`;
const managersOf = (one: string) =>
  `${APP}/managers?id=${encodeURIComponent(one)}`;
const objectAt = (one: string) => `${APP}/object?id=${encodeURIComponent(one)}`;
const metricsOf = (one: string) =>
  `${APP}/metrics?id=${encodeURIComponent(one)}`;
const logsOf = (one: string) => `${APP}/logs?id=${encodeURIComponent(one)}`;
const traceTo = (to: string) => `${APP}/trace?to=${encodeURIComponent(to)}`;
const id = (kind: string, namespace: string, name: string) => ({
  cluster: 'onprem',
  namespace,
  kind,
  name,
});

let portal: Awaited<ReturnType<typeof startPortal>>;
beforeAll(async () => {
  portal = await startPortal({
    objects: [
      space(SEEN, 'group:default/team-a'),
      space(HIDDEN, 'group:default/team-b'),
      ...teamsOwn(SEEN, '', '10.0.0.1'),
      ...teamsOwn(HIDDEN, `${MARK}-`, '10.0.0.2'),
      ...meddling,
      // Of no app, so that they are peers of it.
      ...['one', 'two', 'three'].map(name =>
        deployment(HIDDEN, `${MARK}-${name}`),
      ),
    ],
    entities: [system],
  });
  await portal.runTask('record-history');
});
afterAll(() => portal?.stop());
beforeEach(() => {
  Object.keys(portal.policy).forEach(name => delete portal.policy[name]);
});

const readsOwn = () => {
  portal.policy[namespaceReadPermission.name] =
    createNamespaceConditionalDecision(
      namespaceReadPermission,
      namespaceConditions.isOwner({ claims: ['group:default/team-a'] }),
    );
};

/** Answers to all that a viewer can ask of the app and its clusters, by route. */
async function answers() {
  const texts = new Map<string, string>();
  const ask = async (route: string, body?: object) => {
    const { text } = body
      ? await portal.post(route, body)
      : await portal.get(route);
    texts.set(`${route} ${JSON.stringify(body ?? '')}`, text);
    return text;
  };
  const topology = JSON.parse(await ask(`${APP}/topology`));
  const ids: string[] = topology.nodes.flatMap(
    (node: { id: string; members: Array<{ id: string }> }) => [
      node.id,
      ...node.members.map(member => member.id),
    ],
  );
  for (const one of ids) {
    await ask(objectAt(one));
    await ask(managersOf(one));
  }
  for (const route of [
    '/v1/apps',
    `${APP}/policy`,
    `${APP}/history`,
    `${APP}/plans`,
    `${APP}/metrics`,
    `${APP}/events`,
    `${APP}/events?normal=true`,
    `${APP}/modernization`,
    '/v1/modernization',
    '/v1/clusters',
    '/v1/clusters/onprem',
    '/v1/clusters/onprem/namespaces',
    '/v1/discovered-apps',
  ]) {
    await ask(route);
  }
  const policy = JSON.parse(texts.get(`${APP}/policy ""`) ?? '');
  for (const { id: peer } of policy.peers) {
    await ask(peersOf(peer));
  }
  for (const to of [
    `onprem/${SEEN}//Service/service`,
    `onprem/${SEEN}/networking.k8s.io/Ingress/ingress`,
    `onprem/${SEEN}/gateway.networking.k8s.io/HTTPRoute/httproute`,
    `service.${SEEN}`,
    'http://shop.example.com',
    '10.0.0.2',
  ]) {
    await ask(traceTo(to));
  }
  for (const kind of ['stop', 'start']) {
    await ask(`${APP}/plans/query`, { kind });
  }
  const source = id('Deployment', SEEN, 'deployment');
  for (const destination of [
    id('StatefulSet', SEEN, 'statefulset'),
    { ip: '10.0.0.2' },
    { ip: '192.0.2.1' },
  ]) {
    await ask('/v1/reachability', { source, destination, port: 5432 });
  }
  for (const change of [
    {
      remove: [
        {
          apiVersion: 'networking.k8s.io/v1',
          kind: 'NetworkPolicy',
          namespace: SEEN,
          name: 'networkpolicy',
        },
      ],
    },
    {
      remove: [
        {
          apiVersion: 'policy.networking.k8s.io/v1alpha1',
          kind: 'AdminNetworkPolicy',
          name: 'for-all',
        },
      ],
    },
  ]) {
    await ask(`${APP}/policy/preview`, { cluster: 'onprem', ...change });
  }
  return texts;
}

describe('what is in a namespace that the caller may not read', () => {
  it('is told to who may', async () => {
    const found = [...(await answers()).values()].filter(text =>
      text.includes(MARK),
    );
    expect(found.length).toBeGreaterThan(10);
  });

  it.each([true, false])(
    'is named in no answer, with the right to read clusters: %s',
    async readsClusters => {
      readsOwn();
      if (!readsClusters) {
        portal.policy[clusterReadPermission.name] = denied;
      }
      // What a policy of the whole cluster says is for who reads clusters.
      const ofClusters = (text: string) =>
        readsClusters ? text.replaceAll(HIDDEN, '') : text;
      const found = [...(await answers())].map(([route, text]) => [
        route,
        /topology|policy|reachability/.test(route) ? ofClusters(text) : text,
      ]);
      expect(
        found.filter(([, text]) => text.includes(MARK)).map(([route]) => route),
      ).toEqual([]);
    },
  );

  it('is told as not known, of the roles of an account', async () => {
    const account = objectAt(`onprem/${SEEN}//ServiceAccount/serviceaccount`);
    const whole = (await portal.get(account)).body.inside;
    expect(whole.rights).toHaveLength(2);
    expect(whole.unknown).toBeUndefined();
    readsOwn();
    expect((await portal.get(account)).body.inside).toEqual({
      rights: [],
      unknown: expect.arrayContaining([
        'rolebindings.rbac.authorization.k8s.io',
        'clusterrolebindings.rbac.authorization.k8s.io',
      ]),
    });
  });

  it('is told to who may peer by peer, on as many pages as it takes', async () => {
    const names = async (more: string) => {
      const { body } = await portal.get(`${peersOf(GROUP)}${more}`);
      const { items, nextCursor } = body;
      return {
        names: items.map(({ name }: { name: string }) => name),
        nextCursor,
      };
    };
    const all = await names('');
    expect(all.names.length).toBeGreaterThan(2);
    expect(all.nextCursor).toBeUndefined();
    const read: string[] = [];
    let more: string | undefined = '&limit=2';
    while (more) {
      const page: Awaited<ReturnType<typeof names>> = await names(more);
      expect(page.names.length).toBeLessThanOrEqual(2);
      read.push(...page.names);
      more = page.nextCursor && `&limit=2&cursor=${page.nextCursor}`;
    }
    expect(read).toEqual(all.names);
    const none = await portal.get(`${peersOf(GROUP)}&cursor=%C3%A9`);
    expect(none.status).toBe(400);
  });

  it('leaves no gap in the history that is read page by page', async () => {
    const pages = async () => {
      const found: Array<{ items: object[]; nextCursor?: string }> = [];
      let more = '';
      do {
        const { body } = await portal.get(`${APP}/history?limit=1${more}`);
        found.push(body);
        more = body.nextCursor ? `&cursor=${body.nextCursor}` : '';
      } while (more);
      return found;
    };
    const all = await pages();
    readsOwn();
    const own = await pages();
    expect(own.length).toBeGreaterThan(1);
    expect(own.length).toBeLessThan(all.length);
    expect(own.filter(({ items }) => items.length !== 1)).toEqual([]);
  });

  it('is counted', async () => {
    readsOwn();
    const { body } = await portal.get(`${APP}/topology`);
    expect(body.knowledge).toContainEqual(
      expect.objectContaining({
        cluster: 'onprem',
        state: 'hidden',
        message: expect.stringMatching(/^\d+ workloads in namespaces/),
      }),
    );
  });

  it('is said of findings, which are kept from who does not see all namespaces', async () => {
    const toldOf = async () =>
      (await portal.get(`${APP}/policy`)).body.knowledge.filter(
        ({ message = '' }) => /^Findings that hang/.test(message),
      );
    expect(await toldOf()).toEqual([]);
    readsOwn();
    expect(await toldOf()).toEqual([
      expect.objectContaining({
        cluster: 'onprem',
        kind: '*',
        state: 'hidden',
      }),
    ]);
  });

  it.each([
    [
      'an object',
      'get',
      objectAt(`onprem/${HIDDEN}/apps/Deployment/${MARK}-deployment`),
      undefined,
      404,
    ],
    [
      'one that there is not',
      'get',
      objectAt(`onprem/${HIDDEN}/apps/Deployment/nobody`),
      undefined,
      404,
    ],
    [
      'its logs',
      'get',
      logsOf(`onprem/${HIDDEN}/apps/Deployment/${MARK}-deployment`),
      undefined,
      404,
    ],
    [
      'logs of one that there is not',
      'get',
      logsOf(`onprem/${HIDDEN}/apps/Deployment/nobody`),
      undefined,
      404,
    ],
    [
      'what it uses',
      'get',
      metricsOf(`onprem/${HIDDEN}/apps/Deployment/${MARK}-deployment`),
      undefined,
      404,
    ],
    [
      'what one uses that there is not',
      'get',
      metricsOf(`onprem/${HIDDEN}/apps/Deployment/nobody`),
      undefined,
      404,
    ],
    [
      'the way of a request to it',
      'get',
      traceTo(`onprem/${HIDDEN}//Service/${MARK}-service`),
      undefined,
      404,
    ],
    [
      'the way of a request to nothing',
      'get',
      traceTo(`onprem/${HIDDEN}//Service/nobody`),
      undefined,
      404,
    ],
    ['the peers in it', 'get', peersOf(GROUP), undefined, 404],
    [
      'the peers of none',
      'get',
      peersOf('onprem///Namespace/nobody'),
      undefined,
      404,
    ],
    [
      'reachability',
      'post',
      '/v1/reachability',
      {
        source: id('Deployment', SEEN, 'deployment'),
        destination: id('Deployment', HIDDEN, `${MARK}-deployment`),
        port: 1,
      },
      403,
    ],
    [
      'reachability of nothing',
      'post',
      '/v1/reachability',
      {
        source: id('Deployment', SEEN, 'deployment'),
        destination: id('Deployment', HIDDEN, 'nobody'),
        port: 1,
      },
      403,
    ],
    [
      'a change of what is there',
      'post',
      `${APP}/policy/preview`,
      {
        cluster: 'onprem',
        remove: [
          {
            apiVersion: 'networking.k8s.io/v1',
            kind: 'NetworkPolicy',
            namespace: HIDDEN,
            name: `${MARK}-networkpolicy`,
          },
        ],
      },
      403,
    ],
    [
      'a change of what is not',
      'post',
      `${APP}/policy/preview`,
      {
        cluster: 'onprem',
        remove: [
          {
            apiVersion: 'networking.k8s.io/v1',
            kind: 'NetworkPolicy',
            namespace: HIDDEN,
            name: 'nobody',
          },
        ],
      },
      403,
    ],
  ] as const)(
    'answers the same of %s whether it is there or not',
    async (_, method, route, body, status) => {
      readsOwn();
      const answer =
        method === 'get'
          ? await portal.get(route)
          : await portal.post(route, body);
      expect(answer.status).toBe(status);
    },
  );

  it('is of no app that a label tells of', async () => {
    readsOwn();
    const { body } = await portal.get('/v1/discovered-apps');
    expect(
      body.items.flatMap(
        ({ components }: { components: Array<{ namespace: string }> }) =>
          components.map(({ namespace }) => namespace),
      ),
    ).toEqual(expect.not.arrayContaining([HIDDEN]));
  });
});
