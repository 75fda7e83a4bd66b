import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { ClosableKubeClient, createKubeClient } from './kubeClient';
import { bearing, whyNotBorne } from './identity';
import { KubeIdentity } from './types';

const path = '/api/v1/pods';
const alice: KubeIdentity = {
  user: 'oidc:alice',
  groups: ['oidc:team-a', 'oidc:team, b'],
};

describe('a client that bears somebody', () => {
  let server: Server;
  let client: ClosableKubeClient;
  let seen: string[][];
  let answer: { code: number; body: object };

  beforeEach(async () => {
    seen = [];
    answer = { code: 200, body: {} };
    server = createServer(({ rawHeaders }, response) => {
      const names = rawHeaders.filter((_, index) => index % 2 === 0);
      seen.push(
        names.flatMap((name, index) =>
          /^impersonate-/i.test(name)
            ? [`${name.toLowerCase()}: ${rawHeaders[index * 2 + 1]}`]
            : [],
        ),
      );
      response.writeHead(answer.code, { 'content-type': 'application/json' });
      response.end(JSON.stringify(answer.body));
    });
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const { port } = server.address() as AddressInfo;
    const tokens = ['first', 'second'];
    client = createKubeClient({
      cluster: () => ({
        name: 'hub',
        url: `http://127.0.0.1:${port}`,
        authMetadata: {},
      }),
      credential: async () => ({
        type: 'bearer token',
        token: tokens.shift() ?? 'last',
      }),
    });
  });

  afterEach(async () => {
    await client.close();
    await new Promise(resolve => {
      server.close(resolve);
    });
  });

  it('sends a header for the user, and one for each group', async () => {
    await bearing(client, alice).request({ method: 'POST', path, body: {} });
    await bearing(client, { user: 'bob', groups: [] }).request({
      method: 'GET',
      path,
    });
    expect(seen).toEqual([
      [
        'impersonate-user: oidc:alice',
        'impersonate-group: oidc:team-a',
        'impersonate-group: oidc:team, b',
      ],
      ['impersonate-user: bob'],
    ]);
  });

  it('bears them also where it asks again with a new token, and tells who was refused', async () => {
    answer = { code: 401, body: {} };
    await expect(
      bearing(client, alice).request({ method: 'GET', path }),
    ).rejects.toMatchObject({ code: 401, as: 'oidc:alice' });
    expect(seen).toHaveLength(2);
    expect(seen[1]).toEqual(seen[0]);
  });

  it('bears nobody by itself, and in no watch', async () => {
    expect(bearing(client, undefined)).toBe(client);
    await client.request({ method: 'GET', path });
    // Whatever else is in the object that asks for the watch.
    const asked = { path, as: alice };
    const events = await client.watch(asked);
    await events.return();
    expect(seen).toEqual([[], []]);
  });

  it.each([
    ['alice\r\nimpersonate-group: system:masters', []],
    ['system:masters', []],
    ['alice', ['system:masters']],
    ['alice', ['']],
  ])('sends nothing for %j of %j', async (user, groups) => {
    await expect(
      bearing(client, { user, groups }).request({ method: 'GET', path }),
    ).rejects.toThrow('A request cannot bear the name');
    expect(seen).toEqual([]);
  });
});

describe('whyNotBorne', () => {
  it.each([
    'alice',
    'a',
    'oidc:alice@example.com',
    'user:default/alice',
    'a b',
  ])('takes %j', name => expect(whyNotBorne(name)).toBeUndefined());

  it.each([
    ['', 'is empty'],
    [' alice', 'what a header does not carry'],
    ['alice ', 'what a header does not carry'],
    [' ', 'what a header does not carry'],
    ['alice\n', 'what a header does not carry'],
    ['al\rice', 'what a header does not carry'],
    ['al\0ice', 'what a header does not carry'],
    ['al\tice', 'what a header does not carry'],
    ['al\x7fice', 'what a header does not carry'],
    // One byte in Latin-1, two in UTF-8: nobody tells which it was.
    ['zoë', 'what a header does not carry'],
    ['алиса', 'what a header does not carry'],
    ['system:masters', "begins with 'system:'"],
    ['System:masters', "begins with 'system:'"],
    ['system:serviceaccount:kube-system:admin', "begins with 'system:'"],
  ])('refuses %j, as it %s', (name, why) => {
    expect(whyNotBorne(name)).toContain(why);
  });
});
