import { TestDatabases } from '@backstage/backend-test-utils';
import {
  SandboxCluster,
  startSandboxCluster,
} from '@hybrid-apps/sandbox-cluster';
import { eventually } from '../__testUtils__';
import {
  inventory,
  inventorySystem,
  mongodbVm,
} from '../__testUtils__/inventory';
import { startPortal } from '../__testUtils__/portal';

jest.setTimeout(120_000);

type Portal = Awaited<ReturnType<typeof startPortal>>;

const APP = '/v1/apps/system/default/inventory';
const WEB = {
  group: 'apps',
  kind: 'Deployment',
  namespace: 'inventory',
  name: 'web',
};
const VM = {
  group: 'kubevirt.io',
  kind: 'VirtualMachine',
  namespace: 'inventory',
  name: 'mongodb-vm',
};
const web = inventory.filter(
  ({ kind, metadata }) => kind === 'Deployment' && metadata.name === 'web',
)[0];
const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

/** Two replicas of the plugin on one cluster and one database, without the scheduler's lock between them. */
describe.each(databases.eachSupportedId())(
  'two replicas of the plugin on %s',
  databaseId => {
    let sandbox: SandboxCluster;
    let one: Portal;
    let other: Portal;

    beforeEach(async () => {
      sandbox = await startSandboxCluster({
        name: 'onprem',
        tls: false,
        objects: structuredClone([...inventory]),
      });
      const replicaOf = {
        sandbox,
        database: await databases.init(databaseId),
      };
      const start = () =>
        startPortal({
          objects: inventory,
          entities: [inventorySystem],
          replicaOf,
        });
      one = await start();
      other = await start();
    });

    afterEach(async () => {
      await Promise.all([one?.stop(), other?.stop()]);
      await sandbox?.stop();
    });

    const record = (portal: Portal) => portal.runTask('record-history');
    const texts = async (): Promise<string[]> => {
      const answers = await Promise.all(
        [one, other].map(portal => portal.get(`${APP}/history`)),
      );
      const [first, second] = answers.map(({ body }) =>
        body.items.map(({ text }: { text: string }) => text),
      );
      expect(second).toEqual(first);
      return first;
    };

    it('tell each change once, also what goes back to how it was', async () => {
      /** Both have heard of it. */
      const sees = (portal: Portal, count: number) =>
        eventually(async () => {
          const { body } = await portal.get(`${APP}/policy`);
          expect(body.workloads).toHaveLength(count);
        });

      await Promise.all([record(one), record(other)]);
      expect((await texts()).sort()).toEqual([
        'Deployment web appeared',
        'VM mongodb-vm appeared',
      ]);

      // The one records what the other does not look at, and back again.
      sandbox.store.delete(WEB);
      await Promise.all([sees(one, 1), sees(other, 1)]);
      await record(other);
      sandbox.store.create(structuredClone(web));
      await Promise.all([sees(one, 2), sees(other, 2)]);
      await Promise.all([record(one), record(other), record(one)]);
      const told = await texts();
      expect(told).toHaveLength(4);
      expect(told).toContain('Deployment web is gone');
    });

    it('tell once what goes and comes between two writes, whichever of them writes', async () => {
      /** KubeVirt calls the VM so, and both have heard of it. */
      async function becomes(printableStatus: 'Stopping' | 'Stopped') {
        const { metadata } = sandbox.store.get(VM) ?? mongodbVm;
        const status = { printableStatus };
        sandbox.store.updateStatus({ ...mongodbVm, metadata, status });
        await Promise.all(
          [one, other].map(portal =>
            eventually(async () => {
              const { body } = await portal.get(`${APP}/topology`);
              const { status: seen } = body.nodes.find(
                ({ name }: { name: string }) => name === VM.name,
              );
              expect(seen.reason).toBe(printableStatus);
            }),
          ),
        );
      }
      const goesAndComes = async () => {
        await becomes('Stopping');
        await becomes('Stopped');
      };
      const became = async () =>
        (await texts())
          .filter(text => text.startsWith('VM mongodb-vm became'))
          .map(text => text.split(/ became |:/)[1])
          .reverse();
      const once = ['progressing', 'stopped'];

      await record(one);
      await goesAndComes();
      await record(other);
      await record(one);
      await record(other);
      expect(await became()).toEqual(once);

      // Both at once, as where the lease was lost.
      await goesAndComes();
      await Promise.all([record(one), record(other), record(one)]);
      expect(await became()).toEqual([...once, ...once]);

      // What the one has told a part of, the other tells on.
      await becomes('Stopping');
      await record(one);
      await becomes('Stopped');
      await goesAndComes();
      await one.stop();
      await record(other);
      one = other;
      expect(await became()).toEqual([...once, ...once, ...once, ...once]);
    });
  },
);
