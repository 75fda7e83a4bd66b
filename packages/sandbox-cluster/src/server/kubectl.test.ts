/** kubectl as the second judge: what people type must work as on a real cluster. */
import { execFile, spawn, spawnSync } from 'child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { promisify } from 'util';
import { reconcilers } from '../controllers';
import { KubeObject } from '../objects';
import { SandboxCluster, startSandboxCluster } from './start';

const run = promisify(execFile);

/** The minor version of the kubectl that is installed; Debian's is 1.20. */
const minorVersion = (() => {
  const { stdout } = spawnSync('kubectl', ['version', '--client'], {
    encoding: 'utf8',
  });
  const [, minor] =
    stdout?.match(/(?:Client Version: v1\.|GitVersion:"v1\.)(\d+)/) ?? [];
  return minor === undefined ? undefined : Number(minor);
})();
/** Tests of what kubectl can do since a minor version of its own. */
const describeSince = (minor: number) =>
  (minorVersion ?? -1) >= minor ? describe : describe.skip;
if (minorVersion === undefined) {
  process.stderr.write(
    'kubectl is not installed: its tests are skipped (Debian: apt-get install kubernetes-client)\n',
  );
}

const node: KubeObject = {
  apiVersion: 'v1',
  kind: 'Node',
  metadata: {
    name: 'node-1',
    labels: { 'node-role.kubernetes.io/worker': '' },
  },
  status: {
    capacity: { cpu: '8', memory: '32Gi', pods: '110' },
    allocatable: { cpu: '8', memory: '32Gi', pods: '110' },
    conditions: [{ type: 'Ready', status: 'True' }],
    nodeInfo: { kubeletVersion: 'v1.36.2' },
  },
};

const web = (replicas: number) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', namespace: 'default', labels: { app: 'web' } },
  spec: {
    replicas,
    selector: { matchLabels: { app: 'web' } },
    template: {
      metadata: { labels: { app: 'web' } },
      spec: {
        containers: [
          {
            name: 'web',
            image: 'registry.example/web:1.0',
            ports: [{ containerPort: 8080 }],
          },
        ],
      },
    },
  },
});

const vm = {
  apiVersion: 'kubevirt.io/v1',
  kind: 'VirtualMachine',
  metadata: { name: 'db', namespace: 'default' },
  spec: {
    runStrategy: 'Halted',
    template: {
      spec: {
        domain: { devices: {}, memory: { guest: '1Gi' } },
      },
    },
  },
};

describeSince(0)('kubectl', () => {
  let sandbox: SandboxCluster;
  let home: string;

  beforeAll(async () => {
    sandbox = await startSandboxCluster({
      name: 'test',
      objects: [node],
      controllers: reconcilers({ speed: 20 }),
    });
    home = mkdtempSync(join(tmpdir(), 'sandbox-kubectl-'));
    for (const user of ['admin', 'reader', 'nobody'] as const) {
      writeFileSync(join(home, user), sandbox.kubeconfig({ user }));
    }
  });

  afterAll(async () => {
    await sandbox.stop();
    rmSync(home, { recursive: true });
  });

  const options = (user = 'admin') => ({
    env: {
      ...process.env,
      HOME: home,
      KUBECONFIG: join(home, user),
    },
  });

  const kubectl = async (...args: string[]) =>
    (await run('kubectl', args, options())).stdout;

  /** What a kubectl that is to fail says. */
  const refused = (...args: string[]) =>
    run('kubectl', args, options()).then(
      () => 'it was not refused',
      ({ stderr }: { stderr: string }) => stderr,
    );

  const manifest = (object: object) => {
    const file = join(home, 'manifest.json');
    writeFileSync(file, JSON.stringify(object));
    return file;
  };

  /** What a kubectl that goes on has written once `isEnough` says so. */
  const follow = (
    args: string[],
    isEnough: (output: string) => boolean,
    meanwhile: () => Promise<unknown> = async () => {},
  ) =>
    new Promise<string>((resolve, reject) => {
      const child = spawn('kubectl', args, options());
      let output = '';
      let started = false;
      child.stdout.on('data', chunk => {
        output += chunk;
        if (!started) {
          started = true;
          meanwhile().catch(reject);
        }
        if (isEnough(output)) {
          child.kill();
          resolve(output);
        }
      });
      child.on('error', reject);
      child.on('exit', () => reject(new Error(`ended with: ${output}`)));
    });

  const columns = (line: string) => line.split(/\s{2,}|\s+$/).filter(Boolean);

  it('tries an apply, applies, and waits for it', async () => {
    const file = manifest(web(2));
    expect(
      await kubectl('apply', '--server-side', '--dry-run=server', '-f', file),
    ).toBe('deployment.apps/web serverside-applied (server dry run)\n');
    expect(await kubectl('get', 'deployments')).toBe('');

    await kubectl('apply', '--server-side', '-f', file);
    expect(await kubectl('rollout', 'status', 'deployment/web')).toContain(
      'deployment "web" successfully rolled out',
    );
    expect(
      await kubectl('wait', '--for=condition=Available', 'deployment/web'),
    ).toBe('deployment.apps/web condition met\n');
  }, 30_000);

  it('prints tables, wide ones, and YAML', async () => {
    const [header, row] = (await kubectl('get', 'deploy')).split('\n');
    expect(columns(header)).toEqual([
      'NAME',
      'READY',
      'UP-TO-DATE',
      'AVAILABLE',
      'AGE',
    ]);
    expect(columns(row).slice(0, 4)).toEqual(['web', '2/2', '2', '2']);

    const [, pod] = (await kubectl('get', 'pods', '-o', 'wide')).split('\n');
    expect(pod).toMatch(
      /^web-\S+ +1\/1 +Running +0 +\d+s +10\.\S+ +node-1 +<none> +<none>/,
    );

    const yaml = await kubectl('get', 'deploy/web', '-o', 'yaml');
    expect(yaml).toMatch(
      /^apiVersion: apps\/v1\nkind: Deployment\nmetadata:\n/,
    );
    expect(yaml).toContain('readyReplicas: 2');
    expect(await kubectl('get', 'nodes')).toMatch(
      /node-1 +Ready +worker +v1\.36\.2 +\d+s/,
    );
  }, 30_000);

  it('names a conflict', async () => {
    const file = manifest(web(5));
    const message = await refused(
      'apply',
      '--server-side',
      '--field-manager=other',
      '-f',
      file,
    );
    expect(message).toContain(
      'Apply failed with 1 conflict: conflict with "kubectl": .spec.replicas',
    );
  }, 30_000);

  // Before, kubectl looked for unknown fields itself, in schemas of the server's.
  describeSince(25)('that leaves strictness to the server', () => {
    it('names an unknown field', async () => {
      const { spec, ...rest } = web(1);
      const typo = manifest({ ...rest, spec: { ...spec, replcas: 1 } });
      expect(await refused('create', '-f', typo)).toContain(
        'strict decoding error: unknown field "spec.replcas"',
      );
    }, 30_000);
  });

  it('names an invalid field', async () => {
    const wrong = manifest({
      ...web(1),
      metadata: { name: 'Web_1', namespace: 'default' },
    });
    expect(await refused('create', '-f', wrong)).toContain(
      'The Deployment "Web_1" is invalid: metadata.name: Invalid value: "Web_1"',
    );
  }, 30_000);

  it('patches, labels, scales and restarts', async () => {
    await kubectl('label', 'deploy/web', 'tier=front');
    await kubectl('set', 'image', 'deploy/web', 'web=registry.example/web:2.0');
    await kubectl('scale', 'deploy/web', '--replicas=3');
    await kubectl('rollout', 'status', 'deployment/web');
    const fields =
      'jsonpath={.metadata.labels.tier} {.spec.replicas} {.spec.template.spec.containers[0].image} {.spec.template.spec.containers[0].ports[0].containerPort}';
    expect(await kubectl('get', 'deploy/web', '-o', fields)).toBe(
      'front 3 registry.example/web:2.0 8080',
    );
  }, 30_000);

  it('watches', async () => {
    const settings = {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'settings' },
      data: { a: '1' },
    };
    await kubectl('create', '-f', manifest(settings));
    const output = await follow(
      ['get', 'configmaps', '-w'],
      text => /settings +2 /.test(text),
      () => kubectl('patch', 'configmap/settings', '-p', '{"data":{"b":"2"}}'),
    );
    expect(output).toMatch(
      /^NAME +DATA +AGE\nsettings +1 +\d+s\nsettings +2 +\d+s\n/,
    );
  }, 30_000);

  it('reads logs, and follows them', async () => {
    const all = await kubectl('logs', 'deploy/web');
    expect(all).toContain('web: starting registry.example/web:2.0');
    expect(
      (await kubectl('logs', 'deploy/web', '--tail=1')).trim().split('\n'),
    ).toHaveLength(1);
    const output = await follow(
      ['logs', '-f', 'deploy/web', '--timestamps'],
      text => text.split('\n').length > 2,
    );
    expect(output).toMatch(/^\d{4}-\d\d-\d\dT\S+Z web: starting/);
  }, 30_000);

  it('tells what one may do', async () => {
    const canI = async (user: string, ...args: string[]) => {
      const { stdout } = await run(
        'kubectl',
        ['auth', 'can-i', ...args],
        options(user),
      ).catch(e => e);
      return stdout.trim();
    };
    expect(await canI('admin', 'delete', 'nodes')).toBe('yes');
    expect(await canI('reader', 'list', 'pods')).toBe('yes');
    expect(await canI('reader', 'list', 'pods', '-n', 'kube-system')).toBe(
      'no',
    );
    expect(await canI('reader', 'get', 'secrets')).toBe('no');
    expect(await canI('reader', 'create', 'virtualmachines.kubevirt.io')).toBe(
      'no',
    );
    expect(await canI('nobody', 'list', 'pods')).toBe('no');
    expect(await canI('reader', '--list')).toMatch(
      /pods +\[\] +\[\] +\[get list watch\]/,
    );
  }, 30_000);

  describeSince(28)('with whoami', () => {
    it('tells who one is', async () => {
      const { stdout } = await run(
        'kubectl',
        ['auth', 'whoami'],
        options('reader'),
      );
      expect(stdout).toMatch(/Username +reader/);
    }, 30_000);
  });

  it('shows a VM, its kinds and their short names', async () => {
    await kubectl('apply', '-f', manifest(vm));
    await kubectl('wait', '--for=condition=Ready=false', 'vm/db');
    expect(await kubectl('get', 'vm')).toMatch(
      /NAME +AGE +STATUS +READY\ndb +\d+s +Stopped +False/,
    );
    expect(await kubectl('api-resources', '--api-group=kubevirt.io')).toMatch(
      /virtualmachines +vm,vms +kubevirt.io\/v1 +true +VirtualMachine/,
    );
  }, 30_000);

  it('shows what pods and nodes use', async () => {
    expect(await kubectl('top', 'nodes')).toMatch(
      /node-1 +\d+m +\d+% +\d+Mi +\d+%/,
    );
    expect(await kubectl('top', 'pods')).toMatch(/web-\S+ +\d+m +\d+Mi/);
  }, 30_000);

  it('deletes with all that belongs to it', async () => {
    await kubectl('delete', 'deploy/web', '--cascade=foreground');
    expect(await kubectl('get', 'deploy,rs,pods', '-l', 'app=web')).toBe('');
  }, 30_000);
});
