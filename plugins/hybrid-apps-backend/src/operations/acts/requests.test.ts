/** What acts ask of a cluster, taken by the sandbox's API as a real one takes it. */
import {
  startSandboxCluster,
  SandboxCluster,
} from '@hybrid-apps/sandbox-cluster';
import { PlainObject } from '../../clusters';
import { createKubeClient } from '../../clusters/client/kubeClient';
import { createStoreFromObjects } from '../../kinds';
import { at, groupOf, nameOf } from '../../objects';
import { allActs } from '.';
import { NOW, namespace, vm, deployment, disk } from './__testUtils__/asked';
import { CASES } from './__testUtils__/askedCases';

jest.setTimeout(60_000);

const acts = allActs(() => NOW);
describe('what is asked of a cluster', () => {
  let sandbox: SandboxCluster;
  let client: ReturnType<typeof createKubeClient>;
  beforeAll(async () => {
    sandbox = await startSandboxCluster({
      name: 'onprem',
      tls: false,
      objects: [namespace],
    });
    client = createKubeClient({
      cluster: () => ({ name: 'onprem', url: sandbox.url, authMetadata: {} }),
      credential: async () => ({
        type: 'bearer token',
        token: sandbox.tokens.admin,
      }),
    });
  });
  afterAll(async () => {
    await client?.close();
    await sandbox?.stop();
  });

  /** As the sandbox keeps them; gone again after the test. */
  async function within<T>(
    objects: readonly PlainObject[],
    use: (kept: readonly PlainObject[]) => Promise<T>,
  ): Promise<T> {
    const kept: ReturnType<SandboxCluster['store']['create']>[] = [];
    for (const { status, ...object } of structuredClone([...objects])) {
      // The first one owns the others that are owned; its uid is the cluster's.
      object.metadata.ownerReferences?.forEach(owner => {
        owner.uid = String(kept[0].metadata.uid);
      });
      const made = sandbox.store.create(object);
      kept.push(
        status === undefined
          ? made
          : sandbox.store.updateStatus({ ...made, status }),
      );
    }
    try {
      return await use(kept);
    } finally {
      for (const object of kept) {
        const key = {
          group: groupOf(object.apiVersion),
          kind: object.kind,
          namespace: object.metadata.namespace,
          name: object.metadata.name,
        };
        if (sandbox.store.get(key)) {
          sandbox.store.delete(key);
        }
      }
    }
  }

  it.each(CASES)('%s of %#', async (id, objects, input, path, expected) => {
    await within(objects, async kept => {
      const store = createStoreFromObjects('onprem', kept);
      const found = store.get(
        nameOf({ ...kept[0], metadata: { uid: '', ...kept[0].metadata } }),
      )!;
      const act = acts.find(one => one.id === id)!;
      expect([id, act.offer(found, store)]).toEqual([id, { possible: true }]);
      const [{ request }] = act.steps(found, act.input?.parse(input), store);
      const asked =
        typeof request === 'function'
          ? await request({
              read: async from =>
                (
                  await client.request({ method: 'GET', path: from })
                ).body,
            })
          : request;
      const { status } = await client.request(asked);
      expect([200, 201, 202]).toContain(status);
      const now = sandbox.store.get(nameOf(found));
      expect(at(now, ...path)).toEqual(expected);
    });
  });

  it('has each act', () => {
    expect([...new Set(CASES.map(([id]) => id))].sort()).toEqual(
      acts.map(({ id }) => id).sort(),
    );
  });

  it.each([
    ['vm-delete', undefined],
    ['vm-delete-alone', 'root'],
  ])('%s leaves of the disks of its own: %s', async (id, left) => {
    await within([vm('Halted'), disk], async kept => {
      const store = createStoreFromObjects('onprem', kept);
      const [object] = store.list({
        group: 'kubevirt.io',
        kind: 'VirtualMachine',
      });
      const act = acts.find(one => one.id === id)!;
      const [{ request, progress }] = act.steps(object, undefined, store);
      await (typeof request === 'function'
        ? undefined
        : client.request(request));
      const [, { apiVersion, kind, metadata }] = kept;
      const now = sandbox.store.get({
        group: groupOf(apiVersion),
        kind,
        namespace: metadata.namespace,
        name: metadata.name,
      });
      expect(now?.metadata.name).toBe(left);
      expect(now?.metadata.ownerReferences ?? []).toEqual([]);
      expect(
        progress(createStoreFromObjects('onprem', now ? [now] : [])),
      ).toEqual({ state: 'done' });
    });
  });

  it('is refused where somebody else changed the VM meanwhile', async () => {
    await within([vm('Halted')], async ([kept]) => {
      const store = createStoreFromObjects('onprem', [
        { ...kept, metadata: { ...kept.metadata, generation: 7 } },
      ]);
      const [object] = store.list({
        group: 'kubevirt.io',
        kind: 'VirtualMachine',
      });
      const resize = acts.find(one => one.id === 'vm-resize')!;
      const [{ request }] = resize.steps(
        object,
        { sockets: 2, memory: '1Gi' },
        store,
      );
      await expect(
        typeof request === 'function' ? undefined : client.request(request),
      ).rejects.toThrow(
        /422.*the server rejected our request due to an error in our request/,
      );
    });
  });

  it('is refused for another object of that name', async () => {
    await within([deployment], async kept => {
      const store = createStoreFromObjects('onprem', [
        { ...kept[0], metadata: { ...kept[0].metadata, uid: 'another' } },
      ]);
      const [object] = store.list({ group: 'apps', kind: 'Deployment' });
      const patching = acts.find(one => one.id === 'deployment-pause')!;
      const [{ request }] = patching.steps(object, undefined, store);
      await expect(
        typeof request === 'function' ? undefined : client.request(request),
      ).rejects.toThrow(/409|422/);
    });
  });
});
