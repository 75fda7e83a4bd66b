import { node } from '../clusters/nodes';
import { manualClock, ManualClock } from '../controllers';
import { KubeObject, recordAt, recordsAt, textAt } from '../objects';
import { SandboxCluster, startSandboxCluster } from './start';
import { request, RequestOptions } from './testing';

const START = Date.parse('2026-01-01T00:00:00Z');

const worker = node({
  name: 'node-1',
  address: '10.0.0.1',
  podCIDR: '10.244.0.0/24',
  providerID: 'test:///node-1',
  instanceType: 'test',
  region: 'r',
  zone: 'z',
  cpu: 8,
  memory: '32Gi',
  virtualization: true,
});

const inDefault = { namespace: 'default' };

const web: KubeObject = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', ...inDefault },
  spec: {
    replicas: 1,
    selector: { matchLabels: { app: 'web' } },
    template: {
      metadata: { labels: { app: 'web' } },
      spec: {
        containers: [
          {
            name: 'web',
            image: 'registry.example/web:1.0',
            resources: { requests: { cpu: '100m', memory: '64Mi' } },
          },
        ],
      },
    },
  },
};

const vm = (runStrategy: string): KubeObject => ({
  apiVersion: 'kubevirt.io/v1',
  kind: 'VirtualMachine',
  metadata: { name: 'db', ...inDefault },
  spec: {
    runStrategy,
    template: {
      spec: {
        domain: {
          devices: {
            disks: [{ name: 'root', disk: { bus: 'virtio' } }],
            interfaces: [{ name: 'default', masquerade: {} }],
          },
          memory: { guest: '1Gi' },
        },
        networks: [{ name: 'default', pod: {} }],
        volumes: [
          { name: 'root', containerDisk: { image: 'registry.example/db:1' } },
        ],
      },
    },
  },
});

describe('subresources', () => {
  let sandbox: SandboxCluster;
  let clock: ManualClock;

  beforeEach(async () => {
    clock = manualClock(START);
    sandbox = await startSandboxCluster({
      name: 'test',
      tls: false,
      clock,
      objects: [worker],
      controllers: true,
      onError: error => {
        throw error;
      },
    });
  });

  afterEach(() => sandbox.stop());

  const send = (method: string, path: string, options?: RequestOptions) =>
    request(sandbox, method, path, options);

  describe('of a VirtualMachine', () => {
    const root = '/apis/subresources.kubevirt.io/v1/namespaces/default';

    const ask = async (path: string, options: RequestOptions = {}) => {
      const { status, body } = await send('PUT', `${root}/${path}`, {
        accept: '*/*',
        body: {},
        ...options,
      });
      clock.advance(60_000);
      return [status, body.message];
    };

    const printableStatus = () =>
      textAt(
        sandbox.store.get({
          group: 'kubevirt.io',
          kind: 'VirtualMachine',
          ...inDefault,
          name: 'db',
        }),
        'status',
        'printableStatus',
      );

    const vmiUid = () =>
      sandbox.store.get({
        group: 'kubevirt.io',
        kind: 'VirtualMachineInstance',
        ...inDefault,
        name: 'db',
      })?.metadata.uid;

    it('start it and stop it', async () => {
      sandbox.store.create(vm('Halted'));
      clock.advance(60_000);
      expect(printableStatus()).toBe('Stopped');
      expect(await ask('virtualmachines/db/start')).toEqual([202, undefined]);
      expect(printableStatus()).toBe('Running');
      expect(await ask('virtualmachines/db/stop')).toEqual([202, undefined]);
      expect(printableStatus()).toBe('Stopped');
    });

    it('keep to `running`, where the VM says it that way', async () => {
      const { runStrategy: _strategy, ...spec } = vm('').spec as {
        runStrategy: string;
      };
      sandbox.store.create({ ...vm(''), spec: { ...spec, running: false } });
      clock.advance(1_000);
      await ask('virtualmachines/db/start');
      const { body } = await send(
        'GET',
        '/apis/kubevirt.io/v1/namespaces/default/virtualmachines/db',
      );
      expect(body.spec).toMatchObject({ running: true });
      expect(body.spec).not.toHaveProperty('runStrategy');
    });

    it.each(['Manual', 'RerunOnFailure'])(
      'stop it and start it under %s',
      async strategy => {
        sandbox.store.create(vm(strategy));
        clock.advance(60_000);
        // A VM that is started by hand waits for that; the other one runs.
        await ask('virtualmachines/db/start');
        expect(printableStatus()).toBe('Running');
        expect(await ask('virtualmachines/db/stop')).toEqual([202, undefined]);
        expect(printableStatus()).toBe('Stopped');
        expect(await ask('virtualmachines/db/stop')).toEqual([
          409,
          expect.stringContaining('VM is not running'),
        ]);
        expect(await ask('virtualmachines/db/start')).toEqual([202, undefined]);
        expect(printableStatus()).toBe('Running');
      },
    );

    it('restart it', async () => {
      sandbox.store.create(vm('Always'));
      clock.advance(60_000);
      const before = vmiUid();
      expect(await ask('virtualmachines/db/restart')).toEqual([202, undefined]);
      expect(printableStatus()).toBe('Running');
      expect(vmiUid()).not.toBe(before);
    });

    it('pause it and unpause it, once', async () => {
      sandbox.store.create(vm('Always'));
      clock.advance(60_000);
      expect(await ask('virtualmachineinstances/db/pause')).toEqual([
        200,
        undefined,
      ]);
      expect(printableStatus()).toBe('Paused');
      expect(await ask('virtualmachineinstances/db/pause')).toEqual([
        409,
        expect.stringContaining('VMI is already paused'),
      ]);
      expect(await ask('virtualmachineinstances/db/unpause')).toEqual([
        200,
        undefined,
      ]);
      expect(await ask('virtualmachineinstances/db/unpause')).toEqual([
        409,
        expect.stringContaining('VMI is not paused'),
      ]);
      expect(printableStatus()).toBe('Running');
    });

    it.each([
      ['start', { paused: true }, 501, /starting a VM that is paused/],
      ['restart', { gracePeriodSeconds: 30 }, 400, /only gracePeriod=0/],
      ['stop', { dryRun: ['Some'] }, 422, /supported values: "All"/],
      ['stop', [], 400, /must be the options of stop/],
    ])('refuse to %s it with %j', async (action, body, status, message) => {
      sandbox.store.create(vm(action === 'start' ? 'Halted' : 'Always'));
      clock.advance(60_000);
      expect(await ask(`virtualmachines/db/${action}`, { body })).toEqual([
        status,
        expect.stringMatching(message),
      ]);
    });

    it('migrate it', async () => {
      sandbox.store.create(vm('Always'));
      clock.advance(60_000);
      await ask('virtualmachines/db/migrate');
      const [migration] = sandbox.store.list(
        'kubevirt.io',
        'VirtualMachineInstanceMigration',
      );
      expect(migration).toMatchObject({
        metadata: { name: expect.stringMatching(/^kubevirt-migrate-vm-/) },
        spec: { vmiName: 'db' },
      });
    });

    it.each(['Halted', 'Always'])(
      'plug a disk in and out where it is %s',
      async strategy => {
        sandbox.store.create(vm(strategy));
        clock.advance(60_000);
        const plugged = {
          name: 'more',
          disk: { disk: { bus: 'scsi' } },
          // It is taken though it is not there, as it was recorded.
          volumeSource: { persistentVolumeClaim: { claimName: 'nope' } },
        };
        const add = (body: object) =>
          ask('virtualmachines/db/addvolume', { body });
        expect(await add(plugged)).toEqual([202, undefined]);
        expect(await add(plugged)).toEqual([
          409,
          expect.stringContaining(
            'Unable to add volume [more] because volume with that name already exists',
          ),
        ]);
        expect(await add({ ...plugged, name: 'again' })).toEqual([
          409,
          expect.stringContaining('volume source [nope]'),
        ]);
        expect((await add({ name: 'more' }))[0]).toBe(400);
        const devices = () =>
          sandbox.store
            .list('kubevirt.io', 'VirtualMachine')
            .map(({ spec }) =>
              recordsAt(
                Object(spec),
                'template',
                'spec',
                'domain',
                'devices',
                'disks',
              ),
            )
            .flat();
        const told = () =>
          sandbox.store
            .list('kubevirt.io', 'VirtualMachineInstance')
            .flatMap(one => recordsAt(one, 'status', 'volumeStatus'));
        expect(devices()).toContainEqual({
          name: 'more',
          disk: { bus: 'scsi' },
        });
        clock.advance(10_000);
        expect(told().filter(({ phase }) => phase === 'Ready')).toHaveLength(
          strategy === 'Always' ? 1 : 0,
        );
        const [now] = sandbox.store.list('kubevirt.io', 'VirtualMachine');
        expect(
          recordsAt(now, 'status', 'conditions').map(({ type }) => type),
        ).not.toContain('RestartRequired');
        const remove = (name: string) =>
          ask('virtualmachines/db/removevolume', { body: { name } });
        expect(await remove('root')).toEqual([
          409,
          expect.stringContaining('because it is not hotpluggable'),
        ]);
        expect(await remove('nope')).toEqual([202, undefined]);
        expect(await remove('more')).toEqual([202, undefined]);
        expect(devices()).not.toContainEqual(
          expect.objectContaining({ name: 'more' }),
        );
      },
    );

    it('refuse what is not there, and whom they may not serve', async () => {
      sandbox.store.create(vm('Halted'));
      expect((await ask('virtualmachines/db/migrate'))[0]).toBe(404);
      expect(
        (
          await ask('virtualmachines/db/start', {
            token: sandbox.tokens.reader,
          })
        )[0],
      ).toBe(403);
      expect((await ask('virtualmachines/db/memorydump'))[0]).toBe(501);
    });
  });

  describe('of a Deployment: scale', () => {
    const path = '/apis/apps/v1/namespaces/default/deployments/web/scale';

    beforeEach(() => {
      sandbox.store.create(web);
      clock.advance(10_000);
    });

    it('is read and written', async () => {
      const { body } = await send('GET', path);
      expect(body).toMatchObject({
        kind: 'Scale',
        apiVersion: 'autoscaling/v1',
        spec: { replicas: 1 },
        status: { replicas: 1, selector: 'app=web' },
      });
      await send('PATCH', path, {
        contentType: 'application/merge-patch+json',
        body: { spec: { replicas: 3 } },
      });
      clock.advance(10_000);
      expect(sandbox.store.list('', 'Pod')).toHaveLength(3);
    });

    it('is not for numbers below zero', async () => {
      const { status, body } = await send('PUT', path, {
        body: { spec: { replicas: -1 } },
      });
      expect(status).toBe(422);
      expect(body.message).toBe(
        'Scale.autoscaling "web" is invalid: spec.replicas: Invalid value: -1: must be greater than or equal to 0',
      );
    });

    it('is not written over a newer version', async () => {
      const { body: read } = await send('GET', path);
      await send('PATCH', path, {
        contentType: 'application/merge-patch+json',
        body: { spec: { replicas: 2 } },
      });
      const { status } = await send('PUT', path, {
        body: { ...read, spec: { replicas: 5 } },
      });
      expect(status).toBe(409);
      const { body: kept } = await send('GET', path);
      expect(kept).toMatchObject({ spec: { replicas: 2 } });
    });
  });

  describe('of a Pod: log', () => {
    let path: string;

    beforeEach(() => {
      sandbox.store.create(web);
      clock.advance(10_000);
      const [pod] = sandbox.store.list('', 'Pod');
      path = `/api/v1/namespaces/default/pods/${pod.metadata.name}/log`;
    });

    const lines = async (query = '') =>
      (await send('GET', path + query)).text.trim().split('\n');

    it('grows with time, and is the same each time', async () => {
      const before = await lines();
      clock.advance(60_000);
      const after = await lines();
      expect(after.slice(0, before.length)).toEqual(before);
      expect(after).toHaveLength(before.length + 12);
      expect(await lines('?tailLines=2')).toEqual(after.slice(-2));
      expect(await lines('?sinceSeconds=30')).toEqual(after.slice(-6));
    });

    it('names its containers, and knows no others', async () => {
      const { status, body } = await send('GET', `${path}?container=nope`);
      expect([status, body.message]).toEqual([
        400,
        expect.stringContaining('container nope is not valid for pod'),
      ]);
      const previous = await send('GET', `${path}?previous=true`);
      expect(previous.body.message).toMatch(
        /^previous terminated container "web" in pod "web-\S+" not found$/,
      );
    });

    it('takes the options that a cluster takes, and no others', async () => {
      const { text } = await send('GET', `${path}?limitBytes=5`);
      expect(text).toBe('web: ');
      for (const [query, says] of [
        ['sinceSeconds=0', 'sinceSeconds: Invalid value: .*greater than 0'],
        ['limitBytes=0', 'limitBytes: Invalid value: .*greater than 0'],
        [
          'sinceSeconds=1&sinceTime=2026-01-01T00:00:00Z',
          'at most one of `sinceTime` or `sinceSeconds` may be specified',
        ],
      ]) {
        const { status, body } = await send('GET', `${path}?${query}`);
        expect([status, body.message]).toEqual([
          422,
          expect.stringMatching(
            new RegExp(`^PodLogOptions "web-\\S+" is invalid: .*${says}`),
          ),
        ]);
      }
    });

    it('has as many lines a second as its annotation says', async () => {
      const [pod] = sandbox.store.list('', 'Pod');
      sandbox.store.update({
        ...pod,
        metadata: {
          ...pod.metadata,
          annotations: { 'sandbox.hybrid-apps/log-lines-per-second': '100' },
        },
      });
      clock.advance(1_000);
      // Both ends are within the second.
      expect(await lines('?sinceSeconds=1')).toHaveLength(101);
    });

    it('is not there before the image is', async () => {
      sandbox.store.create({
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name: 'broken', ...inDefault },
        spec: {
          containers: [
            { name: 'app', image: 'registry.example/does-not-exist:1' },
          ],
        },
      });
      clock.advance(10_000);
      const { status, body } = await send(
        'GET',
        '/api/v1/namespaces/default/pods/broken/log',
      );
      expect([status, body.message]).toEqual([
        400,
        'container "app" in pod "broken" is waiting to start: trying and failing to pull image',
      ]);
    });
  });

  describe('of a VM: what the agent in its guest says', () => {
    const path = (name: string) =>
      `/apis/subresources.kubevirt.io/v1/namespaces/default/virtualmachineinstances/db/${name}`;
    const start = (userData: string) => {
      const { spec, ...rest } = vm('Always');
      const template = structuredClone(recordAt(spec, 'template', 'spec'));
      sandbox.store.create({
        ...rest,
        spec: {
          runStrategy: 'Always',
          template: {
            spec: {
              ...template,
              volumes: [
                ...recordsAt(template, 'volumes'),
                { name: 'init', cloudInitNoCloud: { userData } },
              ],
            },
          },
        },
      });
      clock.advance(120_000);
    };

    it('is told where its cloud-init installs one', async () => {
      start('packages: [qemu-guest-agent]');
      const [info, users, fileSystems] = await Promise.all(
        ['guestosinfo', 'userlist', 'filesystemlist'].map(name =>
          send('GET', path(name), { accept: '*/*' }),
        ),
      );
      expect(info.body).toMatchObject({
        kind: 'VirtualMachineInstanceGuestAgentInfo',
        hostname: 'db',
        os: { id: 'fedora' },
      });
      expect(users.body).toMatchObject({
        kind: 'VirtualMachineInstanceGuestOSUserList',
        items: [{ userName: 'fedora' }],
      });
      expect(fileSystems.body).toMatchObject({
        kind: 'VirtualMachineInstanceFileSystemList',
        items: [{ mountPoint: '/', totalBytes: 10 * 2 ** 30 }],
      });
    });

    it('is refused in plain text without one, as it was recorded', async () => {
      start('packages: []');
      const { status, text } = await send('GET', path('guestosinfo'), {
        accept: '*/*',
      });
      expect([status, text]).toEqual([
        500,
        'Operation cannot be fulfilled on virtualmachineinstance.kubevirt.io "db": VMI does not have guest agent connected',
      ]);
    });
  });

  it('metrics follow the pods that run', async () => {
    sandbox.store.create(web);
    clock.advance(10_000);
    const pods = await send(
      'GET',
      '/apis/metrics.k8s.io/v1beta1/namespaces/default/pods?labelSelector=app=web',
    );
    const [pod] = recordsAt(pods.body, 'items');
    const [container] = recordsAt(pod, 'containers');
    expect(container).toMatchObject({
      name: 'web',
      usage: {
        cpu: expect.stringMatching(/^\d+n$/),
        memory: expect.stringMatching(/^\d+Ki$/),
      },
    });
    const cpu = Number.parseInt(textAt(container, 'usage', 'cpu'), 10) / 1e9;
    expect(cpu).toBeGreaterThan(0.01);
    expect(cpu).toBeLessThan(0.1);
    expect(
      (await send('GET', '/apis/metrics.k8s.io/v1beta1/nodes/node-1')).body,
    ).toMatchObject({ kind: 'NodeMetrics' });
    expect(
      (await send('GET', '/apis/metrics.k8s.io/v1beta1/nodes/nope')).status,
    ).toBe(404);
    expect(
      (await send('GET', '/apis/metrics.k8s.io/v1beta1/nodes?watch=true'))
        .status,
    ).toBe(405);
  });
});
