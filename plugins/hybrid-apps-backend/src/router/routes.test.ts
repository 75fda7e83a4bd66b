import { namespaceReadPermission } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { denied } from '../__testUtils__/portal';
import {
  APP,
  WEB,
  toMongodb,
  SERVICE,
  manifest,
  startTeamsPortal,
} from '../__testUtils__/teams';

jest.setTimeout(60_000);

let portal: Awaited<ReturnType<typeof startTeamsPortal>>;
beforeAll(async () => {
  portal = await startTeamsPortal();
});
afterAll(() => portal?.stop());
beforeEach(() => portal.reset());

describe('topology and policy', () => {
  it.each(['topology', 'policy'])(
    '%s: 304 while nothing changes, a new answer when something does',
    async part => {
      const path = `${APP}/${part}`;
      const first = await portal.get(path);
      const { etag } = first.headers;
      expect(etag).toMatch(/^W\/".+"$/);
      const again = await portal.get(path, {
        headers: { 'If-None-Match': etag },
      });
      expect(again.status).toBe(304);
      expect(again.text).toBe('');
      const stale = await portal.get(path, {
        headers: { 'If-None-Match': 'W/"another"' },
      });
      expect(stale.body).toEqual(first.body);
    },
  );

  it('says who reaches the database', async () => {
    const { body } = await portal.get(`${APP}/policy`);
    expect(
      body.workloads.find(
        ({ name }: { name: string }) => name === 'mongodb-vm',
      ),
    ).toMatchObject({
      posture: { ingress: 'isolated', egress: 'open' },
      reachableFrom: [WEB],
    });
  });

  it('previews what a removed policy would open', async () => {
    const { body } = await portal.previewWithoutPolicy();
    expect(body.changes).toContainEqual(
      expect.objectContaining({
        source: expect.objectContaining({ name: 'other' }),
        destination: expect.objectContaining({ name: 'mongodb-vm' }),
        change: 'added',
        before: 'No Connections',
        after: 'All Connections',
      }),
    );
  });
});

describe('objects', () => {
  it('answers those of the app alone', async () => {
    const get = (id: string) =>
      portal.get(`${APP}/object?id=${encodeURIComponent(id)}`);
    const { body } = await get(WEB);
    expect(body.object).toMatchObject({
      kind: 'Deployment',
      metadata: { name: 'web' },
      spec: { replicas: 2 },
    });
    expect((await get('onprem/inventory//Secret/mongodb')).status).toBe(404);
    expect((await get('onprem/inventory/apps/Deployment/other')).status).toBe(
      404,
    );
  });
});

describe('what is used', () => {
  const use = async (id: string) => {
    const { body } = await portal.get(
      `${APP}/object?id=${encodeURIComponent(id)}`,
    );
    return body.inside?.use;
  };

  it('is asked of the cluster as somebody looks at an object', async () => {
    const { measurement, pods } = await use(WEB);
    expect(measurement).toMatchObject({
      state: 'measured',
      at: expect.any(String),
    });
    expect(pods).not.toEqual([]);
    expect(await use(SERVICE)).toBeUndefined();
  });

  it('of nodes is told to who sees every namespace alone', async () => {
    const nodesUse = async () => {
      const { body } = await portal.get('/v1/clusters/onprem');
      return body.nodes.use.state;
    };
    expect(['measured', 'unknown']).toContain(await nodesUse());
    portal.policy[namespaceReadPermission.name] = denied;
    expect(await nodesUse()).toBe('untold');
  });
});

describe('requests', () => {
  it.each<[string, object | undefined, string]>([
    ['/v1/apps?limit=0', undefined, 'query/limit'],
    ['/v1/apps?limit=1e2', undefined, 'query/limit'],
    ['/v1/apps?limit=0x10', undefined, 'query/limit'],
    ['/v1/apps?limit=%201', undefined, 'query/limit'],
    [`${APP}/history?limit=1.0`, undefined, 'query/limit'],
    ['/v1/apps?health=fine', undefined, 'query/health'],
    ['/v1/apps?cursor=%21', undefined, 'cursor'],
    // Some databases fail on these.
    ...[
      '["x",1]',
      '["\\u0000",1]',
      '["2026-11-21T00:00:00.000Z",0.5]',
      '[1,1]',
    ].map((text): [string, undefined, string] => [
      `${APP}/history?cursor=${Buffer.from(text).toString('base64url')}`,
      undefined,
      'cursor',
    ]),
    ['/v1/apps?nonsense=1', undefined, 'nonsense'],
    [`${APP}/object`, undefined, "property 'id'"],
    [`${APP}/trace`, undefined, "property 'to'"],
    [`${APP}/trace?to=not+a+host`, undefined, 'no URL, host, address'],
    [
      `${APP}/trace?to=${encodeURIComponent(WEB)}`,
      undefined,
      'No request goes to Deployment web by itself',
    ],
    [
      '/v1/reachability',
      { ...toMongodb({ ip: '192.0.2.1' }), port: 0 },
      'body/port',
    ],
    ['/v1/reachability', toMongodb({}), 'body/source'],
    ['/v1/clusters/onprem/apply', { task: 't' }, 'manifests'],
  ])('%s %j is 400 and says where', async (route, body, place) => {
    const answer = await portal.call({ route, body });
    expect(answer.status).toBe(400);
    expect(answer.body.error.message).toContain(place);
  });

  it.each(['a%2Fb', 'a:b', '%00', 'system:default%2Finventory', '%0A'])(
    'is 404 where %s can be no part of an entity reference',
    async part => {
      for (const ref of [
        `${part}/default/inventory`,
        `system/${part}/inventory`,
        `system/default/${part}`,
      ]) {
        const { status } = await portal.get(`/v1/apps/${ref}/topology`);
        expect([ref, status]).toEqual([ref, 404]);
      }
    },
  );

  it.each(['/v1/clusters/none', '/v1/clusters/none/namespaces'])(
    'is 404 and names no cluster where one is unknown: %s',
    async path => {
      const { status, body } = await portal.get(path);
      expect(status).toBe(404);
      expect(body.error.message).not.toContain('onprem');
    },
  );
});

describe('paging', () => {
  it('leads through all apps once', async () => {
    const first = await portal.get('/v1/apps?limit=1');
    const { nextCursor } = first.body;
    const second = await portal.get(`/v1/apps?limit=1&cursor=${nextCursor}`);
    expect([first, second].map(({ body }) => body.items[0].entityRef)).toEqual([
      'component:default/other',
      'system:default/inventory',
    ]);
    expect(second.body.nextCursor).toBeUndefined();
    expect(second.body.totals.apps).toBe(2);
  });

  it.each([
    ['search=INVEN', ['system:default/inventory']],
    ['owner=group%3Adefault%2Fteam-b', ['component:default/other']],
    ['owner=Group%3ADefault%2FTeam-B', ['component:default/other']],
    ['cluster=cloud', []],
  ])('filters by %s', async (query, expected) => {
    const { body } = await portal.get(`/v1/apps?${query}`);
    expect(
      body.items.map(({ entityRef }: { entityRef: string }) => entityRef),
    ).toEqual(expected);
  });
});

describe('the audit log', () => {
  const apply = (body: object) =>
    portal.post('/v1/clusters/onprem/apply', {
      task: 'task-1',
      ...body,
    });

  it('tells of an undo what and where, and of an apply no contents', async () => {
    await apply({ manifests: [manifest] });
    await portal.post('/v1/tasks/undo', { task: 'task-1' });
    expect(portal.audit.createEvent).toHaveBeenLastCalledWith(
      expect.objectContaining({
        eventId: 'manifests-undo',
        meta: expect.objectContaining({ task: 'task-1' }),
      }),
    );
    expect(portal.audit.success).toHaveBeenLastCalledWith({
      meta: { results: ['onprem: v1/ConfigMap/inventory/settings deleted'] },
    });
    const told = [
      ...portal.audit.createEvent.mock.calls.map(([{ request, ...event }]) => {
        expect(request).toBeDefined();
        return event;
      }),
      ...portal.audit.success.mock.calls,
    ];
    expect(JSON.stringify(told)).not.toContain('s3cret-value');
  });

  it('tells of what is not open, by the key that opens it', async () => {
    const { status, body } = await apply({
      manifests: [
        { ...manifest, metadata: { name: 'x', namespace: 'kube-system' } },
        { ...manifest, metadata: { name: 'x', namespace: 'default' } },
      ],
      dryRun: true,
    });
    expect(status).toBe(403);
    expect(body.error.message).toContain(
      "namespace 'kube-system' of cluster 'onprem' is the platform's own, where no apps are created.",
    );
    expect(body.error.message).toContain(
      "namespace 'default' of cluster 'onprem' is not open for apps. Choose one that is, or have who runs the portal open it: hybridApps.provisioning.clusters in app-config says which are.",
    );
    expect(portal.audit.fail).toHaveBeenCalledTimes(1);
  });

  it('tells of what failed, and of what was not allowed', async () => {
    await apply({
      manifests: [{ ...manifest, metadata: { name: 'x', namespace: 'none' } }],
    });
    portal.policy['hybrid-apps.app.create'] = denied;
    await apply({ manifests: [manifest] });
    expect(portal.audit.fail).toHaveBeenCalledTimes(2);
    expect(portal.audit.fail).toHaveBeenLastCalledWith({
      error: expect.objectContaining({ name: 'NotAllowedError' }),
    });
    expect(portal.audit.success).not.toHaveBeenCalled();
  });
});
