import {
  SandboxCluster,
  startSandboxCluster,
} from '@hybrid-apps/sandbox-cluster';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { eventually } from './__testUtils__';
import { inventorySystem } from './__testUtils__/inventory';
import { startPortal } from './__testUtils__/portal';

jest.setTimeout(60_000);

const plain = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.looseObject({ name: z.string() }),
});
type Plain = z.infer<typeof plain>;

const deployed = (file: string) =>
  parseAllDocuments(
    readFileSync(join(__dirname, '../../../deploy', file), 'utf8'),
  ).map(document => plain.parse(document.toJS()));

/** What the account may read of operators' kinds, but for those of one group. */
const operatorsBut = (group: string) =>
  deployed('rbac-operators.yaml').map(object => ({
    ...object,
    ...(Array.isArray(object.rules) && {
      rules: object.rules.filter(({ apiGroups }) => !apiGroups.includes(group)),
    }),
  }));

const named = (name: string, owner?: Plain) => ({
  name,
  namespace: 'inventory',
  ...(owner && {
    ownerReferences: [
      {
        apiVersion: owner.apiVersion,
        kind: owner.kind,
        name: owner.metadata.name,
        uid: String(owner.metadata.uid),
        controller: true,
      },
    ],
  }),
});
const pod = (name: string, labels: object, owner: Plain): Plain => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: {
    ...named(name, owner),
    labels: { 'app.kubernetes.io/part-of': 'inventory', ...labels },
  },
  spec: { containers: [{ name: 'main', image: 'registry.example.com/db:1' }] },
});

/** What operators own the workloads of an app by, as an account reads it that has the rights of deploy/. */
describe("operators' own kinds", () => {
  const APP = '/v1/apps/system/default/inventory';
  let sandbox: SandboxCluster;
  let portal: Awaited<ReturnType<typeof startPortal>>;

  async function post(path: string, body: object) {
    const answer = await fetch(`${sandbox.url}${path}`, {
      method: 'POST',
      headers: {
        Authorization: `Bearer ${sandbox.tokens.admin}`,
        'Content-Type': 'application/json',
      },
      body: JSON.stringify(body),
    });
    const told: unknown = await answer.json();
    expect({ path, status: answer.status, told }).toMatchObject({
      status: 201,
    });
    return told;
  }
  const create = async (path: string, object: Plain) =>
    plain.parse(await post(`${path}`, object));

  beforeAll(async () => {
    sandbox = await startSandboxCluster({
      name: 'onprem',
      tls: false,
      objects: [
        {
          apiVersion: 'v1',
          kind: 'Namespace',
          metadata: { name: 'inventory' },
        },
        ...deployed('rbac.yaml'),
        ...operatorsBut('mongodbcommunity.mongodb.com'),
        {
          apiVersion: 'postgresql.cnpg.io/v1',
          kind: 'Cluster',
          metadata: named('db'),
          spec: { superuserSecret: { name: 'not-for-the-portal' } },
          status: {
            phase: 'Cluster in healthy state',
            conditions: [
              { type: 'Ready', status: 'True', reason: 'ClusterIsReady' },
            ],
          },
        },
      ],
    });
    const pods = '/api/v1/namespaces/inventory/pods';
    const [cnpg] = z.object({ items: z.array(plain) }).parse(
      await (
        await fetch(`${sandbox.url}/apis/postgresql.cnpg.io/v1/clusters`, {
          headers: { Authorization: `Bearer ${sandbox.tokens.admin}` },
        })
      ).json(),
    ).items;
    const cluster = {
      ...cnpg,
      apiVersion: 'postgresql.cnpg.io/v1',
      kind: 'Cluster',
    };
    const kafka = await create(
      '/apis/kafka.strimzi.io/v1beta2/namespaces/inventory/kafkas',
      {
        apiVersion: 'kafka.strimzi.io/v1beta2',
        kind: 'Kafka',
        metadata: named('bus'),
      },
    );
    const podSet = await create(
      '/apis/core.strimzi.io/v1beta2/namespaces/inventory/strimzipodsets',
      {
        apiVersion: 'core.strimzi.io/v1beta2',
        kind: 'StrimziPodSet',
        metadata: named('bus-kafka', kafka),
      },
    );
    const mongo = await create(
      '/apis/mongodbcommunity.mongodb.com/v1/namespaces/inventory/mongodbcommunity',
      {
        apiVersion: 'mongodbcommunity.mongodb.com/v1',
        kind: 'MongoDBCommunity',
        metadata: named('docs'),
      },
    );
    await create(
      pods,
      pod('db-1', { 'cnpg.io/instanceRole': 'primary' }, cluster),
    );
    await create(pods, pod('bus-kafka-0', {}, podSet));
    await create(pods, pod('docs-0', {}, mongo));
    const {
      status: { token },
    } = z.object({ status: z.object({ token: z.string() }) }).parse(
      await post(
        '/api/v1/namespaces/backstage/serviceaccounts/hybrid-apps/token',
        {
          apiVersion: 'authentication.k8s.io/v1',
          kind: 'TokenRequest',
          spec: { expirationSeconds: 3600 },
        },
      ),
    );
    portal = await startPortal({
      objects: [],
      entities: [inventorySystem],
      sandbox,
      token,
    });
  });
  afterAll(async () => {
    await portal?.stop();
    await sandbox?.stop();
  });

  const topology = async () => (await portal.get(`${APP}/topology`)).body;
  const nodeIn = (nodes: Array<{ name: string }>, name: string) =>
    nodes.find(node => node.name === name);

  it('are drawn with how they say that they are, each with what owns it in turn', async () => {
    await eventually(async () => {
      const { nodes, edges } = await topology();
      expect(nodeIn(nodes, 'db')).toMatchObject({
        kind: 'Cluster',
        status: { health: 'healthy', reason: 'Ready' },
        reason: { text: expect.stringContaining('Cluster db') },
      });
      const lines = edges
        .filter(({ relation }: { relation: string }) => relation === 'owns')
        .map(({ source, target }: { source: string; target: string }) =>
          [source, target]
            .map(id => id.split('/').slice(-2).join(' '))
            .join(' owns '),
        );
      expect(lines.sort()).toEqual([
        'Cluster db owns Pod db-1',
        'Kafka bus owns StrimziPodSet bus-kafka',
        'MongoDBCommunity docs owns Pod docs-0',
        'StrimziPodSet bus-kafka owns Pod bus-kafka-0',
      ]);
    });
  });

  it('that the account may not read are drawn by what they own, and said to be unread', async () => {
    await eventually(async () => {
      const { nodes, knowledge } = await topology();
      expect(nodeIn(nodes, 'docs')).toMatchObject({
        kind: 'MongoDBCommunity',
        status: {
          health: 'unjudged',
          message: expect.stringMatching(
            /mongodbcommunity\.mongodbcommunity\.mongodb\.com is forbidden.*Grant the portal's account.*this one is known from what it owns$/,
          ),
        },
      });
      expect(knowledge).toContainEqual(
        expect.objectContaining({
          kind: 'mongodbcommunity.mongodbcommunity.mongodb.com',
          state: 'forbidden',
          ownerKind: 'MongoDBCommunity',
        }),
      );
    });
  });

  it('tell nothing but metadata, conditions and phase', async () => {
    await eventually(async () => {
      const id = 'onprem/inventory/postgresql.cnpg.io/Cluster/db';
      const { status, body } = await portal.get(
        `${APP}/object?id=${encodeURIComponent(id)}`,
      );
      expect(status).toBe(200);
      expect(body.object.status).toMatchObject({
        phase: 'Cluster in healthy state',
      });
      expect(JSON.stringify(body)).not.toContain('not-for-the-portal');
    });
  });
});
