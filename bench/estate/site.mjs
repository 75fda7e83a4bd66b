/**
 * A process: the portal's page as it is built for production, and what its
 * backend would answer of large apps. The answers are made once, by the
 * backend's own code over the objects of each app; there is no backend, no
 * cluster, and nothing ever changes.
 */
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { CLUSTER, entityOf, largeAppObjects, OWNER } from './objects.mjs';
import { answer, requireOfBackend, root } from './processes.mjs';

const DIST = join(root, 'packages', 'app', 'dist');

const TYPES = {
  '.css': 'text/css',
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
};

/** The page, with the site as where its backend is. */
function indexFor(baseUrl) {
  const html = readFileSync(join(DIST, 'index.html'), 'utf8');
  const config = JSON.stringify([
    {
      context: 'site',
      data: { app: { baseUrl }, backend: { baseUrl } },
    },
  ]);
  return html.replace(
    /(<script type="backstage.io\/config">)\[([^]*?)\](<\/script>)/,
    (_, open, configs, close) =>
      `${open}[${configs},${config.slice(1, -1)}]${close}`,
  );
}

/** Whoever comes is the guest. Nobody looks at the token but the page, for when it ends. */
function signedIn() {
  const part = value =>
    Buffer.from(JSON.stringify(value)).toString('base64url');
  const claims = {
    sub: 'user:default/guest',
    exp: Math.floor(Date.now() / 1000) + 86_400,
  };
  return {
    profile: {},
    backstageIdentity: {
      token: `${part({ alg: 'none' })}.${part(claims)}.`,
      expiresInSeconds: 86_400,
      identity: {
        type: 'user',
        userEntityRef: claims.sub,
        ownershipEntityRefs: [claims.sub],
      },
    },
  };
}

/** An app as the catalog has it: over all namespaces of its label. */
function largeEntity(app) {
  const { metadata, spec, ...rest } = entityOf(app);
  const { 'backstage.io/kubernetes-namespace': _, ...annotations } =
    metadata.annotations;
  return {
    ...rest,
    metadata: { ...metadata, namespace: 'default', uid: app, annotations },
    spec,
    relations: [{ type: 'ownedBy', targetRef: OWNER }],
  };
}

const forEach = (items, make) => ({ items: items.map(make) });

/** What is asked for, by the path's beginning, the first that fits. */
function routesOf(entities, reports) {
  const entityOfPath = path => entities.get(path.split('/').pop());
  const list = () => [...entities.values()];
  return [
    ['/api/auth/guest/refresh', signedIn],
    [
      '/api/permission/authorize',
      (_, { items = [] }) =>
        forEach(items, ({ id }) => ({ id, result: 'ALLOW' })),
    ],
    ['/api/catalog/entities/by-name/', entityOfPath],
    [
      '/api/catalog/entities/by-refs',
      (_, { entityRefs = [] }) =>
        forEach(entityRefs, ref => entities.get(ref.split('/').pop()) ?? null),
    ],
    ['/api/catalog/entities/by-query', () => ({ items: list(), pageInfo: {} })],
    ['/api/catalog/entity-facets', () => ({ facets: {} })],
    ['/api/catalog/', () => []],
    [
      '/api/hybrid-apps/v1/clusters',
      () => ({ items: [{ name: CLUSTER, state: 'synced' }] }),
    ],
    [
      '/api/hybrid-apps/v1/apps/system/default/',
      path => {
        const [app, part] = path.split('/').slice(-2);
        return reports.get(app)?.[part];
      },
    ],
  ];
}

async function bodyOf(request) {
  const chunks = [];
  for await (const chunk of request) {
    chunks.push(chunk);
  }
  const text = Buffer.concat(chunks).toString('utf8');
  return text ? JSON.parse(text) : {};
}

function serve(routes, index) {
  const send = (response, status, type, body) => {
    response.writeHead(status, { 'Content-Type': type });
    response.end(body);
  };
  return createServer(async (request, response) => {
    const { pathname } = new URL(request.url, 'http://localhost');
    if (pathname.startsWith('/api/')) {
      const [, make] =
        routes.find(([start]) => pathname.startsWith(start)) ?? [];
      const made = make?.(pathname, await bodyOf(request));
      send(
        response,
        made === undefined ? 404 : 200,
        TYPES['.json'],
        // What was made at the start is text already.
        typeof made === 'string' ? made : JSON.stringify(made ?? {}),
      );
      return;
    }
    const file = join(DIST, pathname);
    const type = TYPES[extname(pathname)];
    if (type && existsSync(file)) {
      send(response, 200, type, readFileSync(file));
    } else {
      send(response, 200, TYPES['.html'], index);
    }
  });
}

/** The plugin's answers about one app. */
async function reportOf(entity, count) {
  const { lookAtApp } = requireOfBackend(
    join(root, 'plugins/hybrid-apps-backend/src/look/index.ts'),
  );
  const { topology, policy } = await lookAtApp(
    CLUSTER,
    largeAppObjects(entity.metadata.name, count),
    [entity],
  );
  return {
    topology: JSON.stringify(topology),
    policy: JSON.stringify(policy),
    nodes: topology.nodes.length,
  };
}

answer({
  /**
   * @param {{ port: number, apps: Record<string, number> }} options - of each app its workloads
   * @returns how many nodes each has
   */
  async start({ port, apps }) {
    const entities = new Map(
      Object.keys(apps).map(app => [app, largeEntity(app)]),
    );
    const reports = new Map();
    for (const [app, count] of Object.entries(apps)) {
      reports.set(app, await reportOf(entities.get(app), count));
    }
    const index = indexFor(`http://localhost:${port}`);
    const server = serve(routesOf(entities, reports), index);
    await new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', resolve);
    });
    return Object.fromEntries(
      [...reports].map(([app, { nodes }]) => [app, nodes]),
    );
  },
});
