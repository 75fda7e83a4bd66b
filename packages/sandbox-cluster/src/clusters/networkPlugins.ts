import { KubeObject } from '../objects';
import { daemonSet, deployment, EVERYWHERE, namespace } from './build';

const CALICO = 'v3.30.3';

/** Calico, as its operator installs it. */
export function calico(podNetwork: string): KubeObject[] {
  const home = 'calico-system';
  return [
    namespace('tigera-operator'),
    namespace(home),
    deployment({
      namespace: 'tigera-operator',
      name: 'tigera-operator',
      image: 'quay.io/tigera/operator:v1.38.6',
      pod: EVERYWHERE,
    }),
    daemonSet({
      namespace: home,
      name: 'calico-node',
      image: `quay.io/calico/node:${CALICO}`,
      cpu: '150m',
      memory: '128Mi',
      pod: { ...EVERYWHERE, hostNetwork: true },
    }),
    deployment({
      namespace: home,
      name: 'calico-typha',
      image: `quay.io/calico/typha:${CALICO}`,
      replicas: 2,
      pod: { ...EVERYWHERE, hostNetwork: true },
    }),
    deployment({
      namespace: home,
      name: 'calico-kube-controllers',
      image: `quay.io/calico/kube-controllers:${CALICO}`,
    }),
    tier('kube-admin', 1_000, 'Pass'),
    tier('default', 1_000_000, 'Deny'),
    tier('kube-baseline', 10_000_000, 'Pass'),
    {
      apiVersion: 'projectcalico.org/v3',
      kind: 'IPPool',
      metadata: { name: 'default-ipv4-ippool' },
      spec: {
        cidr: podNetwork,
        blockSize: 26,
        vxlanMode: 'CrossSubnet',
        natOutgoing: true,
        nodeSelector: 'all()',
      },
    },
    {
      apiVersion: 'projectcalico.org/v3',
      kind: 'FelixConfiguration',
      metadata: { name: 'default' },
      spec: { bpfEnabled: false, vxlanVNI: 4096 },
    },
    {
      apiVersion: 'projectcalico.org/v3',
      kind: 'ClusterInformation',
      metadata: { name: 'default' },
      spec: {
        calicoVersion: CALICO,
        clusterType: 'typha,kdd,k8s,operator',
        datastoreReady: true,
      },
    },
  ];
}

function tier(
  name: string,
  order: number,
  defaultAction: 'Deny' | 'Pass',
): KubeObject {
  return {
    apiVersion: 'projectcalico.org/v3',
    kind: 'Tier',
    metadata: { name },
    spec: { order, defaultAction },
  };
}

export function cilium(): KubeObject[] {
  return [
    daemonSet({
      namespace: 'kube-system',
      name: 'cilium',
      container: 'cilium-agent',
      image: 'quay.io/cilium/cilium:v1.18.3',
      cpu: '100m',
      memory: '256Mi',
      pod: { ...EVERYWHERE, hostNetwork: true },
    }),
    deployment({
      namespace: 'kube-system',
      name: 'cilium-operator',
      image: 'quay.io/cilium/operator-generic:v1.18.3',
      pod: EVERYWHERE,
    }),
  ];
}

/** More than one network for pods and VMs. */
export function multus(): KubeObject[] {
  return [
    daemonSet({
      namespace: 'kube-system',
      name: 'kube-multus-ds',
      container: 'kube-multus',
      image: 'ghcr.io/k8snetworkplumbingwg/multus-cni:v4.2.3',
      pod: { ...EVERYWHERE, hostNetwork: true },
    }),
  ];
}
