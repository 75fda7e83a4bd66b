/**
 * The pods of a cluster: those that are there, and, of workloads without any,
 * those that they would run. On a secondary network, the pods that are attached
 * to it, with their addresses there (Network Plumbing Working Group, multi-net
 * specification).
 */
import type { Labels, PodManifest, PortProtocol } from './world';

interface Template {
  metadata?: { labels?: Labels; annotations?: Labels };
  spec: PodManifest['spec'];
}

interface Deployment {
  metadata: { name: string; namespace: string };
  spec: { template: Template };
}

interface VirtualMachine {
  metadata: { name: string; namespace: string };
  spec: {
    template: {
      metadata: { labels: Labels };
      spec: {
        domain: {
          devices: {
            interfaces: {
              ports?: { name: string; port: number; protocol: PortProtocol }[];
            }[];
          };
        };
        networks: { multus?: { networkName: string } }[];
      };
    };
  };
}

interface Manifest {
  kind: string;
}

const NETWORKS = 'k8s.v1.cni.cncf.io/networks';
const STATUS = 'k8s.v1.cni.cncf.io/network-status';

function ofDeployment({ metadata, spec }: Deployment): PodManifest {
  const { template } = spec;
  return {
    metadata: {
      namespace: metadata.namespace,
      name: metadata.name,
      ...template.metadata,
    },
    spec: template.spec,
    status: { podIPs: [] },
  };
}

/** virt-launcher, after KubeVirt's `pkg/virt-controller/services/template.go`. */
function ofVirtualMachine({ metadata, spec }: VirtualMachine): PodManifest {
  const { namespace, name } = metadata;
  const { template } = spec;
  const attached = template.spec.networks
    .flatMap(({ multus }) => multus ?? [])
    .map(({ networkName }) => networkName);
  return {
    metadata: {
      namespace,
      name,
      labels: {
        ...template.metadata.labels,
        'kubevirt.io': 'virt-launcher',
        'vm.kubevirt.io/name': name,
        'vmi.kubevirt.io/id': name,
      },
      annotations: { [NETWORKS]: attached.join(',') },
    },
    spec: {
      containers: template.spec.domain.devices.interfaces.map(each => ({
        ports: each.ports?.map(({ name: own, port, protocol }) => ({
          name: own,
          containerPort: port,
          protocol,
        })),
      })),
    },
    status: { podIPs: [] },
  };
}

const within = (namespace: string, name: string): string =>
  name.includes('/') ? name : `${namespace}/${name}`;

/** The networks that a pod asks for, as `namespace/name`. */
function networksOf({ metadata }: PodManifest): string[] {
  const { namespace, annotations = {} } = metadata;
  const text = annotations[NETWORKS] ?? '';
  if (!text.startsWith('[')) {
    return text
      .split(',')
      .filter(each => each !== '')
      .map(each => within(namespace, each));
  }
  const listed: { name: string; namespace?: string }[] = JSON.parse(text);
  return listed.map(each => within(each.namespace ?? namespace, each.name));
}

function onNetwork(pod: PodManifest, network: string): PodManifest[] {
  if (!networksOf(pod).includes(network)) {
    return [];
  }
  const { metadata, spec } = pod;
  const status: { name: string; ips: string[] }[] = JSON.parse(
    metadata.annotations?.[STATUS] ?? '[]',
  );
  const ips = status.find(
    ({ name }) => within(metadata.namespace, name) === network,
  )?.ips;
  return [
    {
      metadata,
      spec: { ...spec, hostNetwork: false },
      status: { podIPs: (ips ?? []).map(ip => ({ ip })) },
    },
  ];
}

export function podsOf(
  manifests: readonly object[],
  network?: string,
): PodManifest[] {
  const ofKind = <T>(kind: string) =>
    (manifests as Manifest[]).filter(each => each.kind === kind) as T[];
  const pods = [
    ...ofKind<PodManifest>('Pod'),
    ...ofKind<Deployment>('Deployment').map(ofDeployment),
    ...ofKind<VirtualMachine>('VirtualMachine').map(ofVirtualMachine),
  ];
  return network === undefined
    ? pods
    : pods.flatMap(pod => onNetwork(pod, network));
}

export const isSame = (a: PodManifest, b: PodManifest): boolean =>
  a.metadata.namespace === b.metadata.namespace &&
  a.metadata.name === b.metadata.name;
