/**
 * A process: a portal's backend as it is installed, with Backstage's kubernetes
 * plugin and hybrid-apps side by side, over one cluster. Everybody may all, and
 * whoever comes is believed to be who they say.
 */
import { subscribe } from 'node:diagnostics_channel';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { CLUSTER, entitiesOf } from './objects.mjs';
import { answer, requireOfBackend as load } from './processes.mjs';

const RESOLUTION_MS = 1;
const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
delay.enable();

/** Requests of this process to the cluster, by whichever client. */
let requests = 0;
function countRequests(url) {
  const { origin, host } = new URL(url);
  subscribe('http.client.request.start', ({ request }) => {
    requests += request.getHeader('host') === host ? 1 : 0;
  });
  subscribe('undici:request:create', ({ request }) => {
    requests += String(request.origin) === origin ? 1 : 0;
  });
}

function configOf({ port, folder, access }) {
  const { url, token, caData, skipTLSVerify } = access;
  const catalog = join(folder, 'catalog.yaml');
  writeFileSync(
    catalog,
    entitiesOf()
      .map(entity => JSON.stringify(entity))
      .join('\n---\n'),
  );
  const baseUrl = `http://localhost:${port}`;
  return {
    app: { baseUrl },
    backend: {
      baseUrl,
      listen: { port, host: '127.0.0.1' },
      database: { client: 'better-sqlite3', connection: ':memory:' },
    },
    auth: { providers: { estate: {} } },
    permission: { enabled: true },
    catalog: {
      rules: [{ allow: ['System', 'Component', 'Location'] }],
      locations: [{ type: 'file', target: catalog }],
    },
    kubernetes: {
      serviceLocatorMethod: { type: 'multiTenant' },
      clusterLocatorMethods: [
        {
          type: 'config',
          clusters: [
            {
              name: CLUSTER,
              url,
              caData,
              skipTLSVerify,
              authProvider: 'serviceAccount',
              serviceAccountToken: token,
              // The cluster has no metrics server, and hybrid-apps reads none.
              skipMetricsLookup: true,
            },
          ],
        },
      ],
    },
  };
}

/** Sign-in as whoever the header names. */
function viewersModule() {
  const { createBackendModule } = load('@backstage/backend-plugin-api');
  const {
    authProvidersExtensionPoint,
    createProxyAuthenticator,
    createProxyAuthProviderFactory,
  } = load('@backstage/plugin-auth-node');
  const authenticator = createProxyAuthenticator({
    defaultProfileTransform: async () => ({ profile: {} }),
    initialize: () => undefined,
    authenticate: async ({ req }) => ({ result: req.header('x-viewer') }),
  });
  return createBackendModule({
    pluginId: 'auth',
    moduleId: 'estate',
    register(reg) {
      reg.registerInit({
        deps: { providers: authProvidersExtensionPoint },
        async init({ providers }) {
          providers.registerProvider({
            providerId: 'estate',
            factory: createProxyAuthProviderFactory({
              authenticator,
              signInResolver: ({ result }, context) => {
                const sub = `user:default/${result}`;
                return context.issueToken({ claims: { sub, ent: [sub] } });
              },
            }),
          });
        },
      });
    },
  });
}

function policyModule() {
  const { createBackendModule } = load('@backstage/backend-plugin-api');
  const { AuthorizeResult } = load('@backstage/plugin-permission-common');
  const { policyExtensionPoint } = load(
    '@backstage/plugin-permission-node/alpha',
  );
  return createBackendModule({
    pluginId: 'permission',
    moduleId: 'estate',
    register(reg) {
      reg.registerInit({
        deps: { policy: policyExtensionPoint },
        async init({ policy }) {
          policy.setPolicy({
            handle: async () => ({ result: AuthorizeResult.ALLOW }),
          });
        },
      });
    },
  });
}

/** A route that does nothing but find out who asks. */
function emptyPlugin() {
  const { coreServices, createBackendPlugin } = load(
    '@backstage/backend-plugin-api',
  );
  const { Router } = load('express');
  return createBackendPlugin({
    pluginId: 'empty',
    register(reg) {
      const { httpAuth, httpRouter } = coreServices;
      reg.registerInit({
        deps: { httpAuth, httpRouter },
        async init(services) {
          const router = Router();
          router.get('/', async (req, res) => {
            await services.httpAuth.credentials(req, { allow: ['user'] });
            res.json({});
          });
          services.httpRouter.use(router);
        },
      });
    },
  });
}

const featureOf = name => {
  const loaded = load(name);
  return loaded.default ?? loaded;
};

answer({
  /** @returns when it began, by the wall's clock: another process looks when it is done */
  async start(options) {
    const file = join(options.folder, 'app-config.json');
    writeFileSync(file, JSON.stringify(configOf(options)));
    process.argv.push('--config', file);
    countRequests(options.access.url);
    const { createBackend } = load('@backstage/backend-defaults');
    const backend = createBackend();
    for (const name of [
      '@backstage/plugin-auth-backend',
      '@backstage/plugin-catalog-backend',
      '@backstage/plugin-events-backend',
      '@backstage/plugin-kubernetes-backend',
      '@backstage/plugin-permission-backend',
      '@backstage/plugin-signals-backend',
      '@hybrid-apps/backstage-plugin-hybrid-apps-backend',
      '@hybrid-apps/backstage-plugin-kubernetes-backend-module-hybrid-apps',
    ]) {
      backend.add(featureOf(name));
    }
    backend.add(viewersModule());
    backend.add(policyModule());
    backend.add(emptyPlugin());
    const began = Date.now();
    await backend.start();
    return { began };
  },
  /** What its main thread keeps. */
  heap() {
    global.gc();
    global.gc();
    return process.memoryUsage().heapUsed;
  },
  /** With all threads, and what they have not given back. */
  resident: () => process.memoryUsage.rss(),
  requests: () => requests,
  /** How late the loop was since this was asked last. */
  loop() {
    const late = ns => Math.max(0, ns / 1e6 - RESOLUTION_MS);
    const told = { p99: late(delay.percentile(99)), max: late(delay.max) };
    delay.reset();
    return told;
  },
});
