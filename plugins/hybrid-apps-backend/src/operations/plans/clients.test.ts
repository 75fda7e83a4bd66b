import { ConfigReader } from '@backstage/config';
import { mockServices } from '@backstage/backend-test-utils';
import { KubeRequest } from '../../clusters';
import { createImpersonation, readImpersonation } from '../../impersonation';
import { createPlanClients } from './clients';

const person = {
  userEntityRef: 'user:default/ana',
  ownershipEntityRefs: ['user:default/ana', 'group:default/team-a'],
};

describe('the clients of plans', () => {
  const sent: KubeRequest[] = [];
  const handle = (name: string) =>
    Object({
      state: name === 'own' ? 'per-user' : 'synced',
      clientFor: (caller: string) => ({
        cluster: `${name} for ${caller}`,
        async request(request: KubeRequest) {
          sent.push(request);
          return { status: 200, headers: {}, body: undefined };
        },
      }),
    });
  const { clientFor, whyNot } = createPlanClients({
    clusters: { get: handle, require: handle },
    impersonation: createImpersonation(
      readImpersonation(
        new ConfigReader({
          hybridApps: {
            impersonation: {
              clusters: [
                {
                  cluster: 'bears',
                  user: 'oidc:${{ name }}',
                  groups: ['oidc:${{ group.name }}'],
                },
              ],
            },
          },
        }),
        () => true,
      ),
      mockServices.userInfo.mock(),
    ),
  });

  it('bear who asked for the plan, where the cluster is written to so', async () => {
    const askedBy = 'user:default/ana';
    for (const cluster of ['bears', 'plain']) {
      const client = clientFor(cluster, { askedBy, person });
      expect(client.cluster).toBe(`${cluster} for ${askedBy}`);
      await client.request({ method: 'PUT', path: '/' });
    }
    expect(sent.map(({ as }) => as)).toEqual([
      { user: 'oidc:ana', groups: ['oidc:team-a'] },
      undefined,
    ]);
  });

  it('are none where nobody is there to be borne, or each brings a token', () => {
    expect(whyNot('plain', false)).toBeUndefined();
    expect(whyNot('bears', true)).toBeUndefined();
    expect(whyNot('bears', false)).toMatch(/in the name of a user/);
    expect(whyNot('own', true)).toMatch(/each user's own token/);
    expect(() => clientFor('bears', { askedBy: 'plugin:hybrid-apps' })).toThrow(
      /in the name of a user/,
    );
  });
});
