import { CLUSTERS_MS, createClusterTokens } from './clusterTokens';

const named = (name: string, message: string) =>
  Object.assign(new Error(message), { name });

/** Tokens of a user, before clusters that take those of these providers. */
function start(authProviders: Array<string | undefined>) {
  const clusters = {
    list: jest.fn(async () => ({
      items: authProviders.map(authProvider => ({ authProvider })),
    })),
  };
  const getCredentials = jest.fn(async (provider: string) => ({
    token: `of-${provider}` as string | undefined,
  }));
  const failures: string[] = [];
  const tokens = createClusterTokens({
    listClusters: () => clusters.list(),
    authProviders: { getCredentials },
    onFailure: ({ message }) => failures.push(message),
  });
  return { tokens, clusters, getCredentials, failures };
}

describe('createClusterTokens', () => {
  afterEach(() => jest.useRealTimers());

  it("brings one token of each provider, and asks none where clusters don't take the user's", async () => {
    const { tokens, getCredentials } = start([
      'oidc.okta',
      undefined,
      'google',
      'oidc.okta',
    ]);
    expect(await tokens()).toEqual({
      google: 'of-google',
      'oidc.okta': 'of-oidc.okta',
    });
    expect(getCredentials).toHaveBeenCalledTimes(2);

    const none = start([undefined]);
    expect(await none.tokens()).toEqual({});
    expect(none.getCredentials).not.toHaveBeenCalled();
  });

  it('asks for the tokens each time, as they expire, and for the clusters now and then', async () => {
    jest.useFakeTimers();
    const { tokens, clusters, getCredentials } = start(['google']);
    await Promise.all([tokens(), tokens()]);
    expect(clusters.list).toHaveBeenCalledTimes(1);
    getCredentials.mockResolvedValue({ token: 'renewed' });
    expect(await tokens()).toEqual({ google: 'renewed' });
    expect(clusters.list).toHaveBeenCalledTimes(1);
    jest.advanceTimersByTime(CLUSTERS_MS + 1);
    await tokens();
    expect(clusters.list).toHaveBeenCalledTimes(2);
  });

  it('does not ask again to sign in who refused to', async () => {
    const { tokens, getCredentials, failures } = start(['google', 'aks']);
    getCredentials.mockImplementation(async provider => {
      if (provider === 'google') {
        throw named('RejectedError', 'Login failed, rejected by user');
      }
      return { token: 'of-aks' };
    });
    expect(await tokens()).toEqual({ aks: 'of-aks' });
    expect(await tokens()).toEqual({ aks: 'of-aks' });
    const asked = getCredentials.mock.calls.filter(([p]) => p === 'google');
    expect(asked).toHaveLength(1);
    expect(failures).toEqual([]);
  });

  it('says once why a provider has no token, and goes on with the others', async () => {
    const { tokens, getCredentials, failures } = start(['oidc.own', 'google']);
    getCredentials.mockImplementation(async provider => {
      if (provider === 'oidc.own') {
        throw new Error('no oidcProvider configured for oidc.own');
      }
      return { token: 'of-google' };
    });
    expect(await tokens()).toEqual({ google: 'of-google' });
    expect(await tokens()).toEqual({ google: 'of-google' });
    expect(failures).toEqual([
      'There is no token of yours from oidc.own: no oidcProvider configured for oidc.own',
    ]);
  });

  it('asks for the clusters again where they could not be listed', async () => {
    const { tokens, clusters, failures } = start(['google']);
    clusters.list.mockRejectedValueOnce(new Error('bad gateway'));
    expect(await tokens()).toEqual({});
    expect(failures).toEqual([
      'Whose tokens the clusters take is not known: bad gateway',
    ]);
    expect(await tokens()).toEqual({ google: 'of-google' });
  });

  it('leaves out the tokens of who may not see clusters, without a word', async () => {
    const { tokens, clusters, failures } = start(['google']);
    clusters.list.mockRejectedValue(named('NotAllowedError', 'no'));
    expect(await tokens()).toEqual({});
    expect(await tokens()).toEqual({});
    expect(clusters.list).toHaveBeenCalledTimes(1);
    expect(failures).toEqual([]);
  });
});
