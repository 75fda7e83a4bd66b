import { eventually } from '../__testUtils__';
import {
  app,
  forbid,
  isWriteOf,
  KINDS,
  Provisioning,
  service,
  startProvisioning,
  web,
} from '../__testUtils__/provisioning';
import { KubeConnectionError } from '../clusters';
import { applyManifests } from '.';

describe('applyManifests', () => {
  let bench: Provisioning;

  beforeEach(async () => {
    bench = await startProvisioning();
  }, 60_000);

  afterEach(() => bench.cluster.stop());

  it('writes nothing in a dry run, and says what it would', async () => {
    const result = await applyManifests(bench.target(), {
      ...bench.request,
      manifests: app,
      dryRun: true,
    });
    expect(result.dryRun).toBe(true);
    expect(
      result.items.map(({ kind, name, uid }) => [kind, name, uid]),
    ).toEqual([
      ['NetworkPolicy', 'web', undefined],
      ['Service', 'web', undefined],
      ['VirtualMachine', 'db', undefined],
      ['Deployment', 'web', undefined],
    ]);
    expect(await bench.contents()).toEqual([]);
  });

  it('creates everything in order, marked with its task', async () => {
    const written: string[] = [];
    const { items } = await applyManifests(
      bench.target(
        bench.intercepted(({ method, path, query }) => {
          if (method !== 'GET' && !query?.dryRun) {
            written.push(`${method} ${path.split('/').at(-1)}`);
          }
        }),
      ),
      { ...bench.request, manifests: app },
    );
    expect(written).toEqual([
      'POST networkpolicies',
      'POST services',
      'POST virtualmachines',
      'POST deployments',
    ]);
    expect(items.map(({ kind }) => kind)).toEqual(KINDS);
    const stored = await bench.objects();
    expect(stored.map(({ kind }) => kind)).toEqual(KINDS);
    for (const { metadata } of stored) {
      expect(metadata).toMatchObject({
        uid: items.find(({ uid }) => uid === metadata.uid)?.uid,
        annotations: { 'hybrid-apps.io/task': 'task-1' },
        managedFields: expect.arrayContaining([
          expect.objectContaining({
            manager: expect.stringMatching(/^hybrid-apps:task-1:/),
            operation: 'Update',
          }),
        ]),
      });
    }
  });

  it.each([false, true])(
    'says of what exists that its name is taken, and no more, dryRun: %s',
    async dryRun => {
      await applyManifests(bench.target(), {
        ...bench.request,
        manifests: [web(2)],
      });
      const again = (replicas: number, task: string) =>
        applyManifests(bench.target(), {
          ...bench.request,
          task,
          dryRun,
          manifests: [web(replicas)],
        }).then(
          () => 'created',
          ({ message }) => message,
        );
      const taken = await again(2, bench.request.task);
      expect(taken).toContain("Deployment 'web': exists already");
      // Neither who asks nor what is guessed makes a difference.
      expect(await again(3, 'task-2')).toBe(taken);
    },
  );

  it('removes what it created when a write fails, and says so', async () => {
    const failing = applyManifests(
      bench.target(
        bench.intercepted(options => {
          if (isWriteOf('deployments', options)) {
            forbid(bench.cluster.details.name, options);
          }
        }),
      ),
      { ...bench.request, manifests: app },
    );
    await expect(failing).rejects.toMatchObject({
      name: 'NotAllowedError',
      message: expect.stringMatching(
        /^Deployment 'web': the portal has no right to create deployments\.apps in namespace .*\nRemoved again: VM 'db', Service 'web', NetworkPolicy 'web'\.$/,
      ),
    });
    await bench.expectNothingLeft();
  });

  it('removes also what was written although the answer was lost', async () => {
    const failing = applyManifests(
      bench.target(
        bench.intercepted(async (options, send) => {
          if (isWriteOf('deployments', options)) {
            await send();
            throw new KubeConnectionError({
              cluster: bench.cluster.client.cluster,
              method: options.method,
              path: options.path,
              message: 'socket hang up',
            });
          }
        }),
      ),
      { ...bench.request, manifests: app },
    );
    await expect(failing).rejects.toThrow(
      "Removed again: Deployment 'web', VM 'db', Service 'web', NetworkPolicy 'web'.",
    );
    await bench.expectNothingLeft();
  });

  // Callers choose the task's name, and may name another's.
  it.each(['task-1', 'task-2', undefined])(
    "leaves alone an object of task '%s' that took the name since the check",
    async task => {
      const annotations = task && { 'hybrid-apps.io/task': task };
      const theirs = { name: 'web', labels: { team: 'b' }, annotations };
      let before: unknown;
      const asked: string[] = [];
      const failing = applyManifests(
        bench.target(
          bench.intercepted(async options => {
            if (isWriteOf('services', options)) {
              await bench.cluster.client.request({
                method: 'POST',
                path: bench.pathOf('Service'),
                query: { fieldManager: task && `hybrid-apps:${task}` },
                body: { ...service, metadata: theirs },
              });
              before = await bench.objects();
            }
            if (before && options.path === bench.pathOf('Service', 'web')) {
              asked.push(options.method);
            }
          }),
        ),
        { ...bench.request, manifests: app },
      );
      await expect(failing).rejects.toMatchObject({
        name: 'ConflictError',
        message: `Service 'web': exists already in ${bench.place}. Choose another name, or delete what is there.\nRemoved again: NetworkPolicy 'web'.`,
      });
      await eventually(async () =>
        expect(await bench.contents()).toEqual(['Service web']),
      );
      expect(before).toEqual(expect.arrayContaining(await bench.objects()));
      expect(asked).toEqual(['GET']);
    },
  );

  it('leaves alone an object of the same task that took the name of one it created', async () => {
    const path = bench.pathOf('Service', 'web');
    let before: unknown;
    const failing = applyManifests(
      bench.target(
        bench.intercepted(async options => {
          if (isWriteOf('deployments', options)) {
            await bench.cluster.client.request({ method: 'DELETE', path });
            await applyManifests(bench.target(), {
              ...bench.request,
              manifests: [service],
            });
            before = await bench.objects();
            forbid(bench.cluster.details.name, options);
          }
        }),
      ),
      { ...bench.request, manifests: [service, web()] },
    );
    await expect(failing).rejects.toMatchObject({ name: 'NotAllowedError' });
    expect(await bench.objects()).toEqual(before);
  });

  it('names all that could not be removed again', async () => {
    let isDown = false;
    const failing = applyManifests(
      bench.target(
        bench.intercepted(options => {
          isDown ||= isWriteOf('deployments', options);
          if (isDown) {
            throw new KubeConnectionError({
              cluster: bench.cluster.client.cluster,
              method: options.method,
              path: options.path,
              message: 'connect ECONNREFUSED',
            });
          }
        }),
      ),
      { ...bench.request, manifests: app },
    );
    const silent = `cluster '${bench.cluster.details.name}' does not answer.`;
    await expect(failing).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
      message: [
        `Deployment 'web': ${silent} Try again when it is back, or choose another cluster.`,
        `Not removed again, or not known to be: Deployment 'web', VM 'db', Service 'web': ${silent}`,
        "Not removed again, or not known to be: NetworkPolicy 'web': it protects what is still there.",
      ].join('\n'),
    });
  });
});
