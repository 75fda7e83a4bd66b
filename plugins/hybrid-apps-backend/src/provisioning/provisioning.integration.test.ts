import { Manifest } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { z } from 'zod';
import { eventually, startTestCluster, TestCluster } from '../__testUtils__';
import {
  KubeClient,
  KubeConnectionError,
  KubeRequest,
  KubeStatusError,
  resourcePath,
  ServedKind,
} from '../clusters';
import { createKubeClient } from '../clusters/client/kubeClient';
import { discover } from '../clusters/kinds/discovery';
import { applyManifests, ProvisioningTarget, undoApply } from '.';

const manifest = (
  apiVersion: string,
  kind: string,
  name: string,
  spec: object,
): Manifest => ({ apiVersion, kind, metadata: { name }, spec });

const web = (replicas = 2) =>
  manifest('apps/v1', 'Deployment', 'web', {
    replicas,
    selector: { matchLabels: { app: 'web' } },
    template: {
      metadata: { labels: { app: 'web' } },
      spec: { containers: [{ name: 'web', image: 'quay.io/shop/web:1' }] },
    },
  });

const service = manifest('v1', 'Service', 'web', {
  selector: { app: 'web' },
  ports: [{ port: 80, protocol: 'TCP' }],
});

const policy = manifest('networking.k8s.io/v1', 'NetworkPolicy', 'web', {
  podSelector: { matchLabels: { app: 'web' } },
  policyTypes: ['Ingress'],
});

const vm = manifest('kubevirt.io/v1', 'VirtualMachine', 'db', {
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

const app = [web(), vm, service, policy];

/** The kinds of the manifests, in the order of writing. */
const KINDS = ['NetworkPolicy', 'Service', 'VirtualMachine', 'Deployment'];

const objectList = z.object({
  items: z.array(
    z.looseObject({ metadata: z.looseObject({ name: z.string() }) }),
  ),
});

describe('provisioning on a cluster', () => {
  let cluster: TestCluster;
  let kinds: readonly ServedKind[];
  let request: { namespace: string; task: string; mustNotExist: boolean };
  let place: string;

  beforeEach(async () => {
    cluster = await startTestCluster();
    ({ kinds } = await discover(cluster.client));
    const { namespace, details } = cluster;
    request = { namespace, task: 'task-1', mustNotExist: true };
    place = `namespace '${namespace}' of cluster '${details.name}'`;
  }, 60_000);

  afterEach(() => cluster.stop());

  const target = (client: KubeClient = cluster.client): ProvisioningTarget => ({
    client,
    kinds,
  });

  function pathOf(kind: string, name?: string): string {
    const served = kinds.find(
      candidate =>
        candidate.kind === kind && candidate.group !== 'projectcalico.org',
    );
    if (!served) {
      throw new Error(`The cluster does not serve ${kind}`);
    }
    return resourcePath(served, { namespace: cluster.namespace, name });
  }

  /** What there is of the kinds of the manifests. */
  async function objects() {
    const lists = await Promise.all(
      KINDS.map(async kind => {
        const { body } = await cluster.client.request({
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

  /** On a real cluster, finalizers take their time. */
  const expectNothingLeft = () =>
    eventually(async () => expect(await contents()).toEqual([]), {
      timeoutMs: 60_000,
    });

  /** A client that lets a test in before a request is made. */
  const intercepted = (
    before: (request: KubeRequest, send: () => Promise<unknown>) => unknown,
  ): KubeClient => ({
    cluster: cluster.client.cluster,
    watch: options => cluster.client.watch(options),
    request: async options => {
      await before(options, () => cluster.client.request(options));
      return cluster.client.request(options);
    },
  });
  const isWriteOf = (plural: string, { method, query, path }: KubeRequest) =>
    method === 'PATCH' && !query?.dryRun && path.includes(`/${plural}/`);
  const forbid = ({ method, path }: KubeRequest) => {
    throw new KubeStatusError({
      cluster: cluster.client.cluster,
      method,
      path,
      code: 403,
      serverMessage:
        'deployments.apps "web" is forbidden: User "portal" cannot patch resource "deployments" in API group "apps"',
    });
  };

  describe('applyManifests', () => {
    it('writes nothing in a dry run, and says what it would', async () => {
      const result = await applyManifests(target(), {
        ...request,
        manifests: app,
        dryRun: true,
      });
      expect(result.dryRun).toBe(true);
      expect(
        result.items.map(({ kind, name, action }) => [kind, name, action]),
      ).toEqual([
        ['NetworkPolicy', 'web', 'created'],
        ['Service', 'web', 'created'],
        ['VirtualMachine', 'db', 'created'],
        ['Deployment', 'web', 'created'],
      ]);
      expect(await contents()).toEqual([]);
    });

    it('creates everything in order, marked with its task', async () => {
      const written: string[] = [];
      const { items } = await applyManifests(
        target(
          intercepted(({ method, path, query }) => {
            if (method === 'PATCH' && !query?.dryRun) {
              written.push(path.split('/').slice(-2).join('/'));
            }
          }),
        ),
        { ...request, manifests: app },
      );
      expect(written).toEqual([
        'networkpolicies/web',
        'services/web',
        'virtualmachines/db',
        'deployments/web',
      ]);
      expect(items.map(({ action }) => action)).toEqual(
        items.map(() => 'created'),
      );
      const stored = await objects();
      expect(stored.map(({ kind }) => kind)).toEqual(KINDS);
      for (const { metadata } of stored) {
        expect(metadata).toMatchObject({
          uid: items.find(({ uid }) => uid === metadata.uid)?.uid,
          annotations: { 'hybrid-apps.io/task': 'task-1' },
          managedFields: expect.arrayContaining([
            expect.objectContaining({
              manager: 'hybrid-apps:task-1',
              operation: 'Apply',
            }),
          ]),
        });
      }
    });

    it('tells what is as it was from what changed, and in which fields', async () => {
      await applyManifests(target(), { ...request, manifests: app });
      const { items } = await applyManifests(target(), {
        ...request,
        mustNotExist: false,
        manifests: [service, web(5)],
      });
      expect(items).toMatchObject([
        { kind: 'Service', action: 'unchanged' },
        {
          kind: 'Deployment',
          action: 'configured',
          changes: ['spec.replicas'],
        },
      ]);
    });

    it('refuses a taken name, and touches nothing', async () => {
      await applyManifests(target(), { ...request, manifests: [service] });
      const before = await objects();
      await expect(
        applyManifests(target(), {
          ...request,
          task: 'task-2',
          manifests: app,
        }),
      ).rejects.toMatchObject({
        name: 'ConflictError',
        message: `Nothing was created on cluster '${cluster.details.name}'. Service 'web': exists already in ${place}. Choose another name, or delete what is there.`,
      });
      expect(await objects()).toEqual(before);
    });

    it('refuses what exists also to a task of the same name', async () => {
      await applyManifests(target(), { ...request, manifests: [web(2)] });
      await expect(
        applyManifests(target(), { ...request, manifests: [web(9)] }),
      ).rejects.toMatchObject({ name: 'ConflictError' });
    });

    it('names field and manager where another task decides on a field', async () => {
      await applyManifests(target(), { ...request, manifests: [web(2)] });
      await expect(
        applyManifests(target(), {
          ...request,
          task: 'task-2',
          mustNotExist: false,
          manifests: [web(3)],
        }),
      ).rejects.toThrow(
        "Deployment 'web': spec.replicas is managed by 'hybrid-apps:task-1'.",
      );
    });

    it('does not pass off as created what it found', async () => {
      await applyManifests(target(), { ...request, manifests: [service] });
      await applyManifests(target(), {
        ...request,
        task: 'task-2',
        mustNotExist: false,
        manifests: [
          {
            ...service,
            metadata: {
              name: 'web',
              labels: { team: 'a' },
              annotations: { 'hybrid-apps.io/task': 'task-2' },
            },
          },
        ],
      });
      const [stored] = await objects();
      expect(stored.metadata).toMatchObject({
        labels: { team: 'a' },
        annotations: { 'hybrid-apps.io/task': 'task-1' },
      });
    });

    it('says once that the namespace is missing', async () => {
      await expect(
        applyManifests(target(), {
          ...request,
          namespace: 'nowhere',
          manifests: [service, policy],
        }),
      ).rejects.toMatchObject({
        name: 'InputError',
        message: `Nothing was created on cluster '${cluster.details.name}'. NetworkPolicy 'web', Service 'web': namespace 'nowhere' does not exist on cluster '${cluster.details.name}'. Choose one that exists, or have it created first.`,
      });
    });

    it('says which rights are missing', async () => {
      const credential = await cluster.powerless();
      const client = createKubeClient({
        cluster: () => cluster.details,
        credential: async () => credential,
      });
      await expect(
        applyManifests(target(client), { ...request, manifests: [web()] }),
      ).rejects.toMatchObject({
        name: 'NotAllowedError',
        message: expect.stringContaining(
          `Deployment 'web': the portal has no right to get deployments.apps in ${place}.`,
        ),
      });
      await client.close();
    });

    it('lists every manifest that is wrong, not just the first', async () => {
      const failing = applyManifests(target(), {
        ...request,
        manifests: [
          manifest('networking.k8s.io/v1', 'NetworkPolicy', 'ports', {
            podSelector: {},
            ingress: [{ ports: [{ port: 9090, endPort: 9000 }] }],
          }),
          manifest('v1', 'Secret', 'password', {}),
          manifest('example.com/v1', 'Gadget', 'g', {}),
          service,
          service,
        ],
      });
      await expect(failing).rejects.toThrow(
        "NetworkPolicy 'ports': is not valid: spec.ingress[0].ports[0].endPort: Invalid value: 9090: must be greater than or equal to `port`. Correct it and try again.",
      );
      await expect(failing).rejects.toThrow(
        "Secret 'password': Secret of v1 is not a kind that is provisioned here. Remove it from the manifests.",
      );
      await expect(failing).rejects.toThrow(
        "Gadget 'g': Gadget of example.com/v1 is not a kind that is provisioned here.",
      );
      await expect(failing).rejects.toThrow(
        "Service 'web': is given twice. Remove one of them.",
      );
      await expectNothingLeft();
    });

    it('removes what it created when a write fails, and says so', async () => {
      const failing = applyManifests(
        target(
          intercepted(options => {
            if (isWriteOf('deployments', options)) {
              forbid(options);
            }
          }),
        ),
        { ...request, manifests: app },
      );
      await expect(failing).rejects.toMatchObject({
        name: 'NotAllowedError',
        message: expect.stringMatching(
          /^Deployment 'web': the portal has no right to patch deployments\.apps in namespace .*\nRemoved again: VM 'db', Service 'web', NetworkPolicy 'web'\.$/,
        ),
      });
      await expectNothingLeft();
    });

    it('removes also what was written although the answer was lost', async () => {
      const failing = applyManifests(
        target(
          intercepted(async (options, send) => {
            if (isWriteOf('deployments', options)) {
              await send();
              throw new KubeConnectionError({
                cluster: cluster.client.cluster,
                method: options.method,
                path: options.path,
                message: 'socket hang up',
              });
            }
          }),
        ),
        { ...request, manifests: app },
      );
      await expect(failing).rejects.toThrow(
        "Removed again: Deployment 'web', VM 'db', Service 'web', NetworkPolicy 'web'.",
      );
      await expectNothingLeft();
    });

    it('leaves alone an object whose name was taken since the check', async () => {
      const theirs = {
        ...service,
        metadata: { name: 'web', labels: { team: 'b' } },
      };
      let isTaken = false;
      const failing = applyManifests(
        target(
          intercepted(async options => {
            if (isWriteOf('services', options) && !isTaken) {
              isTaken = true;
              await cluster.client.request({
                method: 'POST',
                path: pathOf('Service'),
                body: theirs,
              });
            }
          }),
        ),
        { ...request, manifests: app },
      );
      await expect(failing).rejects.toMatchObject({
        name: 'ConflictError',
        message: `Service 'web': exists already in ${place}. Choose another name, or delete what is there.\nRemoved again: NetworkPolicy 'web'.`,
      });
      await eventually(async () =>
        expect(await contents()).toEqual(['Service web']),
      );
      const [{ metadata }] = await objects();
      expect(metadata.labels).toEqual({ team: 'b' });
      expect(metadata.annotations ?? {}).toEqual({});
    });

    it.each([
      ['that was not reached yet', [''], 'has not told yet what it serves'],
      [
        'that has no KubeVirt',
        ['Deployment'],
        'does not know the kind VirtualMachine of kubevirt.io/v1. Choose a cluster where it is installed.',
      ],
    ])('refuses a VM on a cluster %s', async (_, known, reason) => {
      const served = kinds.filter(({ kind }) => known.includes(kind));
      await expect(
        applyManifests(
          { client: cluster.client, kinds: served },
          { ...request, manifests: [vm] },
        ),
      ).rejects.toThrow(`cluster '${cluster.details.name}' ${reason}`);
    });

    it('says that the cluster does not answer', async () => {
      const client = createKubeClient({
        // Nothing listens on this port, which takes rights to open.
        cluster: () => ({ ...cluster.details, url: 'http://127.0.0.1:1' }),
        credential: async () => cluster.credential,
      });
      await expect(
        applyManifests(target(client), { ...request, manifests: [web()] }),
      ).rejects.toMatchObject({
        name: 'ServiceUnavailableError',
        message: expect.stringContaining(
          `cluster '${cluster.details.name}' does not answer.`,
        ),
      });
      await client.close();
    });
  });

  describe('undoApply', () => {
    const refOf = ({ apiVersion, kind, metadata }: Manifest) => ({
      apiVersion,
      kind,
      namespace: cluster.namespace,
      name: metadata.name,
    });

    it('deletes what the task created, policies last', async () => {
      await applyManifests(target(), { ...request, manifests: app });
      const { items } = await undoApply(target(), {
        task: 'task-1',
        objects: app.map(refOf),
      });
      expect(items.map(({ object, result }) => [object.kind, result])).toEqual([
        ['Deployment', 'deleted'],
        ['VirtualMachine', 'deleted'],
        ['Service', 'deleted'],
        ['NetworkPolicy', 'deleted'],
      ]);
      await expectNothingLeft();
    });

    it('says what is gone, so that asking again tells when all is done', async () => {
      const { items } = await undoApply(target(), {
        task: 'task-1',
        objects: [refOf(service)],
      });
      expect(items).toMatchObject([{ result: 'gone' }]);
    });

    it("keeps what is another task's or another object", async () => {
      const { items: created } = await applyManifests(target(), {
        ...request,
        manifests: [service, policy],
      });
      const { items } = await undoApply(target(), {
        task: 'task-2',
        objects: created,
      });
      expect(items).toMatchObject([
        { result: 'kept', message: 'was not created by this task' },
        { result: 'kept', message: 'was not created by this task' },
      ]);
      await expect(
        undoApply(target(), {
          task: 'task-1',
          objects: [{ ...refOf(service), uid: 'an-earlier-one' }],
        }),
      ).resolves.toMatchObject({
        items: [{ result: 'kept', message: 'is another object of that name' }],
      });
      expect(await contents()).toHaveLength(2);
    });

    it('goes on where one cannot be deleted, and says why', async () => {
      await applyManifests(target(), { ...request, manifests: app });
      const { items } = await undoApply(
        target(
          intercepted(options => {
            if (options.path.includes('/virtualmachines/')) {
              forbid(options);
            }
          }),
        ),
        { task: 'task-1', objects: app.map(refOf) },
      );
      expect(items.find(({ result }) => result === 'failed')).toMatchObject({
        object: { kind: 'VirtualMachine' },
        message: expect.stringContaining('the portal has no right to'),
      });
      await eventually(async () =>
        expect(await contents()).toEqual(['VirtualMachine db']),
      );
    });
  });
});
