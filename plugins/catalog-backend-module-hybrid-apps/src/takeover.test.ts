import {
  createMockDirectory,
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import { eventsServiceFactory } from '@backstage/plugin-events-node';
import kubernetesPlugin from '@backstage/plugin-kubernetes-backend';
import {
  AuthorizeResult,
  Permission,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import { JsonObject } from '@backstage/types';
// Whose an app is goes from the clusters over the catalog to its routes.
// eslint-disable-next-line @backstage/no-mixed-plugin-imports
import hybridAppsPlugin, {
  createHybridAppConditionalDecision,
  hybridAppConditions,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-backend';
import { hybridAppViewPermission } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import kubernetesModule from '@hybrid-apps/backstage-plugin-kubernetes-backend-module-hybrid-apps';
import {
  SandboxCluster,
  startSandboxCluster,
} from '@hybrid-apps/sandbox-cluster';
import request from 'supertest';
import { catalogModuleHybridApps } from './module';

jest.setTimeout(120_000);

const A = 'group:default/team-a';
const B = 'group:default/team-b';
const ALICE = 'user:default/alice';
const BOB = 'user:default/bob';
const CAROL = 'user:default/carol';
/** In which team a user is. */
const TEAMS: Record<string, string> = {
  [ALICE]: A,
  [BOB]: B,
  [CAROL]: 'group:default/unknown',
};

const namespace = (
  name: string,
  owner?: string,
  annotations: Record<string, string> = {},
) => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: {
    name,
    annotations: {
      ...annotations,
      ...(owner && { 'backstage.io/owner': owner }),
    },
  },
});
const deployment = (
  name: string,
  place: string,
  annotations: Record<string, string> = {},
) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: {
    name,
    namespace: place,
    labels: { 'app.kubernetes.io/part-of': 'payroll' },
    annotations,
  },
  spec: {
    selector: { matchLabels: { app: name } },
    template: {
      metadata: { labels: { app: name } },
      spec: { containers: [{ name, image: name }] },
    },
  },
});

/** The catalog with this module and the hybrid-apps backend, over one cluster; teams view their own apps. */
async function startPortal(
  sandbox: SandboxCluster,
  directory: string,
  hybridApps: JsonObject = {},
) {
  const permissions = mockServices.permissions.mock({
    authorize: async requests =>
      requests.map(() => ({ result: AuthorizeResult.ALLOW })),
    authorizeConditional: async (
      requests: Array<{ permission: Permission }>,
      { credentials },
    ) =>
      requests.map(({ permission }): PolicyDecision => {
        const { principal } = credentials;
        const user =
          typeof principal === 'object' &&
          principal !== null &&
          'userEntityRef' in principal
            ? String(principal.userEntityRef)
            : undefined;
        return user && permission.name === hybridAppViewPermission.name
          ? createHybridAppConditionalDecision(
              hybridAppViewPermission,
              hybridAppConditions.isOwner({ claims: [TEAMS[user]] }),
            )
          : { result: AuthorizeResult.ALLOW };
      }),
  });
  const backend = await startTestBackend({
    features: [
      catalogPlugin,
      catalogModuleHybridApps,
      kubernetesPlugin,
      kubernetesModule,
      hybridAppsPlugin,
      // The mock keeps events of one plugin from another.
      eventsServiceFactory,
      permissions.factory,
      mockServices.rootConfig.factory({
        data: {
          backend: {
            database: {
              client: 'better-sqlite3',
              connection: { directory },
            },
          },
          catalog: {
            processingInterval: { seconds: 1 },
            stitchingStrategy: { mode: 'immediate' },
            orphanStrategy: 'delete',
            providers: {
              hybridApps: {
                schedule: {
                  frequency: { minutes: 5 },
                  timeout: { minutes: 2 },
                  initialDelay: { seconds: 0 },
                },
              },
            },
          },
          hybridApps: {
            // Owners change between the requests of a test.
            permissions: { readKept: { seconds: 0 } },
            ...hybridApps,
          },
          kubernetes: {
            serviceLocatorMethod: { type: 'multiTenant' },
            clusterLocatorMethods: [
              {
                type: 'config',
                clusters: [
                  {
                    name: sandbox.name,
                    url: sandbox.url,
                    authProvider: 'serviceAccount',
                    serviceAccountToken: sandbox.tokens.admin,
                  },
                ],
              },
            ],
          },
        },
      }),
    ],
  });
  const get = (path: string, as: string) =>
    request(backend.server).get(`/api/${path}`).set('Authorization', as);

  async function read(ref: string): Promise<Entity | undefined> {
    const { status, body } = await get(
      `catalog/entities/by-name/${ref}`,
      mockCredentials.service.header(),
    );
    return status === 200 ? body : undefined;
  }
  return {
    stop: () => backend.stop(),
    /** An entity, the System of the app unless it is named, once this is true of it. */
    async entityThat(
      test: (entity: Entity) => boolean,
      ref = 'system/default/payroll',
    ): Promise<Entity> {
      for (;;) {
        const entity = await read(ref);
        if (entity && test(entity)) {
          return entity;
        }
        await new Promise(resolve => {
          setTimeout(resolve, 50);
        });
      }
    },
    /** What a user is answered about an app: the one of that name, or another. */
    viewOf: (user: string, part = 'policy', app = 'default/payroll') =>
      get(
        `hybrid-apps/v1/apps/system/${app}/${part}`,
        mockCredentials.user.header(user),
      ),
    async gone(ref: string): Promise<void> {
      while (await read(ref)) {
        await new Promise(resolve => {
          setTimeout(resolve, 50);
        });
      }
    },
    /** The name of the System that the app `payroll` of an owner has, once it has one. */
    async nameOf(owner: string): Promise<string> {
      for (;;) {
        const { body } = await get(
          'catalog/entities?filter=kind=system',
          mockCredentials.service.header(),
        );
        const found = (Array.isArray(body) ? body : []).find(
          ({ metadata }: Entity) =>
            metadata.annotations?.['hybrid-apps.io/discovered-owner'] === owner,
        );
        if (found) {
          return found.metadata.name;
        }
        await new Promise(resolve => {
          setTimeout(resolve, 50);
        });
      }
    },
  };
}

const codesOf = ({ body }: { body: { findings: Array<{ code: string }> } }) =>
  body.findings.map(({ code }) => code).filter(code => code.includes('owner'));

describe('an app whose owner is no entity reference', () => {
  const directory = createMockDirectory();
  let sandbox: SandboxCluster | undefined;
  let portal: Awaited<ReturnType<typeof startPortal>> | undefined;
  afterEach(async () => {
    await portal?.stop();
    await sandbox?.stop();
    directory.clear();
  });

  it('is of nobody under its name, and its page says why, until it is one', async () => {
    const url = 'https://github.com/orgs/x/teams/y';
    sandbox = await startSandboxCluster({
      name: 'onprem',
      tls: false,
      objects: [namespace('payroll', url), deployment('web', 'payroll')],
    });
    portal = await startPortal(sandbox, directory.path);
    const first = await portal.entityThat(() => true);
    expect(first.spec?.owner).toBe('unknown');
    const { body } = await portal.viewOf(CAROL);
    expect(body.findings).toContainEqual(
      expect.objectContaining({
        code: 'owner-unreadable',
        message: expect.stringContaining(`onprem/payroll says '${url}'`),
        fix: expect.stringContaining('an entity reference like'),
      }),
    );

    sandbox.store.seed([namespace('payroll', ' Team-A')]);
    const settled = await portal.entityThat(({ spec }) => spec?.owner === A);
    expect(settled.metadata.uid).toBe(first.metadata.uid);
    const ofTeam = await portal.viewOf(ALICE);
    expect(ofTeam.status).toBe(200);
    expect(codesOf(ofTeam)).toEqual([]);
  });
});

describe('an app that another team labels its own workload as part of', () => {
  const directory = createMockDirectory();
  let sandbox: SandboxCluster;
  let portal: Awaited<ReturnType<typeof startPortal>> | undefined;

  beforeEach(async () => {
    sandbox = await startSandboxCluster({
      name: 'onprem',
      tls: false,
      objects: [
        namespace('payroll', A),
        deployment('web', 'payroll'),
        namespace('aaa'),
        namespace('bbb', B),
        // Of the platform, with the same label: of no app.
        namespace('kube-addons'),
        deployment('controller', 'kube-addons'),
      ],
    });
    portal = await startPortal(sandbox, directory.path);
  });
  afterEach(async () => {
    await portal?.stop();
    portal = undefined;
    await sandbox?.stop();
    directory.clear();
  });

  const statuses = async (app?: string) => [
    (await portal!.viewOf(ALICE, 'policy', app)).status,
    (await portal!.viewOf(BOB, 'policy', app)).status,
  ];
  const namesOf = async (user: string, app?: string) => {
    const { body } = await portal!.viewOf(user, 'topology', app);
    return body.nodes.map(({ name }: { name: string }) => name);
  };

  it('stays whose it is, as it is and under its name, over a restart', async () => {
    const titled = namespace('payroll', A, { 'hybrid-apps.io/title': 'Pay' });
    sandbox.store.seed([titled]);
    const before = await portal!.entityThat(
      ({ metadata }) => metadata.title === 'Pay',
    );
    expect(before.spec?.owner).toBe(A);
    const decoy = (name: string, place: string) =>
      deployment(name, place, {
        'backstage.io/owner': A,
        'hybrid-apps.io/title': 'Decoy',
      });
    const unchanged = async () => {
      const now = await portal!.entityThat(() => true);
      expect([now.metadata, now.spec]).toEqual([before.metadata, before.spec]);
      expect(await statuses()).toEqual([200, 403]);
      expect(await namesOf(ALICE)).toEqual(['web']);
      const web = await portal!.entityThat(
        () => true,
        'component/default/payroll-web',
      );
      expect(web.metadata.annotations?.['hybrid-apps.io/discovered-as']).toBe(
        'onprem/payroll/apps/Deployment/web',
      );
    };

    // In a namespace of nobody, and in one of team B.
    sandbox.store.seed([decoy('web', 'aaa'), decoy('web', 'bbb')]);
    const ofB = `default/${await portal!.nameOf(B)}`;
    const ofNobody = `default/${await portal!.nameOf('none')}`;
    await unchanged();
    expect(await statuses(ofB)).toEqual([403, 200]);
    expect(await namesOf(BOB, ofB)).toEqual(['web']);
    expect(await statuses(ofNobody)).toEqual([403, 403]);
    expect(codesOf(await portal!.viewOf(BOB, 'policy', ofB))).toEqual([
      'owner-disagreement',
    ]);

    await portal!.stop();
    portal = await startPortal(sandbox, directory.path);
    sandbox.store.seed([decoy('more', 'bbb')]);
    await portal.entityThat(() => true, 'component/default/payroll-more');
    await unchanged();

    // Its name is nobody else's while it is gone.
    const web = {
      group: 'apps',
      kind: 'Deployment',
      namespace: 'payroll',
      name: 'web',
    };
    sandbox.store.delete(web);
    await portal.gone('system/default/payroll');
    expect(await portal.nameOf(B)).toBe(ofB.split('/')[1]);
  });

  it('goes with its namespace where the platform gives that to another team', async () => {
    const before = await portal!.entityThat(({ spec }) => spec?.owner === A);
    expect(await statuses()).toEqual([200, 403]);
    sandbox.store.seed([namespace('payroll', B)]);
    const after = await portal!.entityThat(({ spec }) => spec?.owner === B);
    expect(after.metadata.uid).toBe(before.metadata.uid);
    expect(await statuses()).toEqual([403, 200]);
  });

  it('keeps its owner while nobody can tell whose its namespace is', async () => {
    const before = await portal!.entityThat(({ spec }) => spec?.owner === A);
    await portal!.stop();
    sandbox.store.seed([deployment('other', 'bbb')]);
    // As where the account may not read Namespaces; of one the name tells.
    portal = await startPortal(sandbox, directory.path, {
      watch: { exclude: ['namespaces'] },
      namespaces: { owner: { patterns: [{ names: ['bb*'], owner: B }] } },
    });
    await portal.nameOf(B);
    const kept = await portal.entityThat(() => true);
    expect([kept.metadata, kept.spec]).toEqual([before.metadata, before.spec]);
    expect(await statuses()).toEqual([200, 403]);
  });

  it('shows the other team nothing in a catalog namespace of its own', async () => {
    await portal!.entityThat(({ spec }) => spec?.owner === A);
    sandbox.store.seed([
      namespace('bbb', B, { 'hybrid-apps.io/catalog-namespace': 'bbb' }),
      deployment('decoy', 'bbb'),
    ]);
    await portal!.entityThat(
      ({ spec }) => spec?.owner === B,
      'system/bbb/payroll',
    );
    expect(await namesOf(BOB, 'bbb/payroll')).toEqual(['decoy']);
    expect(await namesOf(ALICE)).toEqual(['web']);
  });
});
