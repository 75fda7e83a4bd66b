import {
  AuthService,
  coreServices,
  createBackendModule,
  createServiceFactory,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import kubernetesPlugin from '@backstage/plugin-kubernetes-backend';
import {
  AuthorizeResult,
  Permission,
} from '@backstage/plugin-permission-common';
import scaffolderPlugin from '@backstage/plugin-scaffolder-backend';
import {
  createTemplateAction,
  scaffolderActionsExtensionPoint,
} from '@backstage/plugin-scaffolder-node';
// The promise that a task leaves nothing behind is one of both together.
// eslint-disable-next-line @backstage/no-mixed-plugin-imports
import hybridAppsPlugin from '@hybrid-apps/backstage-plugin-hybrid-apps-backend';
import kubernetesModule from '@hybrid-apps/backstage-plugin-kubernetes-backend-module-hybrid-apps';
import { JsonObject } from '@backstage/types';
import { SandboxCluster, UserName } from '@hybrid-apps/sandbox-cluster';
import { setTimeout as sleep } from 'node:timers/promises';
import request from 'supertest';
import { z } from 'zod/v3';
import hybridAppsModule from '..';
import { GUARD_ID } from '../undo';
import { NAMESPACE } from './cluster';
import { eventually } from './eventually';
import { readTemplate, Template } from './template';

const taskEvents = z.array(
  z.object({ type: z.string(), body: z.object({ message: z.string() }) }),
);
const taskAnswer = z.object({ status: z.string() });
const completion = z.object({
  type: z.literal('completion'),
  body: z.object({
    error: z.object({ message: z.string() }).optional(),
    output: z.unknown(),
  }),
});

const clusterList = z.object({
  items: z.array(z.object({ state: z.string() })),
});

const actionList = z.array(
  z.object({
    id: z.string(),
    examples: z.array(z.object({ example: z.string() })).optional(),
  }),
);

const POLL_MS = 50;

/** Fails, as a step of somebody else's does. */
const failingAction = createTemplateAction({
  id: 'test:fail',
  schema: { input: {} },
  async handler() {
    throw new Error('The repository could not be created.');
  },
});

/**
 * The tokens of tests forget which plugin asks in the name of a user, which
 * those of a portal tell.
 */
const authWithActors = createServiceFactory({
  service: coreServices.auth,
  deps: { plugin: coreServices.pluginMetadata },
  factory: ({ plugin }): AuthService => {
    const pluginId = plugin.getId();
    const auth = mockServices.auth({ pluginId });
    const getPluginRequestToken = auth.getPluginRequestToken.bind(auth);
    auth.getPluginRequestToken = async options => {
      const { onBehalfOf } = options;
      return auth.isPrincipal(onBehalfOf, 'user')
        ? {
            token: mockCredentials.user.token(
              onBehalfOf.principal.userEntityRef,
              { actor: { subject: `plugin:${pluginId}` } },
            ),
          }
        : getPluginRequestToken(options);
    };
    return auth;
  },
});

/** A portal with the real scaffolder, over one sandbox cluster. */
export async function startPortal(options: {
  sandbox: SandboxCluster;
  /** Where the portal reaches the cluster; its own address unless told. */
  url?: string;
  /** Keeps the databases; in memory where it is absent. */
  directory?: string;
  template?: Template;
  /** What app-config says of the namespace of the tests, beside that it takes apps. */
  terms?: JsonObject;
  /** As whom the portal speaks to the cluster. */
  user?: UserName;
  /** The permission that the portal's user does not have. */
  denied?: string;
  /** What app-config says of the scaffolder. */
  scaffolder?: JsonObject;
  /** What is in the catalog beside the template. */
  entity?: (ref: string) => Entity | undefined;
  /** The apps that the hybrid-apps backend finds in it; none unless told. */
  apps?: Entity[];
}) {
  const { sandbox, user = 'admin', entity = () => undefined } = options;
  const used = options.template ?? readTemplate();
  let scheduler: SchedulerService | undefined;
  const catalog = catalogServiceMock.mock({
    getEntitiesByRefs: async ({ entityRefs }) => ({
      items: entityRefs.map(() => undefined),
    }),
    getEntities: async () => ({ items: options.apps ?? [] }),
    getEntityByRef: async ref => {
      const text = typeof ref === 'string' ? ref : stringifyEntityRef(ref);
      return text === stringifyEntityRef(used) ? used : entity(text);
    },
  });
  const decide = async (requests: Array<{ permission: Permission }>) =>
    requests.map(({ permission }) => ({
      result:
        permission.name === options.denied
          ? AuthorizeResult.DENY
          : AuthorizeResult.ALLOW,
    }));
  const permissions = mockServices.permissions.mock({
    authorize: decide,
    authorizeConditional: decide,
  });
  const backend = await startTestBackend({
    features: [
      scaffolderPlugin,
      hybridAppsModule,
      createBackendModule({
        pluginId: 'scaffolder',
        moduleId: 'test',
        register(env) {
          env.registerInit({
            deps: {
              actions: scaffolderActionsExtensionPoint,
              schedulerService: coreServices.scheduler,
            },
            async init({ actions, schedulerService }) {
              actions.addActions(failingAction);
              scheduler = schedulerService;
            },
          });
        },
      }),
      kubernetesPlugin,
      kubernetesModule,
      hybridAppsPlugin,
      authWithActors,
      catalog.factory,
      permissions.factory,
      mockServices.scheduler.factory({ skipTaskRunOnStartup: true }),
      mockServices.rootConfig.factory({
        data: {
          ...(options.scaffolder && { scaffolder: options.scaffolder }),
          hybridApps: {
            provisioning: {
              clusters: [
                {
                  cluster: sandbox.name,
                  namespaces: [NAMESPACE, 'nowhere'],
                  ...options.terms,
                },
              ],
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
                    url: options.url ?? sandbox.url,
                    authProvider: 'serviceAccount',
                    serviceAccountToken: sandbox.tokens[user],
                  },
                ],
              },
            ],
          },
          backend: {
            database: {
              client: 'better-sqlite3',
              connection: options.directory
                ? { directory: options.directory }
                : ':memory:',
            },
          },
        },
      }),
    ],
  });
  const { server } = backend;
  const tasks = '/api/scaffolder/v2/tasks';
  await eventually(async () => {
    const { body } = await request(server).get('/api/hybrid-apps/v1/clusters');
    const { items } = clusterList.parse(body);
    expect(items.map(({ state }) => state)).not.toContain('syncing');
    expect(items).toHaveLength(1);
  });

  const messages = async (id: string) => {
    const { body } = await request(server).get(`${tasks}/${id}/events`);
    return taskEvents.parse(body).map(event => event.body.message);
  };

  return {
    server,
    stop: () => backend.stop(),
    /**
     * Sends the form; gives the answer of the scaffolder.
     *
     * @param who - who starts the task
     */
    create: (values: object, who?: string) =>
      request(server)
        .post(tasks)
        .set('Authorization', mockCredentials.user.header(who))
        .send({
          templateRef: `template:default/${used.metadata.name}`,
          values,
        }),
    messages,
    cancel: (id: string) => request(server).post(`${tasks}/${id}/cancel`),
    /** Follows a task to its end. */
    async finish(id: string) {
      for (;;) {
        const { body } = await request(server).get(`${tasks}/${id}`);
        const { status } = taskAnswer.parse(body);
        if (status !== 'open' && status !== 'processing') {
          const events = await request(server).get(`${tasks}/${id}/events`);
          const end = z
            .array(z.unknown())
            .parse(events.body)
            .flatMap(event => {
              const parsed = completion.safeParse(event);
              return parsed.success ? [parsed.data.body] : [];
            })[0];
          return {
            status,
            error: end?.error?.message,
            output: end?.output,
            log: await messages(id),
          };
        }
        await sleep(POLL_MS);
      }
    },
    /** The examples of this module's actions, by action. */
    async actions() {
      const { body } = await request(server).get('/api/scaffolder/v2/actions');
      return Object.fromEntries(
        actionList
          .parse(body)
          .filter(({ id }) => id.startsWith('hybrid-apps:'))
          .map(({ id, examples = [] }) => [id, examples]),
      );
    },
    /** Lets the guard look once. */
    guard: async () => scheduler?.triggerTask(GUARD_ID),
    /** Lets the scaffolder look once for tasks whose backend died. */
    closeStaleTasks: async () => scheduler?.triggerTask('close_stale_tasks'),
  };
}

export type Portal = Awaited<ReturnType<typeof startPortal>>;
