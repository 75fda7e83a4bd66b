import { mockServices } from '@backstage/backend-test-utils';
import { Manifest } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import createKnex from 'knex';
import { z } from 'zod';
import {
  KubeClient,
  KubeRequest,
  KubeStatusError,
  resourcePath,
} from '../clusters';
import { discover } from '../clusters/kinds/discovery';
import { createLedger, ProvisioningTarget } from '../provisioning';
import { eventually } from './eventually';
import { allOpen } from './open';
import { startTestCluster } from './testCluster';

export const manifest = (
  apiVersion: string,
  kind: string,
  name: string,
  spec: object,
): Manifest => ({ apiVersion, kind, metadata: { name }, spec });

const WEB = { app: 'web', 'app.kubernetes.io/part-of': 'shop' };

export const web = (replicas = 2) =>
  manifest('apps/v1', 'Deployment', 'web', {
    replicas,
    selector: { matchLabels: WEB },
    template: {
      metadata: { labels: WEB },
      spec: { containers: [{ name: 'web', image: 'quay.io/shop/web:1' }] },
    },
  });

export const service = manifest('v1', 'Service', 'web', {
  selector: { app: 'web' },
  ports: [{ port: 80, protocol: 'TCP' }],
});

export const policy = manifest('networking.k8s.io/v1', 'NetworkPolicy', 'web', {
  podSelector: { matchLabels: WEB },
  policyTypes: ['Ingress'],
});

export const vm = manifest('kubevirt.io/v1', 'VirtualMachine', 'db', {
  runStrategy: 'Always',
  template: {
    metadata: { labels: { app: 'db' } },
    spec: {
      domain: {
        memory: { guest: '1Gi' },
        devices: { disks: [{ name: 'root', disk: { bus: 'virtio' } }] },
      },
      volumes: [{ name: 'root', containerDisk: { image: 'quay.io/db:1' } }],
    },
  },
});

export const app = [web(), vm, service, policy];

/** The kinds of the manifests, in the order of writing. */
export const KINDS = [
  'NetworkPolicy',
  'Service',
  'VirtualMachine',
  'Deployment',
];

const objectList = z.object({
  items: z.array(
    z.looseObject({ metadata: z.looseObject({ name: z.string() }) }),
  ),
});

/** Who asks, unless a test says otherwise. */
export const USER = 'user:default/mock';

/** A cluster to provision on, in a namespace of the test's own, and a ledger. */
export async function startProvisioning() {
  const started = await startTestCluster();
  const knex = createKnex({
    client: 'better-sqlite3',
    connection: ':memory:',
    useNullAsDefault: true,
  });
  const ledger = await createLedger(mockServices.database({ knex }));
  const cluster = {
    ...started,
    stop: async () => {
      await started.stop();
      await knex.destroy();
    },
  };
  const { client, namespace, details } = cluster;
  const { kinds } = await discover(client);

  function pathOf(kind: string, name?: string): string {
    const served = kinds.find(
      candidate =>
        candidate.kind === kind && candidate.group !== 'projectcalico.org',
    );
    if (!served) {
      throw new Error(`The cluster does not serve ${kind}`);
    }
    return resourcePath(served, { namespace, name });
  }

  /** What there is of the kinds of the manifests. */
  async function objects() {
    const lists = await Promise.all(
      KINDS.map(async kind => {
        const { body } = await client.request({
          method: 'GET',
          path: pathOf(kind),
        });
        return objectList.parse(body).items.map(item => ({ ...item, kind }));
      }),
    );
    return lists.flat();
  }

  const contents = async () =>
    (await objects()).map(({ kind, metadata }) => `${kind} ${metadata.name}`);

  return {
    cluster,
    kinds,
    request: { namespace, task: 'task-1' },
    place: `namespace '${namespace}' of cluster '${details.name}'`,
    ledger,
    /** What the database has of it, oldest first. */
    recorded: () => knex('created_objects').orderBy('id'),
    target: (
      by: KubeClient = client,
      openness: ProvisioningTarget['openness'] = allOpen,
      user = USER,
    ) => ({
      client: by,
      kinds,
      openness,
      journal: ledger.journal({ cluster: details.name, asked: { user } }),
    }),
    pathOf,
    objects,
    contents,
    /** On a real cluster, finalizers take their time. */
    expectNothingLeft: () =>
      eventually(async () => expect(await contents()).toEqual([]), {
        timeoutMs: 60_000,
      }),
    /** A client that lets a test in before a request is made. */
    intercepted: (
      before: (request: KubeRequest, send: () => Promise<unknown>) => unknown,
    ): KubeClient => ({
      cluster: client.cluster,
      list: options => client.list(options),
      watch: options => client.watch(options),
      stream: options => client.stream(options),
      request: async options => {
        await before(options, () => client.request(options));
        return client.request(options);
      },
    }),
  };
}

export type Provisioning = Awaited<ReturnType<typeof startProvisioning>>;

/** Whether a request is a write, and no check, of a resource. */
export const isWriteOf = (
  plural: string,
  { method, query, path }: KubeRequest,
) => method === 'POST' && !query?.dryRun && path.endsWith(`/${plural}`);

/** Refuses a request as RBAC does. */
export function forbid(cluster: string, { method, path }: KubeRequest): never {
  throw new KubeStatusError({
    cluster,
    method,
    path,
    code: 403,
    serverMessage:
      'deployments.apps "web" is forbidden: User "portal" cannot create resource "deployments" in API group "apps"',
  });
}
