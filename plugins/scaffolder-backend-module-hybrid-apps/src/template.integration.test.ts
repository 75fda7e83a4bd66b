import { createMockDirectory } from '@backstage/backend-test-utils';
import { KubeObject, SandboxCluster } from '@hybrid-apps/sandbox-cluster';
import request from 'supertest';
import {
  contentsOf,
  entityOf,
  NAMESPACE,
  startCluster,
} from './__testUtils__/cluster';
import { Portal, startPortal } from './__testUtils__/portal';
import { answers, readTemplate, Template } from './__testUtils__/template';
import { eventually } from './__testUtils__/eventually';

jest.setTimeout(120_000);

/** The template with other steps after the one that creates everything. */
function templateEndingWith(...steps: Template['spec']['steps']): Template {
  const { spec, ...rest } = readTemplate();
  const end = spec.steps.findIndex(({ id }) => id === 'apply') + 1;
  return {
    ...rest,
    spec: { ...spec, steps: [...spec.steps.slice(0, end), ...steps] },
  };
}

const failingStep = { id: 'fail', name: 'Fail', action: 'test:fail' };

describe('the template Hybrid application', () => {
  const directory = createMockDirectory();
  let sandbox: SandboxCluster;
  let portal: Portal;

  const start = async (
    options: Partial<Parameters<typeof startPortal>[0]> = {},
  ) => {
    portal = await startPortal({
      sandbox,
      entity: ref => entityOf(sandbox, ref),
      ...options,
    });
  };

  beforeEach(async () => {
    sandbox = await startCluster();
  });

  afterEach(async () => {
    await portal.stop();
    await sandbox.stop();
  });

  async function run(values: object = {}) {
    const { body } = await portal.create({ ...answers, ...values });
    return portal.finish(body.id);
  }

  const expectNothingLeft = () =>
    eventually(() => expect(contentsOf(sandbox)).toEqual([]));

  it('creates the app, tells how far it is, and leads to its entity', async () => {
    await sandbox.stop();
    // Lifelike, so that the disk takes longer to come than the task to ask.
    sandbox = await startCluster({ speed: 1 });
    await start();
    const { status, log, output } = await run();
    expect(status).toBe('completed');
    expect(contentsOf(sandbox)).toEqual(
      expect.arrayContaining([
        'NetworkPolicy shop-db',
        'NetworkPolicy shop-web',
        'Service shop-db',
        'Service shop-web',
        'VirtualMachine shop-db',
        'VirtualMachineInstance shop-db',
        'DataVolume shop-db-disk',
        'Deployment shop-web',
        'Ingress shop-web',
      ]),
    );
    const text = log.join('\n');
    expect(text).toContain("Created VM 'shop-db'");
    expect(text).toMatch(/Importing disk shop-db-disk: \d+ %/);
    expect(text).toContain("VM 'shop-db' is ready");
    expect(text).toContain('system:default/shop is in the catalog.');
    expect(output).toMatchObject({
      links: [
        { url: '/catalog/default/system/shop/topology' },
        { url: '/catalog/default/system/shop/policies' },
      ],
    });
  });

  it('creates it also where all is as closed as can be', async () => {
    await start({
      terms: {
        podSecurity: 'restricted',
        ingressHosts: ['*.example.com'],
        ingressClasses: ['public'],
      },
    });
    const { status, error } = await run({
      vmImageSource: 'containerDisk',
      cloudInitSecret: 'shop-db-init',
      internet: true,
    });
    expect([status, error]).toEqual(['completed', undefined]);
  });

  it('takes as many answers as it needs, and no more', async () => {
    await start();
    const { status } = await run({ title: undefined, host: undefined });
    expect(status).toBe('completed');
    expect(contentsOf(sandbox)).toContain('Deployment shop-web');
    expect(contentsOf(sandbox)).not.toContain('Ingress shop-web');
  });

  const databaseClients = () => {
    const policies = sandbox.store.list('networking.k8s.io', 'NetworkPolicy');
    const database = policies.find(
      ({ metadata: { name } }) => name === 'shop-db',
    );
    return JSON.stringify(database?.spec);
  };

  it('lets the namespaces reach the database that are named for it', async () => {
    await start();
    const { status } = await run({
      databaseAccess: 'namespaces',
      databaseNamespaces: ['reports', 'bi'],
    });
    expect(status).toBe('completed');
    expect(databaseClients()).toContain('"values":["reports","bi"]');
  });

  it.each([[null], ['reports']])(
    'forgets the namespace %j where only the web tier is chosen again',
    async left => {
      await start();
      const { status, error } = await run({
        databaseAccess: 'web',
        databaseNamespaces: [left],
      });
      expect([status, error]).toEqual(['completed', undefined]);
      expect(databaseClients()).not.toContain('reports');
    },
  );

  it('hands on what sets the VM up, and what may leave the cluster', async () => {
    await start();
    const { status } = await run({
      cloudInitSecret: 'shop-db-init',
      internet: true,
    });
    expect(status).toBe('completed');
    const [vm] = sandbox.store.list('kubevirt.io', 'VirtualMachine');
    expect(vm).toMatchObject({
      spec: {
        template: {
          spec: {
            volumes: expect.arrayContaining([
              {
                name: 'cloudinit',
                cloudInitNoCloud: { secretRef: { name: 'shop-db-init' } },
              },
            ]),
          },
        },
      },
    });
    const policies = sandbox.store.list('networking.k8s.io', 'NetworkPolicy');
    expect(JSON.stringify(policies)).toContain('0.0.0.0/0');
  });

  it('keeps a completed app, also when the guard has looked', async () => {
    await start();
    const { status } = await run();
    expect(status).toBe('completed');
    const before = contentsOf(sandbox);
    await portal.guard();
    await portal.guard();
    expect(contentsOf(sandbox)).toEqual(before);
  });

  describe('refuses, and leaves nothing behind', () => {
    it('a name that something in the namespace has', async () => {
      const service: KubeObject = {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name: 'shop-web', namespace: NAMESPACE },
        spec: { ports: [{ port: 80 }] },
      };
      sandbox.store.create(service);
      const before = sandbox.store.list('', 'Service');
      await start();
      const { status, error } = await run();
      expect(status).toBe('failed');
      expect(error).toBe(
        "Nothing was created on cluster 'onprem'. Service 'shop-web': exists already in namespace 'retail' of cluster 'onprem'. Choose another name, or delete what is there.",
      );
      expect(sandbox.store.list('', 'Service')).toEqual(before);
      expect(contentsOf(sandbox)).not.toContain('NetworkPolicy shop-db');
    });

    it('a name that an app has elsewhere', async () => {
      await start({
        entity: ref =>
          ref === 'system:default/shop'
            ? { apiVersion: 'a', kind: 'System', metadata: { name: 'shop' } }
            : undefined,
      });
      const { error } = await run();
      expect(error).toBe(
        'system:default/shop exists already in the catalog. Choose another name.',
      );
      await expectNothingLeft();
    });

    it('a namespace that is not open, and a host that is not', async () => {
      await start({ terms: { ingressHosts: ['*.bank.example'] } });
      const closed = await run({ namespace: 'bank' });
      expect(closed.error).toContain(
        "namespace 'bank' of cluster 'onprem' is not open for apps. Choose one that is, or have who runs the portal open it: hybridApps.provisioning.clusters in app-config says which are.",
      );
      const { error } = await run();
      expect(error).toBe(
        "Nothing was created on cluster 'onprem'. Ingress 'shop-web': spec.rules[0].host is for 'shop.example.com', which is not open. Take one of *.bank.example, or have who runs the portal open another in hybridApps.provisioning.clusters[0].ingressHosts.",
      );
      await expectNothingLeft();
    });

    it('a namespace that is missing', async () => {
      await start();
      const { error } = await run({ namespace: 'nowhere' });
      expect(error).toContain(
        "namespace 'nowhere' does not exist on cluster 'onprem'. Choose one that exists, or have it created first.",
      );
    });

    it('a cluster where the portal has no rights', async () => {
      await start({ user: 'nobody' });
      const { error } = await run();
      expect(error).toMatch(
        /the portal has no right to get deployments\.apps in namespace 'retail' of cluster 'onprem'\. Choose another namespace, or have the cluster's administrators grant it to 'nobody'\./,
      );
      await expectNothingLeft();
    });

    it('somebody who has no right to create apps', async () => {
      await start({ denied: 'hybrid-apps.app.create' });
      const { status, error } = await run();
      expect(status).toBe('failed');
      expect(error).toMatch(/hybrid-apps\.app\.create/);
      await expectNothingLeft();
    });

    it('a name that no object can have, before a task begins', async () => {
      await start();
      const { status, body } = await portal.create({
        ...answers,
        name: 'Web: shop',
      });
      expect(status).toBe(400);
      expect(JSON.stringify(body)).toContain('name');
      await expectNothingLeft();
    });

    it('a web image that cannot be pulled', async () => {
      await start();
      const { status, error, log } = await run({
        webImage: 'quay.io/shop/does-not-exist:1',
      });
      expect(status).toBe('failed');
      expect(error).toBe(
        "Image 'quay.io/shop/does-not-exist:1' cannot be pulled: its registry does not know it. Check its name and tag, and that the cluster may pull it.",
      );
      expect(log.join('\n')).toContain(
        "Removed from cluster 'onprem': Ingress 'shop-web', Deployment 'shop-web', VM 'shop-db', Service 'shop-web', Service 'shop-db', NetworkPolicy 'shop-web', NetworkPolicy 'shop-db'.",
      );
      await expectNothingLeft();
    });

    it('an image of the VM that its registry does not know', async () => {
      await start();
      const { error } = await run({
        vmImage: 'quay.io/shop/does-not-exist:1',
      });
      expect(error).toMatch(
        /^Disk 'shop-db-disk' could not be filled: .*manifest unknown.*\. Choose another source, or have it made available to cluster 'onprem'\.$/,
      );
      await expectNothingLeft();
    });

    it('a golden image that the cluster does not have', async () => {
      await start();
      const { error } = await run({
        vmImageSource: 'goldenImage',
        vmGoldenImage: 'images/rhel9',
      });
      expect(error).toBe(
        "Golden image 'images/rhel9' does not exist on cluster 'onprem'. Choose another one.",
      );
      await expectNothingLeft();
    });
  });

  describe('removes what the task created', () => {
    it('when a step of somebody else fails, although the template has no step for that', async () => {
      await start({ template: templateEndingWith(failingStep) });
      const { status, error } = await run();
      expect(status).toBe('failed');
      expect(error).toBe('The repository could not be created.');
      expect(contentsOf(sandbox)).toContain('Deployment shop-web');
      // It comes back until it could: connections of before may be broken still.
      await eventually(async () => {
        await portal.guard();
        expect(contentsOf(sandbox)).toEqual([]);
      });
    });

    it('when it is cancelled while it waits', async () => {
      await start();
      const { body } = await portal.create({
        ...answers,
        // It never becomes ready.
        webImage: 'quay.io/shop/failing-readiness:1',
      });
      await eventually(async () =>
        expect(await portal.messages(body.id)).toEqual(
          expect.arrayContaining([
            expect.stringMatching(
              /Container 'web' of pod 'shop-web-\S+' runs, but its readiness probe \(port http\) does not succeed/,
            ),
          ]),
        ),
      );
      await portal.cancel(body.id);
      const { status, log } = await portal.finish(body.id);
      expect(status).not.toBe('completed');
      expect(log.join('\n')).toContain("Removed from cluster 'onprem'");
      await expectNothingLeft();
    });

    it('after a restart, when the task was failed meanwhile', async () => {
      const database = directory.path;
      const template = templateEndingWith(failingStep);
      await start({ directory: database, template });
      await run();
      await portal.stop();
      expect(contentsOf(sandbox)).toContain('Deployment shop-web');

      await start({ directory: database, template });
      await portal.guard();
      await expectNothingLeft();
    });

    it('once it can, where the cluster was away', async () => {
      await start({ template: templateEndingWith(failingStep) });
      await run();
      sandbox.faults.crash();
      await portal.guard();
      sandbox.faults.recover();
      expect(contentsOf(sandbox)).toContain('Deployment shop-web');
      // It comes back until it could: connections of before may be broken still.
      await eventually(async () => {
        await portal.guard();
        expect(contentsOf(sandbox)).toEqual([]);
      });
    });
  });

  it('checks the whole without writing anything when the template is tried out', async () => {
    await start();
    const { status, body } = await request(portal.server)
      .post('/api/scaffolder/v2/dry-run')
      .send({
        template: readTemplate(),
        values: answers,
        directoryContents: [],
      });
    expect(status).toBe(200);
    expect(JSON.stringify(body.log)).toContain("Would create VM 'shop-db'");
    expect(contentsOf(sandbox)).toEqual([]);
  });
});
