import { KubeObject } from '../objects';
import { addOns } from './addOns';
import { apiServers, kubeProxy, staticPods } from './controlPlane';
import { cdi, kubevirt } from './kubevirt';
import { calico, multus } from './networkPlugins';
import { node } from './nodes';
import { csiDriver, storageClass, storageProfile } from './storage';

const PLACE = { region: 'RegionOne', zone: 'nova' };

/** The address that Calico's tunnel has on a node. */
const tunnel = (n: number) => ({
  annotations: { 'projectcalico.org/IPv4VXLANTunnelAddr': `10.244.${n}.0` },
});

/** A data centre's own: OpenStack machines, and bare metal that VMs run on. */
export function onprem(): KubeObject[] {
  return [
    node({
      ...PLACE,
      ...tunnel(0),
      name: 'onprem-cp-1',
      address: '10.20.0.11',
      podCIDR: '10.244.0.0/24',
      providerID: 'openstack:///0a51cd22-94cb-4ab7-a5b6-4b6a7ac0b2c1',
      instanceType: 'm1.large',
      cpu: 4,
      memory: '16Gi',
      controlPlane: true,
    }),
    node({
      ...PLACE,
      ...tunnel(1),
      name: 'onprem-os-1',
      address: '10.20.0.21',
      podCIDR: '10.244.1.0/24',
      providerID: 'openstack:///5d6f2e0b-7c1d-4f0a-9a2b-3e1f7e2f8d11',
      instanceType: 'm1.xlarge',
      cpu: 8,
      memory: '32Gi',
    }),
    node({
      ...PLACE,
      ...tunnel(2),
      name: 'onprem-os-2',
      address: '10.20.0.22',
      podCIDR: '10.244.2.0/24',
      providerID: 'openstack:///c8a9bb5e-1d70-4d59-8ef0-2b0a6f43a7d2',
      instanceType: 'm1.xlarge',
      cpu: 8,
      memory: '32Gi',
    }),
    ...[1, 2].map(n =>
      node({
        ...tunnel(2 + n),
        region: 'RegionOne',
        zone: `rack-${n}`,
        name: `onprem-bm-${n}`,
        address: `10.20.0.${30 + n}`,
        podCIDR: `10.244.${2 + n}.0/24`,
        providerID: `metal3:///metal3/onprem-bm-${n}`,
        instanceType: 'bare-metal',
        cpu: 32,
        memory: '128Gi',
        virtualization: true,
      }),
    ),
    ...staticPods('onprem-cp-1'),
    apiServers('10.20.0.11', 6443),
    kubeProxy(),
    ...csiDriver('rbd.csi.ceph.com', 'quay.io/cephcsi/cephcsi:v3.15.0'),
    storageClass({
      name: 'ceph-rbd',
      provisioner: 'rbd.csi.ceph.com',
      isDefault: true,
    }),
    storageClass({
      name: 'local-path',
      provisioner: 'rancher.io/local-path',
      waitsForConsumer: true,
    }),
    storageProfile('ceph-rbd', true),
    storageProfile('local-path', false),
    ...calico('10.244.0.0/16'),
    ...multus(),
    ...addOns(),
    ...kubevirt(),
    ...cdi('ceph-rbd'),
  ];
}
