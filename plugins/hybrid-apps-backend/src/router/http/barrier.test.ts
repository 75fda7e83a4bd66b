import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import express from 'express';
import request from 'supertest';
import { startTeamsPortal } from '../../__testUtils__/teams';
import { createBarrier } from './barrier';

jest.setTimeout(60_000);

/** What it answers to who brings nothing, in a backend of this configuration. */
async function ask(auth: object) {
  const httpRouter = mockServices.httpRouter.mock();
  const barrier = createBarrier({
    config: mockServices.rootConfig({ data: { backend: { auth } } }),
    httpAuth: mockServices.httpAuth({
      defaultCredentials: mockCredentials.none(),
    }),
    httpRouter,
  });
  const app = express()
    .use(barrier)
    .use((_req, res) => res.json({}))
    .use(((error, _req, res, _next) =>
      res.status(401).json(error.name)) as express.ErrorRequestHandler);
  const { status } = await request(app).get('/v1/apps');
  return { status, policies: httpRouter.addAuthPolicy.mock.calls.flat() };
}

describe('createBarrier', () => {
  it('takes the place of the backend’s own on the paths of the document alone', async () => {
    const { status, policies } = await ask({});
    expect(status).toBe(401);
    expect(policies).toContainEqual({
      path: '/v1/apps/:kind/:namespace/:name/topology',
      allow: 'unauthenticated',
    });
    for (const { path } of policies) {
      expect(path).toMatch(/^\/v1\/[a-z]/);
    }
  });

  it('is none where the portal has none', async () => {
    expect(await ask({ dangerouslyDisableDefaultAuthPolicy: true })).toEqual({
      status: 200,
      policies: [],
    });
  });
});

describe('a portal', () => {
  let portal: Awaited<ReturnType<typeof startTeamsPortal>>;
  beforeAll(async () => {
    portal = await startTeamsPortal();
  });
  afterAll(() => portal?.stop());

  it.each([
    '/v1/apps',
    '/V1/APPS/',
    '/v1/apps/',
    '/v1//apps',
    '/v1/%61pps',
    '/v1/apps/system/default/inventory/topology/',
    '/v1/apps/system/default/inventory/topology/deeper',
    '/v1/apps/a%2fb/%2e%2e/%00/policy',
    '/v1/clusters/onprem/namespaces?x=/.well-known',
    '/v1/clusters/..%2f..%2f.well-known/namespaces',
    '/v1/nothing',
    '/v1',
    '/openapi.json',
    '/',
    '/.well-known/backstage/permissions/metadata',
  ])('answers 401 without credentials: %s', async path => {
    const authorization = mockCredentials.none.header();
    for (const method of ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'PATCH']) {
      const { status } = await fetch(`${portal.url}${path}`, {
        method,
        headers: { authorization },
      });
      expect([method, status]).toEqual([method, 401]);
    }
  });
});
