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
/** In which team a user is. */
const TEAMS: Record<string, string> = { [ALICE]: A, [BOB]: B };

const namespace = (name: string, owner?: string) => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: {
    name,
    ...(owner && { annotations: { 'backstage.io/owner': owner } }),
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
async function startPortal(sandbox: SandboxCluster, directory: string) {
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
  const logger = mockServices.logger.mock();
  logger.child.mockReturnValue(logger);
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
      logger.factory,
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
    warnings: () =>
      logger.warn.mock.calls
        .map(([message]) => message)
        .filter(message => message.includes('owner')),
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
    /** What a user is answered about an app: the one of that name, or another of its kind. */
    viewOf: (user: string, part = 'policy', place = 'default') =>
      get(
        `hybrid-apps/v1/apps/system/${place}/payroll/${part}`,
        mockCredentials.user.header(user),
      ),
  };
}

const CONFLICT = 'hybrid-apps.io/owner-conflict';
const saying = (text: string) => (entity: Entity) =>
  entity.metadata.annotations?.[CONFLICT]?.includes(text) ?? false;

describe('an app whose owner is no entity reference', () => {
  const directory = createMockDirectory();
  let sandbox: SandboxCluster | undefined;
  let portal: Awaited<ReturnType<typeof startPortal>> | undefined;
  afterEach(async () => {
    await portal?.stop();
    await sandbox?.stop();
    directory.clear();
  });

  it('shows with the default owner, then with the one that it had, and says why', async () => {
    const url = 'https://github.com/orgs/x/teams/y';
    const said = `onprem/payroll says '${url}' on Namespace 'payroll', which is no entity reference`;
    sandbox = await startSandboxCluster({
      name: 'onprem',
      tls: false,
      objects: [namespace('payroll', url), deployment('web', 'payroll')],
    });
    portal = await startPortal(sandbox, directory.path);
    const first = await portal.entityThat(saying(said));
    expect(first.spec?.owner).toBe('unknown');
    expect(portal.warnings()).toEqual([
      expect.stringContaining(`stays 'unknown', as the namespaces`),
    ]);

    sandbox.store.seed([namespace('payroll', ' Team-A')]);
    await portal.entityThat(({ spec }) => spec?.owner === A);
    const ofTeam = await portal.viewOf(ALICE);
    expect(ofTeam.status).toBe(200);
    expect(ofTeam.body.findings).not.toContainEqual(
      expect.objectContaining({ code: 'owner-conflict' }),
    );

    sandbox.store.seed([namespace('payroll', 'user:')]);
    const again = await portal.entityThat(saying("says 'user:'"));
    expect(again.spec?.owner).toBe(A);
    const { body } = await portal.viewOf(ALICE);
    expect(body.findings).toContainEqual(
      expect.objectContaining({
        code: 'owner-conflict',
        message: expect.stringContaining("'user:' on Namespace 'payroll'"),
        fix: expect.stringContaining('an entity reference like'),
      }),
    );
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

  const statuses = async () => [
    (await portal!.viewOf(ALICE)).status,
    (await portal!.viewOf(BOB)).status,
  ];

  const namesOf = async (user: string, place = 'default') => {
    const { body } = await portal!.viewOf(user, 'topology', place);
    return body.nodes.map(({ name }: { name: string }) => name);
  };

  it('stays whose it was, over a restart, and says so until it is settled', async () => {
    await portal!.entityThat(({ spec }) => spec?.owner === A);
    expect(await statuses()).toEqual([200, 403]);
    expect(await namesOf(ALICE)).toEqual(['web']);

    const decoy = deployment('decoy', 'aaa', {
      'backstage.io/owner': B,
      'hybrid-apps.io/title': 'Decoy',
    });
    sandbox.store.seed([decoy]);
    const disputed = await portal!.entityThat(saying('aaa'));
    expect(disputed.spec?.owner).toBe(A);
    expect(disputed.metadata.title).toBeUndefined();
    expect(disputed.metadata.annotations?.[CONFLICT]).toBe(
      `onprem/aaa says '${B}', onprem/payroll says '${A}'`,
    );
    expect(await statuses()).toEqual([200, 403]);
    const { body } = await portal!.viewOf(ALICE);
    expect(body.findings).toContainEqual(
      expect.objectContaining({
        code: 'owner-conflict',
        message: expect.stringContaining(`onprem/aaa says '${B}'`),
      }),
    );

    await portal!.stop();
    portal = await startPortal(sandbox, directory.path);
    sandbox.store.seed([namespace('bbb', B), deployment('decoy', 'bbb')]);
    expect((await portal.entityThat(saying('bbb'))).spec?.owner).toBe(A);
    expect(await statuses()).toEqual([200, 403]);
    expect(
      portal.warnings().filter(message => message.includes('onprem/bbb')),
    ).toEqual([
      `The owner of system:default/payroll stays '${A}', as the namespaces of the app do not tell one: onprem/aaa says '${B}', onprem/bbb says '${B}', onprem/payroll says '${A}'. Give them all the same annotation 'backstage.io/owner', an entity reference like 'group:default/team-a', or take the label 'app.kubernetes.io/part-of' off what is no part of it.`,
    ]);

    // Settled: team A hands the app over.
    sandbox.store.delete({
      group: 'apps',
      kind: 'Deployment',
      namespace: 'payroll',
      name: 'web',
    });
    await portal.entityThat(({ spec }) => spec?.owner === B);
    expect(await statuses()).toEqual([403, 200]);
  });

  it('keeps its name, its owner and its title, whatever comes to be called like it', async () => {
    const titled = {
      ...namespace('payroll', A),
      metadata: {
        name: 'payroll',
        annotations: {
          'backstage.io/owner': A,
          'hybrid-apps.io/title': 'Payroll',
        },
      },
    };
    sandbox.store.seed([titled]);
    const before = await portal!.entityThat(
      ({ spec, metadata }) => spec?.owner === A && metadata.title === 'Payroll',
    );
    const decoy = deployment('web', 'aaa', { 'backstage.io/owner': B });
    sandbox.store.seed([
      {
        ...decoy,
        metadata: {
          ...decoy.metadata,
          labels: { 'app.kubernetes.io/part-of': 'Payroll' },
        },
      },
      deployment('other', 'aaa', {
        'hybrid-apps.io/catalog-namespace': 'default',
      }),
    ]);
    const attacked = await portal!.entityThat(saying('aaa'));
    expect([
      attacked.metadata.uid,
      attacked.metadata.title,
      attacked.spec?.owner,
    ]).toEqual([before.metadata.uid, 'Payroll', A]);
    expect(await statuses()).toEqual([200, 403]);
    // Also over a restart, its parts among them.
    await portal!.stop();
    portal = await startPortal(sandbox, directory.path);
    sandbox.store.seed([namespace('bbb', B), deployment('web', 'bbb')]);
    const again = await portal.entityThat(saying('bbb'));
    expect([again.metadata.uid, again.metadata.title]).toEqual([
      before.metadata.uid,
      'Payroll',
    ]);
    const web = await portal.entityThat(
      () => true,
      'component/default/payroll-web',
    );
    expect(web.metadata.annotations?.['hybrid-apps.io/discovered-as']).toBe(
      'onprem/payroll/apps/Deployment/web',
    );
    // The decoy is an app of its own, by another name.
    await portal!.entityThat(
      ({ spec }) => spec?.owner === B,
      'system/default/payroll-67674ec7',
    );
  });

  it('shows the other team nothing in a catalog namespace of its own', async () => {
    await portal!.entityThat(({ spec }) => spec?.owner === A);
    sandbox.store.seed([
      {
        ...namespace('bbb', B),
        metadata: {
          name: 'bbb',
          annotations: {
            'backstage.io/owner': B,
            'hybrid-apps.io/catalog-namespace': 'bbb',
          },
        },
      },
      deployment('decoy', 'bbb'),
    ]);
    await portal!.entityThat(
      ({ spec }) => spec?.owner === B,
      'system/bbb/payroll',
    );
    expect(await namesOf(BOB, 'bbb')).toEqual(['decoy']);
    expect(await namesOf(ALICE, 'default')).toEqual(['web']);
  });
});
