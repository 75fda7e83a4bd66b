import {
  BackendFeature,
  coreServices,
  createBackendModule,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import {
  hybridAppsKindsExtensionPoint,
  Kind,
  KubeObject,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-node';
import { valueAt } from '@hybrid-apps/network-policy';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import cloneSets from '../dev/cloneSets';
import { eventually } from './__testUtils__';
import { inventorySystem } from './__testUtils__/inventory';
import { startPortal } from './__testUtils__/portal';
import {
  ScriptedObject,
  startScriptedApiServer,
} from './__testUtils__/scriptedApiServer';

jest.setTimeout(60_000);

const APP = '/v1/apps/system/default/inventory';

/** What counts the Pods of a CloneSet: it names it, and is named by nothing. */
const counting: Kind = {
  groups: ['example.com'],
  kind: 'Count',
  category: 'config',
  watch: { resource: 'counts', keep: ['spec', 'status'] },
  names: (object: KubeObject) => {
    if (object.metadata.name === 'broken') {
      throw new Error('it names nothing');
    }
    return [
      {
        relation: 'scales',
        to: {
          group: 'apps.kruise.io',
          kind: 'CloneSet',
          namespace: object.metadata.namespace,
          name: String(valueAt(object, 'spec', 'cloneSet')),
        },
        text: `Count ${object.metadata.name} counts`,
        fieldPath: 'spec.cloneSet',
      },
    ];
  },
};

const added = (...kinds: Kind[]) =>
  createBackendModule({
    pluginId: 'hybrid-apps',
    moduleId: 'added',
    register(env) {
      env.registerInit({
        deps: { kinds: hybridAppsKindsExtensionPoint },
        async init({ kinds: point }) {
          point.addKinds(...kinds);
        },
      });
    },
  });

const SERVED = [
  { group: '', version: 'v1', kind: 'Pod', plural: 'pods' },
  { group: '', version: 'v1', kind: 'Service', plural: 'services' },
  { group: '', version: 'v1', kind: 'Namespace', plural: 'namespaces' },
  { group: 'apps', version: 'v1', kind: 'ReplicaSet', plural: 'replicasets' },
  {
    group: 'apps.kruise.io',
    version: 'v1alpha1',
    kind: 'CloneSet',
    plural: 'clonesets',
  },
  {
    group: 'example.com',
    version: 'v1',
    kind: 'Count',
    plural: 'counts',
  },
  {
    group: 'networking.k8s.io',
    version: 'v1',
    kind: 'NetworkPolicy',
    plural: 'networkpolicies',
  },
];

const labels = { app: 'web', 'app.kubernetes.io/part-of': 'inventory' };
const template = {
  metadata: { labels },
  spec: {
    containers: [
      { name: 'web', image: 'web:1', env: [{ name: 'DB_HOST', value: 'web' }] },
    ],
    volumes: [{ name: 'flags', configMap: { name: 'flags' } }],
  },
};
const named = (name: string, owner?: ScriptedObject) => ({
  name,
  namespace: 'inventory',
  ...(owner && {
    labels,
    ownerReferences: [
      {
        apiVersion: owner.apiVersion,
        kind: owner.kind,
        name: owner.metadata.name,
        uid: owner.metadata.uid,
        controller: true,
      },
    ],
  }),
});
const web = (updatedReadyReplicas: unknown) => ({
  metadata: { ...named('web'), labels },
  spec: { template },
  status: { updatedReadyReplicas },
});

function fill(server: Awaited<ReturnType<typeof startScriptedApiServer>>) {
  const top = server.put('clonesets', web(1));
  const set = server.put('replicasets', {
    metadata: named('web-1', top),
    spec: { template },
  });
  server.put('pods', {
    metadata: named('web-1-a', set),
    spec: template.spec,
    status: { phase: 'Running', podIP: '10.0.0.9' },
  });
  server.put('services', {
    metadata: named('web'),
    spec: { selector: { app: 'web' }, ports: [{ port: 80 }] },
  });
  server.put('counts', {
    metadata: named('count'),
    spec: { cloneSet: 'web' },
  });
  server.put('networkpolicies', {
    metadata: named('web'),
    spec: { podSelector: { matchLabels: { app: 'web' } }, ingress: [] },
  });
}

/** What a module adds from outside is as what the portal has by itself. */
describe('a kind that a module adds', () => {
  let server: Awaited<ReturnType<typeof startScriptedApiServer>>;
  let portal: Awaited<ReturnType<typeof startPortal>>;
  const CLONE_SET = 'onprem/inventory/apps.kruise.io/CloneSet/web';

  beforeAll(async () => {
    server = await startScriptedApiServer({ kinds: SERVED });
    fill(server);
    portal = await startPortal({
      objects: [],
      entities: [inventorySystem],
      url: server.url,
      features: [cloneSets, added(counting)],
    });
  });
  beforeEach(() => {
    server.put('clonesets', web(1));
    server.remove('counts', { name: 'broken', namespace: 'inventory' });
  });
  afterAll(async () => {
    await portal?.stop();
    await server?.stop();
  });

  const topology = async () => (await portal.get(`${APP}/topology`)).body;

  it('is watched, judged and drawn, holds its Pods, and stands to others as it says', async () => {
    await eventually(async () => {
      const { nodes, edges } = await topology();
      expect(nodes).toContainEqual(
        expect.objectContaining({
          id: CLONE_SET,
          category: 'container',
          status: {
            health: 'healthy',
            reason: '1/1',
            source: 'openkruise/kruise, apis/apps/v1alpha1, CloneSetStatus',
          },
          posture: { ingress: 'isolated', egress: 'open' },
          facts: expect.objectContaining({ images: ['web:1'] }),
        }),
      );
      const members = nodes.find(
        ({ id }: { id: string }) => id === CLONE_SET,
      )?.members;
      expect(members.map(({ kind }: { kind: string }) => kind)).toEqual([
        'Pod',
        'ReplicaSet',
      ]);
      const lines = edges.map(
        ({ source, relation, target }: Record<string, string>) =>
          [source, relation, target]
            .map(end => end.split('/').slice(-2).join(' '))
            .join(' '),
      );
      expect(lines.sort()).toEqual([
        'CloneSet web connects Service web',
        'CloneSet web uses ConfigMap flags',
        'Count count scales CloneSet web',
        'NetworkPolicy web applies-to CloneSet web',
        'Service web selects CloneSet web',
      ]);
    });
  });

  it('is a peer of policies under its own name', async () => {
    await eventually(async () => {
      const { body } = await portal.get(`${APP}/policy`);
      expect(body.workloads).toMatchObject([
        { id: CLONE_SET, posture: { ingress: 'isolated' } },
      ]);
      expect(JSON.stringify(body)).not.toContain('ReplicaSet');
    });
  });

  it('whose rule fails is unknown, and nothing else is', async () => {
    server.put('clonesets', web('one'));
    await eventually(async () => {
      const { nodes } = await topology();
      expect(
        nodes.find(({ id }: { id: string }) => id === CLONE_SET).status,
      ).toMatchObject({
        health: 'unknown',
        reason: 'RuleFailed',
        message: expect.stringMatching(/^The rule for CloneSet failed on it: /),
      });
      expect(nodes).toContainEqual(
        expect.objectContaining({ kind: 'Service', name: 'web' }),
      );
    });
  });

  it('whose names cannot be told is unknown, and takes nothing with it', async () => {
    server.put('counts', {
      metadata: { ...named('broken'), labels },
    });
    await eventually(async () => {
      const { nodes } = await topology();
      expect(
        nodes.find(({ name }: { name: string }) => name === 'broken')?.status,
      ).toMatchObject({
        health: 'unknown',
        reason: 'RuleFailed',
        message:
          'What tells the names in it for Count failed on it: it names nothing',
      });
      expect(nodes.map(({ name }: { name: string }) => name)).toContain(
        'count',
      );
    });
  });
});

describe('a kind that is described already', () => {
  const start = (kind: Kind, ...features: BackendFeature[]) =>
    startPortal({
      objects: [],
      entities: [],
      features: [added(kind), ...features],
    });

  it('is described by the module from then on, and the log says so', async () => {
    const logger = mockServices.logger.mock();
    logger.child.mockReturnValue(logger);
    const portal = await start(
      { groups: ['argoproj.io'], kind: 'Rollout', category: 'container' },
      createServiceFactory({
        service: coreServices.logger,
        deps: {},
        factory: () => logger,
      }),
    );
    await portal.stop();
    expect(logger.warn.mock.calls.flat()).toContainEqual(
      expect.stringContaining(
        'A module describes the kind Rollout of argoproj.io, which the portal knows by itself',
      ),
    );
  });

  it('is refused where it decides who reaches whom', async () => {
    await expect(
      start({
        groups: ['networking.k8s.io'],
        kind: 'NetworkPolicy',
        category: 'policy',
      }),
    ).rejects.toThrow(
      /The kind NetworkPolicy of networking\.k8s\.io decides who reaches whom/,
    );
  });
});

it('is documented by the very module that is tested here', () => {
  const read = (path: string) => readFileSync(join(__dirname, path), 'utf8');
  expect(read('../../../docs/adding-kinds.md')).toContain(
    `\`\`\`ts\n${read('../dev/cloneSets.ts')}\`\`\``,
  );
});
