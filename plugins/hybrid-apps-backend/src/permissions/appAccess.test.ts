import { permissionsRegistryServiceFactory } from '@backstage/backend-defaults/permissionsRegistry';
import {
  mockCredentials,
  mockServices,
  ServiceFactoryTester,
} from '@backstage/backend-test-utils';
import { NotFoundError } from '@backstage/errors';
import {
  AuthorizeResult,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  clusterReadPermission,
  hybridAppCreatePermission,
  hybridAppDestroyPermission,
  hybridAppViewPermission,
  namespaceCreatePermission,
  namespacePermissions,
  namespaceReadPermission,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { AppEntities } from '../catalog';
import { EVERYTHING } from '../namespaces';
import { createAppAccess } from './appAccess';
import {
  createNamespaceConditionalDecision,
  namespaceConditions,
  namespaceResourceRef,
  namespaceRules,
} from './namespaceRules';
import { hybridAppResourceRef, hybridAppRules } from './rules';

const ALLOW = { result: AuthorizeResult.ALLOW } as const;
const TEAM = 'group:default/team-a';
const SHOP: AppEntities = {
  entity: {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'System',
    metadata: { name: 'shop', namespace: 'default' },
  },
  parts: [],
};
const MANY = Array.from({ length: 1_000 }, (_, index) => `ns-${index}`);

async function start(decision: PolicyDecision, readsClusters = true) {
  const permissions = mockServices.permissions.mock({
    authorize: async requests =>
      requests.map(() => ({
        result: readsClusters ? AuthorizeResult.ALLOW : AuthorizeResult.DENY,
      })),
    authorizeConditional: async requests => requests.map(() => decision),
  });
  const permissionsRegistry = await ServiceFactoryTester.from(
    permissionsRegistryServiceFactory,
    { dependencies: [mockServices.rootHttpRouter.mock().factory] },
  ).getSubject('hybrid-apps');
  permissionsRegistry.addResourceType({
    resourceRef: hybridAppResourceRef,
    permissions: [],
    rules: Object.values(hybridAppRules),
  });
  permissionsRegistry.addResourceType({
    resourceRef: namespaceResourceRef,
    permissions: namespacePermissions,
    rules: Object.values(namespaceRules),
  });
  const placeOf = jest.fn((cluster: string, name: string) => ({
    cluster,
    name,
    isKnown: true,
    labels: { stage: name === 'ns-1' ? 'live' : 'test' },
    ...(name === 'ns-2' && { owner: TEAM }),
  }));
  const clock = { ms: 0 };
  const catalogApps = {
    list: jest.fn(async () => [SHOP]),
    require: jest.fn(async () => SHOP),
  };
  const access = createAppAccess({
    catalogApps,
    permissions,
    permissionsRegistry,
    placeOf,
    keep: { ms: 5_000, most: 100, now: () => clock.ms },
  });
  return { clock, access, catalogApps, permissions, placeOf };
}

const { isOwner, hasLabel, isNamed, isInCluster } = namespaceConditions;

describe('rights on namespaces', () => {
  it.each<
    [string, Parameters<typeof createNamespaceConditionalDecision>[1], string[]]
  >([
    ['owner', isOwner({ claims: [TEAM, 'user:default/ann'] }), ['ns-2']],
    ['label', hasLabel({ label: 'stage', value: 'live' }), ['ns-1']],
    ['label of any value', hasLabel({ label: 'stage' }), MANY],
    ['no such label', hasLabel({ label: 'constructor' }), []],
    ['name', isNamed({ names: ['ns-3', '*-99'] }), ['ns-3', 'ns-99']],
    ['cluster', isInCluster({ clusters: ['cloud'] }), []],
    [
      'all of',
      {
        allOf: [
          isNamed({ names: ['ns-1*'] }),
          { not: isNamed({ names: ['ns-1?*', 'ns-1*0'] }) },
          hasLabel({ label: 'stage', value: 'live' }),
        ],
      },
      ['ns-1'],
    ],
    [
      'any of',
      { anyOf: [isOwner({ claims: [TEAM] }), isNamed({ names: ['ns-7'] })] },
      ['ns-2', 'ns-7'],
    ],
  ])(
    'go by %s, and cost one question for many',
    async (_, conditions, expected) => {
      const { access, permissions, placeOf } = await start(
        createNamespaceConditionalDecision(namespaceReadPermission, conditions),
      );
      const { sees } = await access.sightOf(mockCredentials.user());
      const seen = () => MANY.filter(name => sees('onprem', name));
      expect(seen()).toEqual(expected);
      seen();
      expect(permissions.authorizeConditional.mock.calls).toEqual([
        [
          [
            { permission: hybridAppViewPermission },
            { permission: namespaceReadPermission },
          ],
          expect.anything(),
        ],
      ]);
      expect(permissions.authorize.mock.calls).toEqual([
        [[{ permission: clusterReadPermission }], expect.anything()],
      ]);
      // Nor is any of them looked at twice.
      expect(placeOf).toHaveBeenCalledTimes(MANY.length);
    },
  );

  it('are everything where the policy says so of all namespaces and of clusters', async () => {
    const of = async (decision: PolicyDecision, readsClusters: boolean) =>
      (await start(decision, readsClusters)).access.sightOf(
        mockCredentials.user(),
      );
    expect(await of(ALLOW, true)).toBe(EVERYTHING);
    const cut = await of(ALLOW, false);
    expect(cut).not.toBe(EVERYTHING);
    expect([cut.readsClusters, cut.sees('onprem', 'any')]).toEqual([
      false,
      true,
    ]);
    const none = await of({ result: AuthorizeResult.DENY }, true);
    expect(none.sees('onprem', 'any')).toBe(false);
  });
});

const ANN = mockCredentials.user('user:default/ann');
const BOB = mockCredentials.user('user:default/bob');

describe('what the policy is asked', () => {
  const count = ({
    authorize,
    authorizeConditional,
  }: Awaited<ReturnType<typeof start>>['permissions']) => [
    authorize.mock.calls.length,
    authorizeConditional.mock.calls.length,
  ];

  it('of reading is asked once by requests that come at once, and again after the time', async () => {
    const { access, permissions, clock } = await start(ALLOW);
    await Promise.all(Array.from({ length: 50 }, () => access.sightOf(ANN)));
    expect(count(permissions)).toEqual([1, 1]);
    clock.ms = 4_999;
    await access.sightOf(ANN);
    expect(count(permissions)).toEqual([1, 1]);
    clock.ms = 5_000;
    await access.sightOf(ANN);
    expect(count(permissions)).toEqual([2, 2]);
  });

  it('is not kept where it failed', async () => {
    const { access, permissions } = await start(ALLOW);
    permissions.authorizeConditional.mockRejectedValueOnce(new Error('away'));
    await expect(access.sightOf(ANN)).rejects.toThrow('away');
    expect(await access.sightOf(ANN)).toBe(EVERYTHING);
  });

  it('of writing is asked each time', async () => {
    const { access, permissions } = await start(ALLOW);
    for (let times = 0; times < 3; times++) {
      await access.require(hybridAppCreatePermission, ANN);
      await access.in(namespaceCreatePermission, ANN);
    }
    expect(count(permissions)).toEqual([3, 3]);
  });

  it('is never shared by two callers', async () => {
    const { access, permissions } = await start(ALLOW);
    await Promise.all(
      [
        ANN,
        BOB,
        mockCredentials.service('external:ann'),
        mockCredentials.service('external:ann', {
          permissionNames: ['hybrid-apps.cluster.read'],
        }),
      ].map(one => access.sightOf(one)),
    );
    expect(count(permissions)).toEqual([4, 4]);
  });

  it('is not kept for nobody', async () => {
    const { access, permissions } = await start(ALLOW);
    await access.sightOf(mockCredentials.none());
    await access.sightOf(mockCredentials.none());
    expect(count(permissions)).toEqual([2, 2]);
  });
});

describe('what the catalog is asked', () => {
  const REF = { kind: 'system', namespace: 'default', name: 'shop' };
  type Started = Awaited<ReturnType<typeof start>>;
  type Caller = typeof ANN | ReturnType<typeof mockCredentials.service>;
  const look = async ({ access }: Started, caller: Caller) => {
    await access.requireApp(REF, hybridAppViewPermission, caller);
    await access.listApps(hybridAppViewPermission, caller);
  };
  const count = ({ catalogApps: { list, require } }: Started) => [
    require.mock.calls.length,
    list.mock.calls.length,
  ];

  it('is asked once by a caller’s requests that come at once, and again after the time', async () => {
    const started = await start(ALLOW);
    await Promise.all(Array.from({ length: 50 }, () => look(started, ANN)));
    expect(count(started)).toEqual([1, 1]);
    started.clock.ms = 4_999;
    await look(started, ANN);
    expect(count(started)).toEqual([1, 1]);
    started.clock.ms = 5_000;
    await look(started, ANN);
    expect(count(started)).toEqual([2, 2]);
  });

  it('is answered to its caller alone: another may not see the entity', async () => {
    const started = await start(ALLOW);
    await look(started, ANN);
    started.catalogApps.list.mockResolvedValue([]);
    started.catalogApps.require.mockRejectedValue(new NotFoundError('none'));
    const { access } = started;
    for (const other of [BOB, mockCredentials.service('external:ann')]) {
      await expect(
        access.requireApp(REF, hybridAppViewPermission, other),
      ).rejects.toThrow('none');
      expect(await access.listApps(hybridAppViewPermission, other)).toEqual([]);
    }
    expect(await access.requireApp(REF, hybridAppViewPermission, ANN)).toBe(
      SHOP,
    );
    // Once the time is over, so is it for who may see it no more.
    started.clock.ms = 5_000;
    await expect(
      access.requireApp(REF, hybridAppViewPermission, ANN),
    ).rejects.toThrow('none');
  });

  it('tells one app from another', async () => {
    const { access, catalogApps } = await start(ALLOW);
    for (const name of ['shop', 'billing']) {
      await access.requireApp({ ...REF, name }, hybridAppViewPermission, ANN);
    }
    expect(catalogApps.require).toHaveBeenCalledTimes(2);
  });

  it.each([
    ['nobody', mockCredentials.none()],
    [
      'a token that is restricted, as it may be elsewhere in another way',
      mockCredentials.service('external:ann', {
        permissionNames: [hybridAppViewPermission.name],
      }),
    ],
  ])('is not kept for %s', async (_, caller) => {
    const started = await start(ALLOW);
    for (let times = 0; times < 2; times++) {
      await started.access.listApps(hybridAppViewPermission, caller);
    }
    expect(count(started)).toEqual([0, 2]);
  });

  it('is asked each time for a right to write', async () => {
    const { access, catalogApps } = await start(ALLOW);
    for (let times = 0; times < 3; times++) {
      await access.requireApp(REF, hybridAppDestroyPermission, ANN);
    }
    expect(catalogApps.require).toHaveBeenCalledTimes(3);
  });
});
