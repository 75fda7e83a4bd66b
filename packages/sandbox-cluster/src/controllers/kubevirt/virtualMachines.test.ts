import { recordAt } from '../../objects';
import { getCondition } from '../meta';
import { printableStatus, sandbox, virtualMachine } from '../testing';

describe('a VirtualMachine', () => {
  it('runs within eight seconds', () => {
    const cluster = sandbox();
    cluster.create(virtualMachine('vm'));
    cluster.pass(1);
    expect(printableStatus(cluster, 'vm')).toBe('Starting');
    cluster.pass(7);
    expect(printableStatus(cluster, 'vm')).toBe('Running');
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
    expect(printableStatus(cluster, 'vm')).toBe(status);
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
    expect(printableStatus(cluster, 'vm')).toBe('Stopped');
    expect(cluster.view.list('VirtualMachineInstance')).toEqual([]);

    ask({ action: 'Start' });
    cluster.pass(10);
    expect(printableStatus(cluster, 'vm')).toBe('Running');
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
    expect(printableStatus(cluster, 'vm')).toBe('Running');
  });

  it.each<[string, object, object, boolean]>([
    ['more sockets', { sockets: 2 }, { guest: '1Gi' }, true],
    ['more memory', {}, { guest: '4Gi' }, true],
    ['more of both', { sockets: 4 }, { guest: '2Gi' }, true],
    ['too many sockets', { sockets: 5 }, { guest: '1Gi' }, false],
    ['too much memory', {}, { guest: '5Gi' }, false],
    ['less memory', {}, { guest: '512Mi' }, false],
    [
      'more sockets of another size',
      { sockets: 2, cores: 2 },
      { guest: '1Gi' },
      false,
    ],
  ])('gives its running guest %s: %j %j', (_, cpu, memory, isLive) => {
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
          domain: { ...domain, cpu: { cores: 1, ...cpu }, memory },
        },
      },
    });
    cluster.pass(5);
    const changed = cluster.view.get('VirtualMachine', 'vm', 'demo');
    expect(getCondition(changed, 'RestartRequired')?.status).toBe(
      isLive ? undefined : 'True',
    );
    const vmi = cluster.view.get('VirtualMachineInstance', 'vm', 'demo');
    const has = {
      currentCPUTopology: { cores: 1, ...cpu },
      memory: {
        guestAtBoot: '1Gi',
        guestCurrent: Object(memory).guest,
        guestRequested: Object(memory).guest,
      },
    };
    expect(vmi?.status).toMatchObject(
      isLive
        ? has
        : { currentCPUTopology: { cores: 1 }, memory: { guestCurrent: '1Gi' } },
    );
    expect(cluster.errors).toEqual([]);
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
});
