import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import request from 'supertest';
import personas from './personas';

jest.setTimeout(60_000);

afterEach(() => {
  jest.restoreAllMocks();
});

const amal = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'User',
  metadata: { name: 'amal', namespace: 'default' },
  spec: { profile: { displayName: 'Amal Haddad' }, memberOf: ['team-a'] },
  relations: [{ type: 'memberOf', targetRef: 'group:default/team-a' }],
};

/** What sign-in as Amal answers where the backend runs in this environment. */
async function signIn(environment: string) {
  jest.replaceProperty(process, 'env', {
    ...process.env,
    NODE_ENV: environment,
  });
  const backend = await startTestBackend({
    features: [
      import('@backstage/plugin-auth-backend'),
      personas,
      catalogServiceMock.factory({ entities: [amal] }),
      mockServices.rootConfig.factory({
        data: {
          app: { baseUrl: 'http://localhost' },
          auth: { providers: { amal: {} } },
        },
      }),
    ],
  });
  try {
    return await request(backend.server).get('/api/auth/amal/refresh');
  } finally {
    await backend.stop();
  }
}

describe('sign-in as one of the example', () => {
  it('is open in development, with the name and the groups of that user', async () => {
    const { status, body } = await signIn('development');
    expect(status).toBe(200);
    expect(body.profile).toEqual({ displayName: 'Amal Haddad' });
    expect(body.backstageIdentity.identity).toEqual({
      type: 'user',
      userEntityRef: 'user:default/amal',
      ownershipEntityRefs: ['user:default/amal', 'group:default/team-a'],
    });
  });

  it.each(['production', 'test', ''])(
    'is not there where NODE_ENV is "%s"',
    async environment => {
      const { status, body } = await signIn(environment);
      expect(status).toBe(404);
      expect(body).not.toHaveProperty('backstageIdentity');
    },
  );
});
