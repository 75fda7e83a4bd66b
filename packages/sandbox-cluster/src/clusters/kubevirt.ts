import { KubeObject } from '../objects';
import { daemonSet, deployment, EVERYWHERE, namespace } from './build';
import { boundClaim } from './storage';

const KUBEVIRT = 'v1.9.0';
const CDI = 'v1.63.1';

/** KubeVirt's common instance types: name, vCPUs, memory. */
const INSTANCETYPES: Array<[string, number, string]> = [
  ['u1.nano', 1, '512Mi'],
  ['u1.micro', 1, '1Gi'],
  ['u1.small', 1, '2Gi'],
  ['u1.medium', 1, '4Gi'],
  ['u1.large', 2, '8Gi'],
  ['u1.xlarge', 4, '16Gi'],
  ['cx1.medium', 1, '2Gi'],
  ['cx1.large', 2, '4Gi'],
  ['m1.large', 2, '16Gi'],
];

const PREFERENCES: Array<[string, string]> = [
  ['debian', 'Debian'],
  ['fedora', 'Fedora (amd64)'],
  ['rhel.9', 'Red Hat Enterprise Linux 9 (amd64)'],
  ['ubuntu', 'Ubuntu'],
  ['windows.2k25', 'Microsoft Windows Server 2025'],
];

export function kubevirt(): KubeObject[] {
  const home = 'kubevirt';
  const image = (name: string) => `quay.io/kubevirt/${name}:${KUBEVIRT}`;
  const component = (name: string, replicas = 2) =>
    deployment({
      namespace: home,
      name,
      image: image(name),
      replicas,
      labels: { 'kubevirt.io': name },
      pod: EVERYWHERE,
    });
  return [
    namespace(home),
    {
      apiVersion: 'kubevirt.io/v1',
      kind: 'KubeVirt',
      metadata: { name: 'kubevirt', namespace: home },
      spec: {
        imagePullPolicy: 'IfNotPresent',
        configuration: {
          developerConfiguration: { featureGates: ['Snapshot', 'VMExport'] },
        },
      },
      status: {
        phase: 'Deployed',
        operatorVersion: KUBEVIRT,
        observedKubeVirtVersion: KUBEVIRT,
        targetKubeVirtVersion: KUBEVIRT,
        conditions: [
          {
            type: 'Available',
            status: 'True',
            reason: 'AllComponentsReady',
            message: 'All components are ready.',
          },
          {
            type: 'Degraded',
            status: 'False',
            reason: 'AllComponentsReady',
            message: 'All components are ready.',
          },
        ],
      },
    },
    component('virt-operator'),
    component('virt-api'),
    component('virt-controller'),
    daemonSet({
      namespace: home,
      name: 'virt-handler',
      image: image('virt-handler'),
      labels: { 'kubevirt.io': 'virt-handler' },
      pod: {
        ...EVERYWHERE,
        nodeSelector: { 'kubevirt.io/schedulable': 'true' },
      },
    }),
    ...INSTANCETYPES.map(([name, guest, memory]) => ({
      apiVersion: 'instancetype.kubevirt.io/v1beta1',
      kind: 'VirtualMachineClusterInstancetype',
      metadata: {
        name,
        labels: {
          'instancetype.kubevirt.io/cpu': String(guest),
          'instancetype.kubevirt.io/memory': memory,
          'instancetype.kubevirt.io/vendor': 'kubevirt.io',
        },
      },
      spec: { cpu: { guest }, memory: { guest: memory } },
    })),
    ...PREFERENCES.map(([name, displayName]) => ({
      apiVersion: 'instancetype.kubevirt.io/v1beta1',
      kind: 'VirtualMachineClusterPreference',
      metadata: {
        name,
        annotations: { 'openshift.io/display-name': displayName },
        labels: {
          'instancetype.kubevirt.io/os-type': name.startsWith('windows')
            ? 'windows'
            : 'linux',
          'instancetype.kubevirt.io/vendor': 'kubevirt.io',
        },
      },
      spec: {
        devices: {
          preferredDiskBus: name.startsWith('windows') ? 'sata' : 'virtio',
          preferredInterfaceModel: name.startsWith('windows')
            ? 'e1000e'
            : 'virtio',
        },
        machine: { preferredMachineType: 'q35' },
      },
    })),
  ];
}

const IMAGES_NAMESPACE = 'kubevirt-os-images';

const IMAGES: Array<[string, string, string]> = [
  ['centos-stream10', '10Gi', 'centos.stream10'],
  ['debian', '10Gi', 'debian'],
  ['fedora', '10Gi', 'fedora'],
  ['rhel9', '20Gi', 'rhel.9'],
  ['ubuntu', '10Gi', 'ubuntu'],
];

/** CDI, and the images that disks are cloned from. */
export function cdi(storageClassName: string): KubeObject[] {
  const home = 'cdi';
  const component = (name: string, image: string) =>
    deployment({
      namespace: home,
      name,
      image: `quay.io/kubevirt/${image}:${CDI}`,
      pod: EVERYWHERE,
    });
  return [
    namespace(home),
    namespace(IMAGES_NAMESPACE),
    {
      apiVersion: 'cdi.kubevirt.io/v1beta1',
      kind: 'CDI',
      metadata: { name: 'cdi' },
      spec: {},
      status: { phase: 'Deployed', observedVersion: CDI },
    },
    component('cdi-operator', 'cdi-operator'),
    component('cdi-apiserver', 'cdi-apiserver'),
    component('cdi-deployment', 'cdi-controller'),
    component('cdi-uploadproxy', 'cdi-uploadproxy'),
    ...IMAGES.flatMap(([name, size, preference]): KubeObject[] => [
      ...boundClaim(IMAGES_NAMESPACE, name, size, storageClassName),
      {
        apiVersion: 'cdi.kubevirt.io/v1beta1',
        kind: 'DataSource',
        metadata: {
          name,
          namespace: IMAGES_NAMESPACE,
          labels: {
            'instancetype.kubevirt.io/default-instancetype': 'u1.medium',
            'instancetype.kubevirt.io/default-preference': preference,
          },
        },
        spec: { source: { pvc: { name, namespace: IMAGES_NAMESPACE } } },
      },
    ]),
  ];
}
