import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import {
  KindKnowledge,
  TopologyNode,
} from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { Knex } from 'knex';
import { createModernizationRecord, ModernizationRecord } from './record';

jest.setTimeout(60_000);

const MIGRATIONS = resolvePackagePath(
  '@hybrid-apps/backstage-plugin-hybrid-apps-backend',
  'migrations',
);
const APP = 'system:default/inventory';

/** An hour of a day of November. */
const at = (day: number, hour: number) =>
  new Date(Date.UTC(2026, 10, day, hour));

const component = (
  category: 'vm' | 'container',
  index: number,
): TopologyNode => ({
  id: `${category}-${index}`,
  cluster: 'onprem',
  namespace: 'inventory',
  apiVersion: 'v1',
  kind: 'Any',
  name: `${category}-${index}`,
  category,
  status: { health: 'healthy' },
  facts: { resources: { cpu: 0.5, memory: 2 ** 33 } },
  members: [],
  reason: { text: '' },
});

/** An app of so many VMs and container workloads. */
const app = (
  vms: number,
  containers: number,
  {
    entityRef = APP,
    state,
    kind = '*',
  }: {
    entityRef?: string;
    state?: KindKnowledge['state'];
    kind?: string;
  } = {},
) => ({
  entityRef,
  nodes: [
    ...Array.from({ length: vms }, (_, index) => component('vm', index)),
    ...Array.from({ length: containers }, (_, index) =>
      component('container', index),
    ),
  ],
  knowledge: state ? [{ cluster: 'onprem', kind, state }] : [],
});

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

describe.each(databases.eachSupportedId())('the record on %s', databaseId => {
  let client: Knex;
  let record: ModernizationRecord;
  /** Another replica, on the same database. */
  let replica: ModernizationRecord;

  beforeEach(async () => {
    client = await databases.init(databaseId);
    const database = mockServices.database({ knex: client });
    record = await createModernizationRecord(database);
    replica = await createModernizationRecord(database);
  });

  const seen = (
    topology: ReturnType<typeof app>,
    now: Date,
    by = record,
  ): Promise<number> => {
    by.observe(topology);
    return by.write(now);
  };
  /** When there were how many VMs. */
  const told = async (entityRef = APP) =>
    (await record.read([entityRef]))
      .get(entityRef)
      ?.map(point => [point.at, point.figures.vm.count]);

  it('has a row where the figures changed, and none while they do not', async () => {
    expect(await seen(app(2, 1), at(1, 9))).toBe(1);
    expect(await seen(app(2, 1), at(1, 10))).toBe(0);
    expect(await seen(app(2, 1), at(2, 10))).toBe(0);
    expect(await seen(app(1, 2), at(3, 10))).toBe(1);
    const points = (await record.read([APP])).get(APP);
    expect(points).toEqual([
      {
        at: '2026-11-01T09:00:00.000Z',
        figures: {
          vm: {
            count: 2,
            cpu: { value: 1, unknown: 0 },
            memory: { value: 2 ** 34, unknown: 0 },
          },
          container: {
            count: 1,
            cpu: { value: 0.5, unknown: 0 },
            memory: { value: 2 ** 33, unknown: 0 },
          },
        },
      },
      expect.objectContaining({ at: '2026-11-03T10:00:00.000Z' }),
    ]);
  });

  it('keeps of a day what it ended with', async () => {
    await seen(app(2, 1), at(1, 9));
    await seen(app(1, 2), at(1, 11));
    expect(await seen(app(0, 3), at(1, 23))).toBe(1);
    expect(await told()).toEqual([['2026-11-01T23:00:00.000Z', 0]]);
  });

  it('is the same whichever replica writes, and tells of no change twice', async () => {
    await seen(app(2, 1), at(1, 9));
    expect(await seen(app(2, 1), at(2, 9), replica)).toBe(0);
    await seen(app(1, 2), at(3, 9), replica);
    expect(await seen(app(2, 1), at(4, 9))).toBe(1);
    expect((await told())?.map(([, vms]) => vms)).toEqual([2, 1, 2]);
  });

  it('keeps what is newer of a day where a replica was held up', async () => {
    await seen(app(1, 2), at(1, 11), replica);
    await seen(app(2, 1), at(1, 9));
    expect(await told()).toEqual([['2026-11-01T11:00:00.000Z', 1]]);
  });

  it.each([
    ['*', 'syncing'],
    ['virtualmachines.kubevirt.io', 'syncing'],
    ['*', 'unreachable'],
    ['pods', 'stale'],
    ['*', 'forbidden'],
  ] as const)('takes it for no news where %s is %s', async (kind, state) => {
    await seen(app(2, 1), at(1, 9));
    expect(await seen(app(0, 0, { kind, state }), at(2, 9))).toBe(0);
    expect(await told()).toHaveLength(1);
  });

  it('goes on where the portal may not read one of the kinds', async () => {
    const gap = { kind: 'jobs.batch', state: 'forbidden' } as const;
    expect(await seen(app(2, 1, gap), at(1, 9))).toBe(1);
  });

  it('tells apps apart, many at once', async () => {
    const refs = Array.from({ length: 250 }, (_, n) => `system:default/a${n}`);
    refs.forEach((entityRef, n) =>
      record.observe(app(n % 3, 1, { entityRef })),
    );
    expect(await record.write(at(1, 9))).toBe(250);
    refs.forEach((entityRef, n) =>
      record.observe(app(n % 2, 1, { entityRef })),
    );
    const changed = refs.filter((_, n) => n % 3 !== n % 2).length;
    expect(await record.write(at(2, 9))).toBe(changed);
    const series = await record.read(refs);
    expect(series.size).toBe(250);
    expect(
      series.get('system:default/a5')?.map(one => one.figures.vm.count),
    ).toEqual([2, 1]);
    expect(series.get('system:default/a0')).toHaveLength(1);
  });

  it('forgets what is old, but for what goes on, and all of an app that is no more', async () => {
    const gone = 'system:default/gone';
    for (const day of [1, 2, 3, 8]) {
      await seen(app(day, 1), at(day, 9));
      if (day < 3) {
        await seen(app(day, 1, { entityRef: gone }), at(day, 10));
      }
    }
    const time = at(5, 0).toISOString();
    expect(await record.forgetBefore(time, new Set([APP]))).toBe(4);
    expect(await told()).toEqual([
      ['2026-11-03T09:00:00.000Z', 3],
      ['2026-11-08T09:00:00.000Z', 8],
    ]);
    expect(await told(gone)).toBeUndefined();
    expect(await record.forgetBefore(time, new Set([APP]))).toBe(0);
  });

  it('goes away with its migration, and comes again', async () => {
    await client.migrate.down({
      directory: MIGRATIONS,
      name: '20261130000000_modernization.js',
    });
    expect(await client.schema.hasTable('modernization')).toBe(false);
    await client.migrate.latest({ directory: MIGRATIONS });
    expect(await client.schema.hasTable('modernization')).toBe(true);
  });
});
