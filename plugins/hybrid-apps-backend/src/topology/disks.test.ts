import { Entity } from '@backstage/catalog-model';
import { drawOn } from '../__testUtils__/drawn';
import { PlainObject } from '../clusters';
import { createStoreFromObjects } from '../kinds';
import { summarizeApp } from './summarizeApp';

const archive: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'System',
  metadata: { name: 'archive', namespace: 'default' },
};

const owner = (kind: string, name: string, uid: string) => ({
  apiVersion:
    kind === 'DataVolume' ? 'cdi.kubevirt.io/v1beta1' : 'kubevirt.io/v1',
  kind,
  name,
  uid,
  controller: true,
});
const object = (
  apiVersion: string,
  kind: string,
  name: string,
  body: object,
  owned?: ReturnType<typeof owner>,
): PlainObject => ({
  apiVersion,
  kind,
  metadata: {
    name,
    namespace: 'archive',
    uid: `${kind}-${name}`,
    ...(owned && { ownerReferences: [owned] }),
  },
  ...body,
});
const labelled = (given: PlainObject): PlainObject => ({
  ...given,
  metadata: {
    ...given.metadata,
    labels: { 'app.kubernetes.io/part-of': 'archive' },
  },
});

const vm = (volumes: object[], spec: object = {}) =>
  labelled(
    object('kubevirt.io/v1', 'VirtualMachine', 'store', {
      spec: {
        runStrategy: 'Always',
        dataVolumeTemplates: [
          {
            metadata: { name: 'store-root' },
            spec: { storage: { resources: { requests: { storage: '8Gi' } } } },
          },
        ],
        template: { spec: { domain: {}, volumes } },
        ...spec,
      },
      status: {
        printableStatus: 'Running',
        conditions: [{ type: 'Ready', status: 'True' }],
      },
    }),
  );
const root = { name: 'root', dataVolume: { name: 'store-root' } };
const ofVm = owner('VirtualMachine', 'store', 'VirtualMachine-store');
const dataVolume = object(
  'cdi.kubevirt.io/v1beta1',
  'DataVolume',
  'store-root',
  { spec: {}, status: { phase: 'Succeeded' } },
  ofVm,
);
const claim = (name: string, owned?: ReturnType<typeof owner>) =>
  object(
    'v1',
    'PersistentVolumeClaim',
    name,
    { spec: {}, status: { phase: 'Bound', capacity: { storage: '9Gi' } } },
    owned,
  );
const ofDisk = owner('DataVolume', 'store-root', 'DataVolume-store-root');

function draw(...objects: PlainObject[]) {
  const stores = [createStoreFromObjects('onprem', objects)];
  const topology = drawOn(stores, { entity: archive, parts: [] });
  const short = (id: string) => id.split('/').slice(-2).join(' ');
  return {
    topology,
    cards: topology.nodes.map(({ id, members }) =>
      [id, ...members.map(member => member.id)].map(short).join(' > '),
    ),
    lines: topology.edges.map(
      ({ source, relation, target }) =>
        `${short(source)} ${relation} ${short(target)}`,
    ),
  };
}

describe('the disks of a VM', () => {
  it('are part of its card, where they are made by its templates', () => {
    const { cards, lines, topology } = draw(
      vm([root]),
      dataVolume,
      claim('store-root', ofDisk),
    );
    expect(cards).toEqual([
      'VirtualMachine store > PersistentVolumeClaim store-root > DataVolume store-root',
    ]);
    expect(lines).toEqual([]);
    expect(topology.nodes[0].facts.disks).toEqual([
      { name: 'root', source: 'DataVolume store-root', size: '9Gi' },
    ]);
  });

  it('are well with the claim alone, once CDI collected the DataVolume', () => {
    const { cards, lines, topology } = draw(
      vm([root]),
      claim('store-root', ofVm),
    );
    expect(cards).toEqual([
      'VirtualMachine store > PersistentVolumeClaim store-root',
    ]);
    expect(lines).toEqual([]);
    expect(summarizeApp(topology)).toMatchObject({
      health: 'healthy',
      unhealthy: 0,
    });
  });

  it('have a card of their own, where others may share them', () => {
    const { cards, lines } = draw(
      vm([{ name: 'data', dataVolume: { name: 'shared' } }]),
      claim('shared'),
    );
    expect(cards).toEqual([
      'PersistentVolumeClaim shared',
      'VirtualMachine store',
    ]);
    expect(lines).toEqual([
      'VirtualMachine store mounts PersistentVolumeClaim shared',
    ]);
  });

  it('lead to the VM for who else mounts them', () => {
    const backup = labelled(
      object('apps/v1', 'Deployment', 'backup', {
        spec: {
          template: {
            spec: {
              containers: [],
              volumes: [
                {
                  name: 'source',
                  persistentVolumeClaim: { claimName: 'store-root' },
                },
              ],
            },
          },
        },
      }),
    );
    const { lines } = draw(
      vm([root]),
      dataVolume,
      claim('store-root', ofDisk),
      backup,
    );
    expect(lines).toEqual(['Deployment backup mounts VirtualMachine store']);
  });

  it('are not missing before KubeVirt made them; others are', () => {
    const { cards, topology } = draw(
      vm([root, { name: 'data', dataVolume: { name: 'other' } }]),
    );
    expect(cards).toEqual(['DataVolume other', 'VirtualMachine store']);
    expect(topology.nodes[0].status).toMatchObject({
      health: 'degraded',
      reason: 'NotFound',
    });
  });

  it('are also those that only its instance has, told once', () => {
    const instance = object(
      'kubevirt.io/v1',
      'VirtualMachineInstance',
      'store',
      {
        spec: {
          volumes: [
            root,
            {
              name: 'scratch',
              persistentVolumeClaim: {
                claimName: 'scratch',
                hotpluggable: true,
              },
            },
          ],
        },
        status: { phase: 'Running' },
      },
      ofVm,
    );
    const { cards, lines, topology } = draw(
      vm([root]),
      instance,
      claim('store-root', ofVm),
      claim('scratch'),
    );
    expect(cards).toEqual([
      'PersistentVolumeClaim scratch',
      'VirtualMachine store > PersistentVolumeClaim store-root > VirtualMachineInstance store',
    ]);
    expect(lines).toEqual([
      'VirtualMachine store mounts PersistentVolumeClaim scratch',
    ]);
    expect(topology.edges[0].evidence.fieldPath).toBe(
      'spec.volumes[1].persistentVolumeClaim.claimName',
    );
  });
});

it('names every Secret, claim and account that a VM may name', () => {
  const { cards } = draw(
    labelled(
      object('kubevirt.io/v1', 'VirtualMachine', 'store', {
        spec: {
          template: {
            spec: {
              domain: {
                firmware: {
                  kernelBoot: {
                    container: { image: 'k', imagePullSecret: 'kernel' },
                  },
                },
              },
              accessCredentials: [
                { sshPublicKey: { source: { secret: { secretName: 'ssh' } } } },
                { userPassword: { source: { secret: { secretName: 'pw' } } } },
              ],
              volumes: [
                {
                  name: 'init',
                  cloudInitConfigDrive: {
                    secretRef: { name: 'user' },
                    networkDataSecretRef: { name: 'net' },
                  },
                },
                {
                  name: 'base',
                  ephemeral: { persistentVolumeClaim: { claimName: 'base' } },
                },
                { name: 'dump', memoryDump: { claimName: 'dump' } },
                {
                  name: 'token',
                  serviceAccount: { serviceAccountName: 'guest' },
                },
                {
                  name: 'boot',
                  containerDisk: { image: 'vm', imagePullSecret: 'pull' },
                },
              ],
            },
          },
        },
      }),
    ),
  );
  expect(cards).toEqual([
    'PersistentVolumeClaim base',
    'PersistentVolumeClaim dump',
    'Secret kernel',
    'Secret net',
    'Secret pull',
    'Secret pw',
    'Secret ssh',
    'Secret user',
    'ServiceAccount guest',
    'VirtualMachine store',
  ]);
});

it('draws the VMs of a pool as workloads of their own', () => {
  const pool = labelled(
    object('pool.kubevirt.io/v1beta1', 'VirtualMachinePool', 'stores', {
      spec: { replicas: 1 },
    }),
  );
  const pooled = vm([]);
  const { cards, topology } = draw(pool, {
    ...pooled,
    metadata: {
      ...pooled.metadata,
      ownerReferences: [
        {
          apiVersion: 'pool.kubevirt.io/v1beta1',
          kind: 'VirtualMachinePool',
          name: 'stores',
          uid: 'VirtualMachinePool-stores',
          controller: true,
        },
      ],
    },
  });
  expect(cards).toEqual(['VirtualMachine store', 'VirtualMachinePool stores']);
  expect(summarizeApp(topology).vms).toBe(1);
});
