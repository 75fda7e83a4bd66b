/** What acts ask of a cluster, taken by the sandbox's API as a real one takes it. */
import {
  startSandboxCluster,
  SandboxCluster,
} from '@hybrid-apps/sandbox-cluster';
import { PlainObject } from '../../clusters';
import { createKubeClient } from '../../clusters/client/kubeClient';
import { createStoreFromObjects } from '../../kinds';
import { at, groupOf, nameOf } from '../../objects';
import { allActs } from '.';

jest.setTimeout(60_000);

const NOW = new Date('2026-01-01T12:00:00.000Z');
const acts = allActs(() => NOW);
const place = (name: string) => ({ name, namespace: 'shop' });
const memory = { domain: { devices: {}, memory: { guest: '1Gi' } } };
const template = {
  metadata: { labels: { app: 'web' } },
  spec: { containers: [{ name: 'web', image: 'web:2' }] },
};

const namespace: PlainObject = {
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name: 'shop' },
};
const vm = (runStrategy: string): PlainObject => ({
  apiVersion: 'kubevirt.io/v1',
  kind: 'VirtualMachine',
  metadata: place('db'),
  spec: { runStrategy, template: { spec: memory } },
});
const typed: PlainObject = {
  apiVersion: 'kubevirt.io/v1',
  kind: 'VirtualMachine',
  metadata: place('db'),
  spec: {
    runStrategy: 'Halted',
    instancetype: { name: 'small', revisionName: 'db-small-1' },
    template: { spec: { domain: { devices: {} } } },
  },
};
const wired: PlainObject = {
  ...typed,
  spec: {
    runStrategy: 'Always',
    template: {
      spec: {
        domain: {
          memory: { guest: '1Gi' },
          devices: {
            disks: [{ name: 'more', disk: { bus: 'scsi' } }],
            interfaces: [
              { name: 'default', masquerade: {} },
              { name: 'red', bridge: {} },
            ],
          },
        },
        networks: [
          { name: 'default', pod: {} },
          { name: 'red', multus: { networkName: 'red' } },
        ],
        volumes: [
          {
            name: 'more',
            persistentVolumeClaim: { claimName: 'more', hotpluggable: true },
          },
        ],
      },
    },
  },
};
const withDrive = (claimName?: string): PlainObject => ({
  ...typed,
  spec: {
    runStrategy: 'Halted',
    template: {
      spec: {
        domain: {
          memory: { guest: '1Gi' },
          devices: { disks: [{ name: 'cd', cdrom: { bus: 'sata' } }] },
        },
        volumes: claimName
          ? [
              {
                name: 'cd',
                persistentVolumeClaim: { claimName, hotpluggable: true },
              },
            ]
          : [],
      },
    },
  },
});
const definition: PlainObject = {
  apiVersion: 'k8s.cni.cncf.io/v1',
  kind: 'NetworkAttachmentDefinition',
  metadata: place('blue'),
  spec: { config: '{}' },
};
const instanceType = (name: string): PlainObject => ({
  apiVersion: 'instancetype.kubevirt.io/v1beta1',
  kind: 'VirtualMachineClusterInstancetype',
  metadata: { name },
  spec: { cpu: { guest: 2 }, memory: { guest: '8Gi' } },
});
const running: PlainObject = {
  apiVersion: 'kubevirt.io/v1',
  kind: 'VirtualMachineInstance',
  metadata: place('db'),
  spec: memory,
  status: { phase: 'Running' },
};
const paused = {
  ...running,
  status: {
    phase: 'Running',
    conditions: [{ type: 'Paused', status: 'True' }],
  },
};
const deployment: PlainObject = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: {
    ...place('web'),
    uid: 'web',
    annotations: { 'deployment.kubernetes.io/revision': '2' },
  },
  spec: { selector: { matchLabels: { app: 'web' } }, template },
};
const replicaSet: PlainObject = {
  apiVersion: 'apps/v1',
  kind: 'ReplicaSet',
  metadata: {
    ...place('web-1'),
    annotations: { 'deployment.kubernetes.io/revision': '1' },
    ownerReferences: [
      {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        name: 'web',
        uid: 'web',
        controller: true,
      },
    ],
  },
  spec: {
    selector: { matchLabels: { app: 'web', 'pod-template-hash': '1' } },
    template: {
      metadata: { labels: { app: 'web', 'pod-template-hash': '1' } },
      spec: { containers: [{ name: 'web', image: 'web:1' }] },
    },
  },
};
const stateful: PlainObject = {
  apiVersion: 'apps/v1',
  kind: 'StatefulSet',
  metadata: place('queue'),
  spec: {
    serviceName: 'queue',
    selector: { matchLabels: { app: 'web' } },
    template,
  },
};
const pod: PlainObject = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: place('once'),
  spec: template.spec,
};
const cronJob = (suspend: boolean): PlainObject => ({
  apiVersion: 'batch/v1',
  kind: 'CronJob',
  metadata: place('report'),
  spec: {
    schedule: '0 3 * * *',
    suspend,
    jobTemplate: {
      spec: {
        template: {
          spec: { ...template.spec, restartPolicy: 'Never' },
        },
      },
    },
  },
});
const claim: PlainObject = {
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  metadata: place('data'),
  spec: {
    accessModes: ['ReadWriteOnce'],
    storageClassName: 'slow',
    resources: { requests: { storage: '1Gi' } },
  },
  status: { phase: 'Bound', capacity: { storage: '1Gi' } },
};
const slow: PlainObject = {
  apiVersion: 'storage.k8s.io/v1',
  kind: 'StorageClass',
  metadata: { name: 'slow' },
  provisioner: 'slow.example.com',
  allowVolumeExpansion: true,
};
const migration: PlainObject = {
  apiVersion: 'kubevirt.io/v1',
  kind: 'VirtualMachineInstanceMigration',
  metadata: place('move'),
  spec: { vmiName: 'db' },
};
const snapshot: PlainObject = {
  apiVersion: 'snapshot.kubevirt.io/v1beta1',
  kind: 'VirtualMachineSnapshot',
  metadata: place('before'),
  spec: {
    source: { apiGroup: 'kubevirt.io', kind: 'VirtualMachine', name: 'db' },
  },
  status: { readyToUse: true, phase: 'Succeeded' },
};
const disk: PlainObject = {
  apiVersion: 'cdi.kubevirt.io/v1beta1',
  kind: 'DataVolume',
  metadata: {
    ...place('root'),
    ownerReferences: [
      {
        apiVersion: 'kubevirt.io/v1',
        kind: 'VirtualMachine',
        name: 'db',
        uid: 'db',
        controller: true,
      },
    ],
  },
  spec: {
    source: { blank: {} },
    storage: { resources: { requests: { storage: '1Gi' } } },
  },
};
const certificate: PlainObject = {
  apiVersion: 'cert-manager.io/v1',
  kind: 'Certificate',
  metadata: place('shop'),
  spec: {
    secretName: 'shop',
    dnsNames: ['shop.example.com'],
    issuerRef: { name: 'ca' },
  },
  status: { conditions: [{ type: 'Ready', status: 'True' }] },
};

/** The act, the object and what is beside it, what it takes, and where the cluster says what it wants then. */
const CASES: ReadonlyArray<
  [
    string,
    readonly PlainObject[],
    object | undefined,
    readonly string[],
    unknown,
  ]
> = [
  ['vm-start', [vm('Halted')], undefined, ['spec', 'runStrategy'], 'Always'],
  [
    'vm-stop',
    [vm('Always'), running],
    undefined,
    ['spec', 'runStrategy'],
    'Halted',
  ],
  [
    'vm-force-stop',
    [vm('Always'), running],
    undefined,
    ['spec', 'runStrategy'],
    'Halted',
  ],
  [
    'vm-restart',
    [vm('Always'), running],
    undefined,
    ['status', 'stateChangeRequests', '0', 'action'],
    'Stop',
  ],
  [
    'vm-soft-reboot',
    [vm('Always'), running],
    undefined,
    ['spec', 'runStrategy'],
    'Always',
  ],
  [
    'vm-reset',
    [vm('Always'), running],
    undefined,
    ['spec', 'runStrategy'],
    'Always',
  ],
  [
    'vm-pause',
    [vm('Always'), running],
    undefined,
    ['spec', 'runStrategy'],
    'Always',
  ],
  [
    'vm-unpause',
    [vm('Always'), paused],
    undefined,
    ['spec', 'runStrategy'],
    'Always',
  ],
  [
    'vm-migrate',
    [vm('Always'), running],
    undefined,
    ['spec', 'runStrategy'],
    'Always',
  ],
  [
    'vm-cancel-migration',
    [vm('Always'), running, migration],
    undefined,
    ['spec', 'runStrategy'],
    'Always',
  ],
  [
    'vm-run-strategy',
    [
      {
        ...vm('Always'),
        spec: { running: true, template: { spec: memory } },
      },
      running,
    ],
    { runStrategy: 'Halted' },
    ['spec', 'running'],
    undefined,
  ],
  [
    'vm-run-strategy',
    [vm('Always')],
    { runStrategy: 'Manual' },
    ['spec', 'runStrategy'],
    'Manual',
  ],
  [
    'vm-resize',
    [vm('Always'), running],
    { sockets: 2, memory: '4Gi' },
    ['spec', 'template', 'spec', 'domain', 'cpu', 'sockets'],
    2,
  ],
  [
    'vm-resize',
    [vm('Always'), running],
    { sockets: 1, memory: '4Gi' },
    ['spec', 'template', 'spec', 'domain', 'memory', 'guest'],
    '4Gi',
  ],
  [
    'vm-instance-type',
    [typed, instanceType('small'), instanceType('large')],
    { instancetype: 'large' },
    ['spec', 'instancetype'],
    { kind: 'VirtualMachineClusterInstancetype', name: 'large' },
  ],
  [
    'vm-disk-add',
    [vm('Always'), claim, slow],
    { claim: 'data' },
    ['spec', 'template', 'spec', 'volumes', '0', 'persistentVolumeClaim'],
    { claimName: 'data', hotpluggable: true },
  ],
  [
    'vm-disk-remove',
    [wired, running],
    { volume: 'more' },
    ['spec', 'template', 'spec', 'volumes'],
    [],
  ],
  [
    'vm-media-eject',
    [withDrive('iso'), claim, slow],
    { drive: 'cd' },
    ['spec', 'template', 'spec', 'volumes'],
    [],
  ],
  [
    'vm-media-insert',
    [withDrive(), claim, slow],
    { drive: 'cd', claim: 'data' },
    ['spec', 'template', 'spec', 'volumes', '0', 'persistentVolumeClaim'],
    { claimName: 'data', hotpluggable: true },
  ],
  [
    'vm-nic-add',
    [wired, definition],
    { network: 'blue' },
    ['spec', 'template', 'spec', 'networks', '2', 'multus', 'networkName'],
    'blue',
  ],
  [
    'vm-nic-remove',
    [wired],
    { nic: 'red' },
    [
      'spec',
      'template',
      'spec',
      'domain',
      'devices',
      'interfaces',
      '1',
      'state',
    ],
    'absent',
  ],
  [
    'vm-expose',
    [vm('Always')],
    { name: 'sql', port: 5432, protocol: 'TCP', type: 'ClusterIP' },
    ['metadata', 'name'],
    'db',
  ],
  ['vm-snapshot', [vm('Always')], undefined, ['spec', 'runStrategy'], 'Always'],
  [
    'vm-clone',
    [vm('Always')],
    { name: 'copy' },
    ['spec', 'runStrategy'],
    'Always',
  ],
  ['vm-delete', [vm('Halted')], undefined, ['metadata', 'name'], undefined],
  [
    'vm-restore',
    [vm('Halted'), snapshot],
    { snapshot: 'before' },
    ['metadata', 'name'],
    'db',
  ],
  [
    'vm-snapshot-delete',
    [vm('Halted'), snapshot],
    { snapshot: 'before' },
    ['metadata', 'name'],
    'db',
  ],
  [
    'vm-delete-alone',
    [vm('Halted'), disk],
    undefined,
    ['metadata', 'name'],
    undefined,
  ],
  ['workload-scale', [deployment], { replicas: 3 }, ['spec', 'replicas'], 3],
  ['workload-scale', [stateful], { replicas: 0 }, ['spec', 'replicas'], 0],
  [
    'workload-restart',
    [deployment],
    undefined,
    [
      'spec',
      'template',
      'metadata',
      'annotations',
      'kubectl.kubernetes.io/restartedAt',
    ],
    NOW.toISOString(),
  ],
  ['deployment-pause', [deployment], undefined, ['spec', 'paused'], true],
  [
    'deployment-resume',
    [{ ...deployment, spec: { ...Object(deployment.spec), paused: true } }],
    undefined,
    ['spec', 'paused'],
    false,
  ],
  [
    'deployment-undo',
    [deployment, replicaSet],
    { revision: 1 },
    ['spec', 'template', 'spec', 'containers', '0', 'image'],
    'web:1',
  ],
  ['pod-delete', [pod], undefined, ['metadata', 'name'], undefined],
  ['cronjob-run', [cronJob(false)], undefined, ['spec', 'suspend'], false],
  ['cronjob-suspend', [cronJob(false)], undefined, ['spec', 'suspend'], true],
  ['cronjob-resume', [cronJob(true)], undefined, ['spec', 'suspend'], false],
  [
    'claim-grow',
    [claim, slow],
    { size: '2Gi' },
    ['spec', 'resources', 'requests', 'storage'],
    '2Gi',
  ],
  [
    'certificate-renew',
    [certificate],
    undefined,
    ['status', 'conditions', '1', 'type'],
    'Issuing',
  ],
];

describe('what is asked of a cluster', () => {
  let sandbox: SandboxCluster;
  let client: ReturnType<typeof createKubeClient>;
  beforeAll(async () => {
    sandbox = await startSandboxCluster({
      name: 'onprem',
      tls: false,
      objects: [namespace],
    });
    client = createKubeClient({
      cluster: () => ({ name: 'onprem', url: sandbox.url, authMetadata: {} }),
      credential: async () => ({
        type: 'bearer token',
        token: sandbox.tokens.admin,
      }),
    });
  });
  afterAll(async () => {
    await client?.close();
    await sandbox?.stop();
  });

  /** As the sandbox keeps them; gone again after the test. */
  async function within<T>(
    objects: readonly PlainObject[],
    use: (kept: readonly PlainObject[]) => Promise<T>,
  ): Promise<T> {
    const kept: ReturnType<SandboxCluster['store']['create']>[] = [];
    for (const { status, ...object } of structuredClone([...objects])) {
      // The first one owns the others that are owned; its uid is the cluster's.
      object.metadata.ownerReferences?.forEach(owner => {
        owner.uid = String(kept[0].metadata.uid);
      });
      const made = sandbox.store.create(object);
      kept.push(
        status === undefined
          ? made
          : sandbox.store.updateStatus({ ...made, status }),
      );
    }
    try {
      return await use(kept);
    } finally {
      for (const object of kept) {
        const key = {
          group: groupOf(object.apiVersion),
          kind: object.kind,
          namespace: object.metadata.namespace,
          name: object.metadata.name,
        };
        if (sandbox.store.get(key)) {
          sandbox.store.delete(key);
        }
      }
    }
  }

  it.each(CASES)('%s of %#', async (id, objects, input, path, expected) => {
    await within(objects, async kept => {
      const store = createStoreFromObjects('onprem', kept);
      const found = store.get(
        nameOf({ ...kept[0], metadata: { uid: '', ...kept[0].metadata } }),
      )!;
      const act = acts.find(one => one.id === id)!;
      expect([id, act.offer(found, store)]).toEqual([id, { possible: true }]);
      const [{ request }] = act.steps(found, act.input?.parse(input), store);
      const asked =
        typeof request === 'function'
          ? await request({
              read: async from =>
                (
                  await client.request({ method: 'GET', path: from })
                ).body,
            })
          : request;
      const { status } = await client.request(asked);
      expect([200, 201, 202]).toContain(status);
      const now = sandbox.store.get(nameOf(found));
      expect(at(now, ...path)).toEqual(expected);
    });
  });

  it('has each act', () => {
    expect([...new Set(CASES.map(([id]) => id))].sort()).toEqual(
      acts.map(({ id }) => id).sort(),
    );
  });

  it.each([
    ['vm-delete', undefined],
    ['vm-delete-alone', 'root'],
  ])('%s leaves of the disks of its own: %s', async (id, left) => {
    await within([vm('Halted'), disk], async kept => {
      const store = createStoreFromObjects('onprem', kept);
      const [object] = store.list({
        group: 'kubevirt.io',
        kind: 'VirtualMachine',
      });
      const act = acts.find(one => one.id === id)!;
      const [{ request, progress }] = act.steps(object, undefined, store);
      await (typeof request === 'function'
        ? undefined
        : client.request(request));
      const [, { apiVersion, kind, metadata }] = kept;
      const now = sandbox.store.get({
        group: groupOf(apiVersion),
        kind,
        namespace: metadata.namespace,
        name: metadata.name,
      });
      expect(now?.metadata.name).toBe(left);
      expect(now?.metadata.ownerReferences ?? []).toEqual([]);
      expect(
        progress(createStoreFromObjects('onprem', now ? [now] : [])),
      ).toEqual({ state: 'done' });
    });
  });

  it('is refused where somebody else changed the VM meanwhile', async () => {
    await within([vm('Halted')], async ([kept]) => {
      const store = createStoreFromObjects('onprem', [
        { ...kept, metadata: { ...kept.metadata, generation: 7 } },
      ]);
      const [object] = store.list({
        group: 'kubevirt.io',
        kind: 'VirtualMachine',
      });
      const resize = acts.find(one => one.id === 'vm-resize')!;
      const [{ request }] = resize.steps(
        object,
        { sockets: 2, memory: '1Gi' },
        store,
      );
      await expect(
        typeof request === 'function' ? undefined : client.request(request),
      ).rejects.toThrow(
        /422.*the server rejected our request due to an error in our request/,
      );
    });
  });

  it('is refused for another object of that name', async () => {
    await within([deployment], async kept => {
      const store = createStoreFromObjects('onprem', [
        { ...kept[0], metadata: { ...kept[0].metadata, uid: 'another' } },
      ]);
      const [object] = store.list({ group: 'apps', kind: 'Deployment' });
      const patching = acts.find(one => one.id === 'deployment-pause')!;
      const [{ request }] = patching.steps(object, undefined, store);
      await expect(
        typeof request === 'function' ? undefined : client.request(request),
      ).rejects.toThrow(/409|422/);
    });
  });
});
