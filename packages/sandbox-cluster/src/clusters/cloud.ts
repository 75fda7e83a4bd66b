import { KubeObject } from '../objects';
import { addOns } from './addOns';
import { apiServers } from './controlPlane';
import { cdi, kubevirt } from './kubevirt';
import { cilium } from './networkPlugins';
import { node, NodeDescription } from './nodes';
import { csiDriver, storageClass, storageProfile } from './storage';

const SUBSCRIPTION =
  'azure:///subscriptions/1f0c8f5e-6f4e-4b1a-9b2a-7f1f8e9b3c2d/resourceGroups/hybrid/providers/Microsoft.Compute/virtualMachineScaleSets/workers/virtualMachines';

/** Machines of three clouds; VMs run on those of AWS, which are bare metal. */
const NODES: Array<Omit<NodeDescription, 'address' | 'podCIDR'>> = [
  ...['a', 'b'].map((letter, i) => ({
    name: `cloud-aws-${i + 1}`,
    providerID: `aws:///eu-central-1${letter}/i-0c4f1e2d3b5a6978${i}`,
    region: 'eu-central-1',
    zone: `eu-central-1${letter}`,
    instanceType: 'm5.metal',
    cpu: 96,
    memory: '384Gi',
    virtualization: true,
    labels: { 'topology.k8s.aws/zone-id': `euc1-az${i + 1}` },
  })),
  ...['b', 'c'].map((letter, i) => ({
    name: `cloud-gcp-${i + 1}`,
    providerID: `gce://hybrid-apps-demo/europe-west3-${letter}/cloud-gcp-${
      i + 1
    }`,
    region: 'europe-west3',
    zone: `europe-west3-${letter}`,
    instanceType: 'e2-standard-8',
    cpu: 8,
    memory: '32Gi',
    labels: { 'topology.gke.io/zone': `europe-west3-${letter}` },
  })),
  ...[0, 1].map(i => ({
    name: `cloud-azure-${i + 1}`,
    providerID: `${SUBSCRIPTION}/${i}`,
    region: 'germanywestcentral',
    zone: `germanywestcentral-${i + 1}`,
    instanceType: 'Standard_D8s_v5',
    cpu: 8,
    memory: '32Gi',
    labels: { 'kubernetes.azure.com/cluster': 'hybrid' },
  })),
];

/** One cluster over AWS, GCP and Azure. */
export function cloud(): KubeObject[] {
  return [
    ...NODES.map((description, i) =>
      node({
        ...description,
        address: `10.40.0.${11 + i}`,
        podCIDR: `10.245.${i}.0/24`,
      }),
    ),
    // Its control plane is the provider's, so that no Pod shows it.
    apiServers('203.0.113.10', 443),
    ...csiDriver(
      'ebs.csi.aws.com',
      'public.ecr.aws/ebs-csi-driver/aws-ebs-csi-driver:v1.51.0',
    ),
    storageClass({
      name: 'standard',
      provisioner: 'ebs.csi.aws.com',
      isDefault: true,
    }),
    storageClass({
      name: 'premium-ssd',
      provisioner: 'disk.csi.azure.com',
      waitsForConsumer: true,
    }),
    storageProfile('standard', false),
    storageProfile('premium-ssd', false),
    {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'GatewayClass',
      metadata: { name: 'cilium' },
      spec: { controllerName: 'io.cilium/gateway-controller' },
      status: {
        conditions: [
          {
            type: 'Accepted',
            status: 'True',
            reason: 'Accepted',
            message: 'Valid GatewayClass',
          },
        ],
      },
    },
    ...cilium(),
    ...addOns(),
    ...kubevirt(),
    ...cdi('standard'),
  ];
}
