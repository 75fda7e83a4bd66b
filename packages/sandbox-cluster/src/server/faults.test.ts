import { isJson, recordsAt, textAt } from '../objects';
import { SandboxCluster, startSandboxCluster } from './start';
import { openWatch, request } from './testing';

const configMaps = '/api/v1/namespaces/default/configmaps';
const vms = '/apis/kubevirt.io/v1/virtualmachines';

describe('faults', () => {
  let sandbox: SandboxCluster;

  beforeEach(async () => {
    sandbox = await startSandboxCluster({ name: 'test', tls: false });
    sandbox.store.create({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'a', namespace: 'default' },
    });
  });

  afterEach(() => sandbox.stop());

  const statusOf = async (path: string, token?: string) =>
    (await request(sandbox, 'GET', path, { token })).status;

  it('delays answers', async () => {
    sandbox.faults.set({ latencyMs: 80 });
    const start = performance.now();
    await request(sandbox, 'GET', configMaps);
    expect(performance.now() - start).toBeGreaterThanOrEqual(75);
  });

  it('fails requests', async () => {
    sandbox.faults.set({ errorRate: 1 });
    expect(await statusOf(configMaps)).toBe(500);
    sandbox.faults.clear();
    expect(await statusOf(configMaps)).toBe(200);
  });

  it('forbids one kind to everyone, and leaves the others alone', async () => {
    sandbox.faults.set({ forbidden: ['virtualmachines.kubevirt.io'] });
    expect(await statusOf(vms)).toBe(403);
    expect(await statusOf(configMaps)).toBe(200);
  });

  it('takes one kind away, from discovery too', async () => {
    const listed = async () => {
      const { body } = await request(sandbox, 'GET', '/apis/kubevirt.io/v1');
      return recordsAt(body, 'resources').map(({ name }) => name);
    };
    expect(await listed()).toContain('virtualmachines');
    sandbox.faults.set({ absent: ['virtualmachines.kubevirt.io'] });
    expect(await listed()).not.toContain('virtualmachines');
    expect(await statusOf(vms)).toBe(404);
  });

  it('takes a whole group away', async () => {
    sandbox.faults.set({
      absent: ['network-attachment-definitions', 'multi-networkpolicies'].map(
        plural => `${plural}.k8s.cni.cncf.io`,
      ),
    });
    const { body } = await request(sandbox, 'GET', '/apis');
    const groups = recordsAt(body, 'groups').map(({ name }) => name);
    expect(groups).toContain('kubevirt.io');
    expect(groups).not.toContain('k8s.cni.cncf.io');
  });

  it('cuts watches', async () => {
    const watch = await openWatch(sandbox, `${configMaps}?watch=true`);
    await watch.next();
    sandbox.faults.cutWatches();
    // Too late for that watch, and no reason for the server to fall over.
    sandbox.store.create({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'late', namespace: 'default' },
    });
    expect(await watch.rest()).toEqual([]);
    sandbox.store.delete({
      group: '',
      kind: 'ConfigMap',
      namespace: 'default',
      name: 'late',
    });
  });

  it('cuts watches in the middle of a line', async () => {
    const watch = await openWatch(sandbox, `${configMaps}?watch=true`);
    await watch.next();
    sandbox.faults.cutWatches({ midLine: true });
    await expect(watch.rest()).rejects.toThrow('terminated');
  });

  it('is gone, and comes back with everything newer', async () => {
    const before = await request(sandbox, 'GET', configMaps);
    const [a] = recordsAt(before.body, 'items');
    const watch = await openWatch(sandbox, `${configMaps}?watch=true`);
    await watch.next();

    sandbox.faults.crash();
    await expect(watch.rest()).rejects.toThrow('terminated');
    await expect(request(sandbox, 'GET', configMaps)).rejects.toThrow(
      'fetch failed',
    );

    sandbox.faults.recover();
    const after = await request(sandbox, 'GET', configMaps);
    const [same] = recordsAt(after.body, 'items');
    expect(textAt(same, 'metadata', 'uid')).toBe(textAt(a, 'metadata', 'uid'));
    const versionOf = (object: unknown) =>
      Number(textAt(object, 'metadata', 'resourceVersion'));
    expect(versionOf(same)).toBeGreaterThan(versionOf(before.body));
    const resumed = await openWatch(
      sandbox,
      `${configMaps}?watch=true&resourceVersion=${versionOf(before.body)}`,
    );
    expect(await resumed.rest()).toMatchObject([
      { type: 'ERROR', object: { code: 410 } },
    ]);
  });

  it('lets a token expire', async () => {
    sandbox.faults.expireToken(sandbox.tokens.admin);
    expect(await statusOf(configMaps)).toBe(401);
    expect(await statusOf(configMaps, sandbox.tokens.reader)).toBe(200);
  });

  describe('over HTTP', () => {
    const faults = '/_sandbox/faults';

    it('are for the administrator alone', async () => {
      const refused = await request(sandbox, 'PATCH', faults, {
        body: { errorRate: 1 },
        token: sandbox.tokens.reader,
      });
      expect(refused.status).toBe(403);
      expect(await statusOf(configMaps)).toBe(200);
    });

    it('are set and cleared', async () => {
      await request(sandbox, 'PATCH', faults, {
        body: { forbidden: ['configmaps'], latencyMs: 1 },
      });
      expect(await statusOf(configMaps)).toBe(403);
      const { body } = await request(sandbox, 'GET', faults);
      expect(body).toEqual({ forbidden: ['configmaps'], latencyMs: 1 });
      await request(sandbox, 'DELETE', faults);
      expect(await statusOf(configMaps)).toBe(200);
    });

    it('name a setting that is none', async () => {
      const { status, body } = await request(sandbox, 'PATCH', faults, {
        body: { latency: 5 },
      });
      expect(status).toBe(400);
      expect(isJson(body) && body.message).toMatch(
        /^latency: not a fault setting/,
      );
    });
  });
});
