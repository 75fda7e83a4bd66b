import { Manifest } from '@hybrid-apps/backstage-plugin-hybrid-apps-common';
import { eventually } from '../__testUtils__';
import {
  app,
  forbid,
  Provisioning,
  service,
  startProvisioning,
  web,
} from '../__testUtils__/provisioning';
import { refusal } from './refusals';
import { applyManifests, undoApply } from '.';

describe('undoApply', () => {
  let bench: Provisioning;

  const refOf = ({ apiVersion, kind, metadata }: Manifest) => ({
    apiVersion,
    kind,
    namespace: bench.cluster.namespace,
    name: metadata.name,
  });

  beforeEach(async () => {
    bench = await startProvisioning();
  }, 60_000);

  afterEach(() => bench.cluster.stop());

  it('deletes what the task created, policies last', async () => {
    await applyManifests(bench.target(), { ...bench.request, manifests: app });
    const { items } = await undoApply(bench.target(), {
      task: 'task-1',
      objects: app.map(refOf),
    });
    expect(items.map(({ object, result }) => [object.kind, result])).toEqual([
      ['Deployment', 'deleted'],
      ['VirtualMachine', 'deleted'],
      ['Service', 'deleted'],
      ['NetworkPolicy', 'deleted'],
    ]);
    await bench.expectNothingLeft();
  });

  it('says what is gone, so that asking again tells when all is done', async () => {
    const { items } = await undoApply(bench.target(), {
      task: 'task-1',
      objects: [refOf(service)],
    });
    expect(items).toMatchObject([{ result: 'gone' }]);
  });

  it("keeps what is another task's or another object", async () => {
    const { items: created } = await applyManifests(bench.target(), {
      ...bench.request,
      manifests: [service, web()],
    });
    const { items } = await undoApply(bench.target(), {
      task: 'task-2',
      objects: created,
    });
    expect(items).toMatchObject([
      { result: 'kept', message: 'was not created by this task' },
      { result: 'kept', message: 'was not created by this task' },
    ]);
    await expect(
      undoApply(bench.target(), {
        task: 'task-1',
        objects: [{ ...refOf(service), uid: 'an-earlier-one' }],
      }),
    ).resolves.toMatchObject({
      items: [{ result: 'kept', message: 'is another object of that name' }],
    });
    expect(await bench.contents()).toHaveLength(2);
  });

  it('asks for nothing in a namespace that is not open any more', async () => {
    await applyManifests(bench.target(), {
      ...bench.request,
      manifests: [service],
    });
    const asked: string[] = [];
    const closed = refusal('forbidden', 'it is not open', 'Choose another.');
    const { items } = await undoApply(
      bench.target(
        bench.intercepted(({ path }) => asked.push(path)),
        () => ({ closed }),
      ),
      { task: 'task-1', objects: [refOf(service)] },
    );
    expect(items).toMatchObject([
      { result: 'failed', message: 'it is not open. Choose another.' },
    ]);
    expect(asked).toEqual([]);
    expect(await bench.contents()).toEqual(['Service web']);
  });

  it('goes on where one cannot be deleted, but leaves nothing to run unprotected', async () => {
    await applyManifests(bench.target(), { ...bench.request, manifests: app });
    const objects = app.map(refOf);
    const { items } = await undoApply(
      bench.target(
        bench.intercepted(options => {
          if (options.path.includes('/virtualmachines/')) {
            forbid(bench.cluster.details.name, options);
          }
        }),
      ),
      { task: 'task-1', objects },
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
    await undoApply(bench.target(), { task: 'task-1', objects });
    await bench.expectNothingLeft();
  });
});
