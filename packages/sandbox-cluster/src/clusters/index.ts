import { KubeObject } from '../objects';
import { calico, commonAddOns, ingressNginx, kubevirt } from './addOns';
import {
  goldenImages,
  instancetypes,
  preferences,
  storageClass,
} from './catalogue';
import { node, NodeSpec } from './nodes';
import { ClusterDefinition } from './types';

export { readManifests } from './manifests';
export type { ClusterDefinition } from './types';

/** A data centre: KubeVirt, Calico, nodes on OpenStack and on bare metal. */
const ONPREM_NODES: NodeSpec[] = [
  {
    name: 'control-1',
    providerID: 'openstack:///f1c1a0a2-71f0-4b0e-8a33-2d1a0c5f0a01',
    cpu: 4,
    memoryGi: 16,
    zone: 'dc-a',
    controlPlane: true,
  },
  {
    name: 'worker-1',
    providerID: 'openstack:///f1c1a0a2-71f0-4b0e-8a33-2d1a0c5f0a02',
    cpu: 16,
    memoryGi: 64,
    zone: 'dc-a',
  },
  {
    name: 'worker-2',
    providerID: 'openstack:///f1c1a0a2-71f0-4b0e-8a33-2d1a0c5f0a03',
    cpu: 16,
    memoryGi: 64,
    zone: 'dc-b',
  },
  {
    name: 'metal-1',
    providerID: 'metal3://metal/metal-1',
    cpu: 64,
    memoryGi: 512,
    zone: 'dc-a',
    kvm: true,
  },
  {
    name: 'metal-2',
    providerID: 'metal3://metal/metal-2',
    cpu: 64,
    memoryGi: 512,
    zone: 'dc-b',
    kvm: true,
  },
];

/** Three clouds as one cluster; VMs run only where nested virtualization is on. */
const CLOUD_NODES: NodeSpec[] = [
  {
    name: 'aws-1',
    providerID: 'aws:///eu-central-1a/i-0b1f2c3d4e5f60718',
    cpu: 8,
    memoryGi: 32,
    zone: 'eu-central-1a',
  },
  {
    name: 'aws-2',
    providerID: 'aws:///eu-central-1b/i-0b1f2c3d4e5f60719',
    cpu: 96,
    memoryGi: 384,
    zone: 'eu-central-1b',
    kvm: true,
  },
  {
    name: 'gcp-1',
    providerID: 'gce://hybrid-demo/europe-west3-a/gke-pool-1',
    cpu: 8,
    memoryGi: 32,
    zone: 'europe-west3-a',
    kvm: true,
  },
  {
    name: 'azure-1',
    providerID:
      'azure:///subscriptions/0000/resourceGroups/hybrid/providers/Microsoft.Compute/virtualMachines/aks-1',
    cpu: 8,
    memoryGi: 32,
    zone: 'westeurope-1',
  },
];

/** What both have in common. */
const platform: KubeObject[] = [
  ...commonAddOns,
  ...calico('v3.30.2'),
  ...ingressNginx,
  ...kubevirt,
  ...instancetypes,
  ...preferences,
  ...goldenImages,
];

/** The clusters that ship, before any app is on them. */
export const clusters: Record<'onprem' | 'cloud', ClusterDefinition> = {
  onprem: {
    title: 'On premises',
    without: [],
    objects: () => [
      ...ONPREM_NODES.map(node),
      storageClass('fast', 'rbd.csi.ceph.com', true),
      storageClass('archive', 'nfs.csi.k8s.io', false),
      ...platform,
    ],
  },
  cloud: {
    title: 'Cloud',
    without: [],
    objects: () => [
      ...CLOUD_NODES.map(node),
      storageClass('gp3', 'ebs.csi.aws.com', true),
      ...platform,
    ],
  },
};
