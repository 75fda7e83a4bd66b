import { mockCredentials } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  clusterReadPermission,
  hybridAppViewPermission,
  namespaceReadPermission,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { eventually } from '../__testUtils__';
import { asService, asUserThrough, denied } from '../__testUtils__/portal';
import {
  APP,
  peer,
  toMongodb,
  manifest,
  forTeamA,
  startTeamsPortal,
} from '../__testUtils__/teams';
import {
  createHybridAppConditionalDecision,
  hybridAppConditions,
} from '../permissions';

/** For whoever asked for what is to be undone. */
const UNDO = { route: '/v1/tasks/undo', body: { task: 'any' } };
/** For the scaffolder alone. */
const OF_SCAFFOLDER: ReadonlyArray<{ route: string; body?: object }> = [
  { route: '/v1/tasks' },
  { route: '/v1/tasks/close', body: { task: 'any' } },
];

/** What the token of an external service may be restricted to. */
const viewing = {
  permissionNames: [hybridAppViewPermission.name, namespaceReadPermission.name],
};

jest.setTimeout(60_000);

let portal: Awaited<ReturnType<typeof startTeamsPortal>>;
beforeAll(async () => {
  portal = await startTeamsPortal();
});
afterAll(() => portal?.stop());
beforeEach(() => portal.reset());

describe('who may ask', () => {
  it.each<[string, string, number]>([
    ['the scaffolder in its own name', asService('plugin:scaffolder'), 200],
    [
      'the scaffolder in the name of a user',
      asUserThrough('plugin:scaffolder'),
      403,
    ],
    ['a user', mockCredentials.user.header(), 403],
    ['another plugin', asService('plugin:catalog'), 403],
    [
      'another plugin in the name of a user',
      asUserThrough('plugin:catalog'),
      403,
    ],
    ['an external service', asService('external:another'), 403],
    [
      'an external service that is called like the scaffolder',
      asService('external:plugin:scaffolder'),
      403,
    ],
  ])(
    'looks after tasks for the scaffolder alone: %s',
    async (who, as, expected) => {
      for (const route of OF_SCAFFOLDER) {
        const { status } = await portal.call(route, { as });
        expect(Math.floor(status / 100)).toBe(Math.floor(expected / 100));
      }
      // Users undo what is their own.
      const { status } = await portal.call(UNDO, { as });
      expect(status).toBe(who.includes('user') ? 200 : expected);
    },
  );

  it('undoes, and looks after tasks, for no token that is restricted to viewing', async () => {
    for (const subject of ['external:viewer', 'plugin:scaffolder']) {
      portal.restrictions[subject] = viewing;
      for (const route of [UNDO, ...OF_SCAFFOLDER]) {
        const { status } = await portal.call(route, { as: asService(subject) });
        expect(status).toBe(403);
      }
    }
  });

  it.each([
    [
      hybridAppViewPermission,
      'IS_ENTITY_OWNER',
      { claims: [] },
      'IS_ENTITY_OWNER',
    ],
    [
      hybridAppViewPermission,
      'IS_OWNER',
      { claims: 'team-a' },
      'expected array',
    ],
    [namespaceReadPermission, 'IS_OWNER', { claims: [] }, 'IS_OWNER'],
    [namespaceReadPermission, 'IS_NAMED', undefined, 'expected object'],
  ])(
    'tells whose fault conditions are that cannot be read: %j, %s, %j',
    async (permission, rule, params, named) => {
      const { name, resourceType } = permission;
      portal.policy[name] = {
        result: AuthorizeResult.CONDITIONAL,
        pluginId: 'hybrid-apps',
        resourceType,
        conditions: { rule, resourceType, params },
      };
      const { status, body } = await portal.get(`${APP}/topology`);
      expect(status).toBe(500);
      expect(body.error.message).toContain(
        `What the portal's permission policy says of '${name}' cannot be applied: `,
      );
      expect(body.error.message).toContain(named);
    },
  );

  it('undoes for no user without the right to create', async () => {
    portal.policy['hybrid-apps.app.create'] = denied;
    expect((await portal.call(UNDO)).status).toBe(403);
  });

  it('tells others how else to undo', async () => {
    const as = asService('external:viewer');
    const { body } = await portal.call(UNDO, { as });
    expect(body.error.message).toBe(
      "Only the scaffolder itself looks after its tasks, and this is asked by 'external:viewer'. Cancel the task, which undoes it, or delete the objects on the cluster itself.",
    );
    expect(portal.audit.fail).toHaveBeenCalledTimes(1);
  });

  it('neither changes what exists for the right to create, nor tells of it', async () => {
    const apply = (body: object) =>
      portal.call({
        route: '/v1/clusters/onprem/apply',
        body: { task: 'any', manifests: [manifest], ...body },
      });
    expect((await apply({})).status).toBe(200);
    const { status, body } = await apply({ dryRun: true });
    expect([status, (await apply({})).status]).toEqual([409, 409]);
    expect(body.error.message).not.toContain('manager');
    // The same, whether what is guessed of it is so or not.
    const other = { ...manifest, data: { password: 'a guess' } };
    const guess = await apply({ dryRun: true, manifests: [other] });
    expect(guess.body.error.message).toBe(body.error.message);
    expect((await apply({ mustNotExist: false, dryRun: true })).status).toBe(
      400,
    );
  });

  it('is 404 where the catalog shows the caller no such entity', async () => {
    for (const part of ['topology', 'policy', 'history', 'events']) {
      const path = `/v1/apps/system/default/hidden/${part}`;
      expect((await portal.get(path)).status).toBe(404);
    }
  });

  it('lists the apps that the caller may view, and counts no other', async () => {
    const refs = async () => {
      const { body } = await portal.get('/v1/apps');
      return [
        body.totals.apps,
        ...body.items.map(({ entityRef }: { entityRef: string }) => entityRef),
      ];
    };
    expect(await refs()).toEqual([
      2,
      'component:default/other',
      'system:default/inventory',
    ]);

    portal.policy[hybridAppViewPermission.name] =
      createHybridAppConditionalDecision(
        hybridAppViewPermission,
        hybridAppConditions.isOwner({ claims: ['group:default/team-b'] }),
      );
    expect(await refs()).toEqual([1, 'component:default/other']);

    portal.policy[hybridAppViewPermission.name] = denied;
    expect(await refs()).toEqual([0]);
  });
});

describe('names', () => {
  it('names no workload of apps that the caller may not view, and keeps what it means', async () => {
    const texts = async () => {
      const { body: policy } = await portal.get(`${APP}/policy`);
      const { body: topology } = await portal.get(`${APP}/topology`);
      const { body: preview } = await portal.previewWithoutPolicy();
      return { policy, preview, all: { policy, topology, preview } };
    };
    const open = await texts();
    expect(JSON.stringify(open.all)).toContain('Deployment/other');

    portal.policy[hybridAppViewPermission.name] = forTeamA;
    const { policy, preview, all } = await texts();
    expect(JSON.stringify(all)).not.toContain('Deployment/other');
    const unnamed = expect.objectContaining({
      kind: 'Others',
      name: expect.stringContaining('that you may not view'),
    });
    expect(policy.peers).toContainEqual(unnamed);
    expect(policy.revision).not.toBe(open.policy.revision);
    expect(preview.changes).toContainEqual(
      expect.objectContaining({ source: unnamed, after: 'All Connections' }),
    );
  });
});

describe('reachability', () => {
  it('names the rule that decides', async () => {
    const { body } = await portal.post(
      '/v1/reachability',
      toMongodb(peer('Deployment', 'web')),
    );
    expect(body).toMatchObject({
      verdict: 'allowed',
      summary: 'Allowed by NetworkPolicy inventory/mongodb, spec.ingress[0]',
      ingress: {
        deciding: [
          {
            policy: { name: 'mongodb' },
            rule: { ports: [{ port: 27017 }] },
          },
        ],
      },
    });
  });

  it('tells nothing of workloads of apps that the caller may not view', async () => {
    portal.policy[hybridAppViewPermission.name] = forTeamA;
    const query = toMongodb(peer('Deployment', 'other'));
    const { status, body } = await portal.post('/v1/reachability', query);
    expect(status).toBe(403);
    expect(body.error.message).toContain('Deployment inventory/other');
  });

  it('tells nothing of them by their addresses either, however written', async () => {
    // A Pod of `other`, with an IPv6 address beside.
    portal.sandbox.store.seed([
      {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: {
          name: 'other-pod',
          namespace: 'inventory',
          labels: { app: 'other', 'backstage.io/kubernetes-id': 'other' },
        },
        spec: { containers: [{ name: 'other', image: 'other' }] },
        status: {
          phase: 'Running',
          podIPs: [{ ip: '10.0.0.99' }, { ip: 'fd00::99' }],
        },
      },
    ]);
    portal.policy[hybridAppViewPermission.name] = forTeamA;
    const statusFor = async (ip: string) =>
      (await portal.post('/v1/reachability', toMongodb({ ip }))).status;
    await eventually(async () =>
      expect(await statusFor('10.0.0.99')).toBe(403),
    );
    expect(await statusFor('fd00:0:0::0099')).toBe(403);
    const outside = toMongodb({ ip: '203.0.113.9' });
    const { body } = await portal.post('/v1/reachability', outside);
    expect(body.verdict).toBe('denied');
  });

  it('is about workloads that exist, on one cluster', async () => {
    const ask = (source: object, destination: object) =>
      portal.post('/v1/reachability', { source, destination, port: 1 });
    const between = await ask({ ip: '192.0.2.1' }, { ip: '192.0.2.2' });
    expect(between.status).toBe(400);
    const noAddress = await ask(
      { ip: 'not-an-address' },
      peer('Deployment', 'web'),
    );
    expect(noAddress.status).toBe(400);
    const missing = await ask(
      { ...peer('Deployment', 'web'), cluster: 'elsewhere' },
      peer('Deployment', 'web'),
    );
    expect(missing.status).toBe(404);
  });

  it('tells of workloads of no app with the right to read clusters alone', async () => {
    const query = toMongodb(peer('Deployment', 'of-no-app'));
    expect((await portal.post('/v1/reachability', query)).status).toBe(404);
    portal.policy[clusterReadPermission.name] = denied;
    expect((await portal.post('/v1/reachability', query)).status).toBe(403);
    const own = toMongodb(peer('Deployment', 'web'));
    expect((await portal.post('/v1/reachability', own)).status).toBe(200);
  });
});
