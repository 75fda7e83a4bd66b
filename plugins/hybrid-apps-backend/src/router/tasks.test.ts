import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import {
  SandboxCluster,
  startSandboxCluster,
} from '@hybrid-apps/sandbox-cluster';
import { Knex } from 'knex';
import {
  Ask,
  asService,
  asUserThrough,
  startPortal,
} from '../__testUtils__/portal';
import { manifest, settings } from '../__testUtils__/teams';

jest.setTimeout(60_000);

const SCAFFOLDER = 'plugin:scaffolder';
const scaffolder: Ask = { as: asService(SCAFFOLDER) };
/** A user, from whom a template asks for it. */
const throughScaffolder: Ask = { as: asUserThrough(SCAFFOLDER) };
const USER = mockCredentials.user().principal.userEntityRef;
const OTHER = 'user:default/other';
const other: Ask = { as: mockCredentials.user.header(OTHER) };
const SETTINGS = { ...settings, group: '' };
const THEIRS = { ...SETTINGS, name: 'theirs' };

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

describe.each(databases.eachSupportedId())('the tasks on %s', id => {
  let sandbox: SandboxCluster;
  let database: Knex;
  let portal: Awaited<ReturnType<typeof startPortal>>;

  const start = async () => {
    portal = await startPortal({
      objects: [],
      entities: [],
      replicaOf: { sandbox, database },
    });
  };

  beforeAll(async () => {
    database = await databases.init(id);
    sandbox = await startSandboxCluster({
      name: 'onprem',
      tls: false,
      objects: [
        {
          apiVersion: 'v1',
          kind: 'Namespace',
          metadata: { name: 'inventory' },
        },
      ],
    });
    await start();
  });
  // No test finds what another one made.
  afterEach(async () => {
    await database('created_objects').delete();
    [SETTINGS, THEIRS]
      .filter(key => sandbox.store.get(key))
      .forEach(key => sandbox.store.delete(key));
  });
  afterAll(async () => {
    await portal?.stop();
    await sandbox?.stop();
  });

  const isThere = () => sandbox.store.get(SETTINGS) !== undefined;
  const apply = async (task: string, how?: Ask) => {
    const path = '/v1/clusters/onprem/apply';
    const body = { task, manifests: [manifest] };
    const { status } = await portal.post(path, body, how);
    expect(status).toBe(200);
  };
  /** What became of each object, or the code of an error. */
  const undo = async (body: object, how?: Ask) => {
    const { status, body: answer } = await portal.post(
      '/v1/tasks/undo',
      body,
      how,
    );
    return status === 200
      ? answer.items.map(({ result }: { result: string }) => result)
      : status;
  };
  const open = async () =>
    (await portal.get('/v1/tasks', scaffolder)).body.items;

  it('are undone by the scaffolder for whom it asked, also after a restart', async () => {
    await apply('task-1', throughScaffolder);
    await portal.stop();
    await start();

    expect(await open()).toEqual([{ task: 'task-1', user: USER }]);
    expect(await undo({ task: 'task-1' }, scaffolder)).toEqual([]);
    expect(await undo({ task: 'task-1', user: OTHER }, scaffolder)).toEqual([]);
    expect(isThere()).toBe(true);

    const whose = { task: 'task-1', user: USER };
    const { body } = await portal.post('/v1/tasks/undo', whose, scaffolder);
    expect(body).toEqual({
      items: [{ cluster: 'onprem', object: settings, result: 'deleted' }],
    });
    expect(isThere()).toBe(false);
    expect(await undo(whose, scaffolder)).toEqual(['gone']);
    expect(await open()).toEqual([]);
    expect(await undo(whose, scaffolder)).toEqual([]);
  });

  it('are undone by the user who asked, and by no other, who is told nothing', async () => {
    await apply('task-1');
    expect(await undo({ task: 'task-1' }, other)).toEqual([]);
    expect(await undo({ task: 'task-1', user: USER }, other)).toBe(403);
    // It did not ask for it: this is no task of the scaffolder.
    expect(await open()).toEqual([]);
    expect(await undo({ task: 'task-1', user: USER }, scaffolder)).toEqual([]);
    expect(isThere()).toBe(true);
    expect(await undo({ task: 'task-1' })).toEqual(['deleted']);
    expect(isThere()).toBe(false);
  });

  it('are undone by the user also where the scaffolder asked in the name of the user', async () => {
    await apply('task-1', throughScaffolder);
    expect(await undo({ task: 'task-1' }, other)).toEqual([]);
    expect(await undo({ task: 'task-1' })).toEqual(['deleted']);
  });

  it('are not undone any more once they are closed, by nobody', async () => {
    await apply('task-1', throughScaffolder);
    const whose = { task: 'task-1', user: USER };
    for (const how of [undefined, throughScaffolder, other]) {
      const { status } = await portal.post('/v1/tasks/close', whose, how);
      expect(status).toBe(403);
    }
    expect(await open()).toEqual([whose]);
    // Twice, as where the first answer was lost.
    for (let time = 0; time < 2; time++) {
      const { status } = await portal.post(
        '/v1/tasks/close',
        whose,
        scaffolder,
      );
      expect(status).toBe(204);
    }
    expect(await open()).toEqual([]);
    expect(await undo(whose)).toEqual([]);
    expect(await undo(whose, scaffolder)).toEqual([]);
    expect(isThere()).toBe(true);
  });

  it('are undone where a service started them, and the answer of the cluster was lost', async () => {
    await apply('task-1', scaffolder);
    await database('created_objects').update({ uid: null });
    expect(await open()).toEqual([{ task: 'task-1' }]);
    expect(await undo({ task: 'task-1' })).toEqual([]);
    expect(await undo({ task: 'task-1' }, scaffolder)).toEqual(['deleted']);
    expect(isThere()).toBe(false);
    expect(await undo({ task: 'task-1' }, scaffolder)).toEqual(['gone']);
    expect(await open()).toEqual([]);
  });

  it('keep what is another object of that name, whatever mark it bears', async () => {
    await apply('task-1');
    const made = sandbox.store.get(SETTINGS);
    sandbox.store.delete(SETTINGS);
    const { uid, resourceVersion, ...metadata } = made?.metadata ?? {
      name: 'settings',
    };
    expect(metadata.annotations).toEqual({ 'hybrid-apps.io/task': 'task-1' });
    sandbox.store.seed([{ apiVersion: 'v1', kind: 'ConfigMap', metadata }]);
    expect(await undo({ task: 'task-1' })).toEqual(['kept']);
    expect(isThere()).toBe(true);
  });

  it('keep what a tenant marks as of a task that others run', async () => {
    await apply('task-1', throughScaffolder);
    sandbox.store.seed([
      {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: {
          name: THEIRS.name,
          namespace: 'inventory',
          annotations: { 'hybrid-apps.io/task': 'task-1' },
        },
      },
    ]);
    await undo({ task: 'task-1', user: USER }, scaffolder);
    expect(isThere()).toBe(false);
    expect(sandbox.store.get(THEIRS)).toBeDefined();
  });
});
