import { parseQuantity } from '../../validation/quantity';
import { ownerReference, stableUuid } from '../meta';
import { Container, Pod, VirtualMachineInstance, Volume } from '../shapes';
import { guestMemory, VM_GENERATION, vcpus } from './vmi';

const LAUNCHER_IMAGE = 'quay.io/kubevirt/virt-launcher:v1.9.0';
/** What virt-launcher, libvirt and QEMU need beside the guest's memory. */
const OVERHEAD_MI = 268;
const MI = 2 ** 20;
export const UNPAUSED = 'kubevirt.io/virtual-machine-unpaused';
export const MIGRATION_JOB = 'kubevirt.io/migrationJobUID';

/** The virt-launcher Pod of a VMI, as virt-controller renders it. */
export function launcherPod(vmi: VirtualMachineInstance, name: string): Pod {
  const { spec } = vmi;
  const { metadata } = vmi;
  const memoryMi =
    Math.ceil((parseQuantity(guestMemory(spec)) ?? 0) / MI) + OVERHEAD_MI;
  const cpu = vcpus(spec.domain.cpu);
  const machine = spec.domain.machine?.type ?? 'q35';
  const grace = spec.terminationGracePeriodSeconds ?? 45;
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name,
      generateName: `virt-launcher-${metadata.name}-`,
      namespace: metadata.namespace,
      labels: {
        ...metadata.labels,
        'kubevirt.io': 'virt-launcher',
        'kubevirt.io/created-by': metadata.uid ?? '',
        'vm.kubevirt.io/name': metadata.name,
        'vmi.kubevirt.io/id': metadata.name,
      },
      annotations: podAnnotations(vmi),
      ownerReferences: [ownerReference(vmi)],
    },
    spec: {
      ...(spec.affinity && { affinity: spec.affinity }),
      automountServiceAccountToken: false,
      containers: [compute(vmi, memoryMi, cpu, grace)],
      enableServiceLinks: false,
      hostname: spec.hostname ?? metadata.name,
      initContainers: containerDisks(vmi),
      nodeSelector: {
        'kubernetes.io/arch': spec.architecture ?? 'amd64',
        'kubevirt.io/schedulable': 'true',
        [`machine-type.node.kubevirt.io/${machine}`]: 'true',
        ...spec.nodeSelector,
      },
      readinessGates: [{ conditionType: UNPAUSED }],
      restartPolicy: 'Never',
      securityContext: {
        fsGroup: 107,
        runAsGroup: 107,
        runAsNonRoot: true,
        runAsUser: 107,
      },
      terminationGracePeriodSeconds: grace + 15,
      ...(spec.tolerations && { tolerations: spec.tolerations }),
      volumes: podVolumes(vmi),
    },
  };
}

function podAnnotations({ metadata, spec }: VirtualMachineInstance) {
  const { annotations = {}, name, namespace } = metadata;
  const secondary = (spec.networks ?? []).flatMap(network =>
    network.multus && !network.multus.default
      ? [{ network, attachment: network.multus.networkName }]
      : [],
  );
  const networks = secondary.map(({ network, attachment }) => {
    const [attachmentNamespace, attachmentName] = attachment.includes('/')
      ? attachment.split('/')
      : [namespace, attachment];
    const mac = spec.domain.devices.interfaces?.find(
      nic => nic.name === network.name,
    )?.macAddress;
    return {
      name: attachmentName,
      namespace: attachmentNamespace,
      ...(mac && { mac }),
      interface: secondaryInterface(network.name),
    };
  });
  return {
    'descheduler.alpha.kubernetes.io/request-evict-only': '',
    'kubectl.kubernetes.io/default-container': 'compute',
    'kubevirt.io/domain': name,
    'kubevirt.io/memory-overhead-bytes': String(OVERHEAD_MI * MI),
    'kubevirt.io/migrationTransportUnix': 'true',
    ...pick(annotations, ['kubevirt.io/pci-topology-version', VM_GENERATION]),
    'traffic.sidecar.istio.io/kubevirtInterfaces': 'k6t-eth0',
    ...(networks.length > 0 && {
      'k8s.v1.cni.cncf.io/networks': JSON.stringify(networks),
    }),
  };
}

function pick(from: Record<string, string>, keys: string[]) {
  return Object.fromEntries(
    keys.flatMap(key => (key in from ? [[key, from[key]]] : [])),
  );
}

/** KubeVirt names a pod's secondary interface after a hash of the network's name. */
export function secondaryInterface(network: string): string {
  return `pod${stableUuid(network).replaceAll('-', '').slice(0, 11)}`;
}

function compute(
  { metadata, spec }: VirtualMachineInstance,
  memoryMi: number,
  cpu: number,
  grace: number,
): Container {
  const ports = (spec.domain.devices.interfaces ?? []).flatMap(nic =>
    (nic.ports ?? []).map(({ name, port, protocol = 'TCP' }) => ({
      ...(name && { name }),
      containerPort: port,
      protocol,
    })),
  );
  return {
    name: 'compute',
    image: LAUNCHER_IMAGE,
    imagePullPolicy: 'IfNotPresent',
    command: [
      '/usr/bin/virt-launcher-monitor',
      '--qemu-timeout',
      '279s',
      '--name',
      metadata.name,
      '--uid',
      metadata.uid ?? '',
      '--namespace',
      metadata.namespace ?? '',
      '--grace-period-seconds',
      String(grace),
    ],
    ...(ports.length > 0 && { ports }),
    resources: {
      limits: {
        'devices.kubevirt.io/kvm': '1',
        'devices.kubevirt.io/tun': '1',
      },
      requests: {
        // virt-controller's default: ten vCPUs on one core.
        cpu: spec.domain.resources?.requests?.cpu ?? `${cpu * 100}m`,
        'devices.kubevirt.io/kvm': '1',
        'devices.kubevirt.io/tun': '1',
        'ephemeral-storage': '50M',
        memory: `${memoryMi}Mi`,
      },
    },
  };
}

function containerDisks({ spec }: VirtualMachineInstance): Container[] {
  const disks = (spec.volumes ?? []).flatMap(({ name, containerDisk }) =>
    containerDisk
      ? [
          {
            name: `volume${name}`,
            image: containerDisk.image,
            imagePullPolicy: containerDisk.imagePullPolicy ?? 'IfNotPresent',
            command: ['/container-disk-binary/usr/bin/container-disk'],
            args: ['--no-op'],
            resources: {
              limits: { cpu: '10m', memory: '40M' },
              requests: { cpu: '1m', 'ephemeral-storage': '50M', memory: '1M' },
            },
          },
        ]
      : [],
  );
  return [
    {
      name: 'guest-console-log',
      image: LAUNCHER_IMAGE,
      imagePullPolicy: 'IfNotPresent',
      command: ['/usr/bin/virt-tail'],
      restartPolicy: 'Always',
      resources: {
        limits: { cpu: '15m', memory: '60M' },
        requests: { cpu: '5m', memory: '35M' },
      },
    },
    ...disks,
  ];
}

function podVolumes({ spec }: VirtualMachineInstance): Volume[] {
  const claims = (spec.volumes ?? []).flatMap(
    ({
      name,
      dataVolume,
      persistentVolumeClaim,
      secret,
      configMap,
    }): Volume[] => {
      const claimName = dataVolume?.name ?? persistentVolumeClaim?.claimName;
      if (claimName) {
        return [{ name, persistentVolumeClaim: { claimName } }];
      }
      return [
        ...(hasText(secret, 'secretName')
          ? [{ name, secret: { secretName: secret.secretName } }]
          : []),
        ...(hasText(configMap, 'name')
          ? [{ name, configMap: { name: configMap.name } }]
          : []),
      ];
    },
  );
  return [
    { name: 'private', emptyDir: {} },
    { name: 'public', emptyDir: {} },
    { name: 'libvirt-runtime', emptyDir: {} },
    { name: 'ephemeral-disks', emptyDir: {} },
    ...claims,
  ];
}

function hasText<K extends string>(
  value: unknown,
  field: K,
): value is Record<K, string> {
  return (
    typeof value === 'object' &&
    value !== null &&
    field in value &&
    typeof (value as Record<K, unknown>)[field] === 'string'
  );
}

/** The Pod that the guest is in, which is not the target of a migration under way. */
export function currentPod(
  vmi: VirtualMachineInstance,
  pods: Pod[],
): Pod | undefined {
  const { nodeName, migrationState } = vmi.status ?? {};
  if (migrationState?.completed && migrationState.targetPod) {
    const target = pods.find(
      pod => pod.metadata.name === migrationState.targetPod,
    );
    if (target) {
      return target;
    }
  }
  return (
    pods.find(
      pod => nodeName && pod.spec.nodeName === nodeName && !isTarget(pod),
    ) ?? pods.find(pod => !isTarget(pod))
  );
}

function isTarget(pod: Pod): boolean {
  return MIGRATION_JOB in (pod.metadata.labels ?? {});
}
