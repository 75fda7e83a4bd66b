import { auditorServiceFactory } from '@backstage/backend-defaults/auditor';
import {
  mockCredentials,
  mockServices,
  ServiceFactoryTester,
} from '@backstage/backend-test-utils';
import {
  hybridAppsPermissions,
  namespacePermissions,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import express from 'express';
import request from 'supertest';
import { asService, asUserThrough, denied } from '../../__testUtils__/portal';
import {
  APP,
  manifest,
  peer,
  routeOf,
  settings,
  startTeamsPortal,
  toMongodb,
  WEB,
} from '../../__testUtils__/teams';
import { spec } from '../../schema/openapi.generated';
import { createAudit } from './audit';

jest.setTimeout(60_000);

const BODIES: Record<string, object> = {
  queryActs: { ids: [WEB] },
  performAct: {
    id: '00000000-0000-4000-8000-000000000000',
    act: 'workload-restart',
    object: WEB,
    basis: 'another',
  },
  queryPlan: { kind: 'stop' },
  startPlan: {
    id: '00000000-0000-4000-8000-000000000000',
    kind: 'stop',
    basis: 'another',
  },
  cancelPlan: { id: 'none' },
  previewPolicy: { cluster: 'onprem' },
  checkReachability: toMongodb(peer('Deployment', 'web')),
  applyManifests: { task: 'any', manifests: [manifest] },
  checkReadiness: { objects: [settings] },
  undoApply: { task: 'any' },
  closeTask: { task: 'any' },
  openConsole: { id: WEB, kind: 'exec' },
  endConsole: { id: 'any' },
};
/** What each operation that writes, or tries to, is in the log. */
const WRITES: Record<string, string> = {
  performAct: 'act',
  startPlan: 'plan',
  cancelPlan: 'plan-cancel',
  applyManifests: 'manifests-apply',
  undoApply: 'manifests-undo',
  closeTask: 'task-close',
  openConsole: 'console-ticket',
  endConsole: 'console-end',
};
/** What has a start and an end in the log. */
const TOLD: Record<string, string> = { ...WRITES, readLogs: 'logs-read' };
/** Asked with a body, and only read. */
const READS = [
  'queryActs',
  'queryPlan',
  'previewPolicy',
  'checkReachability',
  'checkReadiness',
];

interface Operation {
  id: string;
  method: string;
  route: string;
  body?: object;
  app?: string;
  cluster?: string;
}
const OPERATIONS = Object.entries(spec.paths).flatMap(([template, methods]) =>
  Object.entries(methods).map(
    ([method, { operationId: id }]): Operation => ({
      id,
      method,
      route: routeOf(template),
      body: BODIES[id],
      ...(template.includes('{kind}') && { app: 'system:default/inventory' }),
      ...(template.includes('{cluster}') && { cluster: 'onprem' }),
    }),
  ),
);

let portal: Awaited<ReturnType<typeof startTeamsPortal>>;
beforeAll(async () => {
  portal = await startTeamsPortal();
});
afterAll(() => portal?.stop());
beforeEach(() => portal.reset());

/** Every event since the last reset, without the request. */
const events = () =>
  portal.audit.createEvent.mock.calls.map(([{ request: asked, ...event }]) => ({
    ...event,
    bearsRequest: asked !== undefined,
  }));

const ADDRESS = expect.stringMatching(/127\.0\.0\.1$|^::1$/);

describe('the audit log', () => {
  it('knows of every operation with a body whether it writes', () => {
    expect(
      OPERATIONS.filter(({ method }) => method !== 'get').map(({ id }) => id),
    ).toEqual(expect.arrayContaining([...Object.keys(WRITES), ...READS]));
    for (const { id, method } of OPERATIONS) {
      expect([
        id,
        method === 'get' || id in WRITES || READS.includes(id),
      ]).toEqual([id, true]);
    }
  });

  it.each(OPERATIONS)(
    '$id: tells once of who brings no credentials',
    async ({ id, app, cluster, ...route }) => {
      const { status } = await portal.call(route, {
        as: mockCredentials.none.header(),
      });
      expect(status).toBe(401);
      expect(events()).toEqual([
        {
          eventId: 'request-refused',
          severityLevel: 'medium',
          bearsRequest: true,
          meta: {
            operation: id,
            caller: 'nobody',
            address: ADDRESS,
            status: 401,
            ...(app && { app }),
            ...(cluster && { cluster }),
          },
        },
      ]);
      expect(portal.audit.fail.mock.calls).toEqual([
        [{ error: expect.objectContaining({ name: 'AuthenticationError' }) }],
      ]);
    },
  );

  // Lists refuse nobody, and are empty of what may not be seen.
  const LISTS = ['listApps', 'listConsoles', 'listModernization'];
  it.each(OPERATIONS.filter(({ id }) => !LISTS.includes(id)))(
    '$id: tells once of who has not the right',
    async ({ id, app, cluster, ...route }) => {
      for (const { name } of [
        ...hybridAppsPermissions,
        ...namespacePermissions,
      ]) {
        portal.policy[name] = denied;
      }
      const { status } = await portal.call(route);
      expect(status).toBe(403);
      expect(events()).toEqual([
        {
          eventId: TOLD[id] ?? 'request-refused',
          severityLevel: 'medium',
          bearsRequest: true,
          meta: expect.objectContaining({
            operation: id,
            caller: mockCredentials.user().principal.userEntityRef,
            address: ADDRESS,
            ...(app && { app }),
            ...(cluster && { cluster }),
            ...(!(id in TOLD) && { status: 403 }),
          }),
        },
      ]);
      expect(portal.audit.fail.mock.calls).toEqual([
        [{ error: expect.objectContaining({ name: 'NotAllowedError' }) }],
      ]);
    },
  );

  it.each(OPERATIONS.filter(({ id }) => !(id in TOLD)))(
    '$id: tells nothing of what is allowed and only read',
    async route => {
      const as = asService('plugin:scaffolder');
      expect((await portal.call(route, { as })).status).toBe(200);
      expect(events()).toEqual([]);
    },
  );

  it.each([false, true])('tells of an apply, dryRun: %s', async dryRun => {
    await portal.post('/v1/clusters/onprem/apply', {
      task: 'task-1',
      dryRun,
      manifests: [manifest],
    });
    expect(events()).toMatchObject([
      {
        eventId: 'manifests-apply',
        severityLevel: 'medium',
        meta: {
          cluster: 'onprem',
          task: 'task-1',
          dryRun,
          objects: ['v1/ConfigMap/inventory/settings'],
        },
      },
    ]);
    expect(portal.audit.success.mock.calls).toEqual([
      [
        {
          meta: {
            results: [
              `v1/ConfigMap/inventory/settings ${
                dryRun ? 'possible' : 'created'
              }`,
            ],
          },
        },
      ],
    ]);
  });

  it('tells through whom a user asks, and services by their subject', async () => {
    await portal.post('/v1/tasks/undo', BODIES.undoApply, {
      as: asUserThrough('plugin:catalog'),
    });
    await portal.post('/v1/tasks/undo', BODIES.undoApply, {
      as: asService('external:ci'),
    });
    expect(events().map(({ meta }) => [meta?.caller, meta?.through])).toEqual([
      [mockCredentials.user().principal.userEntityRef, 'plugin:catalog'],
      ['external:ci', undefined],
    ]);
  });

  it('tells of what a manifest is refused for the object, and no value of it', async () => {
    const { status } = await portal.post('/v1/clusters/onprem/apply', {
      task: 'any',
      manifests: [
        {
          apiVersion: 'v1',
          kind: 'Service',
          metadata: { name: 'x', namespace: 'inventory' },
          spec: { type: 'ExternalName', externalName: 's3cret-value.local' },
        },
      ],
    });
    expect(status).toBe(403);
    expect(portal.audit.fail.mock.calls).toEqual([
      [
        {
          error: expect.objectContaining({
            name: 'NotAllowedError',
            message: '1 of the objects are refused.',
          }),
          meta: { results: ['v1/Service/inventory/x forbidden'] },
        },
      ],
    ]);
    const told = [...portal.audit.fail.mock.calls.flat(), ...events()];
    expect(
      told.map(
        each =>
          JSON.stringify(each) + String(Reflect.get(each, 'error')?.stack),
      ),
    ).not.toContainEqual(expect.stringContaining('s3cret'));
  });

  it('keeps what a caller writes on its own line, and short', async () => {
    await portal.post('/v1/clusters/onprem/apply', {
      task: 'a\nb\u2028c\u202ed',
      manifests: [{ ...manifest, metadata: { name: 'n'.repeat(100_000) } }],
    });
    await portal.get(
      `/v1/apps/system/default/${encodeURIComponent('x\r\n{"a":1}')}/topology`,
      { as: mockCredentials.none.header() },
    );
    const [write, refused] = events();
    expect(write.meta?.task).toBe('a\ufffdb\ufffdc\ufffdd');
    expect(JSON.stringify(write.meta).length).toBeLessThan(1_000);
    expect(refused.meta?.app).toBe('system:default/x\ufffd\ufffd{"a":1}');
  });
});

describe('where the audit log fails', () => {
  const fails = () => Promise.reject(new Error('the disk is full'));

  it.each(['applyManifests', 'undoApply'])('%s does nothing', async id => {
    const route = OPERATIONS.find(each => each.id === id)!;
    const as = asService('plugin:scaffolder');
    const exists = () =>
      portal.sandbox.store.get({ ...settings, group: '' }) !== undefined;
    if (id === 'undoApply') {
      await portal.post('/v1/clusters/onprem/apply', BODIES.applyManifests, {
        as,
      });
    }
    const before = exists();
    portal.audit.createEvent.mockImplementationOnce(fails);
    const { status, body } = await portal.call(route, { as });
    expect(status).toBe(503);
    expect(body.error.message).toContain('Nothing was done');
    expect(exists()).toBe(before);
  });

  it('tells what was done all the same, where it fails afterwards', async () => {
    portal.audit.success.mockImplementationOnce(fails);
    const { status, body } = await portal.post('/v1/clusters/onprem/apply', {
      ...BODIES.applyManifests,
      dryRun: true,
    });
    expect(status).toBe(200);
    expect(body.items).toMatchObject([{ name: 'settings' }]);
  });

  it('refuses as before', async () => {
    portal.audit.createEvent.mockImplementationOnce(fails);
    portal.policy['hybrid-apps.app.view'] = denied;
    const { status, body } = await portal.get(`${APP}/topology`);
    expect(status).toBe(403);
    expect(body.error.message).toContain('hybrid-apps.app.view');
  });
});

describe('refusals()', () => {
  it.each<[string, object, number | undefined]>([
    ['a status of their own', { statusCode: 429 }, 429],
    ['403', { status: 403 }, 403],
    ['what is not there', { statusCode: 404 }, undefined],
    ['what failed', {}, undefined],
  ])('tells of errors with %s', async (_, fields, expected) => {
    const auditor = mockServices.auditor.mock();
    const event = { success: jest.fn(), fail: jest.fn() };
    auditor.createEvent.mockResolvedValue(event);
    const audit = createAudit({
      auditor,
      httpAuth: mockServices.httpAuth(),
      logger: mockServices.logger.mock(),
    });
    const thrown = Object.assign(new Error('why'), fields);
    const app = express()
      .use((_req, _res, next) => next(thrown))
      .use(audit.refusals())
      .use(((error, _req, res, _next) =>
        res.json(error === thrown)) as express.ErrorRequestHandler);
    const { body } = await request(app).get('/v1/apps');
    expect(body).toBe(true);
    expect(
      auditor.createEvent.mock.calls.map(([{ meta }]) => meta?.status),
    ).toEqual(expected === undefined ? [] : [expected]);
  });

  it('is in the log of a portal as it comes, also for a token that is not valid', async () => {
    const logger = mockServices.logger.mock();
    logger.child.mockReturnValue(logger);
    const httpAuth = mockServices.httpAuth();
    const auditor = await ServiceFactoryTester.from(auditorServiceFactory, {
      dependencies: [
        logger.factory,
        mockServices.httpAuth.factory(),
        mockServices.auth.factory(),
      ],
    }).getSubject();
    const audit = createAudit({ auditor, httpAuth, logger });
    const app = express()
      .use((req, _res, next) =>
        httpAuth.credentials(req).then(() => next(), next),
      )
      .use(audit.refusals());
    await request(app)
      .get('/v1/apps')
      .set('Authorization', mockCredentials.user.invalidHeader());
    expect(logger.error).not.toHaveBeenCalled();
    expect(logger.debug).not.toHaveBeenCalled();
    expect(logger.info.mock.calls.map(([text]) => text)).toEqual([
      'test.request-refused',
      'test.request-refused',
    ]);
  });
});
