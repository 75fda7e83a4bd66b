import {
  BackendFeature,
  BackstageCredentials,
  BackstagePrincipalAccessRestrictions,
  BackstageServicePrincipal,
  coreServices,
  createServiceFactory,
  SchedulerServiceTaskFunction,
} from '@backstage/backend-plugin-api';
import {
  createServiceMock,
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  AuthorizeResult,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import { ServerPermissionClient } from '@backstage/plugin-permission-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import { RESOURCE_TYPE_HYBRID_APP } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import {
  ClusterAccess,
  clusterAccessServiceRef,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-node';
import {
  SandboxCluster,
  startSandboxCluster,
} from '@hybrid-apps/sandbox-cluster';
import { JsonObject } from '@backstage/types';
import { Knex } from 'knex';
import request from 'supertest';
import { PlainObject } from '../clusters';
import { at } from '../objects';
import { hybridAppConditions } from '../permissions';
import { hybridAppsPlugin } from '../plugin';
import { eventually } from './eventually';
import { comesInRows, rowsIn, violations } from './openApi';

/** What the permission policy says, by permission name; it allows what is not here. */
export type Policy = Record<string, PolicyDecision>;

/** A policy that says the same of everything. */
export const denied: PolicyDecision = { result: AuthorizeResult.DENY };

/** The header of a service: of a plugin like `plugin:scaffolder`, or of an external caller. */
export const asService = (subject: string): string =>
  mockCredentials.service.header({
    onBehalfOf: mockCredentials.service(subject),
    targetPluginId: 'hybrid-apps',
  });

/** The header of a plugin that asks in the user's name. */
export const asUserThrough = (subject: string): string =>
  `Bearer ${mockCredentials.user.token(
    mockCredentials.user().principal.userEntityRef,
    { actor: { subject } },
  )}`;

const isService = (
  credentials: BackstageCredentials,
): credentials is BackstageCredentials<BackstageServicePrincipal> =>
  at(credentials, 'principal', 'type') === 'service';

/** Decides on services, whom no policy is asked about, as every portal does. */
function servicePermissions(
  restrictions: Record<string, BackstagePrincipalAccessRestrictions>,
) {
  const client = ServerPermissionClient.fromConfig(mockServices.rootConfig(), {
    auth: mockServices.auth(),
    discovery: mockServices.discovery(),
  });
  return {
    client,
    // The tokens of tests carry no restrictions.
    as: ({
      principal: { subject },
    }: BackstageCredentials<BackstageServicePrincipal>) => ({
      credentials: mockCredentials.service(subject, restrictions[subject]),
    }),
  };
}

/** How a request is made: by whom, with which body. */
export interface Ask {
  as?: string;
  /** As JSON; a text is sent as it is. */
  body?: object | string;
  headers?: Record<string, string>;
}

/** The plugin in a backend, with a sandbox cluster named `onprem` and a catalog. */
export async function startPortal(options: {
  objects: readonly PlainObject[];
  entities: readonly Entity[];
  /** The catalog as this caller sees it: only entities that the test is true of. */
  maySee?: (entityRef: string) => boolean;
  /** The cluster takes each user's own token alone, which the portal gets from `okta`. */
  perUser?: boolean;
  /** The cluster is away when the plugin starts. */
  away?: boolean;
  /** In place of the sandbox, which then has no part in it: a cluster that takes any token. */
  url?: string;
  /** `hybridApps.provisioning.clusters`; all that can be open is, unless told. */
  opens?: JsonObject[];
  /** A policy that tells users apart: what it says of a permission, before all else. */
  decide?: (permission: string, userEntityRef: string) => PolicyDecision;
  /** `hybridApps.impersonation.clusters`; none unless told. */
  impersonates?: JsonObject[];
  /** What else is in app-config, beside `hybridApps`. */
  config?: JsonObject;
  /** `hybridApps.hours` */
  hours?: JsonObject;
  /** `hybridApps.consoles` */
  consoles?: JsonObject;
  /** `hybridApps.metrics` */
  metrics?: JsonObject;
  /** A sandbox that the test started, and stops itself. */
  sandbox?: SandboxCluster;
  /** The token of the portal's account; an administrator's unless told. */
  token?: string;
  /** What else is installed in the backend. */
  features?: readonly BackendFeature[];
  /** The cluster and the database of another replica. */
  replicaOf?: { sandbox: SandboxCluster; database: Knex };
}) {
  const { objects, entities, replicaOf } = options;
  const sandbox =
    replicaOf?.sandbox ??
    options.sandbox ??
    (await startSandboxCluster({
      name: 'onprem',
      tls: false,
      objects: structuredClone([...objects]),
    }));
  if (options.away) {
    sandbox.faults.crash();
  }
  const authMetadata: Record<string, string> = options.perUser
    ? {
        'kubernetes.io/auth-provider': 'oidc',
        'kubernetes.io/oidc-token-provider': 'okta',
      }
    : {};
  const access: ClusterAccess = {
    getClusters: async () => [
      { name: 'onprem', url: options.url ?? sandbox.url, authMetadata },
    ],
    getCredential: async (_, userToken) => ({
      type: 'bearer token',
      token: options.perUser
        ? String(at(userToken, 'oidc', 'okta'))
        : options.token ?? sandbox.tokens.admin,
    }),
  };
  const policy: Policy = {};
  const decide = (
    name: string,
    credentials: BackstageCredentials,
  ): PolicyDecision =>
    options.decide?.(
      name,
      String(at(credentials, 'principal', 'userEntityRef')),
    ) ??
    policy[name] ?? { result: AuthorizeResult.ALLOW };
  const restrictions: Record<string, BackstagePrincipalAccessRestrictions> = {};
  const ofServices = servicePermissions(restrictions);
  const permissions = mockServices.permissions.mock({
    authorize: async (requests, { credentials }) => {
      if (isService(credentials)) {
        return ofServices.client.authorize(
          requests,
          ofServices.as(credentials),
        );
      }
      return requests.map(({ permission }) => {
        const { result } = decide(permission.name, credentials);
        return {
          result:
            result === AuthorizeResult.ALLOW
              ? AuthorizeResult.ALLOW
              : AuthorizeResult.DENY,
        };
      });
    },
    authorizeConditional: async (requests, { credentials }) =>
      isService(credentials)
        ? ofServices.client.authorizeConditional(
            requests,
            ofServices.as(credentials),
          )
        : requests.map(({ permission }) =>
            decide(permission.name, credentials),
          ),
  });
  const signals = createServiceMock(signalsServiceRef, () => ({
    publish: jest.fn(),
  }))();
  const auditor = mockServices.auditor.mock();
  const audit = { success: jest.fn(), fail: jest.fn() };
  auditor.createEvent.mockResolvedValue(audit);
  // As it is published, and not undefined: a look that fails is tried again half a minute later.
  const events = mockServices.events.mock({ publish: async () => {} });
  const tasks = new Map<string, SchedulerServiceTaskFunction>();
  const scheduler = mockServices.scheduler.mock({
    scheduleTask: async ({ id, fn }) => {
      tasks.set(id, fn);
    },
  });

  const everything = catalogServiceMock({ entities: [...entities] });
  const seen = catalogServiceMock({
    entities: entities.filter(
      entity => options.maySee?.(stringifyEntityRef(entity)) ?? true,
    ),
  });
  // The plugin's own look sees all; a user's, what the test says.
  const catalogOf = (how: unknown) =>
    at(how, 'credentials', 'principal', 'type') === 'service'
      ? everything
      : seen;
  const catalog = catalogServiceMock.mock({
    getEntities: (query, how) => catalogOf(how).getEntities(query, how),
    getEntitiesByRefs: (query, how) =>
      catalogOf(how).getEntitiesByRefs(query, how),
    getEntityByRef: (ref, how) => catalogOf(how).getEntityByRef(ref, how),
  });
  const backend = await startTestBackend({
    features: [
      hybridAppsPlugin,
      createServiceFactory({
        service: clusterAccessServiceRef,
        deps: {},
        factory: () => ({ provide: () => {}, get: async () => access }),
      }),
      catalog.factory,
      permissions.factory,
      signals.factory,
      auditor.factory,
      events.factory,
      scheduler.factory,
      mockServices.rootConfig.factory({
        data: {
          ...options.config,
          hybridApps: {
            ...(options.hours && { hours: options.hours }),
            ...(options.consoles && { consoles: options.consoles }),
            ...(options.metrics && { metrics: options.metrics }),
            // Policies change between the requests of a test.
            permissions: { readKept: { seconds: 0 } },
            ...(options.impersonates && {
              impersonation: { clusters: options.impersonates },
            }),
            provisioning: {
              clusters: options.opens ?? [
                { cluster: 'onprem', namespaces: ['*'] },
              ],
            },
          },
        },
      }),
      ...(options.features ?? []),
      ...(replicaOf
        ? [
            createServiceFactory({
              service: coreServices.database,
              deps: {},
              factory: () =>
                mockServices.database({ knex: replicaOf.database }),
            }),
          ]
        : []),
    ],
  });

  async function ask(
    method: 'get' | 'post',
    path: string,
    { as = mockCredentials.user.header(), body, headers = {} }: Ask = {},
  ) {
    const call = request(backend.server)
      [method](`/api/hybrid-apps${path}`)
      .set({
        Authorization: as,
        ...(body && { 'Content-Type': 'application/json' }),
        ...headers,
      });
    const response = await (body ? call.send(body) : call);
    if (response.status !== 304) {
      const [pathname] = path.split('?');
      if (comesInRows(response.headers['content-type'])) {
        response.body = rowsIn(response.text);
      }
      expect(violations(method, pathname, response)).toEqual([]);
    }
    return response;
  }

  const expected = options.perUser ? 'per-user' : 'synced';
  await eventually(async () => {
    const { body } = await ask('get', '/v1/clusters', {
      as: mockCredentials.service.header(),
    });
    expect(body.items).toMatchObject([
      { name: 'onprem', state: options.away ? 'unreachable' : expected },
    ]);
  });
  // Answered once policies can be told of, as pictures wait for them not long.
  await ask('post', '/v1/reachability', {
    as: mockCredentials.service.header(),
    body: {
      source: { ip: '192.0.2.1' },
      destination: {
        cluster: 'onprem',
        namespace: 'nowhere',
        kind: 'Pod',
        name: 'nobody',
      },
      protocol: 'TCP',
      port: 80,
    },
  });
  return {
    sandbox,
    policy,
    /** Where the plugin answers, for other clients than `get` and `post`. */
    url: `http://localhost:${backend.server.port()}/api/hybrid-apps`,
    /** What the tokens of services are restricted to, by subject. */
    restrictions,
    audit: { ...audit, createEvent: auditor.createEvent },
    signals: signals.publish,
    events: events.publish,
    get: (path: string, how?: Ask) => ask('get', path, how),
    post: (path: string, body: object | string, how?: Ask) =>
      ask('post', path, { ...how, body }),
    /** Runs a scheduled task once, as its time has come. */
    async runTask(id: string) {
      const task = await eventually(() => {
        const found = tasks.get(id);
        if (!found) {
          throw new Error(`No task '${id}' is scheduled`);
        }
        return found;
      });
      await task(new AbortController().signal);
    },
    /** Asks, as the permission backend does, which conditions the app `inventory` meets. */
    applyConditions: (asked: Array<{ id: string; claims: string[] }>) =>
      request(backend.server)
        .post(
          '/api/hybrid-apps/.well-known/backstage/permissions/apply-conditions',
        )
        .set('Authorization', mockCredentials.service.header())
        .send({
          items: asked.map(({ id, claims }) => ({
            id,
            resourceRef: 'system:default/inventory',
            resourceType: RESOURCE_TYPE_HYBRID_APP,
            conditions: hybridAppConditions.isOwner({ claims }),
          })),
        }),
    async stop() {
      await backend.stop();
      if (!replicaOf && !options.sandbox) {
        await sandbox.stop();
      }
    },
  };
}
