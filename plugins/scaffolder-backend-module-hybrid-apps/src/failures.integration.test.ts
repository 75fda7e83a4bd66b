import { KubeObject, SandboxCluster } from '@hybrid-apps/sandbox-cluster';
import {
  contentsOf,
  entityOf,
  NAMESPACE,
  startCluster,
} from './__testUtils__/cluster';
import { eventually } from './__testUtils__/eventually';
import { Gateway, Passing, startGateway } from './__testUtils__/gateway';
import { Portal, startPortal } from './__testUtils__/portal';
import { answers, readTemplate, Template } from './__testUtils__/template';

jest.setTimeout(120_000);

/** The template with a time limit that a test can wait for. */
function impatientTemplate(timeoutMinutes: number): Template {
  const { spec, ...rest } = readTemplate();
  const steps = spec.steps.map(step =>
    step.id === 'wait' && typeof step.input === 'object'
      ? { ...step, input: { ...step.input, timeoutMinutes } }
      : step,
  );
  return { ...rest, spec: { ...spec, steps } };
}

const isWriteOf = (plural: string, { method, path, dryRun }: Passing) =>
  method === 'POST' && !dryRun && path.endsWith(`/${plural}`);

const forbidden = (message: string) => ({
  code: 403,
  reason: 'Forbidden',
  message,
});

const ALL =
  "Ingress 'shop-web', Deployment 'shop-web', VM 'shop-db', Service 'shop-web', Service 'shop-db', NetworkPolicy 'shop-web', NetworkPolicy 'shop-db'";

describe('the template Hybrid application, when the cluster', () => {
  let sandbox: SandboxCluster;
  let gateway: Gateway;
  let portal: Portal | undefined;

  const start = async (
    options: Partial<Parameters<typeof startPortal>[0]> = {},
  ) => {
    portal = await startPortal({ sandbox, url: gateway.url, ...options });
    return portal;
  };

  const useCluster = async (options: Parameters<typeof startCluster>[0]) => {
    await gateway?.stop();
    await sandbox?.stop();
    sandbox = await startCluster(options);
    gateway = await startGateway(sandbox);
  };

  beforeEach(() => useCluster({}));

  afterEach(async () => {
    await portal?.stop();
    await gateway.stop();
    await sandbox.stop();
  });

  async function run(
    values: object = {},
    {
      meanwhile = async () => {},
      ...options
    }: Partial<Parameters<typeof startPortal>[0]> & {
      meanwhile?: () => Promise<void>;
    } = {},
  ) {
    const started = await start(options);
    const { body } = await started.create({ ...answers, ...values });
    await meanwhile();
    const { status, error, log } = await started.finish(body.id);
    expect(status).toBe('failed');
    return { error, log: log.join('\n') };
  }

  const expectNothingLeft = () =>
    eventually(() => expect(contentsOf(sandbox)).toEqual([]));

  it('has no node for the VM, says so and what may help', async () => {
    await useCluster({ nodeLabels: {} });
    const { error, log } = await run({}, { template: impatientTemplate(0.1) });
    expect(error).toBe(
      "Not ready on cluster 'onprem' after 0.1 minutes: No node of cluster 'onprem' takes VM 'shop-db': of 1 node, 1 that its node selector or affinity does not want. Ask for less, choose another cluster, or have nodes added.",
    );
    expect(log).toContain(`Removed from cluster 'onprem': ${ALL}.`);
    await expectNothingLeft();
  });

  it('cannot reach what a disk is imported from, says so when the time is over', async () => {
    await useCluster({ idle: ['DataVolume'] });
    const { error, log } = await run(
      {},
      {
        template: impatientTemplate(0.1),
        meanwhile: () =>
          eventually(() => {
            const [disk] = sandbox.store.list('cdi.kubevirt.io', 'DataVolume');
            expect(disk).toBeDefined();
            // CDI tries again for ever.
            sandbox.store.updateStatus({
              ...disk,
              status: {
                phase: 'ImportInProgress',
                progress: 'N/A',
                conditions: [
                  {
                    type: 'Running',
                    status: 'False',
                    reason: 'Error',
                    message:
                      'Unable to connect to registry: dial tcp 10.1.2.3:443: i/o timeout',
                  },
                ],
              },
            });
          }),
      },
    );
    expect(error).toBe(
      "Not ready on cluster 'onprem' after 0.1 minutes: Importing disk shop-db-disk (Unable to connect to registry: dial tcp 10.1.2.3:443: i/o timeout).",
    );
    expect(log).toContain(`Removed from cluster 'onprem': ${ALL}.`);
    await expectNothingLeft();
  });

  it('has a quota that the app would exceed, writes nothing', async () => {
    gateway.rule(({ method, path }) =>
      method === 'POST' && path.endsWith('/virtualmachines')
        ? forbidden(
            'virtualmachines.kubevirt.io "shop-db" is forbidden: exceeded quota: team-a, requested: count/virtualmachines.kubevirt.io=1, used: count/virtualmachines.kubevirt.io=4, limited: count/virtualmachines.kubevirt.io=4',
          )
        : undefined,
    );
    const { error } = await run();
    expect(error).toBe(
      "Nothing was created on cluster 'onprem'. VM 'shop-db': exceeds quota 'team-a' of namespace 'retail' of cluster 'onprem' (requested: count/virtualmachines.kubevirt.io=1, used: count/virtualmachines.kubevirt.io=4, limited: count/virtualmachines.kubevirt.io=4). Ask for less, free what is not needed, choose another namespace, or have the quota raised.",
    );
    await expectNothingLeft();
  });

  it('refuses by an admission policy only what is written, takes back the rest', async () => {
    gateway.rule(request =>
      isWriteOf('deployments', request)
        ? forbidden(
            'admission webhook "validation.gatekeeper.sh" denied the request: [allowed-repos] container <web> has an invalid image repo',
          )
        : undefined,
    );
    const { error } = await run();
    expect(error).toBe(
      [
        "Deployment 'shop-web': is not permitted in namespace 'retail' of cluster 'onprem': admission webhook \"validation.gatekeeper.sh\" denied the request: [allowed-repos] container <web> has an invalid image repo. Change what it objects to, choose another namespace, or ask the cluster's administrators.",
        "Removed again: VM 'shop-db', Service 'shop-web', Service 'shop-db', NetworkPolicy 'shop-web', NetworkPolicy 'shop-db'.",
      ].join('\n'),
    );
    await expectNothingLeft();
  });

  it('was never reached since the portal started, names it', async () => {
    sandbox.faults.crash();
    const { error } = await run();
    expect(error).toBe(
      "Nothing was created on cluster 'onprem'. NetworkPolicy 'shop-db', NetworkPolicy 'shop-web', Service 'shop-db', Service 'shop-web', VM 'shop-db', Deployment 'shop-web', Ingress 'shop-web': cluster 'onprem' has not told yet what it serves. Try again when it answers, or choose another cluster.",
    );
    sandbox.faults.recover();
    await expectNothingLeft();
  });

  it('goes away between check and creation, and what it has is removed when it is back', async () => {
    gateway.rule(request => {
      if (isWriteOf('virtualmachines', request)) {
        sandbox.faults.crash();
      }
      return undefined;
    });
    const { error } = await run();
    expect(error).toContain(
      "VM 'shop-db': cluster 'onprem' does not answer. Try again when it is back, or choose another cluster.",
    );
    expect(error).toContain(
      "Not removed again, or not known to be: VM 'shop-db', Service 'shop-web', Service 'shop-db': cluster 'onprem' does not answer.",
    );
    gateway.rule(() => undefined);
    sandbox.faults.recover();
    await portal?.guard();
    await expectNothingLeft();
  });

  it('refuses to remove a part, names what stays, and lets nothing run unprotected', async () => {
    gateway.rule(({ method, path }) =>
      method === 'DELETE' && path.includes('/virtualmachines/')
        ? forbidden(
            'virtualmachines.kubevirt.io "shop-db" is forbidden: User "portal" cannot delete resource "virtualmachines" in API group "kubevirt.io" in the namespace "retail"',
          )
        : undefined,
    );
    const { error, log } = await run({
      webImage: 'quay.io/shop/does-not-exist:1',
    });
    // What stays is not to hide why the task failed.
    expect(error).toMatch(/^Image 'quay.io\/shop\/does-not-exist:1'/);
    for (const line of [
      "Removed from cluster 'onprem': Ingress 'shop-web', Deployment 'shop-web', Service 'shop-web', Service 'shop-db'.",
      "VM 'shop-db' is left behind on cluster 'onprem': the portal has no right to delete virtualmachines.kubevirt.io in namespace 'retail' of cluster 'onprem'.",
      "NetworkPolicy 'shop-db' is left behind on cluster 'onprem': it protects what is still there.",
      'What is left is removed as soon as the cluster lets it be; until then, its name is taken.',
    ]) {
      expect(log).toContain(line);
    }
    await eventually(() => {
      const left = contentsOf(sandbox);
      expect(left).toContain('VirtualMachine shop-db');
      expect(left).toContain('NetworkPolicy shop-db');
      expect(left.join()).not.toMatch(/Service|Deployment|Ingress/);
    });

    // Granted at last.
    gateway.rule(() => undefined);
    await portal?.guard();
    await expectNothingLeft();
  });

  it('is asked for one name by two tasks at once, gives it to one of them', async () => {
    const writers = new Set<string>();
    const bothWrite = new Promise<void>(resolve => {
      gateway.rule(async request => {
        if (isWriteOf('networkpolicies', request)) {
          writers.add(request.fieldManager ?? '');

          if (writers.size === 2) {
            resolve();
          }
          await bothWrite;
        }
        return undefined;
      });
    });
    const started = await start({ entity: ref => entityOf(sandbox, ref) });
    const created = await Promise.all([
      started.create(answers),
      // One user's would be one after the other.
      started.create(answers, 'user:default/other'),
    ]);
    const ends = await Promise.all(
      created.map(({ body }) => started.finish(body.id)),
    );
    expect(ends.map(({ status }) => status).sort()).toEqual([
      'completed',
      'failed',
    ]);
    const [lost] = ends.filter(({ status }) => status === 'failed');
    expect(lost.error).toMatch(
      /^NetworkPolicy 'shop-(db|web)': exists already in namespace 'retail' of cluster 'onprem'\. Choose another name, or delete what is there\.$/,
    );
    await started.guard();
    expect(contentsOf(sandbox)).toEqual(
      expect.arrayContaining([
        'NetworkPolicy shop-db',
        'NetworkPolicy shop-web',
        'Service shop-db',
        'Service shop-web',
        'VirtualMachine shop-db',
        'Deployment shop-web',
        'Ingress shop-web',
      ]),
    );
    const winner = created[ends.findIndex(end => end !== lost)].body.id;
    const policies: KubeObject[] = sandbox.store.list(
      'networking.k8s.io',
      'NetworkPolicy',
      { namespace: NAMESPACE },
    );
    expect(
      policies.map(
        ({ metadata }) => metadata.annotations?.['hybrid-apps.io/task'],
      ),
    ).toEqual([winner, winner]);
  });
});
