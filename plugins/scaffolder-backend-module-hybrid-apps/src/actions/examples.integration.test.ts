import { Entity } from '@backstage/catalog-model';
import { SandboxCluster } from '@hybrid-apps/sandbox-cluster';
import { parse } from 'yaml';
import { contentsOf, NAMESPACE, startCluster } from '../__testUtils__/cluster';
import { Portal, startPortal } from '../__testUtils__/portal';
import { readTemplate } from '../__testUtils__/template';
import * as allExamples from './examples';

jest.setTimeout(60_000);

const examples = Object.entries(allExamples).flatMap(([name, ofAction]) =>
  ofAction.map(({ description, example }) => ({
    action: name.replace(/Examples$/, ''),
    description,
    example,
  })),
);

const entityOf = (name: string): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'System',
  metadata: { name, namespace: 'default' },
});

/** What is looked for in the end, and which of it is there by action; else none. */
const AMONG = ['VirtualMachine shop-db', 'ConfigMap shop-settings'];
const CREATES: Record<string, string[]> = {
  apply: ['ConfigMap shop-settings'],
  undo: ['ConfigMap shop-settings'],
  wait: ['VirtualMachine shop-db'],
  performAct: ['VirtualMachine shop-db'],
};

describe('the examples of the actions', () => {
  let sandbox: SandboxCluster;
  let portal: Portal;

  beforeEach(async () => {
    sandbox = await startCluster({ speed: 20 });
  });

  afterEach(async () => {
    await portal.stop();
    await sandbox.stop();
  });

  it.each(examples)('$action: $description', async ({ example, action }) => {
    const template = readTemplate();
    const { steps } = parse(example);
    portal = await startPortal({
      sandbox,
      template: {
        ...template,
        spec: { type: 'service', parameters: [], steps },
      },
      apps: [entityOf('shop')],
      entity: ref =>
        ref === 'system:default/inventory' ? entityOf('inventory') : undefined,
    });
    const { body } = await portal.create({});
    const { status, error } = await portal.finish(body.id);
    expect([status, error]).toEqual(['completed', undefined]);
    const settings = sandbox.store
      .list('', 'ConfigMap', { namespace: NAMESPACE })
      .map(({ metadata: { name } }) => `ConfigMap ${name}`);
    const created = [...contentsOf(sandbox), ...settings];
    expect(created.filter(name => AMONG.includes(name))).toEqual(
      CREATES[action] ?? [],
    );
  });

  it.each([
    ['registry.example/migrate:1', 'completed', undefined],
    [
      'registry.example/crash-loop:1',
      'failed',
      "Job 'migrate' failed: Job has reached the specified backoff limit",
    ],
  ])(
    'wait: a Job of %s, which is removed as soon as it has ended, has %s',
    async (image, expected, message) => {
      const job = {
        apiVersion: 'batch/v1',
        kind: 'Job',
        metadata: { name: 'migrate' },
        spec: {
          ttlSecondsAfterFinished: 0,
          backoffLimit: 0,
          template: {
            spec: {
              restartPolicy: 'Never',
              containers: [{ name: 'migrate', image }],
            },
          },
        },
      };
      const target = { cluster: 'onprem', namespace: NAMESPACE };
      portal = await startPortal({
        sandbox,
        template: {
          ...readTemplate(),
          spec: {
            type: 'service',
            parameters: [],
            steps: [
              {
                id: 'apply',
                name: 'Apply',
                action: 'hybrid-apps:apply',
                input: { ...target, manifests: [job] },
              },
              {
                id: 'wait',
                name: 'Wait',
                action: 'hybrid-apps:wait',
                input: {
                  cluster: target.cluster,
                  objects: '${{ steps.apply.output.objects }}',
                  timeoutMinutes: 0.5,
                },
              },
            ],
          },
        },
      });
      const { body } = await portal.create({});
      const { status, error } = await portal.finish(body.id);
      expect(status).toBe(expected);
      expect(error ?? '').toContain(message ?? '');
      expect(
        sandbox.store.list('batch', 'Job', { namespace: NAMESPACE }),
      ).toEqual([]);
    },
  );

  it('are shown with each action', async () => {
    portal = await startPortal({ sandbox });
    const shown = await portal.actions();
    expect(Object.keys(shown).sort()).toEqual([
      'hybrid-apps:act:perform',
      'hybrid-apps:apply',
      'hybrid-apps:await-entity',
      'hybrid-apps:check',
      'hybrid-apps:render',
      'hybrid-apps:undo',
      'hybrid-apps:wait',
    ]);
    for (const [id, [first]] of Object.entries(shown)) {
      expect(first.example).toContain(`action: ${id}\n`);
    }
  });
});
