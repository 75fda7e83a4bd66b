/** kubectl as the second judge: what people type must work as on a real cluster. */
import { reconcilers } from '../controllers';
import { KubeObject } from '../objects';
import { UserName } from '../rbac';
import { describeSince, Kubectl, kubectlFor } from './kubectlTesting';
import { SandboxCluster, startSandboxCluster } from './start';

const node: KubeObject = {
  apiVersion: 'v1',
  kind: 'Node',
  metadata: {
    name: 'node-1',
    labels: {
      'node-role.kubernetes.io/worker': '',
      'kubernetes.io/arch': 'amd64',
      'kubevirt.io/schedulable': 'true',
      'machine-type.node.kubevirt.io/q35': 'true',
    },
  },
  status: {
    capacity: { cpu: '8', memory: '32Gi', pods: '110' },
    allocatable: {
      cpu: '8',
      memory: '32Gi',
      pods: '110',
      'ephemeral-storage': '100Gi',
      'devices.kubevirt.io/kvm': '1k',
      'devices.kubevirt.io/tun': '1k',
    },
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
  let kubectl: Kubectl['kubectl'];
  let as: Kubectl['as'];
  let refused: Kubectl['refused'];
  let follow: Kubectl['follow'];
  let manifest: Kubectl['manifest'];
  let remove: Kubectl['remove'];

  beforeAll(async () => {
    sandbox = await startSandboxCluster({
      name: 'test',
      objects: [node],
      controllers: reconcilers({ speed: 20 }),
    });
    ({ kubectl, as, refused, follow, manifest, remove } = kubectlFor(sandbox));
  });

  afterAll(async () => {
    await sandbox.stop();
    remove();
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

  it('sorts by what the objects hold', async () => {
    const events = await kubectl('get', 'events', '--sort-by=.lastTimestamp');
    expect(events).toMatch(/ScalingReplicaSet +deployment\/web /);
    const pods = await kubectl('get', 'pods', '--sort-by=.status.podIP');
    expect(pods.match(/^web-/gm)).toHaveLength(2);
  }, 30_000);

  it('describes a workload with its events', async () => {
    const description = await kubectl('describe', 'deploy/web');
    expect(description).toMatch(/2 desired \| 2 updated \| 2 total \| 2 avail/);
    expect(description).toMatch(
      /ScalingReplicaSet +\S+ +deployment-controller/,
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
      text => /settings +2 +\d+s\n/.test(text),
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
    const canI = (user: UserName, ...args: string[]) =>
      as(user, 'auth', 'can-i', ...args);
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
      expect(await as('reader', 'auth', 'whoami')).toMatch(/Username +reader/);
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

  it('empties a node', async () => {
    await kubectl('drain', 'node-1', '--force');
    expect(await kubectl('get', 'node/node-1')).toContain('SchedulingDisabled');
    const pods = 'jsonpath={.items[*].spec.nodeName}';
    expect(await kubectl('get', 'pods', '-o', pods)).toBe('');
    await kubectl('uncordon', 'node-1');
    await kubectl('rollout', 'status', 'deployment/web');
  }, 30_000);

  it('starts, restarts and stops a VM, as virtctl asks for it', async () => {
    const ask = (verb: string) => [
      'replace',
      '--raw',
      `/apis/subresources.kubevirt.io/v1/namespaces/default/virtualmachines/db/${verb}`,
      '-f',
      manifest({}),
    ];
    const uid = 'jsonpath={.metadata.uid}';
    await kubectl(...ask('start'));
    await kubectl('wait', '--for=condition=Ready', 'vm/db');
    const before = await kubectl('get', 'vmi/db', '-o', uid);
    expect(await refused(...ask('start'))).toContain(
      'Operation cannot be fulfilled on virtualmachine.kubevirt.io "db": VM is already running',
    );
    await kubectl(...ask('restart'));
    const isAnother = (uids: string) =>
      uids.split('\n').some(each => each && each !== before);
    await follow(['get', 'vmi', '-w', '-o', `${uid}{"\\n"}`], isAnother);
    await kubectl('wait', '--for=condition=Ready', 'vm/db');
    await kubectl(...ask('stop'));
    await follow(['get', 'vm', '-w'], text => /db +\S+ +Stopped/.test(text));
    expect(await refused(...ask('stop'))).toContain('VM is not running');
  }, 30_000);

  // Before, kubectl explained by OpenAPI 2, which says nothing of fields here.
  describeSince(27)('that reads OpenAPI 3', () => {
    it('names fields and their types', async () => {
      const env = await kubectl('explain', 'pod.spec.containers.env');
      expect(env).toMatch(/FIELD: env <\[\]EnvVar>[^]* name\t<string>/);
      expect(await kubectl('explain', 'deploy.spec.replicas')).toContain(
        'FIELD: replicas <integer>',
      );
    }, 30_000);

    it('still merges by types of its own', async () => {
      const named = (replicas: number) => ({
        ...web(replicas),
        metadata: { name: 'merged', namespace: 'default' },
      });
      await kubectl('apply', '-f', manifest(named(2)));
      await kubectl('set', 'env', 'deploy/merged', 'ADDED=by-hand');
      await kubectl('apply', '-f', manifest(named(1)));
      const added = 'jsonpath={.spec.replicas} {..env[0].name}';
      expect(await kubectl('get', 'deploy/merged', '-o', added)).toBe(
        '1 ADDED',
      );
      await kubectl('delete', 'deploy/merged');
    }, 30_000);
  });

  describeSince(30)('is told what to do instead, where it', () => {
    const raw = '/apis/subresources.kubevirt.io/v1/namespaces/default';
    it.each([
      ['exec deploy/web -- ls', /pods\/exec over SPDY: use a WebSocket/],
      ['port-forward deploy/web 0:8080', /pods\/portforward: nothing runs/],
      [
        'create namespace shop',
        /--dry-run=client -o yaml \| kubectl apply -f -/,
      ],
      [
        `get --raw ${raw}/virtualmachineinstances/db/usbredir`,
        /no guest runs in its VMs. There are virtualmachines\/start,/,
      ],
      ['scale vm/db --replicas=2', /could not find the requested resource/],
    ])(
      'asks for %s',
      async (line, words) => {
        expect(await refused(...line.split(' '))).toMatch(words);
      },
      30_000,
    );
  });

  it('deletes with all that belongs to it', async () => {
    await kubectl('delete', 'deploy/web', '--cascade=foreground');
    expect(await kubectl('get', 'deploy,rs,pods', '-l', 'app=web')).toBe('');
  }, 30_000);
});
