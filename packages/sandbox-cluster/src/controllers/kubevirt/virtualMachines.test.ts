import { KubeObject, recordAt, recordsAt, textAt } from '../../objects';
import { getCondition, setCondition } from '../meta';
import { Sandbox, sandbox, virtualMachine } from '../testing';
import recorded from './__fixtures__/vm-life.json';

const KINDS = ['VirtualMachine', 'VirtualMachineInstance', 'Pod'] as const;

interface Step {
  type: string;
  status: string | null;
  ready?: string | null;
  conditions?: string[];
  deleting?: boolean;
}

/** What a watch of each kind says, in the fixture's words, without what changes nothing in them. */
function watch({ store }: Sandbox): Record<(typeof KINDS)[number], Step[]> {
  const steps: Record<(typeof KINDS)[number], Step[]> = {
    VirtualMachine: [],
    VirtualMachineInstance: [],
    Pod: [],
  };
  store.subscribe(({ type, object }) => {
    const kind = KINDS.find(k => k === object.kind);
    if (kind) {
      steps[kind].push(asStep(type, object));
    }
  });
  return steps;
}

function asStep(type: string, object: KubeObject): Step {
  const conditions = recordsAt(object, 'status', 'conditions');
  const ready = conditions.find(condition => condition.type === 'Ready');
  return {
    type,
    status:
      textAt(object, 'status', 'printableStatus') ||
      textAt(object, 'status', 'phase') ||
      null,
    ...(object.kind === 'Pod'
      ? { deleting: object.metadata.deletionTimestamp !== undefined }
      : {
          ready: ready
            ? textAt(ready, 'reason') || textAt(ready, 'status')
            : null,
          conditions: conditions.map(({ type: name }) => String(name)).sort(),
        }),
  };
}

/** Leaves out a step that says what the one before it said. */
function distinct(steps: Step[], ...ignored: Array<keyof Step>): Step[] {
  const said = (step: Step) => {
    const rest: Partial<Step> = { ...step };
    ignored.forEach(field => delete rest[field]);
    return JSON.stringify({
      ...rest,
      type: step.type === 'ADDED' ? 'MODIFIED' : step.type,
    });
  };
  return steps
    .filter((step, i) => i === 0 || said(step) !== said(steps[i - 1]))
    .map(step => {
      const rest = { ...step };
      ignored.forEach(field => delete rest[field]);
      return rest;
    });
}

function pause({ store, view }: Sandbox, name: string, paused: boolean) {
  const vmi = view.get('VirtualMachineInstance', name, 'demo');
  if (!vmi) {
    throw new Error(`no VMI ${name}`);
  }
  const others = (vmi.status?.conditions ?? []).filter(
    ({ type }) => type !== 'Paused',
  );
  const condition = {
    type: 'Paused',
    status: 'True' as const,
    reason: 'PausedByUser',
    message: 'VMI was paused by user',
  };
  store.updateStatus({
    ...vmi,
    status: {
      ...vmi.status,
      conditions: paused ? setCondition(others, condition, 0) : others,
    },
  });
}

const statusOf = (cluster: Sandbox, name: string) =>
  cluster.view.get('VirtualMachine', name, 'demo')?.status?.printableStatus;

describe('a VirtualMachine', () => {
  it('comes up, pauses, goes on and stops in the steps of a real one', () => {
    const cluster = sandbox();
    const steps = watch(cluster);
    const vm = cluster.create(virtualMachine('mongodb-vm'));
    cluster.pass(10);
    pause(cluster, 'mongodb-vm', true);
    cluster.pass(1);
    pause(cluster, 'mongodb-vm', false);
    cluster.pass(1);
    cluster.change(vm, { runStrategy: 'Halted' });
    cluster.pass(10);

    for (const kind of KINDS) {
      // The recording's stand-in for the kubelet left the readiness gate of a
      // paused VM out, so its Ready says nothing here: the next test holds it.
      expect({ kind, steps: distinct(steps[kind], 'ready') }).toEqual({
        kind,
        steps: distinct(recorded[kind], 'ready'),
      });
    }
    expect(cluster.errors).toEqual([]);
  });

  it('says why it is not ready in the order of a real one', () => {
    const cluster = sandbox();
    const steps = watch(cluster);
    const vm = cluster.create(virtualMachine('mongodb-vm'));
    cluster.pass(10);
    cluster.change(vm, { runStrategy: 'Halted' });
    cluster.pass(10);

    for (const kind of KINDS) {
      const life: Step[] = recorded[kind];
      const unpaused = life.filter(
        ({ conditions }) => !conditions?.includes('Paused'),
      );
      expect({ kind, steps: distinct(steps[kind]) }).toEqual({
        kind,
        steps: distinct(unpaused),
      });
    }
  });

  it('runs within eight seconds', () => {
    const cluster = sandbox();
    cluster.create(virtualMachine('vm'));
    cluster.pass(1);
    expect(statusOf(cluster, 'vm')).toBe('Starting');
    cluster.pass(7);
    expect(statusOf(cluster, 'vm')).toBe('Running');
  });

  it('takes no requests while it is paused', () => {
    const cluster = sandbox();
    cluster.create(virtualMachine('vm'));
    cluster.pass(10);
    const [pod] = cluster.view.list('Pod');
    expect(getCondition(pod, 'Ready')?.status).toBe('True');

    pause(cluster, 'vm', true);
    cluster.pass(1);
    const [paused] = cluster.view.list('Pod');
    expect(getCondition(paused, 'Ready')).toMatchObject({
      status: 'False',
      reason: 'ReadinessGatesNotReady',
    });
    expect(statusOf(cluster, 'vm')).toBe('Paused');
  });

  it('has a virt-launcher Pod with the labels, ports and requests of a real one', () => {
    const cluster = sandbox();
    cluster.create(virtualMachine('mongodb-vm'));
    cluster.pass(10);
    const vmi = cluster.view.get(
      'VirtualMachineInstance',
      'mongodb-vm',
      'demo',
    );
    const [pod] = cluster.view.list('Pod');

    expect(pod.metadata.labels).toEqual({
      'kubevirt.io': 'virt-launcher',
      'kubevirt.io/created-by': vmi?.metadata.uid,
      'kubevirt.io/domain': 'mongodb-vm',
      'kubevirt.io/nodeName': pod.spec.nodeName,
      'vm.kubevirt.io/name': 'mongodb-vm',
      'vmi.kubevirt.io/id': 'mongodb-vm',
    });
    const [compute] = pod.spec.containers;
    expect(compute.ports).toEqual([
      { name: 'mongo', containerPort: 27017, protocol: 'TCP' },
    ]);
    expect(compute.resources?.requests).toMatchObject({
      cpu: '100m',
      memory: '1292Mi',
    });
    expect(vmi?.status?.interfaces).toMatchObject([
      { name: 'default', ipAddress: pod.status?.podIP },
    ]);
  });

  it('tells of itself in the events of the real controllers', () => {
    const cluster = sandbox();
    const vm = cluster.create(virtualMachine('mongodb-vm'));
    cluster.pass(10);
    const [pod] = cluster.view.list('Pod');
    const vmi = cluster.view.get(
      'VirtualMachineInstance',
      'mongodb-vm',
      'demo',
    );
    cluster.change(vm, { runStrategy: 'Halted' });
    cluster.pass(10);
    expect(cluster.events()).toEqual(
      expect.arrayContaining([
        'Started the virtual machine by creating the new virtual machine instance mongodb-vm',
        `Created virtual machine pod ${pod.metadata.name}`,
        `Stopped the virtual machine by deleting the virtual machine instance ${vmi?.metadata.uid}`,
        `Deleted virtual machine pod ${pod.metadata.name}`,
      ]),
    );
  });

  it('imports its disk before it starts', () => {
    const cluster = sandbox();
    const seen = watchStatus(cluster);
    cluster.create(withDisk('https://images.example/fedora.qcow2'));
    cluster.pass(3);
    const [volume] = cluster.view.list('DataVolume');
    expect(volume.status).toMatchObject({
      phase: 'ImportInProgress',
      progress: expect.stringMatching(/^\d+\.\d\d%$/),
      claimName: 'disk',
    });
    cluster.pass(10);
    expect(cluster.view.list('DataVolume')[0].status).toMatchObject({
      phase: 'Succeeded',
      progress: '100.0%',
    });
    // The VMI is created in the same breath that says Stopped, as recorded.
    expect(seen).toEqual([
      'Stopped',
      'Provisioning',
      'Stopped',
      'Starting',
      'Running',
    ]);
  });

  it('is the consumer that a volume waits for', () => {
    const cluster = sandbox([
      {
        apiVersion: 'storage.k8s.io/v1',
        kind: 'StorageClass',
        metadata: { name: 'local' },
        provisioner: 'local.example.com',
        volumeBindingMode: 'WaitForFirstConsumer',
      },
    ]);
    const seen = watchStatus(cluster);
    cluster.create(withDisk('https://images.example/fedora.qcow2', 'local'));
    cluster.pass(30);
    expect(seen).toEqual(
      expect.arrayContaining(['WaitingForVolumeBinding', 'Starting']),
    );
    expect(statusOf(cluster, 'vm')).toBe('Running');
    expect(cluster.view.list('DataVolume')[0].status?.phase).toBe('Succeeded');
  });

  it('shows an import that fails, with the importer’s words', () => {
    const cluster = sandbox();
    cluster.create(withDisk('https://images.example/does-not-exist.qcow2'));
    cluster.pass(20);
    expect(statusOf(cluster, 'vm')).toBe('DataVolumeError');
    const [volume] = cluster.view.list('DataVolume');
    expect(volume.status?.restartCount).toBeGreaterThan(0);
    expect(getCondition(volume, 'Running')).toMatchObject({
      status: 'False',
      reason: 'Error',
      message:
        'Unable to connect to http data source: expected status code 200, got 404. Status: 404 Not Found',
    });
  });

  it.each([
    [
      'no node fits',
      virtualMachine('vm', { template: { nodeSelector: { zone: 'moon' } } }),
      'ErrorUnschedulable',
    ],
    [
      'its claim is absent',
      virtualMachine('vm', {
        template: {
          volumes: [
            { name: 'root', persistentVolumeClaim: { claimName: 'absent' } },
          ],
        },
      }),
      'ErrorPvcNotFound',
    ],
    [
      'its image cannot be pulled',
      virtualMachine('vm', { image: 'registry.example/does-not-exist:1' }),
      'ImagePullBackOff',
    ],
    [
      'its guest crashes',
      virtualMachine('vm', { image: 'registry.example/crash-loop:1' }),
      'CrashLoopBackOff',
    ],
  ])('says when %s', (_why, vm, status) => {
    const cluster = sandbox();
    cluster.create(vm);
    cluster.pass(8);
    expect(statusOf(cluster, 'vm')).toBe(status);
    expect(cluster.errors).toEqual([]);
  });

  it('is started again when its guest ends, and its start is tried again when that failed', () => {
    const cluster = sandbox();
    cluster.create(
      virtualMachine('crash', { image: 'registry.example/crash-loop:1' }),
    );
    cluster.pass(60);
    const failure = cluster.view.get('VirtualMachine', 'crash', 'demo')?.status
      ?.startFailure;
    expect(failure?.consecutiveFailCount).toBeGreaterThanOrEqual(2);

    cluster.create(virtualMachine('vm'));
    cluster.pass(10);
    const before = cluster.view.get('VirtualMachineInstance', 'vm', 'demo');
    const [pod] = cluster.view.list('Pod', { ownerUid: before?.metadata.uid });
    cluster.store.delete({
      group: '',
      kind: 'Pod',
      namespace: 'demo',
      name: pod.metadata.name,
    });
    cluster.pass(20);
    const after = cluster.view.get('VirtualMachineInstance', 'vm', 'demo');
    expect(after?.status?.phase).toBe('Running');
    expect(after?.metadata.uid).not.toBe(before?.metadata.uid);
  });

  it('follows what is asked of it under runStrategy Manual', () => {
    const cluster = sandbox();
    const ask = (...stateChangeRequests: object[]) => {
      const vm = cluster.view.get('VirtualMachine', 'vm', 'demo');
      if (vm) {
        cluster.store.updateStatus({
          ...vm,
          status: { ...vm.status, stateChangeRequests },
        });
      }
    };
    cluster.create(virtualMachine('vm', { spec: { runStrategy: 'Manual' } }));
    cluster.pass(10);
    expect(statusOf(cluster, 'vm')).toBe('Stopped');
    expect(cluster.view.list('VirtualMachineInstance')).toEqual([]);

    ask({ action: 'Start' });
    cluster.pass(10);
    expect(statusOf(cluster, 'vm')).toBe('Running');
    const uid = cluster.view.get('VirtualMachineInstance', 'vm', 'demo')
      ?.metadata.uid;

    // As virt-api's restart: stop this one, then start.
    ask({ action: 'Stop', uid }, { action: 'Start' });
    cluster.pass(20);
    const restarted = cluster.view.get('VirtualMachineInstance', 'vm', 'demo');
    expect(restarted?.status?.phase).toBe('Running');
    expect(restarted?.metadata.uid).not.toBe(uid);
    const vm = cluster.view.get('VirtualMachine', 'vm', 'demo');
    expect(vm?.status?.stateChangeRequests).toBeUndefined();
  });

  it('has the CPU and memory of its instance type', () => {
    const cluster = sandbox([
      {
        apiVersion: 'instancetype.kubevirt.io/v1beta1',
        kind: 'VirtualMachineClusterInstancetype',
        metadata: { name: 'u1.medium' },
        spec: { cpu: { guest: 2 }, memory: { guest: '4Gi' } },
      },
    ]);
    const bare = virtualMachine('vm', {
      spec: { instancetype: { name: 'u1.medium' } },
      template: { domain: { devices: {} } },
    });
    cluster.create(bare);
    cluster.pass(10);
    const vmi = cluster.view.get('VirtualMachineInstance', 'vm', 'demo');
    expect(vmi?.spec.domain).toMatchObject({
      cpu: { sockets: 2 },
      memory: { guest: '4Gi' },
    });
  });

  it('says that its instance type is absent, and starts once that is there', () => {
    const cluster = sandbox();
    cluster.create(
      virtualMachine('vm', { spec: { instancetype: { name: 'u1.nano' } } }),
    );
    cluster.pass(5);
    const vm = cluster.view.get('VirtualMachine', 'vm', 'demo');
    expect(getCondition(vm, 'Failure')?.message).toBe(
      'virtualmachineclusterinstancetypes.instancetype.kubevirt.io "u1.nano" not found',
    );
    cluster.store.create({
      apiVersion: 'instancetype.kubevirt.io/v1beta1',
      kind: 'VirtualMachineClusterInstancetype',
      metadata: { name: 'u1.nano' },
      spec: { cpu: { guest: 1 }, memory: { guest: '512Mi' } },
    });
    cluster.pass(20);
    expect(statusOf(cluster, 'vm')).toBe('Running');
  });

  it('asks for a restart when its running guest cannot follow a change', () => {
    const cluster = sandbox();
    const vm = cluster.create(virtualMachine('vm'));
    cluster.pass(10);
    const template = recordAt(vm, 'spec', 'template');
    const domain = recordAt(template, 'spec', 'domain');
    cluster.change(vm, {
      template: {
        ...template,
        spec: {
          ...recordAt(template, 'spec'),
          domain: { ...domain, cpu: { cores: 4 } },
        },
      },
    });
    cluster.pass(1);
    const changed = cluster.view.get('VirtualMachine', 'vm', 'demo');
    expect(getCondition(changed, 'RestartRequired')?.status).toBe('True');
  });

  it('goes with its disks when it is deleted', () => {
    const cluster = sandbox();
    cluster.create(withDisk('https://images.example/fedora.qcow2'));
    cluster.pass(20);
    expect(statusOf(cluster, 'vm')).toBe('Running');
    cluster.store.delete({
      group: 'kubevirt.io',
      kind: 'VirtualMachine',
      namespace: 'demo',
      name: 'vm',
    });
    cluster.pass(1);
    expect(statusOf(cluster, 'vm')).toBe('Terminating');
    cluster.pass(10);
    for (const kind of [
      'VirtualMachine',
      'VirtualMachineInstance',
      'Pod',
      'DataVolume',
      'PersistentVolumeClaim',
      'PersistentVolume',
    ] as const) {
      expect(cluster.view.list(kind)).toEqual([]);
    }
  });
});

/** The words that the VM's status goes through. */
function watchStatus({ store }: Sandbox): string[] {
  const seen: string[] = [];
  store.subscribe(({ object }) => {
    const status =
      object.kind === 'VirtualMachine'
        ? textAt(object, 'status', 'printableStatus')
        : '';
    if (status && seen[seen.length - 1] !== status) {
      seen.push(status);
    }
  });
  return seen;
}

function withDisk(url: string, storageClassName?: string): KubeObject {
  return virtualMachine('vm', {
    spec: {
      dataVolumeTemplates: [
        {
          metadata: { name: 'disk' },
          spec: {
            source: { http: { url } },
            storage: {
              storageClassName,
              resources: { requests: { storage: '10Gi' } },
            },
          },
        },
      ],
    },
    template: { volumes: [{ name: 'root', dataVolume: { name: 'disk' } }] },
  });
}
