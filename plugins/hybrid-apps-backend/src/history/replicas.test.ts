import { TestDatabases } from '@backstage/backend-test-utils';
import { startSandboxCluster } from '@hybrid-apps/sandbox-cluster';
import { eventually } from '../__testUtils__';
import { inventory, inventorySystem } from '../__testUtils__/inventory';
import { startPortal } from '../__testUtils__/portal';

jest.setTimeout(120_000);

const APP = '/v1/apps/system/default/inventory';
const WEB = {
  group: 'apps',
  kind: 'Deployment',
  namespace: 'inventory',
  name: 'web',
};
const web = inventory.filter(
  ({ kind, metadata }) => kind === 'Deployment' && metadata.name === 'web',
)[0];
const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

/** Two replicas of the plugin on one cluster and one database, without the scheduler's lock between them. */
describe.each(databases.eachSupportedId())(
  'two replicas of the plugin on %s',
  databaseId => {
    it('tell each change once, also what goes back to how it was', async () => {
      const sandbox = await startSandboxCluster({
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
      const [one, other] = [await start(), await start()];

      const record = (portal: typeof one) => portal.runTask('record-history');
      const texts = async () => {
        const answers = await Promise.all(
          [one, other].map(portal => portal.get(`${APP}/history`)),
        );
        const [first, second] = answers.map(({ body }) =>
          body.items.map(({ text }: { text: string }) => text),
        );
        expect(second).toEqual(first);
        return first;
      };
      /** Both have heard of it. */
      const sees = (portal: typeof one, count: number) =>
        eventually(async () => {
          const { body } = await portal.get(`${APP}/policy`);
          expect(body.workloads).toHaveLength(count);
        });

      try {
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
      } finally {
        await Promise.all([one.stop(), other.stop()]);
        await sandbox.stop();
      }
    });
  },
);
