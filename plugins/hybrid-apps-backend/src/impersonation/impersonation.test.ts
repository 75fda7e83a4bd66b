import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { ConfigReader } from '@backstage/config';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { JsonObject } from '@backstage/types';
import fc from 'fast-check';
import { MAX_GROUPS } from './identityOf';
import { createImpersonation, Impersonation, readImpersonation } from '.';

const read = (...clusters: JsonObject[]) =>
  readImpersonation(
    new ConfigReader({ hybridApps: { impersonation: { clusters } } }),
    cluster => cluster === 'hub',
  );

const as = (
  entry: { user: string; groups?: string[] },
  userEntityRef: string,
  ownershipEntityRefs: string[] = [userEntityRef],
) =>
  createImpersonation(
    read({ cluster: 'hub', ...entry }),
    mockServices.userInfo(),
  ).ofPerson('hub', { userEntityRef, ownershipEntityRefs });

describe('readImpersonation', () => {
  it('has no cluster unless it is told', () => {
    expect(readImpersonation(new ConfigReader({}), () => true)).toEqual([]);
  });

  it.each([
    ['user', '', 'is empty'],
    ['user', '  ', 'is empty'],
    [
      'user',
      '${{ title }}',
      "has the placeholder 'title', which is none of kind, namespace, name, ref",
    ],
    ['user', '${{ group.name }}', "has the placeholder 'group.name'"],
    ['user', '${{ }}', "has the placeholder ''"],
    ['user', '${{ name }', 'has braces that are no placeholder'],
    ['user', '{{ name }}', 'has braces that are no placeholder'],
    ['user', '${name}', 'has braces that are no placeholder'],
    [
      'user',
      'alice',
      'gives many one name: it takes ${{ name }} or ${{ ref }}',
    ],
    ['user', 'oidc:${{ namespace }}', 'gives many one name'],
    ['user', '${{ namespace }}${{ name }}', 'two placeholders without'],
    ['user', '${{ namespace }}-${{ name }}', 'two placeholders without'],
    [
      'user',
      '${{ kind }}:${{ namespace }}.${{ name }}',
      'two placeholders without',
    ],
    ['user', 'system:${{ name }}', "makes a name that begins with 'system:'"],
    ['user', 'SYSTEM:${{ name }}', "makes a name that begins with 'system:'"],
    [
      'user',
      'system:serviceaccount:${{ namespace }}:${{ name }}',
      "begins with 'system:'",
    ],
    ['user', 'a\n${{ name }}', 'what a header does not carry'],
    ['user', ' ${{ name }}', 'what a header does not carry'],
    ['user', 'zoë:${{ name }}', 'what a header does not carry'],
    ['groups[0]', '', 'is empty'],
    ['groups[0]', 'system:masters', "begins with 'system:'"],
    ['groups[0]', 'system:${{ group.name }}', "begins with 'system:'"],
    [
      'groups[0]',
      '${{ name }}',
      "has the placeholder 'name', which is none of group.kind, group.namespace, group.name, group.ref",
    ],
    [
      'groups[0]',
      'a:${{ group.namespace }}',
      'gives many one name: it takes ${{ group.name }}',
    ],
    ['groups[0]', 'a\r\nb', 'what a header does not carry'],
  ])('refuses %s: %j', (key, written, problem) => {
    const entry = {
      cluster: 'hub',
      user: key === 'user' ? written : '${{ name }}',
      groups: key === 'user' ? [] : [written],
    };
    expect(() => read(entry)).toThrow(
      `hybridApps.impersonation.clusters[0].${key}: `,
    );
    expect(() => read(entry)).toThrow(problem);
  });

  it.each([
    [{ cluster: 'hub' }, 'clusters[0].user'],
    [{ cluster: 'hub', user: '${{ name }}', group: ['a'] }, '"group"'],
    [{ cluster: '', user: '${{ name }}' }, 'clusters[0].cluster'],
  ])('guesses nothing of %j', (entry, named) => {
    expect(() => read(entry)).toThrow(named);
  });

  it('takes a cluster once', () => {
    const entry = { cluster: 'hub', user: '${{ name }}' };
    expect(() => read(entry, entry)).toThrow(
      "hybridApps.impersonation.clusters[1].cluster: names 'hub' a second time",
    );
  });
});

describe('readImpersonation of a misspelt cluster', () => {
  it("leaves no cluster to the portal's account unnoticed", () => {
    expect(() =>
      read(
        { cluster: 'hub', user: '${{ name }}' },
        { cluster: 'hup', user: '${{ name }}' },
      ),
    ).toThrow(
      "hybridApps.impersonation.clusters[1].cluster: nothing is written to a cluster 'hup', as hybridApps.provisioning.clusters opens none of that name. Correct the name, or open it first",
    );
  });
});

describe('the name of a person on a cluster', () => {
  it.each([
    ['oidc:${{ name }}', 'user:default/alice', 'oidc:alice'],
    ['oidc:${{name}}', 'User:Default/Alice', 'oidc:alice'],
    ['${{ namespace }}/${{ name }}', 'user:partners/alice', 'partners/alice'],
    ['${{ ref }}', 'user:partners/alice', 'user:partners/alice'],
    ['${{ kind }}:${{ name }}', 'robot:default/ci', 'robot:ci'],
    ['${{ name }}', 'user:default/alice@example.com', 'alice@example.com'],
  ])('made by %s of %s is %s', (user, ref, expected) => {
    expect(as({ user }, ref)).toEqual({ user: expected, groups: [] });
  });

  it('has each of their groups by each template, once, and of nothing else', () => {
    expect(
      as(
        {
          user: '${{ name }}',
          groups: [
            'backstage:${{ group.name }}',
            '${{ group.ref }}',
            'portal-users',
          ],
        },
        'user:default/alice',
        [
          'user:default/alice',
          'group:default/team-b',
          'Group:default/Team-A',
          'group:default/team-a',
          'system:default/masters',
        ],
      )?.groups,
    ).toEqual([
      'backstage:team-a',
      'backstage:team-b',
      'group:default/team-a',
      'group:default/team-b',
      'portal-users',
    ]);
  });

  const groups = ['${{ group.namespace }}/${{ group.name }}'];
  it.each<
    [string, { user: string; groups?: string[] }, string, string[], string]
  >([
    [
      'would be that of somebody else',
      { user: 'oidc:${{ name }}' },
      'user:partners/alice',
      [],
      "Nothing is written to cluster 'hub' in the name of 'user:partners/alice': the template 'oidc:${{ name }}' names those of the namespace 'default' alone, and 'user:partners/alice' is of another. Have its namespace taken into the template (hybridApps.impersonation in app-config).",
    ],
    [
      'would be that of a user',
      { user: 'oidc:${{ name }}' },
      'robot:default/alice',
      [],
      'names users alone',
    ],
    [
      'of a group would be that of another',
      { user: '${{ name }}', groups: ['${{ group.name }}'] },
      'user:default/alice',
      ['group:partners/admins'],
      "'group:partners/admins' is of another",
    ],
    [
      "would be Kubernetes' own",
      { user: '${{ namespace }}:${{ name }}' },
      'user:system/admin',
      [],
      `makes "system:admin" of 'user:system/admin', which begins with 'system:'`,
    ],
    [
      "of a group would be Kubernetes' own",
      { user: '${{ name }}', groups: ['${{ group.name }}:masters'] },
      'user:default/alice',
      ['group:default/system'],
      `makes "system:masters" of 'group:default/system'`,
    ],
    [
      'cannot be carried',
      { user: '${{ name }}' },
      'user:default/zoë',
      [],
      'which holds what a header does not carry',
    ],
    [
      'would end the header',
      { user: '${{ name }}', groups },
      'user:default/alice',
      ['group:default/a\r\nimpersonate-group'],
      'which holds what a header does not carry',
    ],
    [
      'is of no entity',
      { user: '${{ name }}', groups },
      'user:default/alice',
      ['team-a'],
      '"team-a" is no reference of an entity',
    ],
    [
      'has more groups than a request bears, none of which is left out',
      { user: '${{ name }}', groups },
      'user:default/alice',
      [...Array(MAX_GROUPS + 1).keys()].map(n => `group:default/team-${n}`),
      'they would be in 101 groups there, and a request bears 100',
    ],
  ])('is refused where it %s', (_, entry, ref, theirs, message) => {
    expect(() => as(entry, ref, [ref, ...theirs])).toThrow(
      expect.objectContaining({
        name: 'NotAllowedError',
        message: expect.stringContaining(message),
      }),
    );
  });

  it('may have as many groups as a request bears', () => {
    const theirs = [...Array(MAX_GROUPS).keys()].map(
      n => `group:default/team-${n}`,
    );
    expect(
      as({ user: '${{ name }}', groups }, 'user:default/alice', theirs)?.groups,
    ).toHaveLength(MAX_GROUPS);
  });

  // Names of entities hold letters, digits and [-_.]; the catalog may take more.
  const part = fc.stringMatching(/^[a-z0-9@+_.-]{1,6}$/);
  const person = fc.record({ namespace: part, name: part });
  it.each([
    '${{ ref }}',
    'p:${{ namespace }}/${{ name }}',
    '${{ name }}-:-${{ namespace }}',
    '${{ name }}/${{ name }}:${{ namespace }}',
  ])("is no two persons' by %s", user => {
    fc.assert(
      fc.property(person, person, (one, other) => {
        const [a, b] = [one, other].map(
          ({ namespace, name }) =>
            as({ user }, `user:${namespace}/${name}`)?.user,
        );
        expect(a === b).toBe(
          one.namespace === other.namespace && one.name === other.name,
        );
      }),
    );
  });
});

/** Whose name a cluster is written to in, for a caller. */
async function ofCaller(
  impersonation: Impersonation,
  cluster: string,
  credentials: BackstageCredentials,
) {
  const person = await impersonation.personOf(cluster, credentials);
  return person && impersonation.ofPerson(cluster, person);
}

describe('the name of a caller', () => {
  const impersonation = createImpersonation(
    read({
      cluster: 'hub',
      user: 'oidc:${{ name }}',
      groups: ['oidc:${{ group.name }}'],
    }),
    mockServices.userInfo({ ownershipEntityRefs: ['group:default/team-a'] }),
  );
  const alice = { user: 'oidc:alice', groups: ['oidc:team-a'] };

  it('is that of the user, also by way of a plugin', async () => {
    const ref = 'user:default/alice';
    for (const caller of [
      mockCredentials.user(ref),
      mockCredentials.user(ref, { actor: { subject: 'plugin:scaffolder' } }),
    ]) {
      expect(await ofCaller(impersonation, 'hub', caller)).toEqual(alice);
    }
  });

  it.each([
    [
      mockCredentials.service('plugin:scaffolder'),
      "the service 'plugin:scaffolder'",
    ],
    [mockCredentials.none(), 'somebody who has not signed in'],
  ])('is refused where it is nobody', async (caller, named) => {
    await expect(ofCaller(impersonation, 'hub', caller)).rejects.toMatchObject({
      name: 'NotAllowedError',
      message: `Cluster 'hub' is written to in the name of a user (hybridApps.impersonation in app-config), and this is asked by ${named} in the name of nobody. Start it as a user who has signed in, or have the portal's own account used for this cluster.`,
    });
  });

  it("is the portal's on a cluster that the configuration does not name", async () => {
    expect(
      await ofCaller(
        impersonation,
        'other',
        mockCredentials.service('external:x'),
      ),
    ).toBeUndefined();
    expect(
      impersonation.ofPerson('other', {
        userEntityRef: 'user:partners/x',
        ownershipEntityRefs: [],
      }),
    ).toBeUndefined();
  });
});
