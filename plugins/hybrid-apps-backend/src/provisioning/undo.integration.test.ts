import { NotFoundError } from '@backstage/errors';
import { Manifest } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { eventually } from '../__testUtils__';
import {
  app,
  forbid,
  isWriteOf,
  Provisioning,
  service,
  startProvisioning,
  USER,
  web,
} from '../__testUtils__/provisioning';
import { KubeConnectionError } from '../clusters';
import { refusal } from './refusals';
import { applyManifests, ProvisioningTarget, undoApply } from '.';

describe('undoApply', () => {
  let bench: Provisioning;

  const apply = (
    manifests: Manifest[],
    target = bench.target(),
    task = 'task-1',
  ) => applyManifests(target, { ...bench.request, task, manifests });

  const undo = (
    target: ProvisioningTarget = bench.target(),
    { task = 'task-1', user = USER } = {},
  ) => undoApply(bench.ledger, { task, user }, () => target);

  /** What the ledger still has, as a set of kinds. */
  const recorded = async () =>
    (await bench.recorded()).map(({ object }) => JSON.parse(object).kind);

  /** The cluster did what it was asked, and nobody heard of it. */
  const losing = (plural: string) =>
    bench.target(
      bench.intercepted(async (options, send) => {
        if (isWriteOf(plural, options)) {
          await send();
          throw new Error('The backend ends here.');
        }
      }),
    );

  beforeEach(async () => {
    bench = await startProvisioning();
  }, 60_000);

  afterEach(() => bench.cluster.stop());

  it('deletes what the task created, policies last, until it is gone', async () => {
    await apply(app);
    const { items } = await undo();
    expect(items.map(({ object, result }) => [object.kind, result])).toEqual([
      ['Deployment', 'deleted'],
      ['VirtualMachine', 'deleted'],
      ['Service', 'deleted'],
      ['NetworkPolicy', 'deleted'],
    ]);
    await bench.expectNothingLeft();
    const again = await undo();
    expect(again.items.map(({ result }) => result)).toEqual(
      Array(4).fill('gone'),
    );
    expect(await recorded()).toEqual([]);
    expect(await undo()).toEqual({ items: [] });
  });

  it('asks for the cluster in the name of who created what is there, with the groups that they had then', async () => {
    const cluster = bench.cluster.details.name;
    const asked = { user: USER };
    const groups = ['group:default/team-a'];
    const inTheirName = {
      ...bench.target(),
      journal: bench.ledger.journal({
        cluster,
        asked,
        ownershipEntityRefs: groups,
      }),
    };
    await apply([service], inTheirName);
    await apply([web()]);
    const targetOf = jest.fn(() => bench.target());
    await undoApply(bench.ledger, { task: 'task-1', user: USER }, targetOf);
    expect(targetOf.mock.calls).toEqual([
      [cluster, { userEntityRef: USER, ownershipEntityRefs: groups }],
      [cluster, undefined],
    ]);
    expect(await bench.contents()).toEqual([]);
  });

  it("keeps what another task created, and another's of the same name", async () => {
    await apply([service], bench.target(), 'task-2');
    const theirs = bench.target(undefined, undefined, 'user:default/other');
    await apply([web()], theirs);
    expect(await undo()).toEqual({ items: [] });
    expect(await bench.contents()).toEqual(['Service web', 'Deployment web']);
    expect(await recorded()).toEqual(['Service', 'Deployment']);
  });

  it('keeps another object of that name, whatever it says of itself', async () => {
    await apply([service]);
    const [ours] = await bench.objects();
    const path = bench.pathOf('Service', 'web');
    await bench.cluster.client.request({ method: 'DELETE', path });
    await bench.cluster.client.request({
      method: 'POST',
      path: bench.pathOf('Service'),
      query: { fieldManager: (await bench.recorded())[0].manager },
      body: {
        ...service,
        metadata: { name: 'web', annotations: ours.metadata.annotations },
      },
    });
    const { items } = await undo();
    expect(items).toMatchObject([
      { result: 'kept', message: 'is another object of that name' },
    ]);
    expect(await bench.contents()).toEqual(['Service web']);
    expect(await recorded()).toEqual([]);
  });

  it('keeps what the task did not create, although it bears its mark', async () => {
    await bench.cluster.client.request({
      method: 'POST',
      path: bench.pathOf('Service'),
      query: { fieldManager: 'hybrid-apps:task-1' },
      body: {
        ...service,
        metadata: {
          name: 'web',
          annotations: { 'hybrid-apps.io/task': 'task-1' },
        },
      },
    });
    expect(await undo()).toEqual({ items: [] });
    expect(await bench.contents()).toEqual(['Service web']);
  });

  it('finds what was created although the answer was lost, by the manager of the call', async () => {
    await expect(
      apply([service, web()], losing('deployments')),
    ).rejects.toThrow('The backend ends here.');
    expect(await bench.recorded()).toMatchObject([
      { uid: expect.any(String) },
      { uid: null },
    ]);
    const { items } = await undo();
    expect(items.map(({ object, result }) => [object.kind, result])).toEqual([
      ['Deployment', 'deleted'],
      ['Service', 'deleted'],
    ]);
    await bench.expectNothingLeft();
  });

  it('keeps what took the name where the answer was lost, also if it bears the mark', async () => {
    await expect(apply([service], losing('services'))).rejects.toThrow();
    const path = bench.pathOf('Service', 'web');
    await bench.cluster.client.request({ method: 'DELETE', path });
    await apply(
      [service],
      bench.target(undefined, undefined, 'user:default/o'),
    );
    const { items } = await undo();
    expect(items).toMatchObject([
      { result: 'kept', message: 'is another object of that name' },
    ]);
    expect(await bench.contents()).toEqual(['Service web']);
  });

  it('has nothing of an apply that took everything back itself', async () => {
    const failing = bench.target(
      bench.intercepted(options => {
        if (isWriteOf('deployments', options)) {
          forbid(bench.cluster.details.name, options);
        }
      }),
    );
    await expect(apply(app, failing)).rejects.toThrow('Removed again');
    expect(await recorded()).toEqual([]);
  });

  it('has what an apply could not take back, and nothing that it did not come to', async () => {
    let isDown = false;
    const failing = bench.target(
      bench.intercepted(options => {
        isDown ||= isWriteOf('virtualmachines', options);
        if (isDown) {
          throw new KubeConnectionError({
            cluster: bench.cluster.details.name,
            method: options.method,
            path: options.path,
            message: 'connect ECONNREFUSED',
          });
        }
      }),
    );
    await expect(apply(app, failing)).rejects.toThrow('Not removed again');
    expect(await recorded()).toEqual([
      'NetworkPolicy',
      'Service',
      'VirtualMachine',
    ]);
    await undo();
    await bench.expectNothingLeft();
  });

  it('has nothing of what was refused, or only tried', async () => {
    await applyManifests(bench.target(), {
      ...bench.request,
      manifests: app,
      dryRun: true,
    });
    await apply([service]);
    await expect(apply(app)).rejects.toThrow('exists already');
    expect(await recorded()).toEqual(['Service']);
  });

  it('creates nothing that cannot be recorded', async () => {
    const target = bench.target();
    target.journal.begin = async () => {
      throw new Error('The database is away.');
    };
    await expect(apply([service], target)).rejects.toThrow(
      'The database is away.',
    );
    expect(await bench.contents()).toEqual([]);
  });

  it('takes back what could be created, and not be noted', async () => {
    const target = bench.target();
    const away = async () => {
      throw new Error('The database is away.');
    };
    Object.assign(target.journal, { answered: away, tookBack: away });
    await expect(apply([service], target)).rejects.toThrow(
      "Service 'web': could not be noted in the portal's database: The database is away. Try again when it answers.\nRemoved again: Service 'web'.",
    );
    await bench.expectNothingLeft();
    const { items } = await undo();
    expect(items).toMatchObject([{ result: 'gone' }]);
  });

  it('reaches also what is just being created', async () => {
    let isUndone = false;
    const racing = bench.target(
      bench.intercepted(async options => {
        if (isWriteOf('virtualmachines', options) && !isUndone) {
          isUndone = true;
          await undo();
        }
      }),
    );
    await expect(apply(app, racing)).rejects.toMatchObject({
      name: 'ConflictError',
      message: expect.stringContaining(
        "VM 'db': was undone while it was created. Start again, if it is to be there.",
      ),
    });
    await bench.expectNothingLeft();
    expect(await recorded()).toEqual([]);
  });

  it('asks for nothing in a namespace that is not open any more', async () => {
    await apply([service]);
    const asked: string[] = [];
    const closed = refusal('forbidden', 'it is not open', 'Choose another.');
    const { items } = await undo(
      bench.target(
        bench.intercepted(({ path }) => asked.push(path)),
        () => ({ closed }),
      ),
    );
    expect(items).toMatchObject([
      { result: 'failed', message: 'it is not open. Choose another.' },
    ]);
    expect(asked).toEqual([]);
    expect(await bench.contents()).toEqual(['Service web']);
    expect(await recorded()).toEqual(['Service']);
  });

  it('asks no cluster for a name that apply would not take', async () => {
    const { namespace, task } = bench.request;
    const manager = 'hybrid-apps:task-1:0';
    await bench.target().journal.begin({ task, manager }, [
      { apiVersion: 'v1', kind: 'Secret', namespace, name: 'keys' },
      { apiVersion: 'v1', kind: 'Service', namespace, name: '..' },
      { apiVersion: 'v1', kind: 'Service', name: 'web' },
    ]);
    const asked: string[] = [];
    const { items } = await undo(
      bench.target(bench.intercepted(({ path }) => asked.push(path))),
    );
    expect(items.map(({ result, message }) => [result, message])).toEqual([
      ['kept', 'Secret of v1 is not a kind that is provisioned here'],
      ['kept', 'names no namespace'],
      ['kept', `is no valid name in namespace '${namespace}'`],
    ]);
    expect(asked).toEqual([]);
  });

  it('gives up a cluster that is no more, and no other that is not to be had', async () => {
    await apply([service]);
    const on = (error: Error) =>
      undoApply(bench.ledger, { task: 'task-1', user: USER }, () => {
        throw error;
      });
    expect(await on(new Error('It is away.'))).toMatchObject({
      items: [{ result: 'failed', message: 'It is away.' }],
    });
    expect(await recorded()).toEqual(['Service']);
    expect(await on(new NotFoundError('There is none.'))).toMatchObject({
      items: [{ result: 'kept', message: 'There is none.' }],
    });
    expect(await recorded()).toEqual([]);
  });

  it('goes on where one cannot be deleted, but leaves nothing to run unprotected', async () => {
    await apply(app);
    const { items } = await undo(
      bench.target(
        bench.intercepted(options => {
          if (options.path.includes('/virtualmachines/')) {
            forbid(bench.cluster.details.name, options);
          }
        }),
      ),
    );
    expect(items).toMatchObject([
      { object: { kind: 'Deployment' }, result: 'deleted' },
      {
        object: { kind: 'VirtualMachine' },
        result: 'failed',
        message: `the portal has no right to create deployments.apps in ${bench.place}`,
      },
      { object: { kind: 'Service' }, result: 'deleted' },
      {
        object: { kind: 'NetworkPolicy' },
        result: 'failed',
        message: 'it protects what is still there',
      },
    ]);
    await eventually(async () =>
      expect(await bench.contents()).toEqual([
        'NetworkPolicy web',
        'VirtualMachine db',
      ]),
    );
    await undo();
    await bench.expectNothingLeft();
  });
});
