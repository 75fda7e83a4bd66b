import { PlainObject } from '../../clusters';
import { createStoreFromObjects, factsOf } from '..';

const object = (
  apiVersion: string,
  kind: string,
  name: string,
  body: object = {},
  namespace: string | undefined = 'shop',
): PlainObject => ({
  apiVersion,
  kind,
  metadata: { name, ...(namespace && { namespace }) },
  ...body,
});
const vm = (template: object, spec: object = {}) =>
  object('kubevirt.io/v1', 'VirtualMachine', 'till', {
    spec: { runStrategy: 'Always', ...spec, template: { spec: template } },
  });
const instance = (spec: object, status: object = {}) =>
  object('kubevirt.io/v1', 'VirtualMachineInstance', 'till', {
    spec,
    status: { phase: 'Running', ...status },
  });
const typeOfCluster = (kind: string, name: string, spec: object) =>
  object('instancetype.kubevirt.io/v1beta1', kind, name, { spec }, '');

function facts(judged: PlainObject, ...others: PlainObject[]) {
  const store = createStoreFromObjects('onprem', [judged, ...others]);
  const found = store.get({
    group: 'kubevirt.io',
    kind: judged.kind,
    namespace: 'shop',
    name: 'till',
  });
  return found && factsOf(found, store, {});
}

describe('the hardware of a VM that goes by a copy of its instance type', () => {
  const UID = '863421ba-0039-499b-83dc-089f2c32395e';
  const m1: PlainObject = {
    apiVersion: 'instancetype.kubevirt.io/v1beta1',
    kind: 'VirtualMachineClusterInstancetype',
    metadata: { name: 'm1', uid: UID, generation: 2 },
    spec: { cpu: { guest: 4 }, memory: { guest: '8Gi' } },
  };
  const known = ['4 vCPU', '8 GiB'];
  const unknown = [undefined, undefined];
  const told = (one: PlainObject, ...others: PlainObject[]) => {
    const found = facts(one, m1, ...others);
    return [found?.cpu, found?.memory];
  };
  const stopped = (instancetype: object, status: object = {}): PlainObject => ({
    ...vm({ domain: {} }, { runStrategy: 'Halted', instancetype }),
    status,
  });
  const named = (revisionName: string) => stopped({ name: 'm1', revisionName });

  it.each([
    ['of it as it is', `till-m1-v1beta1-${UID}-2`, known],
    ['of it as it is, as older ones are called', `till-m1-${UID}-2`, known],
    ['of it as it was', `till-m1-v1beta1-${UID}-1`, unknown],
    ['of another', `till-m2-v1beta1-${UID.replace('8', '9')}-2`, unknown],
    ['that somebody named', 'mine', known],
  ])('is told by a copy %s', (_, copy, expected) => {
    expect(told(named(copy))).toEqual(expected);
    const controllerRevisionRef = { name: copy };
    expect(
      told(
        stopped(
          { name: 'm1' },
          { instancetypeRef: { name: 'm1', controllerRevisionRef } },
        ),
      ),
    ).toEqual(expected);
  });

  it('is told by its instance while it runs', () => {
    expect(
      told(
        named(`till-m1-${UID}-1`),
        instance({ domain: { cpu: { cores: 2 }, memory: { guest: '4Gi' } } }),
      ),
    ).toEqual(['2 vCPU', '4 GiB']);
  });
});

describe('the hardware of a VM', () => {
  it.each([
    ['one CPU unless told', {}, '1 vCPU'],
    ['its topology', { cpu: { sockets: 2, cores: 3, threads: 2 } }, '12 vCPU'],
    ['what of its topology is told', { cpu: { threads: 4 } }, '4 vCPU'],
    [
      'the request, where its CPUs only say their model',
      { cpu: { model: 'host' }, resources: { requests: { cpu: '3' } } },
      '3 vCPU',
    ],
    [
      'the limit before the request',
      { resources: { requests: { cpu: 1 }, limits: { cpu: 2 } } },
      '2 vCPU',
    ],
    [
      'whole CPUs, rounded up',
      { resources: { requests: { cpu: '2500m' } } },
      '3 vCPU',
    ],
  ])('has %s', (_, domain, cpu) => {
    expect(facts(vm({ domain }))?.cpu).toBe(cpu);
  });

  it.each([
    [
      'its own field',
      { memory: { guest: '2Gi' }, resources: { requests: { memory: '1Gi' } } },
      '2 GiB',
    ],
    [
      'the request',
      { resources: { requests: { memory: '1Gi' }, limits: { memory: '3Gi' } } },
      '1 GiB',
    ],
    ['the limit', { resources: { limits: { memory: '512Mi' } } }, '512 MiB'],
    ['nothing that is known', {}, undefined],
  ])('has memory by %s', (_, domain, memory) => {
    expect(facts(vm({ domain }))?.memory).toBe(memory);
  });

  it.each([
    [
      undefined,
      typeOfCluster('VirtualMachineClusterInstancetype', 'm1', {
        cpu: { guest: 6 },
        memory: { guest: '24Gi' },
      }),
    ],
    [
      'VirtualMachineInstancetype',
      object(
        'instancetype.kubevirt.io/v1beta1',
        'VirtualMachineInstancetype',
        'm1',
        { spec: { cpu: { guest: 6 }, memory: { guest: '24Gi' } } },
      ),
    ],
    [
      'virtualmachineinstancetypes',
      object(
        'instancetype.kubevirt.io/v1beta1',
        'VirtualMachineInstancetype',
        'm1',
        { spec: { cpu: { guest: 6 }, memory: { guest: '24Gi' } } },
      ),
    ],
  ])('is that of its instance type, of kind %s', (kind, type) => {
    const typed = vm({ domain: {} }, { instancetype: { name: 'm1', kind } });
    expect(facts(typed, type)).toMatchObject({
      cpu: '6 vCPU',
      memory: '24 GiB',
      instancetype: 'm1',
    });
    // Not guessed where its instance type is not known.
    expect(facts(typed)?.cpu).toBeUndefined();
  });

  it('is what the running instance has, while it runs', () => {
    const wanted = vm({
      domain: { cpu: { sockets: 4 }, memory: { guest: '8Gi' } },
    });
    const running = {
      currentCPUTopology: { cores: 1, sockets: 2, threads: 1 },
      memory: { guestCurrent: '4Gi', guestRequested: '8Gi' },
      nodeName: 'node-2',
      guestOSInfo: { name: 'Fedora Linux' },
    };
    const spec = { domain: { cpu: { sockets: 2 }, memory: { guest: '4Gi' } } };
    expect(facts(wanted, instance(spec, running))).toMatchObject({
      cpu: '2 vCPU',
      memory: '4 GiB',
      node: 'node-2',
      guestOs: 'Fedora Linux',
    });
    expect(
      facts(wanted, instance(spec, { ...running, phase: 'Succeeded' })),
    ).toMatchObject({ cpu: '4 vCPU', memory: '8 GiB' });
  });
});

describe('the disks of a VM', () => {
  it('are of every volume, sized by its claim', () => {
    const till = vm(
      {
        domain: {
          devices: {
            disks: [{ name: 'boot' }],
            filesystems: [{ name: 'shared' }],
          },
        },
        volumes: [
          { name: 'boot', dataVolume: { name: 'till-boot' } },
          { name: 'shared', persistentVolumeClaim: { claimName: 'shared' } },
          { name: 'books', persistentVolumeClaim: { claimName: 'books' } },
          {
            name: 'base',
            ephemeral: { persistentVolumeClaim: { claimName: 'base' } },
          },
          { name: 'seed', cloudInitNoCloud: {} },
          { name: 'image', containerDisk: { image: 'quay.io/tools:2' } },
          { name: 'swap', emptyDisk: { capacity: '1Gi' } },
          { name: 'rules', configMap: { name: 'rules' } },
          { name: 'later', dataVolume: { name: 'till-later' } },
        ],
      },
      {
        dataVolumeTemplates: [
          {
            metadata: { name: 'till-later' },
            spec: { pvc: { resources: { requests: { storage: '7Gi' } } } },
          },
        ],
      },
    );
    const claim = (name: string, storage: string) =>
      object('v1', 'PersistentVolumeClaim', name, {
        spec: { resources: { requests: { storage: '1Gi' } } },
        status: { phase: 'Bound', capacity: { storage } },
      });
    expect(
      facts(
        till,
        claim('till-boot', '40Gi'),
        claim('books', '3Gi'),
        object('cdi.kubevirt.io/v1beta1', 'DataVolume', 'till-later', {
          spec: {},
          status: { phase: 'Pending' },
        }),
      )?.disks,
    ).toEqual([
      // Its DataVolume is collected.
      {
        name: 'boot',
        source: 'PersistentVolumeClaim till-boot',
        size: '40Gi',
      },
      { name: 'books', source: 'PersistentVolumeClaim books', size: '3Gi' },
      { name: 'base', source: 'copy of PersistentVolumeClaim base' },
      { name: 'seed', source: 'cloud-init' },
      { name: 'image', source: 'container disk quay.io/tools:2' },
      { name: 'swap', source: 'empty disk', size: '1Gi' },
      { name: 'rules', source: 'ConfigMap rules' },
      { name: 'later', source: 'DataVolume till-later', size: '7Gi' },
    ]);
  });

  it('are also those that are plugged in while it runs', () => {
    const volumes = [
      { name: 'boot', containerDisk: { image: 'quay.io/till:1' } },
    ];
    const plugged = {
      name: 'archive',
      persistentVolumeClaim: { claimName: 'archive', hotpluggable: true },
    };
    const running = instance(
      {
        domain: { devices: { disks: [{ name: 'boot' }, { name: 'archive' }] } },
        volumes: [...volumes, plugged],
      },
      {
        volumeStatus: [
          {
            name: 'archive',
            persistentVolumeClaimInfo: { capacity: { storage: '9Gi' } },
          },
        ],
      },
    );
    expect(facts(vm({ volumes }), running)?.disks).toEqual([
      { name: 'boot', source: 'container disk quay.io/till:1' },
      { name: 'archive', source: 'PersistentVolumeClaim archive', size: '9Gi' },
    ]);
  });
});

describe('how a guest has its disks and interfaces', () => {
  it('is told as it is written, and by the addresses that it has', () => {
    const running = instance(
      {
        domain: {
          devices: {
            disks: [
              { name: 'boot', bootOrder: 1, disk: { bus: 'virtio' } },
              { name: 'tools', cdrom: {} },
            ],
            interfaces: [
              {
                name: 'default',
                bridge: {},
                model: 'e1000e',
                macAddress: '02:00:00:00:00:01',
              },
              { name: 'blue', bridge: {}, macAddress: '02:00:00:00:00:02' },
            ],
          },
        },
        volumes: [
          { name: 'boot', persistentVolumeClaim: { claimName: 'boot' } },
          { name: 'tools', containerDisk: { image: 'quay.io/tools:2' } },
        ],
        networks: [],
      },
      { interfaces: [{ name: 'default', mac: '02:00:00:00:00:03' }] },
    );
    const boot = object('v1', 'PersistentVolumeClaim', 'boot', {
      spec: { storageClassName: 'fast' },
      status: { capacity: { storage: '9Gi' } },
    });
    const told = facts(vm({ domain: {} }), running, boot);
    expect(told?.disks).toEqual([
      {
        name: 'boot',
        source: 'PersistentVolumeClaim boot',
        size: '9Gi',
        storageClass: 'fast',
        device: 'disk',
        bus: 'virtio',
        bootOrder: 1,
      },
      {
        name: 'tools',
        source: 'container disk quay.io/tools:2',
        device: 'cdrom',
      },
    ]);
    expect(told?.interfaces).toMatchObject([
      { name: 'default', model: 'e1000e', mac: '02:00:00:00:00:03' },
      { name: 'blue', mac: '02:00:00:00:00:02' },
    ]);
  });
});

describe('the facts of what VMs come of', () => {
  const factsIn = (judged: PlainObject) => {
    const store = createStoreFromObjects('onprem', [judged]);
    const [group] = judged.apiVersion.split('/');
    const [found] = store.list({ group, kind: judged.kind });
    return factsOf(found, store, {});
  };

  it.each([
    ['pool.kubevirt.io/v1beta1', 'VirtualMachinePool'],
    ['kubevirt.io/v1', 'VirtualMachineInstanceReplicaSet'],
  ])('are how many there are: %s %s', (apiVersion, kind) => {
    const set = (body: object) => object(apiVersion, kind, 'tills', body);
    expect(
      factsIn(set({ spec: { replicas: 3 }, status: { readyReplicas: 2 } })),
    ).toEqual({ replicas: { ready: 2, desired: 3 } });
    expect(factsIn(set({}))).toEqual({ replicas: { ready: 0, desired: 1 } });
  });

  it('are what an instance type gives', () => {
    expect(
      factsIn(
        typeOfCluster('VirtualMachineClusterInstancetype', 'm1', {
          cpu: { guest: 6 },
          memory: { guest: '24Gi' },
        }),
      ),
    ).toEqual({ cpu: '6 vCPU', memory: '24 GiB' });
  });
});

describe('the interfaces of a VM', () => {
  const onPodNetwork = {
    name: 'default',
    network: 'pod',
    addresses: [],
    policyCoverage: 'covered',
  };
  const preference = (devices: object) =>
    typeOfCluster('VirtualMachineClusterPreference', 'linux', { devices });

  it('are one on the Pod network, unless told', () => {
    expect(facts(vm({ domain: {} }))?.interfaces).toEqual([onPodNetwork]);
    expect(
      facts(vm({ domain: { devices: { autoattachPodInterface: false } } }))
        ?.interfaces,
    ).toBeUndefined();
    expect(
      facts(vm({ domain: {}, networks: [{ name: 'blue', multus: {} }] }))
        ?.interfaces,
    ).toBeUndefined();
  });

  it('are what a preference prefers, where nothing is written', () => {
    const preferring = vm({ domain: {} }, { preference: { name: 'linux' } });
    expect(
      facts(preferring, preference({ preferredInterfaceMasquerade: {} }))
        ?.interfaces,
    ).toEqual([{ ...onPodNetwork, binding: 'masquerade' }]);
    expect(
      facts(preferring, preference({ preferredAutoattachPodInterface: false }))
        ?.interfaces,
    ).toBeUndefined();
  });

  it('are those of the running instance, without what only the guest has', () => {
    const running = instance(
      {
        domain: {
          devices: {
            interfaces: [
              { name: 'default', masquerade: {} },
              { name: 'blue', binding: { name: 'l2bridge' } },
              { name: 'old', bridge: {}, state: 'absent' },
            ],
          },
        },
        networks: [
          { name: 'default', pod: {} },
          { name: 'blue', multus: { networkName: 'blue-net' } },
          { name: 'old', multus: { networkName: 'old-net' } },
        ],
      },
      {
        interfaces: [
          {
            name: 'default',
            ipAddress: '10.0.0.4',
            ipAddresses: ['10.0.0.4', 'fd00::4'],
            infoSource: 'domain, guest-agent',
          },
          {
            interfaceName: 'docker0',
            ipAddress: '172.17.0.1',
            ipAddresses: ['172.17.0.1'],
            infoSource: 'guest-agent',
          },
        ],
      },
    );
    expect(facts(vm({ domain: {} }), running)).toMatchObject({
      addresses: ['10.0.0.4'],
      interfaces: [
        {
          name: 'default',
          network: 'pod',
          binding: 'masquerade',
          addresses: ['10.0.0.4', 'fd00::4'],
        },
        {
          name: 'blue',
          network: 'blue-net',
          binding: 'l2bridge',
          addresses: [],
          policyCoverage: 'unknown',
        },
      ],
    });
  });
});
